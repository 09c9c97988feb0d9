"""Every rule's own proof, with all rules on; and that no rule sees anything in a clean body."""

import re
from pathlib import Path

import pytest

from cleaner import packs, pipeline, registry, testing
from cleaner.document import Document
from cleaner.matching.matcher import Matcher, check_rules

RULES, MACROS = pipeline.all_rules()
MATCHER = Matcher(RULES, MACROS)
SAMPLES = Path(__file__).parent.parent / "samples"
BODIES = {path.parent.name: path.read_text() for path in SAMPLES.glob("*/expected.txt")} | {
    "testing": "\n\n".join(testing.PARAGRAPHS)
}
LANGUAGES = (
    "en de fr es ca it pt nl sv da no fi et lv lt pl cs sk sl hr sr hu ro bg ru uk el tr ar fa he hi th vi id zh ja ko"
).split()
TOPICS = {"share", "dateline", "byline", "navigation", "counter", "tags", "legal", "cookie", "newsletter", "ads"} | {
    "related", "paywall", "donation", "comments",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_proves_itself(rule):
    assert list(testing.rule_problems([rule], MATCHER)) == []


@pytest.mark.parametrize("name", BODIES)
def test_rules_are_silent_on_bodies(name):
    misses = set(_misses(name))
    document = Document(BODIES[name], MATCHER, {"title": "known"})
    labels = [
        label
        for cleaner in registry.labellers()
        if cleaner.name.startswith("rule_")
        for label in cleaner.function(document)
        if document.units[label.first] not in misses
    ]
    assert labels == []


def _misses(name):
    import tomllib

    path = SAMPLES / name / "about.toml"
    return tomllib.loads(path.read_text()).get("misses", []) if path.exists() else []


def test_every_pattern_compiles():
    check_rules(RULES, MATCHER.macros)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_topic(language):
    have = {rule.id.split("/")[1] for rule in RULES if rule.id.startswith(f"{language}/")}
    assert have >= TOPICS


def test_ids_are_unique_and_names_are_kebab_case():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z-]+/[a-z-]+/[a-z0-9-]+", name) for name in ids)


def test_rules_directory_holds_data_only():
    assert {path.suffix for path in packs.rules_directory().rglob("*") if path.is_file()} == {".toml"}


def test_index_finds_what_asking_every_pattern_finds():
    """The index only saves work: every `removes` line is known by the same rules as when each pattern is asked."""
    import re2

    from cleaner.matching.dates import mark
    from cleaner.matching.folding import fold_line
    from cleaner.matching.index import options

    compiled = [re2.compile(MATCHER._pattern(number), options()) for number in range(len(MATCHER._asked))]
    lines = sorted({line for rule in RULES[::7] for example in rule.removes for line in example.split("\n") if line})
    marked = [mark(fold_line(line))[0] for line in lines[::5]]
    for line, candidates in zip(marked, MATCHER._index.candidates(marked), strict=True):
        asked = {n for n, p in enumerate(compiled) if p.search(line)}
        assert asked <= candidates


LIMITED = """
[box]
kind = "newsletter"
why = "a box"
starts = ["grellow boxes"]
inside = ["grellow lines", "grellow ends"]
languages = ["vi"]
removes = ["Grellow boxes\\nGrellow lines"]
keeps = ["Grellow boxing"]

[line]
kind = "share"
why = "a line"
phrases = ["grellow shares"]
within = "anywhere"
languages = ["vi"]
removes = ["Grellow shares"]
keeps = ["Grellow sharing"]
"""


@pytest.mark.parametrize(("language", "known"), [("vi", True), ("en", False), (None, False)])
def test_a_rule_for_some_languages_says_nothing_in_others(tmp_path, language, known):
    (tmp_path / "limited.toml").write_text(LIMITED)
    matcher = Matcher(*packs.read([tmp_path]))
    text = "Grellow boxes\nGrellow lines\nGrellow shares"
    document = Document(text, matcher, {"language": language} if language else {})
    assert document.known == ({2} if known else set())
    assert bool(document.blocks) is known
    assert bool(document.hits) is known
