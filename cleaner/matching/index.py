"""Which of thousands of patterns is a line worth asking of?

Those that may begin with its first word, or end with its last, and that its length, its end and the strings in it do
not rule out. What that takes is computed once from the patterns (`plan_index`, plain data that can be kept). A line is
then looked up in dictionaries; one automaton (Aho and Corasick 1975) holds the strings needed by the patterns that may
begin and end with anything, and one RE2 search finds the lines of those few that need nothing at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import re2

from cleaner.matching import literals
from cleaner.matching.patterns import parse

_LEAST_WORTH_ALONE = 0.6  # of a string that is all a pattern can be found by
_MOST_STRINGS = 40  # strings that are looked for one by one in a line; for more RE2 is quicker
_NEVER = "\ue001"  # a character that folding takes out
_CLOSING = " .:!"  # what may follow any pattern; see packs.whole_line
_MAX_MEM = 1 << 26  # bytes an automaton may take; RE2 forgets states beyond that
_NO_LIMIT = 1 << 20  # characters; no line that is looked up has so many
_MOST_WORDS = 1 << 14  # words whose tests are remembered

Match = TypeVar("Match")


class Test(NamedTuple):
    """What a line must pass before a pattern is run on it, its words apart."""

    number: int  # of the pattern
    shortest: int  # characters a line has at least, dates counted as one
    longest: float  # characters it may have, what closes it left out
    strings: tuple[str, ...]  # one of which must be there; the empty one is in every line


class Known(NamedTuple):
    """What one word says. `both`: the tests that need a first and a last word; `tests`: those it leads to alone."""

    both: frozenset[int]
    tests: tuple[Test, ...]


def plan_index(folded: Sequence[str], macros: Mapping[str, str]) -> dict[str, Any]:
    """What `Index` looks things up in, from patterns whose macros are not filled in: plain data.

    Of a pattern that is a choice, each branch has a test of its own.
    """
    nodes: dict[str, literals.Node] = {}
    for name, macro in macros.items():
        nodes[name] = parse(macro, nodes)
    plan: dict[str, Any] = {name: {} for name in ("whole", "first", "first_stem", "last", "last_stem", "needing")}
    plan |= {"both": [], "always": [], "tests": []}
    for number, pattern in enumerate(folded):
        for branch in parse(pattern, nodes).branches:
            if lines := literals.whole(branch):
                _add(plan["whole"], {line.rstrip(_CLOSING) for line in lines}, number)
            else:
                _plan_branch(plan, number, branch)
    return plan


def _plan_branch(plan: dict[str, Any], number: int, branch: literals.Node) -> None:
    test = len(plan["tests"])
    start = literals.beginnings(branch)
    end = literals.beginnings(branch, backwards=True, ignored=_CLOSING)
    strings = literals.required(branch, 0.0 if start or end else _LEAST_WORTH_ALONE) or frozenset()
    if start:
        _add(plan["first"], start.words, test)
        _add(plan["first_stem"], start.stems, test)
    if end:
        _add(plan["last"], end.words, test)
        _add(plan["last_stem"], end.stems, test)
    if start and end:
        plan["both"].append(test)
    elif not start and not end:
        _add(plan["needing"], strings, test)
        plan["always"] += [] if strings else [number]
    asked = literals.shortest(strings) if (start or end) and len(strings) <= 3 * _MOST_STRINGS else []
    least, most = literals.lengths(branch)
    plan["tests"].append((number, least, min(most, _NO_LIMIT), asked if len(asked) <= _MOST_STRINGS else []))


def _add(table: dict[str, tuple[int, ...]], keys: Iterable[str], number: int) -> None:
    for key in sorted(keys):
        table[key] = (*table.get(key, ()), number)


class Index:
    """A plan made ready to look up lines in.

    `pattern` gives the whole pattern of a number, `limits` says how long its lines may be.
    """

    def __init__(self, plan: Mapping[str, Any], pattern: Callable[[int], str], limits: Sequence[int]) -> None:
        self._plan = plan
        self._pattern = pattern
        self._limits = limits
        self._tests: dict[int, Test] = {}  # these three are filled as lines ask
        self._first: dict[str, Known] = {}
        self._last: dict[str, Known] = {}

    def candidates(self, lines: Sequence[str]) -> list[set[int]]:
        """For each line the patterns that may match it."""
        raw = "\n".join(lines).encode()
        plain = raw.translate(literals.AS_ZERO)
        found = [self._by_words(line) for line in plain.decode().split("\n")] if lines else []
        strings = self._strings.find_matches_as_indexes(plain, overlapping=True)
        for line, (string, _, _) in _by_line(plain, strings, lambda match: match[2]):
            found[line].update([self._test(test).number for test in self._needing[string]])
        for line, _ in _by_line(raw, self._rest.finditer(raw), lambda match: match.end()):
            found[line].update(self._plan["always"])
        return found

    def _by_words(self, line: str) -> set[int]:
        """The patterns that the line's words, its length and the strings in it leave."""
        body = line.rstrip(_CLOSING)
        size, whole_size = len(body), len(line)
        first, last = literals.first_word(line), literals.first_word(body[: -literals.GLANCE : -1])
        starting = self._first.get(first) or self._known("first", first)
        ending = self._last.get(last) or self._known("last", last)
        tests = starting.tests + ending.tests
        if both := starting.both & ending.both:
            tests += tuple(map(self._test, both))
        found = set(self._plan["whole"].get(body, ()))
        for number, shortest, longest, strings in tests:
            if size <= longest and shortest <= whole_size:
                for string in strings:
                    if string in line:
                        found.add(number)
                        break
        return found

    def _known(self, side: str, word: str) -> Known:
        words, stems = self._plan[side], self._plan[f"{side}_stem"]
        numbers = set(words.get(word, ()))
        for size in range(1, len(word) + 1):
            numbers.update(stems.get(word[:size], ()))
        memo = self._first if side == "first" else self._last
        if len(memo) >= _MOST_WORDS:
            memo.clear()
        tests = [self._test(number) for number in sorted(numbers - self._both)]
        known = memo[word] = Known(self._both & numbers, tuple(tests))
        return known

    def _test(self, test: int) -> Test:
        if test not in self._tests:
            number, shortest, longest, strings = self._plan["tests"][test]
            limit = min(longest, self._limits[number])
            self._tests[test] = Test(number, shortest, limit, tuple(strings) or ("",))
        return self._tests[test]

    @cached_property
    def _both(self) -> frozenset[int]:
        return frozenset(self._plan["both"])

    @cached_property
    def _strings(self) -> Any:
        from ahocorasick_rs import BytesAhoCorasick

        return BytesAhoCorasick([string.encode() for string in self._plan["needing"]])

    @cached_property
    def _needing(self) -> list[tuple[int, ...]]:
        return list(self._plan["needing"].values())

    @cached_property
    def _rest(self) -> Any:
        """One pattern for the lines that may match a pattern of those that can only be found by asking."""
        chosen = options()
        chosen.never_nl = True  # so that no class of characters matches a newline
        patterns = [f"(?:{self._pattern(number)})" for number in self._plan["always"]]
        return re2.compile(f"(?m){'|'.join(patterns) or _NEVER}", chosen)


def _by_line(raw: bytes, matches: Iterable[Match], end: Callable[[Match], int]) -> Iterator[tuple[int, Match]]:
    """Each match with the number of the line it ends in; they come in the order of their ends."""
    line, at = 0, 0
    for match in matches:
        line, at = line + raw.count(b"\n", at, end(match)), end(match)
        yield line, match


def search_set(patterns: Iterable[str]) -> Any:
    """A compiled RE2 set."""
    joined = re2.Set.SearchSet(options())
    for pattern in patterns:
        joined.Add(pattern)
    joined.Compile()
    return joined


def options() -> Any:
    """RE2's options for all our patterns."""
    chosen = re2.Options()
    chosen.max_mem = _MAX_MEM
    chosen.log_errors = False
    return chosen
