"""What a user can get wrong, with fields that a program can act on."""

from dataclasses import dataclass

from typing_extensions import override


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: what, where, which value, and what would be right."""

    message: str
    place: str
    value: str
    allowed: str

    @override
    def __str__(self) -> str:
        """One line for people."""
        parts = [f"{self.place}: {self.message}"]
        if self.value:
            parts.append(f"got {self.value}")
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        return "; ".join(parts)

    def as_dict(self) -> dict[str, str]:
        """The contract's error object."""
        return {"message": self.message, "place": self.place, "value": self.value, "allowed": self.allowed}


class AirtightError(Exception):
    """An error whose cause lies outside the program; `problems` holds at least one."""

    exit_status = 2

    def __init__(self, message: str, *, place: str, value: object = "", allowed: str = "") -> None:
        self.problems: list[Problem] = [Problem(message, place, "" if value == "" else str(value), allowed)]
        super().__init__(message, place, value, allowed)

    @override
    def __reduce__(self) -> tuple[object, tuple[list[Problem]]]:
        """Errors of worker processes come back with all their problems."""
        return type(self).of, (self.problems,)

    @classmethod
    def of(cls, problems: list[Problem]) -> "AirtightError":
        """One error that carries several problems, all reported at once."""
        first = problems[0]
        error = cls(first.message, place=first.place, value=first.value, allowed=first.allowed)
        error.problems = list(problems)
        return error

    @property
    def place(self) -> str:
        """The first problem's place."""
        return self.problems[0].place

    @property
    def value(self) -> str:
        """The first problem's value."""
        return self.problems[0].value

    @property
    def allowed(self) -> str:
        """What the first problem's place allows."""
        return self.problems[0].allowed

    @override
    def __str__(self) -> str:
        """All problems, a line each."""
        return "\n".join(str(problem) for problem in self.problems)


class InputError(AirtightError):
    """The input was wrong: exit status 2."""


class MissingError(AirtightError):
    """A resource that the input names does not exist: exit status 3."""

    exit_status = 3
