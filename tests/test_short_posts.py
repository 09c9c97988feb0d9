"""Posts of a paragraph or two: what blog software prints around them outweighs them."""

import tomllib
from pathlib import Path

import pytest

from cleaner import clean

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
