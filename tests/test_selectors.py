"""Selectors: what they mark (tests/data/selectors.toml), that they agree with cssselect's XPaths, and linear time."""

import time
import tomllib
from pathlib import Path

import cssselect
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_rules import RULES

from cleaner import testing
from cleaner.cleaners.selectors import selectors
from cleaner.document import Document
from cleaner.html import parsing, reading
from cleaner.html.css import parse
from cleaner.html.fragments import fragment
from cleaner.html.layout import laid_out
from cleaner.html.rendering import lines
from cleaner.html.selectors import Selectors, marked
from cleaner.packs import Rule
from cleaner.units import cut

CASES = tomllib.loads((Path(__file__).parent / "data" / "selectors.toml").read_text(encoding="utf-8"))
NAMES = ("x", "y", "box", "box-y")


def rule(*css, name="box"):
    return Rule(f"test/{name}", "share", "why", (), (), css=css)


def tree_of(body):
    return parsing.parse(f"<!doctype html><html><body>{body}</body></html>")[0]


@pytest.mark.parametrize("name", CASES)
def test_selector(name):
    case = CASES[name]
    if "refused" in case:
        with pytest.raises(ValueError) as e:
            parse(case["css"])
        assert case["refused"] in str(e.value)
        return
    marks = marked(tree_of(case["page"]), Selectors([rule(case["css"])]))
    assert sorted(element.get("id") for element in marks) == case["marked"]


@st.composite
def pages(draw):
    """Elements in elements, with a class, an id and a link here and there."""
    html, open_tags = "", []
    for _ in range(draw(st.integers(1, 25))):
        if open_tags and draw(st.booleans()):
            html += f"</{open_tags.pop()}>"
            continue
        tag = draw(st.sampled_from(("div", "section", "span")))
        classes = " ".join(draw(st.lists(st.sampled_from(NAMES), max_size=2)))
        html += f'<{tag} class="{classes}" id="{draw(st.sampled_from(NAMES))}" title="{draw(st.sampled_from(NAMES))}">'
        open_tags.append(tag)
    return html


COMPOUNDS = st.sampled_from(
    "div|section|.x|.box|#y|span.y|[title=x]|[title*=ox]|[class^=b]|[id$='-y']|div:not(.x)|:is(.x, .y).box|"
    "span:first-child|div:last-child|[class~=y]|div[title]".split("|")
)


@given(pages(), st.lists(st.tuples(COMPOUNDS, st.sampled_from([" ", " > ", " + "])), min_size=1, max_size=4))
def test_selectors_find_what_xpath_finds(html, steps):
    css = "".join(compound + step for compound, step in steps[:-1]) + steps[-1][0]
    tree = tree_of(html)
    expected = etree.XPath(cssselect.HTMLTranslator().css_to_xpath(css))(tree.root)
    assert set(marked(tree, Selectors([rule(css)]))) == set(expected)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="x">' * 240 + '<p class="y">t</p>' * 20_000,
        '<p class="y">t</p>' * 40_000,
        '<p class="' + "x y " * 200_000 + '">t</p>',
        '<a href="' + "https://" * 100_000 + '">t</a>',
    ],
    ids=["deep", "wide", "classes", "link"],
)
def test_hostile_pages_take_linear_time(body):
    asked = Selectors([rule(".w .x > .x .y", ".w > .x + .y .y", "a[href*='s://h']", "[class*='yx']", ".a .b .c .y")])
    tree = tree_of(body)
    began = time.process_time()
    marked(tree, asked)
    assert time.process_time() - began < 5


def test_first_rule_has_the_element_and_the_innermost_the_line():
    sets = Selectors([rule(".out", name="out"), rule("p.in", name="in"), rule("p", name="late")])
    tree = tree_of('<div class="out">One<p class="in">Two</p><p>Three</p></div>')
    marks = [line.mark.id for line in lines(tree, marked(tree, sets))]
    assert marks == ["test/out", "test/in", "test/late"]


def test_a_marked_word_leaves_its_line_alone():
    sets = Selectors([rule("a.buy")])
    tree = tree_of('<p>The ferry sells <a class="buy">tickets</a> at the pier.</p><p><a class="buy">Tickets</a>.</p>')
    assert [line.mark is not None for line in lines(tree, marked(tree, sets))] == [False, True]


def read(body, *rules):
    return reading.read(f"<html><body>{body}</body></html>", str, mark=lambda t: marked(t, Selectors(rules)))


def test_marked_lines_become_labels():
    one, two, three = testing.PARAGRAPHS
    box = '<div class="x"><h3>Share this:</h3><p>Email</p></div>'
    found = read(f'<p>{one}</p>{box}<p>{two}</p><p>{three}</p><p class="x">Top</p>', rule(".x"))
    document = Document(found.text, None, layout=found.layout)
    said = [(label.first, label.last, label.kind, label.rule, label.why) for label in selectors(document)]
    assert said == [(unit, unit, "share", "test/box", "why") for unit in (1, 2, 5)]


def test_no_layout_no_labels():
    assert list(selectors(Document("Share this:", None))) == []
    assert laid_out("line", [0], None, ["p"]).marks_of(cut("line")[0]) == [None]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.css], ids=lambda rule: rule.id)
def test_every_shipped_selector_is_shown_by_an_example(rule):
    trees = [tree_of(example) for example in rule.removes]
    for css in rule.css:
        asked = Selectors([Rule("test/one", "share", "why", (), (), css=(css,))])
        assert any(marked(tree, asked) for tree in trees), css


@pytest.mark.parametrize("css", [css for case in CASES.values() if "marked" in case for css in [case["css"]]])
def test_fragments_show_their_selectors(css):
    for selector in parse(css):
        tree = tree_of(fragment(selector, "text"))
        texts = [line.text for line in lines(tree, marked(tree, Selectors([rule(css)]))) if line.mark]
        assert texts == ["text"]


def test_problems_of_a_proof_are_told():
    bad = Rule("test/bad", "share", "why", ("<p>a</p>",), ("<p class='x'>b</p>",), ("<p class='x'>c</p>",), css=(".x",))
    from cleaner.matching.matcher import Matcher

    assert list(testing.rule_problems([bad], Matcher([bad], {}))) == [
        "test/bad: does not mark all text of '<p>a</p>'",
        "test/bad: test/bad takes text of what it keeps: \"<p class='x'>b</p>\"",
        "test/bad: marks \"<p class='x'>c</p>\" now; move it from misses to removes",
    ]


def cleaned(body):
    from cleaner import Cleaner, Settings

    return Cleaner(Settings(model=False)).clean(f"<html><body>{body}</body></html>", form="html")


def test_comments_that_a_page_sets_apart_may_be_most_of_it():
    one, two, three = (f"<p>{text}</p>" for text in testing.PARAGRAPHS)
    thread = f'<div id="wpdcom">{two * 3}{three * 3}</div>'
    result = cleaned(f'{one}<div class="sharedaddy">Teilen:</div>{thread}<p>The Harbour Post, Brennan’s Quay</p>')
    assert result.text == f"{testing.PARAGRAPHS[0]}\n\nThe Harbour Post, Brennan’s Quay"
    assert result.restore() == result.source
    assert {removed.rule for removed in result.removed} == {"html/comments/wpdiscuz", "html/share/jetpack"}


def test_a_page_that_is_marked_as_a_whole_stays():
    one, two, _ = (f"<p>{text}</p>" for text in testing.PARAGRAPHS)
    result = cleaned(f'<p>Top</p><div id="wpdcom">{one}{two}</div><p>Below</p>')
    assert testing.PARAGRAPHS[1] in result.text
    assert result.flags[0].startswith("over-budget: html/comments/wpdiscuz wanted 100% of the prose")


@given(st.data())
def test_what_is_left_of_what_was_left_keeps_its_marks(data):
    """Lines are taken out twice, as rounds do it; those that stay still have the marks they had."""
    from cleaner.cutting import Piece

    texts = [f"line {number}" for number in range(12)]
    marks = [rule(".x", name=str(number)) for number in range(12)]
    layout = laid_out("\n".join(texts), range(12), None, [""] * 12, marks)
    left = list(range(12))
    for _ in range(3):
        stay = data.draw(st.lists(st.sampled_from(range(len(left))), min_size=1, unique=True).map(sorted))
        starts, at = [], 0
        for number in left:
            starts.append(at)
            at += len(texts[number]) + 1
        layout = layout.left([Piece(starts[i], starts[i] + len(texts[left[i]]) + 1) for i in stay])
        left = [left[i] for i in stay]
        spans, _ = cut("\n".join(texts[number] for number in left))
        assert [mark.id for mark in layout.marks_of(spans)] == [f"test/{number}" for number in left]


@pytest.mark.parametrize(
    "opening",
    [
        '<form action="https://www.paypal.com/donate"><p>Donate</p>',
        '<p><a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</p>',
        '<div class="sharedaddy"><h3>Share this:</h3>',
        '<div class="fb-like"/>',
    ],
    ids=["form", "link", "box", "slash"],
)
def test_what_nobody_closed_does_not_take_the_page(opening):
    body = "".join(f"<p>{text}</p>" for text in testing.PARAGRAPHS * 5)
    result = cleaned(f"<h1>The late ferry</h1>{opening}{body}")
    assert all(text in result.text for text in testing.PARAGRAPHS)
