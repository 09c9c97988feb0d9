"""Five real inputs with the exact output each must give, where a checkout has them beside it."""

import json
from pathlib import Path

import pytest
from test_samples import kinds_by_line

from cleaner import clean

SEEDS = sorted((Path(__file__).parent.parent.parent / "shared" / "seeds").glob("*.json"))
pytestmark = pytest.mark.skipif(not SEEDS, reason="the inputs are not beside this checkout")


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_seed(path):
    gold = json.loads(path.read_text())
    raw = path.with_suffix(".txt").read_text()
    result = clean(raw)
    assert [line for line in result.text.splitlines() if line] == gold["paragraphs"]
    assert dict(result.metadata) == gold["metadata"]
    assert kinds_by_line(raw, result) == {entry["line"]: entry["kind"] for entry in gold["removed"]}
