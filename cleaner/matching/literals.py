"""What a pattern says in plain letters: how its lines begin and end, how long they are, and which strings they hold.

A few thousand patterns are too many to run on each line and, with `.*` in some, too many to be one automaton. So a
line is first asked for its first and last word, its length and the strings it holds, and only patterns that these fit
are run. Russ Cox, "Regular Expression Matching with a Trigram Index" (2012), does the same for documents.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Strings = frozenset[str]
_LONGEST_WORD = 12  # characters of a beginning that are looked at
GLANCE = _LONGEST_WORD + 2  # characters of a line that hold its first word and what shows that it ends
_MOST = 300  # strings one pattern may ask for, its alternatives multiplied out
AS_ZERO = bytes.maketrans(b"123456789", b"000000000")  # all that is read here has every digit as 0
_FIRST_WORD = re.compile(rf"\w{{1,{_LONGEST_WORD}}}|.?", re.DOTALL)

_remembered = lru_cache(maxsize=1 << 10)  # macros come again and again


@dataclass(frozen=True, slots=True)
class Beginnings:
    """How the lines of a pattern begin: with one of these whole `words`, or with one of these `stems` of words.

    Read backwards, how they end.
    """

    words: Strings
    stems: Strings


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a pattern: plain `strings` to choose from, parts `of` it in a row or to choose from, or anything."""

    kind: str  # "strings", "row", "choice", "any"
    strings: tuple[str, ...] = ()
    of: tuple["Node", ...] = ()
    optional: bool = False
    most: float = 1  # times that it may stand in a row

    @property
    def branches(self) -> tuple["Node", ...]:
        """What it is a choice of, or itself alone."""
        return self.of if self.kind == "choice" else (self,)


def first_word(line: str) -> str:
    """What `Beginnings` are looked up by: the first word, or the first character if that is none."""
    return _FIRST_WORD.match(line)[0]  # type: ignore[index]


@_remembered
def whole(node: Node) -> set[str] | None:
    """All that the node matches, where that can be listed."""
    if node.kind == "any" or node.most > 1:
        return None
    if node.kind == "strings":
        return set(node.strings)
    found: set[str] = set() if node.kind == "choice" else {""}
    for part in node.of:
        strings = whole(part)
        if strings is None or len(found) * len(strings) > _MOST:
            return None
        found = found | strings if node.kind == "choice" else {a + b for a in found for b in strings}
    return found | {""} if node.optional else found


@_remembered
def lengths(node: Node) -> tuple[int, float]:
    """How many characters what the node matches has at least and at most."""
    if node.kind == "any":
        least, most = 1, 1.0
    elif node.kind == "strings":
        least, most = min(map(len, node.strings)), float(max(map(len, node.strings)))
    else:
        each = [lengths(part) for part in node.of]
        choice = node.kind == "choice"
        least = (min if choice else sum)(length for length, _ in each)
        most = (max if choice else sum)(length for _, length in each)
    return 0 if node.optional else least, most * node.most


def beginnings(node: Node, *, backwards: bool = False, ignored: str = "") -> Beginnings | None:
    """How every line that the pattern matches begins, or ends, after `ignored` characters; None for with anything."""
    words, parts = set(), set()
    for string, whole in _beginnings(node, backwards):
        string = string.lstrip(ignored) if ignored else string
        word = first_word(string)
        if not word:
            return None
        if whole or len(word) < len(string):
            words.add(word)
        else:
            parts.add(word)
    return Beginnings(frozenset(words), frozenset(parts))


def required(node: Node, least: float) -> Strings | None:
    """Strings of which every line that the pattern matches holds at least one; None if one is worth too little."""
    found = _required(node)
    return found if found and _worth(found) >= least else None


def shortest(strings: Strings) -> list[str]:
    """Those of the strings that hold no other: text that holds one of all holds one of these."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda string: (len(string), string)):
        if not any(other in string for other in kept):
            kept.append(string)
    return kept


@_remembered
def _beginnings(node: Node, backwards: bool) -> set[tuple[str, bool]]:
    """How what the node matches may begin; the flag says whether the string is all of it: more may follow."""
    if node.kind == "any":
        found = {("", False)}
    elif node.kind == "strings":
        found = {(string[::-1] if backwards else string, True) for string in node.strings}
    elif node.kind == "choice":
        found = set().union(*(_beginnings(part, backwards) for part in node.of))
    else:
        found = _in_a_row(_beginnings(part, backwards) for part in (node.of[::-1] if backwards else node.of))
    if node.most > 1:
        found = {(string, False) for string, _ in found}
    return found | {("", True)} if node.optional else found


def _in_a_row(parts: Iterable[set[tuple[str, bool]]]) -> set[tuple[str, bool]]:
    done: set[tuple[str, bool]] = set()
    growing = {""}  # whole so far, and the first word may go on
    for part in parts:
        ready = {string for string in growing if not string.isalnum() and len(first_word(string)) < len(string)}
        more, longer = done | {(string, False) for string in ready}, set()
        if len(growing - ready) * len(part) > _MOST:
            return done | {(string, False) for string in growing}
        for string in growing - ready:
            for next_string, next_whole in part:
                joined = string + next_string
                if next_whole and len(joined) <= _LONGEST_WORD:
                    longer.add(joined)
                else:
                    more.add((joined[: _LONGEST_WORD + 1], False))
        done, growing = more, longer
        if not growing:
            break
    return done | {(string, True) for string in growing}


@_remembered
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
            if run and len(run) * len(strings) > _MOST:
                best, run = _better(best, run), None
            run = frozenset(a + b for a in run or ("",) for b in strings)
        else:
            best, run = _better(_better(best, run), _required(part)), None
    return _better(best, run)


def _side_by_side(node: Node) -> tuple[str, ...]:
    """The strings of a part that is nothing else, or may be left out; none for a part that is more."""
    optional = node.optional and not node.most > 1 and len(node.of) == 1 and node.of[0].kind == "strings"
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


@_remembered
def _rarity(character: str) -> float:
    if "\ue000" <= character <= "\uf8ff":
        return 5.0
    if character > "\u2e80" or character in "©®€£¥₽₴₺$%@{}[]<>»×":
        return 2.0
    return 0.2 if character in " .,:-'/()0" else 0.7 if character.isascii() else 1.0
