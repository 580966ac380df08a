"""Compiled two-ray interference over a sphere: numbers in, numbers out, nothing checked.

Heights are above the reflecting surface, distances along it; a flat surface is a sphere of `FLAT_RADIUS_M`.
"""

import math

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel
from airtight.propagation.smooth_earth_kernels import horizon_m, smooth_earth_loss_db

FLAT_RADIUS_M = 1e18
"""A sphere so large that it is flat: 2e-8 m of bulge over 400 km."""

# Fields of a surface, float64 (SURFACE_FIELDS,).
G_RADIUS_M = 0
G_PERMITTIVITY = 1
G_CONDUCTIVITY_S_PER_M = 2
G_VERTICAL = 3
G_ROUGHNESS_M = 4
G_MILLER_BROWN = 5
SURFACE_FIELDS = 6

# Fields of a beam, float64 (BEAM_FIELDS,).
B_WIDTH_RAD = 0
B_AXIS_RAD = 1
B_FOLLOWS = 2
B_FLOOR_DB = 3
BEAM_FIELDS = 4


@kernel
def grazing_at(height_m: float, arc: float, radius_m: float) -> float:
    """Elevation (rad) at a point of the surface of a straight ray from a height, `arc` (rad) away."""
    half = math.sin(0.5 * arc)
    up_m = height_m - 2.0 * (radius_m + height_m) * half * half
    return math.atan2(up_m, (radius_m + height_m) * math.sin(arc))


@kernel
def grazing_slope(height_m: float, arc: float, radius_m: float) -> float:
    """Derivative of `grazing_at` by the arc: -(a + h)(a + h - a cos arc) / slant^2."""
    half = math.sin(0.5 * arc)
    lift_m = height_m + 2.0 * radius_m * half * half
    slant2 = height_m * height_m + 4.0 * radius_m * (radius_m + height_m) * half * half
    return -(radius_m + height_m) * lift_m / slant2


@kernel
def specular_arc(height1_m: float, height2_m: float, arc: float, radius_m: float) -> float:
    """Arc (rad) from antenna 1 to where both rays graze at one angle; Newton's method kept in a bracket.

    The difference of the two angles falls from positive to negative along the path, so the root is single.
    """
    low = 0.0
    high = arc
    x = arc * height1_m / (height1_m + height2_m)
    for _ in range(60):
        excess = grazing_at(height1_m, x, radius_m) - grazing_at(height2_m, arc - x, radius_m)
        if excess > 0.0:
            low = x
        else:
            high = x
        slope = grazing_slope(height1_m, x, radius_m) + grazing_slope(height2_m, arc - x, radius_m)
        following = x - excess / slope
        if not low < following < high:
            following = 0.5 * (low + high)
        if abs(following - x) <= 1e-13 * arc:
            return following
        x = following
    return x


@kernel
def slant_m(height1_m: float, height2_m: float, arc: float, radius_m: float) -> float:
    """Straight distance between two heights, `arc` (rad) apart on the sphere."""
    half = math.sin(0.5 * arc)
    rise_m = height2_m - height1_m
    return math.sqrt(rise_m * rise_m + 4.0 * (radius_m + height1_m) * (radius_m + height2_m) * half * half)


@kernel
def divergence(grazing_rad: float, arc1: float, arc2: float) -> float:
    """What a sphere leaves of the mirrored field: D = (1 + 2 d1 d2 / (a d sin psi))^(-1/2); Kerr 1951."""
    sine = math.sin(grazing_rad)
    if sine <= 0.0:
        return 0.0
    return 1.0 / math.sqrt(1.0 + 2.0 * arc1 * arc2 / ((arc1 + arc2) * sine))


@kernel
def arc_to_grazing(height_m: float, grazing_rad: float, radius_m: float) -> float:
    """Arc (rad) at which a height is seen at a grazing angle from the surface."""
    sine = radius_m * math.sin(grazing_rad)
    square = 2.0 * radius_m * height_m + height_m * height_m
    slant = square / (sine + math.sqrt(sine * sine + square))
    return math.asin(min(slant * math.cos(grazing_rad) / (radius_m + height_m), 1.0))


@kernel
def fresnel(
    frequency_hz: float, grazing_rad: float, permittivity: float, conductivity: float, vertical: int
) -> tuple[float, float]:
    """Reflection coefficient of a smooth surface, real and imaginary part.

    eps = eps_r - j 60 lambda sigma; with r = sqrt(eps - cos^2 psi): horizontal (sin psi - r)/(sin psi + r),
    vertical (eps sin psi - r)/(eps sin psi + r).
    """
    wavelength_m = SPEED_OF_LIGHT_M_PER_S / frequency_hz
    complex_permittivity = complex(permittivity, -60.0 * wavelength_m * conductivity)
    sine = math.sin(grazing_rad)
    inside = complex_permittivity - math.cos(grazing_rad) ** 2
    # The principal square root, by hand: the real part of `inside` is positive for every ground.
    size = math.sqrt(inside.real * inside.real + inside.imag * inside.imag)
    real = math.sqrt(0.5 * (size + inside.real))
    root = complex(real, inside.imag / (2.0 * real))
    first = complex_permittivity * sine if vertical == 1 else complex(sine, 0.0)
    gamma = (first - root) / (first + root)
    return gamma.real, gamma.imag


@kernel
def bessel_i0_scaled(x: float) -> float:
    """exp(-x) I0(x), x >= 0, to 2e-7; Abramowitz & Stegun 9.8.1 and 9.8.2."""
    if x < 3.75:
        t = x / 3.75
        t *= t
        series = 0.2659732 + t * (0.0360768 + t * 0.0045813)
        series = 3.5156229 + t * (3.0899424 + t * (1.2067492 + t * series))
        return math.exp(-x) * (1.0 + t * series)
    t = 3.75 / x
    series = 0.00916281 + t * (-0.02057706 + t * (0.02635537 + t * (-0.01647633 + t * 0.00392377)))
    return (0.39894228 + t * (0.01328592 + t * (0.00225319 + t * (-0.00157565 + t * series)))) / math.sqrt(x)


@kernel
def roughness_factor(frequency_hz: float, grazing_rad: float, roughness_m: float, miller_brown: int) -> float:
    """How much of the mirrored field a rough surface leaves coherent, 0 to 1.

    g = 4 pi sigma sin psi / lambda; Ament 1953: exp(-g^2/2); Miller, Brown & Vegh 1984: that times
    I0(g^2/2).
    """
    g = 4.0 * math.pi * roughness_m * math.sin(grazing_rad) * frequency_hz / SPEED_OF_LIGHT_M_PER_S
    x = 0.5 * g * g
    if miller_brown == 1:
        return bessel_i0_scaled(x)
    return math.exp(-x)


@kernel
def beam_gain(beam: Floats, elevation_rad: float, direct_rad: float) -> float:
    """Power gain relative to the beam's axis: Gaussian main lobe, held at a floor; 1 if the width is 0."""
    if beam[0] <= 0.0:
        return 1.0
    axis_rad = direct_rad if beam[2] > 0.0 else beam[1]
    off = (elevation_rad - axis_rad) / beam[0]
    # -3 dB at half of the width from the axis: -3.0103 (2 off)^2 dB.
    loss_db = min(12.041 * off * off, beam[3])
    return math.exp(-0.1 * math.log(10.0) * loss_db)


@kernel
def interference(
    direct_gain: float, mirrored_gain: float, echo: float, phase_rad: float, spread_rad: float
) -> float:
    """Square of the pattern-propagation factor, one way: sqrt(mean F^4) over a band of phases.

    F^2 = |sqrt(g_d) + echo sqrt(g_r) exp(j phase)|^2 = A + B cos(phase), averaged as F^4 over phases within
    `spread_rad` of the middle: A^2 + 2 A B cos(phase) s(spread) + B^2/2 (1 + cos(2 phase) s(2 spread)),
    s(x) = sin(x)/x.

    Args:
        direct_gain: of the antenna towards the target, power.
        mirrored_gain: towards the reflection, power.
        echo: size of reflection coefficient, divergence, roughness and direct / mirrored length, multiplied.
        phase_rad: of the mirrored against the direct wave in the middle of the band.
        spread_rad: half of the band's phases; 0 for one frequency.

    """
    level = direct_gain + echo * echo * mirrored_gain
    swing = 2.0 * echo * math.sqrt(direct_gain * mirrored_gain)
    once = 1.0
    twice = 1.0
    if spread_rad > 1e-9:
        once = math.sin(spread_rad) / spread_rad
        twice = math.sin(2.0 * spread_rad) / (2.0 * spread_rad)
    mean = level * level + 2.0 * level * swing * math.cos(phase_rad) * once
    mean += 0.5 * swing * swing * (1.0 + math.cos(2.0 * phase_rad) * twice)
    return math.sqrt(max(mean, 0.0))


@kernel
def two_ray_db(
    frequency_hz: float,
    agility_hz: float,
    height1_m: float,
    height2_m: float,
    distance_m: float,
    surface: Floats,
    beam: Floats,
) -> float:
    """20 log10 F, one way, inside the horizon; no less than -200 dB.

    `surface` and `beam` have the fields G_... and B_... above; `agility_hz` is the width of the band that
    the radar hops over.
    """
    radius_m = surface[0]
    arc = distance_m / radius_m
    arc1 = specular_arc(height1_m, height2_m, arc, radius_m)
    arc2 = arc - arc1
    grazing = grazing_at(height1_m, arc1, radius_m)
    direct_m = slant_m(height1_m, height2_m, arc, radius_m)
    mirrored_m = slant_m(height1_m, 0.0, arc1, radius_m) + slant_m(height2_m, 0.0, arc2, radius_m)
    # Seen from the antenna: the target's elevation, and the reflection's, below the horizontal.
    half = math.sin(0.5 * arc)
    rise_m = height2_m - height1_m - 2.0 * (radius_m + height2_m) * half * half
    direct_rad = math.atan2(rise_m, (radius_m + height2_m) * math.sin(arc))
    mirrored_rad = -(grazing + arc1)
    real, imaginary = fresnel(frequency_hz, grazing, surface[1], surface[2], int(surface[3]))
    echo = math.sqrt(real * real + imaginary * imaginary) * direct_m / mirrored_m
    echo *= divergence(grazing, arc1, arc2)
    echo *= roughness_factor(frequency_hz, grazing, surface[4], int(surface[5]))
    excess_m = mirrored_m - direct_m
    phase = math.atan2(imaginary, real) - 2.0 * math.pi * excess_m * frequency_hz / SPEED_OF_LIGHT_M_PER_S
    power = interference(
        beam_gain(beam, direct_rad, direct_rad),
        beam_gain(beam, mirrored_rad, direct_rad),
        echo,
        phase,
        math.pi * excess_m * agility_hz / SPEED_OF_LIGHT_M_PER_S,
    )
    return 10.0 * math.log10(max(power, 1e-20))


@kernel
def limit_distance_m(frequency_hz: float, height1_m: float, height2_m: float, radius_m: float) -> float:
    """Where interference ends: its ray grazes at (lambda / (2 pi a))^(1/3); Kerr 1951, Blake 1980."""
    wavelength_m = SPEED_OF_LIGHT_M_PER_S / frequency_hz
    grazing = (wavelength_m / (2.0 * math.pi * radius_m)) ** (1.0 / 3.0)
    arc = arc_to_grazing(height1_m, grazing, radius_m) + arc_to_grazing(height2_m, grazing, radius_m)
    return arc * radius_m


@kernel
def fill_lobed_loss_db(
    frequency_hz: float,
    agility_hz: float,
    height1_m: float,
    height2_m: Floats,
    distance_m: Floats,
    surface: Floats,
    beam: Floats,
    sea_share: float,
    loss_db: Floats,
    region: Ints,
) -> None:
    """Fill loss (dB) and region for the far ends' heights and distances; all four arrays have shape (n,).

    Region 0: interference, to `limit_distance_m`. Region 2: diffraction, from the horizon, with the beam's
    loss towards the horizon. Region 1, between: dB run linearly with distance.
    """
    radius_m = surface[0]
    vertical = int(surface[3])
    down_rad = -math.acos(radius_m / (radius_m + height1_m))
    off_axis_db = -10.0 * math.log10(beam_gain(beam, down_rad, down_rad))
    for i in range(loss_db.size):
        h2 = height2_m[i]
        d = distance_m[i]
        limit_m = limit_distance_m(frequency_hz, height1_m, h2, radius_m)
        if d <= limit_m:
            region[i] = 0
            loss_db[i] = -two_ray_db(frequency_hz, agility_hz, height1_m, h2, d, surface, beam)
            continue
        edge_m = horizon_m(height1_m, h2, radius_m)
        behind_db = off_axis_db + smooth_earth_loss_db(
            frequency_hz, height1_m, h2, max(d, edge_m), radius_m, sea_share, vertical
        )
        if d >= edge_m:
            region[i] = 2
            loss_db[i] = behind_db
            continue
        region[i] = 1
        share = (d - limit_m) / (edge_m - limit_m)
        inside_db = two_ray_db(frequency_hz, agility_hz, height1_m, h2, limit_m, surface, beam)
        loss_db[i] = share * behind_db - (1.0 - share) * inside_db
