"""The published values that come with the package, as claims."""

import functools
import tomllib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

from airtight.validation.claim import Claim
from airtight.validation.models import MODELS

FILES = ("earth.toml", "propagation.toml", "radar.toml", "exposure.toml")


def claims() -> list[Claim]:
    """Every row of every table, in the files' order."""
    return [claim for name in FILES for table in tables(name) for claim in _claims_of(table)]


def tables(name: str) -> list[dict[str, Any]]:
    """The tables of one of `FILES`."""
    text = (resources.files("airtight.validation") / "data" / name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["table"]
    return found


def _claims_of(table: Mapping[str, Any]) -> list[Claim]:
    model = MODELS[table["model"]]
    claims = []
    for row in table["rows"]:
        given = dict(zip(table["columns"], row, strict=True))
        expected = float(given.pop("expected"))
        tolerance = float(table["tolerance"])
        if table.get("relative"):
            tolerance *= abs(expected)
        claims.append(
            Claim(
                claim=str(table["claim"]).format_map(given),
                group=table["group"],
                tier=table["tier"],
                source=table["source"],
                expected=expected,
                tolerance=tolerance,
                unit=table["unit"],
                reproduce=str(table["reproduce"]).format_map(given),
                compute=_bound(model, given),
            )
        )
    return claims


def _bound(model: Callable[..., float], given: Mapping[str, Any]) -> Callable[[], float]:
    return functools.partial(model, **given)
