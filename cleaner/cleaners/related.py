"""Headlines of other articles under their heading, below the body; links under it wherever it stands."""

import re
from collections.abc import Iterable
from itertools import accumulate, takewhile

from cleaner.document import Document, Label
from cleaner.heads.wording import words_of
from cleaner.registry import labeller

_WHY = "a short line under a heading of related articles, below the body"
_BETWEEN = "a heading of other articles, or a headline under it, between paragraphs"
_TEASERS = "a heading of other articles, or a headline and a teaser that breaks off under it"
_LINKS = "a line that is a link, under a heading of other articles or of buttons"
_MOST_BETWEEN, _HEADLINE_WORDS, _LABEL_WORDS = 4, 4, 5
_HEADING = re.compile("h[1-6]")
_STOPS = (".", "。", "…", "।")
_BROKEN_OFF = ("…", "...", "…]", "...]", "…)", "...)")
_LINK = re.compile(r"(?:[-*+] +|\d+[.)] +)?!?\[[^\]\n]*\]\([^()\s]*\)")  # of Markdown, alone on its line


@labeller
def related(document: Document, *, most: int = 12) -> Iterable[Label]:
    """Up to `most` short lines that are no sentences, under a line the packs know as a related-articles heading."""
    _, end = document.body
    yield from _links(document)
    yield from _between(document)
    yield from _teasers(document)
    headings = document.hits_of("related")
    levels = _levels(document) if headings else []
    for heading in headings:
        unit, is_list = heading + 1, False
        while heading >= end > 0 and unit < len(document.units) and unit - heading <= most:
            if _is_prose(document, unit) or _known(document, unit):
                break
            if levels[unit] < levels[heading]:  # the next section
                break
            is_apart = unit - 1 > heading and _is_apart(document, unit)
            if is_list and is_apart:  # what comes behind a list is the next thing
                break
            is_list = unit - 1 > heading and not is_apart
            yield Label(unit, unit, "related", "related/headline", _WHY, 0.91)
            unit += 1


def _between(document: Document) -> Iterable[Label]:
    """Headlines between two paragraphs, and the words above them that rules take for their heading."""
    first, end = document.body
    for heading, hit in document.hits_of("related").items():
        if not (first < heading < end and hit.rule.alone):
            continue
        label = document.folded[heading]
        if ":" in label.rstrip(":") or len(words_of(label)) > _LABEL_WORDS:  # it names the other article itself
            continue
        run = list(takewhile(lambda unit: _is_headline(document, unit), range(heading + 1, end)))
        if 0 < len(run) <= _MOST_BETWEEN and document.weights[run[-1] + 1 : run[-1] + 2] > (0,):
            for unit in (heading, *run):
                yield Label(unit, unit, "related", "related/between", _BETWEEN, 0.7)


def _teasers(document: Document) -> Iterable[Label]:
    """Headlines, each with a teaser under it, below a heading of other articles; more prose stands above them."""
    above = list(accumulate(document.weights, initial=0.0))  # how much prose stands above each unit
    for heading in document.hits_of("related"):
        unit = heading + 1
        while unit + 1 < len(document.units) and not _is_prose(document, unit) and _breaks_off(document, unit + 1):
            unit += 2
        if unit > heading + 1 and above[heading] >= above[unit] - above[heading] > 0:
            for taken in range(heading, unit):
                yield Label(taken, taken, "related", "related/teaser", _TEASERS, 0.91)


def _is_prose(document: Document, unit: int) -> bool:
    return document.weights[unit] > 0 or document.units[unit].endswith(_STOPS)


def _breaks_off(document: Document, unit: int) -> bool:
    """Whether a unit is the start of a text of some words."""
    return document.units[unit].endswith(_BROKEN_OFF) and len(words_of(document.key(unit))) > _HEADLINE_WORDS


def _is_headline(document: Document, unit: int) -> bool:
    """Whether a unit may be another article's headline: no sentence, unknown to rules, longer than most headings."""
    if _is_prose(document, unit) or document.matches(unit):
        return False
    return len(words_of(document.key(unit))) >= _HEADLINE_WORDS


def _levels(document: Document) -> list[int]:
    """For each unit of a page its level as a heading, 1 to 6; 7 for others."""
    if document.layout is None:
        return [7] * len(document.units)
    return [int(role[1]) if _HEADING.fullmatch(role) else 7 for role in document.layout.roles_of(document.spans)]


def _links(document: Document) -> Iterable[Label]:
    for kind in ("related", "share"):
        unit = 0
        for heading in document.hits_of(kind):
            unit = max(unit, heading + 1)  # a link may be a heading itself
            while unit < len(document.units) and _LINK.fullmatch(document.written(unit)):
                yield Label(unit, unit, kind, "related/link", _LINKS, 0.91)
                unit += 1


def _is_apart(document: Document, unit: int) -> bool:
    """Whether a blank line stands above a unit."""
    return document.text.count("\n", document.spans.ends[unit - 1], document.spans.starts[unit]) > 1


def _known(document: Document, unit: int) -> bool:
    if document.folded[unit].isdigit():  # the headline's place in a ranking
        return False
    return any(hit.rule.kind != "related" for hit in document.matches(unit))
