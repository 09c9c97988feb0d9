"""What pages say of their articles: every case a small invented page, and pages made to hurt."""

import json
import time
import tomllib
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from cleaner import clean
from cleaner.heads import people
from cleaner.html import json_ld, published
from cleaner.html.fact import Fact, surest
from cleaner.html.facts import facts
from cleaner.html.tree import Tree

CASES = tomllib.loads((Path(__file__).parent / "data" / "facts.toml").read_text(encoding="utf-8"))
BODY = (
    "<p>The ferry left the harbour before sunrise, and the brothers stood at the rail until the lamps had gone.</p>" * 3
)


def page(head="", body="", lang="en"):
    return f"<!doctype html><html lang='{lang}'><head>{head}</head><body><article>{body}{BODY}</article></body></html>"


def found(source, url=None):
    return {name: fact.value for name, fact in surest(facts(Tree(lxml.html.document_fromstring(source)), url)).items()}


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: case["name"])
def test_page(case):
    told = found(page(case.get("head", ""), case.get("body", ""), case.get("lang", "en")), case.get("url"))
    for name, value in case["found"].items():
        assert told.get(name) == (value or None), name


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["line"])
def test_names(case):
    assert list(people.names(case["line"])) == case["names"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019-03-15T09:30:00.000+0100", "2019-03-15T09:30:00+01:00"),
        ("2019-03-15 09:30:00 UTC", "2019-03-15T09:30:00Z"),
        ("20190315", "2019-03-15"),
        ("Mar 15, 2019", "2019-03-15"),
        ("15. März 2019, 9:30 Uhr", "2019-03-15T09:30"),
        ("2019年3月15日", "2019-03-15"),
        ("2019-13-45", None),
        ("2019-03-15T29:30:00", "2019-03-15"),
        ("2019-03-15T09:30:00+99:00", "2019-03-15"),
        ("yesterday", None),
    ],
)
def test_dates_in_any_notation(written, iso):
    assert published.iso(written) == iso


def test_a_title_below_the_heading_that_is_the_sites_name():
    source = "<title>The last ferry ~ Notes from the pier</title><h1>Notes from the pier</h1><h3>The last ferry</h3>"
    assert found(source)["title"] == "The last ferry"


def test_agreement_makes_surer_and_never_certain():
    one = surest([Fact("title", "The Ferry", "h1", 0.6), Fact("title", "Ferries", "opengraph", 0.7)])
    both = surest([Fact("title", "The Ferry", "h1", 0.6), Fact("title", "the ferry!", "title-tag", 0.6)])
    assert one["title"].value == "Ferries"
    assert both["title"].value == "The Ferry" and 0.6 < both["title"].sure < 1


def test_the_caller_wins_and_each_field_has_its_source():
    source = page('<meta property="og:title" content="The Ferry"><meta name="author" content="Jane Marlow">')
    result = clean(source, form="html", metadata={"title": "Mine"})
    assert result.metadata["title"] == "Mine" and result.found["title"] == {"source": "caller", "sure": 1.0}
    assert result.metadata["authors"] == ["Jane Marlow"] and result.found["authors"]["source"] == "meta"
    assert set(result.found) == set(result.metadata) and json.loads(json.dumps(dict(result.found)))


def test_a_wrong_language_attribute_is_outvoted():
    german = (
        "Der Wirt sagt, dass die Fähre nicht mehr fährt und das Dorf auf die neue Brücke wartet, die es nicht gibt. "
    )
    result = clean(f"<html lang='en'><body><article><p>{german * 4}</p></article></body></html>", form="html")
    assert result.metadata["language"] == "de" and result.found["language"]["source"] == "text"


def test_what_was_read_in_the_wrong_encoding_is_put_right_in_fields_too():
    head = '<title>A sailorâ\x80\x99s guide</title><meta name="keywords" content="MÃ¤rz, ferry">'
    result = clean(page(head, "<h1>A sailorâ\x80\x99s guide</h1>"), form="html")
    assert result.metadata["title"] == "A sailor’s guide" and result.metadata["tags"] == ["März", "ferry"]
    assert "mojibake" in result.fixes


def test_the_tree_stays_as_it_is():
    tree = lxml.html.document_fromstring(page("<title>The Ferry</title>", "<h1>The Ferry</h1><p>By Jane Marlow</p>"))
    before = etree.tostring(tree)
    facts(Tree(tree), "https://example.org/2019/03/15/ferry")
    assert etree.tostring(tree) == before


_DEEP = '{"a":' * 100_000
HOSTILE = {
    "huge JSON-LD": f'<script type="application/ld+json">{{"@type":"Article","name":"{"x" * 10_000_000}"}}</script>',
    "deep JSON-LD": f'<script type="application/ld+json">{_DEEP}</script>',
    "deep and closed": f'<script type="application/ld+json">{"[" * 50_000}{"]" * 50_000}</script>',
    "blank JSON-LD": f'<script type="application/ld+json">{{{" " * 900_000}</script>',
    "commas": f'<script type="application/ld+json">[{", " * 300_000}</script>',
    "wrong types": '<script type="application/ld+json">{"@type":["Article",7],"headline":{"@value":[3]},"author":[null,'
    '4,{"name":{"x":1}},["a"]],"datePublished":["x",{}],"publisher":"p","@id":{"x":[]},"keywords":{"a":1}}</script>',
    "circular": '<script type="application/ld+json">{"@graph":[{"@id":"#a","@type":"Person","author":{"@id":"#a"}},'
    '{"@type":"Article","author":{"@id":"#a"}}]}</script>',
    "a million characters": f'<meta property="og:title" content="{"By Ann | " * 110_000}"><meta name="author" '
    f'content="{"Ann and " * 120_000}"><meta name="date" content="{"2019-" * 200_000}">',
    "many metas": '<meta name="author" content="Jane Marlow">' * 20_000,
    "control characters": '<meta name="author" content="Jane\x01\x08 Marlow"><title>\x0bFerry\x1f</title>',
    "addresses": '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="http://[::1">',
    "many headings": "<h1>Ferry</h1>" * 20_000,
    "long heading": f"<title>Ferry</title><h1>Ferry {'- ' * 200_000}</h1>",
    "nested": "<div class='author byline'>" * 100_000,
    "nested inline": "<h1>" + "<span class='author'>" * 50_000 + "x",
    "bylines": "<p class='author'>By Ann Marlow</p>" * 20_000,
    "times": "<time datetime='x'>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little(name):
    tree = lxml.html.document_fromstring(page(body=HOSTILE[name]), parser=lxml.html.HTMLParser(huge_tree=True))
    start = time.process_time()
    told = surest(facts(Tree(tree), "https://example.org/ferry"))
    assert time.process_time() - start < 2
    assert all(len(str(fact.value)) < 5000 for fact in told.values())
    assert not any(str(fact.value).startswith("javascript") for fact in told.values())


def test_json_ld_is_read_in_any_wrapping():
    node = '{"@type": "NewsArticle", "headline": "The Ferry",}'
    for script in (
        node,
        f"<!-- {node} -->",
        f"//<![CDATA[\n{node}\n//]]>",
        f"/* <![CDATA[ */{node};/* ]]> */",
        f"[{node}]",
    ):
        assert json_ld.line((json_ld.read([script]).article() or {}).get("headline")) == "The Ferry", script
