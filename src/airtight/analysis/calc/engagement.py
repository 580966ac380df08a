"""Models of engagement: ballistic arcs, fly-out, leakage."""

from airtight.analysis.calc.model import Input, Model, Values
from airtight.analysis.calc.radar import assumed
from airtight.analysis.calc.reading import degrees, entry, quantity, whole, word
from airtight.chain.effectors.flyout import Envelope, FlyOut, fly_out
from airtight.chain.effectors.leakage import COUNT_MAX, leakage
from airtight.chain.motion.arcs import minimum_energy
from airtight.chain.motion.rotating_arcs import RANGE_MAX_M, minimum_ground_speed
from airtight.errors import InputError

COUNT = whole(0, COUNT_MAX)
PLACE = ("from-lat", "from-lon", "azimuth")
ENVELOPE = ("range_min", "range_max", "altitude_min", "altitude_max", "speed_average")
LOW_ENVELOPE = ("range_max_low_altitude", "low_altitude_limit")


def _ballistic(values: Values) -> dict[str, object]:
    if values["rotation"] == "off":
        arc = minimum_energy(range_m=values["range"])
        return _told(float(arc.speed_m_per_s), float(arc.apogee_m), float(arc.duration_s))
    missing = [name for name in PLACE if values[name] is None]
    if missing:
        raise InputError(
            "is missing: rotation=on depends on where the arc begins and where it goes",
            place=", ".join(missing),
            allowed="from-lat=40 from-lon=33 azimuth=90, or rotation=off",
        )
    if values["range"] > RANGE_MAX_M:
        raise InputError(
            "too far with rotation=on",
            place="range",
            value=f"{values['range'] / 1e3:g} km",
            allowed=f"1 to {RANGE_MAX_M / 1e3:g} km",
        )
    turning = minimum_ground_speed(
        range_m=values["range"],
        latitude_rad=values["from-lat"],
        longitude_rad=values["from-lon"],
        azimuth_rad=values["azimuth"],
    )
    return _told(turning.ground_speed_m_per_s, turning.apogee_m, turning.duration_s)


def _told(speed: float, apogee: float, duration: float) -> dict[str, object]:
    return {"burnout_speed_m_per_s": speed, "apogee_m": apogee, "time_of_flight_s": duration}


def _flyout(values: Values) -> dict[str, object]:
    if values["altitude"] > values["range"]:
        raise InputError(
            "a point cannot be nearer than it is high",
            place="altitude",
            value=f"{values['altitude']:g} m",
            allowed=f"at most the slant range, {values['range']:g} m",
        )
    known = values["missile"].numbers
    numbers = [known[key] for key in (*ENVELOPE, *LOW_ENVELOPE) if key in known]

    def at(bound: str) -> FlyOut:
        """With every number at its low, nominal or high end."""
        ends = {number.name.partition(".")[2]: getattr(number, bound) for number in numbers}
        return fly_out(Envelope.of(ends.get), range_m=values["range"], altitude_m=values["altitude"])

    nominal = at("nominal")
    return {
        "reachable": nominal.reachable,
        "time_s": nominal.time_s if nominal.reachable else None,
        "time_low_s": at("high").time_s if nominal.reachable else None,
        "time_high_s": at("low").time_s if nominal.reachable else None,
        "bound": nominal.bound or None,
        "assumptions": assumed(numbers),
    }


def _leakage(values: Values) -> dict[str, object]:
    outcome = leakage(
        threats=values["threats"],
        kill_probability=values["pk"],
        looks=values["looks"],
        magazine=values["magazine"],
        salvo=values["salvo"],
    )
    return {
        "expected_leakers": outcome.expected_leakers,
        "no_leak_probability": outcome.no_leak_probability,
        "expected_shots": outcome.expected_shots,
    }


MODELS = (
    Model(
        name="ballistic",
        line="The minimum-energy arc over a range.",
        inputs=(
            Input("range", "300 km", quantity("length", 1e3, 2e7)),
            Input("rotation", "off", word("on", "off")),
            Input("from-lat", "40", degrees(-90.0, 90.0), optional=True),
            Input("from-lon", "33", degrees(), optional=True),
            Input("azimuth", "90", degrees(), optional=True),
        ),
        prints={"burnout_speed_m_per_s": "speed", "apogee_m": "length", "time_of_flight_s": "time"},
        compute=_ballistic,
        source="Bate, Mueller & White (1971), chapter 6; rotation: Lambert's problem to the turning target",
        limits="On a sphere, burnout at the ground, no drag: arcs below about 100 km are not described "
        "well. With rotation=on, from-lat (geocentric), from-lon and azimuth are needed, the "
        "speed is relative to the ground and the range at most 18,000 km.",
    ),
    Model(
        name="flyout",
        line="Whether a missile of the catalogue reaches a point, and when.",
        inputs=(
            Input("missile", "missile-48n6e3", entry("missile")),
            Input("range", "100 km", quantity("length", 0.0, 1e8, above=True)),
            Input("altitude", "10 km", quantity("length", 0.0, 1e8)),
        ),
        prints={"reachable": "", "time_s": "time", "time_low_s": "time", "time_high_s": "time", "bound": ""},
        compute=_flyout,
        source="published envelopes and mean speeds: see `airtight catalog show`",
        limits="range is the slant range, altitude the height above the battery. A straight line at the "
        "mean speed. No line of sight: the simulation asks the engagement radar's horizon instead"
        " of the minimum altitude.",
    ),
    Model(
        name="leakage",
        line="What a layer of shots with a shared magazine lets through, exactly.",
        inputs=(
            Input("threats", "10", COUNT),
            Input("pk", "0.8", quantity("probability", 0.0, 1.0)),
            Input("looks", "2", COUNT),
            Input("magazine", "24", COUNT),
            Input("salvo", "2", whole(1, COUNT_MAX), default="1"),
        ),
        prints={"expected_leakers": "", "no_leak_probability": "", "expected_shots": ""},
        compute=_leakage,
        source="exact sums, threat by threat, over the rounds left",
        limits="Shots are independent and their results known before the next look: both generous.",
    ),
)
