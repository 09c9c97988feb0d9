"""Metadata out of the lines that are removed: what a pattern's named groups hold, as values worth keeping."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cleaner.document import Document
from cleaner.heads import addresses, mastheads, people
from cleaner.lines import Hit
from cleaner.matching import dates
from cleaner.matching.folding import fold, original
from cleaner.packs import Rule

_BEFORE = 20  # characters before a date that say what it is the day of
_LONGEST_NAME = 60  # characters of one author's name
_CHECKED = "/checked"  # of rules
_FIRST_PARTICLES = frozenset("de di da von van al bin ibn abu zu d".split())  # an article is no beginning of a name
_BY = re.compile(r"^(?:by|par|por|da|door|przez) (?=\S+ \S)")  # a pattern may leave it with the name


def read(document: Document, unit: int, hit: Hit) -> dict[str, Any] | None:
    """The metadata a rule's groups find in a unit; None when a group is there but its value cannot be kept.

    A line is removed only after its value is in the metadata, so None means: leave the line alone.
    """
    found: dict[str, Any] = {}
    for group, (start, end) in document.matcher.groups(hit, document.folded[unit]).items():
        value = _READERS[group](original(document.units[unit], start, end), document)
        if value is None:
            return None
        name = _NAMES.get(group, group)
        if name == "date" and mastheads.says_updated(document.folded[unit][max(0, start - _BEFORE) : start]):
            name = "date_modified"
        found[name] = value
    return found


def is_second_hand(rule: Rule) -> bool:
    """Whether a rule knows who looked a text over, who counts as its author only where no other is named."""
    return _CHECKED in rule.id


def day_first(document: Document) -> bool:
    """Whether this document's country writes the day before the month."""
    return document.language != "en" or addresses.is_day_first(addresses.host_of(document.url))


def date(text: str, document: Document) -> str | None:
    """A date in `text` as ISO 8601."""
    return dates.parse(fold(text), day_first=day_first(document))


def authors(text: str, document: Document) -> list[str] | None:
    """The names in a byline; none for a desk or an agency, None when what stands there does not read as names."""
    if people.is_nobody(text):
        return []
    names = people.names(_BY.sub("", text.strip(" .:-–—|")), credited=True)
    if len(names) > 1 and any(name[0].isupper() and " " not in name for name in names):
        return None  # "Of Men, Mice and Machines" lists things; people in a list have two names each
    if not names or not all(map(_is_name, names)) or all(people.words_only(name, document.text) for name in names):
        return None
    return list(names)


def _is_name(name: str) -> bool:
    """Whether a line may go for this name: it does not begin with a small word that begins no name, such as `der`."""
    first = name.split()[0]
    return not first[0].islower() or first.rstrip("'’") in _FIRST_PARTICLES


def _user(text: str, document: Document) -> list[str] | None:
    name = people.before_date(text.strip(" .:-–—|"))
    is_login = len(name) <= _LONGEST_NAME and len(name.split()) <= 4 and any(map(str.isalpha, name))
    return [name] if is_login else None


def _phrase(text: str, document: Document) -> str | None:
    return None if date(text, document) else text.strip(" .:-–—|") or None


def _address(text: str, document: Document) -> str | None:
    return text.strip().rstrip("/.,") or None


def _page(text: str, document: Document) -> str | None:
    return text.strip() or None


def _list(text: str, document: Document) -> list[str] | None:
    parted = re.split(r"[,;|،、·•]|\s#", text)
    if len(parted) == 1 and text > "\u2e80":  # scripts without blanks part tags by them
        parted = text.split()
    items = [item.strip(" #.") for item in parted]
    return [item for item in items if item] or None


_READERS: Mapping[str, Callable[[str, Document], Any]] = {
    "date": date,
    "date_modified": date,
    "author": authors,
    "user": _user,
    "section": _phrase,
    "site": _phrase,
    "site_url": _address,
    "url": _page,
    "tags": _list,
}
_NAMES = {"author": "authors", "user": "authors"}
