"""Texts that look enough like scraped pages to make every rule and every labeller fire, and some that do not."""

from hypothesis import strategies as st

from cleaner import packs
from cleaner.testing import PARAGRAPHS

RULES, _ = packs.shipped()
CHROME = sorted({example for rule in RULES for example in (*rule.removes, *rule.keeps)})

prose = st.sampled_from(PARAGRAPHS)
chrome = st.sampled_from(CHROME)
noise = st.text(max_size=60)
heading = st.sampled_from(["Storm turns north", "The bakery opens first", "Introduction", "1. What happened", "Notes"])
breaks = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\r\n", " \n\t\n", " "])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Paragraphs, chrome, headings and noise in any order, with any breaks."""
    parts = draw(st.lists(st.one_of(prose, prose, chrome, chrome, chrome, heading, noise), max_size=25))
    return "".join(part + draw(breaks) for part in parts)


any_text = st.one_of(pages(), st.text(), st.text(st.characters(codec=None, exclude_categories=())))
