"""A pattern's text taken apart: rows of parts, choices between them, how often each may stand there.

Only what plain letters can be read from is kept: classes of many characters, properties and the point are anything.
"""

import math
import re
from collections.abc import Mapping

from cleaner.matching.literals import AS_ZERO, Node

_TOKEN = re.compile(
    r"(?P<plain>[^\\()\[\]|*+?{}.^$]+(?![*+?{]))|\{\{(?P<macro>[\w-]+)\}\}|(?P<open>\(\?(?:P<\w+>|:)|\()"
    r"|\[(?P<class>(?!\^)(?:\\.|[^\]\\])+)\]|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pPx]\{[^}]*\}|\.)|(?P<edge>[\^$])"
    r"|\\(?P<escaped>.)|(?P<char>.)",
    re.DOTALL,
)
_MEMBER = re.compile(
    r"(?P<named>\\[0-9A-Za-z]|\[:|.-\\)|(?:\\(?P<escaped>.)|(?P<first>.))(?:-(?P<last>[^\\]))?", re.DOTALL
)
_MOST_OF_CLASS = 20  # characters that are tried one by one
_MOST_COPIES = 4  # of a part with a count that are read one by one
_PLAIN = re.compile(r"[^\\()\[\]|*+?{}.^$]+(?:\|[^\\()\[\]|*+?{}.^$]+)*(?=[|)]|\Z)")  # words to choose from
_COUNT = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>[0-9]+)(?P<comma>,)?(?P<most>[0-9]*)\})\??")
_ANY = Node("any")


def parse(pattern: str, macros: Mapping[str, Node]) -> Node:
    """The parts of a folded pattern that plain letters can be read from."""
    node, _ = _choice(pattern, 0, macros)
    return node


def _choice(pattern: str, at: int, macros: Mapping[str, Node]) -> tuple[Node, int]:
    rows = []
    while True:
        if plain := _PLAIN.match(pattern, at):
            row, at = Node("strings", tuple(_as_zero(plain[0]).split("|"))), plain.end()
        else:
            row, at = _row(pattern, at, macros)
        rows.append(row)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return (rows[0] if len(rows) == 1 else Node("choice", of=tuple(rows))), at


def _row(pattern: str, at: int, macros: Mapping[str, Node]) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(pattern) and pattern[at] not in "|)":
        token = _TOKEN.match(pattern, at)
        assert token is not None
        at = token.end()
        if token["edge"]:
            continue
        if token["open"]:
            node, at = _choice(pattern, at, macros)
            at += 1
        else:
            node = _leaf(token, macros)
        if count := _COUNT.match(pattern, at):
            at = count.end()
            parts += _repeated(node, *_counted(count))
        else:
            parts.append(node)
    return (parts[0] if len(parts) == 1 else Node("row", of=tuple(parts))), at


def _counted(count: re.Match[str]) -> tuple[int, float]:
    """How often a counted part stands there at least and at most."""
    if count["sign"]:
        return int(count["sign"] == "+"), 1 if count["sign"] == "?" else math.inf
    return int(count["least"]), float(count["most"] or (math.inf if count["comma"] else count["least"]))


def _repeated(node: Node, least: int, most: float) -> list[Node]:
    """A counted part in a row: of plain strings first the copies that must be there, then what may follow."""
    copies = min(least, _MOST_COPIES) if node.kind == "strings" else 0
    rest = Node("row", of=(node,), optional=least <= copies, most=most - copies)
    return [node] * copies + ([rest] if most > copies else [])


def _leaf(token: re.Match[str], macros: Mapping[str, Node]) -> Node:
    if token["macro"]:
        return macros[token["macro"]]
    if token["any"]:
        return _ANY
    if token["class"]:
        return _few(token["class"])
    return Node("strings", (_as_zero(token["plain"] or token["escaped"] or token["char"]),))


def _few(members: str) -> Node:
    """The characters of a class to choose from, or anything where they are many."""
    found: set[str] = set()
    for m in _MEMBER.finditer(members):
        first = m["escaped"] or m["first"]
        last = m["last"] or first
        if m["named"] or ord(last) - ord(first) > _MOST_OF_CLASS:
            return _ANY
        found.update(map(chr, range(ord(first), ord(last) + 1)))
    found = {_as_zero(character) for character in found}
    return Node("strings", tuple(sorted(found))) if len(found) <= _MOST_OF_CLASS else _ANY


def _as_zero(string: str) -> str:
    return string.encode().translate(AS_ZERO).decode()
