"""The README and the docstrings say what the code does: examples, calls, tables."""

import doctest
import importlib
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_rules import LANGUAGES, RULES

from cleaner.cli import main
from cleaner.config import KEYS, read
from cleaner.packs import KINDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "cleaner").rglob("*.py"))}
SHOWING = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path, code in CODE.items() if ">>>" in code]
WHAT = {
    "title": "the title, also where it stands twice or with the site's name behind it",
    "byline": "who wrote it, and what comes with that",
    "date": "when it was published or changed",
    "section": "which part of the site it stands in",
    "site-header": "site names, taglines, print headers, the site's own date and visitor counters",
    "navigation": "menus, breadcrumbs, skip links, scroll up, pagination",
    "share": "share and like buttons, follow prompts, rows of networks",
    "counter": "views, shares, reading time",
    "donation": "appeals, progress bars, PayPal, Patreon and kin, card and IBAN lines",
    "crypto": "crypto addresses with their labels, confirmed by their check digits",
    "comments": "comment widgets, reply forms, and the thread to its end",
    "related": "read-also lines, related and most-read boxes",
    "newsletter": "sign-up prompts",
    "cookie": "consent notices and their buttons",
    "ads": "ad labels",
    "paywall": "subscribe-to-continue prompts",
    "legal": "copyright and terms",
    "tags": "tags and categories",
    "repeat": "paragraphs and menus printed twice",
}


def block(name):
    return re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)[1]


def test_example_comes_out_as_shown():
    result = CliRunner().invoke(main, ["clean", "--metadata", "front-matter"], input=block("in"))
    assert result.exit_code == 0
    assert result.stdout == block("out")


def test_library_example_says_what_it_shows():
    code = block("library")
    namespace = {}
    exec(code, namespace)
    shown = re.findall(r"^(result\.[^#\n]+?|\[\(span.*\])\s*\n?#\s(.*)$", code.replace("  # ", "\n# "), re.MULTILINE)
    assert len(shown) == 4
    for expression, value in shown:
        assert repr(eval(expression, namespace)) == value


def test_configuration_example_is_one(tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text(block("config"), encoding="utf-8")
    keys = tomllib.loads(block("config"))["tool"]["cleaner"].keys()
    assert keys == {*KEYS, "paths", "keep"} - {"unsafe", "company", "options", "model", "favor", "fast"}
    config = read(path)
    assert config.at(tmp_path / "letters" / "a.txt", {}).values["metadata"] == "drop"
    assert config.at(tmp_path / "a.txt", {}).values["metadata"] == "front-matter"


def kinds_table():
    count = Counter(rule.kind for rule in RULES)
    rows = [f"| `{kind}` | {WHAT[kind]} | {count[kind] or 'by code'} |" for kind in KINDS if kind in WHAT]
    return "\n".join(["| kind | what goes | rules |", "|---|---|--:|", *rows])


def test_tables_are_made_from_the_packs():
    """On failure, put what is printed into the README."""
    assert set(WHAT) == set(KINDS) - {"boilerplate"}
    assert kinds_table() in README, "\n" + kinds_table()
    assert ", ".join(LANGUAGES) in " ".join(README.split())


def test_every_command_of_the_readme_is_there():
    commands = {*main.commands, *main.commands["rules"].commands}
    shown = re.findall(r"(?:^|[|`] ?)cleaner (?:rules )?([a-z]+)", README, re.MULTILINE)
    assert set(shown) <= commands
    assert len(shown) > 8


@pytest.mark.parametrize("module", SHOWING)
def test_examples_in_docstrings(module):
    done = doctest.testmod(importlib.import_module(module.removesuffix(".__init__")))
    assert done.attempted and not done.failed
