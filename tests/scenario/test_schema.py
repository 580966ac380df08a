"""The JSON Schema says what the reader reads, because both come from one declaration."""

from pathlib import Path
from typing import Any

from airtight.scenario import document
from airtight.scenario.declaration import SCENARIO
from airtight.scenario.schema import options_schema, scenario_schema
from airtight.scenario.template import text

ROOT = Path(__file__).parents[2]


def refusals(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:  # noqa: ANN401
    """A plain reading of the part of JSON Schema that is used: where `value` does not fit."""
    if "anyOf" in schema:
        each = [refusals(value, one, path) for one in schema["anyOf"]]
        return [] if any(not found for found in each) else each[0]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value}"]
    if "const" in schema and value != schema["const"]:
        return [f"{path}: {value}"]
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": float | int,
        "boolean": bool,
    }
    named = schema.get("type", [])
    allowed = [kinds[name] for name in ([named] if isinstance(named, str) else named)]
    if allowed and not isinstance(value, tuple(allowed)):
        return [f"{path}: {type(value).__name__}"]
    found: list[str] = []
    if isinstance(value, dict):
        properties, rest = schema.get("properties", {}), schema.get("additionalProperties")
        found += [f"{path}.{name}: missing" for name in schema.get("required", []) if name not in value]
        for name, child in value.items():
            inner = properties.get(name, rest)
            found += [f"{path}.{name}: unknown"] if inner is False else []
            found += refusals(child, inner, f"{path}.{name}") if isinstance(inner, dict) else []
    if isinstance(value, list) and "items" in schema:
        found += [
            one for i, child in enumerate(value) for one in refusals(child, schema["items"], f"{path}[{i}]")
        ]
    return found


def test_what_ships_fits_its_schema() -> None:
    for path in (ROOT / "examples/anatolia-2021.toml", ROOT / "src/airtight/scenario/data/new.toml"):
        root, _ = document.read(path)
        assert refusals(document.plain(root), scenario_schema()) == []
    root, _ = document.read(ROOT / "examples/options.toml")
    assert refusals(document.plain(root), options_schema()) == []


def test_what_does_not_fit_is_seen() -> None:
    root, _ = document.read(ROOT / "examples/anatolia-2021.toml")
    bad = document.plain(root)
    assert isinstance(bad, dict)
    assert refusals(bad | {"netwrok": {}}, scenario_schema()) == [".netwrok: unknown"]


def keys(schema: dict[str, Any]) -> set[str]:
    """All property names, at any depth."""
    found = set(schema.get("properties", {}))
    inner = [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", []),
        *([schema["items"]] if "items" in schema else []),
    ]
    return found.union(*(keys(one) for one in inner))


def test_the_template_mentions_every_key() -> None:
    template = text()
    assert {key for key in keys(SCENARIO.schema()) if key not in template} == set()
