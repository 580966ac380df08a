"""The report: one self-contained HTML file made from a recording alone."""

from dataclasses import replace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from airtight.errors import AirtightError
from airtight.recording import Recorded
from airtight.report import tables, words
from airtight.report.article import article, linked, sources_of
from airtight.report.pictures import pictures_of, scene_words
from airtight.terrain.elevation import Terrain

_ABSENT: dict[str, Any] = {
    "title": "",
    "scenario": "",
    "nominal": False,
    "reference": "",
    "answer": [],
    "differences": [],
    "drivers": [],
    "luck": [],
    "exposure": None,
    "glossary": [],
    "assumptions": [],
    "sources": [],
    "sites": [],
    "contributors": [],
    "limits": [],
    "notes": [],
    "reading": [],
    "reproduce": [],
    "titles": {},
}
"""What a summary may leave out."""

_EXPOSURE = "threatens-the-f-35"


def write_report(recorded: Recorded, *, terrain: Terrain | None = None) -> str:
    """The page's text: no script, no style sheet, font or picture from elsewhere.

    Args:
        recorded: a recording read from disk, or one about to be written.
        terrain: for the maps' shading; the bundled one if None.

    Returns:
        HTML, UTF-8. The same recording gives the same bytes.

    """
    summary: dict[str, Any] = _ABSENT | recorded.summary
    summary["options"] = [
        {"label": option["name"], "group": "", "by_definition": False} | option
        for option in summary["options"]
    ]
    recorded = replace(recorded, summary=summary)
    sections = _sections(summary)
    fixed = _fixed_words(sections)
    fixed += [tables.origin(option) for option in summary["options"]]
    fixed += [str(row.get("text", "")) for row in summary.get("contributors", [])]
    sources = sources_of(summary, fixed)
    known = {source["key"]: source["text"] for source in sources}
    environment = Environment(
        loader=PackageLoader("airtight.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cited"] = lambda text: linked(text, known)
    columns = tables.metric_columns(summary)
    kinds, by_kind = tables.target_rows(summary)
    rendered = environment.get_template("report.html.j2").render(
        summary=summary,
        manifest=recorded.manifest,
        pictures=pictures_of(recorded, _terrain(terrain)),
        scene=scene_words(recorded),
        sections=sections,
        is_dispute=any(section["group"] for section in sections),
        dispute=article()["dispute"]["text"],
        limits=article()["limit"],
        main_rows=tables.option_rows(summary, summary["options"]),
        columns=columns,
        full_rows=tables.full_rows(summary, columns),
        kinds=kinds,
        by_kind=by_kind,
        wrongful=tables.wrongful_rows(summary),
        exposure=tables.exposure_rows(summary["exposure"]) if summary.get("exposure") else [],
        assumed=sum("assumption" in row["mark"] for row in summary.get("assumptions", [])),
        deciding=tables.deciding(summary),
        drivers=tables.driver_groups(summary),
        total=words.amount(tables.raid_size(summary)).removesuffix(".0"),
        sources=sources,
        newest=words.newest(known.values()),
    )
    return str(Markup(rendered))  # noqa: S704  jinja2 escaped it


def _sections(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """The article's sections that have something to show; one nameless section for all other options."""
    options = summary["options"]
    sections = []
    known = set()
    for section in article()["section"]:
        known.add(section["group"])
        mine = [option for option in options if option.get("group") == section["group"]]
        if mine or (section["group"] == _EXPOSURE and summary.get("exposure")):
            sections.append(
                {
                    **section,
                    "rows": tables.option_rows(summary, [o for o in mine if not o.get("by_definition")]),
                    "definition": [o.get("label") or o["name"] for o in mine if o.get("by_definition")],
                }
            )
    if sections:
        known.add("by-definition")
    others = [option for option in options if option.get("group") not in known]
    if others:
        plain: dict[str, Any] = {
            "group": "",
            "anchor": "options",
            "heading": "The options" if len(options) > 1 else "The result",
            "text": [],
        }
        mine = [option for option in others if not option.get("by_definition")]
        names = [option.get("label") or option["name"] for option in others if option.get("by_definition")]
        sections.append({**plain, "rows": tables.option_rows(summary, mine), "definition": names})
    return sections


def _fixed_words(sections: list[dict[str, Any]]) -> list[str]:
    kinds = ("text", "after", "terms")
    texts = [text for section in sections for kind in kinds for text in section.get(kind, [])]
    return texts + (article()["dispute"]["text"] if any(section["group"] for section in sections) else [])


def _terrain(given: Terrain | None) -> Terrain | None:
    if given is not None:
        return given
    try:
        return Terrain.bundled()
    except (AirtightError, OSError):
        return None
