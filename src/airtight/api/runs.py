"""The verbs: what the command line does, from Python.

A call takes the scenario (a file, or the bundled one's name) and the fields of `study.settings.Settings`:
``airtight.compare("anatolia-2021", options="demo", replications=40)``. Nothing is written unless `out` names
a folder. With `workers` above 1 call it under ``if __name__ == "__main__":``, for workers are spawned.
"""

import shutil
from dataclasses import asdict, dataclass, replace
from html import escape
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any, TypedDict, Unpack

from airtight.analysis import exposure
from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError, MissingError
from airtight.recording import Recorded, next_folder, read, unfinished, write
from airtight.recording.manifest import plain, versions
from airtight.recording.reading import manifest_of
from airtight.scenario.model import Scenario
from airtight.study import answer
from airtight.study.again import Again, held_against
from airtight.study.campaign import carry_out
from airtight.study.execution import Checkpoints, Interrupted
from airtight.study.execution.checkpoints import identity_of
from airtight.study.questions import DEMO_OPTIONS, DEMO_SCENARIO, Question, ask, ask_again, worlds_of
from airtight.study.recordings import record
from airtight.study.settings import Settings
from airtight.study.summary import summarise


class Options(TypedDict, total=False):
    """The fields of `Settings`, all optional."""

    replications: int
    seed: int | None
    nominal: bool
    set: tuple[str, ...]
    keep: int
    out: Path | None
    force: bool
    workers: int
    resume: bool
    batch_size: int | None


@dataclass(frozen=True)
class Result:
    """One run, compare or demo.

    Attributes:
        recorded: everything, as a recording's folder holds it.

    """

    recorded: Recorded

    @property
    def summary(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return self.recorded.summary

    @property
    def text(self) -> str:
        """What the command prints for people."""
        return "\n".join(answer.lines(self.summary))

    def to_pandas(self) -> Any:  # noqa: ANN401 (pandas is optional)
        """Every replication of every option, a row each, as a pandas DataFrame.

        Raises:
            MissingError: pandas is not installed.

        """
        try:
            import pandas as pd  # noqa: PLC0415 (optional)
        except ImportError:
            raise MissingError(
                "pandas is not installed", place="to_pandas", allowed="pip install 'airtight-sim[notebook]'"
            ) from None
        return pd.DataFrame(self.recorded.replications)

    def plot(self) -> Any:  # noqa: ANN401 (matplotlib is untyped here)
        """Attackers that get through, by option: mean, sampling error and range, as a matplotlib figure."""
        from airtight.report.figures.options import leakers  # noqa: PLC0415 (matplotlib is slow to import)

        return leakers(
            self.summary["options"],
            reference=self.summary["reference"],
            total=answer.attackers(self.summary),
        )

    def save(self, folder: str | Path, *, force: bool = False) -> "Result":
        """Write the recording with its report and replay.

        Raises:
            InputError: the folder exists, or cannot be written.

        """
        return Result(_written(self.recorded, Path(folder), force=force))

    def _repr_html_(self) -> str:
        """The printed answer, for notebooks."""
        return f"<pre>{escape(self.text)}</pre>"


def run(scenario: str | Path | Scenario, **settings: Unpack[Options]) -> Result:
    """Simulate a scenario as it is written.

    Raises:
        MissingError: a file that is named does not exist.
        InputError: all that is wrong with the scenario or the settings.

    """
    return carried_out(ask("run", scenario, None, Settings(**settings)))


def compare(scenario: str | Path | Scenario, *, options: str | Path, **settings: Unpack[Options]) -> Result:
    """Simulate a scenario under several options, in the same worlds with the same luck.

    Raises:
        MissingError: a file that is named does not exist.
        InputError: all that is wrong with the scenario, the options or the settings.

    """
    return carried_out(ask("compare", scenario, options, Settings(**settings)))


def demo(
    scenario: str | Path | Scenario = DEMO_SCENARIO,
    *,
    options: str | Path = DEMO_OPTIONS,
    **settings: Unpack[Options],
) -> Result:
    """The dispute of February 2021 on real terrain, under nine options.

    Raises:
        InputError: all that is wrong with the settings.

    """
    return carried_out(ask("demo", scenario, options, Settings(**settings)))


@dataclass(frozen=True)
class Reproduction:
    """A finished run, and what came of doing it again."""

    folder: Path
    again: Again

    @property
    def summary(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        found: dict[str, Any] = plain({"folder": str(self.folder), **asdict(self.again)}, place="reproduce")
        return found


def reproduce(folder: str | Path, *, workers: int = 1, batch_size: int | None = None) -> Reproduction:
    """Run a finished run again from what its manifest holds.

    Raises:
        MissingError: there is no such folder, or what it needs is gone.
        InputError: it is no recording, or its manifest does not say how to run it.

    """
    recorded = read(Path(folder))
    stated = recorded.manifest.get("again", {})
    try:
        settings = Settings(
            replications=recorded.manifest["replications"],
            seed=recorded.manifest["seed"],
            nominal=stated["nominal"],
            set=tuple(stated["set"]),
            keep=stated["keep"],
            workers=workers,
            batch_size=batch_size,
        )
        settings.check()
        question = ask_again(recorded.manifest["kind"], stated, settings)
    except KeyError as missing:
        raise InputError(
            "does not say how it was run", place=f"{folder}: manifest.again", value=missing.args[0]
        ) from None
    now = carried_out(question).recorded
    summary = plain(now.summary, place="summary")
    return Reproduction(Path(folder), held_against(recorded, replace(now, summary=summary)))


def carried_out(question: Question) -> Result:
    """Simulate what is asked; write it if a folder is named.

    The report's modules, slow to import, are loaded while the kernels run.

    Raises:
        InputError: the folder exists, or cannot be written.
        Interrupted: stopped before the end; its notes say how to go on.

    """
    out = question.settings.out
    checkpoints = Checkpoints(None) if out is None else _checkpoints(question, Path(out))
    if out is not None:
        Thread(target=import_module, args=("airtight.report",), daemon=True).start()
    try:
        recorded = _simulated(question, checkpoints)
    except Interrupted as stopped:
        if out is not None:
            stopped.add_note(
                f"What is finished was kept. Go on with: {question.command_to_resume(Path(out))}"
            )
        raise
    except Exception:
        checkpoints.discard_empty()
        raise
    if out is None:
        return Result(recorded)
    written = _written(recorded, Path(out), force=question.settings.force)
    checkpoints.discard()
    return Result(written)


def default_folder(question: Question) -> Path:
    """A new numbered folder here; to resume, the newest that an interrupted run of the question left."""
    stem = f"airtight-{question.kind}"
    if question.settings.resume:
        waiting = [path for path in Path.cwd().glob(f"{stem}-*.unfinished") if _number(path.stem) is not None]
        for path in sorted(waiting, key=lambda path: -(_number(path.stem) or 0)):
            if identity_of(path) == plain(_identity(question), place="identity"):
                return path.with_suffix("")
    return next_folder(stem)


def _simulated(question: Question, checkpoints: Checkpoints) -> Recorded:
    """Results of all options, the exposure, the summary: the recording in memory."""
    catalog = load_catalog()
    outcome = carry_out(question.cases, question.settings, question.seed, checkpoints, question.reference)
    drawn = worlds_of(question)
    seen = exposure.of_scenario(question.first.scenario, catalog, seed=question.seed)
    summary = summarise(question, outcome, drawn, catalog, seen)
    return record(question, outcome, drawn, {**summary, "out": None}, catalog)


def _written(recorded: Recorded, folder: Path, *, force: bool) -> Recorded:
    """Write the recording with its report and replay; the same recording, with its place."""
    from airtight.formats.czml import replay  # noqa: PLC0415 (only where something is written)
    from airtight.report import write_report  # noqa: PLC0415 (matplotlib is slow to import)

    placed = replace(recorded, folder=folder, summary={**recorded.summary, "out": str(folder)})
    histories = next(iter(recorded.histories.values()), {})
    write(
        placed,
        folder,
        report=write_report(placed),
        replay=replay(histories, name=recorded.summary["title"], sites=recorded.summary["sites"]),
        force=force,
    )
    return placed


def _checkpoints(question: Question, out: Path) -> Checkpoints:
    """Where finished batches are kept until the run is written."""
    settings = question.settings
    _refuse(out, force=settings.force)
    folder, identity = unfinished(out), _identity(question)
    if settings.force and not settings.resume:
        shutil.rmtree(folder, ignore_errors=True)
    if settings.resume and folder.exists():
        return Checkpoints.resume(folder, identity)
    return Checkpoints.start(folder, identity)


def _refuse(out: Path, *, force: bool) -> None:
    """Say before the work, not after it, that the folder cannot be written."""
    if not (out.exists() or out.is_symlink()):
        return
    if not force:
        raise InputError("exists already", place=str(out), allowed="a new folder, or --force")
    if not out.is_dir() or (any(out.iterdir()) and manifest_of(out) is None):
        raise InputError("is not a recording, so it is not replaced", place=str(out), allowed="a new folder")


def _identity(question: Question) -> dict[str, Any]:
    """Whatever decides the numbers of each replication."""
    return {
        "options": [[case.name, case.scenario.digest, case.scenario.terrain] for case in question.cases],
        "reference": question.reference,
        "catalogue": load_catalog().digest,
        "seed": question.seed,
        "nominal": question.settings.nominal,
        "keep": question.settings.keep,
        "versions": versions(),
    }


def _number(stem: str) -> int | None:
    """The number at the end of a folder's name."""
    last = stem.rpartition("-")[2]
    return int(last) if last.isdecimal() else None
