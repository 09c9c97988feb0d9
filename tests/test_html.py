"""Pages as HTML: lines, code, tables and lists; what is broken, hostile or empty; Markdown out."""

import time

import pytest
from running import command

from cleaner import clean, testing
from cleaner.html import looks_like, read
from cleaner.html.rendering import lines

ONE, TWO, THREE = testing.PARAGRAPHS


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def text(body: str) -> str:
    return read(page(body), str).text


SHOWN = {
    "paragraphs": ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    "words across inline elements": ("<p>H<b>arb</b>our <i>at</i>\n<a>noon</a></p>", "Harbour at noon"),
    "text around a block": ("<div>One<p>Two</p>three</div>", "One\n\nTwo\n\nthree"),
    "line breaks": ("<p>One<br>two<br/><br/>three</p>", "One\ntwo\nthree"),
    "lists": ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", "One\nTwo\nThree"),
    "rows of a table": ("<table><tr><th>Boat<th>Year<tr><td>Ada<td>1871</table>", "Boat | Year\nAda | 1871"),
    "breaks in a cell": ("<table><tr><td>Ada<br>of Tarn<td>1871</table>", "Ada of Tarn | 1871"),
    "a table that frames the page": (
        f"<table><tr><td>Home<br>News<br><td>One<br><br>{'two ' * 120}<br><br>three<tr><td>Ada<td>1871</table>",
        f"Home\nNews\nOne\n{('two ' * 120).strip()}\nthree\nAda | 1871",
    ),
    "a wiki's link to edit": (
        "<h2>One<span class='mw-editsection'>[<a>edit</a>]</span></h2><p><span class='mw-edit'>Two</span>",
        "One\n\nTwo",
    ),
    "code": ("<pre>def f():\n\n    return 1\n</pre>", "def f():\n\n    return 1"),
    "what nobody sees": ("<p>One</p><script>two()</script><style>p{}</style><noscript>Three</noscript>", "One"),
    "entities": ("<p>&ldquo;caf&eacute;&rdquo;&nbsp;&amp;&nbsp;bar</p>", "“café” & bar"),
    "no body": ("", ""),
    "unclosed tags": ("<p>One<div>Two<table><tr><td>Three", "One\n\nTwo\n\nThree"),
    "raised figures": ("<p>10<sup>6</sup> on the 1<sup>st</sup></p>", "10⁶ on the 1st"),
    "links to a heading": ("<h2>One<a href='#one'>¶</a></h2><p>C<a>#</a>Two</p>", "One\n\nCTwo"),
    "readings": ("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>船<rt>ふね</rt></ruby>", "港の船"),
    "comments of the source": ("<p>One<!-- two --></p>", "One"),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_lines_are_what_a_reader_sees(body, expected):
    assert text(body) == expected


def test_lines_know_where_they_stand():
    from lxml import etree

    from cleaner.html.tree import Tree

    tree = etree.HTML(
        page("<nav class='top-menu'><a href='/'>Home</a> or <a>out</a></nav><article><p>One</p></article>")
    )
    menu, prose = lines(Tree(tree))
    assert (menu.text, menu.linked) == ("Home or out", 7)
    assert menu.context.elements and menu.context.elements != prose.context.elements
    assert menu.context.names and not prose.context.names


BEGINS_AS_HTML = {
    "a page": (page("<p>One"), True),
    "a division": ('<div class="post"><h1>One</h1><p>Two</p></div>', True),
    "behind a comment": ("\ufeff\n<?xml version='1.0'?>\n<!-- a -->\n<!-- <p> -->\n<ARTICLE>One</article >\n", True),
    "a comment behind it": ("<p>One</p>\n<p>Two</p><!-- end -->", True),
    "a long article": (f"<article>{'<p>One</p>' * 50_000}</article>", True),
    "a paragraph that is never closed": ("<p> is a paragraph element", False),
    "code in a sentence": ("<p>One</p> is how a paragraph is written.", False),
    "another element's closing tag": ("<p> goes on until </div>", False),
    "no block": ("<b>One</b>", False),
    "a tag of no element": ("<page>One</page>", False),
    "less than": ("< 3 and </p>", False),
    "Markdown below a picture": ('<p align="center"><img src="a.png"></p>\n\n# Storm\n\nIt turned north.\n', False),
    "thousands of comments": ("<!---->" * 50_000 + "One", False),
    "thousands of tags": ("<p>" * 50_000 + "</b>", False),
    "thousands of blanks": (" " * 500_000 + "<p" + " " * 500_000, False),
}


@pytest.mark.parametrize(("source", "expected"), BEGINS_AS_HTML.values(), ids=BEGINS_AS_HTML)
def test_what_is_taken_for_html(source, expected):
    started = time.process_time()
    assert looks_like(source) is expected
    assert time.process_time() - started < 0.5


ARTICLE = page(
    f"<nav><ul><li><a href='/'>Home</a></ul></nav><article><h1>Storm turns north</h1><p>{ONE}</p>"
    f"<h2>What the wind took</h2><ul><li>nine boats of the harbour, all of them tied down in time</ul>"
    f"<pre>wind = 9</pre><p>{TWO}</p><p>{THREE}</p></article><div><h3>Share this:</h3></div>",
    "<title>Storm turns north</title>",
)


def test_a_page_comes_out_as_its_body():
    result = clean(ARTICLE, form="html")
    assert result.restore() == result.source
    for paragraph in (ONE, TWO, THREE, "What the wind took"):
        assert paragraph in result.text
    assert "Share this" not in result.text and "Home" not in result.text
    assert result.metadata["title"] == "Storm turns north"


def test_markdown_has_headings_lists_and_code(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(ARTICLE)
    done = command("clean", "--to", "markdown", str(path))
    assert done.exit_code == 0
    assert done.stdout.startswith("---\ntitle: Storm turns north\n")
    assert f"\n\n{ONE}\n\n## What the wind took\n\n- nine boats of the harbour" in done.stdout
    assert "\n\n```\nwind = 9\n```\n\n" in done.stdout


def test_markdown_has_ordered_lists_and_verse(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        page("<ol><li>Sand it<li>Wax it<ul><li>slowly</ul></ol><p>One line<br>and a # second<br># third</p>")
    )
    done = command("clean", "--to", "markdown", "--no-model", str(path))
    assert (
        done.stdout.partition("---\n\n")[2]
        == "1. Sand it\n1. Wax it\n\n- slowly\n\nOne line  \nand a # second  \n\\# third\n"
    )


TABLE = "<table><tr><th>Year<th>Cows<tr><td>1911<td>1<tr><td>1912<td>14<tr><td>1913<td>9</table>"
DAYS = {
    3: "A crane fails and a docker is hurt.",
    4: "The crews refuse to load the Star.",
    5: "The mayor offers to mediate.",
    9: "Both sides sign at noon.",
}
TIMELINE = "".join(f"<dt>{day} May 2020</dt><dd>{what}</dd>" for day, what in DAYS.items())


CODE = (
    "<pre>&lt;head&gt;\n&lt;meta charset='utf-8'&gt;\n&lt;link href='pier.css'&gt;\n&lt;/head&gt;\n&lt;body&gt;\n"
    "&lt;div id='tides'&gt;&lt;/div&gt;\n&lt;script src='tides.js'&gt;&lt;/script&gt;\n"
    "&lt;script&gt;\nif (window.tide) {\n  tide.setup('high').show(document.getElementById('tides'));\n}\n"
    "&lt;/script&gt;\n</pre>"
)


@pytest.mark.parametrize("body", [TABLE, f"<dl>{TIMELINE}</dl>", CODE], ids=["table", "timeline", "code"])
def test_what_belongs_together_stays_together(body):
    whole = text(body)
    kept = clean(page(f"<article><h1>Ferry books</h1><p>{ONE}</p>{body}<p>{TWO}</p></article>"), form="html").text
    assert whole in kept


def test_short_answers_stay():
    answers = [
        "You stopped touring. Why?",
        "I was tired of chairs.",
        "Was that all?",
        "No.",
        "And now?",
        "Now I teach.",
    ]
    paragraphs = "".join(f"<p>{line}</p>" for line in answers)
    result = clean(page(f"<article><h1>I never wanted to conduct</h1>{paragraphs}</article>"), form="html")
    assert result.text.split("\n\n") == answers


def test_posts_of_a_forum_stand_in_noscript():
    def post(name: str, text: str) -> str:
        meta = f"<div class='crawler-post-meta'><span>{name}</span> <time>January 3, 2024</time></div>"
        return f"<div class='topic-body crawler-post'>{meta}<div class='post'><p>{text}</p></div></div>"

    posts = post("ilse", ONE) + post("old_salt", TWO) + post("ilse", THREE)
    related = "<div id='related-topics' class='more-topics__list'><a>Which rope for winter?</a></div>"
    foot = "<footer><nav class='crawler-nav'><a>Home</a> <a>Guidelines</a></nav></footer>"
    source = page(f"<div id='d-splash'></div><noscript><h1>Frozen ropes</h1>{posts}{related}{foot}</noscript>")
    result = clean(source, form="html")
    assert all(said in result.text for said in (ONE, TWO, THREE))
    assert not any(chrome in result.text for chrome in ("Guidelines", "Which rope"))
    assert result.metadata["title"] == "Frozen ropes"


def test_markdown_of_a_text_is_the_text():
    done = command("clean", "--to", "markdown", stdin=f"{ONE}\n\n- {TWO}\n".encode())
    assert done.stdout == f"---\nlanguage: en\n---\n\n{ONE}\n\n- {TWO}\n"


SEVEN = f"<p>{ONE}</p><p>{TWO}</p>" * 7
HOSTILE = {
    "nothing": ("", "", "empty-page"),
    "only a script": (page("<script>document.write('x')</script>"), "", "empty-page"),
    "frames": ("<html><frameset><frame src='a'></frameset></html>", "", "empty-page"),
    "a hundred thousand blocks": (
        page(f"<p>{ONE}</p>{'<div>' * 100_000}<p>{TWO}</p>"),
        f"{ONE}\n{TWO}",
        "broken-markup",
    ),
    "a hundred thousand inline tags": (page(f"<p>{'<b>' * 100_000}{ONE}"), ONE, "broken-markup"),
    "a hundred thousand attributes": (page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{ONE}"), ONE, ""),
    "controls": (page(f"<p>{ONE}\0\x08</p>"), ONE, ""),
    "an early end": (page(f"<p>{ONE}</p></body></html><div><p>{TWO}</p></div>"), f"{ONE}\n\n{TWO}", ""),
    "a page of noscript": (page(f"<p>Loading…</p><noscript>{SEVEN}</noscript>"), text(SEVEN), ""),
    "a notice of noscript": (page("<div id=app></div><noscript>Allow scripts, please.</noscript>"), "", "empty-page"),
    "noscript by the way": (page(f"<p>{ONE}</p><noscript><p>Allow scripts, please.</p></noscript>"), ONE, ""),
    "half a pair": (page(f"<p>{ONE} \ud800</p>"), f"{ONE} ?", ""),
    "XHTML": (
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{ONE}</p></body></html>',
        ONE,
        "",
    ),
    "a consent wall": (
        page("<div><p>We use cookies to improve your experience.</p><button>Accept all cookies</button></div>"),
        None,
        "consent-wall",
    ),
}


@pytest.mark.parametrize(("source", "expected", "flag"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_give_a_result_and_say_what_happened(source, expected, flag):
    result = clean(source, form="html")
    assert result.restore() == result.source
    assert expected is None or result.text == expected
    assert [f.split(":")[0] for f in result.flags if f.startswith(flag)] == [flag] * bool(flag)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_declared_charset_is_read(charset):
    source = page("<p>Das Café in der Straße öffnet früh, sagt die Bäckerin.</p>", f"<meta charset={charset}>")
    result = clean(source.encode("cp1252" if charset != "utf-8" else "utf-8"), form="html")
    assert result.text == "Das Café in der Straße öffnet früh, sagt die Bäckerin."


def test_a_section_of_the_article_stands_below_a_box_of_related_ones():
    box = "<aside><h3>Related articles</h3><a href='/a'>Rope for the winter</a></aside>"
    section = "<h2>Once more every hour</h2><p>Children pay half.</p>"
    source = page(f"<article><h1>The old boat</h1><p>{ONE}</p><p>{TWO}</p>{box}{section}</article>")
    assert clean(source, form="html").text == f"{ONE}\n\n{TWO}\n\nOnce more every hour\n\nChildren pay half."
