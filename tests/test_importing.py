"""Lists of others as packs: XPath as selectors (tests/data/xpath.toml), hostile files, packs that prove themselves."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import packs, sites, testing, toml
from cleaner.html.css import parse
from cleaner.importing import ftr, run, xpath
from cleaner.matching.matcher import Matcher

CASES = tomllib.loads((Path(__file__).parent / "data" / "xpath.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_xpath(name):
    case = CASES[name]
    if "reason" in case:
        with pytest.raises(ValueError) as e:
            xpath.selectors(case["xpath"])
        assert case["reason"] in str(e.value)
        return
    assert xpath.selectors(case["xpath"]) == case["selectors"]
    assert all(parse(css) for css in case["selectors"])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "selectors" in case])
def test_selectors_find_what_the_xpath_finds(name):
    """On a page that has what any of the cases asks for."""
    from lxml import etree

    from cleaner.html.selectors import Selectors, marked
    from cleaner.html.tree import Tree

    case = CASES[name]
    html = """<html><head><meta property="og:title" content="t"></head><body><div id="story" class="a b">x</div>
        <div id="a"><ul><li>1</li><li><p id="a">2</p></li></ul></div><div id="1st" class="myads story">x</div>
        <h1>t</h1><h2 class="x">t</h2>
        <p class="b" lang="en">x</p><p class="bx" title="it's">x</p><p class="x" id="c">x</p></body></html>"""
    tree = etree.fromstring(html, etree.HTMLParser())
    found = {one if hasattr(one, "tag") else one.getparent() for one in tree.xpath(case["xpath"])}
    asked = Selectors([packs.Rule("t", "ads", "w", (), (), css=(css,)) for css in case["selectors"]])
    assert found == set(marked(Tree(tree), asked))
    assert found


@given(st.text("/[]()@|='\"abdivp.*, :not-contains", max_size=80))
def test_any_xpath_is_selectors_or_a_reason(text):
    try:
        found = xpath.selectors(text)
    except ValueError as e:
        assert len(str(e)) < 100
    else:
        assert found


def test_nested_xpath_is_refused():
    for text in ("(" * 5000, "//p[" + "not(" * 400, "//p" + "[@a]" * 700, "//p[" + "(" * 900 + "@a" + ")" * 900 + "]"):
        try:
            xpath.selectors(text)
        except ValueError as e:
            assert "deep" in str(e) or "2,000" in str(e)


@given(st.lists(st.text()))
def test_toml_says_what_it_is_given(values):
    import tomli

    values = [value.encode("utf-8", "ignore").decode() for value in values]
    assert tomli.loads(f"a = {toml.strings(values)}\n")["a"] == values


@pytest.mark.parametrize("name", ["harbour.example.txt", ".harbour.example.txt", "www.Harbour.example.txt"])
def test_host_of_a_file(name):
    assert ftr.host_of(Path(name)) == "harbour.example"


@pytest.mark.parametrize("name", ["README.txt", "...txt", "a/b.txt", "..example..txt", "é.example.txt"])
def test_no_host(name):
    assert ftr.host_of(Path(name)) is None


def test_what_is_written_proves_itself(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "harbour.example.txt").write_text("body: //div[@id='a'] | //div[@class=\"it's\"]\nstrip: //li/p")
    (tmp_path / "in" / "easylist.txt").write_text("##.box\nharbour.example###box > p\n##tr[class^='ad'] + .x\n")
    report = run([tmp_path / "in"], tmp_path / "out")
    assert (report.files, report.packs, report.left) == (2, 2, {})
    rules = [*packs.read_directory(tmp_path / "out")[0], *sites.read_all(tmp_path / "out" / "sites")]
    assert sorted(rule.id for rule in rules) == [
        "imported/easylist/easylist-1",
        "sites/harbour.example/easylist-1",
        "sites/harbour.example/site-config-1",
    ]
    assert list(testing.rule_problems(rules, Matcher(rules, {}))) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\1\2", "file that is no text"),
        (b"", "file of neither kind"),
        (b"\xff\xfe\xfd", "file of neither kind"),
        (b"##." + b"x" * 10_000_000 + b"\n##.a", "line of more than 4000 characters"),
        (b"##." + b"x" * 3000, "selector: is longer than 500 characters"),
        (b"##" + b":is(" * 120, "selector: not valid CSS"),
        (b"a.example##p:not(" + b":not(" * 90 + b"a", "selector: not valid CSS"),
        (b"body: " + b"(" * 3000, "body: XPath of more than 2,000 characters"),
        (b"body: " + b"(" * 1000, "body: XPath with brackets nested too deeply"),
        (b"strip: //\x1b[31m", "strip: XPath with a character that has no place in it"),
        (b"a.example##\x1b.x", "selector: not valid CSS"),
        (
            b"title: //h1\n" * 3 + b"\r\rstrip_id_or_class: ');drop",
            "strip_id_or_class: a name of less than three letters",
        ),
    ],
)
def test_hostile_files_give_a_line_of_the_report(tmp_path, data, reason):
    path = tmp_path / "harbour.example.txt"
    path.write_bytes(data)
    report = run([path], tmp_path / "out")
    assert any(said.startswith(reason) for said in report.left)
