"""The commented scenario that `airtight new` writes."""

from importlib import resources


def text() -> str:
    """A scenario that runs as it stands, each key explained."""
    return (resources.files("airtight.scenario") / "data" / "new.toml").read_text(encoding="utf-8")
