"""YAML front matter: read from the top of a text, and written or added to without touching what was there."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_FENCE = "---"
_LONGEST = 64 * 1024  # characters; more is no front matter
# What other tools call our fields.
_ALIASES = {
    "author": "authors",
    "lang": "language",
    "category": "section",
    "published": "date",
    "modified": "date_modified",
}


def split(text: str) -> tuple[str, dict[str, Any], str]:
    """The front matter as written (with its fences), its values, and the text below it.

    Text that begins with a rule that no YAML mapping follows has no front matter.
    """
    first, newline, rest = text.partition("\n")
    if not newline or first.rstrip() != _FENCE:
        return "", {}, text
    end = _end(rest[:_LONGEST])
    if end is None:
        return "", {}, text
    values = _load(rest[: end[0]])
    if values is None:
        return "", {}, text
    whole = len(first) + 1 + end[1]
    return text[:whole], values, text[whole:]


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter as metadata the cleaner knows: dates as ISO strings, one author as a list, aliases by our names."""
    metadata: dict[str, Any] = {}
    for name, value in values.items():
        name = _ALIASES.get(str(name), str(name))
        value = value.isoformat() if isinstance(value, date | datetime) else value
        if name in ("authors", "tags") and isinstance(value, str):
            value = [value]
        if value not in (None, "", []):
            metadata.setdefault(name, value)
    return metadata


def joined(written: str, values: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """Front matter with `metadata` in it: what was `written` stays as it is, fields it lacks come below."""
    there = known(values)
    new = {name: value for name, value in metadata.items() if name not in there and name not in values}
    if not new:
        return written
    import yaml

    added = yaml.safe_dump(_plain(new), allow_unicode=True, sort_keys=False, width=1000)
    if not written:
        return f"{_FENCE}\n{added}{_FENCE}\n\n"
    lines = written.splitlines(keepends=True)
    closing = max(i for i, line in enumerate(lines) if line.rstrip() in (_FENCE, "..."))
    return "".join([*lines[:closing], added, *lines[closing:]])


def _end(text: str) -> tuple[int, int] | None:
    """Where the YAML ends and where the text below begins, blank lines between them included in the front matter."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.rstrip() in (_FENCE, "..."):
            below = at + len(line)
            while text[below : below + 1] in ("\n", "\r") and below < len(text):
                below += 1
            return at, below
        at += len(line)
    return None


def _load(text: str) -> dict[str, Any] | None:
    import yaml  # 20 ms, and most texts have no front matter

    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _plain(value: Any) -> Any:
    """A value as YAML's safe dumper takes it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
