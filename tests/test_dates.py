"""Dates in many languages: what a line prints and the value it has."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.matching import dates
from cleaner.matching.calendar_names import MONTHS
from cleaner.matching.folding import fold_line

CASES = tomllib.loads((Path(__file__).parent / "data" / "dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("order", "text"), [(order, text) for order, cases in CASES.items() for text in cases])
def test_date(order, text):
    assert (dates.parse(fold_line(text), day_first=order == "day-first") or "") == CASES[order][text]


@given(st.dates(min_value=dates.date(1900, 1, 1), max_value=dates.date(2099, 12, 31)))
def test_every_day_is_read_in_every_order(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y"):
        assert dates.parse(fold_line(day.strftime(form))) == day.isoformat()


@given(st.text(max_size=80))
def test_marks_stand_where_the_dates_did(text):
    folded = fold_line(text + " 3 May 2019 " + text)
    marked, spans = dates.mark(folded)
    assert marked.count(dates.MARK) == len(spans)
    assert len(marked) == len(folded) - sum(end - start - 1 for start, end in spans)


@pytest.mark.parametrize("year", MONTHS.strip().splitlines(), ids=lambda year: year.split("/")[0].split()[0])
def test_a_year_has_twelve_months(year):
    assert len(year.split()) == 12


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://harbour.co.uk/story", "2019-04-03"),
        ("https://harbour.co.uk:8080?id=3", "2019-04-03"),
        ("https://harbour.example/x.in/story", "2019-03-04"),
        ("https://harbour.example/story", "2019-03-04"),
    ],
)
def test_the_order_of_days_is_that_of_the_hosts_country(url, day):
    body = "The ferry is late again, the harbour master said, and nobody on the quay had expected anything else of it."
    assert clean(f"The last ferry\n\nPublished: 3/4/2019\n\n{body}\n\n{body}", url=url).metadata["date"] == day
