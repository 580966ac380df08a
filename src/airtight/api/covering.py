"""`airtight.coverage`: what a scenario's radars see and its missiles reach, over this terrain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from airtight.analysis.coverage import summary as words
from airtight.analysis.coverage.finding import Coverage, find_coverage
from airtight.analysis.coverage.request import PROBABILITY, request
from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError, MissingError
from airtight.recording.folder import refuse, write_files
from airtight.recording.manifest import plain
from airtight.recording.naming import next_folder
from airtight.scenario import loader
from airtight.scenario.model import Scenario
from airtight.study.questions import found
from airtight.study.settings import Settings
from airtight.terrain.elevation import Terrain

KIND = "coverage"


@dataclass(frozen=True)
class Answer:
    """What is covered.

    Attributes:
        found: all of it, layer by layer.
        summary: what ``--json`` prints.
        terrain: the ground.
        scenario: what was asked about.

    """

    found: Coverage
    summary: dict[str, Any]
    terrain: Terrain
    scenario: Scenario

    @property
    def text(self) -> str:
        """What the command prints for people."""
        return "\n".join(words.lines(self.summary))

    def to_pandas(self) -> Any:  # noqa: ANN401 (pandas is optional)
        """Every layer, a row each, as a pandas DataFrame.

        Raises:
            MissingError: pandas is not installed.

        """
        try:
            import pandas as pd  # noqa: PLC0415 (optional)
        except ImportError:
            raise MissingError(
                "pandas is not installed", place="to_pandas", allowed="pip install 'airtight-sim[notebook]'"
            ) from None
        rows = [
            {key: value for key, value in row.items() if key != "by_bearing"}
            for row in self.summary["layers"]
        ]
        return pd.json_normalize(rows, sep="_")

    def plot(self) -> Any:  # noqa: ANN401 (matplotlib is untyped here)
        """The first ring held against reality, or the first layer's map, as a matplotlib figure."""
        from airtight.api import coverage_files  # noqa: PLC0415 (matplotlib is slow to import)

        return coverage_files.first_figure(self.found, self.terrain)

    def save(self, folder: str | Path, *, force: bool = False) -> "Answer":
        """Write report, maps, GeoTIFF, GeoJSON, KML and tables.

        Raises:
            InputError: the folder exists, or cannot be written.

        """
        from airtight.api import coverage_files  # noqa: PLC0415 (matplotlib is slow to import)

        refuse(Path(folder), kind=KIND, force=force)
        placed = replace(self, summary={**self.summary, "out": str(folder)})
        files = coverage_files.all_files(self.found, self.terrain, self.summary)
        about = {
            "scenario": self.scenario.digest,
            "terrain": self.terrain.digest,
            "seed": self.summary["seed"],
        }
        write_files(Path(folder), files, kind=KIND, force=force, about=about)
        return placed

    def _repr_html_(self) -> str:
        """The printed answer, for notebooks."""
        return f"<pre>{escape(self.text)}</pre>"


def coverage(  # noqa: PLR0913 (what can be asked)
    scenario: str | Path | Scenario,
    *,
    altitudes: Sequence[str] = (),
    targets: Sequence[str] = (),
    rcs: Sequence[str] = (),
    regions: Sequence[str] = (),
    radius: str = "",
    at: str = "",
    probability: str | float = PROBABILITY,
    seed: int | None = None,
    set: Sequence[str] = (),  # noqa: A002 (the same word as on the command line)
    out: str | Path | None = None,
    force: bool = False,
) -> Answer:
    """What the radars of a scenario see, and its missiles reach, at each altitude.

    Args:
        scenario: a file, the bundled one's name, or a scenario that was loaded.
        altitudes: such as "100 m" (above ground), "3000 m amsl", "FL100"; 100 m, 1 km and 10 km if none.
        targets: catalogue ids of what is to be seen.
        rcs: radar cross-sections such as "1 m2"; a fourth-generation fighter if neither.
        regions: countries and defended areas whose covered share is asked.
        radius: how far from each radar, such as "400 km"; 650 km if not given.
        at: another site for the scenario's one battery: latitude and longitude in degrees, "40.08, 32.57".
        probability: of detection in one look, from which a place counts as covered.
        seed: of the worlds; the scenario's own if None.
        set: "entry.key=value" or "low..nominal..high" for catalogue numbers.
        out: a folder to write; nothing is written if None.
        force: replace an older answer there.

    Returns:
        The answer; `.summary` is what ``--json`` prints.

    Raises:
        MissingError: a file that is named does not exist.
        InputError: all that is wrong with the scenario or with what is asked.

    """
    out = None if out is None else Path(out)
    Settings(seed=seed, out=out).check()
    if out is not None:
        refuse(out, kind=KIND, force=force)
    catalog = load_catalog()
    asked = request(
        catalog,
        altitudes=altitudes,
        targets=targets,
        rcs=rcs,
        regions=regions,
        radius=radius,
        probability=probability,
    )
    stated = loader.with_settings(found(scenario), tuple(set))
    stated = _moved(stated, at) if at else stated
    terrain = Terrain.load(stated.terrain)
    chosen = stated.seed if seed is None else seed
    answer = find_coverage(
        stated, catalog, asked, terrain, seed=chosen, certainty=out is not None, keep=out is not None
    )
    summary = words.summarise(answer, catalog, scenario=stated.name, seed=chosen)
    told = Answer(answer, plain({"out": None, **summary}, place="summary"), terrain, stated)
    return told if out is None else told.save(out, force=force)


def default_folder() -> Path:
    """A new numbered folder here."""
    return next_folder(f"airtight-{KIND}")


def _moved(scenario: Scenario, at: str) -> Scenario:
    """The scenario with its one battery elsewhere."""
    allowed = 'latitude and longitude in degrees, such as "40.08, 32.57"'
    if len(scenario.batteries) != 1:
        raise InputError(
            "only a scenario with one battery can be moved",
            place="--at",
            value=f"{len(scenario.batteries)} batteries",
            allowed="one battery",
        )
    parts = at.replace(",", " ").split()
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        raise InputError("not a place", place="--at", value=at, allowed=allowed) from None
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 180.0):  # noqa: PLR2004 (degrees)
        raise InputError("out of range", place="--at", value=at, allowed=allowed)
    battery = replace(
        scenario.batteries[0], latitude_rad=math.radians(latitude), longitude_rad=math.radians(longitude)
    )
    return replace(scenario, batteries=(battery,))
