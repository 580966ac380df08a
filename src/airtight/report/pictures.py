"""Which figures a recording's report has: each as inline SVG with a caption."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.figure import Figure

from airtight.recording import Recorded
from airtight.report import tables, words
from airtight.report.figures import style
from airtight.report.figures.drivers import drivers
from airtight.report.figures.exposure import exposure
from airtight.report.figures.funnel import funnel
from airtight.report.figures.map import Frame, Scene, map_of, overview
from airtight.report.figures.options import leakers
from airtight.report.figures.readiness import readiness
from airtight.report.figures.timeline import MOST, timeline
from airtight.report.svg import inline
from airtight.terrain.elevation import Terrain

_NEAR_M = 60_000.0
_PARTIAL = "only-partially-activating"


@dataclass(frozen=True)
class Picture:
    """One figure of the page."""

    svg: Markup
    caption: str


def scene_of(recorded: Recorded) -> Scene | None:
    """The first replication kept of the reference option, or of the first option kept."""
    if not recorded.kept:
        return None
    reference = recorded.summary.get("reference", "")
    option = reference if reference in recorded.histories else recorded.kept[0]
    truth, outcomes = recorded.history("truth", option), recorded.history("outcomes", option)
    numbers = [table["replication"] for table in (outcomes, truth) if table and table["replication"].size]
    return Scene(option, int(numbers[0].min()), truth, outcomes) if numbers else None


def pictures_of(recorded: Recorded, terrain: Terrain | None) -> dict[str, Picture]:
    """All figures for which the recording has the data, by name; drivers are "drivers-METRIC"."""
    summary = recorded.summary
    shown = [option for option in summary["options"] if not option.get("by_definition")] or summary["options"]
    total = tables.raid_size(summary)
    found: dict[str, Picture] = {}

    def add(name: str, caption: str, draw: Callable[[], Figure]) -> None:
        with style.drawing():
            figure = draw()
        found[name] = Picture(inline(figure, name=name, title=caption), caption)

    if all("leakers" in option["metrics"] for option in shown):
        add(
            "leakers",
            f"How many attackers get through{', option by option' if len(shown) > 1 else ''}.",
            lambda: leakers(shown, reference=summary.get("reference", ""), total=total),
        )
    readings = _readings(shown)
    if readings:
        always = next((option for option in shown if option["name"] == summary.get("reference")), None)
        always = None if always in readings else always
        add(
            "readiness",
            "Attackers that get through, against the probability of being ready when the raid comes: each"
            " reading of partial activation is a point. Lines through a point are its intervals.",
            lambda: readiness(readings, always=always, total=total),
        )
    if summary.get("exposure"):
        add("exposure", "Time in view of the radars in one pass.", lambda: exposure(summary["exposure"]))
    for group in tables.driver_groups(summary):
        add(
            f"drivers-{group['metric']}",
            f"What the spread of “{group['title']}” comes from.",
            lambda group=group: drivers(group["rows"], luck=group["luck"]),  # type: ignore[misc]
        )
    chained = [option for option in shown if option.get("funnel")]
    if chained:
        more = (
            f" The first {len(style.SERIES)} of {len(chained)} options."
            if len(chained) > len(style.SERIES)
            else ""
        )
        add(
            "funnel",
            f"The kill chain: attackers that came through each stage, mean over all worlds.{more}",
            lambda: funnel(chained),
        )
    return found | _scenes(recorded, terrain)


def _readings(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ready = [option for option in options if (option.get("ready") or {}).get("share")]
    partial = [option for option in ready if option.get("group") == _PARTIAL]
    return partial or [option for option in ready if option["ready"]["share"]["mean"] < 0.999]  # noqa: PLR2004


def _scenes(recorded: Recorded, terrain: Terrain | None) -> dict[str, Picture]:
    scene = scene_of(recorded)
    if scene is None:
        return {}
    sites: list[dict[str, Any]] = recorded.summary.get("sites", [])
    titles: dict[str, str] = recorded.summary.get("titles", {})
    which = f"replication {scene.replication}"
    found: dict[str, Picture] = {}
    whole = overview(sites, scene.truth, scene.replication)
    centre = next((site for site in sites if site["kind"] == "defended"), None)
    frames: list[tuple[str, Frame | None, str]] = [
        ("map", whole, f"One raid ({which}): paths, sites and outcomes."),
        (
            "map-near",
            Frame.around(centre["latitude_deg"], centre["longitude_deg"], _NEAR_M) if centre else None,
            f"The same, {_NEAR_M / 1000:.0f} km round {centre.get('label', centre['id']) if centre else ''}.",
        ),
    ]
    for name, frame, caption in frames:
        if frame is None:
            continue
        with style.drawing():
            figure = map_of(frame, scene, sites=sites, terrain=terrain, titles=titles)
        found[name] = Picture(inline(figure, name=name, title=caption), caption)
    if scene.outcomes and (scene.outcomes["side"] == "raid").any():
        with style.drawing():
            figure, left_out = timeline(
                scene.outcomes, scene.truth, replication=scene.replication, titles=titles
            )
        caption = f"What happened to each attacker of that raid ({which}), and when."
        if left_out:
            caption += f" {MOST} are drawn, {left_out} more are left out."
        found["timeline"] = Picture(inline(figure, name="timeline", title=caption), caption)
    return found


def scene_words(recorded: Recorded) -> str:
    """Which option and replication the maps show."""
    scene = scene_of(recorded)
    if scene is None:
        return ""
    names = {option["name"]: option.get("label") or option["name"] for option in recorded.summary["options"]}
    label = names.get(scene.option, "")
    kinds = words.readable(scene.option) if scene.option else "the scenario"
    return f"replication {scene.replication} of “{label or kinds}”"
