"""Examples from pages as HTML: the lines a cleaner sees, with what the tree says of each."""

from collections.abc import Iterator

import numpy as np

from cleaner.document import Document
from cleaner.html import skim
from cleaner.matching.matcher import silent
from cleaner.pipeline import _fix
from cleaner.rounds import rules_say
from training import data
from training.align import align
from training.blinding import cleaner_for
from training.examples import Example, of_document, silver
from training.pages import Page

_LONGEST = 400_000  # characters
_SHOWN = 4.0  # how far a segment that somebody marked is trusted; a page has two forms here, not a dump and its kin


def of_page(page: Page, *, blinded: bool) -> Iterator[data.Item]:
    """A page with trafilatura's choice to go by, and without."""
    cleaner = cleaner_for(page, "html", blinded=False)
    read = cleaner._read(page.html, "html", page.url, {})
    if read.layout is None or not read.text.strip() or len(read.text) > _LONGEST:
        return
    document = Document(read.text, cleaner.matcher, read.known.values, page.url, read.layout)
    gold, share, trust = _labelled(page, document)
    for form, layout in (("html", read.layout.told()), ("html-alone", read.layout)):
        labels = rules_say(document, cleaner_for(page, form, blinded=blinded).settings).labels
        example = of_document(page, form, gold, document, labels, share, trust)
        yield _item(example, layout.of(document.spans))


def of_skimmed(page: Page) -> Iterator[data.Item]:
    """A page as it is skimmed, without a word of the rules, which are asked only about what the nets leave."""
    read = skim(page.html, lambda text: _fix(text, ())[0])
    if read.layout is None or len(read.text) > _LONGEST:
        return
    document = Document(read.text, silent(), {}, page.url, read.layout)
    gold, share, trust = _labelled(page, document)
    example = of_document(page, "skimmed", gold, document, [], share, trust)
    yield _item(example, read.layout.of(document.spans))


def _item(example: Example, table: np.ndarray) -> data.Item:
    item = data.item(example)
    item.table = np.concatenate([item.table, table.astype(np.float16)], axis=1)
    return item


def _labelled(page: Page, document: Document) -> tuple[str, np.ndarray, np.ndarray]:
    """Gold text, share of each unit in it, and how far that can be trusted; without gold, what stands in for it."""
    if page.gold is not None:
        share = align(document.units, page.gold)
        return page.gold, share, np.ones(len(share))
    found = silver(page)
    return found.precise, *found.labels(document.units, align(document.units, found.precise), _SHOWN)
