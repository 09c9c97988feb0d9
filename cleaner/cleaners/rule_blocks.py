"""Blocks of chrome: donation boxes, comment tails, newsletter forms."""

from collections.abc import Iterable

from cleaner.document import Document, Label
from cleaner.registry import labeller


@labeller
def rule_blocks(document: Document) -> Iterable[Label]:
    """Lines that are chrome because of the lines around them, as the packs describe them."""
    return document.blocks
