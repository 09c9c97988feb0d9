"""One JSON Lines record: its members read, some of them replaced, every other byte left as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any

from cleaner.errors import SourceError

_DECODER = JSONDecoder()
_MOST_DIGITS = 4000  # Python refuses to read longer integers, JSON does not
_PATIENT_DECODER = JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < _MOST_DIGITS else float(digits))
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
        """The line with these members set: those that were there in place, new ones at the end.

        Whatever has the value it had stays as it was written, inside an object too: `1.0e5` and `\\u00e9` come out as
        they went in.
        """
        parts, at = [], 0
        for start, name in sorted((self.members[name].start, name) for name in values if name in self.members):
            parts += [self.line[at:start], self._written(self.members[name], values[name])]
            at = self.members[name].end
        body = "".join(parts) + self.line[at : self.closing]
        new = [f"{dumps(name)}: {dumps(value)}" for name, value in values.items() if name not in self.members]
        if new:
            filled = body.rstrip(_BLANKS)
            body = filled + (", " if self.members else "") + ", ".join(new) + body[len(filled) :]
        return body + self.line[self.closing :]

    def _written(self, member: Member, value: Any) -> str:
        as_it_was = self.line[member.start : member.end]
        text = dumps(value)
        if text == dumps(member.value):
            return as_it_was
        if isinstance(value, Mapping) and isinstance(member.value, dict) and member.value.keys() <= value.keys():
            return _parse(as_it_was).replaced(value)
        return text


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
    except json.JSONDecodeError as e:
        raise SourceError(f"not a JSON object: {e.msg.removesuffix(' at')} (character {e.pos + 1:,})") from None
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
        value, end = _value(line, at)
        members[name] = Member(value, at, end)
        at = _skip(line, end)
    if line[at + 1 :].strip(_BLANKS):
        raise json.JSONDecodeError("something follows the object", line, at + 1)
    return Record(line, members, at)


def _value(line: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(line, at)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer too long for Python
        return _PATIENT_DECODER.raw_decode(line, at)


def _skip(line: str, at: int) -> int:
    while line[at : at + 1] in _BLANKS and at < len(line):
        at += 1
    return at


def _expect(line: str, at: int, token: str) -> int:
    if line[at : at + 1] != token:
        raise json.JSONDecodeError(f"expected {token!r}", line, at)
    return _skip(line, at + 1) if token != '"' else at + 1
