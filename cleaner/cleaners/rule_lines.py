"""Single lines that a rule names, where the rule lets them stand."""

import re
from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.heads import fields
from cleaner.lines import Hit
from cleaner.packs import Rule
from cleaner.places import above_article, places, stands
from cleaner.registry import labeller

_WHY = "symbols between lines of chrome"
_SYMBOLS = 4  # characters
_QUOTED = re.compile(  # "Ok.", —No.: somebody says so, and no button
    r"[–—-]? ?[“„«\"‹「].*[”“»\"›」]|[–—][¿¡]?[^\W\d_].*[.?!…]"
)
# "We use cookies," he says: what somebody quotes and goes on about. Or a line that is quoted whole, which is no button.
# Between guillemets, which arrows look like, may stand links.
_TOLD = re.compile(r"[–—-]? ?[“„«\"‹「『].{3,}?[”“»\"›」』].*\w")
_SPOKEN = re.compile(r"[“„\"][^“„\"]*[”“\"][.,]?")
# Search. Or an item: "- Dark mode."
_A_SENTENCE = re.compile(r"(?:[-*+•] (?:[^\W\d_]+ ){,2})?[^\W\d_\u2e80-\uffff]{2,}\.")
# A credit names somebody; what goes on in small letters tells something: "Photo: he laughs when we ask him."
_TELLS = re.compile(r"[^:]*: ?(?!(?:courtesy|via|by|from|provided|supplied)\b)([^\W\d_])\S*(?: \S+){3,}")
_CREDITS = "/credit/"  # of rules
_NOTICES = frozenset(("cookie", "newsletter", "legal", "donation", "paywall", "ads", "comments"))
_BUTTONS = _NOTICES | {"navigation", "share", "counter"}
_ON_A_PAGE = 0.6  # how sure a by-line is where the page itself has been asked who wrote it


@labeller
def rule_lines(document: Document) -> Iterable[Label]:
    """Lines the packs know by their words; a line is what one strong rule calls it, or any of the weak ones.

    Lines of symbols alone are as weak as can be: they go with what they part.
    """
    for unit in document.hits:
        asked = document.matches(unit)
        if unit in document.days or not asked:
            continue
        if unit in document.rows and not any(hit.rule.kind in _NOTICES for hit in asked):
            continue
        here = places(document, unit)
        labels = [label for hit in asked if hit.rule.within in here and (label := _label(document, unit, hit))]
        strong = [label for label in labels if label.alone]
        yield from [_native(document, strong)] if strong else labels
    for unit, line in enumerate(document.lines):
        if line.key == "" and len(line.folded) < _SYMBOLS and unit not in document.rows:
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
    if _is_said(document.units[unit], rule):
        return None
    found = fields.read(document, unit, hit)
    if found is None:
        return None
    score = 0.9 if rule.alone else 0.6
    if "authors" in found:
        if above_article(document, unit):
            del found["authors"]
        elif fields.is_second_hand(rule) or not stands(document, unit, "top"):
            score = 0.5
        elif document.layout is not None:
            score = min(score, _ON_A_PAGE)
    return Label(unit, unit, rule.kind, rule.id, rule.why, score, found, rule.alone)


def _is_said(text: str, rule: Rule) -> bool:
    """Whether somebody in the text says or reads aloud what the rule knows, or a sentence is made of its one word."""
    if rule.kind in _NOTICES and _TOLD.match(text):
        return True
    if rule.kind in _BUTTONS and (_SPOKEN.fullmatch(text) or _A_SENTENCE.fullmatch(text)):
        return True
    if _CREDITS in rule.id and (told := _TELLS.fullmatch(text)) and told[1].islower():
        return True
    return not rule.alone and _QUOTED.fullmatch(text) is not None
