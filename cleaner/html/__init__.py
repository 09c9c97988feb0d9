"""HTML in: a page as lines of text, each with what stands around it, and what the page says of itself."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.html.reading import Rendered, read

if TYPE_CHECKING:
    from cleaner.html.tree import Tree

__all__ = ["Rendered", "described", "looks_like", "read"]

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def looks_like(text: str) -> bool:
    """Whether text begins as an HTML page does."""
    return _MARKUP.match(text[:2000]) is not None


def described(tree: "Tree", text: str, url: str | None, site: Mapping[str, Any]) -> dict[str, tuple[Any, str, float]]:
    """What a page says of itself: for each field the surest value, where it stands, and how sure that is.

    `text` is what it shows; `site` is what the packs of its site found in the places they know.
    """
    from cleaner import languages
    from cleaner.heads import people
    from cleaner.html import published
    from cleaner.html.fact import Fact, surest
    from cleaner.html.facts import facts

    said = facts(tree, url)
    if title := site.get("title"):
        said.append(Fact("title", title, "site", 0.97))
    if authors := [name for line in site.get("authors", ()) for name in people.names(line)]:
        said.append(Fact("authors", authors, "site", 0.97))
    if date := published.iso(site.get("date", "")):
        said.append(Fact("date", date, "site", 0.97))
    if code := languages.vote(text):
        said.append(Fact("language", code, "text", 0.9))
    return {name: (fact.value, fact.source, fact.sure) for name, fact in surest(said).items()}
