"""Radars over a flat sea, and things that stand or fly where the test puts them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from airtight.chain.sensing.looking import Sensing, Things, begin
from airtight.chain.sensing.numbers import ACQUISITION, RADAR_FIELDS, ROTATING
from airtight.chain.sensing.radars import Radar, Radars
from airtight.chain.sensing.worlds import Conditions
from airtight.earth.kernels import enu_rotation, geodetic_to_ecef, great_circle_step
from airtight.messages.tasks import Tasks
from airtight.messages.truth import Truth
from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile
from airtight.terrain.horizon import build

LAT, LON = np.radians(40.0), np.radians(33.0)
FACTORS = np.array([1.2, 4.0 / 3.0, 1.6])
HEIGHTS = np.array([15.0, 20.0, 25.0])
DEGREE = np.pi / 180.0

USUAL = {
    "carrier_frequency": 3.2e9,
    "instrumented_range": 600e3,
    "detection_range": 390e3,
    "reference_rcs": 4.0,
    "revisit_period": 10.0,
    "antenna_height": 20.0,
    "elevation_min": -0.01,
    "elevation_max": 1.2,
    "sector_width": 2.0 * np.pi,
    "slew_rate": 0.0,
    "azimuth_beamwidth": 1.5 * DEGREE,
    "elevation_beamwidth": 1.5 * DEGREE,
    "range_error": 30.0,
    "azimuth_error": 0.1 * DEGREE,
    "elevation_error": 0.1 * DEGREE,
    "range_resolution": 100.0,
    "search_share": 1.0,
    "track_dwell": 0.05,
    "update_interval": 1.0,
    "false_alarms_per_scan": 0.0,
    "clutter_improvement": 60.0,
    "ground_reflectivity": -80.0,
    "blind_speed": 0.0,
    "low_angle_error": 0.0,
    "bias_share": 0.5,
    "scan_loss_exponent": 0.0,
}


@dataclass
class Bench:
    """One radar of stated numbers, `replications` worlds alike, and things placed by hand."""

    sensing: Sensing
    truth: Truth
    tasks: Tasks
    active: np.ndarray


@dataclass
class Setting:
    """What a test may state; places are (bearing deg, ground distance m, height m) from the radar."""

    places: list[tuple[float, float, float]]
    replications: int = 1
    scan: int = ROTATING
    rcs_m2: float = 1.0
    swerling: int = 1
    side_factor: float = 1.0
    rear_factor: float = 1.0
    facing_rad: float = 0.0
    first: int = 0
    ballistic_only: bool = False
    ballistic: bool = False
    speed_m_per_s: float = 0.0
    course_deg: float = 0.0
    numbers: dict[str, float] = field(default_factory=dict)
    factor: float = 4.0 / 3.0
    detection: float = 0.5
    false_alarm: float = 1e-6


@pytest.fixture(scope="session")
def sea() -> Terrain:
    return Terrain.of(Tile(np.zeros((161, 161), dtype=np.float32), 48.0, 25.0, 0.1, 0.1), source="flat")


@pytest.fixture(scope="session")
def radar(sea: Terrain) -> Callable[[Setting], Radars]:
    table = build(
        sea,
        latitude_rad=LAT,
        longitude_rad=LON,
        factors=FACTORS,
        heights_m=HEIGHTS,
        azimuths=72,
        keep=False,
    )

    def of(setting: Setting) -> Radars:
        frequency = setting.numbers.get("carrier_frequency", USUAL["carrier_frequency"])
        return Radars.of(
            [
                Radar(
                    "test",
                    0,
                    setting.scan,
                    ACQUISITION,
                    frequency,
                    LAT,
                    LON,
                    (table,),
                    ballistic_only=setting.ballistic_only,
                )
            ]
        )

    return of


def stand(truth: Truth, setting: Setting) -> None:
    """Put things where they are said to be, flying on a course at a speed."""
    rotation = np.empty((3, 3))
    for e, (bearing, distance, height) in enumerate(setting.places):
        lat, lon, _ = great_circle_step(LAT, LON, np.radians(bearing), distance)
        course = np.radians(setting.course_deg)
        enu_rotation(lat, lon, rotation)
        velocity = setting.speed_m_per_s * (np.sin(course) * rotation[0] + np.cos(course) * rotation[1])
        truth.position_m[:, e] = geodetic_to_ecef(lat, lon, height)
        truth.velocity_m_per_s[:, e] = velocity
        truth.geodetic[:, e] = (lat, lon, height)
        truth.heading_rad[:, e] = course
        truth.flying[:, e] = 1


def table_of(setting: Setting) -> Floats:
    """The radar table (R, 1, field)."""
    row = [(USUAL | setting.numbers)[key] for key in RADAR_FIELDS]
    return np.broadcast_to(np.array(row), (setting.replications, 1, len(row))).copy()


@pytest.fixture(scope="session")
def bench(radar: Callable[[Setting], Radars]) -> Callable[..., Bench]:
    def of(**given: object) -> Bench:
        setting = Setting(**given)  # type: ignore[arg-type]
        count, replications = len(setting.places), setting.replications
        entity = np.zeros((count, 4), dtype=np.int64)
        entity[:, 0] = 1000 + np.arange(count)
        entity[:, 2] = int(setting.ballistic)
        entity[:, 3] = setting.swerling
        targets = np.ones((replications, 1, 8))
        targets[..., :6] = setting.rcs_m2
        targets[..., 6:] = (setting.side_factor, setting.rear_factor)
        conditions = Conditions(
            11,
            np.arange(setting.first, setting.first + replications, dtype=np.int64),
            np.full(replications, setting.factor),
            np.full(replications, setting.detection),
            np.full(replications, setting.false_alarm),
        )
        facing = np.full((replications, 1), setting.facing_rad)
        sensing = begin(
            radar(setting),
            table_of(setting),
            conditions,
            Things(entity, targets),
            facing_rad=facing,
            posts=1,
        )
        truth = Truth.empty(replications, count)
        stand(truth, setting)
        tasks = Tasks.empty(replications, 1, 12)
        tasks.facing_rad[:] = facing
        return Bench(sensing, truth, tasks, np.ones((replications, 1), dtype=np.uint8))

    return of


@pytest.fixture
def numbers() -> dict[str, float]:
    return dict(USUAL)
