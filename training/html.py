"""Examples from pages as HTML: the lines a cleaner sees, with what the tree says of each."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from cleaner.document import Document
from cleaner.html import skim
from cleaner.matching.matcher import silent
from cleaner.pipeline import _fix
from cleaner.rounds import rules_say
from training import data, foreign
from training.align import align
from training.blinding import cleaner_for
from training.examples import Example, of_document, silver
from training.pages import Page, drawn

_LONGEST = 400_000  # characters
_SHOWN = 4.0  # how far a segment that somebody marked is trusted; a page has two forms here, not a dump and its kin


def of_page(page: Page, seed: int, *, blinded: bool) -> Iterator[data.Item]:
    """A page with trafilatura's choice to go by, and without; and once in letters that no word list knows."""
    yield from _read(page, ("html", "html-alone"), blinded=blinded)
    if page.gold is not None:
        rng = drawn(page, seed)
        yield from _read(_foreign(page, rng), (rng.choice(("foreign-html", "foreign-html-alone")),), blinded=blinded)


def of_skimmed(page: Page, seed: int) -> Iterator[data.Item]:
    """A page as it is skimmed, and once in letters that no word list knows."""
    yield from _skimmed(page, "skimmed")
    if page.gold is not None:
        yield from _skimmed(_foreign(page, drawn(page, seed)), "foreign-skimmed")


def _foreign(page: Page, rng: random.Random) -> Page:
    """The page with its letters exchanged; half of them for those of scripts without blanks, the harder half."""
    assert page.gold is not None
    script = rng.choice(rng.choice((foreign.UNSPACED, foreign.SCRIPTS)))
    return replace(page, html=foreign.rewrite_page(page.html, script), gold=foreign.rewrite(page.gold, script))


def _read(page: Page, forms: Sequence[str], *, blinded: bool) -> Iterator[data.Item]:
    """A page as it is read, in each of these forms."""
    cleaner = cleaner_for(page, "html", blinded=False)
    read = cleaner._read(page.html, "html", page.url, {})
    if read.layout is None or not read.text.strip() or len(read.text) > _LONGEST:
        return
    document = Document(read.text, cleaner.matcher, read.known.values, page.url, read.layout)
    gold, share, trust = _labelled(page, document)
    for form in forms:
        layout = read.layout if form.endswith("alone") else read.layout.told()
        labels = rules_say(document, cleaner_for(page, form, blinded=blinded).settings).labels
        example = of_document(page, form, gold, document, labels, share, trust)
        yield _item(example, layout.of(document.spans))


def _skimmed(page: Page, form: str) -> Iterator[data.Item]:
    """A page as it is skimmed, without a word of the rules, which are asked only about what the nets leave."""
    read = skim(page.html, lambda text: _fix(text, ())[0])
    if read.layout is None or len(read.text) > _LONGEST:
        return
    document = Document(read.text, silent(), {}, page.url, read.layout)
    gold, share, trust = _labelled(page, document)
    example = of_document(page, form, gold, document, [], share, trust)
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
