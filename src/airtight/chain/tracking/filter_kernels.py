"""Compiled extended Kalman filter: constant velocity, earth-fixed; a radar's range, azimuth and elevation.

Innovations are kept in metres along the line of sight, across it and above it (range, ground range times
azimuth, range times elevation). That only scales the measurement, so distances and gains are those of the
polar form, and the Jacobian's rows become orthonormal.

`lin` (5, 3) is scratch that `linearise` fills: unit vectors, innovation, variances of the measurement.
"""

import math

from airtight.messages.detections import (
    AZIMUTH_RAD,
    AZIMUTH_SIGMA_RAD,
    ELEVATION_RAD,
    ELEVATION_SIGMA_RAD,
    RANGE_M,
    RANGE_SIGMA_M,
)
from airtight.numerics.columns import Floats
from airtight.numerics.kernel import kernel

SMALL_TANGENT = 0.03
LEAST_GROUND_M = 1.0  # straight overhead an azimuth has no meaning; keeps divisions finite
SAG_SHARE = 0.25  # of range sigma: how far the polar grid may bend inside the prediction's spread
# Rows of `lin` after the three unit vectors.
INNOVATION = 3
VARIANCE = 4
# Fields of a detection's place after its earth-fixed x, y, z.
EAST = 3
NORTH = 4
UP = 5
GROUND = 6
TRACE = 7  # of the covariance of its errors, m2
PLACE = 8


@kernel
def angle_between(cross: float, dot: float) -> float:
    """The angle whose tangent is cross / dot, rad, in (-pi, pi]; by series (to 1e-13) when it is small."""
    if abs(cross) < SMALL_TANGENT * dot:
        t = cross / dot
        t2 = t * t
        return t * (1.0 - t2 * (1.0 / 3.0 - t2 * (1.0 / 5.0 - t2 / 7.0)))
    return math.atan2(cross, dot)


@kernel
def place(site: Floats, rotation: Floats, detection: Floats, out: Floats) -> None:
    """Fill `out` (PLACE,) with where a detection (9,) lies, m; the rows of `rotation` are east, north and up.

    Earth-fixed x, y, z; east, north, up and ground range from the radar; trace of the errors' covariance, m2.
    """
    ground = detection[RANGE_M] * math.cos(detection[ELEVATION_RAD])
    east = ground * math.sin(detection[AZIMUTH_RAD])
    north = ground * math.cos(detection[AZIMUTH_RAD])
    up = detection[RANGE_M] * math.sin(detection[ELEVATION_RAD])
    for i in range(3):
        out[i] = site[i] + rotation[0, i] * east + rotation[1, i] * north + rotation[2, i] * up
    out[EAST] = east
    out[NORTH] = north
    out[UP] = up
    out[GROUND] = ground
    along2 = detection[RANGE_SIGMA_M] ** 2
    across2 = (ground * detection[AZIMUTH_SIGMA_RAD]) ** 2
    out[TRACE] = along2 + across2 + (detection[RANGE_M] * detection[ELEVATION_SIGMA_RAD]) ** 2


@kernel
def unit_vectors(
    x: float, y: float, z: float, rotation: Floats, out: Floats
) -> tuple[float, float, float, float, float]:
    """Range, ground range, east, north, up of an earth-fixed offset in m; fill `out` rows 0-2.

    The rows are the earth-fixed unit vectors of growing range, azimuth and elevation.
    """
    east = rotation[0, 0] * x + rotation[0, 1] * y + rotation[0, 2] * z
    north = rotation[1, 0] * x + rotation[1, 1] * y + rotation[1, 2] * z
    up = rotation[2, 0] * x + rotation[2, 1] * y + rotation[2, 2] * z
    ground = max(math.sqrt(east * east + north * north), LEAST_GROUND_M)
    distance = math.sqrt(ground * ground + up * up)
    s = east / ground
    c = north / ground
    se = up / distance
    ce = ground / distance
    for i in range(3):
        outwards = s * rotation[0, i] + c * rotation[1, i]
        out[0, i] = ce * outwards + se * rotation[2, i]
        out[1, i] = c * rotation[0, i] - s * rotation[1, i]
        out[2, i] = ce * rotation[2, i] - se * outwards
    return distance, ground, east, north, up


@kernel
def linearise(
    predicted: tuple[float, float, float],
    spread_m2: float,
    site: Floats,
    rotation: Floats,
    detection: Floats,
    measured: Floats,
    lin: Floats,
) -> float:
    """Fill `lin` for one predicted position and one detection; return range times ground range, m2.

    Linearised at the prediction (the extended Kalman filter), unless the prediction is so uncertain
    (`spread_m2`, the trace of its covariance) that the polar grid bends inside it by more than SAG_SHARE of
    the range's sigma. Then at the measurement: the converted-measurement form, right for a prediction that
    says almost nothing.
    """
    dx = predicted[0] - site[0]
    dy = predicted[1] - site[1]
    dz = predicted[2] - site[2]
    mx = measured[0] - site[0]
    my = measured[1] - site[1]
    mz = measured[2] - site[2]
    vague = spread_m2 > 2.0 * SAG_SHARE * detection[RANGE_SIGMA_M] * detection[RANGE_M]
    distance, ground, east, north, up = unit_vectors(
        mx if vague else dx, my if vague else dy, mz if vague else dz, rotation, lin
    )
    if vague:
        for i in range(3):
            lin[INNOVATION, i] = lin[i, 0] * (mx - dx) + lin[i, 1] * (my - dy) + lin[i, 2] * (mz - dz)
    else:
        lin[INNOVATION, 0] = detection[RANGE_M] - distance
        lin[INNOVATION, 1] = ground * angle_between(
            measured[EAST] * north - measured[NORTH] * east, measured[EAST] * east + measured[NORTH] * north
        )
        lin[INNOVATION, 2] = distance * angle_between(
            measured[UP] * ground - measured[GROUND] * up, measured[GROUND] * ground + measured[UP] * up
        )
    across = ground * detection[AZIMUTH_SIGMA_RAD]
    above = distance * detection[ELEVATION_SIGMA_RAD]
    lin[VARIANCE, 0] = detection[RANGE_SIGMA_M] * detection[RANGE_SIGMA_M]
    lin[VARIANCE, 1] = across * across
    lin[VARIANCE, 2] = above * above
    return distance * ground


@kernel
def pair_distance(
    state: Floats,
    covariance: Floats,
    lead_s: float,
    density: float,
    site: Floats,
    rotation: Floats,
    detection: Floats,
    measured: Floats,
    gate: float,
    lin: Floats,
) -> tuple[float, float]:
    """Squared normalised distance of a detection from a track `lead_s` before it, and ln det S.

    S is in m rad rad. `density` is the white acceleration's, m2/s3. Beyond `gate` the distance may come out
    as infinite, and the logarithm as 0.
    """
    t = lead_s
    t2 = t * t
    drift = density * abs(t2 * t) / 3.0
    c00 = covariance[0, 0] + 2.0 * t * covariance[0, 3] + t2 * covariance[3, 3] + drift
    c11 = covariance[1, 1] + 2.0 * t * covariance[1, 4] + t2 * covariance[4, 4] + drift
    c22 = covariance[2, 2] + 2.0 * t * covariance[2, 5] + t2 * covariance[5, 5] + drift
    predicted = (state[0] + t * state[3], state[1] + t * state[4], state[2] + t * state[5])
    offset2 = (
        (measured[0] - predicted[0]) ** 2
        + (measured[1] - predicted[1]) ** 2
        + (measured[2] - predicted[2]) ** 2
    )
    if offset2 > gate * (
        c00 + c11 + c22 + measured[TRACE]
    ):  # then the exact distance is beyond the gate, too
        return math.inf, 0.0
    c01 = covariance[0, 1] + t * (covariance[0, 4] + covariance[1, 3]) + t2 * covariance[3, 4]
    c02 = covariance[0, 2] + t * (covariance[0, 5] + covariance[2, 3]) + t2 * covariance[3, 5]
    c12 = covariance[1, 2] + t * (covariance[1, 5] + covariance[2, 4]) + t2 * covariance[4, 5]
    area = linearise(predicted, c00 + c11 + c22, site, rotation, detection, measured, lin)
    u0, u1, u2 = lin[0, 0], lin[0, 1], lin[0, 2]
    v0, v1, v2 = lin[1, 0], lin[1, 1], lin[1, 2]
    w0, w1, w2 = lin[2, 0], lin[2, 1], lin[2, 2]
    a0, a1, a2 = (
        c00 * u0 + c01 * u1 + c02 * u2,
        c01 * u0 + c11 * u1 + c12 * u2,
        c02 * u0 + c12 * u1 + c22 * u2,
    )
    b0, b1, b2 = (
        c00 * v0 + c01 * v1 + c02 * v2,
        c01 * v0 + c11 * v1 + c12 * v2,
        c02 * v0 + c12 * v1 + c22 * v2,
    )
    d0, d1, d2 = (
        c00 * w0 + c01 * w1 + c02 * w2,
        c01 * w0 + c11 * w1 + c12 * w2,
        c02 * w0 + c12 * w1 + c22 * w2,
    )
    s00 = u0 * a0 + u1 * a1 + u2 * a2 + lin[VARIANCE, 0]
    s01 = u0 * b0 + u1 * b1 + u2 * b2
    s02 = u0 * d0 + u1 * d1 + u2 * d2
    s11 = v0 * b0 + v1 * b1 + v2 * b2 + lin[VARIANCE, 1]
    s12 = v0 * d0 + v1 * d1 + v2 * d2
    s22 = w0 * d0 + w1 * d1 + w2 * d2 + lin[VARIANCE, 2]
    # Cholesky, row by row: S = L L', then |L^-1 innovation|^2.
    i00 = 1.0 / math.sqrt(s00)
    l10 = s01 * i00
    l20 = s02 * i00
    i11 = 1.0 / math.sqrt(s11 - l10 * l10)
    l21 = (s12 - l20 * l10) * i11
    i22 = 1.0 / math.sqrt(s22 - l20 * l20 - l21 * l21)
    y0 = lin[INNOVATION, 0] * i00
    y1 = (lin[INNOVATION, 1] - l10 * y0) * i11
    y2 = (lin[INNOVATION, 2] - l20 * y0 - l21 * y1) * i22
    distance2 = y0 * y0 + y1 * y1 + y2 * y2
    if distance2 > gate:
        return distance2, 0.0
    return distance2, -2.0 * math.log(i00 * i11 * i22 * area)


@kernel
def predict(state: Floats, covariance: Floats, lead_s: float, density: float) -> None:
    """Move a state (6,) and covariance (6, 6) on by `lead_s` >= 0, in place.

    White acceleration of `density` m2/s3 an axis: Q = density [T3/3, T2/2; T2/2, T].

    Source: Bar-Shalom, Li & Kirubarajan (2001) ch. 6 (recalled).
    """
    t = lead_s
    for i in range(3):
        state[i] += t * state[3 + i]
    # Positions first: they need the old cross terms.
    for i in range(3):
        for j in range(i, 3):
            moved = (
                covariance[i, j]
                + t * (covariance[i, 3 + j] + covariance[j, 3 + i])
                + t * t * covariance[3 + i, 3 + j]
            )
            covariance[i, j] = moved
            covariance[j, i] = moved
    for i in range(3):
        for j in range(3):
            moved = covariance[i, 3 + j] + t * covariance[3 + i, 3 + j]
            covariance[i, 3 + j] = moved
            covariance[3 + j, i] = moved
    for i in range(3):
        covariance[i, i] += density * t * t * t / 3.0
        covariance[i, 3 + i] += density * t * t / 2.0
        covariance[3 + i, i] = covariance[i, 3 + i]
        covariance[3 + i, 3 + i] += density * t


@kernel
def correct(
    state: Floats,
    covariance: Floats,
    lag_s: float,
    density: float,
    site: Floats,
    rotation: Floats,
    detection: Floats,
    measured: Floats,
    lin: Floats,
    cross: Floats,
    gain: Floats,
    half: Floats,
) -> float:
    """Update a state (6,) and covariance (6, 6) in place with a detection (9,).

    `lag_s` <= 0: a measurement older than the state is taken as one of the position then, with what the
    target may have done since added to its noise (exact but for the correlation of that noise with the
    state). The covariance is Joseph's form, evaluated as (A P) A' + K R K' with A = I - K H. `cross`, `gain`
    (6, 3), `half` (6, 6) are scratch.

    Returns: the innovation's squared normalised distance.
    """
    t = lag_s
    drift = density * abs(t * t * t) / 3.0
    spread = 3.0 * drift
    for i in range(3):
        spread += covariance[i, i] + 2.0 * t * covariance[i, 3 + i] + t * t * covariance[3 + i, 3 + i]
    predicted = (state[0] + t * state[3], state[1] + t * state[4], state[2] + t * state[5])
    linearise(predicted, spread, site, rotation, detection, measured, lin)
    for i in range(6):
        p0 = covariance[i, 0] + t * covariance[i, 3]
        p1 = covariance[i, 1] + t * covariance[i, 4]
        p2 = covariance[i, 2] + t * covariance[i, 5]
        for k in range(3):
            cross[i, k] = p0 * lin[k, 0] + p1 * lin[k, 1] + p2 * lin[k, 2]
    r0 = lin[VARIANCE, 0] + drift
    r1 = lin[VARIANCE, 1] + drift
    r2 = lin[VARIANCE, 2] + drift
    s00 = r0
    s01 = 0.0
    s02 = 0.0
    s11 = r1
    s12 = 0.0
    s22 = r2
    for i in range(3):
        q0 = cross[i, 0] + t * cross[3 + i, 0]
        q1 = cross[i, 1] + t * cross[3 + i, 1]
        q2 = cross[i, 2] + t * cross[3 + i, 2]
        s00 += lin[0, i] * q0
        s01 += lin[0, i] * q1
        s02 += lin[0, i] * q2
        s11 += lin[1, i] * q1
        s12 += lin[1, i] * q2
        s22 += lin[2, i] * q2
    i00 = 1.0 / math.sqrt(s00)
    l10 = s01 * i00
    l20 = s02 * i00
    i11 = 1.0 / math.sqrt(s11 - l10 * l10)
    l21 = (s12 - l20 * l10) * i11
    i22 = 1.0 / math.sqrt(s22 - l20 * l20 - l21 * l21)
    n0 = lin[INNOVATION, 0]
    n1 = lin[INNOVATION, 1]
    n2 = lin[INNOVATION, 2]
    for i in range(6):
        y0 = cross[i, 0] * i00
        y1 = (cross[i, 1] - l10 * y0) * i11
        y2 = (cross[i, 2] - l20 * y0 - l21 * y1) * i22
        k2 = y2 * i22
        k1 = (y1 - l21 * k2) * i11
        k0 = (y0 - l10 * k1 - l20 * k2) * i00
        gain[i, 0] = k0
        gain[i, 1] = k1
        gain[i, 2] = k2
        state[i] += k0 * n0 + k1 * n1 + k2 * n2
    for i in range(6):
        for j in range(6):
            half[i, j] = covariance[i, j] - (
                gain[i, 0] * cross[j, 0] + gain[i, 1] * cross[j, 1] + gain[i, 2] * cross[j, 2]
            )
    for i in range(6):
        h0 = half[i, 0] + t * half[i, 3]
        h1 = half[i, 1] + t * half[i, 4]
        h2 = half[i, 2] + t * half[i, 5]
        e0 = r0 * gain[i, 0] - (h0 * lin[0, 0] + h1 * lin[0, 1] + h2 * lin[0, 2])
        e1 = r1 * gain[i, 1] - (h0 * lin[1, 0] + h1 * lin[1, 1] + h2 * lin[1, 2])
        e2 = r2 * gain[i, 2] - (h0 * lin[2, 0] + h1 * lin[2, 1] + h2 * lin[2, 2])
        for j in range(i, 6):
            value = half[i, j] + e0 * gain[j, 0] + e1 * gain[j, 1] + e2 * gain[j, 2]
            covariance[i, j] = value
            covariance[j, i] = value
    y0 = n0 * i00
    y1 = (n1 - l10 * y0) * i11
    y2 = (n2 - l20 * y0 - l21 * y1) * i22
    return float(y0 * y0 + y1 * y1 + y2 * y2)


@kernel
def begin(
    state: Floats,
    covariance: Floats,
    speed_sigma_m_per_s: float,
    site: Floats,
    rotation: Floats,
    detection: Floats,
    measured: Floats,
    lin: Floats,
) -> None:
    """Fill a state (6,) and covariance (6, 6) from one detection; velocity 0 with the given sigma an axis."""
    distance, ground, _, _, _ = unit_vectors(
        measured[0] - site[0], measured[1] - site[1], measured[2] - site[2], rotation, lin
    )
    r0 = detection[RANGE_SIGMA_M] * detection[RANGE_SIGMA_M]
    r1 = (ground * detection[AZIMUTH_SIGMA_RAD]) ** 2
    r2 = (distance * detection[ELEVATION_SIGMA_RAD]) ** 2
    for i in range(3):
        state[i] = measured[i]
        state[3 + i] = 0.0
        for j in range(3):
            covariance[i, j] = (
                lin[0, i] * lin[0, j] * r0 + lin[1, i] * lin[1, j] * r1 + lin[2, i] * lin[2, j] * r2
            )
            covariance[i, 3 + j] = 0.0
            covariance[3 + i, j] = 0.0
            covariance[3 + i, 3 + j] = 0.0
        covariance[3 + i, 3 + i] = speed_sigma_m_per_s * speed_sigma_m_per_s
