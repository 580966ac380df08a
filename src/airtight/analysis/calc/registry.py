"""The models by name, and how one is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from airtight import units
from airtight.analysis.calc import earth, engagement, propagation, radar, scores
from airtight.analysis.calc.model import Model
from airtight.errors import InputError

MODELS: dict[str, Model] = {
    model.name: model for theme in (earth, propagation, radar, engagement, scores) for model in theme.MODELS
}


@dataclass(frozen=True)
class Calculated:
    """One answer.

    Attributes:
        model: what was asked.
        inputs: as they were written, defaults with them.
        printed: what the model gives.

    """

    model: Model
    inputs: dict[str, str]
    printed: dict[str, object]


def find(name: object) -> Model:
    """The model of a name.

    Raises:
        InputError: there is none; the nearest names are told.

    """
    if isinstance(name, str) and name in MODELS:
        return MODELS[name]
    alike = units.nearest(str(name), MODELS)
    hint = "did you mean " + " or ".join(f"'{one}'" for one in alike) + "?" if alike else ", ".join(MODELS)
    raise InputError("no such model", place="MODEL", value=repr(name)[:80], allowed=hint)


def calculate(name: object, inputs: object) -> Calculated:
    """Ask one model.

    Raises:
        InputError: no such model, or all that is wrong with the inputs.
        MissingError: a file that an input names does not exist.

    """
    model = find(name)
    if not isinstance(inputs, Mapping):
        raise InputError(
            "not inputs by name", place="inputs", value=repr(inputs)[:80], allowed=f"such as {model.example}"
        )
    values = model.read(inputs)
    given = {one.name: inputs.get(one.name, one.default) for one in model.inputs}
    told = {name: _printable(text) for name, text in given.items() if text is not None}
    return Calculated(model, told, model.compute(values))


def _printable(given: object) -> str:
    """As text that any stream takes, also of a file's name that is no text."""
    return str(given).encode("utf-8", "backslashreplace").decode("utf-8")
