"""A page skimmed: the lines that resiliparse prints of it, in a tenth of the time a walk over its elements takes here.

It parses as browsers do and prints in compiled code, with marks for headings, paragraphs, code and links. Where the
parts of a page begin and end is written into it before that, in characters that no text has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from typing import Any

from cleaner.html import agreement, hints
from cleaner.html.layout import laid_out
from cleaner.html.parsing import bounded, parsed, tamed
from cleaner.html.reading import EMPTY, Fixer, Rendered, declared, joined
from cleaner.html.rendering import EDIT, most_of_a_page

_TAGS = "h1 h2 h3 h4 h5 h6 p pre row".split()
_TAG_NUMBERS = {tag: number for number, tag in enumerate(_TAGS)}
_ELEMENTS = "article main nav footer header aside form blockquote".split()
_NAMED = {  # what the classes of other parts of a page hold
    "comments": "comment", "related": "related", "recommended": "recommend", "teasers": "teaser",
    "sidebar": "sidebar", "sharing": "share", "social": "social",
}  # fmt: skip
_PARTS = (*_ELEMENTS, *_NAMED)
_BITS = {part: 1 << number for number, part in enumerate(_PARTS)}
_QUOTE = _BITS["blockquote"]
_CLASSES = ", ".join(f'[class*="{word}" i]' for word in _NAMED.values())
_DATA = 'script[type*="ld+json" i]'
_BARS, _MOST_BARS = ("nav", "footer"), 50  # each of them takes a look at all that is in it
_HOLDS_BODY = "article, main, h1"
_LITTLE = 1_000  # characters with their marks: where so few are printed there may be no text
_SELECTOR = f"{', '.join(_ELEMENTS)}, :is(div, section, ul):is({_CLASSES}), noscript, {_DATA}"
_MOST_PARTS = 2_000
_OPTION, _MOST_OPTIONS = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.IGNORECASE), 1_000  # each is held against all
_EDGE_MARK = "\ufdd0"  # no character, but for programs to use within themselves (Unicode, 23.7)
_END = f"{_EDGE_MARK}."
_EDGE = re.compile(rf"{_EDGE_MARK}(?:[0-9a-f]{{4}}|\.)")
NAMES = (
    *(f"own-{tag}" for tag in _TAGS), *(f"in-{part}" for part in _PARTS), "link-share", "linked-length", "gap",
    "share-in-article", "no-article", "declared", "nothing-declared",
)  # fmt: skip
# No bullets: they are indented by how deep lists are nested, which has no bounds.
_PRINTED: Mapping[str, Any] = {
    "preserve_formatting": "minimal_html",
    "links": True,
    "list_bullets": False,
    "alt_texts": False,
    "form_fields": False,
    "skip_elements": [f"span.{EDIT}"],
}
_MARK = re.compile(r"<[^>]*>")
_OPENING = re.compile(r"\s*<(h[1-6]|p|pre)>")
_LINK = re.compile(r"<a [^>]*>([^<]*)")
_CELLS = re.compile(r"\s*\t\s*")
_HEAD, _NO_HEAD = 1_000_000, 20_000  # characters where its end is looked for, and that are read where it has none
_ABOVE, _BELOW = 500, 1500  # characters around the title: there is its masthead
_LINKED = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)  # mostly styles and icons
_HEAD_ENDS = "</head", "</HEAD", "<body", "<BODY"


@dataclass(slots=True)
class Line:
    """A line of a page: its text, the element it is or "" for others, and how much of it is links."""

    text: str
    tag: str
    linked: int  # characters in links
    gap: bool  # whether a blank line stands before it
    parts: int  # the parts of the page that it stands in, one bit each


def skim(page: str, fix: Fixer) -> Rendered:
    """A page as text, its characters put right by `fix`; of its tree only what says something of the page."""
    page = bounded(page.removeprefix("\ufeff"))
    if page.count("<option") + page.count("<OPTION") > _MOST_OPTIONS:
        page = _OPTION.sub(" ", page)
    printed, data = _printed(page)
    tree, _ = parsed(tamed(_telling(page, printed, data)))
    found = list(_lines(printed))
    texts = [line.text for line in found]
    text, rows = joined(texts, [line.gap for line in found], fix)
    if not text:
        return Rendered("", None, tree, (EMPTY,))
    shares = agreement.shares(texts, declared("\n".join(data)))
    roles = [line.tag or ("quote" if line.parts & _QUOTE else "p") for line in found]
    return Rendered(text, laid_out(text, rows, table(found, shares), roles, form="skimmed"), tree)


def _printed(page: str, *, whole: bool = False) -> tuple[str, list[str]]:
    """A page as little HTML, and its data for machines.

    Its `nav` and `footer` are left out, a third of the lines of most pages, unless they are most of it or the `whole`
    is asked for. What it shows where no script runs is read if it is more than all the rest: forums have whole threads
    there.
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    try:
        tree = HTMLTree.parse(page)
    except UnicodeEncodeError:  # half a character stands in it
        tree = HTMLTree.parse(page.encode("utf-8", "replace").decode())
    document = tree.document  # each time it is asked for takes half as long as a new node
    if document is None:
        return "", []
    data: list[str] = []
    left_out: list[str] = []
    bars = () if whole else _BARS
    hidden = asked = 0
    for part in document.query_selector_all(_SELECTOR)[:_MOST_PARTS]:
        tag = str(part.tag)
        if tag == "script":
            data.append(part.text or "")
        elif tag == "noscript":
            hidden += len(part.html) if hidden < len(page) else 0  # one in another is counted twice, but not forever
        elif tag in bars and (asked := asked + 1) <= _MOST_BARS and part.query_selector(_HOLDS_BODY) is None:
            left_out.append(part.text or "")
            part.remove()
        else:
            number = _numbered(tag, part.class_name or "")
            for edge, put in ((f"{_EDGE_MARK}{number:04x}", part.prepend), (_END, part.append)):
                if text := document.create_text_node(edge):
                    put(text)
    printed = extract_plain_text(tree, **_PRINTED)
    if left_out and _are_most(left_out, printed):
        return _printed(page, whole=True)  # there may be one that nobody closed
    most = most_of_a_page(len(printed))
    if hidden > most:
        more = extract_plain_text(tree, noscript=True, **_PRINTED)
        if len(more) - len(printed) > most:
            printed = more
    return printed, data


@lru_cache(maxsize=1 << 12)
def _numbered(tag: str, classes: str) -> int:
    """What part of a page an element is, by its tag and its classes, one bit for each."""
    small = classes.lower()
    return _BITS.get(tag, 0) | sum(_BITS[part] for part, word in _NAMED.items() if word in small)


def _are_most(left_out: Sequence[str], printed: str) -> bool:
    """Whether parts that were left out are most of the page, or all that it says."""
    says_nothing = len(printed) <= _LITTLE and not _MARK.sub("", _EDGE.sub("", printed)).strip()
    least = 0 if says_nothing else most_of_a_page(len(printed))
    return sum(map(len, left_out)) > least < sum(len(" ".join(text.split())) for text in left_out)


def _lines(printed: str) -> Iterator[Line]:
    gap = in_link = in_code = False
    around = [0]  # the parts we are in, those of each part that is open
    for raw in printed.replace("<br>", "\n").split("\n"):
        if not raw or raw.isspace():
            gap = True
            continue
        parts = around[-1]
        if _EDGE_MARK in raw:
            raw, parts = _edged(raw, around)
        text, tag, linked, in_link = _shown(raw, in_link, in_code)
        text = unescape(text)
        bare = text.strip()
        is_code = in_code or tag == "pre"
        in_code = is_code and "</pre>" not in raw
        if not bare:
            gap = True
            continue
        if is_code:
            tag = "pre"
        elif "\t" in bare:
            text, tag = _CELLS.sub(" | ", bare), tag or "row"
        else:
            text = bare
        yield Line(text, tag, linked, gap, parts)
        gap = False


def _shown(raw: str, in_link: bool, in_code: bool) -> tuple[str, str, int, bool]:
    """What a line shows, the element it is, how much of it is links, and whether the last of them goes on below it."""
    if "<" not in raw:
        return raw, "", len(raw) if in_link else 0, in_link
    if raw.count("<") == 2:  # most lines are one link or one paragraph
        if raw.startswith("<a ") and raw.endswith("</a>"):
            text = raw[raw.find(">") + 1 : -4]
            return text, "", len(text), False
        if raw.startswith("<p>") and raw.endswith("</p>"):
            return raw[3:-4], "p", len(raw) if in_link else 0, in_link
    opening = _OPENING.match(raw)
    tag = opening[1] if opening else ""
    linked = 0
    if in_link:
        end = raw.find("</a>")
        linked, in_link = (len(raw), True) if end < 0 else (end, False)
    if "<a " in raw:
        raw = raw if in_code or tag == "pre" else _apart(raw)
        linked += sum(map(len, _LINK.findall(raw)))
        in_link = raw.rfind("<a ") > raw.rfind("</a>")
    return _MARK.sub("", raw), tag, linked, in_link


def _apart(raw: str) -> str:
    """A line with blanks between links, and between a label and the first: pages set these apart by style alone."""
    raw = raw.replace("</a><a ", "</a> <a ")
    link = raw.find("<a ")
    if link < 1 or not (raw[link - 1].islower() or raw[link - 1].isdigit()):
        return raw
    text = raw.find(">", link) + 1
    return f"{raw[:link]} {raw[link:]}" if raw[text : text + 1].isupper() else raw


def _edged(raw: str, around: list[int]) -> tuple[str, int]:
    """A line without the edges of parts, and the parts that its text begins in; brings `around` up to date."""
    begins_in: int | None = None
    texts, edges = _EDGE.split(raw), _EDGE.findall(raw)
    for text, edge in zip_longest(texts, edges, fillvalue=""):
        if begins_in is None and _MARK.sub("", text).strip():
            begins_in = around[-1]
        if edge == _END:
            if len(around) > 1:
                around.pop()
        elif edge:
            around.append(around[-1] | int(edge[1:], 16))
    return "".join(texts).replace(_EDGE_MARK, ""), around[-1] if begins_in is None else begins_in


def table(lines: Sequence[Line], declared: Sequence[float]) -> Any:
    """Lines x `NAMES`, float32. `declared`: the share of each line in the page's own `articleBody`."""
    import numpy as np

    n = len(lines)
    lengths = np.array([len(line.text) for line in lines], np.float32)
    links = hints.link_shares(lengths, [line.linked for line in lines])
    tags = np.array([_TAG_NUMBERS.get(line.tag, -1) for line in lines])
    said = np.array(declared, np.float32)
    parts = hints.bits(np.array([line.parts for line in lines], np.int64), len(_PARTS))
    article = parts[:, 0].astype(np.float32)
    plain = (
        links, links * np.log1p(lengths), [line.gap for line in lines],
        lengths @ article / max(float(lengths.sum()), 1.0), not article.any(), said, not said.any(),
    )  # fmt: skip
    rest = np.empty((n, len(plain)), np.float32)
    for column, values in enumerate(plain):
        rest[:, column] = values
    return np.concatenate([tags[:, None] == np.arange(len(_TAGS)), parts, rest], axis=1, dtype=np.float32)


def _telling(page: str, printed: str, data: Sequence[str]) -> bytes:
    """What of a page tells of it: its head, its data for machines, and what is printed around its title."""
    end = next((at for tag in _HEAD_ENDS if (at := page.find(tag, 0, _HEAD)) >= 0), _NO_HEAD)
    head = _without(_without(page[:end], "<script", "</script>"), "<style", "</style>")
    head = _LINKED.sub(lambda link: link[0] if "canonical" in link[0] else "", head)
    at = next((at for tag in ("<h1>", "<h2>") if (at := printed.find(tag)) >= 0), 0)
    first, last = printed.rfind("\n", 0, max(at - _ABOVE, 0)) + 1, printed.rfind("\n", at, at + _BELOW)
    around = _EDGE.sub("", printed[first : last if last > at else at + _BELOW]).replace("\n", "<br>\n")
    scripts = "".join(f'<script type="ld+json">{script}</script>' for script in data)
    return f"{head}{scripts}</head><body>{around}".encode("utf-8", "replace")


def _without(page: str, opening: str, closing: str) -> str:
    """A page without the elements between these tags."""
    parts: list[str] = []
    at, start = 0, page.find(opening)
    while start >= 0:
        parts.append(page[at:start])
        end = page.find(closing, start)
        at = end + len(closing) if end >= 0 else len(page)
        start = page.find(opening, at)
    return "".join([*parts, page[at:]]) if parts else page
