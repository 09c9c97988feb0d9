"""Who wrote it: JSON-LD, meta tags, elements marked as bylines, and lines that say "By" beside the title."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from cleaner.heads import mastheads, people
from cleaner.html import json_ld
from cleaner.html.fact import Fact
from cleaner.html.masthead import Masthead
from cleaner.html.page import Page, text_of
from cleaner.matching.folding import same_text

_METAS = tuple(
    "author article:author og:article:author parsely-author sailthru.author dc.creator dcterms.creator "
    "dc.contributor.author citation_author byl author_name rbauthors article.author og:author creator".split()
)
_IN_CLASS = re.compile("uthor|yline|autor|riter")  # part of any class that may say author
_LONGEST_CLASS = 300  # characters that are looked at
_IN_LINK = ("/aut", "/red", "/contrib")
_MOST_MARKED = 60
_TOKEN = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article|blog|story|the|by|p|c|meta|news|single)?[-_]*(?:authors?|byline|autor(?:en)?|writer)"
    r"(?:[-_]*(?:name|link|names|title|fn|vcard|full-?name|list|item))?)(?:$|[\s])|"
    r"(?:author|byline|writer)[-_]*(?:full)?-?name|(?:^|\s)author[\s$]",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|i|in)?|auteurs?|autore|autori|redakteure?|contributors?)/", re.IGNORECASE
)
_ORGANIZATION = re.compile("(?:organization|corporation)$", re.IGNORECASE)
_ORGANIZATION_SURE = 0.6  # of an organization in the author's place: many sites put themselves there
_SMALL = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,2}")
_CATALOGUES = frozenset(("dc.creator", "dcterms.creator", "dc.contributor.author", "citation_author"))
_CATALOGUED = re.compile(r"([^\W\d_][\w'’-]+), ((?:[^\W\d_][\w'’.-]* ?){1,3})")
_NOT_NAME = re.compile(
    r"bio|desc|about|image|img|avatar|photo|pic|social|date|time|role|job|position|comment|info|intro|box|wrap|section",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"written|author|by\b|posted|verfasst|autor|écrit|publi|scritto|автор|作者|geschreven|yazan|napisan", re.IGNORECASE
)


def facts(
    page: Page, graph: json_ld.Graph, node: json_ld.Node | None, head: Masthead, sites: Iterable[str]
) -> Iterator[Fact]:
    """Every place of the page that names its author."""
    is_site = _site_test(page, sites)
    found = [
        *_structured(graph, node, is_site),
        *_metas(page, is_site),
        *_marked(page, head),
        *_lines(head),
    ]
    yield from found or _beyond(head)


def _structured(graph: json_ld.Graph, node: json_ld.Node | None, is_site: Callable[[str], bool]) -> Iterator[Fact]:
    persons: list[str] = []
    others: list[str] = []
    for value in islice(json_ld.many((node or {}).get("author")), 20):
        one = graph.resolved(value)
        named = _names(json_ld.line(one))
        if isinstance(one, dict) and one.get("@type") in ("Person", "person"):
            persons += [name for name in named if not is_site(name)]
            others += [name for name in named if is_site(name) and " " in name]
        else:
            kind = others if isinstance(one, dict) and json_ld.is_a(one, _ORGANIZATION) else persons
            kind += [name for name in named if not is_site(name)]
    if persons:
        yield _fact(persons, "json-ld", 0.85)
    elif others:
        yield _fact(others, "json-ld", _ORGANIZATION_SURE)


def _metas(page: Page, is_site: Callable[[str], bool]) -> Iterator[Fact]:
    for name in _METAS:
        said = page.metas.get(name, ())
        found = [one for text in said[:20] for one in _names(_turned(text) if name in _CATALOGUES else text)]
        if found and not (len(found) == 1 and is_site(found[0])):
            yield _fact(found, "meta", 0.75)
            break
    for number in "12":
        if _LABEL.search(page.meta(f"twitter:label{number}")):
            named = _names(page.meta(f"twitter:data{number}"))
            if named and not is_site(named[0]):
                yield _fact(named, "twitter", 0.7)


def _turned(text: str) -> str:
    """`Doe, Jane`, as catalogues have it, as she signs."""
    catalogued = _CATALOGUED.fullmatch(text.strip())
    return f"{catalogued[2]} {catalogued[1]}" if catalogued else text


def _names(text: str) -> tuple[str, ...]:
    """The names a field holds; in a field made for them they may be in small letters too."""
    found = people.names(text)
    if not found and _SMALL.fullmatch(text) and people.names(text.title()):
        return (text,)
    return found


def _marked(page: Page, head: Masthead) -> Iterator[Fact]:
    """Elements whose class or role says author; those beside the title are surer than those of a box below."""
    given: set[str] = set()
    for element in _candidates(page):
        source = _source(element)
        near = element in head.near
        asides = source in ("rel-author", "itemprop")  # those say so themselves, wherever they stand
        if not source or source in given or (not near and head.elsewhere(element, asides=asides)):
            continue
        found = people.names(element.get("content") or text_of(element, 200))
        if found:
            given.add(source)
            yield _fact(found, source, 0.8 if near else 0.5)


def _candidates(page: Page) -> Iterator[HtmlElement]:
    """Elements that may name the author: by microdata, links, classes."""
    tree = page.tree
    classes = ((element, said.get("class")) for element, said in tree.attributes.items())
    yield from page.properties[:_MOST_MARKED]
    yield from islice((link for link in tree.by_tag("a") if _may_be_authors(tree.attributes[link])), _MOST_MARKED)
    yield from islice((e for e, name in classes if name and _may_say_author(name[:_LONGEST_CLASS])), _MOST_MARKED)


def _may_be_authors(link: Mapping[str, str]) -> bool:
    """Whether a link may lead to what else its author wrote."""
    address = link.get("href", "")
    return link.get("rel") == "author" or any(part in address for part in _IN_LINK)


@lru_cache(maxsize=1 << 14)
def _may_say_author(name: str) -> bool:
    return _IN_CLASS.search(name) is not None


def _source(element: HtmlElement) -> str:
    if element.tag in ("body", "html", "article", "main", "img", "meta", "link", "input"):
        return ""
    if element.get("rel") == "author":
        return "rel-author"
    if "author" in (element.get("itemprop") or ""):
        return "itemprop"
    if element.tag == "a" and _PROFILE.search(element.get("href") or ""):
        return "author-link"
    name = (element.get("class") or "")[:_LONGEST_CLASS]
    return "byline-class" if _TOKEN.search(name) and not _NOT_NAME.search(name) else ""


def _lines(head: Masthead) -> Iterator[Fact]:
    """`By Jane Doe` under the title."""
    for sign in head.signs:
        if sign.field == "authors":
            yield _fact(sign.value, "byline", sign.sure - 0.1 * head.is_above(sign))
            return


def _beyond(head: Masthead) -> Iterator[Fact]:
    """`Written by Jane Doe` further down, where nothing else names the author."""
    for sign in head.beyond:
        if sign.field == "authors":
            yield _fact(sign.value, "byline", 0.55)
            return


def _fact(found: Iterable[str], source: str, sure: float) -> Fact:
    names = list(dict.fromkeys(found))
    short = all(" " not in name and name.isascii() for name in names)
    return Fact("authors", names, source, sure * 0.6 if short else sure)


def _site_test(page: Page, sites: Iterable[str]) -> Callable[[str], bool]:
    """Whether a name is the site's; a site that goes by the name of a person, as blogs do, is its author's."""
    squeezed = {same_text(site).replace(" ", "") for site in sites}

    def is_site(name: str) -> bool:
        return same_text(name).replace(" ", "") in squeezed and not mastheads.is_person(name, lambda: page.prose)

    return is_site
