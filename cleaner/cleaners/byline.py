"""Bylines that no single line shows: a label and a name on two lines, and the name of a known author by itself."""

from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.heads import fields
from cleaner.matching.folding import same_text
from cleaner.places import TOLERANCE, above_article, stands
from cleaner.registry import labeller

_WHY = "the author's name under its label"


@labeller
def byline(document: Document, *, longest: int = 60) -> Iterable[Label]:
    """`Written by`, and `Jane Doe` of up to `longest` characters on the next line; at the top also the name again."""
    yield from _again(document)
    title = same_text(str(document.metadata.get("title") or ""))
    for unit, hit in document.hits_of("byline").items():
        name = document.units[unit + 1] if unit + 1 < len(document.units) else ""
        if hit.rule.fields or len(name) > longest or " " not in name or not stands(document, unit, "top"):
            continue
        if above_article(document, unit):
            continue
        if unit + 1 not in document.known and document.key(unit + 1) != title:
            names = fields.authors(name, document)
            if names:
                score = 0.5 if fields.is_second_hand(hit.rule) else 0.8
                yield Label(unit, unit + 1, "byline", "byline/two-lines", _WHY, score, {"authors": names})


def _again(document: Document) -> Iterable[Label]:
    told = document.metadata.get("authors")
    names = [told] if isinstance(told, str) else told if isinstance(told, list | tuple) else ()
    known = {same_text(str(name)) for name in names} - {""}
    first, _ = document.body
    for unit in range(min(first + TOLERANCE, len(document.units)) if known else 0):
        if document.key(unit) in known:
            yield Label(unit, unit, "byline", "byline/name", "the name of the author, known from another line", 0.8)
