"""A recording made of invented numbers, in the shape of a real one: for tests of what reads recordings.

Nothing here was simulated. Numbers follow simple rules so that a test can tell where each must show up.
"""

from typing import Any

import numpy as np

from airtight.recording import Columns, Histories, Recorded, make_manifest

CITY = (39.93, 32.86)
SITE = (40.08, 32.57)
RAID = {"cruise-missile-subsonic": 12, "srbm-300km": 4, "fighter-4gen": 8, "drone-male": 4}
SPEED_M_PER_S = {
    "cruise-missile-subsonic": 230.0,
    "srbm-300km": 1400.0,
    "fighter-4gen": 250.0,
    "drone-male": 60.0,
    "airliner": 220.0,
    "f-35a": 250.0,
}
HEIGHT_M = {
    "cruise-missile-subsonic": 940.0,
    "srbm-300km": 60000.0,
    "fighter-4gen": 7000.0,
    "drone-male": 4000.0,
    "airliner": 10500.0,
    "f-35a": 9000.0,
}
METRES_PER_DEGREE = 111_195.0

OPTIONS: list[tuple[str, str, str, str, str, float, bool]] = [
    (
        "full-stand-alone",
        "alone (Turkey's stated plan)",
        "stand-independently",
        "Turkey's stated plan",
        "[krd19], [dt201022]",
        11.0,
        False,
    ),
    (
        "partial-threat",
        "on threat, if warned in time",
        "only-partially-activating",
        "Akar, as reported",
        "[hdn2102]",
        18.0,
        False,
    ),
    (
        "partial-hours",
        "on a share of the hours",
        "only-partially-activating",
        "one reading of Akar's words",
        "[trtw2102]",
        23.0,
        False,
    ),
    ("sensors-only", "sensors only", "only-partially-activating", "our reading", "[lank20]", 28.0, True),
    ("stored", "stored", "only-partially-activating", "speculation", "[econ19]", 28.0, True),
    (
        "two-way-tracks",
        "+ allied tracks (yardstick)",
        "stand-independently",
        "nobody (yardstick)",
        "assumption: airtight",
        10.0,
        False,
    ),
    (
        "integrated",
        "integrated (hypothetical)",
        "stand-independently",
        "nobody (yardstick)",
        "assumption: airtight",
        9.0,
        False,
    ),
    (
        "patriot-instead",
        "Patriot as offered in 2018",
        "no-suitable-alternatives",
        "United States",
        "[hill190822]",
        10.0,
        False,
    ),
    ("nothing", "nothing", "by-definition", "nobody (yardstick)", "assumption: airtight", 28.0, True),
]


def stat(mean: float, spread: float = 0.5) -> dict[str, float]:
    """A {stat}: sampling error a tenth of the spread, which is in parts of the mean."""
    return {
        "mean": mean,
        "low": mean * (1 - spread / 10),
        "high": mean * (1 + spread / 10),
        "p05": mean * (1 - spread),
        "p95": mean * (1 + spread),
    }


def histories(replications: tuple[int, ...] = (0, 1)) -> Histories:
    """Straight flights to the city, every fourth attacker shot down on the way."""
    tables: dict[str, dict[str, list[Any]]] = {}
    for replication in replications:
        number = 0
        for target, count in RAID.items():
            for i in range(count):
                _attacker(tables, replication, target, f"mixed-{target}-{i + 1}", number)
                number += 1
        for i in range(14):
            _crossing(tables, replication, "airliner", "civil", i)
        for i in range(3):
            _crossing(tables, replication, "f-35a", "allied", i)
    return {
        name: {key: np.array(values) for key, values in columns.items()} for name, columns in tables.items()
    }


def _add(tables: dict[str, dict[str, list[Any]]], table: str, **row: object) -> None:
    for key, value in row.items():
        tables.setdefault(table, {}).setdefault(key, []).append(value)


def _attacker(
    tables: dict[str, dict[str, list[Any]]], replication: int, target: str, entity: str, number: int
) -> None:
    bearing = 2.39996 * number + replication
    arrival_s = 720.0 + 8.0 * number
    speed = SPEED_M_PER_S[target]
    start_s = max(0.0, arrival_s - 290_000.0 / speed)
    killed_s = arrival_s - 60.0 if number % 4 == 0 else np.inf
    north, east = np.cos(bearing), np.sin(bearing)

    def place(time_s: float) -> dict[str, float]:
        distance = (arrival_s - time_s) * speed / METRES_PER_DEGREE
        return {
            "latitude_deg": CITY[0] + distance * north,
            "longitude_deg": CITY[1] + distance * east / np.cos(np.radians(CITY[0])),
            "height_m": HEIGHT_M[target],
        }

    common = {"replication": replication, "entity": entity, "side": "raid", "target": target}
    end_s = min(arrival_s, killed_s, 1200.0)
    for time_s in np.arange(np.ceil(start_s), end_s + 1.0, 2.0):
        _add(tables, "truth", **common, time_s=float(time_s), **place(time_s), flying=1)
    seen_s = arrival_s - 150.0 if number % 3 else np.nan
    if number % 3:
        for time_s in np.arange(seen_s, end_s, 5.0):
            row = {"replication": replication, "time_s": float(time_s)}
            azimuth = float(bearing % (2 * np.pi))
            measured = {"range_m": 50_000.0, "azimuth_rad": azimuth, "elevation_rad": 0.01, "snr_db": 15.0}
            _add(tables, "detections", **row, radar="capital/radar-91n6e", **measured, entity=entity)
            track = {"post": "capital", "number": number, "status": "confirmed", "identity": "hostile"}
            _add(tables, "tracks", **row, **track, **place(time_s), sigma_m=80.0)
    if number % 4 == 0 or number % 3:
        shot_s = arrival_s - 100.0
        order = {
            "battery": "capital",
            "missile": "missile-48n6e3",
            "track": number,
            "meeting_time_s": arrival_s - 60,
        }
        _add(
            tables,
            "orders",
            replication=replication,
            time_s=shot_s,
            entity=entity,
            **order,
            **place(arrival_s - 60.0),
        )
    _add(
        tables,
        "outcomes",
        **common,
        outcome="killed" if number % 4 == 0 else "leaked" if arrival_s <= 1200.0 else "flying",
        time_s=end_s,
        **place(end_s),
        first_detection_s=seen_s,
        first_detection_range_m=50_000.0 if number % 3 else np.nan,
        first_track_s=seen_s + 12.0,
        declared_hostile_s=seen_s + 25.0,
        first_shot_s=arrival_s - 100.0 if number % 4 == 0 or number % 3 else np.nan,
    )


def _crossing(
    tables: dict[str, dict[str, list[Any]]], replication: int, target: str, side: str, number: int
) -> None:
    heading = 0.9 * number + 0.3 * replication
    common = {"replication": replication, "entity": f"{side}-{number + 1}", "side": side, "target": target}
    time_s = np.arange(0.0, 1201.0, 4.0)
    along = (time_s - 600.0) * SPEED_M_PER_S[target] / METRES_PER_DEGREE
    offset = (number - 6) * 0.3
    latitude = CITY[0] + along * np.cos(heading) - offset * np.sin(heading)
    longitude = CITY[1] + (along * np.sin(heading) + offset * np.cos(heading)) / 0.767
    for t, lat, lon in zip(time_s, latitude, longitude, strict=True):
        row = {"time_s": float(t), "latitude_deg": float(lat), "longitude_deg": float(lon)}
        _add(tables, "truth", **common, **row, height_m=HEIGHT_M[target], flying=1)
    wrong = side == "allied" and number == 1
    _add(
        tables,
        "outcomes",
        **common,
        outcome="wrongly-engaged" if wrong else "passed",
        time_s=700.0 if wrong else 1200.0,
        latitude_deg=float(latitude[175 if wrong else -1]),
        longitude_deg=float(longitude[175 if wrong else -1]),
        height_m=HEIGHT_M[target],
        first_detection_s=30.0,
        first_detection_range_m=200_000.0,
        first_track_s=45.0,
        declared_hostile_s=650.0 if wrong else np.nan,
        first_shot_s=660.0 if wrong else np.nan,
    )


def _option(row: tuple[str, str, str, str, str, float, bool]) -> dict[str, Any]:
    name, label, group, proposer, source, leakers, by_definition = row
    fires = not by_definition
    share = {"partial-threat": 0.6, "partial-hours": 0.3}.get(name)
    by_target = {
        target: {"leakers": stat(leakers * count / 28), "kills": stat((28 - leakers) * count / 28)}
        for target, count in RAID.items()
    }
    option: dict[str, Any] = {
        "name": name,
        "label": label,
        "group": group,
        "proposed_by": proposer,
        "date": "9 Feb 2021",
        "source": source,
        "by_definition": by_definition,
        "metrics": {
            "leakers": stat(leakers, 0.0 if by_definition else 0.5),
            "kills": stat(28.0 - leakers),
            "shots": stat(40.0 if fires else 0.0),
            "first_detection_range_m": stat(87_654.0 if fires else 0.0),
            "wrongful_engagements": stat(0.02 if fires else 0.0),
            "wrongful_allied": stat(0.01 if fires else 0.0),
            "wrongful_civil": stat(0.01 if fires else 0.0),
        },
        "by_target": by_target,
        "funnel": [
            {"stage": stage, "title": title, "mean": 28.0 - (28.0 - 28.0 + leakers) * i / 6}
            for i, (stage, title) in enumerate(FUNNEL)
        ],
        "wrongful": {
            "allied": {"events": 0, "hours": 310.0, "text": "none in 310 flight hours; at most 1 in 103"},
            "civil": {"events": 2, "hours": 1240.0, "text": "2 in 1240 flight hours (1 in 172 to 1 in 5121)"},
        },
    }
    if share is not None:
        option["ready"] = {
            "share": stat(share, 0.4),
            "leakers_when_ready": stat(11.0),
            "leakers_when_not": stat(28.0, 0.0),
        }
    return option


FUNNEL = [
    ("raid", "in the raid"),
    ("in_view", "in line of sight of a radar"),
    ("detected", "detected"),
    ("tracked", "tracked"),
    ("declared", "declared hostile"),
    ("engaged", "shot at"),
    ("killed", "shot down"),
]

DRIVERS = [
    ("leakers", "kill-probability.cruise_missile", 0.41, 0.30, 0.52, True),
    ("leakers", "cruise-missile-subsonic.rcs_s", 0.22, 0.11, 0.33, True),
    ("leakers", "battery.reaction_time", 0.08, 0.01, 0.15, True),
    ("leakers", "atmosphere.effective_earth_factor", 0.03, -0.05, 0.11, False),
    ("leakers", "radar-92n6e.slew_rate", 0.02, -0.06, 0.10, False),
    ("shots", "s400-battery.channels", 0.35, 0.24, 0.46, True),
    ("shots", "kill-probability.cruise_missile", 0.15, 0.04, 0.26, True),
    ("wrongful_engagements", "identification.unknown_engaged", 0.52, 0.41, 0.63, True),
]

GLOSSARY = [
    ("leakers", "get through", "Attackers that reach the defended circle, or still fly at the end.", "count"),
    ("kills", "shot down", "Attackers that a missile destroyed.", "count"),
    ("shots", "shots", "Missiles fired at anything.", "count"),
    (
        "first_detection_range_m",
        "first detection",
        "Mean slant range at which attackers were first seen.",
        "m",
    ),
    (
        "wrongful_engagements",
        "wrongly engaged",
        "Allied and civil aircraft shot at.",
        "count",
    ),
    ("wrongful_allied", "wrongly engaged, allied", "Allied aircraft shot at.", "count"),
    ("wrongful_civil", "wrongly engaged, civil", "Civil aircraft shot at.", "count"),
]


ANSWER = [
    (
        "INVENTED FOR A TEST: standing alone, one S-400 battery near Ankara lets through 11 of 28 attackers "
        "(6-16 under the stated assumptions); with shared allied tracks 10 (5-15), and switched on only "
        "under threat 18 (9-27)."
    ),
    (
        "Its radars would have an F-35 passing at 150 km in view for 1 to 3 minutes; a Patriot battery as "
        "offered in 2018, on the same site, would let through 10 (5-15)."
    ),
    (
        "What most decides this is the kill probability of one shot at a cruise missile, of which no public "
        "measurement exists."
    ),
]


def _seen(low: float, nominal: float, high: float) -> dict[str, dict[str, float]]:
    minutes = {"low": low, "nominal": nominal, "high": high}
    return {
        "minutes_in_line_of_sight": {"low": 12.0, "nominal": 14.5, "high": 16.0} if high else minutes,
        "minutes_above_13_db": minutes,
        "looks_above_13_db": {key: 60 * value / 12 for key, value in minutes.items()},
    }


def summary() -> dict[str, Any]:
    """Everything that a demo's summary may hold."""
    options = [_option(row) for row in OPTIONS]
    verdicts = [
        "worse",
        "worse",
        "worse",
        "worse",
        "no difference seen",
        "better",
        "depends on the assumed shape",
        "worse",
    ]
    differences = [
        {
            "name": option["name"],
            "metrics": {
                metric: {
                    "mean": option["metrics"][metric]["mean"] - options[0]["metrics"][metric]["mean"],
                    "low": option["metrics"][metric]["mean"] - options[0]["metrics"][metric]["mean"] - 0.7,
                    "high": option["metrics"][metric]["mean"] - options[0]["metrics"][metric]["mean"] + 0.7,
                    "probability_better": 0.3,
                    "verdict": verdict if metric == "leakers" else None,
                }
                for metric in ("leakers", "shots", "kills", "wrongful_engagements")
            },
        }
        for option, verdict in zip(options[1:], verdicts, strict=True)
    ]
    return {
        "kind": "demo",
        "title": "Ankara, the dispute of February 2021",
        "scenario": "anatolia-2021",
        "replications": 240,
        "seed": 20210212,
        "nominal": False,
        "digest": "0" * 64,
        "out": "airtight-demo-1",
        "reference": "full-stand-alone",
        "answer": ANSWER,
        "options": options,
        "differences": differences,
        "drivers": [
            dict(zip(("metric", "number", "share", "low", "high", "resolved"), row, strict=True))
            for row in DRIVERS
        ],
        "luck": [{"metric": "leakers", "share": 0.18}, {"metric": "shots", "share": 0.4}],
        "exposure": {
            "distance_m": 150_000.0,
            "aircraft": "f-35a",
            "altitude_m": 9000.0,
            "speed_m_per_s": 250.0,
            "clean": _seen(0.0, 1.0, 3.0),
            "with_reflectors": _seen(9.0, 10.5, 12.0),
            "stored": _seen(0.0, 0.0, 0.0),
            "assumptions": ["closest approach 150 km", "straight transit at 9,000 m", "no emission control"],
        },
        "glossary": [dict(zip(("name", "title", "sentence", "unit"), row, strict=True)) for row in GLOSSARY],
        "assumptions": [
            {
                "name": f"made-up.number_{i}",
                "low": "1 km",
                "nominal": "2 km",
                "high": "4 km",
                "mark": ["assumption", "seen", "derived", "recalled"][i % 4],
                "sources": ["tna210212"] if i % 4 == 1 else [],
                "note": "invented for a test" if i % 2 else "",
            }
            for i in range(40)
        ],
        "sources": [
            {"key": "tna210212", "text": "The New Arab, 12 Feb 2021, a title <with & signs>", "mark": "seen"},
            {"key": "aa2512", "text": "Anadolu 3774713, 18 Dec 2025", "mark": "seen"},
        ],
        "sites": [
            _site("capital", "battery", "S-400 battery", SITE, reach_m=250_000.0),
            _site("city", "defended", "Ankara", CITY, radius_m=10_000.0),
            _site("kurecik", "sensor", "Kürecik radar", (38.35, 37.79)),
            _site("l-band-1", "sensor", "L-band radar 1", (40.6, 33.6)),
            _site("awacs", "sensor", "E-3A orbit", (38.9, 31.4)),
        ],
        "contributors": [
            {"id": "kurecik", "title": "AN/TPY-2 at Kürecik", "mark": "seen", "text": "[tna210212]"},
            {"id": "l-band-1", "title": "Fixed L-band radar 1", "mark": "assumption", "text": "site assumed"},
            {"id": "awacs", "title": "E-3A on an orbit", "mark": "assumption", "text": "orbit assumed"},
        ],
        "limits": ["1-km terrain hides ridges, so coverage is optimistic."],
        "notes": [
            "Of the low flyers, 54 of 100 are never in line of sight before they are 10 km from the centre."
        ],
        "reproduce": ["airtight demo --seed 20210212 --replications 240", "airtight reproduce FOLDER"],
    }


def recorded(*, kind: str = "demo") -> Recorded:
    """A whole recording: a demo of nine options, or a run of one."""
    whole = summary()
    kept = {"full-stand-alone": histories(), "two-way-tracks": histories((0,))}
    if kind == "run":
        option = whole["options"][0]
        whole |= {"kind": "run", "title": "a raid on nowhere", "options": [option], "differences": []}
        whole |= {"metrics": option["metrics"], "by_target": option["by_target"], "reference": option["name"]}
        del whole["exposure"]
        option["group"], option["label"] = "", "as the scenario says"
        kept = {"": histories((0,))}
    replication = np.arange(20)
    worlds: Columns = {"replication": replication, "made-up.number_0": 1000.0 + 100.0 * replication}
    names = np.repeat([option["name"] for option in whole["options"]], 20)
    table: Columns = {"option": names, "replication": np.tile(replication, len(whole["options"]))}
    table["leakers"] = np.tile(np.arange(20.0), len(whole["options"]))
    table["ready"] = np.ones(names.size, dtype=np.uint8)
    manifest = make_manifest(
        kind=kind,
        seed=20210212,
        replications=240,
        digests={"scenario": "0" * 64},
        again={"scenario": 'name = "x"'},
    )
    return Recorded(manifest, whole, worlds, table, kept)


def _site(name: str, kind: str, label: str, where: tuple[float, float], **more: float) -> dict[str, Any]:
    return {
        "id": name,
        "kind": kind,
        "label": label,
        "latitude_deg": where[0],
        "longitude_deg": where[1],
        **more,
    }
