"""What is wrong is said with file, rule and key, and with the near miss: tests/data/rule_errors.toml."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, CleanerError, RuleError, Settings, SettingsError, errors, packs
from cleaner.matching.matcher import check_rules
from cleaner.packs import KINDS, near, read_directory, read_file

CASES = tomllib.loads((Path(__file__).parent / "data" / "rule_errors.toml").read_text(encoding="utf-8"))
RULE = """
[like-this]
kind    = "share"
why     = "heading over a button"
phrases = ["like this"]
removes = ["Like this:"]
keeps   = ["Like this winter."]
"""


def written(case, directory: Path) -> Path:
    path = directory / "rules.toml"
    text = case.get("text", "").replace("{{rule}}", RULE)
    path.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else text.encode())
    if "macros" in case:
        (directory / "macros.toml").write_text(case["macros"], encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_rule_file(case, tmp_path):
    written(case, tmp_path)
    with pytest.raises(RuleError) as error:
        rules, macros = read_directory(tmp_path, prefix="mine/")
        check_rules(rules, {"network": "facebook|x", **macros})
    assert case["says"] in str(error.value)


@pytest.mark.parametrize("setting", ["packs", "sites"])
def test_a_pattern_that_is_wrong_is_refused_before_anything_is_cleaned(setting, tmp_path):
    (tmp_path / "harbour.example.toml").write_text(f"{RULE}match = ['share [z-a]']\n", encoding="utf-8")
    packs, sites = ((str(tmp_path),), None) if setting == "packs" else ((), str(tmp_path))
    with pytest.raises(RuleError, match=r"harbour.example.toml: \[.*like-this\] match 'share \[z-a\]': "):
        Cleaner(Settings(packs=packs, sites=sites)).clean("Like this", form="text", url="https://harbour.example/a")


def test_rule_file_that_is_shipped_is_named_from_the_top_of_the_packs(tmp_path, monkeypatch):
    monkeypatch.setattr(packs, "rules_directory", lambda: tmp_path)
    (tmp_path / "en").mkdir()
    path = written(CASES["unknown-key"], tmp_path / "en")
    with pytest.raises(RuleError, match=r'^rules/en/rules.toml: \[like-this\] unknown key "macth"'):
        list(read_file(path, "en/rules"))


def test_rule_that_is_right_is_read(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(RULE, encoding="utf-8")
    (rule,) = read_file(path, "mine")
    assert (rule.id, rule.kind, rule.removes) == ("mine/like-this", "share", ("Like this:",))


@given(st.text(max_size=200))
def test_any_rule_file_is_rules_or_an_error(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        list(read_file(path, "any"))
    except RuleError as e:
        assert "any.toml" in str(e)


SETTINGS = {
    "budget": ({"budget": 1.5}, "budget is a share of the text, from 0 to 1, not 1.5"),
    "budget in words": ({"budget": "half"}, "budget is a share of the text, from 0 to 1, not 'half'"),
    "company": ({"company": 0}, "company is a whole number from 1 on, not 0"),
    "select": ({"select": ("Share",)}, "'Share' is no kind, rule or pack"),
    "ignore": ({"ignore": ("",)}, "'' is no kind, rule or pack"),
}


@pytest.mark.parametrize(("values", "says"), SETTINGS.values(), ids=SETTINGS)
def test_settings(values, says):
    with pytest.raises(SettingsError, match=says):
        Settings(**values)


OPTIONS = {
    "cleaner": ({"menuz": {}}, r"options has no cleaner 'menuz' to set \(did you mean \"menus\"\?\)"),
    "option": ({"menus": {"lest": 3}}, r"options 'menus' has no option 'lest' \(did you mean \"least\"\?\)"),
    "value": ({"menus": {"least": "six"}}, "options 'menus' wants int for 'least', not 'six'"),
}


@pytest.mark.parametrize(("options", "says"), OPTIONS.values(), ids=OPTIONS)
def test_options_of_cleaners(options, says):
    with pytest.raises(SettingsError, match=says):
        Cleaner(Settings(options=options)).clean("Some words.")


def test_all_errors_are_one_tree():
    raised = [thing for thing in vars(errors).values() if isinstance(thing, type)]
    assert all(issubclass(error, CleanerError) for error in raised)
    assert {error.__name__ for error in raised} <= set(cleaner.__all__)


def test_near_miss_names_what_is_close_and_nothing_else():
    assert near("shrae", KINDS) == ' (did you mean "share"?)'
    assert near("zzz", KINDS) == ""
