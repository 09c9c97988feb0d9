"""Which of thousands of patterns is a line worth asking of?

Those that may begin with its first word, or end with its last, and that its length, its end and the strings in it do
not rule out. What that takes is computed once from the patterns (`plan_index`, plain data that can be kept). A line is
then looked up in dictionaries; one automaton (Aho and Corasick 1975) holds the strings needed by the patterns that may
begin and end with anything, and one RE2 set those few that need nothing at all.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import re2

from cleaner import literals

_LEAST_WORTH_ALONE = 0.6  # of a string that is all a pattern can be found by
_MOST_STRINGS = 40  # strings that are looked for one by one in a line; for more RE2 is quicker
_CLOSING = " .:!"  # what may follow any pattern; see packs.whole_line
_MAX_MEM = 1 << 26  # bytes an automaton may take; RE2 forgets states beyond that
_NO_LIMIT = 1 << 20  # characters; no line that is looked up has so many
_MOST_WORDS = 1 << 14  # words whose tests are remembered

Words = Mapping[str, list[int]]  # patterns by a word, or by the beginning of one


class Test(NamedTuple):
    """What a line must pass before a pattern is run on it, its words apart."""

    number: int  # of the pattern
    longest: float  # characters a line may have, dates counted as one and what closes it left out
    strings: tuple[str, ...]  # one of which must be there; the empty one is in every line


class Known(NamedTuple):
    """What one word says. `both`: the patterns that need a first and a last word; `tests`: those for which it is enough."""

    both: frozenset[int]
    tests: tuple[Test, ...]


def plan_index(folded: Sequence[str], macros: Mapping[str, str]) -> dict[str, Any]:
    """What `Index` looks things up in, from patterns whose macros are not filled in: JSON-able.

    Of a pattern that is a choice, each branch has a test of its own.
    """
    nodes: dict[str, literals.Node] = {}
    for name, macro in macros.items():
        nodes[name] = literals.parse(macro, nodes)
    plan: dict[str, Any] = {name: {} for name in ("whole", "first", "first_stem", "last", "last_stem", "needing")}
    plan |= {"both": [], "always": [], "tests": []}
    for number, pattern in enumerate(folded):
        for branch in literals.branches(literals.parse(pattern, nodes)):
            if lines := literals.whole(branch):
                _add(plan["whole"], {line.rstrip(_CLOSING) for line in lines}, number)
            else:
                _plan_branch(plan, number, branch)
    return plan


def _plan_branch(plan: dict[str, Any], number: int, branch: literals.Node) -> None:
    test = len(plan["tests"])
    start = literals.beginnings(branch)
    end = literals.beginnings(literals.backwards(branch), _CLOSING)
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
    asked = sorted(strings) if (start or end) and len(strings) <= _MOST_STRINGS else []
    plan["tests"].append((number, min(literals.longest(branch), _NO_LIMIT), asked))


def _add(table: dict[str, list[int]], keys: Iterable[str], number: int) -> None:
    for key in sorted(keys):
        table.setdefault(key, []).append(number)


class Index:
    """A plan made ready to look up lines in. `pattern` gives the whole pattern of a number."""

    def __init__(self, plan: Mapping[str, Any], pattern: Callable[[int], str]) -> None:
        self._plan = plan
        self._pattern = pattern
        self._tests: dict[int, Test] = {}  # these three are filled as lines ask
        self._first: dict[str, Known] = {}
        self._last: dict[str, Known] = {}

    def candidates(self, lines: Sequence[str]) -> list[set[int]]:
        """For each line the patterns that may match it."""
        found = [self._by_words(line) for line in lines]
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        for string, at, _ in self._strings.find_matches_as_indexes("\n".join(lines), overlapping=True):
            line = bisect_right(starts, at) - 1
            found[line].update([self._test(test).number for test in self._needing[string]])
        return found

    def _by_words(self, line: str) -> set[int]:
        """The patterns that the line's words, its length and the strings in it leave."""
        body = line.rstrip(_CLOSING)
        size = len(body)
        first, last = literals.first_word(line), literals.first_word(body[: -literals.GLANCE : -1])
        starting = self._first.get(first) or self._known("first", first)
        ending = self._last.get(last) or self._known("last", last)
        both = starting.both & ending.both
        found = set(self._plan["whole"].get(body, ()))
        for number, longest, strings in (*starting.tests, *ending.tests, *map(self._test, both)):
            if size <= longest:
                for string in strings:
                    if string in line:
                        found.add(number)
                        break
        found.update([self._plan["always"][i] for i in self._rest.Match(line) or ()])
        return found

    def _known(self, side: str, word: str) -> Known:
        words, stems = self._plan[side], self._plan[f"{side}_stem"]
        plain = literals.as_zero(word)
        numbers = set(words.get(plain, ()))
        for size in range(1, len(plain) + 1):
            numbers.update(stems.get(plain[:size], ()))
        memo = self._first if side == "first" else self._last
        if len(memo) >= _MOST_WORDS:
            memo.clear()
        tests = [self._test(number) for number in sorted(numbers - self._both)]
        known = memo[word] = Known(self._both & numbers, tuple(tests))
        return known

    def _test(self, test: int) -> Test:
        if test not in self._tests:
            number, longest, strings = self._plan["tests"][test]
            self._tests[test] = Test(number, longest, tuple(strings) or ("",))
        return self._tests[test]

    @cached_property
    def _both(self) -> frozenset[int]:
        return frozenset(self._plan["both"])

    @cached_property
    def _strings(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(list(self._plan["needing"]), store_patterns=False)

    @cached_property
    def _needing(self) -> list[list[int]]:
        return list(self._plan["needing"].values())

    @cached_property
    def _rest(self) -> Any:
        return search_set(map(self._pattern, self._plan["always"]))


def search_set(patterns: Iterable[str]) -> Any:
    """A compiled RE2 set. RE2 refuses empty ones, so each holds one more, last, that no folded line matches."""
    joined = re2.Set.SearchSet(options())
    for pattern in (*patterns, "\ue001"):
        joined.Add(pattern)
    joined.Compile()
    return joined


def options() -> Any:
    """RE2's options for all our patterns."""
    chosen = re2.Options()
    chosen.max_mem = _MAX_MEM
    chosen.log_errors = False
    return chosen
