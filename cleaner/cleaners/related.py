"""Headlines of other articles under their heading, below the body."""

from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.registry import labeller

_WHY = "a short line under a heading of related articles, below the body"
_STOPS = (".", "。", "…")


@labeller
def related(document: Document, *, most: int = 12) -> Iterable[Label]:
    """Up to `most` short lines that are no sentences, under a line the packs know as a related-articles heading."""
    _, end = document.body
    headings = document.hits_of("related")
    for heading in headings:
        unit = heading + 1
        while heading >= end > 0 and unit < len(document.units) and unit - heading <= most:
            if document.weights[unit] or document.units[unit].endswith(_STOPS) or _known(document, unit):
                break
            yield Label(unit, unit, "related", "related/headline", _WHY, 0.91)
            unit += 1


def _known(document: Document, unit: int) -> bool:
    if document.folded[unit].isdigit():  # the headline's place in a ranking
        return False
    return any(hit.role == "match" and hit.rule.kind != "related" for hit in document.hits.get(unit, ()))
