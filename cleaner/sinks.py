"""Writing: what came out of an item, as text, text with front matter, or a JSON Lines record."""

from collections.abc import Callable, Iterator
from typing import Any

from cleaner.formats import front_matter, records
from cleaner.html import roles
from cleaner.pipeline import Result
from cleaner.sources import Item

Writer = Callable[[Item, Result], str]


def text(*, with_metadata: bool = False, provenance: bool = False) -> Writer:
    """A writer of plain text. Front matter the item had stays above it; `with_metadata` adds what was found.

    A text that had no newline at its end gets none; a record's text and a page's do.
    """

    def write(item: Item, result: Result) -> str:
        front = _front(item, result, provenance) if with_metadata or provenance else item.front
        is_text = item.form == "text" and not item.record
        return front + (result.text if is_text else _ended(result.text))

    return write


def markdown(*, provenance: bool = False) -> Writer:
    """A writer of Markdown below front matter with what was found. A text has no marks, and gets none."""

    def write(item: Item, result: Result) -> str:
        body = roles.markdown(list(_left(result))) if result.roles else result.text
        return _front(item, result, provenance) + _ended(body)

    return write


def _front(item: Item, result: Result, provenance: bool) -> str:
    """The item's front matter with what was found in it, and what was removed where that is wanted."""
    found = {**result.metadata, **(_provenance(result) if provenance else {})}
    return front_matter.joined(item.front, item.front_values, found)


def _ended(text: str) -> str:
    return text + "\n" if text and not text.endswith("\n") else text


def _left(result: Result) -> Iterator[tuple[str, str]]:
    """The lines that are left of a page, each with what it was there as."""
    gone = iter([*result.removed, None])
    span = next(gone)
    at = 0
    for line, role in zip(result.source.split("\n"), result.roles, strict=True):
        while span and span.end <= at:
            span = next(gone)
        if not (line and span and span.start <= at):
            yield line, role
        at += len(line) + 1


def jsonl(*, provenance: bool = False) -> Writer:
    """A writer of one record a line. A record's other members pass through as they were written."""

    def write(item: Item, result: Result) -> str:
        values: dict[str, Any] = {"text": result.text, "metadata": dict(result.metadata)}
        if provenance:
            values |= _provenance(result)
        if item.record:
            return item.record.replaced(values) + "\n"
        where = {} if item.name == "-" else {"file": item.name}
        return records.dumps({**where, **values}) + "\n"

    return write


def _provenance(result: Result) -> dict[str, Any]:
    notes: dict[str, Any] = {"removed": [span._asdict() for span in result.removed]}
    if result.found:
        notes["found"] = {name: dict(said) for name, said in result.found.items()}
    if result.flags:
        notes["flags"] = list(result.flags)
    if result.fixes:
        notes["fixes"] = list(result.fixes)
    return notes
