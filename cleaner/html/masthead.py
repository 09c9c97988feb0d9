"""The masthead of an article: the lines just above and below its title, where byline and date are printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaner.heads import mastheads
from cleaner.html.page import INLINE, Line, Page, lines

_ABOVE, _BELOW = 6, 16  # lines
_ENOUGH_PROSE = 2  # paragraphs: a standfirst, and then the body begins
_MOST_LINES, _SHORT = 60, 80
_TEXTS = etree.XPath("//body//text()")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(
    r"\s*(?:(?:written|posted|published|story|article|words|text)?\s*by\b|autor|von |par |por |автор|بقلم|作者|文)",
    re.IGNORECASE,
)
_CLIMB = 4  # elements up from the title, to see the lines above it
_LONGEST = 220  # characters of a line that can be byline or date
_ANCESTORS = 12
_LONGEST_NAME = 300  # characters of classes and id that are looked at
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget-?area|widgets|footer|recommend|popular|trending|latest|teaser|read-?more|"
    r"more-from|carousel|promo|reply|replies|respond|newsletter|read-?next|recirc|similar|up-?next|quote|testimonial|slider|swiper|"
    r"card-list|post-list|(?:^|[\s_-])nav|menu|disqus|archive-|pagination",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Masthead:
    """The lines around the title of a page's article."""

    page: Page
    title: HtmlElement | None
    day_first: bool = True

    @cached_property
    def around(self) -> tuple[HtmlElement, ...]:
        """The title's element and those it is in: what is true of them tells nothing about their parts."""
        return (self.title, *islice(self.title.iterancestors(), 40)) if self.title is not None else ()

    @cached_property
    def above(self) -> tuple[Line, ...]:
        """Short lines above the title, in their order."""
        before: list[Line] = []
        shown = [element for element in self.around[: _CLIMB + 1] if element.tag != "html"]  # its head is not
        for line in lines(shown[-1], 60) if shown else ():
            if any(part is self.title or self.title in islice(part.iterancestors(), 4) for part, _ in line.parts):
                return tuple(line for line in before[-_ABOVE:] if len(line.text) <= _LONGEST)
            before.append(line)
        return ()

    @cached_property
    def below(self) -> tuple[Line, ...]:
        """Short lines below the title, down to where the body begins."""
        return tuple(islice(self._below(), _BELOW)) if self.title is not None else ()

    def _below(self) -> Iterator[Line]:
        prose: set[str] = set()  # some pages hold their standfirst twice, for wide and for narrow screens
        for line in islice(lines(self.title, _BELOW * 2), 1, None):
            if line.is_prose:
                prose.add(line.text)
            if len(prose) >= _ENOUGH_PROSE:
                return
            if len(line.text) <= _LONGEST and not self.elsewhere(line.parts[0][0]):
                yield line

    @cached_property
    def near(self) -> frozenset[HtmlElement]:
        """The elements that hold these lines."""
        parts = (part for line in (*self.above, *self.below) for part, _ in line.parts)
        return frozenset(e for part in parts for e in (part, *islice(part.iterancestors(), 3))) - frozenset(self.around)

    @cached_property
    def signs(self) -> tuple[mastheads.Sign, ...]:
        """What the lines say; those above the title count less."""
        above, below = [line.text for line in self.above], [line.text for line in self.below]
        texts = [*above, "", *below]
        found = mastheads.read(texts, lambda: self.page.prose, day_first=self.day_first)
        return tuple(sorted(found, key=lambda sign: (sign.first < len(above), sign.first)))

    def is_above(self, sign: mastheads.Sign) -> bool:
        """Whether a sign stands above the title."""
        return sign.first < len(self.above)

    @cached_property
    def beyond(self) -> tuple[mastheads.Sign, ...]:
        """What lines anywhere else on the page say, where nothing is found beside the title; only those that say so."""
        texts = [line.text for line in self._promising if not self.elsewhere(line.parts[0][0])]
        found = mastheads.read(texts, lambda: self.page.prose, day_first=self.day_first)
        return tuple(sign for sign in found if sign.labelled or (sign.whole and sign.field != "authors"))

    @property
    def _promising(self) -> Iterator[Line]:
        """The short lines that hold a year or a label, each with the next one, which may be what a label names."""
        wanted = [
            text.getparent() for text in _TEXTS(self.page.tree.root) if len(text) <= _SHORT and _is_promising(text)
        ]
        for element in wanted[:_MOST_LINES]:
            block = next((node for node in islice(_up(element), 4) if node.tag not in INLINE), element)
            yield from (line for line in lines(block, 2) if len(line.text) <= _SHORT)

    def elsewhere(self, element: HtmlElement, *, asides: bool = False) -> bool:
        """Whether an element is in a part of the page about something else: comments, teasers, the page's foot.

        `asides` count as the article's own for what is marked as such.
        """
        for node in (element, *islice(element.iterancestors(), _ANCESTORS)):
            if node in self.around or node.tag in ("body", "html"):
                return False
            if node.tag in ("footer", "nav", "blockquote") or (node.tag == "aside" and not asides):
                return True
            name = f"{node.get('class') or ''} {node.get('id') or ''}"[:_LONGEST_NAME]
            if node.tag not in ("article", "main") and _names_another(name):
                return True
        return False


@lru_cache(maxsize=1 << 14)
def _names_another(name: str) -> bool:
    """Whether an element is called as parts of pages are that are about something else than the article."""
    return _ELSEWHERE.search(name) is not None


def _is_promising(text: str) -> bool:
    return not text.isspace() and (_YEAR.search(text) is not None or _LABEL.match(text) is not None)


def _up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()
