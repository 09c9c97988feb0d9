"""For authors of rules and cleaners: run what a rule claims, as the test suite does.

problems = rule_problems(rules)      # empty when every `removes` goes and every `keeps` stays
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.deciding import with_company
from cleaner.document import Document, Label
from cleaner.matching.matcher import Matcher
from cleaner.packs import Rule
from cleaner.registry import labellers
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.html.selectors import Selectors

# A body to put examples beside: prose in which no rule may see anything.
_BODY = """\
The ferry left the small harbour before sunrise, and the two brothers stood at the rail until the last lamp had gone.

Nobody in the village had expected the storm to turn north, yet by noon the fishermen were tying down whatever the wind
could lift, and the school had sent the children home.

When the water fell again on Thursday, the bakery was the first shop to open; its owner had kept the oven burning
through both nights, she told the neighbours, because bread does not wait for the weather."""
PARAGRAPHS = tuple(paragraph.replace("\n", " ") for paragraph in _BODY.split("\n\n"))


def rule_problems(rules: Sequence[Rule], matcher: Matcher) -> Iterator[str]:
    """What is wrong with the proofs of `rules` when all of `matcher`'s rules are on, one line each."""
    for rule in rules:
        if rule.css:
            yield from _selector_problems(rule, matcher)
            continue
        for example in rule.removes:
            if not removes(rule, example, matcher):
                yield f"{rule.id}: does not remove {example!r}"
        for example in rule.keeps:
            for label in kept_wrongly(example, rule, matcher):
                yield f"{rule.id}: {label.rule} takes what it keeps: {example!r}"
        for example in rule.misses:
            if removes(rule, example, matcher):
                yield f"{rule.id}: removes {example!r} now; move it from misses to removes"


def _selector_problems(rule: Rule, matcher: Matcher) -> Iterator[str]:
    """What is wrong with the proof of a rule with selectors, whose examples are HTML.

    It must mark every line of its `removes` by itself, and no such rule may mark a line of its `keeps`. Rules of lines
    are not asked: they see the text of pages, and prove themselves on text.
    """
    from cleaner.html.selectors import Selectors

    own = Selectors([rule])
    for example in rule.removes:
        if not _all_marked(example, own):
            yield f"{rule.id}: does not mark all text of {example!r}"
    for example in rule.keeps:
        for other in sorted({other.id for other in _marks(example, _selectors(matcher)) if other}):
            yield f"{rule.id}: {other} takes text of what it keeps: {example!r}"
    for example in rule.misses:
        if _all_marked(example, own):
            yield f"{rule.id}: marks {example!r} now; move it from misses to removes"


def _all_marked(example: str, own: "Selectors") -> bool:
    marks = _marks(example, own)
    return bool(marks) and all(marks)


def _marks(fragment: str, selectors: "Selectors") -> "list[Rule | None]":
    """The rule that marks each line of a piece of HTML."""
    from cleaner.html.parsing import parse
    from cleaner.html.rendering import lines
    from cleaner.html.selectors import marked

    tree, _ = parse(f"<!doctype html><body>{fragment}</body>")
    return [line.mark for line in lines(tree, marked(tree, selectors))] if tree else []


@lru_cache(maxsize=2)
def _selectors(matcher: Matcher) -> "Selectors":
    from cleaner.html.selectors import Selectors

    return Selectors(matcher.rules)


def removes(rule: Rule, example: str, matcher: Matcher) -> bool:
    """Whether `rule` knows the first line of the example and no line of it is left, where the rule may stand.

    Several packs may know the same words, so which of them names the line does not matter. A rule that needs company
    need only know its line.
    """
    count = len([line for line in example.split("\n") if line.strip()])
    document, first = _beside_body(rule, example, matcher)
    knows = any(hit.rule.id == rule.id and hit.role in ("match", "starts") for hit in document.hits.get(first, ()))
    if not rule.alone and count == 1:
        return knows
    labels = _rule_labels(document)
    named = {unit for label in labels for unit in range(label.first, label.last + 1)}
    return knows and named == set(range(first, first + count))


def kept_wrongly(example: str, rule: Rule, matcher: Matcher) -> list[Label]:
    """Labels that any rule puts on an example that must stay, alone, above a body, inside it and below it."""
    body = "\n\n".join(PARAGRAPHS)
    wrong: list[Label] = []
    for text in (
        example,
        f"{example}\n\n{body}",
        f"{PARAGRAPHS[0]}\n\n{example}\n\n{PARAGRAPHS[1]}",
        f"{body}\n\n{example}",
    ):
        wrong += _rule_labels(_document(text, rule, matcher))
    return wrong


def _beside_body(rule: Rule, example: str, matcher: Matcher) -> tuple[Document, int]:
    """The example above the body, or below it where the rule belongs there, and the unit it begins at."""
    body = "\n\n".join(PARAGRAPHS)
    if rule.within == "bottom" or rule.through:
        return _document(f"{body}\n\n{example}", rule, matcher), len(PARAGRAPHS)
    return _document(f"{example}\n\n{body}", rule, matcher), 0


def _document(text: str, rule: Rule, matcher: Matcher) -> Document:
    known = {"language": rule.languages[0]} if rule.languages else {}
    return Document(re.sub(r"\n{3,}", "\n\n", text), matcher, known)


def _rule_labels(document: Document) -> list[Label]:
    """What the rule-driven labellers say of a document, weak lines without company left out."""
    said = [
        label for cleaner in labellers() if cleaner.name.startswith("rule_") for label in cleaner.function(document)
    ]
    return with_company(said, Settings().company)
