"""What a page says about its article, from every place that says it."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from cleaner.heads import addresses
from cleaner.html import authors, json_ld, published, titles
from cleaner.html.fact import Fact
from cleaner.html.masthead import Masthead
from cleaner.html.page import Page
from cleaner.html.tree import Tree

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z0-9-]+)?$")


def facts(tree: Tree, url: str | None = None) -> list[Fact]:
    """Facts about the article of a parsed page, several for a field; the tree stays as it is."""
    page = Page(tree, url)
    graph = json_ld.read(page.scripts)
    language = _language(page)
    sites = list(_sites(page, graph))
    node = graph.article((page.meta("og:title"), page.title, *(text for _, text in page.headings)))
    over = graph.page()
    headlines = [json_ld.line(n.get(key)) for n, key in ((node, "headline"), (node, "name"), (over, "name")) if n]
    title = titles.read(page, headlines[:2], (name for name, _, _ in sites))
    day_first = language not in (None, "en") or addresses.is_day_first(_host(page))
    head = Masthead(page, title.element, day_first)
    return [
        *title.facts(),
        *authors.facts(page, graph, node if (node or {}).get("author") else over, head, [name for name, _, _ in sites]),
        *published.facts(page, node, over, head, day_first=day_first),
        *(Fact("site", name, source, sure) for name, source, sure in sites if source != "url"),
        *_about(page, node, language),
    ]


def _host(page: Page) -> str:
    return addresses.host_of(page.url) or addresses.host_of(page.meta("og:url"))


def _sites(page: Page, graph: json_ld.Graph) -> Iterator[tuple[str, str, float]]:
    """Names the site goes by."""
    site = graph.site()
    article = graph.article() or {}
    publisher = json_ld.line(graph.resolved(article.get("publisher")))
    for name, source, sure in (
        (page.meta("og:site_name"), "opengraph", 0.9),
        (json_ld.line((site or {}).get("name")), "json-ld", 0.8),
        (publisher, "json-ld", 0.75),
        (page.meta("application-name", "apple-mobile-web-app-title"), "meta", 0.6),
        (page.meta("dc.publisher", "citation_journal_title"), "meta", 0.5),
        (page.meta("twitter:site").lstrip("@"), "twitter", 0.3),
        (addresses.site_of(_host(page)), "url", 0.2),
    ):
        if name and len(name) <= 100 and "//" not in name:
            yield name, source, sure


def _about(page: Page, node: json_ld.Node | None, language: str | None) -> Iterator[Fact]:
    article = node or {}
    for value, source, sure in (
        (page.meta("og:description"), "opengraph", 0.8),
        (page.meta("description", "dc.description", "twitter:description"), "meta", 0.8),
        (json_ld.line(article.get("description")), "json-ld", 0.7),
    ):
        if value:
            yield Fact("description", value, source, sure)
    for value, source, sure in (
        (page.meta("article:section", "parsely-section"), "opengraph", 0.85),
        (json_ld.line(article.get("articleSection")), "json-ld", 0.8),
    ):
        if value and len(value) <= 60:
            yield Fact("section", value, source, sure)
    yield from _tags(page, article)
    if language:
        yield Fact("language", language, "html", 0.8)
    yield from _address(page)


def _tags(page: Page, article: json_ld.Node) -> Iterator[Fact]:
    said = [
        text
        for name in ("article:tag", "parsely-tags", "news_keywords", "keywords")
        for text in page.metas.get(name, ())
    ]
    for values, source, sure in (
        (page.metas.get("article:tag", ()), "opengraph", 0.85),
        ([x for x in json_ld.many(article.get("keywords")) if isinstance(x, str)], "json-ld", 0.75),
        (said, "meta", 0.5),
    ):
        tags = list(
            dict.fromkeys(tag for text in values for part in text.split(",") if 1 < len(tag := part.strip()) <= 60)
        )
        if tags:
            yield Fact("tags", tags[:50], source, sure)


def _language(page: Page) -> str | None:
    for said in (
        page.tree.root.get("lang") or page.tree.root.get("xml:lang") or "",
        page.meta("og:locale"),
        page.meta("content-language", "language", "dc.language"),
    ):
        if m := _LANGUAGE.match(said.strip().lower()):
            return m[1]
    return None


def _address(page: Page) -> Iterator[Fact]:
    links = (
        link.get("href") or "" for link in page.tree.by_tag("link") if (link.get("rel") or "").lower() == "canonical"
    )
    for said, source, sure in ((next(links, ""), "canonical", 0.9), (page.meta("og:url"), "opengraph", 0.7)):
        address = _absolute(said.strip(), page.url)
        if address:
            yield Fact("url", address, source, sure)


def _absolute(said: str, base: str | None) -> str | None:
    """An address of the web, joined to the page's own where it is relative; None for all else."""
    try:
        joined = urljoin(base, said) if base else said
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if said and len(joined) <= 2000 and parts.scheme in ("http", "https") and parts.hostname else None
