"""Pages that are skimmed: their lines and where these stand, what is hostile, and what is told of them."""

import pytest
from running import command
from test_html import HOSTILE as READ
from test_html import page

from cleaner import Cleaner, Settings, testing
from cleaner.html import skim
from cleaner.html.layout import Layout
from cleaner.html.skimming import NAMES

ONE, TWO, THREE = testing.PARAGRAPHS
CLEANER = Cleaner(Settings(fast=True))


def shown(body: str) -> list[tuple[str, str]]:
    """The lines of a page that are not blank, each with its role."""
    found = skim(page(body), str)
    roles = [found.layout.roles[row] for row in found.layout.rows if row >= 0] if found.layout else []
    return list(zip(filter(None, found.text.split("\n")), roles, strict=True))


SHOWN = {
    "paragraphs": ("<p>One</p><p>Two</p>", [("One", "p"), ("Two", "p")]),
    "headings": ("<h1>One <em>two</em></h1><h5>Three</h5>", [("One two", "h1"), ("Three", "h5")]),
    "words across inline elements": ("<p>H<b>arb</b>our <i>at</i>\n<a href=x>noon</a></p>", [("Harbour at noon", "p")]),
    "links side by side": ("<p><a href=x>One</a><a href=y>Two</a></p>", [("One Two", "p")]),
    "a label apart by its style": ("<p><span>by</span><a href=x>Ann Reed</a></p>", [("by Ann Reed", "p")]),
    "a link within a word": ("<p>harbour<a href=x>side</a></p>", [("harbourside", "p")]),
    "links in code": ("<pre><a href=x>sea</a><a href=y>Port</a></pre>", [("seaPort", "pre")]),
    "line breaks": ("<p>One<br>two<br/><br/>three</p>", [("One", "p"), ("two", "p"), ("three", "p")]),
    "lists": ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", [("One", "p"), ("Two", "p"), ("Three", "p")]),
    "a wiki's link to edit": ("<h2>One<span class='mw-editsection'>[<a>edit</a>]</span></h2>", [("One", "h2")]),
    "rows": ("<table><tr><th>Boat<th>Year<tr><td>Ada<td>1871</table>", [("Boat | Year", "row"), ("Ada | 1871", "row")]),
    "code": ("<pre>def f():\n    return 1 &lt; 2\n</pre>", [("def f():", "pre"), ("    return 1 < 2", "pre")]),
    "quotations": ("<blockquote>One<p>Two</p></blockquote>Three", [("One", "quote"), ("Two", "p"), ("Three", "p")]),
    "what nobody sees": ("<p>One</p><script>two()</script><style>p{}</style><!-- three -->", [("One", "p")]),
    "entities": (
        "<p>&ldquo;caf&eacute;&rdquo; &lt;b&gt; &amp;amp; &quot;bar&quot;</p>",
        [('“café” <b> &amp; "bar"', "p")],
    ),
    "marks in addresses": ("<p><a href='/?a>b\"c'>One</a> two</p>", [("One two", "p")]),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_lines_are_what_a_reader_sees(body, expected):
    assert shown(body) == expected


def hints(layout: Layout, name: str) -> list[float]:
    """What the lines of a page are by one of `NAMES`."""
    return [round(float(value), 2) for value in layout.table[:, NAMES.index(name)]]


def test_headings_of_an_article_stay():
    body = f"<p>{ONE}</p><h3>The second crossing</h3><p>{TWO}</p><h3>The last crossing</h3><p>{THREE}</p>"
    text = CLEANER.clean(page(f"<article><h1>The ferry of Marlow</h1>{body}</article>"), form="html").text
    assert "The second crossing" in text and "The last crossing" in text


def test_lines_know_where_they_stand():
    menu = "<header><a href='/'>Home</a> or <a href='/x'><div>out</div></a></header>"
    found = skim(page(f"{menu}<main><h1>One</h1><article>Two<aside>Three</aside></article></main>Four"), str).layout
    assert hints(found, "in-header") == [1, 1, 0, 0, 0, 0]
    assert hints(found, "in-main") == [0, 0, 1, 1, 1, 0]
    assert hints(found, "in-article") == [0, 0, 0, 1, 1, 0]
    assert hints(found, "in-aside") == [0, 0, 0, 0, 1, 0]
    assert hints(found, "own-h1") == [0, 0, 1, 0, 0, 0]
    assert hints(found, "link-share") == [round(4 / 7, 2), 1, 0, 0, 0, 0]


def test_parts_are_known_by_their_classes():
    body = "<p>One</p><div class='wp-Comments sidebar'><p>Two</p></div><section class='related'>Three</section>Four"
    found = skim(page(body), str).layout
    assert hints(found, "in-comments") == [0, 1, 0, 0]
    assert hints(found, "in-sidebar") == [0, 1, 0, 0]
    assert hints(found, "in-related") == [0, 0, 1, 0]


def test_edges_that_a_page_brings_along_are_none():
    forged = "<p>\ufdd0.&#xfdd0;.0One \ufdd0&#xfdd0;0004&#xfdd0;.&#xfdd0;.&#xfdd0;</p><form>Two</form><p>Three</p>"
    found = skim(page(forged), str)
    assert found.text.split() == ["0One", "Two", "Three"]
    assert hints(found.layout, "in-form") == [0, 1, 0]


def test_bars_are_left_out_unless_they_hold_the_body_or_most_of_the_page():
    assert shown("<nav>Home</nav><p>One</p><footer>Imprint</footer>") == [("One", "p")]
    assert shown("<nav>Home<h1>One</h1><p>Two</p></nav>") == [("Home", "p"), ("One", "h1"), ("Two", "p")]
    assert shown("<div><nav>Home<p>One</div>") == [("Home", "p"), ("One", "p")]
    assert shown(f"<nav>Home<p>{ONE * 9}</p>") == [("Home", "p"), (ONE * 9, "p")]
    assert shown(f"<nav><ul>{'<li>Home' * 900}</ul></nav><p>{ONE * 9}</p>")[-1] == (ONE * 9, "p")


ARTICLE = page(
    f"<nav><ul><li><a href='/'>Home</a></ul></nav><article><h1>Storm turns north</h1><p>By Ada Berg</p><p>{ONE}</p>"
    f"<h2>What the wind took</h2><pre>wind = 9</pre><p>{TWO}</p><p>{THREE}</p></article>"
    "<footer>© 2024 The Harbour Post. All rights reserved.</footer>"
    """<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05-02"}</script>""",
    "<title>Storm turns north | The Harbour Post</title><meta property='og:site_name' content='The Harbour Post'>",
)


def test_a_page_comes_out_as_its_body_with_what_it_says_of_itself():
    result = CLEANER.clean(ARTICLE, form="html")
    assert result.restore() == result.source
    assert all(paragraph in result.text for paragraph in (ONE, TWO, THREE, "What the wind took", "wind = 9"))
    assert not any(chrome in result.text for chrome in ("Home", "rights reserved"))
    told = {name: result.metadata[name] for name in ("title", "authors", "date", "site")}
    assert told == {
        "title": "Storm turns north", "authors": ["Ada Berg"], "date": "2024-05-02", "site": "The Harbour Post",
    }  # fmt: skip


def test_a_head_in_capitals_or_without_tags_is_read():
    title = "<TITLE>Storm turns north</TITLE>"
    for head in (f"<HTML><HEAD>{title}</HEAD><BODY>", title):
        assert CLEANER.clean(f"{head}<P>{ONE}</P><P>{TWO}", form="html").metadata["title"] == "Storm turns north"


def test_markdown_has_headings_and_code(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(ARTICLE)
    done = command("clean", "--fast", "--to", "markdown", str(path))
    assert f"\n\n{ONE}\n\n## What the wind took\n\n```\nwind = 9\n```\n\n{TWO}" in done.stdout


def test_rules_name_what_the_model_leaves():
    added = f"<p>{ONE}</p><p>Follow the Harbour Post on Facebook</p>"
    removed = Cleaner(Settings(fast=True, favor="recall")).clean(page(f"<article>{added}<p>{TWO}</p>"), "html").removed
    assert [span.rule for span in removed if "Facebook" in span.text]


def test_a_site_with_a_pack_is_read_in_full(tmp_path):
    (tmp_path / "harbour.example.toml").write_text(
        '[berths]\nkind = "ads"\nwhy = "the site offers berths"\ncss = ["div.berth"]\n'
        'removes = [\'<div class="berth">Rent a berth</div>\']\nkeeps = ["<div>Rent a berth</div>"]\n'
    )
    cleaner = Cleaner(Settings(fast=True, sites=str(tmp_path)))
    source = page(f"<p>{ONE}</p><div class='berth'>{TWO}</div><p>{THREE}</p>")
    taken = {
        url: [span.text.strip() for span in cleaner.clean(source, form="html", url=url).removed]
        for url in ("https://harbour.example/a", "https://other.example/a")
    }
    assert taken == {"https://harbour.example/a": [TWO], "https://other.example/a": []}


HOSTILE = READ | {
    "a hundred thousand blocks": (READ["a hundred thousand blocks"][0], f"{ONE}\n\n{TWO}", ""),  # however deep
    "a hundred thousand inline tags": (READ["a hundred thousand inline tags"][0], ONE, ""),
    "a hundred thousand lists": (page(f"<p>{ONE}</p>{'<ul><li>' * 100_000}<p>{TWO}</p>"), f"{ONE}\n\n{TWO}", ""),
    "a hundred thousand parts": (page(f"<p>{ONE}</p>{'<article>' * 100_000}<p>{TWO}</p>"), f"{ONE}\n\n{TWO}", ""),
    "a consent wall": (READ["a consent wall"][0], "", "consent-wall"),
    "no element": (ONE, ONE, ""),
    "half an edge": (page(f"<p>&#xfdd0;zz {ONE}&#xfdd0;</p>"), f"zz {ONE}", ""),
    "edges by the million": (page(f"<p>{'&#xfdd0;0001' * 300_000}{'&#xfdd0;.' * 300_000}{ONE}"), ONE, ""),
    "bars in bars": (page(f"<p>{ONE}</p>{'<nav>' * 10_000}<h1>x</h1>{'<footer><p>y' * 10_000}"), ONE, ""),
}


@pytest.mark.parametrize(("source", "expected", "flag"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_give_a_result_and_say_what_happened(source, expected, flag):
    result = CLEANER.clean(source, form="html")
    assert result.restore() == result.source
    assert result.text == expected
    assert [f.split(":")[0] for f in result.flags if f.startswith(flag)] == [flag] * bool(flag)
