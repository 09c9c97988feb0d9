"""From a page to examples: the units a cleaner sees, what the rules say of them, and how much of each is body."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from cleaner.document import Document, Label
from cleaner.matching.matcher import silent
from cleaner.model.evidence import evidence
from cleaner.pipeline import _fix
from cleaner.rounds import rules_say
from training import renderings
from training.align import align, words
from training.blinding import cleaner_for
from training.pages import Page, drawn

_LONGEST = 400_000  # characters; a few pages are megabytes of listing
_AS_OTHERS = frozenset(("wrapped", "one-line"))  # forms that on one line are like others
_SHOWN = 2.0  # how far a segment that somebody marked is trusted, where a line of an extraction counts 1


class How(NamedTuple):
    """How the examples of pages as text are made.

    `blinded`: with some of the rules left out; `glanced`: without a word of any; `one_line`: each all on one line.
    """

    blinded: bool = False
    glanced: bool = False
    one_line: bool = False


@dataclass
class Example:
    """One form of one page, ready to learn from."""

    page: str
    site: str
    fold: int
    kind: str
    form: str
    gold: str
    text: str  # after the fixers
    units: tuple[str, ...]
    spans: np.ndarray
    folded: tuple[str, ...]
    evidence: np.ndarray  # units x columns, as the model sees the rules
    share: np.ndarray  # of each unit's words in the body
    words: np.ndarray  # of each unit
    trust: np.ndarray  # how far each label can be trusted
    body: tuple[int, int]  # the stretch of densest prose
    wanted: tuple[str, ...] = ()  # segments that belong to the body
    unwanted: tuple[str, ...] = ()  # and that do not
    one_line: bool = False  # whether the form was put all on one line


def of_page(page: Page, seed: int, how: How) -> Iterator[Example]:
    """All examples of a page, the same for the same seed."""
    if page.gold is None:
        yield from _silver(page, how)
        return
    for name, text, gold in _forms(page, drawn(page, seed)):
        if not (how.one_line and name in _AS_OTHERS):
            yield make(page, name, text, gold, how)


def _forms(page: Page, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Name, text and gold of each form of a page with a gold body."""
    assert page.gold is not None
    for name, text in renderings.of_page(page, rng):
        if text.strip():
            yield name, text, text if name == "excerpt" else page.gold
    yield from renderings.foreign_of(page, rng)


def make(page: Page, name: str, text: str, gold: str, how: How) -> Example:
    """One example of a page in the form called `name`."""
    if how.one_line:
        text = " ".join(text.split())
    source, _ = _fix(text[:_LONGEST], ())
    cleaner = None if how.glanced else cleaner_for(page, f"line-{name}" if how.one_line else name, blinded=how.blinded)
    known = {"url": page.url} if page.url else {}
    document = Document(source, cleaner.matcher if cleaner else silent(), known, page.url)
    share = align(document.units, gold)
    labels = rules_say(document, cleaner.settings).labels if cleaner else []
    example = of_document(page, name, gold, document, labels, share, np.ones(len(share)))
    return replace(example, one_line=how.one_line)


def of_document(
    page: Page,
    form: str,
    gold: str,
    document: Document,
    labels: Sequence[Label],
    share: np.ndarray,
    trust: np.ndarray,
) -> Example:
    """The example that a document is, with the rules' labels, the share of each unit in the body, and its trust."""
    return Example(
        page.id, page.site, page.fold, page.kind, form, gold, document.text, document.units,
        np.array(document.spans, np.int32).reshape(-1, 2), document.folded, evidence(document, labels), share,
        np.array([len(words(unit)) for unit in document.units]), trust, document.body,
        page.wanted, page.unwanted,
    )  # fmt: skip


@dataclass(frozen=True)
class Silver:
    """What stands in for the gold of a page with segments only: a precise extraction, beside a generous one.

    Where the precise one disagrees with the segments, nothing but the segments is believed.
    """

    precise: str
    more: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the extraction has most segments that it should have, and none that it should not."""
        spaced = " ".join(self.precise.split())
        has = sum(segment in spaced for segment in self.wanted)
        return has >= len(self.wanted) / 2 and not any(segment in spaced for segment in self.unwanted)

    def labels(self, units: Sequence[str], share: np.ndarray, shown: float) -> tuple[np.ndarray, np.ndarray]:
        """`share` as the segments correct it, and how far it is trusted.

        That is not at all where the extractions differ, and `shown` times where a segment tells.
        """
        doubtful = (align(units, self.more) > 0.5) & ~(share > 0.5)
        trust = np.where(doubtful | (not self.agrees), 0.0, 1.0)
        for unit, line in enumerate(units):
            flat = " ".join(line.split())
            if any(s in flat for s in self.wanted):
                share[unit], trust[unit] = 1.0, shown
            elif any(s in flat for s in self.unwanted):
                share[unit], trust[unit] = 0.0, shown
        return share, trust


def silver(page: Page) -> Silver:
    """The extractions of a page, beside its segments."""
    import trafilatura

    precise = trafilatura.extract(page.html, include_comments=False, favor_precision=True) or ""
    more = trafilatura.extract(page.html, include_comments=True, favor_recall=True) or ""
    wanted = tuple(" ".join(segment.split()) for segment in page.wanted)
    unwanted = tuple(" ".join(segment.split()) for segment in page.unwanted)
    return Silver(precise, more, wanted, unwanted)


def _silver(page: Page, how: How) -> Iterator[Example]:
    """A page without gold, in the forms it can be had in."""
    from training.renderings import _plain

    found = silver(page)
    forms = {"dump": page.dumps["dump"], "resiliparse": _plain(page.html)}
    if found.agrees:
        forms["clean"] = found.precise
    for name, text in forms.items():
        example = make(page, name, text, found.precise, how)
        if name != "clean":
            example.share, example.trust = found.labels(example.units, example.share, _SHOWN)
        yield example
