"""A byline on two lines: the label, then the name."""

from collections.abc import Iterable

from cleaner import fields
from cleaner.document import Document, Label
from cleaner.places import stands
from cleaner.registry import labeller

_WHY = "the author's name under its label"


@labeller
def byline(document: Document, *, longest: int = 60) -> Iterable[Label]:
    """`Written by`, and `Jane Doe` of up to `longest` characters on the next line."""
    for unit, hit in document.hits_of("byline").items():
        name = document.units[unit + 1] if unit + 1 < len(document.units) else ""
        if hit.rule.fields or len(name) > longest or " " not in name or not stands(document, unit, "top"):
            continue
        if not any(hit.role == "match" for hit in document.hits.get(unit + 1, ())):
            names = fields.authors(name, document)
            if names:
                yield Label(unit, unit + 1, "byline", "byline/two-lines", _WHY, 0.8, {"authors": names})
