"""`airtight.exposure`: what the radars could observe of an aircraft that flies near them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from airtight.analysis.exposure.answering import answer
from airtight.analysis.exposure.asking import Asked, asked
from airtight.analysis.exposure.telling import lines
from airtight.catalog.loader import load as load_catalog
from airtight.errors import MissingError
from airtight.recording.folder import refuse, write_files
from airtight.recording.manifest import as_json, plain
from airtight.recording.naming import next_folder
from airtight.scenario import loader
from airtight.scenario.model import Scenario
from airtight.study.questions import found
from airtight.study.settings import Settings

KIND = "exposure"


@dataclass(frozen=True)
class Answer:
    """What could be observed.

    Attributes:
        question: what was asked.
        summary: what ``--json`` prints.

    """

    question: Asked
    summary: dict[str, Any]

    @property
    def text(self) -> str:
        """What the command prints for people."""
        return "\n".join(lines(self.summary))

    def to_pandas(self) -> Any:  # noqa: ANN401 (pandas is optional)
        """Every radar, and all together, a row each, as a pandas DataFrame.

        Raises:
            MissingError: pandas is not installed.

        """
        try:
            import pandas as pd  # noqa: PLC0415 (optional)
        except ImportError:
            raise MissingError(
                "pandas is not installed", place="to_pandas", allowed="pip install 'airtight-sim[notebook]'"
            ) from None
        rows = [{"radar": name, **given} for name, given in self.summary["radars"].items()]
        return pd.json_normalize([*rows, {"radar": "total", **self.summary["total"]}], sep="_")

    def plot(self) -> Any:  # noqa: ANN401 (matplotlib is untyped here)
        """From which sides looks count, as a matplotlib figure."""
        from airtight.report.exposure_page import sphere  # noqa: PLC0415 (matplotlib is slow to import)

        return sphere(self.summary)

    def save(self, folder: str | Path, *, force: bool = False) -> "Answer":
        """Write the report and the summary.

        Raises:
            InputError: the folder exists, or cannot be written.

        """
        from airtight.report.exposure_page import write_page  # noqa: PLC0415 (matplotlib is slow to import)

        place = Path(folder)
        refuse(place, kind=KIND, force=force)
        placed = replace(self, summary={**self.summary, "out": str(folder)})
        files = {
            "report.html": write_page(placed.summary, self.question.terrain).encode(),
            "summary.json": as_json(self.summary, place="summary").encode(),
        }
        about = {
            "scenario": self.question.scenario.digest,
            "terrain": self.question.terrain.digest,
            "seed": self.question.seed,
        }
        write_files(place, files, kind=KIND, force=force, about=about)
        return placed

    def _repr_html_(self) -> str:
        """The printed answer, for notebooks."""
        return f"<pre>{escape(self.text)}</pre>"


def exposure(  # noqa: PLR0913 (what can be asked)
    scenario: str | Path | Scenario,
    *,
    aircraft: str = "f-35a",
    route: str | Path | None = None,
    base: str | None = None,
    seed: int | None = None,
    set: Sequence[str] = (),  # noqa: A002 (the same word as on the command line)
    out: str | Path | None = None,
    force: bool = False,
) -> Answer:
    """What the radars of a scenario could observe of an aircraft that flies near them.

    Args:
        scenario: a file, the bundled one's name, or a scenario that was loaded.
        aircraft: a target's catalogue id, of one in level flight.
        route: a CSV file with the columns time_s, lat, lon, height_m (degrees; metres above sea level).
        base: the ICAO code of an air base: a day of sampled training flights. Without either, straight
            transits with closest approaches drawn from 0 to 300 km, an assumption.
        seed: of worlds and flights; the scenario's own if None.
        set: "entry.key=value" or "low..nominal..high" for catalogue numbers.
        out: a folder to write; nothing is written if None.
        force: replace an older answer there.

    Returns:
        The answer; `.summary` is what ``--json`` prints.

    Raises:
        MissingError: a file that is named does not exist.
        InputError: all that is wrong with the scenario or with what is asked.

    """
    if out is not None:
        refuse(Path(out), kind=KIND, force=force)
    Settings(seed=seed).check()
    stated = loader.with_settings(found(scenario), tuple(set))
    question = asked(stated, load_catalog(), aircraft=aircraft, route=route, base=base, seed=seed)
    told = Answer(question, plain({"out": None, **answer(question)}, place="summary"))
    return told if out is None else told.save(out, force=force)


def default_folder() -> Path:
    """A new numbered folder here."""
    return next_folder(f"airtight-{KIND}")
