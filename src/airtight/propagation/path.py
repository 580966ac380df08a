"""One path from radar to target: which models apply, why, and what each of them takes."""

import math
from dataclasses import dataclass

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.propagation.crossing import Rain, gases_db, rain_db
from airtight.propagation.diffraction import delta_bullington_loss_db
from airtight.propagation.free_space import free_space_loss_db
from airtight.propagation.gases import SURFACE_VAPOUR_G_PER_M3
from airtight.propagation.ground import Ground
from airtight.propagation.link import Link
from airtight.propagation.lobing import REGIONS, Beam, Surface, lobing_losses_db
from airtight.propagation.smooth_earth import Path, smooth_earth_loss_db

AUTOMATIC = "automatic"
MASK = "mask"
TERRAIN = "terrain"
SMOOTH_EARTH = "smooth-earth"
LOBES = "lobes"
MODELS = (MASK, TERRAIN, SMOOTH_EARTH, LOBES)
DIFFRACTION_BELOW_HZ = 1e9
"""VHF and UHF: there a sharp shadow is wrong by tens of decibels."""

_WHAT = {
    MASK: "in line of sight over the terrain nothing is lost, behind it everything",
    TERRAIN: "diffraction over the terrain, delta-Bullington, ITU-R P.526 section 4.5",
    SMOOTH_EARTH: "diffraction over a smooth earth, ITU-R P.526 section 3",
    LOBES: "direct and mirrored wave, joined to P.526's diffraction at the horizon",
}


@dataclass(frozen=True)
class Air:
    """What fills the path.

    Attributes:
        vapour_g_per_m3: density of water vapour at sea level.
        rain: a cell of rain, or None.

    """

    vapour_g_per_m3: float = SURFACE_VAPOUR_G_PER_M3
    rain: Rain | None = None


@dataclass(frozen=True)
class PathLoss:
    """What becomes of a wave on one path, one way.

    Attributes:
        model: which of `MODELS` describes the ground.
        reasons: why that one, and what was left out or assumed, a sentence each.
        free_space_db: between isotropic antennas.
        gases_db: by oxygen and water vapour.
        rain_db: by the cell of rain.
        ground_db: by terrain, horizon or mirrored waves; negative where those add; inf if masked.
        visible: whether the straight ray over the effective earth clears the ground.

    """

    model: str
    reasons: tuple[str, ...]
    free_space_db: float
    gases_db: float
    rain_db: float
    ground_db: float
    visible: bool

    @property
    def loss_db(self) -> float:
        """One way, relative to free space."""
        return self.gases_db + self.rain_db + self.ground_db

    @property
    def total_db(self) -> float:
        """One way, between isotropic antennas."""
        return self.free_space_db + self.loss_db


def path_loss(
    link: Link,
    ground: Ground | None = None,
    *,
    air: Air | None = None,
    method: str = AUTOMATIC,
    beam: Beam | None = None,
    agility_hz: float = 0.0,
) -> PathLoss:
    """The loss of one path: gases, rain over its cell, and exactly one model of the ground.

    Args:
        link: the ends, the frequency, the effective earth.
        ground: the profile under the path and what covers it; a smooth earth at sea level if None.
        air: water vapour and rain; the reference atmosphere without rain if None.
        method: "automatic", or one of `MODELS`.
        beam: the antenna's pattern in elevation, for the lobes.
        agility_hz: width of the band that the radar hops over, for the lobes.

    Raises:
        InputError: an argument is out of range, or the method needs a profile that is not given.

    Source:
        The parts: ITU-R P.525, P.676, P.838, P.526, and two-ray interference as `lobing_losses_db` says.

    """
    ground, air = ground or Ground(), air or Air()
    link.check_against(ground)
    model, reasons = decide(link, ground, method=method)
    visible = link.in_sight(ground)
    ground_db, more = _ground_db(link, ground, model, visible=visible, beam=beam, agility_hz=agility_hz)
    gas, gas_reasons = gases_db(link, vapour_g_per_m3=air.vapour_g_per_m3)
    rain, rain_reasons = rain_db(link, air.rain)
    free = free_space_loss_db(frequency_hz=link.frequency_hz, distance_m=link.slant_m)
    return PathLoss(
        model=model,
        reasons=(*reasons, *more, *gas_reasons, *rain_reasons),
        free_space_db=float(free),
        gases_db=gas,
        rain_db=rain,
        ground_db=ground_db,
        visible=visible,
    )


def decide(link: Link, ground: Ground, *, method: str = AUTOMATIC) -> tuple[str, tuple[str, ...]]:
    """Which model describes the ground of a path, and why.

    Lobes where a sea, a lake or a plain mirrors; without a profile the smooth earth; with one, diffraction
    below 1 GHz and the mask above.

    Args:
        link: the path.
        ground: its profile and cover.
        method: "automatic", or the model that is asked for.

    Returns:
        One of `MODELS`, and the reasons, a sentence each.

    Raises:
        InputError: no such method, or it needs a profile that is not given.

    """
    if method != AUTOMATIC:
        return _asked_for(ground, method)
    if not ground.mirrors:
        return _over_land(link, ground)
    level1, level2 = ground.levels_m(link.distance_m)
    if not ground.flat:
        rough = (
            f"The ground is said to be {ground.cover}, but its profile leaves a plane by "
            f"{ground.departure_m:.3g} m, over the assumed limit of {ground.FLATNESS_M:g} m: no lobes."
        )
    elif link.antenna_m <= level1 or link.target_m <= level2:
        rough = f"The plane fitted to the {ground.cover}'s profile lies above an end of the path: no lobes."
    else:
        how = f" and stays within {ground.departure_m:.3g} m of a plane" if ground.profile else ""
        return LOBES, (f"The {ground.cover} mirrors the wave{how}: {_WHAT[LOBES]}.",)
    model, reasons = _over_land(link, ground)
    return model, (rough, *reasons)


def _over_land(link: Link, ground: Ground) -> tuple[str, tuple[str, ...]]:
    if ground.profile is None:
        return SMOOTH_EARTH, (f"No profile is given: {_WHAT[SMOOTH_EARTH]}.",)
    if link.frequency_hz < DIFFRACTION_BELOW_HZ:
        return TERRAIN, (f"Below 1 GHz waves reach well behind an edge: {_WHAT[TERRAIN]}.",)
    return MASK, (
        f"From 1 GHz the terrain is taken as a mask: {_WHAT[MASK]}.",
        "At the shadow line that is too good by 13 dB or more, behind it too bad: method 'terrain' tells.",
    )


def _asked_for(ground: Ground, method: str) -> tuple[str, tuple[str, ...]]:
    if method not in MODELS:
        raise InputError(
            "unknown method", place="method", value=method, allowed=", ".join((AUTOMATIC, *MODELS))
        )
    if method == TERRAIN and ground.profile is None:
        raise InputError(
            "diffraction over terrain needs a profile",
            place="ground",
            value="no profile",
            allowed="distance_m, height_m",
        )
    return method, (f"Asked for: {_WHAT[method]}.",)


def _ground_db(
    link: Link, ground: Ground, model: str, *, visible: bool, beam: Beam | None, agility_hz: float
) -> tuple[float, tuple[str, ...]]:
    if model == MASK:
        return (0.0 if visible else math.inf), ()
    if model == TERRAIN:
        assert ground.profile is not None  # noqa: S101 - decided above
        distance, height = ground.profile
        path = _path(link, ground, link.antenna_m - float(height[0]), link.target_m - float(height[-1]))
        return delta_bullington_loss_db(path, distance, height), ()
    level1, level2 = ground.levels_m(link.distance_m)
    path = _path(link, ground, link.antenna_m - level1, link.target_m - level2)
    if model == SMOOTH_EARTH:
        return smooth_earth_loss_db(path, link.distance_m), ()
    surface = Surface(roughness_m=ground.roughness_m)
    lobes = lobing_losses_db(
        path, path.height2_m, link.distance_m, surface=surface, beam=beam, agility_hz=agility_hz
    )
    region = REGIONS[int(lobes.region)]
    told = {
        "interference": "The target lies well inside the horizon: interference.",
        "between": "The ray grazes too flatly for interference: dB run linearly to those of the horizon.",
        "diffraction": "The target lies beyond the smooth horizon: diffraction.",
    }[region]
    assumed = f"Roughness {ground.roughness_m:g} m rms, scattering by Miller, Brown and Vegh."
    return float(lobes.loss_db), (told, assumed)


def _path(link: Link, ground: Ground, height1_m: float, height2_m: float) -> Path:
    return Path(
        link.frequency_hz,
        height1_m,
        height2_m,
        link.factor * MEAN_EARTH_RADIUS_M,
        ground.electrical,
        link.polarization,
    )
