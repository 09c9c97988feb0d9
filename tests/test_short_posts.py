"""Posts of a paragraph or two: what blog software prints around them outweighs them."""

import tomllib
from pathlib import Path

import pytest

from cleaner import clean, testing

POSTS = tomllib.loads((Path(__file__).parent / "data" / "short_posts.toml").read_text(encoding="utf-8"))["post"]


@pytest.mark.parametrize("post", POSTS, ids=[post["name"] for post in POSTS])
def test_the_body_stays_whole_and_alone(post):
    lines = post["text"].split("\n")
    result = clean("\n".join(line.removeprefix("+ ") for line in lines), form="text", url=post["url"])
    body = [line.removeprefix("+ ") for line in lines if line.startswith("+ ")]
    assert [line for line in result.text.split("\n") if line] == body
    assert {"title": result.metadata.get("title"), "date": result.metadata.get("date")}.items() >= {
        key: post[key] for key in ("title", "date") if key in post
    }.items()
    assert result.restore() == result.source


PROSE = testing.PARAGRAPHS
INTRO = (
    "Every winter somebody asks the same three things, and every winter the harbour master answers them with patience."
)
HEADINGS = ("Wer die Fähre fährt", "Was der Sturm mitnahm", "Wie man Brot aufhebt")


@pytest.mark.parametrize("title", ["Inhaltsverzeichnis", "Sommaire", "Содержание", "目次"])
@pytest.mark.parametrize("number", ["", "{}. ", "{}) "])
def test_a_table_of_contents_goes(title, number):
    table = [f"{number.format(i)}{heading}" for i, heading in enumerate(HEADINGS, start=1)]
    body = [line for pair in zip(HEADINGS, PROSE, strict=True) for line in pair]
    for intro in ([], [INTRO]):
        text = "\n\n".join([*intro, title, *table, *body])
        assert clean(text, form="text").text.split("\n\n") == [*intro, *body]


def test_a_list_whose_items_are_not_headings_stays():
    text = "\n\n".join([PROSE[0], *HEADINGS, PROSE[1], *HEADINGS[::-1], PROSE[2]])
    assert clean(text, form="text").text == text


def test_posts_of_a_forum_without_its_address():
    posts = [
        line
        for n, said in enumerate(PROSE * 2)
        for line in (f"Post by anker{n} » {n + 1}. Sep 2024, 22:05", said, "Top")
    ]
    result = clean("\n".join(["The ferry is late", *posts]), form="text")
    assert set(PROSE) <= set(result.text.split("\n"))
    assert result.restore() == result.source
