"""Lobing: the wave that a sea or a plain mirrors adds to the direct one, or takes from it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints, finite, flat, positive, within
from airtight.propagation import lobing_kernels as kernels
from airtight.propagation.smooth_earth import GROUNDS, Path

FLAT_RADIUS_M = kernels.FLAT_RADIUS_M
SCATTERINGS = ("miller-brown", "ament")
REGIONS = ("interference", "between", "diffraction")
"""By the index that `Lobes.region` holds."""
SIDE_LOBES_DB = 25.0
"""Assumption of the project: how far the gain falls off the main lobe."""


@dataclass(frozen=True)
class Surface:
    """What the waves are mirrored by, beside the kind of ground that the path names.

    Attributes:
        roughness_m: rms height of what stands out of the smooth surface; of waves, a quarter of their
            significant height.
        scattering: "miller-brown" (larger, nearer to measurement) or "ament".

    """

    roughness_m: float = 0.0
    scattering: str = "miller-brown"

    def __post_init__(self) -> None:
        """Refuse what no model serves."""
        within("roughness_m", self.roughness_m, 0.0, 1e4)
        if self.scattering not in SCATTERINGS:
            raise InputError(
                "unknown scattering",
                place="scattering",
                value=self.scattering,
                allowed=", ".join(SCATTERINGS),
            )


@dataclass(frozen=True)
class Beam:
    """The antenna's pattern in elevation: a Gaussian main lobe, held at the level of the side lobes.

    Attributes:
        width_rad: between the half-power points.
        axis_rad: elevation of the axis; None: the axis follows the target, as a tracking beam does.
        side_lobes_db: below the axis.

    """

    width_rad: float
    axis_rad: float | None = None
    side_lobes_db: float = SIDE_LOBES_DB

    def __post_init__(self) -> None:
        """Refuse what is no beam."""
        within("width_rad", self.width_rad, 1e-5, np.pi)
        within("side_lobes_db", self.side_lobes_db, 0.0, 200.0)
        if self.axis_rad is not None:
            within("axis_rad", self.axis_rad, -np.pi / 2.0, np.pi / 2.0)


@dataclass(frozen=True)
class Specular:
    """The mirrored ray of one path.

    Attributes:
        distance1_m: along the ground from the first antenna to where the ray is mirrored.
        grazing_rad: angle between ray and surface there.
        direct_m: length of the direct ray.
        mirrored_m: length of the mirrored ray.
        divergence: what the sphere leaves of the mirrored field, 0 to 1.

    """

    distance1_m: float
    grazing_rad: float
    direct_m: float
    mirrored_m: float
    divergence: float

    @property
    def excess_m(self) -> float:
        """How much longer the mirrored ray is."""
        return self.mirrored_m - self.direct_m


@dataclass(frozen=True)
class Lobes:
    """Loss by interference, and by the horizon where that takes over.

    Attributes:
        loss_db: one way, relative to free space; negative where the two waves add up.
        region: index in `REGIONS` of the model that gave it, the same shape.

    """

    loss_db: Floats
    region: Ints


def specular_point(path: Path, distance_m: float) -> Specular:
    """Where and how a smooth sphere mirrors the wave between two antennas within each other's horizon.

    Args:
        path: heights above the surface, > 0, and effective radius (`FLAT_RADIUS_M`: a flat surface).
        distance_m: along the surface.

    Raises:
        InputError: a height or the distance is not positive, or the distance lies beyond the horizon.

    Source:
        Equal grazing angles on a sphere of radius a_e, solved by Newton's method; divergence by Kerr 1951.

    """
    h1, h2 = _heights(path)
    radius = float(path.effective_radius_m)
    distance = float(positive("distance_m", distance_m))
    marginal = _grazing_horizon_m(h1, h2, radius)
    if distance >= marginal:
        raise InputError(
            "nothing is mirrored beyond the horizon",
            place="distance_m",
            value=distance,
            allowed=f"less than {marginal:.6g} m",
        )
    arc = distance / radius
    arc1 = kernels.specular_arc(h1, h2, arc, radius)
    grazing = kernels.grazing_at(h1, arc1, radius)
    mirrored = kernels.slant_m(h1, 0.0, arc1, radius) + kernels.slant_m(h2, 0.0, arc - arc1, radius)
    return Specular(
        arc1 * radius,
        grazing,
        kernels.slant_m(h1, h2, arc, radius),
        mirrored,
        kernels.divergence(grazing, arc1, arc - arc1),
    )


def reflection_coefficient(path: Path, grazing_rad: float) -> complex:
    """Fresnel's reflection coefficient of the path's ground for its frequency and polarization.

    Args:
        path: frequency, ground, polarization.
        grazing_rad: 0 to pi/2.

    Raises:
        InputError: the angle is out of range.

    Source:
        Fresnel, with eps = eps_r - j 60 lambda sigma; ground constants as for P.526's diffraction.

    """
    grazing = float(within("grazing_rad", grazing_rad, 0.0, np.pi / 2.0))
    real, imaginary = kernels.fresnel(float(path.frequency_hz), grazing, *GROUNDS[path.ground], path.vertical)
    return complex(real, imaginary)


def roughness_factor(surface: Surface, *, frequency_hz: float, grazing_rad: float) -> float:
    """What a rough surface leaves of the coherently mirrored field.

    Args:
        surface: its roughness and the model of scattering.
        frequency_hz: > 0.
        grazing_rad: 0 to pi/2.

    Returns:
        0 to 1.

    Raises:
        InputError: an argument is out of range.

    Source:
        Ament 1953: exp(-g^2/2); Miller, Brown and Vegh 1984: exp(-g^2/2) I0(g^2/2); g = 4 pi sigma sin(psi)
        / lambda.

    """
    frequency = float(positive("frequency_hz", frequency_hz))
    grazing = float(within("grazing_rad", grazing_rad, 0.0, np.pi / 2.0))
    return kernels.roughness_factor(frequency, grazing, float(surface.roughness_m), _miller_brown(surface))


def pattern_factor_db(
    specular: Specular, *, frequency_hz: float, reflection: complex, roughness: float = 1.0
) -> float:
    """One-way pattern-propagation factor of one path, part by part, for an antenna without a beam.

    Args:
        specular: the mirrored ray.
        frequency_hz: > 0.
        reflection: coefficient of the smooth surface.
        roughness: what roughness leaves of it, 0 to 1.

    Returns:
        20 log10 F, dB; no less than -200.

    Raises:
        InputError: an argument is out of range.

    Source:
        F = |1 + Gamma D rho (direct / mirrored length) exp(-j 2 pi delta / lambda)|.

    """
    frequency = float(positive("frequency_hz", frequency_hz))
    left = float(within("roughness", roughness, 0.0, 1.0))
    size = float(within("reflection", abs(reflection), 0.0, 1.0))
    echo = size * left * specular.divergence * specular.direct_m / specular.mirrored_m
    turns = specular.excess_m * frequency / SPEED_OF_LIGHT_M_PER_S
    phase = float(np.angle(reflection)) - 2.0 * math.pi * turns
    power = kernels.interference(1.0, 1.0, echo, phase, 0.0)
    return 10.0 * math.log10(max(power, 1e-20))


def lobing_losses_db(
    path: Path,
    height2_m: ArrayLike,
    distance_m: ArrayLike,
    *,
    surface: Surface | None = None,
    beam: Beam | None = None,
    agility_hz: float = 0.0,
) -> Lobes:
    """Loss over a sea, a lake or a plain, at any distance: interference, then diffraction, joined.

    Args:
        path: frequency, the radar's height above the surface (> 0), effective radius, ground, polarization;
            its `height2_m` is not read.
        height2_m: shape (...), of the targets above the surface, > 0.
        distance_m: shape (...), along the surface, > 0, broadcast with `height2_m`.
        surface: roughness; smooth if None.
        beam: the antenna's pattern in elevation; None: alike towards target and surface.
        agility_hz: width of the band that the radar hops over within a look; F^4 is averaged over it.

    Returns:
        One-way losses relative to free space and to the axis of the beam, the broadcast shape.

    Raises:
        InputError: an argument is out of range.

    Source:
        F = |sqrt(g_d) + Gamma D rho sqrt(g_r) (direct / mirrored length) exp(-j 2 pi delta / lambda)|, as in
        Kerr 1951 and Blake 1980, where the ray grazes at (lambda / (2 pi a_e))^(1/3) or more; ITU-R P.526
        section 3 beyond the horizon; between the two, dB run linearly with distance.

    Limits:
        Within 0.8 dB of the full residue series where two rays interfere, 1.7 dB between, 0.6 dB beyond the
        horizon, where tried. The smooth sphere is mirror and horizon at once: no islands, shores or hills.
        Scattered (incoherent) waves are left out, so the nulls of a rough surface are too deep. The target
        radiates alike both ways. Ground constants are P.526's and do not change with frequency; a band is
        taken to be narrow. An antenna so high that its lobes are still fine at the limiting angle starts the
        join at whatever phase it has there.

    """
    h1 = float(positive("height1_m", path.height1_m))
    height, distance = np.broadcast_arrays(
        positive("height2_m", height2_m), positive("distance_m", distance_m)
    )
    agility = float(within("agility_hz", agility_hz, 0.0, path.frequency_hz))
    loss_db, region = np.empty(height.shape), np.empty(height.shape, dtype=np.int64)
    kernels.fill_lobed_loss_db(
        float(path.frequency_hz),
        agility,
        h1,
        flat(height),
        flat(distance),
        _surface(path, surface or Surface()),
        _pattern(beam),
        path.over_sea,
        loss_db.reshape(-1),
        region.reshape(-1),
    )
    return Lobes(loss_db, region)


def _heights(path: Path) -> tuple[float, float]:
    return float(positive("height1_m", path.height1_m)), float(positive("height2_m", path.height2_m))


def _grazing_horizon_m(height1_m: float, height2_m: float, radius_m: float) -> float:
    arcs = (kernels.arc_to_grazing(h, 0.0, radius_m) for h in (height1_m, height2_m))
    return float(sum(arcs)) * radius_m


def _miller_brown(surface: Surface) -> int:
    return int(surface.scattering == "miller-brown")


def _surface(path: Path, surface: Surface) -> Floats:
    return np.array(
        [
            path.effective_radius_m,
            *GROUNDS[path.ground],
            path.vertical,
            surface.roughness_m,
            _miller_brown(surface),
        ]
    )


def _pattern(beam: Beam | None) -> Floats:
    if beam is None:
        return np.zeros(kernels.BEAM_FIELDS)
    axis = 0.0 if beam.axis_rad is None else float(finite("axis_rad", beam.axis_rad))
    return np.array([beam.width_rad, axis, float(beam.axis_rad is None), beam.side_lobes_db])
