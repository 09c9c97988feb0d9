"""The title of a page's article: what the head, JSON-LD and the headings call it, without the site's name around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from cleaner.heads.wording import is_site, likeness, words_of
from cleaner.html.fact import Fact
from cleaner.html.page import Page, text_of
from cleaner.matching import dates
from cleaner.matching.folding import fold, same_text

_PARTED = re.compile(
    r"\s+(?:[|–—•·»«:]|-+|::|/|<|>|~)\s+|\s*[|｜]\s*|\s*_+(?=[^\x00-\x7f]+$)|"
    r"(?<=[^\x00-\x7f])--?(?=[^\x00-\x7f]{2,16}$)"
)
_LONGEST_SITE = 7  # words
_NO_TITLE = frozenset(("home", "homepage", "blog", "untitled", "article", "news", "index", "page", "untitled document"))
_MOST_OTHERS = 40  # lower headings that are looked at
_LIKE = 0.2  # share of words a heading must have in common with what the head calls the page


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles a page gives itself, and the heading on it that is its article's."""

    page: Page
    said: tuple[tuple[str, str, float], ...]  # what, source, how sure
    sites: tuple[str, ...]  # names the site goes by

    @cached_property
    def stripped(self) -> tuple[tuple[str, str, float], ...]:
        """The titles without the site's name."""
        titles = ((self.without_site(what, source), source, sure) for what, source, sure in self.said)
        return tuple(title for title in titles if _is_title(title[0]) and not self._is_site(title[0]))

    @cached_property
    def heading(self) -> tuple[HtmlElement | None, str, float]:
        """The first-order heading that is most like those titles, its text, and how like; None where none is."""
        best: tuple[HtmlElement | None, str, float] = (None, "", 0.0)
        for element, text in self.page.headings:
            plain = self._alone(self.without_site(text, "h1"))
            likeness = max((like(plain, title) for title, _, _ in self.stripped), default=0.0)
            if likeness > best[2] and _is_title(plain) and not self._is_site(plain):
                best = (element, plain, likeness)
        return best

    @cached_property
    def element(self) -> HtmlElement | None:
        """Where the title stands: that heading, or another element that says what the head calls the page."""
        if self.heading[0] is not None:
            return self.heading[0]
        keys = {same_text(title) for title, _, _ in self.stripped}
        for tag in self._lower:
            if same_text(text_of(tag)) in keys:
                return tag
        return next((tag for tag, _ in self.page.headings), None)

    def facts(self) -> Iterator[Fact]:
        """What to call the article; a heading that says much the same as the head is how its author put it."""
        element, text, likeness = self.heading
        if element is not None and likeness >= _LIKE:
            yield Fact("title", text, "h1", 0.97 if likeness > 0.5 else 0.95)
        elif len(self.page.headings) == 1 and _is_title(only := self.page.headings[0][1]) and not self._is_site(only):
            yield Fact("title", self.without_site(only, "h1"), "h1", 0.35)
        for title, source, sure in self.stripped:
            yield Fact("title", title, source, sure)

    def _alone(self, heading: str) -> str:
        """A heading without the date that stands in it beside what the head calls the page."""
        for title, _, _ in self.stripped:
            before, found, after = heading.partition(title)
            if found and len(title) > 10 and dates.parse(fold(before + after)):
                return title
        return heading

    def without_site(self, title: str, source: str) -> str:
        """A title without the names of the site at its ends; in the title tag the last part goes on looks alone."""
        parts = list(_PARTED.finditer(title))
        start, end = 0, len(title)
        while parts and self._is_site(title[parts[-1].end() : end]):
            end = parts.pop().start()
        while parts and self._is_site(title[start : parts[0].start()]):
            start = parts.pop(0).end()
        left = title[start:end].strip()
        if end == len(title) and start == 0 and source in ("title-tag", "opengraph") and parts:
            left = self._without_last(title, parts[-1])
        return left or title

    def _without_last(self, title: str, mark: re.Match[str]) -> str:
        head, last = title[: mark.start()], title[mark.end() :]
        others = [what for what, _, _ in self.said if what != title]
        named = is_site(last)
        said = "|" in mark[0] or any(same_text(what) == same_text(head) for what in others)
        short = named or len(words_of(same_text(last))) <= _LONGEST_SITE
        is_last = (named or said or self._heads(head)) and short and len(head) > len(last) / 2
        return head.strip() if is_last and len(words_of(same_text(head))) > 1 else title

    def _heads(self, title: str) -> bool:
        """Whether a lower heading says just this."""
        key = same_text(title)
        return any(same_text(text_of(element)) == key for element in self._lower)

    @cached_property
    def _lower(self) -> tuple[HtmlElement, ...]:
        return tuple(islice(self.page.tree.root.iter("h2", "h3", "h4", "h1"), _MOST_OTHERS))

    def _is_site(self, part: str) -> bool:
        name = same_text(part).replace(" ", "")
        return (
            any(
                name == site
                or (len(site) > 3 and len(name) > 3 and (site in name or name in site) and len(name) <= 3 * len(site))
                for site in self._squeezed
            )
            if name
            else False
        )

    @cached_property
    def _squeezed(self) -> tuple[str, ...]:
        return tuple(filter(None, (same_text(site).replace(" ", "") for site in self.sites)))


def like(a: str, b: str) -> float:
    """The share of their words that two titles have in common."""
    return likeness(set(words_of(same_text(a))), set(words_of(same_text(b))))


def _is_title(text: str) -> bool:
    key = same_text(text)
    return bool(key) and key not in _NO_TITLE


def read(page: Page, headlines: Iterable[str], sites: Iterable[str]) -> Titles:
    """What the head of a page and its JSON-LD call the page."""
    said = [
        (page.meta("og:title"), "opengraph", 0.5),
        (page.meta("citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"), "meta", 0.5),
        (page.meta("twitter:title", "title"), "twitter", 0.2),
        (page.title, "title-tag", 0.4),
        *((headline, "json-ld", 0.5) for headline in headlines),
    ]
    return Titles(page, tuple((what, source, sure) for what, source, sure in said if what), tuple(sites))
