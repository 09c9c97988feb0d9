"""HTML parsed by libxml2, within bounds."""

import re
from collections.abc import Iterator

from cleaner.html.tree import Tree

_LONG = 10_000  # characters of a tag from which on its attributes are counted
_LONG_TAG = re.compile(rf"<(\w++)([^<>]{{{_LONG},}}+)>")
_MOST_ATTRIBUTES = 1_000
# One with a value in quotes, which may hold blanks.
_ATTRIBUTE = re.compile(r"""(?<=\s)[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_NOT_XML = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
_BLANKED = bytes.maketrans(_NOT_XML, b" " * len(_NOT_XML))
_LAST_TAGS = (b"</body>", b"</html>", b"</BODY>", b"</HTML>")


def parse(page: str) -> tuple[Tree | None, bool]:
    """The tree, None if there is no element, and whether all of the page is in it."""
    return parsed(tamed(encoded(page)))


def parsed(page: bytes) -> tuple[Tree | None, bool]:
    """The same of a page that is `encoded` and `tamed`."""
    from lxml import etree

    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None, True
    return Tree(root), not any("depth" in entry.message for entry in parser.error_log)


def tamed(page: bytes) -> bytes:
    """Without control characters, and without the ends of body and page, behind which libxml2 drops what comes."""
    page = page.translate(_BLANKED)
    for tag in _LAST_TAGS:
        page = page.replace(tag, b"")
    return page


def encoded(page: str) -> bytes:
    """UTF-8 that parsers read in linear time."""
    return bounded(page).encode("utf-8", "replace")


def bounded(page: str) -> str:
    """A page whose tags of thousands of attributes have none: parsers compare each of them with all others."""
    parts, at = [], 0
    for start in _long_tags(page):
        tag = _LONG_TAG.match(page, start) if start >= at else None
        if tag and max(tag[2].count("="), len(_ATTRIBUTE.sub("a", tag[2]).split())) > _MOST_ATTRIBUTES:
            parts += [page[at:start], f"<{tag[1]}>"]
            at = tag.end()
    return "".join([*parts, page[at:]]) if parts else page


def _long_tags(page: str) -> Iterator[int]:
    """Where there may be one; in each there is a window of half its length where no tag begins."""
    half = _LONG // 2
    for at in range(0, len(page), half):
        if page.find("<", at, at + half) < 0:
            start = page.rfind("<", max(at - half, 0), at)
            if start >= 0 and page.find(">", start, start + _LONG) < 0:
                yield start
