"""On which line does each key of a TOML text stand?

The standard library's parser says whether a text is TOML and what it holds, but not where. This scanner walks
a text that the parser has accepted and notes the line of every key and array element, so it checks nothing.
"""

import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

BARE_KEY_END = frozenset(" \t.=]}\n")
SCALAR_END = frozenset(",]}#\n")
BLANK = frozenset(" \t\n")


def of(text: str) -> dict[Path, int]:
    """Lines, counted from 1, by the path of each table, key and array element of a valid TOML `text`."""
    return _Scanner(text.replace("\r\n", "\n")).scan()


class _Scanner:
    """One pass over a text; `at` is the next character's index."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.tables: dict[Path, int] = {}  # how many tables each array of tables has so far
        self._counted = 0
        self._line = 1

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_blank():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        *parents, last = self._key("]")
        self.at += 2 if is_array else 1
        path: Path = ()
        for part in parents:
            path = self._within((*path, part))
            self._note(path)
        path = (*path, last)
        self._note(path)
        if is_array:
            self.tables[path] = self.tables.get(path, 0) + 1
        path = self._within(path)
        self._note(path)
        return path

    def _within(self, path: Path) -> Path:
        """The newest table of an array of tables; any other path as it is."""
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def _pair(self, table: Path) -> None:
        path = table
        for part in self._key("="):
            path = (*path, part)
            self._note(path)
        self.at += 1
        self._value(path)

    def _key(self, end: str) -> list[str]:
        """The parts of a dotted key; stops at `end`."""
        parts: list[str] = []
        while True:
            self._skip_blank()
            start = self.at
            character = self.text[start]
            if character == end:
                return parts
            if character == ".":
                self.at += 1
            elif character in "\"'":
                self._string()
                parts.append(_unquoted(self.text[start : self.at]))
            else:
                while self.text[self.at] not in BARE_KEY_END:
                    self.at += 1
                parts.append(self.text[start : self.at])

    def _value(self, path: Path) -> None:
        self._skip_blank()
        character = self.text[self.at]
        if character in "\"'":
            self._string()
        elif character == "[":
            for index in self._items("]"):
                element: Path = (*path, index)
                self._note(element)
                self._value(element)
        elif character == "{":
            for _ in self._items("}"):
                self._pair(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in SCALAR_END:
                self.at += 1

    def _items(self, end: str) -> Iterator[int]:
        """Stand at each item of an array or inline table in turn; the caller walks over it."""
        self.at += 1
        index = 0
        while self._skip_blank() and self.text[self.at] != end:
            if self.text[self.at] == ",":
                self.at += 1
                continue
            yield index
            index += 1
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(fence)
        while not self.text.startswith(fence, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(fence)
        while len(fence) > 1 and self.text.startswith(quote, self.at):  # quotes just before the fence
            self.at += 1

    def _skip_blank(self) -> bool:
        """Pass blanks and comments; false at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at] in BLANK:
                self.at += 1
            else:
                return True
        return False

    def _note(self, path: Path) -> None:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        self.lines.setdefault(path, self._line)


def _unquoted(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if "\\" in key else key[1:-1]
