"""Lines of a page whose elements a rule marks by a selector."""

from collections.abc import Iterable
from itertools import groupby

from cleaner.document import Document, Label
from cleaner.registry import labeller


@labeller
def selectors(document: Document) -> Iterable[Label]:
    """What stands in the elements that rules mark: comment widgets, share buttons, consent boxes.

    But for comments each unit has a label of its own, so that all of them count against the budget, also to the end of
    the text: an element that somebody forgot to close holds the rest of the page.
    """
    if document.layout is None:
        return
    unit = 0
    for rule, run in groupby(document.layout.marks_of(document.spans)):
        first, unit = unit, unit + sum(1 for _ in run)
        if rule and rule.kind == "comments":
            yield Label(first, unit - 1, rule.kind, rule.id, rule.why, 0.95)
        elif rule:
            yield from (Label(number, number, rule.kind, rule.id, rule.why, 0.95) for number in range(first, unit))
