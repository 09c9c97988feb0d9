"""JSON-LD: the nodes of schema.org that say what an article is, whatever shape a site gives them.

Sites nest nodes in `@graph`, in lists and in each other, name authors by reference, write a comma too many, or wrap the
whole in comments. What can be read is read, what cannot is passed over.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.matching.folding import same_text

Node = Mapping[str, Any]
_MOST_NODES, _DEEPEST = 2000, 8
_BEFORE, _AFTER = ("<!--", "//", "<![CDATA[", "/*", "*/"), ("-->", "//", "]]>", "/*", "*/", ";")  # comments around it
_COMMA_TOO_MANY = re.compile(r",(\s*[}\]])")
# Where other nodes are looked for; comments, reviews, lists and neighbours of an article say nothing about it.
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
_ARTICLE = re.compile(
    r"(?:article|blogposting|posting|report|review|recipe|howto|course|podcastepisode|creativework|"
    r"opinionpiece|videoobject|book)$",
    re.IGNORECASE,
)
_ARTICLES_FIRST = re.compile(r"(?:article|blogposting|posting|report|opinionpiece)$", re.IGNORECASE)
_PAGE = re.compile(r"(?:webpage|faqpage|itempage|aboutpage|medicalwebpage|qapage)$", re.IGNORECASE)


@dataclass(frozen=True)
class Graph:
    """The nodes of a page, those with an identifier by it."""

    nodes: tuple[Node, ...]
    by_id: Mapping[str, Node]

    def article(self, titles: Iterable[str] = ()) -> Node | None:
        """The node of the article: of several the one with one of these titles, or the first."""
        for kind in (_ARTICLES_FIRST, _ARTICLE):
            nodes = [node for node in self.nodes if is_a(node, kind)]
            if nodes:
                wanted = {same_text(title) for title in titles} - {""}
                named = (n for n in nodes if same_text(line(n.get("headline")) or line(n.get("name"))) in wanted)
                return next(named, nodes[0])
        return None

    def page(self) -> Node | None:
        """The node of the page the article is on."""
        return next((node for node in self.nodes if is_a(node, _PAGE)), None)

    def site(self) -> Node | None:
        """The node of the site."""
        return next((node for node in self.nodes if is_a(node, re.compile("website$", re.IGNORECASE))), None)

    def resolved(self, value: Any) -> Any:
        """A node for a reference to one."""
        known = self.by_id.get(value.get("@id", "")) if isinstance(value, dict) and _hashable(value) else None
        return known if known is not None and not line(value.get("name")) else value


def read(scripts: Iterable[str]) -> Graph:
    """All nodes of these scripts that are at the top, in a graph, or what the page is mainly about."""
    nodes: list[Node] = []
    for script in scripts:
        nodes += _nodes(_loaded(script), _MOST_NODES - len(nodes))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    return Graph(tuple(nodes), by_id)


def line(value: Any) -> str:
    """Text of a value that should be one: a string, the first of a list, what a language-tagged object holds."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get("@value", value.get("name"))
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def many(value: Any) -> list[Any]:
    """A list of a list or of a single value."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_a(node: Node, kind: re.Pattern[str]) -> bool:
    """Whether one of a node's types is of this kind."""
    return any(isinstance(name, str) and kind.search(name) for name in many(node.get("@type")))


def _nodes(value: Any, most: int) -> Iterator[Node]:
    """Nodes breadth-first, so that what a page says first stays first; bounded in number and depth."""
    level = [value]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for item in level:
            if most <= 0:
                return
            if isinstance(item, list):
                below += item[:most]
            elif isinstance(item, dict):
                most -= 1
                yield item
                below += [item[key] for key in _CONTAINERS if isinstance(item.get(key), dict | list)]
        level = below


def _loaded(script: str) -> Any:
    text = _unwrapped(script)
    for repaired in _repairs(text):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _repairs(text: str) -> Iterator[str]:
    """The text as it is, without commas too many, and with its entities resolved."""
    yield text
    yield _COMMA_TOO_MANY.sub(r"\1", text)
    yield html.unescape(text)


def _unwrapped(script: str) -> str:
    text = script.strip()
    for _ in range(len(_AFTER)):
        for mark in _BEFORE:
            text = text.removeprefix(mark).lstrip()
        for mark in _AFTER:
            text = text.removesuffix(mark).rstrip()
    return text


def _hashable(value: Node) -> bool:
    return isinstance(value.get("@id", ""), str)
