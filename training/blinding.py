"""Cleaners that lack some of the rules, as on pages of which nobody has seen the like.

Those who wrote the rules had looked at these pages: of the unwanted segments the rules take 54 % where pages are free
for training, 43 % on validation pages. A net that learns from the former how much rules miss trusts them too far
elsewhere. With a third of the rules left out at random, on all pages with segments and on every other page with gold,
nets for pages reach a segment F1 of 0.939 on validation pages, 0.934 without that, and on all kinds of them a word F1
of 0.863, 0.860 without that (means of two starts; articles 0.955 and 0.956). On texts two nets that saw all rules and
two that did not are better together than four of either kind.
"""

import hashlib
import random
from functools import lru_cache

from cleaner import Cleaner, Settings
from training.pages import Page

_LEFT_OUT = 0.35  # of the rules
_PAGES = {"segments": 1.0}  # share of pages of a kind read with fewer rules
_MOST_PAGES = 0.5
_WAYS = 12  # of leaving rules out


def cleaner_for(page: Page, form: str, *, blinded: bool) -> Cleaner:
    """The cleaner that a form of a page is read with; a blinded one may lack rules, the same every time."""
    drawn = random.Random(hashlib.sha256(f"{page.id} {form}".encode()).digest())
    way = drawn.randrange(_WAYS)
    return _cleaner(way if blinded and drawn.random() < _PAGES.get(page.kind, _MOST_PAGES) else None)


@lru_cache(maxsize=_WAYS + 1)
def _cleaner(way: int | None) -> Cleaner:
    """A cleaner without the line model; `way` says which rules it lacks."""
    cleaner = Cleaner(Settings(model=False))
    if way is None:
        return cleaner
    drawn = random.Random(way)
    ignore = tuple(rule.id for rule in cleaner.matcher.rules if drawn.random() < _LEFT_OUT)
    return Cleaner(Settings(model=False, ignore=ignore))
