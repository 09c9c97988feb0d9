"""Which labels count: those the settings want, that have the company they need, and that do not take too much."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from cleaner.document import Document, Label
from cleaner.fences import fenced
from cleaner.places import runs
from cleaner.settings import Settings

# Parts of addresses that forums give their threads, and the hosts they stand on.
_FORUM = re.compile(
    r"/(?:forums?|threads?|topics?|discussions?|community|communities|questions?|comments|boards?|talk|[rt])(?:[/?]|$)|"
    r"/(?:thread|topic|discussion|question|forum)s?[._-]?\d|/(?:view|show)?(?:topic|thread|forum)s?\.\w{2,5}(?:[/?]|$)|"
    r"^(?:www\.)?(?:forums?|community|communities|discuss(?:ions?)?|boards?|talk)\.|forums?\.\w+/",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_POST = re.compile(r" » .*\d")  # who posted it » when, in phpBB
_FEW_SIGNS = 3  # heads of posts, or lines that say how much somebody has posted, or since when


def decide(document: Document, said: Iterable[Label], settings: Settings) -> tuple[list[Label], list[str]]:
    """The labels that count, and what to tell the reader about those that do not."""
    picky = settings.select or settings.ignore
    wanted = [label for label in said if not picky or settings.wants(label.kind, label.rule)]
    if _is_forum(document):
        wanted = [label for label in wanted if not label.is_thread]
    if code := fenced(document):
        # What begins in quoted code goes by the code's own words; a thread of comments may hold some.
        wanted = [label for label in wanted if label.first > label.last or label.first not in code]
    return within_budget(document, with_company(wanted, settings.company), settings.budget)


def _is_forum(document: Document) -> bool:
    """Whether a document is a forum's thread, by its address or what stands at its posts: these are the body there."""
    address = str(document.url or document.metadata.get("url") or "").partition("//")[2]
    if _FORUM.search(address):
        return True
    cards = document.hits_of("byline", name="/poster")
    heads = (unit for unit in document.hits_of("comments", "inside") if _POST.search(document.units[unit]))
    signs = itertools.chain((unit for unit in cards if _FIGURE.search(document.units[unit])), heads)
    return sum(1 for _ in signs) >= _FEW_SIGNS


def spared(document: Document, said: Iterable[Label], keep: Set[str]) -> tuple[list[Label], set[str]]:
    """Labels without the units in which a line of `keep` stands, and the lines that were spared by it.

    A label over many units is parted around those that stay; what it found stays with each part.
    """
    if not keep:
        return list(said), set()
    stay = {unit: lines for unit, lines in enumerate(_lines_of(document)) if not lines.isdisjoint(keep)}
    labels: list[Label] = []
    kept: set[str] = set()
    for label in said:
        inside = [unit for unit in range(label.first, label.last + 1) if unit in stay] if stay else []
        labels += _around(label, inside) if inside else [label]
        kept.update(*(stay[unit] & keep for unit in inside))
    return labels, kept


def _lines_of(document: Document) -> Iterator[Set[str]]:
    """For each unit the lines of the text that it is part of or made of, blanks in them not counting."""
    text, begin, end = document.text, 0, -1
    lines: Set[str] = frozenset()
    for first, last in document.spans:
        if not begin <= first <= last <= end:  # many sentences may stand in one line
            begin, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
            end = len(text) if end < 0 else end
            lines = frozenset(" ".join(line.split()) for line in text[begin:end].split("\n"))
        yield lines


def _around(label: Label, units: Sequence[int]) -> Iterator[Label]:
    bounds = [label.first - 1, *units, label.last + 1]
    for before, after in pairwise(bounds):
        if after - before > 1:
            yield label._replace(first=before + 1, last=after - 1)


def with_company(labels: Sequence[Label], least: int) -> list[Label]:
    """Labels without those that need company and have none.

    A weak label counts in a run of neighbouring labelled units that holds a strong one, or at least `least` weak ones
    that say something (symbols between lines are no company). Where rules of several kinds know a weak line, the kind
    that is commonest around it wins.
    """
    strong = [label for label in labels if label.alone]
    kinds = {unit: label.kind for label in strong for unit in range(label.first, label.last + 1)}
    weak: dict[int, list[Label]] = {}
    for label in labels:
        if not label.alone and label.first not in kinds:
            weak.setdefault(label.first, []).append(label)
    kept = []
    for run in runs(kinds.keys() | weak.keys()):
        saying = sum(any(label.score > _SAYS_NOTHING for label in weak.get(unit, ())) for unit in run)
        if saying >= least or any(unit in kinds for unit in run):
            kept += [_fitting(unit, kinds, weak) for unit in run if unit in weak]
    return strong + kept


_MOST_COMMENTS = 0.95  # of a page's prose
_PROMPTS, _A_NOTE = 400, 100  # characters of prompts, and of the note they stand under
_OF_THE_TEXT = frozenset(("title", "byline", "date", "section", "repeat"))  # kinds of lines that readers came for
_NEAR = 3  # units on either side
_SAYS_NOTHING = 0.5  # score of a line of symbols


def within_budget(document: Document, labels: list[Label], budget: float) -> tuple[list[Label], list[str]]:
    """All labels, or when single lines and inner blocks want more than `budget` of the prose, what these found.

    The lines stay then, but the day of a short post is known all the same. A block through to the end has body before
    it and may be long: fifty comments under a short note. On a page, whose elements part them from the rest, comments
    may stand anywhere, as long as there is some other prose. A prompt or two under a short note may take twice as much.
    """
    weights = document.weights
    total = sum(weights)
    free = {"comments"} if document.layout else set()  # kinds that the budget does not bind
    if (of_threads := _weight(document, [label for label in labels if label.kind in free])) > _MOST_COMMENTS * total:
        free, of_threads = set(), 0.0
    last = len(document.spans) - 1
    inner = [label for label in labels if label.first == label.last or label.last < last]
    greedy = [label for label in inner if label.kind not in free]
    wanting = [label for label in greedy if any(weights[label.first : label.last + 1])]
    taken = _weight(document, wanting)
    share = taken / rest if (rest := total - of_threads) else float(taken > 0)
    few = taken <= _PROMPTS and rest - taken >= _A_NOTE and not any(label.kind in _OF_THE_TEXT for label in wanting)
    if share <= (2 * budget if few else budget):
        return labels, []
    stopped, prose = set(map(id, greedy)), set(map(id, wanting))
    allowed = [label for label in labels if id(label) not in stopped]
    allowed += [label._replace(first=0, last=-1) for label in greedy if label.found and id(label) not in prose]
    rules = ", ".join(sorted({label.rule for label in wanting}))
    return allowed, [f"over-budget: {rules} wanted {share:.0%} of the prose; kept"]


def _weight(document: Document, labels: Iterable[Label]) -> float:
    """How much prose labels take."""
    weights = document.weights
    units = {unit for label in labels for unit in range(label.first, label.last + 1) if weights[unit]}
    return sum(weights[unit] for unit in sorted(units))


def _fitting(unit: int, strong: Mapping[int, str], weak: Mapping[int, Sequence[Label]]) -> Label:
    if len(weak[unit]) == 1:
        return weak[unit][0]
    near = [other for other in range(unit - _NEAR, unit + _NEAR + 1) if other in strong or other in weak]
    common = Counter(kind for other in near for kind in _kinds(other, strong, weak))
    return max(weak[unit], key=lambda label: common[label.kind])


def _kinds(unit: int, strong: Mapping[int, str], weak: Mapping[int, Sequence[Label]]) -> set[str]:
    return {strong[unit]} if unit in strong else {label.kind for label in weak[unit]}
