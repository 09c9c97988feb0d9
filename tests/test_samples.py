"""The samples are the goldens: body, metadata, and the kind of every line that went."""

import json
import tomllib
from pathlib import Path

import pytest

from cleaner import clean
from cleaner.packs import KINDS

SAMPLES = sorted((Path(__file__).parent.parent / "samples").iterdir())


def load(folder):
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    raw = (folder / "raw.txt").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return about, raw, (folder / "expected.txt").read_text(encoding="utf-8"), expected


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_sample(folder):
    about, raw, body, expected = load(folder)
    result = clean(raw, form="text", url=about.get("url"))
    assert result.text.rstrip("\n") == body.rstrip("\n")
    assert dict(result.metadata) == expected["metadata"]
    assert kinds_by_line(raw, result) == {entry["line"]: entry["kind"] for entry in expected["removed"]}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_clean_body_comes_out_as_it_went_in(folder):
    about, _, body, expected = load(folder)
    again = clean(body, form="text", url=about.get("url"), metadata=expected["metadata"])
    assert again.text == body
    assert again.removed == ()


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_known_misses_are_still_missed(folder):
    about, _, body, _ = load(folder)
    assert about["shows"]
    assert [line for line in about.get("misses", []) if line not in body.splitlines()] == []


def test_there_are_enough_samples_in_enough_languages():
    assert len(SAMPLES) >= 25
    assert len({load(folder)[0]["language"] for folder in SAMPLES}) >= 8


def kinds_by_line(raw, result):
    """Line number in the raw text → kind, for the lines that went. Fixers keep non-blank lines in their order."""
    numbers = iter([number for number, line in enumerate(raw.split("\n"), start=1) if line.strip()])
    kinds, offset = {}, 0
    for line in result.source.split("\n"):
        if line.strip():
            number, at = next(numbers), offset + len(line) - len(line.lstrip())
            kind = next((span.kind for span in result.removed if span.start <= at < span.end), None)
            kinds |= {number: kind} if kind else {}
        offset += len(line) + 1
    assert set(kinds.values()) <= set(KINDS)
    return kinds
