"""HTML in: a page as lines of text, each with what stands around it, and what the page says of itself."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.html.context import BLOCKS
from cleaner.html.reading import Fixer, Rendered, read
from cleaner.html.skimming import skim

if TYPE_CHECKING:
    from cleaner.html.tree import Tree

__all__ = ["Rendered", "described", "looks_like", "read", "skim"]

# What may stand before the first tag; no part of it is tried again in another way, so it takes linear time.
_BEFORE = r"\ufeff?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"
_PAGE = re.compile(_BEFORE + r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FIRST_TAG = re.compile(_BEFORE + r"<([a-z][a-z0-9]*)(?:\s[^<>]*+)?>", re.IGNORECASE | re.DOTALL)
_LAST_TAG = re.compile(r"(?:</[a-z][a-z0-9]*\s*>|-->)\Z", re.IGNORECASE)
_LONGEST_TAG = 100  # characters of a closing tag


def looks_like(text: str) -> bool:
    """Whether text begins as an HTML page does, or is a fragment of one."""
    return _PAGE.match(text) is not None or _is_fragment(text)


def _is_fragment(text: str) -> bool:
    """Whether text begins with the tag of a block element, has the tag that closes it, and ends with a closing tag.

    Text that quotes code goes on behind it, and so does Markdown with a picture in a `<p>` above it.
    """
    first = _FIRST_TAG.match(text)
    if not first or first[1].lower() not in BLOCKS or not _LAST_TAG.search(text.rstrip()[-_LONGEST_TAG:]):
        return False
    return re.compile(rf"</{first[1]}\s*>", re.IGNORECASE).search(text, first.end()) is not None


def described(
    tree: "Tree", text: str, url: str | None, site: Mapping[str, Any], fix: Fixer
) -> dict[str, tuple[Any, str, float]]:
    """What a page says of itself, put right by `fix`: for each field the surest value, its source, and how sure it is.

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
    return {name: (_fixed(fact.value, fix), fact.source, fact.sure) for name, fact in surest(said).items()}


def _fixed(value: Any, fix: Fixer) -> Any:
    """A value of a field, one text or several, its characters put right."""
    if isinstance(value, list):
        return [_fixed(one, fix) for one in value]
    return value if value.isascii() else fix(value)
