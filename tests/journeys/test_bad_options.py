"""Whatever a user gets wrong in an options file ends with a message that names the place and the remedy."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

GOOD = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")
Told = Callable[[list[str]], tuple[int, str, dict[str, str]]]


@dataclass(frozen=True)
class Case:
    """One way to get options wrong: `old` becomes `new`; the message says the place and the remedy."""

    name: str
    old: str
    new: str
    place: str
    remedy: str
    status: int = 2


OPTIONS = """\
[[option]]
name = "first"
change = [{ select = "battery:capital", set = { activation = "stored" } }]
"""

CHANGE = 'select = "battery:capital", set = { activation = "stored" }'
SELECT = "option[0].change[0].select"
ALIKE = "alike for every option"

OPTION_CASES = (
    Case(
        "what does not exist",
        "battery:capital",
        "battery:capitol",
        f"options.toml:3: {SELECT}",
        '"battery:capital"',
    ),
    Case("a raid", "battery:capital", "raid:*", SELECT, ALIKE),
    Case("a raid by its id", "battery:capital", "mixed", SELECT, ALIKE),
    Case("what is defended", "battery:capital", "defended:city", SELECT, ALIKE),
    Case("the seed", "battery:capital", "scenario", SELECT, ALIKE),
    Case(
        "an attacker's numbers",
        CHANGE,
        'select = "set", set = { "fighter-4gen.speed" = "1 m/s" }',
        "options.toml:3",
        ALIKE,
    ),
    Case("to something unknown", '"stored"', '"stord"', "options.toml:3: battery[0].activation", '"stored"'),
    Case(
        "in no way",
        'set = { activation = "stored" }',
        "optional = true",
        "option[0].change[0]",
        "exactly one of",
    ),
    Case("in two ways", "set = {", "remove = true, set = {", "option[0].change[0]", "exactly one of"),
    Case(
        "an unknown key",
        'name = "first"',
        'name = "first"\nproposer = "me"',
        "options.toml:3: option[0].proposer",
        '"proposed_by"',
    ),
    Case(
        "two of one name",
        "[[option]]",
        '[[option]]\nname = "first"\n[[option]]',
        "option[1].name",
        "a name of its own",
    ),
    Case("against a stranger", "[[option]]", 'reference = "frist"\n[[option]]', "reference", '"first"'),
    Case("no options", OPTIONS, 'title = "none"', "option", "[[option]]"),
    Case("malformed", "[[option]]", "[[option]", "options.toml:1", "not valid TOML"),
)


@pytest.mark.parametrize("case", OPTION_CASES, ids=lambda case: case.name)
def test_wrong_options_name_the_place_and_the_remedy(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    assert case.old in OPTIONS
    monkeypatch.chdir(tmp_path)
    Path("good.toml").write_text(GOOD, encoding="utf-8")
    Path("options.toml").write_text(OPTIONS.replace(case.old, case.new, 1), encoding="utf-8")
    status, message, _ = told(["compare", "good.toml", "--options", "options.toml"])
    assert status == 2
    assert case.place in message
    assert case.remedy in message
