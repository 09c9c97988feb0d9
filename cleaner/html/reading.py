"""A page read once: parsed, rendered as lines, and compared with what others take for its main text."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from cleaner.html import agreement, hints
from cleaner.html.layout import Layout, laid_out
from cleaner.html.parsing import encoded, parsed, tamed
from cleaner.html.rendering import Marks, lines
from cleaner.html.roles import role
from cleaner.html.tree import Tree

_LARGE = 4_000_000  # characters of a page that trafilatura is not asked about: it would take minutes
_SPANS = re.compile(r"\s(?:col|row)span\s*=\s*[\"']?\d+[\"']?", re.IGNORECASE)  # trafilatura fills a row for each cell
_DECLARED = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"')
_TAG = re.compile(r"<[^<>]*>")

Fixer = Callable[[str], str]
EMPTY = "empty-page: it shows no text without its scripts"
_UNASKED = "large-page: trafilatura was not asked"


@dataclass(frozen=True, eq=False)
class Rendered:
    """What a page says: its text, where its lines stood (None if that is lost), its tree, and flags for a reader."""

    text: str
    layout: Layout | None
    tree: Tree | None
    flags: tuple[str, ...] = ()


def read(page: str, fix: Fixer, mark: Callable[[Tree], Marks] | None = None) -> Rendered:
    """A page as text, its characters put right by `fix`.

    `mark` says which elements of the tree rules mark; their lines carry the rule.
    """
    said = tamed(encoded(page))
    tree, whole = parsed(said)
    if tree is None:
        return Rendered("", None, None, ("empty-page: there is no element in it",))
    if not whole:  # what lies deeper than the parser goes is in the text, but not in the tree
        return Rendered(fix(_flat(page)), None, tree, ("broken-markup: nested too deeply; read as plain text",))
    rendered = lines(tree, mark(tree) if mark else None)
    texts = [line.text for line in rendered]
    text, rows = joined(texts, [line.gap for line in rendered], fix)
    if not text:
        return Rendered("", None, tree, (EMPTY,))
    table = hints.table(rendered, agreement.shares(texts, declared(page)))

    def opinion() -> Any:
        return hints.with_chosen(table, rendered, agreement.shares(texts, _chosen(said.decode())))

    roles, marks = [role(line.context) for line in rendered], [line.mark for line in rendered]
    if len(page) > _LARGE:
        return Rendered(text, laid_out(text, rows, table, roles, marks), tree, (_UNASKED,))
    return Rendered(text, laid_out(text, rows, table, roles, marks, opinion), tree)


def _flat(page: str) -> str:
    """The text of a page that is too deep for lxml, a line an element."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return "\n".join(soup.stripped_strings)


def joined(texts: Sequence[str], gaps: Sequence[bool], fix: Fixer) -> tuple[str, list[int]]:
    """The lines as one text, blank ones before some, and for each of its lines the number of the given one."""
    fixed = fix("\n".join(texts)).split("\n")
    numbers = [number for number, text in enumerate(texts) for _ in range(text.count("\n") + 1)]
    if len(fixed) != len(numbers):  # a fixer took lines out, or made some
        parts = [(number, part) for number, text in enumerate(texts) for part in fix(text).split("\n")]
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
        if out and number != before and gaps[number]:
            out.append("")
            rows.append(-1)
        out.append(text)
        rows.append(number)
        before = number
    return "\n".join(out), rows


def _chosen(page: str) -> str:
    """What trafilatura takes for the main text."""
    import trafilatura  # a quarter of a second

    return trafilatura.extract(_SPANS.sub("", page), include_comments=False, fast=True) or ""


def declared(page: str) -> str:
    """The longest `articleBody` of the page's JSON-LD (schema.org), without markup."""
    if '"articleBody"' not in page:
        return ""
    found = max(_DECLARED.findall(page), key=len, default="")
    try:
        text = str(json.loads(f'"{found}"', strict=False))
    except ValueError:
        return ""
    return unescape(_TAG.sub(" ", text))
