"""What is true of all texts: tested on all texts."""

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text, chrome, pages

from cleaner import Cleaner, clean, rounds
from cleaner.testing import PARAGRAPHS

CLEANER = Cleaner()


@given(any_text)
def test_restore_gives_the_source_back(text):
    result = clean(text, form="text")
    assert result.restore() == result.source


@given(any_text)
def test_removed_spans_are_the_source_in_order(text):
    result = clean(text, form="text")
    end = 0
    for span in result.removed:
        assert end <= span.start < span.end <= len(result.source)
        assert span.text == result.source[span.start : span.end]
        assert span.kind and span.rule and span.why and 0 < span.score <= 1
        end = span.end


@given(any_text)
@example("Ditulis dalam Perjalanan, Ditandai gunung, liburan\n")  # too short for the vote; langdetect knows it
def test_second_pass_changes_nothing(text):
    first = clean(text, form="text")
    second = clean(first.text, form="text", metadata=first.metadata)
    assert (second.text, second.removed, second.metadata) == (first.text, (), first.metadata)


@given(pages())
def test_same_input_same_output_in_another_process_image(text):
    assert pickle.loads(pickle.dumps(CLEANER)).clean(text, form="text") == CLEANER.clean(text, form="text")


@given(any_text)
def test_no_two_blank_lines_meet(text):
    assert "\n\n\n" not in clean(text, form="text").text


@given(any_text)
def test_what_the_caller_knows_is_never_lost(text):
    known = {"title": "Mine", "authors": ["Me"], "date": "2001-02-03", "shelf": 7}
    result = clean(text, form="text", metadata=known)
    assert known.items() <= dict(result.metadata).items()


ODD = [
    {"authors": "Ann Lee"},
    {"authors": 5},
    {"authors": ["", None, 3]},
    {"language": ["en"]},
    {"title": ["A", "B"], "date": 2019, "url": 5},
    {"tags": {"a": 1}, "site": True},
]


@pytest.mark.parametrize("known", ODD, ids=str)
@given(pages())
def test_metadata_of_odd_types_stays_as_it_is(known, text):
    result = clean(text, form="text", metadata=known)
    assert known.items() <= dict(result.metadata).items()
    assert result.text == clean(text, form="text", metadata=known | {"shelf": 7}).text


@given(any_text)
def test_a_field_left_blank_is_told_before_its_line_goes(text):
    blanks = {"title": None, "authors": [], "date": "", "shelf": None}
    bare, result = clean(text, form="text"), clean(text, form="text", metadata=blanks)
    assert (result.text, result.removed) == (bare.text, bare.removed)
    assert dict(result.metadata) == {**blanks, **bare.metadata} and result.found.keys() == result.metadata.keys()


@given(any_text)
def test_an_address_counts_wherever_the_caller_says_it(text):
    url = "https://harbour.co.uk/2019/the-last-ferry-leaves"
    assert clean(text, form="text", url=url) == clean(text, form="text", metadata={"url": url})


@given(pages(), st.data())
def test_a_line_the_caller_keeps_stays(text, data):
    result = clean(text, form="text")
    lines = [line for line in result.source.split("\n") if line.strip()]
    if not lines:
        return
    line = data.draw(st.sampled_from(lines))
    kept = clean(text, form="text", keep=[f" {line}\t"])
    assert kept.text.split("\n").count(line) == result.source.split("\n").count(line)
    if any(line in span.text.split("\n") for span in result.removed):
        assert kept.kept == (" ".join(line.split()),)
    assert kept.restore() == kept.source


@given(st.lists(chrome, min_size=1, max_size=6))
def test_fenced_code_stays(lines):
    code = "\n".join(["```text", *"\n".join(lines).split("\n"), "```"])
    result = clean(f"{PARAGRAPHS[0]}\n\n{code}\n\n{PARAGRAPHS[1]}\n", form="text")
    assert result.fixes or code in result.text


@given(pages())
def test_restore_gives_the_source_back_when_rounds_run_out(text):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rounds, "_MOST", 1)
        result = clean(text)
    assert result.restore() == result.source
    assert not result.removed or any(flag.startswith("unsettled") for flag in result.flags)
