"""Links to the neighbouring articles, told by their arrows. Folding takes arrows off, so no rule can."""

import re
from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.places import stands
from cleaner.registry import labeller

_WHY = "an arrow points from here to another article"
_ARROWS = ("←", "→", "‹", "›", "<<", ">>", "<-", "->")
_ARROW = re.compile(r"^\s*(?:←|‹|<<|<-)\s?\S|\S\s?(?:→|›|>>|->)\s*$")


@labeller
def arrows(document: Document, *, longest: int = 120) -> Iterable[Label]:
    """Lines below the body of up to `longest` characters that begin or end with an arrow, among other chrome."""
    if not any(arrow in document.text for arrow in _ARROWS):
        return
    for unit, text in enumerate(document.units):
        if len(text) <= longest and stands(document, unit, "bottom") and _ARROW.search(text):
            yield Label(unit, unit, "navigation", "arrows/sibling", _WHY, 0.6, alone=False)
