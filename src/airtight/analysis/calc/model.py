"""What a model is to `airtight calc`: its inputs, what it prints, where it comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from airtight import units
from airtight.errors import AirtightError, InputError, MissingError

Values = Mapping[str, Any]
"""The inputs as read, by name: SI numbers, whole numbers, words, or what a file holds; None: not given."""


@dataclass(frozen=True)
class Input:
    """One input.

    Attributes:
        name: as it is written before "=".
        example: as it may be written behind "=".
        read: turns what was given into a value; its second argument is the place for messages.
        default: what counts when nothing is given; None: it must be given.
        optional: whether it may be left out without a default.

    """

    name: str
    example: str
    read: Callable[[object, str], Any]
    default: str | None = None
    optional: bool = False

    @property
    def needed(self) -> bool:
        """Whether it must be given."""
        return self.default is None and not self.optional


@dataclass(frozen=True)
class Model:
    """One model.

    Attributes:
        name: as it is asked for.
        line: what it answers.
        inputs: in the order of the lists.
        prints: each number's key, with its dimension of `units.DIMENSIONS`; "" where it has no unit.
        compute: from the inputs' values to at least what it prints; None where there is no number.
        source: standard or book.
        limits: what it leaves out.

    """

    name: str
    line: str
    inputs: tuple[Input, ...]
    prints: Mapping[str, str]
    compute: Callable[[Values], dict[str, object]]
    source: str
    limits: str = ""

    @property
    def example(self) -> str:
        """A command line that works, given the files that it names."""
        given = (f"{one.name}={one.example}" for one in self.inputs if one.needed)
        quoted = (f'"{text}"' if " " in text else text for text in given)
        return " ".join(("airtight calc", self.name, *quoted))

    def read(self, given: Mapping[str, object]) -> dict[str, Any]:
        """The inputs' values.

        Raises:
            InputError: all that is wrong with them, each problem with its input, value and what is allowed.
            MissingError: nothing is wrong but that a file does not exist.

        """
        unknown = {name: self._alike(str(name)) for name in given if name not in self.names}
        errors: list[AirtightError] = [self._unknown(str(name), alike) for name, alike in unknown.items()]
        values: dict[str, Any] = {}
        for one in self.inputs:
            written = given.get(one.name, one.default)
            try:
                values[one.name] = None if written is None else one.read(written, one.name)
            except AirtightError as error:
                errors.append(error)
            if written is None and one.needed and one.name not in unknown.values():
                errors.append(InputError("is missing", place=one.name, allowed=f"{one.name}={one.example}"))
        if errors:
            kind = MissingError if all(isinstance(error, MissingError) for error in errors) else InputError
            raise kind.of([problem for error in errors for problem in error.problems])
        return values

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs' names."""
        return tuple(one.name for one in self.inputs)

    def _alike(self, name: str) -> str:
        return next(iter(units.nearest(name, self.names, 1)), "")

    def _unknown(self, name: str, alike: str) -> InputError:
        hint = f"; did you mean '{alike}'?" if alike else ""
        return InputError(f"unknown input of {self.name}{hint}", place=name, allowed=", ".join(self.names))
