"""What is asked: altitudes, targets, regions, how far out; from the words of a user."""

from collections.abc import Sequence
from dataclasses import dataclass

from airtight import units
from airtight.catalog.loader import Catalog
from airtight.errors import InputError, Problem

ALTITUDES = ("100 m", "1 km", "10 km")
TARGET = "fighter-4gen"
RADIUS_M = 650_000.0
"""Beyond the instrumented range of any radar against aircraft."""
PROBABILITY = 0.5
"""A place is covered where one look detects so often (assumption)."""
MOST_LAYERS = 60
ALTITUDE_LIMITS_M = (0.0, 100_000.0)
RADIUS_LIMITS_M = (5_000.0, 1_000_000.0)
RCS_LIMITS_M2 = (1e-6, 1e6)


@dataclass(frozen=True)
class Altitude:
    """A height above ground ("agl") or above mean sea level ("amsl"), m."""

    height_m: float
    datum: str

    @property
    def above_ground(self) -> int:
        """1 if the height counts from the ground, 0 if from the sea."""
        return int(self.datum == "agl")

    @property
    def label(self) -> str:
        """For people: "100 m above ground"."""
        above = "above ground" if self.above_ground else "above sea level"
        return f"{units.show(self.height_m, 'length')} {above}"

    @property
    def name(self) -> str:
        """For file names: "100m-agl"."""
        return f"{units.digits(self.height_m, 6)}m-{self.datum}"


@dataclass(frozen=True)
class Target:
    """What is to be seen, coming head-on.

    Attributes:
        id: of the catalogue, or a radar cross-section in words.
        title: for people.
        rcs_m2: stated, alike in all bands; None: the catalogue's.
        swerling: 1 or 3: how its echo fluctuates.
        ballistic: it falls: missiles have another envelope, some radars see nothing else.

    """

    id: str
    title: str
    rcs_m2: float | None = None
    swerling: int = 1
    ballistic: bool = False

    @property
    def name(self) -> str:
        """For file names."""
        return self.id.replace(" ", "-").replace(".", "_")


@dataclass(frozen=True)
class Request:
    """All that is asked.

    Attributes:
        altitudes: at least one, none twice.
        targets: at least one, none twice.
        regions: names of countries or ids of defended areas.
        radius_m: how far from each radar to look.
        probability: of detection in one look, from which a place counts as covered.

    """

    altitudes: tuple[Altitude, ...]
    targets: tuple[Target, ...]
    regions: tuple[str, ...] = ()
    radius_m: float = RADIUS_M
    probability: float = PROBABILITY


def request(  # noqa: PLR0913 (what can be asked)
    catalog: Catalog,
    *,
    altitudes: Sequence[str] = (),
    targets: Sequence[str] = (),
    rcs: Sequence[str] = (),
    regions: Sequence[str] = (),
    radius: str = "",
    probability: str | float = PROBABILITY,
) -> Request:
    """Read what a user asks.

    Args:
        catalog: for the targets.
        altitudes: such as "100 m" (above ground), "3000 m amsl", "FL100"; 100 m, 1 km and 10 km if none.
        targets: catalogue ids.
        rcs: radar cross-sections such as "1 m2" or "-10 dBsm"; a fourth-generation fighter if neither.
        regions: names of countries, ids of defended areas; checked where they are used.
        radius: how far from each radar, such as "400 km"; 650 km if not given.
        probability: of detection in one look, from which a place counts as covered.

    Raises:
        InputError: all that is wrong.

    """
    problems: list[Problem] = []
    heights = [_altitude(text, problems) for text in altitudes or ALTITUDES]
    kinds = [_target(catalog, name, problems) for name in targets]
    kinds += [_sized(text, problems) for text in rcs]
    if not targets and not rcs:
        kinds = [_target(catalog, TARGET, problems)]
    radius_m = RADIUS_M
    if radius:
        radius_m = _within(radius, "length", "--radius", RADIUS_LIMITS_M, problems)
    share = _within(probability, "probability", "--probability", (0.01, 0.99), problems)
    if len(heights) * len(kinds) > MOST_LAYERS:
        value = f"{len(heights)} altitudes, {len(kinds)} targets"
        problems.append(
            Problem("too much at once", "--altitude", value, f"{MOST_LAYERS} pairs of altitude and target")
        )
    if problems:
        raise InputError.of(problems)
    return Request(
        tuple(dict.fromkeys(one for one in heights if one)),
        tuple(dict.fromkeys(one for one in kinds if one)),
        tuple(dict.fromkeys(regions)),
        radius_m,
        share,
    )


def _altitude(text: str, problems: list[Problem]) -> Altitude | None:
    place = "--altitude"
    low, high = ALTITUDE_LIMITS_M
    try:
        height_m, datum = units.altitude(text, place=place)
    except InputError as error:
        problems.extend(error.problems)
        return None
    if not low < height_m <= high:
        problems.append(Problem("out of range", place, str(text), f"above 0, up to {units.show(high, 'km')}"))
        return None
    return Altitude(height_m, datum)


def _target(catalog: Catalog, name: str, problems: list[Problem]) -> Target | None:
    try:
        entry = catalog.entry(name, place="--target")
    except InputError as error:
        problems.extend(error.problems)
        return None
    if entry.kind != "target":
        known = ", ".join(catalog.kind("target"))
        problems.append(Problem(f"is a {entry.kind}, not a target", "--target", name, known))
        return None
    fluctuation = entry.fields.get("fluctuation", 1)
    return Target(
        name,
        entry.title,
        swerling=int(str(fluctuation)),
        ballistic=entry.fields.get("motion") == "ballistic",
    )


def _sized(text: str, problems: list[Problem]) -> Target | None:
    rcs_m2 = _within(text, "area", "--rcs", RCS_LIMITS_M2, problems)
    shown = units.show(rcs_m2, "m2")
    return Target(shown, f"target of {shown}", rcs_m2=rcs_m2)


def _within(
    given: str | float, dimension: str, place: str, limits: tuple[float, float], problems: list[Problem]
) -> float:
    low, high = limits
    try:
        value = units.parse(given, dimension, place=place)
    except InputError as error:
        problems.extend(error.problems)
        return low
    if not low <= value <= high:
        allowed = f"{units.show(low, dimension)} to {units.show(high, dimension)}"
        problems.append(Problem("out of range", place, str(given), allowed))
    return value
