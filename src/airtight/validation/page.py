"""What was claimed and what came of it, as one self-contained page."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from airtight.report.svg import inline
from airtight.validation.claim import TIERS
from airtight.validation.picture import deviations
from airtight.validation.running import Validation
from airtight.validation.words import bounds, number


def page(validation: Validation) -> str:
    """The page's text: HTML, UTF-8; no script, no style sheet, font or picture from elsewhere."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("airtight.validation"), PackageLoader("airtight.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["bounds"] = bounds
    rendered = environment.get_template("validation.html.j2").render(
        validation=validation,
        tiers=TIERS,
        picture=inline(
            deviations(validation), name="deviations", title="Deviations as shares of the tolerances"
        ),
    )
    return str(Markup(rendered))  # noqa: S704  jinja2 escaped it
