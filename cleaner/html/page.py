"""What a parsed page holds outside its text: meta tags, links, titles; and text of elements, read within bounds.

Nothing here changes the tree, and nothing reads more of a page than its bounds say, whatever is nested in it.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from cleaner.html.tree import Tree
from cleaner.lines import ends_sentence

_MOST_METAS, _LONGEST_META = 400, 2000  # characters
_MOST_SCRIPTS, _LONGEST_SCRIPT = 40, 1_000_000
_MOST_HEADINGS = 12
_LONGEST_PROSE = 100_000
_PROSE = etree.XPath("//p//text()")
_LONGEST_TITLE = 400
_PERMALINKS = "¶🔗 "  # what stands behind a heading to link to it
_MOST_STEPS = 400
_SILENT = frozenset("script style noscript template svg iframe select option button form textarea".split())
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr "
    "address".split()
)


@dataclass(frozen=True, eq=False)
class Page:
    """A parsed page and the address it was asked for at."""

    tree: Tree
    url: str | None = None

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """Name, property or itemprop of each meta tag, in lower case → what it says, in order."""
        found: dict[str, list[str]] = {}
        for tag in islice(self.tree.by_tag("meta"), _MOST_METAS):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
            value = clean_line(tag.get("content", "")[:_LONGEST_META])
            if name and value:
                found.setdefault(name.strip().lower(), []).append(value)
        return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}

    def meta(self, *names: str) -> str:
        """The first of these meta tags that says something."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def title(self) -> str:
        """The text of the head's title tag; those of drawings are none."""
        for tag in self.tree.by_tag("title"):
            parent = tag.getparent()
            if parent is not None and parent.tag in ("head", "html", "body"):
                return clean_line((tag.text or "")[:_LONGEST_META])
        return ""

    @cached_property
    def headings(self) -> tuple[tuple[HtmlElement, str], ...]:
        """The first-order headings with their text."""
        heads = (
            (tag, text_of(tag, _LONGEST_TITLE).rstrip(_PERMALINKS))
            for tag in islice(self.tree.by_tag("h1"), _MOST_HEADINGS)
        )
        return tuple((tag, text) for tag, text in heads if text)

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The JSON-LD blocks, those of a size that a page about one thing can have."""
        scripts = (tag for tag in self.tree.by_tag("script") if "ld+json" in (tag.get("type") or "").lower())
        texts = (tag.text or "" for tag in islice(scripts, _MOST_SCRIPTS))
        return tuple(text for text in texts if text and len(text) <= _LONGEST_SCRIPT)

    @cached_property
    def properties(self) -> list[HtmlElement]:
        """The elements that microdata names a property of."""
        return [element for element, said in self.tree.attributes.items() if "itemprop" in said]

    @cached_property
    def prose(self) -> str:
        """The text of the paragraphs."""
        return " ".join(_PROSE(self.tree.root))[:_LONGEST_PROSE]


def clean_line(text: str) -> str:
    """On one line, without control characters, and without the entities of a text that was escaped twice.

    Those of Latin-1 stay: they are bytes of letters that were read in the wrong encoding, for the fixers to put right.
    """
    line = " ".join(text.split())
    if "&" in line:
        line = html.unescape(line)
    return line if line.isprintable() else "".join(c for c in line if c.isprintable() or "\x80" <= c <= "\x9f")


def text_of(element: HtmlElement, longest: int = 300) -> str:
    """The text inside an element, on one line: its first `longest` characters, found in at most so many steps."""
    parts: list[str] = []
    size = 0
    for node, entering in islice(_inside(element), _MOST_STEPS):
        text = (node.text if entering else node.tail) if _speaks(node) or not entering else None
        if not entering and node is element:
            break
        if entering and node.tag not in INLINE and node is not element:
            parts.append(" ")
        if text:
            parts.append(_apart(parts[-1] if parts else "", text))
            size += len(text)
            if size > 4 * longest:
                break
    return clean_line("".join(parts))[:longest]


def walk(start: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Elements from `start` to the end of the page in their order: entered, and left again."""
    node, entering = start, True
    while node is not None:
        yield node, entering
        child = node[0] if entering and len(node) and _speaks(node) else None
        if child is not None:
            node = child
        elif entering:
            entering = False
        else:
            after = node.getnext()
            node, entering = (after, True) if after is not None else (node.getparent(), False)


def _inside(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    for node, entering in walk(element):
        yield node, entering
        if node is element and not entering:
            return


def _speaks(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag not in _SILENT


def _apart(before: str, text: str) -> str:
    """Text of an element after that of another: apart where the page shows them apart, as `Jane Doe` and `Updated`."""
    glued = before[-1:].isalnum() and not before[-1:].isupper() and (text[0].isupper() or text[0].isdigit())
    return f" {text}" if glued else text


def _joined(parts: list[tuple[HtmlElement, str]]) -> str:
    texts: list[str] = []
    for _, text in parts:
        texts.append(_apart(texts[-1] if texts else "", text))
    return "".join(texts)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as a reader sees it, and the innermost elements that hold its parts."""

    text: str
    parts: tuple[tuple[HtmlElement, str], ...]

    @property
    def is_prose(self) -> bool:
        return len(self.text) >= 120 and ends_sentence(self.text)


def lines(start: HtmlElement, most: int) -> Iterator[Line]:
    """The lines from `start` on, at most `most`; a block element begins and ends one."""
    parts: list[tuple[HtmlElement, str]] = []
    count = 0
    for node, entering in islice(walk(start), 40 * most):
        tag = node.tag
        if isinstance(tag, str) and tag not in INLINE:
            if parts and (text := clean_line(_joined(parts))):
                yield Line(text[:_LONGEST_META], tuple(parts))
                count += 1
                if count >= most:
                    return
            parts = []
        owner = node if entering else node.getparent()
        text = (node.text if _speaks(node) else "") if entering else node.tail
        if text and owner is not None:
            parts.append((owner, text[:_LONGEST_META]))
