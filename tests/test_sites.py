"""Rules and places of single sites: the files that hold for a host, what is outside of a body, a page's own facts."""

import re
from contextlib import nullcontext
from pathlib import Path

import pytest

from cleaner import Settings, SettingsError, pipeline, sites, testing
from cleaner.document import Document
from cleaner.errors import RuleError
from cleaner.html import parsing
from cleaner.html import sites as html_sites
from cleaner.html.rendering import lines
from cleaner.matching.matcher import Matcher
from cleaner.packs import rules_directory

SHIPPED = rules_directory() / "sites"
RULES, MACROS = pipeline.all_rules()
SITE_RULES = sites.read_all(SHIPPED)
BOX = """
[box]
kind    = "navigation"
why     = "the site's box"
css     = [".box"]
removes = ["<p class='box'>Box</p>"]
keeps   = ["<p>Box</p>"]
"""
LINE = """
[line]
kind    = "navigation"
why     = "the site's line"
phrases = ["{words}"]
removes = ["{words}"]
keeps   = ["Another line."]
"""


@pytest.fixture
def directory(tmp_path):
    def make(**files):
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '.')}.toml").write_text(text, encoding="utf-8")
        return str(tmp_path)

    return make


def marks(html, url, *directories):
    tree, _ = parsing.parse(f"<html><body>{html}</body></html>")
    site = html_sites.find(directories, url)
    return {line.text: line.mark.id if line.mark else None for line in lines(tree, html_sites.marks(tree, (), site))}


def facts(html, url, directory):
    return html_sites.facts(parsing.parse(html)[0], html_sites.find((str(directory),), url))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.harbour.example/a", ["harbour.example"]),
        ("https://ann.harbour.example", ["ann.harbour.example", "harbour.example"]),
        ("https://b.ann.harbour.example:80/x?y", ["ann.harbour.example", "harbour.example"]),
        ("ANN.harbour.example", ["ann.harbour.example", "harbour.example"]),
        ("https://myharbour.example", []),
        ("https://example/", ["example"]),
        ("https://../../harbour.example", []),
        ("https://harbour.example%2f..", []),
        ("https://[harbour.example", []),
        ("", []),
        (None, []),
        ("a." * 4000 + "harbour.example", ["harbour.example"]),
    ],
)
def test_files_of_a_host(directory, url, found):
    where = directory(harbour_example=BOX, ann_harbour_example=BOX, example=BOX)
    assert [file.name for file in sites.files_of(where, url)] == [f"{name}.toml" for name in found]


def test_rules_of_a_site_and_of_its_platform_hold_together(directory):
    where = directory(
        harbour_example=BOX, ann_harbour_example=BOX.replace(".box", ".crate").replace("'box'", "'crate'")
    )
    html = '<p class="box">One</p><p class="crate">Two</p><p>Three</p>'
    both = {"One": "sites/harbour.example/box", "Two": "sites/ann.harbour.example/box", "Three": None}
    assert marks(html, "https://ann.harbour.example/", where) == both
    assert marks(html, "https://www.harbour.example/", where) == {**both, "Two": None}
    assert marks(html, "https://else.example/", where) == {"One": None, "Two": None, "Three": None}


def test_rules_of_lines_hold_together(directory):
    where = directory(
        harbour_example=LINE.format(words="tide table") + BOX,
        ann_harbour_example=LINE.format(words="knots of the week"),
    )
    matcher = sites.matcher_for(where, "https://ann.harbour.example", Matcher((), {}))
    hits = Document("Tide table\nKnots of the week\nBox", matcher).hits
    assert {unit: hit[0].rule.id for unit, hit in hits.items()} == {
        0: "sites/harbour.example/line",
        1: "sites/ann.harbour.example/line",
    }


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sites", None),
        ("sites/harbour.example", None),
        ("sites/harbour.example/box", None),
        ("sites/harbour.example/page", None),
        ("sites/medium.com", None),
        ("sites/harbour.example/bax", '(did you mean "sites/harbour.example/box"?)'),
        ("sites/harbuor.example", '(did you mean "sites/harbour.example"?)'),
        ("sites/www.quay.example/box", "no site has a pack or rule called 'sites/www.quay.example/box'"),
        ("sites/../harbour.example/box", "no site has a pack or rule called"),
        ("sites/quay.example/page", "no site has a pack or rule called"),
    ],
)
def test_names_of_rules_of_sites(directory, name, says):
    where = directory(harbour_example='[page]\nbody = ["#story"]\n' + BOX, quay_example=BOX)
    for settings in (Settings(sites=where, ignore=(name,)), Settings(sites=where, select=(name,), languages=("en",))):
        with pytest.raises(SettingsError, match=re.escape(says)) if says else nullcontext():
            pipeline.Cleaner(settings).clean("Words.")


def test_outside_of_the_body_is_chrome(directory):
    where = directory(harbour_example='[page]\nbody = ["#none", "#empty", "#story, .more", "nav"]\n' + BOX)
    html = """<nav>Menu</nav><div id="empty"> </div><div id="story"><p>One</p><p class="box">Box</p></div>
        between<div class="more">Two</div><footer>Foot</footer>"""
    outside = "sites/harbour.example/page"
    assert marks(html, "harbour.example", where) == {
        "Menu": outside,
        "One": None,
        "Box": "sites/harbour.example/box",
        "between": outside,
        "Two": None,
        "Foot": outside,
    }
    assert set(marks("<p>No body of that name</p>", "harbour.example", where).values()) == {None}


def test_facts_are_those_of_the_first_selector_that_finds_any(directory):
    where = directory(
        harbour_example="""[page]
title = ["h1.none", "h1", "meta[property='og:title']"]
authors = [".by a"]
date = ["time"]
""",
        ann_harbour_example='[page]\ntitle = ["h2"]\nauthors = [".none"]\n',
    )
    html = """<meta property="og:title" content="Other"><h1>  The ferry
        is late</h1><h2>Notes</h2><div class="by"><a>Orla Brandt</a> and <a>Ilse Ødegård</a>, <a>Orla Brandt</a></div>
        <time datetime="2019-03-15T09:00">Friday</time>"""
    expected = {"title": "The ferry is late", "authors": ["Orla Brandt", "Ilse Ødegård"], "date": "2019-03-15T09:00"}
    assert facts(html, "harbour.example", where) == expected
    assert facts(html, "ann.harbour.example", where) == {**expected, "title": "Notes"}
    assert facts("<h1>" + "long " * 1000 + "</h1>", "harbour.example", where) == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[page]\nboby = [".x"]', 'harbour.example.toml: [page] unknown key "boby" (did you mean "body"?)'),
        ('[page]\nbody = ".x"', '[page] "body" must be a list of selectors'),
        ('[page]\nbody = [".x["]', "[page] body '.x[': is no selector"),
        ("page = 7", "harbour.example.toml: [page] "),
        (BOX.replace(".box", "p:has(a)"), "harbour.example.toml: [box] css 'p:has(a)': "),
    ],
)
def test_wrong_packs_are_refused(directory, text, says):
    where = directory(harbour_example=text)
    with pytest.raises(RuleError) as e:
        html_sites.find((where,), "harbour.example")
    assert says in str(e.value)


@pytest.mark.parametrize("rule", SITE_RULES, ids=lambda rule: rule.id)
def test_shipped_rule_proves_itself(rule):
    assert list(testing.rule_problems([rule], Matcher((*RULES, *SITE_RULES), MACROS))) == []


PAGES = {
    "ann.wordpress.com": """<div id="actionbar"><p>Follow</p></div><article><h1 class="entry-title">The late ferry</h1>
        <div class="entry-meta"><a><time class="entry-date" datetime="2019-03-15T08:00:00+00:00">Friday</time></a>
        by <span class="author vcard"><a>Orla Brandt</a></span></div><p>It left at noon.</p></article>""",
    "ann.blogspot.com": """<div class="widget PageList"><p>Follow</p></div>
        <h3 class="post-title entry-title">The late ferry</h3><p>It left at noon.</p><div class="post-footer">
        <span class="post-author">Posted by <span itemprop="name">Orla Brandt</span></span>
        <span class="post-timestamp">at <abbr class="published">2019-03-15T08:00:00+00:00</abbr></span></div>""",
    "ann.substack.com": """<meta name="author" content="Orla Brandt"><div class="navbar-buttons"><p>Follow</p></div>
        <h1 class="post-title">The late ferry</h1><p>It left at noon.</p>""",
    "medium.com": """<meta name="author" content="Orla Brandt"><div data-testid="headerClapButton"><p>Follow</p></div>
        <meta property="article:published_time" content="2019-03-15T08:00:00+00:00">
        <h1 data-testid="storyTitle">The late ferry</h1><p>It left at noon.</p>""",
}


@pytest.mark.parametrize("host", PAGES)
def test_shipped_places(host):
    said = facts(PAGES[host], host, SHIPPED)
    assert (said["title"], said["authors"]) == ("The late ferry", ["Orla Brandt"])
    assert said.get("date", "2019-03-15T08:00:00+00:00") == "2019-03-15T08:00:00+00:00"
    found = marks(PAGES[host], f"https://{host}/2019", str(SHIPPED))
    assert found["Follow"].startswith("sites/")
    assert found["It left at noon."] is None


def test_every_shipped_site_has_a_page():
    assert {Path(file).stem for file in SHIPPED.glob("*.toml")} == {".".join(host.split(".")[-2:]) for host in PAGES}
