"""How far a run is, on standard error, where people look."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(title: str, total: int, *, begun: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while the block runs; silent where nobody watches a terminal.

    Yields:
        A function that moves the bar on.

    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 (only where somebody watches)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total, completed=begun)

        def advance(count: int) -> None:
            bar.advance(task, count)

        yield advance
