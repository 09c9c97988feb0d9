"""Metadata out of the lines that are removed: what a pattern's named groups hold, as values worth keeping."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cleaner import dates
from cleaner.document import Document
from cleaner.folding import fold, original
from cleaner.lines import Hit

_LONGEST_NAME = 60  # characters of one author's name
_NO_NAME = re.compile(r"[\d?!:;/\\@<>]")
_PARTICLES = frozenset(
    "de del della delle di da dos das do du des la le les el al bin ibn abu van von vom der den ter ten te "
    "af av".split()
)
_FIRST_PARTICLES = frozenset("de di da von van al bin ibn abu zu d".split())  # an article is no beginning of a name
# What stands between two names: signs, and "and" in the languages of the packs.
_PARTED = re.compile(r"\s*[,;&،、/|]\s*|\s+(?:and|und|et|y|e|en|i|и|і|та|й|και|ve)\s+")
_BY = re.compile(r"^(?:by|par|por|da|door|przez) (?=\S+ \S)")  # a pattern may leave it with the name
# Countries that write the month first; everywhere else 3/4/2019 is the third of April.
_DAY_FIRST_ENGLISH = re.compile(r"\.(?:uk|au|nz|ie|in|za|ng|ke|pk|eu|de|fr|it|es|nl)(?:/|$|:)")


def read(document: Document, unit: int, hit: Hit) -> dict[str, Any] | None:
    """The metadata a rule's groups find in a unit; None when a group is there but its value cannot be kept.

    A line is removed only after its value is in the metadata, so None means: leave the line alone.
    """
    found: dict[str, Any] = {}
    for group, (start, end) in document.matcher.groups(hit, document.folded[unit]).items():
        value = _READERS[group](original(document.units[unit], start, end), document)
        if value is None:
            return None
        found[_NAMES.get(group, group)] = value
    return found


def day_first(document: Document) -> bool:
    """Whether this document's country writes the day before the month."""
    return document.language != "en" or bool(document.url and _DAY_FIRST_ENGLISH.search(document.url))


def date(text: str, document: Document) -> str | None:
    """A date in `text` as ISO 8601."""
    return dates.parse(fold(text), day_first=day_first(document))


def authors(text: str, document: Document) -> list[str] | None:
    """The names in a byline; None when what stands there does not read as names."""
    names = [name for part in _PARTED.split(text) if (name := _BY.sub("", part.strip(" .:-–—|")))]
    if len(names) > 1 and any(name[0].isupper() and " " not in name for name in names):
        return None  # "Of Men, Mice and Machines" lists things; people in a list have two names each
    return names if names and all(map(_is_name, names)) else None


def _is_name(name: str) -> bool:
    """Up to six words, capitalised but for particles such as `van` or `al`, with nothing in them that names lack."""
    words = name.split()
    if len(name) > _LONGEST_NAME or len(words) > 6 or _NO_NAME.search(name):
        return False
    small = [word for word in words if word[0].islower()]
    if small and words[0] is small[0] and words[0].rstrip("'’") not in _FIRST_PARTICLES:
        return False
    return len(small) < len(words) and all(
        word.rstrip("'’") in _PARTICLES or "-" in word or "'" in word for word in small
    )


def _user(text: str, document: Document) -> list[str] | None:
    name = text.strip(" .:-–—|")
    return [name] if name and len(name) <= _LONGEST_NAME and len(name.split()) <= 4 else None


def _phrase(text: str, document: Document) -> str | None:
    return None if date(text, document) else text.strip(" .:-–—|") or None


def _address(text: str, document: Document) -> str | None:
    return text.strip().rstrip("/.,") or None


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
    "tags": _list,
}
_NAMES = {"author": "authors", "user": "authors"}
