"""The verb `validate`: published results reproduced, claim by claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from airtight.errors import InputError, MissingError
from airtight.validation import running, words
from airtight.validation.page import page
from airtight.validation.running import Validation


@dataclass(frozen=True)
class ValidationResult:
    """What came of all claims.

    Attributes:
        validation: the claims, tried.

    """

    validation: Validation

    @property
    def summary(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return self.validation.summary

    @property
    def text(self) -> str:
        """What the command prints for people."""
        return "\n".join(words.lines(self.validation))

    def to_pandas(self) -> Any:  # noqa: ANN401 (pandas is optional)
        """A row a claim, as a pandas DataFrame.

        Raises:
            MissingError: pandas is not installed.

        """
        try:
            import pandas as pd  # noqa: PLC0415 (optional)
        except ImportError:
            raise MissingError(
                "pandas is not installed", place="to_pandas", allowed="pip install 'airtight-sim[notebook]'"
            ) from None
        return pd.DataFrame(self.summary["rows"])

    def plot(self) -> Any:  # noqa: ANN401 (matplotlib is untyped here)
        """How much of each tolerance is used up, as a matplotlib figure."""
        from airtight.validation.picture import deviations  # noqa: PLC0415 (matplotlib is slow to import)

        return deviations(self.validation)

    def save(self, file: str | Path, *, force: bool = False) -> Path:
        """Write the page.

        Args:
            file: its name.
            force: replace a file that exists.

        Raises:
            InputError: the file exists, or is a folder.
            MissingError: its folder does not exist.

        """
        path = Path(file)
        check_writable(path, force=force)
        waiting = path.with_name(f"{path.name}.part")
        waiting.write_text(page(self.validation), encoding="utf-8")
        waiting.replace(path)
        return path

    def _repr_html_(self) -> str:
        """The printed answer, for notebooks."""
        return f"<pre>{escape(self.text)}</pre>"


def validate(*, tiers: Iterable[str] | None = None) -> ValidationResult:
    """Try every claim, or those of some tiers.

    Args:
        tiers: of "verification", "benchmark", "calibrated", "face validity"; all if None.

    Raises:
        InputError: no such tier.

    """
    return ValidationResult(running.tried(tiers=tiers))


def check_writable(path: Path, *, force: bool) -> None:
    """Refuse a page's file before the work begins.

    Raises:
        InputError: it exists already, or is a folder.
        MissingError: its folder does not exist.

    """
    if path.is_dir():
        raise InputError(
            "is a folder", place=str(path), allowed="the name of a file, such as validation.html"
        )
    if path.exists() and not force:
        raise InputError("exists already", place=str(path), allowed="another name, or --force")
    if not path.parent.is_dir():
        raise MissingError("there is no such folder", place=str(path.parent), allowed="a folder that exists")
