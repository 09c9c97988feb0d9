"""Examples from pages as HTML: the lines a cleaner sees, with what the tree says of each."""

import dataclasses
from collections.abc import Iterator

import numpy as np

from cleaner import Cleaner, Settings
from cleaner.document import Document
from cleaner.model.evidence import evidence
from cleaner.rounds import rules_say
from training import data
from training.align import align, words
from training.examples import Example
from training.pages import Page

_LONGEST = 400_000  # characters
_SHOWN = 4.0  # how far a segment that somebody marked is trusted, where a line of an extraction counts 1


def of_page(page: Page) -> Iterator[data.Item]:
    """A page with trafilatura's choice to go by, and without."""
    cleaner = Cleaner(Settings(model=False))
    read = cleaner._read(page.html, "html", page.url, {})
    if read.layout is None or not read.text.strip() or len(read.text) > _LONGEST:
        return
    document = Document(read.text, cleaner.matcher, read.known.values, page.url, read.layout)
    labels = rules_say(document, cleaner.settings).labels
    labelled = _labelled(page, document)
    if labelled is None:
        return
    gold, share, trust = labelled
    example = Example(
        page.id, page.site, page.fold, page.kind, "html", gold, read.text, document.units,
        np.array(document.spans, np.int32).reshape(-1, 2), document.folded, evidence(document, labels), share,
        np.array([len(words(unit)) for unit in document.units]), trust, document.body,
    )  # fmt: skip
    yield _item(example, read.layout.told().of(document.spans))
    yield _item(dataclasses.replace(example, form="html-alone"), read.layout.of(document.spans))


def _item(example: Example, table: np.ndarray) -> data.Item:
    item = data.item(example)
    item.table = np.concatenate([item.table, table.astype(np.float16)], axis=1)
    return item


def _labelled(page: Page, document: Document) -> tuple[str, np.ndarray, np.ndarray] | None:
    """Gold text, share of each unit in it, and how far that can be trusted; None if the page cannot be used.

    For a page without gold, a precise extraction that agrees with the page's segments stands in.
    """
    if page.gold is not None:
        share = align(document.units, page.gold)
        return page.gold, share, np.ones(len(share))
    import trafilatura

    precise = trafilatura.extract(page.html, include_comments=False, favor_precision=True) or ""
    more = trafilatura.extract(page.html, include_comments=True, favor_recall=True) or ""
    spaced = " ".join(precise.split())
    wanted = [" ".join(segment.split()) for segment in page.wanted]
    unwanted = [" ".join(segment.split()) for segment in page.unwanted]
    if sum(s in spaced for s in wanted) < len(wanted) / 2 or any(s in spaced for s in unwanted):
        return None
    share, doubtful = align(document.units, precise), align(document.units, more)
    trust = np.where((doubtful > 0.5) & ~(share > 0.5), 0.0, 1.0)
    for unit, line in enumerate(document.units):
        flat = " ".join(line.split())
        if any(s in flat for s in wanted):
            share[unit], trust[unit] = 1.0, _SHOWN
        elif any(s in flat for s in unwanted):
            share[unit], trust[unit] = 0.0, _SHOWN
    return precise, share, trust
