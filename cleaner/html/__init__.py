"""HTML in: trafilatura finds the main text and what the page says of itself; the text cleaners do the rest."""

import re
from typing import Any

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FIELDS = {"title": "title", "date": "date", "sitename": "site", "description": "description", "url": "url"}


def looks_like(text: str) -> bool:
    """Whether text begins as an HTML page does."""
    return _MARKUP.match(text[:2000]) is not None


def extract(page: str) -> tuple[str, dict[str, Any]]:
    """Main text of a page, a line a block, and its metadata; nothing is fetched."""
    import trafilatura  # a quarter of a second

    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    if found is None:
        return "", {}
    page_says = found if isinstance(found, dict) else found.as_dict()
    known = {ours: page_says[theirs] for theirs, ours in _FIELDS.items() if page_says.get(theirs)}
    if page_says.get("author"):
        known["authors"] = page_says["author"].split("; ")
    return page_says.get("text") or "", known
