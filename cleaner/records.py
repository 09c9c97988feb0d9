"""One JSON Lines record: its members read, some of them replaced, every other byte left as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any

from cleaner.errors import SourceError

_DECODER = JSONDecoder()
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the object: its value, and where that stands in the line."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """A line that holds one JSON object."""

    line: str
    members: Mapping[str, Member]
    closing: int  # where the object's closing brace stands

    def get(self, name: str) -> Any:
        """The value of a member, None if there is none."""
        member = self.members.get(name)
        return member.value if member else None

    def replaced(self, values: Mapping[str, Any]) -> str:
        """The line with these members set: those that were there in place, new ones at the end, numbers and all other
        members as they were written."""
        parts, at = [], 0
        there = sorted((self.members[name].start, name) for name in values if name in self.members)
        for start, name in there:
            parts += [self.line[at:start], dumps(values[name])]
            at = self.members[name].end
        new = [f"{dumps(name)}: {dumps(value)}" for name, value in values.items() if name not in self.members]
        body = "".join(parts) + self.line[at : self.closing]
        comma = ", " if new and self.members else ""
        return (
            body.rstrip(_BLANKS) + comma + ", ".join(new) + self.line[self.closing :]
            if new
            else body + self.line[self.closing :]
        )


def dumps(value: Any) -> str:
    """JSON as UTF-8 can carry it: letters as they are, a lone surrogate escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def parse(line: str) -> Record:
    """Read one line.

    Raises:
        SourceError: when the line is no JSON object, saying where it stops being one.
    """
    try:
        return _parse(line)
    except ValueError as e:
        where = f": {e.msg} at character {e.pos + 1}" if isinstance(e, json.JSONDecodeError) else ""
        raise SourceError(f"not a JSON object{where}") from None
    except RecursionError:
        raise SourceError("JSON nested too deeply") from None


def _parse(line: str) -> Record:
    at = _expect(line, _skip(line, 0), "{")
    members: dict[str, Member] = {}
    while line[at : at + 1] != "}":
        if members:
            at = _skip(line, _expect(line, at, ","))
        name, at = scanstring(line, _expect(line, at, '"'))
        at = _skip(line, _expect(line, _skip(line, at), ":"))
        value, end = _DECODER.raw_decode(line, at)
        members[name] = Member(value, at, end)
        at = _skip(line, end)
    if line[at + 1 :].strip():
        raise json.JSONDecodeError("something follows the object", line, at + 1)
    return Record(line, members, at)


def _skip(line: str, at: int) -> int:
    while line[at : at + 1] in _BLANKS and at < len(line):
        at += 1
    return at


def _expect(line: str, at: int, token: str) -> int:
    if line[at : at + 1] != token:
        raise json.JSONDecodeError(f"expected {token!r}", line, at)
    return _skip(line, at + 1) if token != '"' else at + 1
