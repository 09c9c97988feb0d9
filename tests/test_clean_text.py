"""Clean texts that are easily taken for chrome: what is said in them stays. Cases: tests/data/clean_text.toml."""

import tomllib
from pathlib import Path

import pytest

from cleaner import clean

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


def test_rules_that_want_most_of_a_short_post_do_not_keep_its_metadata_from_being_found():
    body = [
        "I have kept a notebook since I was nine, and none of them is legible.",
        "Thanks for reading The Slow Ferry! Subscribe for free to receive new posts and support my work.",
        "No ink at all.",
        "The Slow Ferry is a reader-supported publication. To receive new posts, consider becoming a paid subscriber.",
    ]
    head = ["Subscribe", "On keeping a notebook in the rain", "Hanne Brook", "Nov 02, 2024", "Share"]
    result = clean("\n".join([*head, *body]), form="text")
    assert set(body) <= set(result.text.split("\n")) and result.flags[0].startswith("over-budget: en/newsletter/")
    assert result.metadata["authors"] == ["Hanne Brook"] and result.metadata["date"] == "2024-11-02"
