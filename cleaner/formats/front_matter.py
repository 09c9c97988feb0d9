"""Front matter in YAML, or in TOML as Hugo has it: read from the top of a text, and added to, nothing of it touched."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from cleaner import languages, toml
from cleaner.errors import SourceError

_FENCE, _TOML = "---", "+++"
_FENCES = {_FENCE: (_FENCE, "..."), _TOML: (_TOML,)}  # what opens front matter, and what closes it
_LONGEST = 64 * 1024  # characters; more is no front matter
_MOST_VALUES = 5_000
_MOST_BITS = 13_000  # of an integer; Python prints no longer one in decimal
_MOST_ALIASES = 16  # an alias of an alias of an alias grows without end
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[\w-]+", re.MULTILINE)
# A line of front matter that is no valid YAML, as `title: Storm: the harbour closes` is none.
_LOOSE = re.compile(r"(?P<name>[A-Za-z_][\w-]*):(?:\s+(?P<value>.*))?$|\s+\S|- |#|$")
# One that opens a quotation or a list which it does not close: what is added below could become part of that.
_OPEN = re.compile(r"""\s*(?:[\w-]+:|-)\s+(?:"[^"]*|'[^']*|\[[^\]]*|\{[^}]*)$""")
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # a name that TOML wants no quotes for
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
# What other tools call our fields.
_ALIASES = {
    "author": "authors",
    "lang": "language",
    "category": "section",
    "published": "date",
    "modified": "date_modified",
}
_PROVENANCE = ("removed", "found", "flags", "fixes")  # what --provenance wrote of an earlier run


def split(text: str) -> tuple[str, dict[str, Any], str]:
    """The front matter as written (with its fences), its values, and the text below it.

    Text that begins with a rule that no mapping follows has no front matter.
    """
    first, newline, rest = text.partition("\n")
    fence = first.rstrip()
    if not newline or fence not in _FENCES:
        return "", {}, text
    end = _end(rest[:_LONGEST], fence)
    if end is None:
        return "", {}, text
    inner = rest[: end[0]]
    values = _load_toml(inner) if fence == _TOML else _load(inner)
    if values is None and fence == _FENCE:
        values = _loose(inner)
    if values is None:
        return "", {}, text
    whole = len(first) + 1 + end[1]
    return text[:whole], values, text[whole:]


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter as metadata the cleaner knows: dates as ISO strings, one author as a list, aliases by our names."""
    metadata: dict[str, Any] = {}
    for written, value in values.items():
        name = _ALIASES.get(written, written)
        if name in ("authors", "tags") and isinstance(value, str):
            value = [value]
        if name == "language" and isinstance(value, str):
            value = languages.code(value)
        if value not in (None, "", []) and name not in _PROVENANCE:
            metadata.setdefault(name, value)
    return metadata


def joined(written: str, values: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """Front matter with `metadata` in it: what was `written` stays as it is, fields it lacks come below.

    Raises:
        SourceError: when it is broken so that nothing can be added.
    """
    there = known(values)
    new = {name: value for name, value in metadata.items() if name not in there and name not in values}
    if not new:
        return written
    if not written:
        return f"{_FENCE}\n{_dump(new)}{_FENCE}\n\n"
    lines = written.splitlines(keepends=True)
    is_toml = lines[0].rstrip() == _TOML
    added = _dump_toml(new) if is_toml else _dump(new)
    if "\r\n" in written:
        added = added.replace("\n", "\r\n")
    if is_toml:  # what stands below a table's head would be the table's
        return "".join([lines[0], added, *lines[1:]])
    closing = max(i for i, line in enumerate(lines) if line.rstrip() in _FENCES[_FENCE])
    inner = "".join(lines[1:closing])
    is_yaml = _load(inner) is not None
    if not is_yaml and (broken := next((line for line in lines[1:closing] if _OPEN.match(line.rstrip())), None)):
        raise SourceError(
            f"its front matter is no valid YAML, and nothing can be added to it: {broken.strip()!r} is not closed; "
            "mend it, or see --metadata"
        )
    if is_yaml and _load(inner + added) is None:  # {a: mapping in braces}, say, takes no further lines
        inner, added = "", _dump({**values, **new})
    return "".join([lines[0], inner, added, *lines[closing:]])


def _end(text: str, fence: str) -> tuple[int, int] | None:
    """Where the values end and where the text below begins, blank lines between them included in the front matter."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.rstrip() in _FENCES[fence]:
            below = at + len(line)
            while text[below : below + 1] in ("\n", "\r") and below < len(text):
                below += 1
            return at, below
        at += len(line)
    return None


def _load(text: str) -> dict[str, Any] | None:
    """The mapping that a YAML text is, with values that JSON has; None if it is none, or would be a bomb."""
    import yaml  # 20 ms, and most texts have no front matter

    if len(_ALIAS.findall(text)) > _MOST_ALIASES:
        return None
    try:
        values = yaml.safe_load(text)
        if values is None and not text.strip():  # nothing between the fences, where a comment may be a heading
            values = {}
        return dict(_pairs(values, _Budget(_MOST_VALUES))) if isinstance(values, dict) else None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None


def _load_toml(text: str) -> dict[str, Any] | None:
    """The table that a TOML text is, with values that JSON has; None if it is none."""
    try:
        return dict(_pairs(tomllib.loads(text.replace("\r\n", "\n")), _Budget(_MOST_VALUES)))
    except (ValueError, RecursionError):
        return None


def _loose(text: str) -> dict[str, Any] | None:
    """The `name: value` lines of front matter that YAML refuses; None if a line looks like nothing of the kind."""
    lines = [_LOOSE.match(line.rstrip()) for line in text.splitlines()]
    named = {m["name"]: (m["value"] or "").strip("\"' ") for m in lines if m and m["name"]}
    return named if named and all(lines) and lines[0] and lines[0]["name"] else None


class _Budget:
    """Counts values: an alias may stand for the same list a thousand times, or for the list it is in."""

    def __init__(self, most: float) -> None:
        self.left = most

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise ValueError("too many values")


def _pairs(mapping: Mapping[Any, Any], budget: _Budget) -> Iterator[tuple[str, Any]]:
    for name, value in mapping.items():
        yield _text(name), _plain(value, budget)


def _plain(value: Any, budget: _Budget) -> Any:
    """A value as JSON has it."""
    budget.spend()
    if isinstance(value, Mapping):
        return dict(_pairs(value, budget))
    if isinstance(value, list | tuple | set):
        return [_plain(item, budget) for item in value]
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return hex(value)
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _dump_toml(values: Mapping[str, Any]) -> str:
    names = {name: name if _BARE.fullmatch(name) else toml.inline(name) for name in values}
    return "".join(f"{names[name]} = {toml.inline(value)}\n" for name, value in values.items())


def _dump(values: Mapping[str, Any]) -> str:
    import yaml

    plain = dict(_pairs(values, _Budget(math.inf)))
    text = str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000))
    if _ODD_BREAKS.search(text):  # PyYAML writes these bare and reads them as blanks
        text = str(yaml.safe_dump(plain, sort_keys=False, width=1000))
    return text
