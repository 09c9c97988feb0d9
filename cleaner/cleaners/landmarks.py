"""Lines in the parts of a page that its own markup sets apart for finding one's way."""

from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.registry import labeller

_WHY = "stands in a navigation element, outside of the article"
_LONGEST = 80  # characters


@labeller
def landmarks(document: Document) -> Iterable[Label]:
    """Short lines in `nav`, or in what has its role; a table of contents within the article is left to others."""
    if document.layout is None:
        return
    nav, article, main = document.layout.columns(("in-nav", "in-article", "in-main"), document.spans)
    for unit in ((nav > 0) & (article == 0) & (main == 0)).nonzero()[0].tolist():
        if len(document.units[unit]) <= _LONGEST:
            yield Label(unit, unit, "navigation", "landmarks/nav", _WHY, 0.9)
