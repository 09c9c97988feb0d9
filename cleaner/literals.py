"""What a pattern says in plain letters: how its lines begin, and which strings they hold.

A few thousand patterns are too many to run on each line and, with `.*` in some, too many to be one automaton. So a
line is first asked for its first word and for the strings it holds, and only patterns that begin so and need such a
string are run. Russ Cox, "Regular Expression Matching with a Trigram Index" (2012), does the same for documents.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Strings = frozenset[str]
_LONGEST_WORD = 12  # characters of a beginning that are looked at
_MOST = 300  # strings one pattern may ask for, its alternatives multiplied out
LEAST_WORTH = 2.0  # of a string that is worth asking for; see _worth
_TOKEN = re.compile(
    r"(?P<plain>[^\\()\[\]|*+?{}.^$]+(?![*+?{]))|\{\{(?P<macro>[\w-]+)\}\}|(?P<open>\(\?(?:P<\w+>|:)|\()"
    r"|\[(?P<few>(?:0-9)?[^\^\]\\-]{0,8}(?:0-9)?)\]|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pPx]\{[^}]*\}|\.)|(?P<edge>[\^$])"
    r"|\\(?P<escaped>.)|(?P<char>.)",
    re.DOTALL,
)
_COUNT = re.compile(r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??")
_AS_ZERO = str.maketrans("123456789", "000000000")
_FIRST_WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a pattern: plain `strings` to choose from, parts `of` it in a row or to choose from, or anything."""

    kind: str  # "strings", "row", "choice", "any"
    strings: tuple[str, ...] = ()
    of: tuple["Node", ...] = ()
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Beginnings:
    """How the lines of a pattern begin: with one of these whole `words`, or with one of these `stems` of words."""

    words: Strings
    stems: Strings


def parse(pattern: str, macros: Mapping[str, Node]) -> Node:
    """The parts of a folded pattern that plain letters can be read from."""
    node, _ = _choice(pattern, 0, macros)
    return node


def first_word(line: str) -> str:
    """What `Beginnings` are looked up by: the first word, or the first character if that is none; digits as 0."""
    m = _FIRST_WORD.match(line)
    return (m[0][:_LONGEST_WORD] if m and m[0] else line[:1]).translate(_AS_ZERO)


def whole(node: Node) -> Strings | None:
    """All the lines that the pattern matches, where they can be listed."""
    strings = _whole(node)
    return frozenset(strings) if strings and not any("0" in string for string in strings) else None


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


def beginnings(node: Node) -> Beginnings | None:
    """How every line that the pattern matches begins; None when it may begin with anything."""
    words, parts = set(), set()
    for string, whole in _beginnings(node):
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
    return found if found and _worth(found) >= least else None


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
            optional = count[0].startswith(("*", "?", "{0"))
            node = Node("row", of=(node,), optional=optional, repeated=not count[0].startswith("?"))
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Node("row", of=tuple(parts))), at


def _leaf(token: re.Match[str], macros: Mapping[str, Node]) -> Node:
    if token["macro"]:
        return macros[token["macro"]]
    if token["any"]:
        return _ANY
    if token["few"]:
        return Node("strings", tuple(token["few"].replace("0-9", "0").translate(_AS_ZERO)))
    return Node("strings", ((token["plain"] or token["escaped"] or token["char"]).translate(_AS_ZERO),))


_ANY = Node("any")


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
        return None if any("0" in string for string in node.strings) else frozenset(node.strings)
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
    return () if any("0" in string for string in strings) else (*strings, "") if optional else strings


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
    return 0.3 if character in " .,:-'/()" else 0.7 if character.isascii() else 1.0
