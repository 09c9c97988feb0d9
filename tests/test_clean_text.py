"""Clean texts that are easily taken for chrome: what is said in them stays. Cases: tests/data/clean_text.toml."""

import tomllib
from pathlib import Path

import pytest

from cleaner import Cleaner, Settings, clean

CASES = tomllib.loads((Path(__file__).parent / "data" / "clean_text.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_said_stays(case):
    result = clean(case["source"], form=case["form"])
    assert set(case["stays"]) <= set(result.text.split("\n")) and "authors" not in result.metadata


def test_a_diary_whose_title_is_a_day():
    days = "".join(f"<h1>{day} June 1917</h1><p>Moved up twice.</p>" for day in (4, 5, 8, 9))
    page = clean(days, form="html", metadata={"title": "4 June 1917"})
    assert page.restore() == page.source and "Moved up twice." in page.text
    text = "4 June 1917\n\nMoved up twice.\n\n5 June 1917\n\nQuiet.\n\n8 June 1917\n\nSlept.\n"
    assert "Slept." in clean(text, form="text", metadata={"title": "4 June 1917"}).text


POST = [
    "I have kept a notebook since I was nine years old, and not one of them is legible to anybody, least of all to me.",
    "Thanks for reading The Slow Ferry! Subscribe for free to receive new posts and support my work.",
    "This autumn I left the pen at home, and wrote whatever there was to write with a carpenter's pencil.",
    "No ink at all.",
    "The Slow Ferry is a reader-supported publication. To receive new posts, consider becoming a paid subscriber.",
]
HEAD = ["Subscribe", "On keeping a notebook in the rain", "Hanne Brook", "Nov 02, 2024", "Share"]


def test_a_prompt_or_two_may_be_most_of_a_short_post():
    result = clean("\n".join([*HEAD, *POST]), form="text")
    assert result.text.split("\n") == [POST[0], POST[2], POST[3]] and not result.flags


def test_what_rules_find_in_a_post_is_known_where_they_want_most_of_it():
    result = Cleaner(Settings(budget=0.2)).clean("\n".join([*HEAD, *POST]), form="text")
    assert set(POST) <= set(result.text.split("\n")) and result.flags[0].startswith("over-budget: en/newsletter/")
    assert result.metadata["authors"] == ["Hanne Brook"] and result.metadata["date"] == "2024-11-02"
