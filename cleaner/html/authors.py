"""Who wrote it: JSON-LD, meta tags, elements marked as bylines, and lines that say "By" beside the title."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from cleaner import people
from cleaner.folding import same_text
from cleaner.html import json_ld
from cleaner.html.fact import Fact
from cleaner.html.masthead import Masthead
from cleaner.html.page import Page, text_of

_METAS = tuple(
    "author article:author og:article:author parsely-author sailthru.author dc.creator dcterms.creator "
    "dc.contributor.author citation_author byl author_name rbauthors article.author og:author creator".split()
)
# Elements that may name the author. Asking the attributes first is twice as fast as asking each element.
_BY_CLASS = etree.XPath(
    "//@class[contains(., 'uthor') or contains(., 'yline') or contains(., 'autor') or contains(., 'riter')]/.."
)
_BY_LINK = etree.XPath("//a[@rel='author' or contains(@href, '/aut') or contains(@href, '/red')]")
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
    site_names = {same_text(site).replace(" ", "") for site in sites}
    found = [
        *_structured(graph, node, site_names),
        *_metas(page, site_names),
        *_marked(page, head),
        *_lines(head),
    ]
    yield from found or _beyond(head)


def _structured(graph: json_ld.Graph, node: json_ld.Node | None, sites: set[str]) -> Iterator[Fact]:
    found: list[str] = []
    for value in islice(json_ld.many((node or {}).get("author")), 20):
        one = graph.resolved(value)
        if (
            isinstance(one, dict)
            and isinstance(one.get("@type"), str)
            and one["@type"].endswith("Organization")
            and _is_site(json_ld.line(one), sites)
        ):
            continue
        found += [name for name in people.names(json_ld.line(one)) if not _is_site(name, sites)]
    if found:
        yield _fact(found, "json-ld", 0.85)


def _metas(page: Page, sites: set[str]) -> Iterator[Fact]:
    for name in _METAS:
        said = page.metas.get(name, ())
        found = [one for text in said[:20] for one in people.names(text)]
        if found and not (len(found) == 1 and _is_site(found[0], sites)):
            yield _fact(found, "meta", 0.75)
            break
    for number in "12":
        if _LABEL.search(page.meta(f"twitter:label{number}")):
            named = people.names(page.meta(f"twitter:data{number}"))
            if named and not _is_site(named[0], sites):
                yield _fact(named, "twitter", 0.7)


def _marked(page: Page, head: Masthead) -> Iterator[Fact]:
    """Elements whose class or role says author; those beside the title are surer than those of a box below."""
    given: set[str] = set()
    for element in _candidates(page):
        source = _source(element)
        near = element in head.near
        if not source or source in given or (not near and head.elsewhere(element)):
            continue
        found = people.names(element.get("content") or text_of(element, 200))
        if found:
            given.add(source)
            yield _fact(found, source, 0.8 if near else 0.5)


def _candidates(page: Page) -> Iterator[HtmlElement]:
    for elements in (page.properties, _BY_LINK(page.tree), _BY_CLASS(page.tree)):
        yield from islice(elements, _MOST_MARKED)


def _source(element: HtmlElement) -> str:
    if element.tag in ("body", "html", "article", "main", "img", "meta", "link", "input"):
        return ""
    if element.get("rel") == "author":
        return "rel-author"
    if "author" in (element.get("itemprop") or ""):
        return "itemprop"
    if element.tag == "a" and _PROFILE.search(element.get("href") or ""):
        return "author-link"
    name = element.get("class") or ""
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


def _is_site(name: str, sites: set[str]) -> bool:
    return same_text(name).replace(" ", "") in sites
