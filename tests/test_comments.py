"""Threads under a text, told by the marks at each comment whatever the theme calls them."""

from itertools import cycle, islice

import pytest

from cleaner import clean, testing

ONE, TWO, THREE = testing.PARAGRAPHS
SAID = (
    "I was on that ferry, and I can tell you that nobody on board had expected the wind to turn, least of all he.",
    "My brother keeps the books of the harbour, and he says that it has been late on two days out of three since May.",
    "They should ask the people who live on the island before they send the old boat to be broken up for its iron.",
)
NAMES = ("oldsalt", "Ropewalker", "anker_63", "Mina", "TheMiller")


def thread(*marks: str) -> list[str]:
    """Nine comments, with what stands above and under each."""
    said = islice(zip(cycle(NAMES), cycle(SAID), strict=False), 9)
    return [line.format(name=name, said=text) for name, text in said for line in marks]


THREADS = {
    "buttons side by side under long comments": (
        "{name}", "Party: Ferry", "Oct. 9, 2010 - 7:28 AM EST", "{said}", "{said}", "{said}", "Reply", "Quote",
        "Report Abuse",
    ),
    "posted by, under the comment": ("{said}", "Posted by: {name} of Hull, 27 Sep 2011 | 15:22"),
    "in French": ("Soumis par {name}, le lundi 29 octobre 2012 à 16h01", "{said}"),
    "ago and when": ("{name}", "121 Fans", "44 seconds ago (7:18 PM)", "{said}", "History | Permalink | Share it"),
}  # fmt: skip
FOOT = ["About the Post", "Piers", "Lamps", "Rates", "By post", "Maps", "Contact us", "2 hours ago", "Like", "Report"]


@pytest.mark.parametrize("marks", THREADS.values(), ids=THREADS)
@pytest.mark.parametrize("foot", [FOOT[:7], FOOT], ids=["above a footer", "above a footer with marks of its own"])
def test_a_thread_goes(marks, foot):
    text = ["The last ferry leaves the harbour", "By Ann Fisher, 27 Sep 2011", ONE, TWO, THREE]
    result = clean("\n\n".join([*text, *thread(*marks), *foot]), form="text")
    left = [line for line in result.text.split("\n") if line in SAID]
    assert {ONE, TWO, THREE} <= set(result.text.split("\n")) and len(left) <= 1
    assert result.metadata["authors"] == ["Ann Fisher"]


def test_what_people_say_in_an_article_is_no_thread():
    talk = [line for name in NAMES[:4] for line in (f"{name.title()} said:", SAID[0], ONE, TWO)]
    text = "\n\n".join([ONE, *talk, THREE, SAID[1], SAID[2]])
    assert clean(text, form="text").text == text


def test_teasers_with_their_age_under_an_article_go():
    teasers = [
        line
        for name in NAMES
        for line in (f"{name.title()} teases its first boat, aims for a launch in May", "8 hours ago")
    ]
    result = clean("\n\n".join([ONE, TWO, THREE, *teasers]), form="text")
    left = [line for line in result.text.split("\n") if line]
    assert left[:3] == [ONE, TWO, THREE] and len(left) <= 4
