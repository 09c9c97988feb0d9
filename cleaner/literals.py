"""What a pattern says in plain letters: how its lines begin and end, how long they are, and which strings they hold.

A few thousand patterns are too many to run on each line and, with `.*` in some, too many to be one automaton. So a
line is first asked for its first and last word, its length and the strings it holds, and only patterns that these fit
are run. Russ Cox, "Regular Expression Matching with a Trigram Index" (2012), does the same for documents.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Strings = frozenset[str]
_LONGEST_WORD = 12  # characters of a beginning that are looked at
GLANCE = _LONGEST_WORD + 2  # characters of a line that hold its first word and what shows that it ends
_MOST = 300  # strings one pattern may ask for, its alternatives multiplied out
LEAST_WORTH = 2.0  # of a string that is worth asking for; see _worth
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
_COUNT = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>[0-9]+)(?P<comma>,)?(?P<most>[0-9]*)\})\??")
AS_ZERO = bytes.maketrans(b"123456789", b"000000000")  # all that is read here has every digit as 0
_FIRST_WORD = re.compile(rf"\w{{1,{_LONGEST_WORD}}}|.?", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a pattern: plain `strings` to choose from, parts `of` it in a row or to choose from, or anything."""

    kind: str  # "strings", "row", "choice", "any"
    strings: tuple[str, ...] = ()
    of: tuple["Node", ...] = ()
    optional: bool = False
    most: float = 1  # times that it may stand in a row

    @property
    def repeated(self) -> bool:
        return self.most > 1


@dataclass(frozen=True, slots=True)
class Beginnings:
    """How the lines of a pattern begin: with one of these whole `words`, or with one of these `stems` of words.

    Read backwards, how they end.
    """

    words: Strings
    stems: Strings


def parse(pattern: str, macros: Mapping[str, Node]) -> Node:
    """The parts of a folded pattern that plain letters can be read from."""
    node, _ = _choice(pattern, 0, macros)
    return node


def branches(node: Node) -> tuple[Node, ...]:
    """What a node is a choice of, or the node alone."""
    return node.of if node.kind == "choice" else (node,)


def first_word(line: str) -> str:
    """What `Beginnings` are looked up by: the first word, or the first character if that is none."""
    return _FIRST_WORD.match(line)[0]  # type: ignore[index]


def whole(node: Node) -> Strings | None:
    """All the lines that the pattern matches, where they can be listed."""
    strings = _whole(node)
    return frozenset(strings) if strings else None


def _whole(node: Node) -> set[str] | None:
    if node.kind == "any" or node.repeated:
        return None
    if node.kind == "strings":
        return set(node.strings)
    parts = [_whole(part) for part in node.of]
    found: set[str] = set() if node.kind == "choice" else {""}
    for part in parts:
        if part is None or len(found) * len(part) > _MOST:
            return None
        found = found | part if node.kind == "choice" else {a + b for a in found for b in part}
    return found | {""} if node.optional else found


def lengths(node: Node) -> tuple[int, float]:
    """How many characters a line that the pattern matches has at least and at most."""
    if node.kind == "any":
        least, most = 1, 1.0
    elif node.kind == "strings":
        least, most = min(map(len, node.strings)), float(max(map(len, node.strings)))
    else:
        each = [lengths(part) for part in node.of]
        choice = node.kind == "choice"
        least = (min if choice else sum)(a for a, _ in each)
        most = (max if choice else sum)(b for _, b in each)
    return 0 if node.optional else least, most * node.most


def backwards(node: Node) -> Node:
    """The node of the lines read from their end."""
    of = [backwards(part) for part in node.of]
    strings = tuple([string[::-1] for string in node.strings])
    return Node(node.kind, strings, tuple(of[::-1]), node.optional, node.most)


def beginnings(node: Node, ignored: str = "") -> Beginnings | None:
    """How every line that the pattern matches begins, after `ignored` characters; None when it may be anything."""
    words, parts = set(), set()
    for string, whole in _beginnings(node):
        string = string.lstrip(ignored) if ignored else string
        word = first_word(string)
        if not word:
            return None
        if whole or len(word) < len(string):
            words.add(word)
        else:
            parts.add(word)
    return Beginnings(frozenset(words), frozenset(parts))


def required(node: Node, least: float = LEAST_WORTH) -> Strings | None:
    """Strings of which every line that the pattern matches holds at least one; None if one is worth too little."""
    found = _required(node)
    if not found or _worth(found) < least:
        return None
    return frozenset(string for string in found if not any(other in string for other in found if other != string))


def _choice(pattern: str, at: int, macros: Mapping[str, Node]) -> tuple[Node, int]:
    rows = []
    while True:
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


_ANY = Node("any")


def _as_zero(string: str) -> str:
    return string.encode().translate(AS_ZERO).decode()


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


def _beginnings(node: Node) -> set[tuple[str, bool]]:
    """How text that the node matches may begin; the flag says whether the string is all of it: more may follow."""
    if node.kind == "any":
        found = {("", False)}
    elif node.kind == "strings":
        found = {(string, True) for string in node.strings}
    elif node.kind == "choice":
        found = set().union(*(_beginnings(part) for part in node.of))
    else:
        found = {("", True)}
        for part in node.of:
            longer = set(_continued(found, _beginnings(part)))
            if len(longer) > _MOST:
                found = {(string, False) for string, _ in found}
            if len(longer) > _MOST or longer == found:
                break
            found = longer
    if node.repeated:
        found = {(string, False) for string, _ in found}
    return found | {("", True)} if node.optional else found


def _continued(found: set[tuple[str, bool]], more: set[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    for string, whole in found:
        if not whole or (string and len(first_word(string)) < len(string)):  # the first word is complete
            yield string, False
        else:
            for next_string, next_whole in more:
                joined = string + next_string
                yield joined[: _LONGEST_WORD + 1], next_whole and len(joined) <= _LONGEST_WORD


def _required(node: Node) -> Strings | None:
    if node.optional or node.kind == "any":
        return None
    if node.kind == "strings":
        return frozenset(node.strings)
    if node.kind == "choice":
        branches = [_required(part) for part in node.of]
        known = [branch for branch in branches if branch]
        return frozenset().union(*known) if len(known) == len(branches) else None
    best: Strings | None = None
    run: Strings | None = None  # strings of the parts so far that stand side by side
    for part in node.of:
        strings = _side_by_side(part)
        if strings:
            longer = frozenset(a + b for a in run or ("",) for b in strings)
            run, best = (longer, best) if len(longer) <= _MOST else (frozenset(strings), _better(best, run))
        else:
            best, run = _better(_better(best, run), _required(part)), None
    return _better(best, run)


def _side_by_side(node: Node) -> Iterable[str]:
    """The strings of a part that is nothing else, or may be left out; none for a part that is more."""
    optional = node.optional and not node.repeated and len(node.of) == 1 and node.of[0].kind == "strings"
    strings = node.of[0].strings if optional else node.strings if node.kind == "strings" else ()
    return (*strings, "") if optional else strings


def _better(a: Strings | None, b: Strings | None) -> Strings | None:
    if not a or not b:
        return a or b
    return b if (_worth(b), -len(b)) > (_worth(a), -len(a)) else a


def _worth(strings: Strings) -> float:
    """How rare the commonest of the strings is, roughly: the sum over its characters.

    Three Latin letters or two of another alphabet are worth asking for, and so is one Han character or currency sign.
    """
    return min(sum(map(_rarity, string)) for string in strings)


def _rarity(character: str) -> float:
    if "\ue000" <= character <= "\uf8ff":
        return 5.0
    if character > "\u2e80" or character in "©®€£¥₽₴₺$%@{}[]<>»×":
        return 2.0
    return 0.2 if character in " .,:-'/()0" else 0.7 if character.isascii() else 1.0
