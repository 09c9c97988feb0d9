"""Single lines that a rule names, where the rule lets them stand."""

from collections.abc import Iterable

from cleaner import fields
from cleaner.cleaners.rule_blocks import rule_blocks
from cleaner.document import Document, Label
from cleaner.folding import words_key
from cleaner.matching import Hit
from cleaner.packs import Rule
from cleaner.places import stands
from cleaner.registry import labeller

_MARKS = "symbols between lines of chrome"


@labeller
def rule_lines(document: Document, *, company: int = 3) -> Iterable[Label]:
    """Lines the packs know by their words; weak ones only among `company` chrome lines, or beside a strong one.

    Lines of symbols alone are as weak as can be: they go with what they stand between, and are no company themselves.
    """
    strong: dict[int, Label] = {}
    weak: dict[int, Label] = {}
    for unit, hits in document.hits.items():
        for hit in hits:
            label = _label(document, unit, hit)
            if label and (hit.rule.alone or unit not in strong):
                (strong if hit.rule.alone else weak).setdefault(unit, label)
    yield from strong.values()
    chrome = strong.keys() | {unit for block in rule_blocks(document) for unit in range(block.first, block.last + 1)}
    marks = {unit for unit, folded in enumerate(document.folded) if len(folded) < 4 and not words_key(folded)}
    for run in _runs(chrome | weak.keys() | marks):
        if len(set(run) - marks) >= company or not chrome.isdisjoint(run):
            yield from (weak[unit] for unit in run if unit in weak and unit not in chrome)
            yield from (
                Label(unit, unit, "navigation", "rule_lines/marks", _MARKS, 0.5)
                for unit in run[1:-1]
                if unit in marks and unit not in chrome and unit not in weak
            )


def _label(document: Document, unit: int, hit: Hit) -> Label | None:
    rule = hit.rule
    if hit.role != "match" or not stands(document, unit, rule.within) or not _speaks(document, rule):
        return None
    found = fields.read(document, unit, hit)
    if found is None:
        return None
    return Label(unit, unit, rule.kind, rule.id, rule.why, 0.9 if rule.alone else 0.6, found)


def _speaks(document: Document, rule: Rule) -> bool:
    return not rule.languages or document.language in rule.languages


def _runs(units: Iterable[int]) -> Iterable[list[int]]:
    """Stretches of neighbouring units."""
    run: list[int] = []
    for unit in sorted(units):
        if run and unit != run[-1] + 1:
            yield run
            run = []
        run.append(unit)
    if run:
        yield run
