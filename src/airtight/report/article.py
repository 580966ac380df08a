"""The report's fixed words: headings, who said what, what is not answered, with their sources."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

_KEY = re.compile(r"\[([a-z0-9-]+)\]")


@cache
def article() -> dict[str, Any]:
    """The file ``data/article.toml``."""
    return tomllib.loads(
        resources.files("airtight.report").joinpath("data", "article.toml").read_text("utf-8")
    )


def keys_in(texts: list[str]) -> list[str]:
    """Source keys such as "[tna210212]" in the texts, in order, each once."""
    return list(dict.fromkeys(key for text in texts for key in _KEY.findall(text)))


def linked(text: object, sources: Mapping[str, str]) -> Markup:
    """`text` escaped, with each known source key a link to the source's entry."""

    def link(found: re.Match[str]) -> str:
        key = found.group(1)
        return f'<a class="key" href="#source-{key}">[{key}]</a>' if key in sources else found.group(0)

    return Markup(_KEY.sub(link, str(escape(text))))  # noqa: S704  escaped above; keys are letters and digits


def sources_of(summary: Mapping[str, Any], texts: list[str]) -> list[dict[str, str]]:
    """Sources of the run and of the fixed words that are shown, by key; the run's own text wins."""
    known: dict[str, str] = article()["sources"]
    found = {key: {"key": key, "text": known[key], "mark": "seen"} for key in keys_in(texts) if key in known}
    found |= {source["key"]: dict(source) for source in summary.get("sources", [])}
    return [found[key] for key in sorted(found)]
