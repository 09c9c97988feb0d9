"""Texts cleaned with `fast`: one round, the line model first, the rules about what it leaves."""

import pytest
from hypothesis import given
from strategies import any_text, pages
from test_samples import SAMPLES, load

from cleaner import Cleaner, Settings, clean, testing

FAST = Cleaner(Settings(fast=True))
ONE, TWO, THREE = testing.PARAGRAPHS
MENU = "Home\nNews\nSport\nWeather\nSubscribe\nSign in"
FOOTER = "About us\nContact\nPrivacy policy\nTerms of use\n© 2019 Harbour Post. All rights reserved."


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_body_of_a_sample(folder):
    about, raw, body, _ = load(folder)
    left = FAST.clean(raw, form="text", url=about.get("url")).text.split("\n")
    wanted = [line for line in body.split("\n") if line.strip()]
    lost = [line for line in wanted if line not in left]
    more = [line for line in left if line.strip() and line not in wanted]
    assert len(lost) + len(more) <= 1, (lost, more)


def test_metadata_of_the_samples():
    fields = [(load(folder), field) for folder in SAMPLES for field in ("title", "authors", "date", "language")]
    wanted = [(sample, field) for sample, field in fields if field in sample[3]["metadata"]]
    right = [
        FAST.clean(raw, form="text", url=about.get("url")).metadata.get(field) == expected["metadata"][field]
        for (about, raw, _, expected), field in wanted
    ]
    assert len(wanted) > 100 and sum(right) >= 0.98 * len(right)


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_clean_body_comes_out_as_it_went_in(folder):
    about, _, body, expected = load(folder)
    again = FAST.clean(body, form="text", url=about.get("url"), metadata=expected["metadata"])
    assert (again.text, again.removed) == (body, ())


def test_what_the_model_takes_still_tells_title_author_and_day():
    text = (
        f"{MENU}\n\nThe ferry is late again\n\nBy Ann Reed\n\nMarch 15, 2019\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOOTER}\n"
    )
    result = FAST.clean(text, form="text")
    assert result.text == f"{ONE}\n\n{TWO}\n\n{THREE}\n"
    said = {"title": "The ferry is late again", "authors": ["Ann Reed"], "date": "2019-03-15"}
    assert said.items() <= dict(result.metadata).items()


def test_wrapped_paragraphs_of_which_the_model_takes_what_stands_between():
    wrapped = "\n\n".join("\n".join(p[i : i + 60] for i in range(0, len(p), 60)) for p in (ONE, TWO, THREE))
    result = FAST.clean(f"{MENU}\n\n{wrapped}\n\n{FOOTER}\n", form="text")
    assert result.restore() == result.source


def test_one_line_and_no_model_have_all_rounds():
    line = f"{' '.join(MENU.split())} {ONE} {TWO} {THREE} {' '.join(FOOTER.split())}"
    assert FAST.clean(line, form="text") == clean(line, form="text")
    text = f"{MENU}\n\n{ONE}\n\n{TWO}\n\n{FOOTER}\n"
    for off in ({"model": False}, {"ignore": ("boilerplate",)}):
        assert Cleaner(Settings(fast=True, **off)).clean(text) == Cleaner(Settings(**off)).clean(text)


@given(any_text)
def test_restore_gives_the_source_back(text):
    result = FAST.clean(text, form="text")
    assert result.restore() == result.source
    assert [span.text for span in result.removed] == [result.source[span.start : span.end] for span in result.removed]


@given(pages())
def test_a_line_the_caller_keeps_stays(text):
    lines = [line for line in FAST.clean(text, form="text").source.split("\n") if line.strip()]
    assert FAST.clean(text, form="text", keep=lines).removed == ()


@given(any_text)
def test_what_the_caller_knows_is_never_lost(text):
    known = {"title": "Mine", "authors": ["Me"], "date": "2001-02-03", "shelf": 7}
    assert known.items() <= dict(FAST.clean(text, form="text", metadata=known).metadata).items()
