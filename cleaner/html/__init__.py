"""HTML in: trafilatura finds the main text, `facts` what a page says of itself; the text cleaners do the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner import languages

if TYPE_CHECKING:
    from cleaner.html.fact import Fact

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def looks_like(text: str) -> bool:
    """Whether text begins as an HTML page does."""
    return _MARKUP.match(text[:2000]) is not None


def extract(page: str, url: str | None = None) -> tuple[str, dict[str, Fact]]:
    """Main text of a page, a line a block, and the surest fact of each metadata field; nothing is fetched."""
    import trafilatura  # a quarter of a second

    from cleaner.html.fact import Fact, surest
    from cleaner.html.facts import facts

    tree = trafilatura.load_html(page)
    if tree is None:
        return "", {}
    said = facts(tree, url)
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    text = str((found if isinstance(found, dict) else found.as_dict()).get("text") or "") if found else ""
    if code := languages.vote(text):
        said.append(Fact("language", code, "text", 0.9))
    return text, surest(said)
