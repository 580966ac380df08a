"""`airtight.calc`: any physics model by itself, from Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from airtight import units
from airtight.analysis.calc.registry import MODELS, Calculated, calculate

FIGURES = 10
SHOWN = {"length": "km", "angle": "deg", "time": "min", "speed": "km/h"}
"""What a number is told in as well, for people."""


@dataclass(frozen=True)
class Result:
    """One answer of one model.

    Attributes:
        calculated: model, inputs and numbers.

    """

    calculated: Calculated

    @property
    def summary(self) -> dict[str, Any]:
        """What ``--json`` prints: the model's numbers, and what they were computed from."""
        model = self.calculated.model
        return {
            "model": model.name,
            **self.calculated.printed,
            "inputs": self.calculated.inputs,
            "source": model.source,
            "limits": model.limits,
        }

    @property
    def text(self) -> str:
        """What the command prints for people."""
        model = self.calculated.model
        asked = ", ".join(f"{name} {given}" for name, given in self.calculated.inputs.items())
        width = max(map(len, model.prints))
        lines = [f"{model.name}: {asked}"]
        lines += [f"  {key:{width}}  {self._shown(key)}" for key in model.prints]
        if assumed := self.calculated.printed.get("assumptions"):
            lines.append(
                f"Assumptions: {', '.join(map(str, assumed)) if isinstance(assumed, list) else assumed}"
            )
        lines.append(f"Source: {model.source}")
        return "\n".join([*lines, *([f"Limits: {model.limits}"] if model.limits else [])])

    def _shown(self, key: str) -> str:
        value = self.calculated.printed[key]
        if value is None:
            return "-"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, float):
            return str(value)
        text = units.digits(value, FIGURES)
        also = SHOWN.get(self.calculated.model.prints[key])
        return f"{text}  ({units.show(value, also)})" if also else text

    def _repr_html_(self) -> str:
        """The printed answer, for notebooks."""
        return f"<pre>{escape(self.text)}</pre>"


def calc(model: str, inputs: Mapping[str, str] | None = None) -> Result:
    """Ask any physics model by itself.

    Args:
        model: its name; `models()` lists them.
        inputs: quantities with units by name, such as ``{"antenna-height": "20 m"}``.

    Raises:
        InputError: no such model, or all that is wrong with the inputs.
        MissingError: a file that an input names does not exist.

    """
    return Result(calculate(model, {} if inputs is None else inputs))


def models() -> list[dict[str, Any]]:
    """Every model: what it answers, its inputs, what it prints, an example, source and limits."""
    return [
        {
            "model": model.name,
            "line": model.line,
            "inputs": [
                {
                    "name": one.name,
                    "example": one.example,
                    "needed": one.needed,
                    "default": one.default,
                }
                for one in model.inputs
            ],
            "prints": list(model.prints),
            "example": model.example,
            "source": model.source,
            "limits": model.limits,
        }
        for model in MODELS.values()
    ]


def listing() -> str:
    """The models for people, with their inputs."""
    lines = []
    for model in MODELS.values():
        lines += [f"{model.name}: {model.line}", f"    {model.example}"]
        others = [
            f"{one.name}={one.example}" + (f" (if not given, {one.default})" if one.default else "")
            for one in model.inputs
            if not one.needed
        ]
        lines += [f"    optional: {', '.join(others)}"] if others else []
        lines += [f"    prints {', '.join(model.prints)}"]
    return "\n".join(lines)
