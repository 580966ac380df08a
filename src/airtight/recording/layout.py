"""Where things lie in a recording's folder."""

from pathlib import PurePosixPath
from urllib.parse import quote, unquote

MANIFEST = "manifest.json"
SUMMARY = "summary.json"
WORLDS = "worlds.parquet"
REPLICATIONS = "replications.parquet"
REPLAY = "replay.czml"
REPORT = "report.html"
PART = "part-0.parquet"


def table(option: str, name: str) -> str:
    """The first part of one option's history table; a run's option is ""."""
    folder = f"options/{_as_folder(option)}/" if option else ""
    return f"{folder}{name}/{PART}"


def of_part(path: str) -> tuple[str, str] | None:
    """The option and table that a file is a part of, or None."""
    parts = PurePosixPath(path).parts
    if not path.endswith(".parquet"):
        return None
    if len(parts) == 2:  # noqa: PLR2004  table / part
        return "", parts[0]
    if len(parts) == 4 and parts[0] == "options":  # noqa: PLR2004  options / name / table / part
        return unquote(parts[1]), parts[2]
    return None


def _as_folder(option: str) -> str:
    """A folder's name for any option's name, one to one; never "." or ".." nor a path."""
    return quote(option, safe=" ").replace(".", "%2E")
