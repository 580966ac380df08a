"""Models of the earth: how far one sees, how far and which way it is."""

import math

from airtight.analysis.calc.model import Input, Model, Values
from airtight.analysis.calc.reading import degrees, quantity
from airtight.earth.geodesic import geodesic
from airtight.earth.refraction import radar_horizon_m

HEIGHT = quantity("length", 0.0, 1e8)
LATITUDE = degrees(-90.0, 90.0)
LONGITUDE = degrees()


def _horizon(values: Values) -> dict[str, object]:
    range_m = radar_horizon_m(
        antenna_m=values["antenna-height"], target_m=values["target-height"], factor=values["k"]
    )
    return {"range_m": float(range_m)}


def _geodesic(values: Values) -> dict[str, object]:
    distance, azimuth1, azimuth2 = geodesic(
        latitude1_rad=values["lat1"],
        longitude1_rad=values["lon1"],
        latitude2_rad=values["lat2"],
        longitude2_rad=values["lon2"],
    )
    if float(distance) == 0.0:  # no direction: due north, as good as any
        return {"distance_m": 0.0, "azimuth1_rad": 0.0, "azimuth2_rad": 0.0}
    return {
        "distance_m": float(distance),
        "azimuth1_rad": _within_a_turn(float(azimuth1)),
        "azimuth2_rad": _within_a_turn(float(azimuth2)),
    }


def _within_a_turn(angle_rad: float) -> float:
    """In [0, 2 pi), also where rounding has made a hair less than 0 a full turn."""
    return 0.0 if angle_rad >= 2.0 * math.pi else angle_rad


MODELS = (
    Model(
        name="radar-horizon",
        line="The greatest distance between an antenna and a target over a smooth earth.",
        inputs=(
            Input("antenna-height", "20 m", HEIGHT),
            Input("target-height", "100 m", HEIGHT),
            Input("k", "1.3333", quantity("ratio", 0.01, 1e6)),
        ),
        prints={"range_m": "length"},
        compute=_horizon,
        source="sum of the tangents' lengths, sqrt(h (2 k R + h)) each, R = 6,371,008.8 m",
        limits="Heights are above the smooth surface between the two. Refraction linear in height; ducts "
        "(negative k) are outside the model.",
    ),
    Model(
        name="geodesic",
        line="The shortest path between two points of the WGS-84 ellipsoid.",
        inputs=(
            Input("lat1", "40.08", LATITUDE),
            Input("lon1", "32.57", LONGITUDE),
            Input("lat2", "39.93", LATITUDE),
            Input("lon2", "32.86", LONGITUDE),
        ),
        prints={"distance_m": "length", "azimuth1_rad": "angle", "azimuth2_rad": "angle"},
        compute=_geodesic,
        source="Karney 2013, J. Geodesy 87:43, through PROJ",
        limits="Both azimuths are forward, clockwise from north; a point has no direction to itself: 0.",
    ),
)
