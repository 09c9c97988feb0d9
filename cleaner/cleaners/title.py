"""The title: found above the body, put into the metadata, and taken out wherever the page's head repeats it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaner import fields
from cleaner.cleaners.rule_blocks import rule_blocks
from cleaner.document import SENTENCE_END, Document, Label
from cleaner.folding import same_text, words_key
from cleaner.places import TOLERANCE
from cleaner.registry import labeller

_WHY = "the article's title, kept in the metadata"
_AGAIN = "repeats the article's title"
_WITH_SITE = "the page's title: the article's with the site's name or the author behind it"
_LABEL = re.compile(r"^\w{3,12}\s?:\s+")  # Subject: Betreff: Objet:
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af|przez)\s+(.+)", re.IGNORECASE)
_REACH = 60  # units above the body that are looked at
_PARTED = re.compile(r"\s+(?:[|–—•·»:]|-|::)\s+|\s*\|\s*")  # what stands between a page's title and its site's name
_NOT_AT_END = (".", ":", ",", ";", "…")
_MOST_REPEATED = 2  # longer lines of the head that may stand in it twice
_ENOUGH = 3.5  # points; see _points
_SOME_PROSE = 300  # characters of prose above a line, after which only a title beyond doubt is one
_TITLE_WORDS = range(2, 31)
_LONE_WORDS = range(5, 21)  # words of a title that is taken on the strength of the body alone


@dataclass(frozen=True, slots=True)
class _Candidate:
    unit: int
    text: str
    words: tuple[str, ...]
    points: float


@labeller
def title(document: Document) -> Iterable[Label]:
    """The title line, its copies in the page's head, and the page title with the site's name behind it."""
    known = document.metadata.get("title")
    if known:
        chosen = str(known)
    else:
        best = max(_candidates(document), key=lambda c: c.points, default=None)
        if best is None or best.points < _ENOUGH:
            return
        chosen = best.text
        yield Label(best.unit, best.unit, "title", "title/found", _WHY, 0.95, {"title": chosen})
    yield from _copies(document, chosen)
    if date := fields.date(chosen, document):
        yield Label(
            0, -1, "title", "title/date", "a date in the title counts where no line gives one", 0.1, {"date": date}
        )


def _copies(document: Document, chosen: str) -> Iterator[Label]:
    key = same_text(chosen)
    first, _ = document.body
    for unit in range(min(first + TOLERANCE, len(document.units))):
        text = document.units[unit]
        if len(text) > 2 * len(chosen) + 60:
            continue
        if key in (same_text(text), same_text(_LABEL.sub("", text))):
            yield Label(unit, unit, "title", "title/copy", _AGAIN, 0.95)
            continue
        head, rest = _without_site(text)
        if rest and same_text(head) == key:
            yield Label(unit, unit, "title", "title/with-site", _WITH_SITE, 0.94, _found(rest, document))


def _found(rest: str, document: Document) -> dict[str, Any]:
    """What stands behind the title in a page's title: "by" and the author, or the site's name."""
    by = _BY.match(rest)
    names = fields.authors(by[1], document) if by else None
    return {"authors": names} if names else {"site": rest}


def _without_site(text: str) -> tuple[str, str]:
    """A page title parted into the article's title and the site's name behind it, which may be empty."""
    parts = list(_PARTED.finditer(text))
    if not parts:
        return text, ""
    head, site = text[: parts[-1].start()], text[parts[-1].end() :]
    return (head, site) if site and len(site.split()) <= 6 and len(head) > len(site) / 2 else (text, "")


def _candidates(document: Document) -> Iterator[_Candidate]:
    first, _ = document.body
    end = min(first + TOLERANCE, len(document.units))
    # A page's first line is its <title> only when something other than the body follows it.
    page_title = set(_words(document, 0)) if first > 1 else set()
    seen: dict[str, int] = {}
    for unit in range(end):
        seen[document.folded[unit]] = seen.get(document.folded[unit], 0) + 1
    chrome = _chrome(document)
    heads = {words_key(line) for line in seen}
    again = {line for line, count in seen.items() if count > 1 and len(line.split()) >= _LONE_WORDS.start}
    if len(again) > _MOST_REPEATED:  # a table of contents, or a menu printed twice
        again = set()
    for unit in (*range(min(2, end)), *range(max(2, end - _REACH), end)):
        words = _words(document, unit)
        if len(words) in _TITLE_WORDS and unit not in chrome:
            head, _ = _without_site(document.units[unit])
            text = head if unit == 0 or same_text(head) in heads else document.units[unit]
            points = _points(document, unit, words, page_title, document.folded[unit] in again, chrome)
            yield _Candidate(unit, text.strip(), words, points)


def _words(document: Document, unit: int) -> tuple[str, ...]:
    """The words of a unit; of a run of Han or kana, which has no blanks, its pairs of characters."""
    words: list[str] = []
    for word in same_text(document.units[unit]).split():
        wide = len(word) > 2 and "\u2e80" <= word[0] <= "\u9fff"
        words += [word[i : i + 2] for i in range(len(word) - 1)] if wide else [word]
    return tuple(words)


def _chrome(document: Document) -> set[int]:
    """The units that rules take for something else."""
    blocks = {unit for block in rule_blocks(document) for unit in range(block.first, block.last + 1)}
    return blocks | {unit for unit, hits in document.hits.items() if any(hit.role == "match" for hit in hits)}


def _points(
    document: Document, unit: int, words: tuple[str, ...], page_title: set[str], repeated: bool, chrome: set[int]
) -> float:
    """How much speaks for this unit as the title; `_ENOUGH` takes it.

    What identifies a title: it stands again in the head, shares its words with the page title on the first line or with
    the address (up to 3 points each), is that first line (1.5), stands beside a date or a byline (1), or is alone above
    the prose, or alone among chrome (2). Some of that there must be; then it helps to stand close above the body and to say what the body says
    (up to 1.5 each). A unit with prose
    above it must be identified beyond doubt.
    """
    first, _ = document.body
    distinct = set(words)
    shared = len(distinct & page_title) / len(distinct | page_title) if unit and page_title else 0.0
    slug = _slug(document.url)
    in_slug = len(distinct & slug) / max(len(distinct), 0.7 * len(slug)) if len(slug) > 2 else 0.0
    identity = 3.0 * repeated + 3.0 * shared + 3.0 * in_slug
    if unit >= first or sum(document.weights[:unit]) > _SOME_PROSE:
        return identity if identity >= _ENOUGH and shared > 0.6 else 0.0
    identity += 1.5 * (unit == 0 and first > 3) + 1.0 * _beside_dateline(document, unit)
    identity += 2.0 * (unit == 0 and first == 1 and _lone(document, words))
    identity += 2.0 * (first > 1 and chrome.issuperset(other for other in range(first) if other != unit))
    if identity < 1.0:
        return 0.0
    between = sum(other not in chrome for other in range(unit + 1, first))
    near = 1.5 if between < TOLERANCE else 0.5 if between < 3 * TOLERANCE else 0.0
    return identity + near + 1.5 * _told(document, words) - 1.5 * document.units[unit].endswith(_NOT_AT_END)


def _slug(url: str | None) -> set[str]:
    """The words of an address's last part that has some."""
    parts = (url or "").rsplit("//", 1)[-1].split("?")[0].split("/")[1:]
    slugs = [re.findall(r"[^\W_]+", same_text(part.rsplit(".", 1)[0])) for part in parts]
    longest: list[str] = max(slugs[-2:], key=len, default=[])
    return set(longest)


def _beside_dateline(document: Document, unit: int) -> bool:
    near = (hit for u in range(unit - 3, unit + 4) if u != unit for hit in document.hits.get(u, ()))
    return any(hit.role == "match" and hit.rule.kind in ("date", "byline") for hit in near)


def _told(document: Document, words: tuple[str, ...]) -> float:
    """The share of the candidate's longer words that the body uses too."""
    longer = {word for word in words if len(word) > 3 or word > "\u2e80"} or set(words)
    first, end = document.body
    body = " ".join(document.folded[first:end])
    return sum(word in body for word in longer) / len(longer)


def _lone(document: Document, words: tuple[str, ...]) -> bool:
    """A title right above prose, with nothing else above: believed when the text has no other line like a heading."""
    others = zip(document.units[1:], document.weights[1:], strict=True)
    return len(words) in _LONE_WORDS and all(weight or SENTENCE_END.search(unit) for unit, weight in others)
