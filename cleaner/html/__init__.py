"""HTML in: a page as lines of text, each with what stands around it, and what the page says of itself."""

import re
from typing import Any

from cleaner.html.page import Page, read

__all__ = ["Page", "facts", "looks_like", "read"]

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FIELDS = {"title": "title", "date": "date", "sitename": "site", "description": "description", "url": "url"}


def looks_like(text: str) -> bool:
    """Whether text begins as an HTML page does."""
    return _MARKUP.match(text[:2000]) is not None


def facts(page: str) -> dict[str, Any]:
    """What a page says of itself; nothing is fetched."""
    import trafilatura  # a quarter of a second

    found = trafilatura.extract_metadata(page)
    if found is None:
        return {}
    page_says = found.as_dict()
    known = {ours: page_says[theirs] for theirs, ours in _FIELDS.items() if page_says.get(theirs)}
    if page_says.get("author"):
        known["authors"] = page_says["author"].split("; ")
    return known
