"""Single lines that a rule names, where the rule lets them stand."""

import re
from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.heads import fields
from cleaner.lines import Hit
from cleaner.places import above_article, places, stands
from cleaner.registry import labeller

_WHY = "symbols between lines of chrome"
_SYMBOLS = 4  # characters
_QUOTED = re.compile(  # "Ok.", —No.: somebody says so, and no button
    r"[–—-]? ?[“„«\"‹「].*[”“»\"›」]|[–—][¿¡]?[^\W\d_].*[.?!…]"
)
_ON_A_PAGE = 0.6  # how sure a by-line is where the page itself has been asked who wrote it
# Who looked at a text counts as its author only where no other is named.
_SECOND_HAND = re.compile(r"(?:[a-z]{3,12}ly )?(?:reviewed|fact[ -]?checked|edited|verified|approved) by")


@labeller
def rule_lines(document: Document) -> Iterable[Label]:
    """Lines the packs know by their words; a line is what one strong rule calls it, or any of the weak ones.

    Lines of symbols alone are as weak as can be: they go with what they part.
    """
    for unit in document.hits:
        asked = document.matches(unit)
        if unit in document.days or not asked:
            continue
        here = places(document, unit)
        labels = [label for hit in asked if hit.rule.within in here and (label := _label(document, unit, hit))]
        strong = [label for label in labels if label.alone]
        yield from [_native(document, strong)] if strong else labels
    for unit, line in enumerate(document.lines):
        if line.key == "" and len(line.folded) < _SYMBOLS:
            yield Label(unit, unit, "navigation", "rule_lines/symbols", _WHY, 0.5, alone=False)


def _native(document: Document, labels: list[Label]) -> Label:
    """Of several rules that know a line the first, or one of its kind in the document's own language."""
    first = labels[0]
    if len(labels) == 1 or first.rule.startswith("common/"):
        return first
    own = (label for label in labels if label.kind == first.kind and label.rule.startswith(f"{document.language}/"))
    return next(own, first)


def _label(document: Document, unit: int, hit: Hit) -> Label | None:
    rule = hit.rule
    if not rule.alone and _QUOTED.fullmatch(document.units[unit]):
        return None
    found = fields.read(document, unit, hit)
    if found is None:
        return None
    score = 0.9 if rule.alone else 0.6
    if "authors" in found:
        if above_article(document, unit):
            del found["authors"]
        elif _SECOND_HAND.match(document.folded[unit]) or not stands(document, unit, "top"):
            score = 0.5
        elif document.layout is not None:
            score = min(score, _ON_A_PAGE)
    return Label(unit, unit, rule.kind, rule.id, rule.why, score, found, rule.alone)
