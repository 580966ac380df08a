"""A matplotlib figure as SVG that lives inside a page, beside others."""

import io
import re

from markupsafe import Markup, escape
from matplotlib.figure import Figure

from airtight.report.figures.style import drawing

_IDS = re.compile(r'(\bid="|href="#|url\(#)')
_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_HEAD = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_VIEW = re.compile(r'viewBox="([^"]*)"')
_SPACES = re.compile(r">\s+<")


def inline(figure: Figure, *, name: str, title: str) -> Markup:
    """The figure as one ``<svg>`` element, the same bytes each time.

    Args:
        figure: drawn under `style.drawing`.
        name: unique within the page; put before every id, so that two figures never share one.
        title: read out by screen readers.

    """
    buffer = io.StringIO()
    with drawing():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = _NOISE.sub("", buffer.getvalue())
    view = _VIEW.search(text)
    box = view.group(1) if view else "0 0 1 1"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box}" '
        f'role="img" aria-label="{escape(title)}">'
    )
    text = _IDS.sub(rf"\g<1>{name}-", text)
    text = _HEAD.sub(lambda _: head, text, count=1)
    return Markup(_SPACES.sub(">\n<", text).strip())  # noqa: S704  made by matplotlib; its texts are paths
