"""Odd input that comes along: long hosts, tags of languages, halves of characters, lists of days."""

import pytest

from cleaner import clean, testing
from cleaner.cleaners.whitespace import surrogates
from cleaner.heads import addresses
from cleaner.integrations.shipping import shipped
from cleaner.pipeline import Cleaner
from cleaner.settings import Settings

ARTICLE = "\n\n".join(testing.PARAGRAPHS)
THREAD = "3 Comments\n\nOld Salt\nMarch 3, 2020 at 10:15 am\nI was on that ferry.\nReply\n\nLeave a Reply"


@pytest.mark.parametrize("url", ["http://" + "a" * 300 + ".example/x", "http://" + "a." * 300 + "example/x"])
def test_a_host_too_long_for_a_file_has_no_rules_of_its_own(url):
    assert clean(ARTICLE, url=url).text.strip() == ARTICLE


@pytest.mark.parametrize(
    "path",
    ["/storm-turns-north", "/board-approves-new-harbour", "/talk-of-the-town", "/t-shirts/ferry", "/r-kelly-story"],
)
def test_an_address_that_only_begins_like_a_forum_is_none(path):
    assert THREAD.splitlines()[0] not in clean(f"{ARTICLE}\n\n{THREAD}", url=f"https://harbour.example{path}").text


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/forum/knots",
        "https://harbour.example/showthread.php?t=12",
        "https://harbour.example/thread-12-1.html",
        "https://forum.harbour.example/knots",
        "https://community.harbour.example/t/knots/12",
    ],
)
def test_a_forum_keeps_its_thread(url):
    assert "I was on that ferry." in clean(f"{ARTICLE}\n\n{THREAD}", url=url).text


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en_GB"])
def test_a_language_is_known_by_its_tag(tag):
    result = clean(f"The ferry\n\nPosted on 3/4/2019\n\n{ARTICLE}", metadata={"language": tag})
    assert result.metadata["date"] == "2019-03-04"
    assert result.metadata["language"] == tag


def test_halves_of_characters_may_stay():
    text = f"By the \ud800 river\n\n{ARTICLE}"
    result = Cleaner(Settings(ignore=("surrogates",))).clean(text)
    assert surrogates(result.text) == surrogates(text)


@pytest.mark.parametrize("paragraphs", [1, 2, 3, 4])
def test_a_list_of_days_is_no_date_of_the_text(paragraphs):
    days = "\n\n".join(f"{day} May 2026" for day in (3, 10, 17, 24, 31))
    text = "\n\n".join((*testing.PARAGRAPHS, testing.PARAGRAPHS[0][::-1])[:paragraphs]) + "\n\n" + days
    result = Cleaner(Settings(model=False)).clean(text)
    assert days in result.text
    assert "date" not in result.metadata


def test_rules_of_the_directory_one_is_in_travel(tmp_path, monkeypatch):
    (tmp_path / "harbour.toml").write_text(
        '[horn]\nkind = "navigation"\nwhy = "the horn"\nphrases = ["sound the horn"]\nwithin = "anywhere"\n'
        'removes = ["Sound the horn"]\nkeeps = ["Sound the horn twice, he said."]\n'
    )
    monkeypatch.chdir(tmp_path)
    assert "Sound the horn" not in shipped(Settings(packs=(".",))).cleaner.clean(f"{ARTICLE}\n\nSound the horn").text


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2019/05/03/storm", "2019-05-03"),
        ("/2019/05/03", "2019-05-03"),
        ("/2019-05-03-storm", "2019-05-03"),
        ("/2019/05-03/12.html", "2019-05-03"),
        ("/2019/05/18-hour-ferry/", None),
        ("/2019/05/3-days-in-sund", None),
    ],
)
def test_a_figure_that_begins_a_title_is_no_day(path, day):
    told = addresses.day(f"https://harbour.example{path}")
    assert (told.day if told else None) == day
