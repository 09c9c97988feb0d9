"""Which line above a body is its title, and how sure that is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from cleaner.document import Document
from cleaner.heads import mastheads
from cleaner.heads.addresses import host_of, site_of
from cleaner.heads.romanized import is_latin, spellings
from cleaner.heads.wording import (
    FEWEST,
    are_days,
    is_site,
    likeness,
    part_again,
    says_enough,
    slug_words,
    without_site,
    words_of,
)
from cleaner.lines import ends_sentence
from cleaner.matching.folding import same_text
from cleaner.places import TOLERANCE

ENOUGH = 3.75  # points; see Head._points
_REACH = 60  # units above the body that are looked at
_CLOSING = ("”", "“", "»", "›", "」", "』", '"')
_QUOTED = re.compile('[“„«‹「『"](.{8,}).$')
_LONGEST_QUOTING = 200  # characters of a line that quotes the title
_FIGURE = re.compile(r"\d")
_ITEM = re.compile(r"(?:[*+•-]|\d{1,2}[.)])\s+")  # how a list's items begin
_FIRST_LEVEL, _UNDERLINE, _PICTURE = "# ", "===", "!["  # of Markdown
_CAPTION = re.compile(  # with the photographer at its end
    r"\((?:[^()]*\W)?(?:photos?|foto\w*|images?|courtesy|getty|reuters|afp)\b[^()]*\)\.?$|"
    r"\W(?:photo(?:graph|graphy|s)?|foto\w*|images?|picture|credit|crédits?|bild)(?: by| credit)?\s?:\s?\S.{2,50}$",
    re.IGNORECASE,
)
_MOST_HEADINGS = 2  # of the first level: where there are more, they tell nothing
_NOT_AT_END = (".", "。", "।", "۔", ":", ",", ";", "…")
_MOST_REPEATED = 2  # longer lines of the head that may stand in it twice
_SOME_PROSE, _MUCH_PROSE = 300, 1500  # characters of prose above a line; menus and notices can be long
_TITLE_WORDS = range(2, 31)
_WORDS_OF_ALL = 3  # that a line must have in common with the page title for being all of it to count
_FEW_WORDS = 4  # a line of fewer is sooner a section than a title
_NEAR_TRAIL = 3  # units between a title and the way to it
_NEAR_DATE = 3  # units between a title and its date
_DEFINED_WITHIN = 20  # characters of a body that may stand before what it is about
_SITE_NAME = 3  # words that a first line may have and be the site's name
_RELATED = 0.1  # share of words from where on a line has something in common with the page's title or address
_STRANGE = 0.25  # what else speaks for a line counts so much where it has nothing of these
_LONG_LINE = 40  # characters of a line that a paragraph may go on in
_LONE_WORDS = range(5, 21)  # words of a title that is taken on the strength of the body alone


class Candidate(NamedTuple):
    """A line that may be the title: its text without the site's name, and what speaks for it."""

    unit: int
    text: str
    points: float


@dataclass(frozen=True, eq=False)
class Head:
    """What stands above the body of a document, and a little below its first lines."""

    document: Document

    @cached_property
    def first(self) -> int:
        """The first unit of the body."""
        return self.document.body[0]

    @cached_property
    def keys(self) -> list[str]:
        """The words of each unit of the head; none of one that is too long for them to be known."""
        return [line.key or "" for line in self.document.lines[: self._end]]

    @cached_property
    def _words(self) -> list[tuple[str, ...]]:
        """The words of each unit of the head, one by one."""
        return [words_of(key) for key in self.keys]

    @cached_property
    def _end(self) -> int:
        """The unit behind the last one that may be the title."""
        return max(self.first + TOLERANCE, max(self._headings, default=0) + 1)

    @cached_property
    def _chrome(self) -> set[int]:
        """The units that rules take for something else."""
        blocks = {unit for block in self.document.blocks for unit in range(block.first, block.last + 1)}
        return blocks | {unit for unit in self.document.known if unit < self._end}

    @cached_property
    def _chrome_above(self) -> list[int]:
        """For each unit of the head the number of units of chrome above it."""
        return list(accumulate((unit in self._chrome for unit in range(self.first)), initial=0))

    @cached_property
    def _prose_above(self) -> list[float]:
        return list(accumulate(self.document.weights[: self.first], initial=0.0))

    @cached_property
    def _datelines(self) -> frozenset[int]:
        """The units that rules take for a date or a byline, and those of the head that read as such."""
        units = self.document.units[: self.first]
        dated = (unit for unit, text in enumerate(units) if _FIGURE.search(text) and mastheads.is_dated(text))
        return frozenset((*self.document.hits_of("date"), *self.document.hits_of("byline"), *dated))

    @cached_property
    def _headings(self) -> frozenset[int]:
        """The headings of the first level in Markdown; none where there are many."""
        if "#" not in self.document.text and _UNDERLINE not in self.document.text:
            return frozenset()
        units = self.document.units
        marked = {unit for unit, text in enumerate(units) if text.startswith(_FIRST_LEVEL)}
        marked |= {unit for unit, line in enumerate(units[1:]) if line.startswith(_UNDERLINE) and not line.strip("=")}
        return frozenset(marked if len(marked) <= _MOST_HEADINGS else ())

    @cached_property
    def _repeated(self) -> set[str]:
        """Longer lines that stand in the head twice; none where many do, as in a table of contents or a menu."""
        times = Counter(self.keys)
        again = {key for key, count in times.items() if count > 1 and len(words_of(key)) >= _LONE_WORDS.start}
        return again if len(again) <= _MOST_REPEATED else set()

    @cached_property
    def _trailed(self) -> set[str]:
        """Lines that another near by ends with: it shows the way to the article, its title last."""
        trailed = set()
        for unit, (key, words) in enumerate(zip(self.keys, self._words, strict=True)):
            near = self.keys[max(unit - _NEAR_TRAIL, 0) : unit] if len(words) >= FEWEST else ()
            if any(other.endswith(f" {key}") for other in near):
                trailed.add(key)
        return trailed

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """What is quoted below the body in a line of its own: `4 thoughts on “The last ferry”` heads the comments."""
        below = self.document.units[self.document.body[1] :]
        quotes = (_QUOTED.search(text) for text in below if text.endswith(_CLOSING) and len(text) <= _LONGEST_QUOTING)
        return frozenset(same_text(quote[1]) for quote in quotes if quote)

    @cached_property
    def _lines(self) -> frozenset[str]:
        """The words of every line but the first."""
        return frozenset(line.key for line in self.document.lines[1:] if line.key)

    @cached_property
    def _page_title(self) -> str:
        """What of the first line stands again further down, as a page's title does above its article.

        A rule that needs company may take a title for chrome; one that is enough alone knows better.
        """
        if not (self.keys and self.keys[0]) or any(hit.rule.alone for hit in self.document.hits.get(0, ())):
            return ""
        text = self.document.units[0]
        if self._defined:
            return without_site(text)[0]
        again = part_again(text, self._lines)
        if not again and self.keys[0] in self._lines and says_enough(self.keys[0]):
            return without_site(text)[0]
        return again

    @cached_property
    def _defined(self) -> bool:
        """Whether the first line names, before the site, what the body begins with, as an encyclopedia's entries do.

        It stands on a line of its own too, and however short it is, it is the title.
        """
        title, site = without_site(self.document.units[0])
        key = same_text(title)
        if not (site and key in self._lines):
            return False
        openings = (
            self.document.units[unit][: len(title) + _DEFINED_WITHIN]
            for unit in range(self.first, min(self.first + TOLERANCE, len(self.document.units)))
            if self.document.weights[unit]
        )
        return any(f" {key} " in f" {same_text(opening)} " for opening in openings)

    @cached_property
    def _page_titles(self) -> tuple[frozenset[str], ...]:
        """The words of the first line, with the site's name and without: a page's title, if not the body follows."""
        if (
            self.first <= 1
            or not self.keys[0]
            or (0 in self._chrome and not self._page_title)
            or are_days(self.keys[0])
        ):
            return ()
        head, _ = without_site(self.document.units[0])
        return frozenset(self._words[0]), frozenset(words_of(same_text(head)))

    @cached_property
    def _slug(self) -> frozenset[str]:
        return frozenset(slug_words(self.document.url))

    @cached_property
    def _host(self) -> frozenset[str]:
        """The site's name in the address, as it is and without its hyphens."""
        name = site_of(host_of(self.document.url))
        return frozenset((name, name.replace("-", ""))) - {""}

    @cached_property
    def _body(self) -> str:
        first, end = self.document.body
        return " ".join(self.document.folded[first:end])

    @cached_property
    def best(self) -> Candidate | None:
        """The line most like a title, if it is enough like one."""
        return self._best_of(self._judged)

    @cached_property
    def site(self) -> str:
        """The site's name behind the title on the first line; nothing where none stands there."""
        title, name = without_site(self.document.units[0]) if self.best else ("", "")
        is_site = self.best and name and same_text(title) == same_text(self.best.text)
        return name if is_site and not mastheads.credit_of(name) else ""

    @cached_property
    def best_below_first(self) -> Candidate | None:
        """The same of the lines below the first, which a page's title may be."""
        return self._best_of([judged for judged in self._judged if judged[0]])

    def _best_of(self, judged: Sequence[tuple[int, float]]) -> Candidate | None:
        unit, points = max(judged, key=itemgetter(1), default=(0, 0.0))
        return Candidate(unit, self._text(unit), points) if points >= ENOUGH else None

    @cached_property
    def _judged(self) -> list[tuple[int, float]]:
        return list(self._judge())

    def _judge(self) -> Iterator[tuple[int, float]]:
        """The units that may be the title, and what speaks for each."""
        end = len(self.keys)
        near = max(2, self.first + TOLERANCE - _REACH)
        for unit in sorted({*range(min(2, end)), *range(near, min(self.first + TOLERANCE, end)), *self._headings}):
            if unit in self._chrome and (unit or not self._page_title):
                continue
            if self.document.body == (unit, unit + 1):  # all the prose there is
                continue
            if self._heads_comments(unit) or self._is_host(unit):
                continue
            if self.document.is_one_line and self.document.lines[unit].is_sentence:  # titles have no stop to be cut at
                continue
            if len(self._words[unit]) in _TITLE_WORDS and not are_days(self.keys[unit]):
                yield unit, self._points(unit, self._words[unit])

    def _is_host(self, unit: int) -> bool:
        """Whether a line is the name of the site, as its address has it: `Harbour Post` of harbourpost.example."""
        if not self._host:
            return False
        name = same_text(without_site(self.document.units[unit])[0]).replace(" ", "")
        return bool(name) and not spellings(name).isdisjoint(self._host)

    def _heads_comments(self, unit: int) -> bool:
        """Whether a line counts comments, as the heading of a thread does even where no thread follows."""
        hits = self.document.hits.get(unit, ())
        known = any(hit.rule.kind == "comments" and hit.role != "inside" for hit in hits)
        return known and _FIGURE.search(self.document.units[unit]) is not None

    def _text(self, unit: int) -> str:
        """A unit without what stands in it besides the title."""
        text = self.document.units[unit]
        if unit == 0:
            return (self._page_title or without_site(text)[0]).strip()
        return (part_again(text, set(self.keys) - {self.keys[unit]}) or text).strip()

    def _points(self, unit: int, words: tuple[str, ...]) -> float:
        """How much speaks for a unit as the title; `ENOUGH` takes it.

        Something must identify a title. Then it helps to stand close above the body and to say what the body says.
        """
        identity = self._identity(unit, words)
        if identity < 1.0:
            return 0.0
        points = identity + self._near(unit) - self._against(unit, words)
        return points + 1.5 * self._told(words) if points + 1.5 >= ENOUGH else points

    def _identity(self, unit: int, words: tuple[str, ...]) -> float:
        """How much identifies a unit as the title.

        It stands again in the head (3), ends the way to the article (2.5), shares its words with the page title on
        the first line (up to 3, and 2 more for all but the site) or with the address (up to 4), is one of few
        headings of the first level in Markdown (3.5), is that first line (2, or 1.5 if short), alone among chrome or,
        if the address has a word of it, alone above the prose (2.75), stands above a date or a byline (3.5) or below
        one (1). What a button may have too, a date near by or a copy, counts a quarter where nothing in it is of the
        page title or the address.
        """
        key, distinct = self.keys[unit], frozenset(words)
        others = self._page_titles if unit else ()
        shared = max((likeness(distinct, title) for title in others), default=0.0)
        in_slug = self._in_slug(distinct)
        is_named = (bool(others) and len(others[0]) >= _FEW_WORDS) or (len(self._slug) > 2 and is_latin(key))
        is_strange = unit > 0 and is_named and shared < _RELATED and in_slug < _RELATED
        again = key in self._repeated or key in self._quoted or (not unit and bool(self._page_title))
        common = 3.0 * again + 2.5 * (key in self._trailed)
        is_all = len(words) >= _WORDS_OF_ALL and others[1:] == (distinct,)
        identity = 3.0 * shared + 2.0 * is_all + 4.0 * in_slug + 3.5 * (unit in self._headings)
        if unit or len(words) > _SITE_NAME:
            common += self._dated(unit)
            if not unit and self.first > 3:
                identity += 2.0 if len(words) in _LONE_WORDS else 1.5
        if not unit and self._defined:
            identity += 2.0
        if not unit and self.first == 1 and is_site(without_site(self.document.units[0])[1]):
            identity += 2.75
        fits = len(self._slug) < 2 or not is_latin(key) or self._spelt(distinct) > 0
        if self._is_alone(unit) or (not unit and self._is_lone and fits):
            identity += 2.75
        return identity + (_STRANGE if is_strange else 1.0) * common

    def _is_alone(self, unit: int) -> bool:
        """Whether all else above the body is chrome."""
        return unit < self.first > 1 and self.first - self._chrome_above[self.first] == (unit not in self._chrome)

    def _near(self, unit: int) -> float:
        """1 for a unit right above the body, but for chrome between, 1.75 for the first; half for one further up."""
        if unit >= self.first:
            return 0.0
        between = self.first - unit - 1 - (self._chrome_above[self.first] - self._chrome_above[unit + 1])
        if between < TOLERANCE:
            return 1.0 if unit else 1.75
        return 0.5 if between < 3 * TOLERANCE else 0.0

    def _against(self, unit: int, words: tuple[str, ...]) -> float:
        """How much speaks against a unit: how it ends or goes on, that it is short, an item, a caption, below prose.

        In a text without chrome above its body the first heading is sooner one of the body's own.
        """
        text = self.document.units[unit]
        against = 1.5 * text.endswith(_NOT_AT_END) + 1.0 * (len(words) < _FEW_WORDS)
        against += 1.5 * (_ITEM.match(text) is not None)
        against += 3.0 * (text.startswith(_PICTURE) or _CAPTION.search(text) is not None)
        against += 1.5 * self._goes_on(unit)
        against += 1.5 * (not (self._chrome or (not unit and self._is_lone)))
        if unit in self._headings:
            return against
        if unit >= self.first:
            return against + 1.5
        prose = self._prose_above[unit]
        return against + 1.5 * (prose > _SOME_PROSE) + 1.5 * (prose > _MUCH_PROSE)

    def _goes_on(self, unit: int) -> bool:
        """Whether a unit is the start of a paragraph that has a line for each of its lines."""
        below = self.document.units[unit + 1] if unit + 1 < len(self.document.units) else ""
        return len(below) >= _LONG_LINE and below[0].islower() and unit + 1 not in self._datelines

    def _in_slug(self, words: Set[str]) -> float:
        """How far a line's words and the address's are the same, 0 to 1."""
        common = self._spelt(words)
        if common < 2 or len(self._slug) < 2:
            return 0.0
        return (common / max(len(words), 0.7 * len(self._slug)) + common / len(self._slug)) / 2

    def _spelt(self, words: Set[str]) -> int:
        """How many of these words the address has."""
        return sum(not spellings(word).isdisjoint(self._slug) for word in words)

    def _dated(self, unit: int) -> float:
        """3.5 for a line with a date or a byline right below it, 1 for one right above it."""
        below, above = range(unit + 1, unit + 1 + _NEAR_DATE), range(unit - _NEAR_DATE, unit)
        for near, worth in ((below, 3.5), (above, 1.0)):
            if not self._datelines.isdisjoint(near):
                return worth
        return 0.0

    def _told(self, words: tuple[str, ...]) -> float:
        """The share of the candidate's longer words that the body uses too."""
        longer = {word for word in words if len(word) > 3 or word > "\u2e80"} or set(words)
        return sum(word in self._body for word in longer) / len(longer)

    @cached_property
    def _is_lone(self) -> bool:
        """Whether the first line stands right above prose, and the text has no other line like a heading."""
        if self.first != 1 or len(self._words[0]) not in _LONE_WORDS:
            return False
        others = zip(self.document.units[1:], self.document.weights[1:], strict=True)
        return all(weight or ends_sentence(unit) for unit, weight in others)
