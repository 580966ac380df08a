"""What is asked: a scenario with its settings, under one option or several, ready to be simulated."""

import shlex
import tempfile
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError, Problem
from airtight.scenario import loader, options, worlds
from airtight.scenario.model import Scenario
from airtight.scenario.worlds import Worlds
from airtight.study.campaign import Case
from airtight.study.settings import Settings

DEMO_SCENARIO = "anatolia-2021"
DEMO_OPTIONS = "demo"
DEMO_TITLE = "Ankara, the dispute of February 2021"
AS_WRITTEN = "as-written"
REPLICATIONS = 200


@dataclass(frozen=True)
class Question:
    """What was asked.

    Attributes:
        kind: run, compare or demo.
        title: the first line for people.
        cases: the options, the reference among them.
        reference: the option against which differences are paired.
        settings: how it is to be done.
        seed: of all draws.
        again: all that is needed to ask it again, as the manifest keeps it.
        listed: options that are listed and not simulated, each with its reason.
        given: the scenario and the options as they were given here, for a command to type again.

    """

    kind: str
    title: str
    cases: tuple[Case, ...]
    reference: str
    settings: Settings
    seed: int
    again: dict[str, Any]
    listed: tuple[dict[str, str], ...] = ()
    given: tuple[str, str] = ("", "")

    @property
    def first(self) -> Case:
        """The reference."""
        return next(case for case in self.cases if case.name == self.reference)

    @property
    def command(self) -> str:
        """The command line that asks it again, with files by name alone and the folder left to chance."""
        return self._typed(str(self.again["scenario"]), str(self.again["options"]))

    def command_to_resume(self, out: Path) -> str:
        """The command line that goes on with it here, once it was interrupted."""
        keep = "" if self.settings.keep == Settings.keep else f" --keep {self.settings.keep}"
        return f"{self._typed(*self.given)}{keep} {shlex.join(['--out', str(out)])} --resume"

    def _typed(self, scenario: str, chosen: str) -> str:
        words = ["airtight", self.kind]
        words += [scenario] if (self.kind, scenario) != ("demo", DEMO_SCENARIO) else []
        if self.kind != "run" and (self.kind, chosen) != ("demo", DEMO_OPTIONS):
            words += ["--options", chosen]
        words += ["--replications", str(self.settings.replications), "--seed", str(self.seed)]
        words += ["--nominal"] if self.settings.nominal else []
        words += [word for given in self.settings.set for word in ("--set", given)]
        return shlex.join(words)


def ask(
    kind: str, scenario: Scenario | str | Path, chosen: str | Path | None, settings: Settings
) -> Question:
    """The question of a command: every file read and checked, every option applied.

    Args:
        kind: run, compare or demo.
        scenario: a file, the bundled one's name, or a scenario that was loaded.
        chosen: a named set of options or a file of them; None for a run.
        settings: how it is to be done.

    Raises:
        MissingError: a file is not there.
        InputError: all that is wrong with the settings, or the scenario, or the options.

    """
    settings.check()
    stated = loader.with_settings(found(scenario), settings.set)
    members = None if chosen is None else options.load(chosen)
    again = {
        "scenario": _name_of(scenario, stated),
        "scenario_text": stated.source_text,
        "options": None
        if members is None
        else str(Path(members.path).name)
        if members.path
        else members.name,
        "options_text": Path(members.path).read_text(encoding="utf-8-sig")
        if members and members.path
        else None,
    }
    given = (stated.path or _name_of(scenario, stated), str(chosen))
    return replace(_question(kind, stated, members, settings, again), given=given)


def ask_again(kind: str, again: dict[str, Any], settings: Settings) -> Question:
    """The question that a manifest holds."""
    stated = loader.from_text(again["scenario_text"], path=again["scenario"])
    members = None
    if again["options_text"] is not None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / again["options"]
            file.write_text(again["options_text"], encoding="utf-8")
            members = options.load(file)
    elif again["options"] is not None:
        members = options.load(again["options"])
    return _question(kind, loader.with_settings(stated, settings.set), members, settings, again)


def found(scenario: Scenario | str | Path) -> Scenario:
    """A scenario from a file, or the bundled one by its name.

    Raises:
        MissingError: there is no such file.
        InputError: all that is wrong with it.

    """
    if isinstance(scenario, Scenario):
        return scenario
    if str(scenario) == DEMO_SCENARIO and not Path(scenario).exists():
        file = resources.files("airtight.scenario") / "data" / f"{DEMO_SCENARIO}.toml"
        return loader.from_text(file.read_text(encoding="utf-8"), path=DEMO_SCENARIO)
    return loader.load(scenario)


def _question(
    kind: str, stated: Scenario, members: options.OptionSet | None, settings: Settings, again: dict[str, Any]
) -> Question:
    seed = stated.seed if settings.seed is None else settings.seed
    if members is None:
        cases: tuple[Case, ...] = (Case(AS_WRITTEN, stated, label="as written", group="other"),)
        return Question(kind, stated.name, cases, AS_WRITTEN, settings, seed, again)
    changed = options.apply_all(members.options, stated)
    cases = tuple(_case(option, changed[option.name]) for option in members.options)
    if members.reference not in changed:
        raise InputError.of(
            [Problem("not among the options", "reference", members.reference, ", ".join(changed))]
        )
    title = (
        DEMO_TITLE if kind == "demo" and stated.name == DEMO_SCENARIO else f"{stated.name}, {members.title}"
    )
    listed = tuple(
        {"name": option.name, "label": option.label, "source": option.source, "reason": option.listed_only}
        for option in members.listed
    )
    return Question(kind, title, cases, members.reference, settings, seed, again, listed)


def _case(option: options.Option, scenario: Scenario) -> Case:
    return Case(
        name=option.name,
        scenario=scenario,
        label=option.label,
        group=option.group,
        proposed_by=option.proposed_by,
        date=option.date,
        source=option.source,
        note=option.note,
        by_definition=option.by_definition,
    )


def _name_of(given: Scenario | str | Path, stated: Scenario) -> str:
    """The file's name without its folder, which belongs to this machine; the bundled one's own name."""
    return Path(stated.path).name if isinstance(given, Scenario) else Path(given).name


def worlds_of(question: Question) -> Worlds:
    """The reference's worlds, with the numbers that only other options state beside its own.

    A number that an option has otherwise than the reference stands under "NUMBER [OPTION]", at one quantile.
    """
    drawn = worlds.draw(
        question.first.scenario,
        load_catalog(),
        np.arange(question.settings.replications, dtype=np.int64),
        seed=question.seed,
        nominal=question.settings.nominal,
    )
    numbers = dict(drawn.numbers)
    for case in question.cases:
        for name, number in case.scenario.settings.items():
            stated = numbers.setdefault(name, number)
            if (stated.low, stated.nominal, stated.high) != (number.low, number.nominal, number.high):
                label = f"{name} [{case.name}]"
                numbers[label] = replace(number, name=label)
    return replace(drawn, numbers=numbers)


def entered(used: dict[str, frozenset[str]], drawn: Worlds) -> frozenset[str]:
    """The numbers that entered, as `worlds_of` calls them; `used`: by option, as the option calls them."""
    names: set[str] = set()
    for option, found in used.items():
        for name in found:
            label = f"{name} [{option}]"
            names.add(label if label in drawn.numbers else name)
    return frozenset(names)


def with_settings(question: Question, **changes: Any) -> Question:  # noqa: ANN401 (any of the settings)
    """The same question, to be done otherwise."""
    return replace(question, settings=replace(question.settings, **changes))
