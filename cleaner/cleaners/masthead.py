"""Byline and date beside the title, where no word says so: a name above a date, `Name · 3 May 2019 · 5 min`."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from cleaner.document import Document, Label
from cleaner.heads import addresses, mastheads
from cleaner.heads.fields import day_first
from cleaner.heads.mastheads import Sign
from cleaner.heads.wording import likeness, words_of
from cleaner.matching.folding import same_text
from cleaner.places import TOLERANCE, bottom
from cleaner.registry import labeller

_ABOVE, _BELOW = 4, 12  # units around the title
_ABOVE_WITH_CHROME = 12  # of which so many may stand above it
_SURER, _FIRM = 0.1, 0.75  # than the same line elsewhere, twice that from here on: a rule's by-line may be in a menu
_ENOUGH_PROSE = 2  # paragraphs: a standfirst, and then the body begins
_MOST_BELOW, _LONGEST_NAME = 200, 120  # units after the body; characters of one that may name the author
_LATE = 3  # of so many parts of the body the last may tell the author's life
_ALIKE = 0.6  # share of their words that a page title and the headline have in common
_END = "the author, named at the end of the text"
_POSTED = "the day of its publication, given at the end of the text"
_FIGURE = re.compile(r"\d")
_ADDRESSED = "the day in the text's address"
_LONGEST_DAY = 60  # characters of a line that gives it
_CHANGED = "the day of the last change, where no line gives another"
_WHY = {
    "authors": "the author's name beside the title, with a date, a label or a role next to it",
    "date": "the day beside the title",
    "date_modified": "the day of the last change beside the title",
}


@labeller
def masthead(document: Document) -> Iterable[Label]:
    """Author and date in the few lines around the title; a line that says more than that stays, its value is kept."""
    beside = list(_beside_title(document))
    yield from beside
    if not ("authors" in document.metadata or any("authors" in label.found for label in beside)):
        yield from _credited(document)
    if document.layout is None and "date" not in document.metadata:  # a page has been asked already
        yield from _changed(document)
        if not any("date" in label.found for label in beside):
            yield from _posted(document)
            yield from _addressed(document)


def _beside_title(document: Document) -> Iterator[Label]:
    title = _anchor(document)
    if title is None:
        return
    key = document.key(title)
    known = _known(document)
    above = [unit for unit in range(max(0, title - _ABOVE_WITH_CHROME), title) if unit not in known][-_ABOVE:]
    below = (unit for unit in range(title + 1, _end(document, title)) if unit not in known)
    # Icons and bars part lines that belong together.
    near = (unit for unit in (*above, *below) if document.key(unit) and unit not in document.days)
    rows = sorted({title, *near})
    lines = ["" if key in document.key(unit) else _named(document, document.units[unit]) for unit in rows]
    signs = mastheads.read(lines, lambda: document.text, day_first=day_first(document))
    beyond = title >= document.body[0] + TOLERANCE  # between paragraphs, where a line is sooner the text's own
    others = _others(document)
    own = [
        sign
        for sign in signs
        if sign.field != "authors" or not (_is_of_title(sign.value, key) or same_text(", ".join(sign.value)) in others)
    ]
    for sign in _first_of_each(own, rows.index(title)):
        yield _label(replace(sign, whole=False) if beyond else sign, rows, document)


def _known(document: Document) -> Set[int]:
    """The units that rules know for something else than a byline or a date, which part lines that belong together."""
    own = document.hits_of("byline").keys() | document.hits_of("date").keys()
    return {unit for unit in document.known - own if any(hit.rule.alone for hit in document.matches(unit))}


def _named(document: Document, line: str) -> str:
    """`De Ana Pop` in Romanian is by her; elsewhere it is part of a name."""
    return line[3:] if line[:3] in ("De ", "de ", "DE ") and document.language == "ro" else line


def _changed(document: Document) -> Iterator[Label]:
    """The day of the last change as the day."""
    if changed := document.metadata.get("date_modified"):
        yield Label(0, -1, "date", "masthead/date", _CHANGED, 0.1, {"date": changed})


def _below_title(document: Document) -> range:
    """The units below the title, or the first of its copies, to a little below the body."""
    title, keys, end = document.headline, document.head.keys, bottom(document)
    first = keys.index(keys[title.unit]) + 1 if title else 0
    return range(first, min(len(document.units), end.start + _MOST_BELOW))


def _credited(document: Document) -> Iterator[Label]:
    """The one author whom a text credits below its title, `By Jane Doe`, or in a box at its end; none of two."""
    units, end = document.units, bottom(document)
    found: set[tuple[str, ...]] = set()
    late = end.start - (end.start - document.body[0]) // _LATE
    for unit in _below_title(document):
        text, after = units[unit], units[unit + 1 : unit + 3]
        if len(text) > _LONGEST_NAME:
            continue
        # Any heading of an article may stand above a text about what it names; in the body only words will do.
        if unit in end or mastheads.credit_of(text) or (unit >= late and mastheads.is_life(after, text)):
            found.add(mastheads.credited((text, *after), lambda: document.text))
    found.discard(())
    if len(found) == 1:
        yield Label(0, -1, "byline", "masthead/end", _END, 0.45, {"authors": list(found.pop())})


def _posted(document: Document) -> Iterator[Label]:
    """The one day that a text gives at its end as that of its publication."""
    units, end = document.units, bottom(document)
    days = (
        mastheads.posted(units[max(unit - 1, 0) : unit + 1], day_first=day_first(document))
        for unit in _below_title(document)
        if unit in end and len(units[unit]) <= _LONGEST_DAY and _FIGURE.search(units[unit])
    )
    found = {day[:10] for day in days if day}
    if len(found) == 1:
        yield Label(0, -1, "date", "masthead/posted", _POSTED, 0.2, {"date": found.pop()})


def _addressed(document: Document) -> Iterator[Label]:
    """The day in a text's address, half as sure as on a page: a line found in a later round may tell another."""
    said = addresses.day(str(document.url or document.metadata.get("url") or ""))
    if said:
        yield Label(0, -1, "date", "masthead/address", _ADDRESSED, said.sure / 2, {"date": said.day})


def _anchor(document: Document) -> int | None:
    """The unit that is the title: of its copies the first with a byline or a date below, or the last above the body."""
    chosen = str(document.metadata.get("title") or (document.headline.text if document.headline else ""))
    key = same_text(chosen)
    first, end = document.body
    longest = 2 * len(chosen)
    head = range(min(len(document.units), max(first + TOLERANCE, end))) if key else ()
    short = [unit for unit in head if len(document.folded[unit]) <= longest]
    copies = [unit for unit in short if document.key(unit) == key]
    above = [unit for unit in copies if unit < first + TOLERANCE]
    if above in ([], [0]) and not document.layout:  # the headline need not repeat the page's title word for word
        above += _alike(document, [unit for unit in short if 0 < unit < first + TOLERANCE], key)
    dated = document.hits_of("byline").keys() | document.hits_of("date").keys()
    for unit in above or copies:
        if not dated.isdisjoint(range(unit + 1, unit + 1 + TOLERANCE)):
            return unit
    if above and (above != [0] or document.layout):
        return above[-1]
    headline = (None if document.layout else document.head.best_below_first) or document.headline
    return headline.unit if headline else None


def _alike(document: Document, units: Iterable[int], key: str) -> list[int]:
    """The unit that shares the most words with a title, if it shares most of them."""
    title = set(words_of(key))
    shares = ((likeness(title, set(words_of(document.key(unit)))), -unit) for unit in units)
    share, unit = max(shares, default=(0.0, 0))
    return [-unit] if share >= _ALIKE else []


def _others(document: Document) -> Set[str]:
    """What is known to be no author: the section, and what the address says last."""
    section, address = document.metadata.get("section"), document.url or ""
    last = address.rstrip("/").rpartition("/")[2].partition("?")[0].partition(".")[0]
    return {same_text(text.replace("-", " ")) for text in (section, last) if isinstance(text, str)} - {""}


def _is_of_title(names: Iterable[str], key: str) -> bool:
    """Whether what looks like a name of three words or more is made of the title's: the section it stands in."""
    words = {word for name in names for word in same_text(name).split()}
    return len(words) > 2 and words <= set(key.split())


def _end(document: Document, title: int) -> int:
    """Where the body has begun, seen from the title, or its comments have; some texts hold their standfirst twice."""
    prose: set[str] = set()
    threads = (label.first for label in document.blocks if label.kind == "comments")
    last = min(len(document.units), title + 1 + _BELOW, *(unit for unit in threads if unit > document.first_prose))
    for unit in range(title + 1, last):
        if document.weights[unit] > 0:
            prose.add(document.units[unit])
        if len(prose) >= _ENOUGH_PROSE:
            return unit + 1
    return last


def _first_of_each(signs: Iterable[Sign], title: int) -> Iterator[Sign]:
    """The first sign for each field below the title, or above it where there is none; and more of the same value."""
    ordered = sorted(signs, key=lambda sign: (sign.first < title, sign.first))
    values: dict[str, object] = {}
    for sign in ordered:
        if values.setdefault(sign.field, sign.value) == sign.value:
            yield sign


def _label(sign: Sign, rows: Sequence[int], document: Document) -> Label:
    """The lines a sign takes up, or none of them where they say more, or where a rule says what they are."""
    value = list(sign.value) if sign.field == "authors" else sign.value
    kind = "byline" if sign.field == "authors" else "date"
    units = range(rows[sign.first], rows[sign.last] + 1)
    known = any(hit.rule.alone for unit in units for hit in document.matches(unit))
    first, last = (units[0], units[-1]) if sign.whole and not known else (0, -1)
    firm = sign.sure >= _FIRM and document.layout is None  # a page has said more surely what it knows
    sure = min(sign.sure + (2 * _SURER if firm else _SURER), 0.95)
    return Label(first, last, kind, f"masthead/{kind}", _WHY[sign.field], sure, {sign.field: value})
