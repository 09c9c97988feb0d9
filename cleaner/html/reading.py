"""A page read once: parsed, rendered as lines, and compared with what others take for its main text."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from cleaner.html import agreement, hints
from cleaner.html.layout import Layout, laid_out
from cleaner.html.rendering import Line, Marks, lines
from cleaner.html.roles import role
from cleaner.html.tree import Tree

_LARGE = 4_000_000  # characters of a page that trafilatura is not asked about: it would take minutes
_DECLARED = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"')
_TAG = re.compile(r"<[^>]*>")
_LONG = 10_000  # bytes of a tag from which on its attributes are counted
_LONG_TAG = re.compile(rb"<(\w+)([^<>]{%d,})>" % _LONG)
_MOST_ATTRIBUTES = 1_000
_NOT_XML = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
_BLANKED = bytes.maketrans(_NOT_XML, b" " * len(_NOT_XML))
_LAST_TAGS = (b"</body>", b"</html>", b"</BODY>", b"</HTML>")

Fixer = Callable[[str], str]


@dataclass(frozen=True, eq=False)
class Rendered:
    """What a page says: its text, where its lines stood (None if that is lost), its tree, and flags for a reader."""

    text: str
    layout: Layout | None
    tree: Tree | None
    flags: tuple[str, ...] = ()


def read(page: str, fix: Fixer, *, fast: bool = False, mark: Callable[[Tree], Marks] | None = None) -> Rendered:
    """A page as text, its characters put right by `fix`; `fast` does without trafilatura's opinion.

    `mark` says which elements of the tree rules mark; their lines carry the rule.
    """
    tamed = _tamed(page)
    tree, whole = _parsed(tamed)
    if tree is None:
        return Rendered("", None, None, ("empty-page: there is no element in it",))
    if not whole:  # what lies deeper than the parser goes is in the text, but not in the tree
        return Rendered(fix(_flat(page)), None, tree, ("broken-markup: nested too deeply; read as plain text",))
    rendered = lines(tree, mark(tree) if mark else None)
    text, rows = _joined(rendered, fix)
    if not text:
        return Rendered("", None, tree, ("empty-page: it shows no text without its scripts",))
    flags: tuple[str, ...] = ()
    if not fast and len(page) > _LARGE:
        fast, flags = True, ("large-page: trafilatura was not asked",)
    texts = [line.text for line in rendered]
    table = hints.table(rendered, agreement.shares(texts, _declared(page)))

    def opinion() -> Any:
        return hints.with_chosen(table, rendered, agreement.shares(texts, _chosen(tamed.decode())))

    roles, marks = [role(line.context) for line in rendered], [line.mark for line in rendered]
    return Rendered(text, laid_out(text, rows, table, roles, marks, None if fast else opinion), tree, flags)


def parse(page: str) -> tuple[Tree | None, bool]:
    """The tree, None if there is no element, and whether all of the page is in it."""
    return _parsed(_tamed(page))


def _parsed(tamed: bytes) -> tuple[Tree | None, bool]:
    from lxml import etree

    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(tamed, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None, True
    return Tree(root), not any("depth" in entry.message for entry in parser.error_log)


def _tamed(page: str) -> bytes:
    """UTF-8 that libxml2 reads whole and in linear time.

    Without control characters; without the ends of body and page, behind which it drops what is still to come; and tags
    of thousands of attributes without these, of which it compares all pairs. Bytes are looked through in half the time
    that characters take.
    """
    tamed = page.encode("utf-8", "replace").translate(_BLANKED)
    for tag in _LAST_TAGS:
        tamed = tamed.replace(tag, b"")
    long = [part for part in tamed.split(b"<") if len(part) >= _LONG]
    if not any(part.find(b">", 0, _LONG) < 0 for part in long):
        return tamed
    return _LONG_TAG.sub(lambda tag: b"<%s>" % tag[1] if tag[2].count(b"=") > _MOST_ATTRIBUTES else tag[0], tamed)


def _flat(page: str) -> str:
    """The text of a page that is too deep for lxml, a line an element."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return "\n".join(soup.stripped_strings)


def _joined(rendered: list[Line], fix: Fixer) -> tuple[str, list[int]]:
    """The lines as one text, blank lines between paragraphs, and for each line of it the number of the rendered one."""
    together = "\n".join(line.text for line in rendered)
    fixed = fix(together).split("\n")
    numbers = [number for number, line in enumerate(rendered) for _ in line.text.split("\n")]
    if len(fixed) != len(numbers):  # a fixer took lines out, or made some
        parts = [(number, part) for number, line in enumerate(rendered) for part in fix(line.text).split("\n")]
        numbers, fixed = [number for number, _ in parts], [part for _, part in parts]
    out: list[str] = []
    rows: list[int] = []
    before = -1
    for number, text in zip(numbers, fixed, strict=True):
        if not text.strip():
            if number == before:  # a blank line in code
                out.append("")
                rows.append(number)
            continue
        if out and number != before and rendered[number].gap:
            out.append("")
            rows.append(-1)
        out.append(text)
        rows.append(number)
        before = number
    return "\n".join(out), rows


def _chosen(page: str) -> str:
    """What trafilatura takes for the main text."""
    import trafilatura  # a quarter of a second

    return trafilatura.extract(page, include_comments=False, fast=True) or ""


def _declared(page: str) -> str:
    """The longest `articleBody` of the page's JSON-LD (schema.org), without markup."""
    if '"articleBody"' not in page:
        return ""
    found = max(_DECLARED.findall(page), key=len, default="")
    try:
        text = str(json.loads(f'"{found}"', strict=False))
    except ValueError:
        return ""
    return unescape(_TAG.sub(" ", text))
