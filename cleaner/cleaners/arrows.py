"""Links to the neighbouring articles, told by their arrows. Folding takes arrows off, so no rule can."""

import re
from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.places import bottom
from cleaner.registry import labeller

_WHY = "an arrow points from here to another article"
_FIRST, _LAST = frozenset("←‹<"), frozenset("→›>")
_ARROW = re.compile(r"^\s*(?:←|‹|<<|<-)\s?\S|\S\s?(?:→|›|>>|->)\s*$")


@labeller
def arrows(document: Document, *, longest: int = 120) -> Iterable[Label]:
    """Lines below the body of up to `longest` characters that begin or end with an arrow, among other chrome."""
    for unit in bottom(document):
        text = document.units[unit]
        if len(text) > longest or (text.lstrip()[0] not in _FIRST and text[-1] not in _LAST):
            continue
        if _ARROW.search(text):
            yield Label(unit, unit, "navigation", "arrows/sibling", _WHY, 0.6, alone=False)
