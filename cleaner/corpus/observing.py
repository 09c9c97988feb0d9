"""What a text tells of its site: the lines that the rules left in it, and where they stood.

A line counts for a page only as much as the page is another page: with each comes a *witness*, a number made of the
longest other lines of its text. Copies of one article have the same witness, so that what it says is no repetition.
"""

import hashlib
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import items, line_model
from cleaner.corpus import work
from cleaner.corpus.plan import Handling
from cleaner.corpus.reading import Batch
from cleaner.corpus.work import How
from cleaner.document import Document
from cleaner.extras import needed
from cleaner.heads.addresses import host_of
from cleaner.matching.folding import words_key
from cleaner.sources import Failure, Item

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST = 400  # characters of a line that is counted
_WITNESSES = 3  # how many of the longest other lines tell a page
COLUMNS = {
    "host": "string", "document": "int64", "place": "int64", "line": "int64", "words": "string", "example": "string",
    "page": "int64", "witness": "int64", "inside": "int64", "likely": "int64",
}  # fmt: skip


class Seen(NamedTuple):
    """One line of one document, the `place`th. Documents and lines are told by number, lines by that of their `words`.

    `page` tells different pages, `witness` those that differ but for this line. `inside` is 1 for a line inside the
    body that is no prose: prose makes the body wherever it stands. `likely` is 1 for a line that is likely the
    body's by its own words: for prose, and for what the line model leaves.
    """

    host: str
    document: int
    place: int
    line: int
    words: str
    example: str
    page: int
    witness: int
    inside: int
    likely: int


def observe(batch: Batch, how: How) -> tuple["pa.RecordBatch", int]:
    """The lines of the batch's texts, as far as they say which site they are from, and how many texts failed."""
    pa = needed("pyarrow", "corpus")
    schema = pa.schema(list(COLUMNS.items()))
    rows: list[Seen] = []
    failed = 0
    for item in work.items_of(batch, how):
        document = item if isinstance(item, Failure) else _left(_without_model(batch.handling), item)
        if isinstance(item, Failure) or isinstance(document, Failure):
            failed += 1
        else:
            rows += _seen(batch, item, document)
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in COLUMNS]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema), failed


def _seen(batch: Batch, item: Item, document: Document) -> Iterator[Seen]:
    host = host_of(item.url or document.metadata.get("url"))
    if not host:
        return
    keys = [words_key(folded) for folded in document.folded]
    stay = _left_by_model(batch.handling, item)
    numbers = [_number(key) for key in keys]
    longest = sorted({(len(key), number) for key, number in zip(keys, numbers, strict=True)}, reverse=True)
    number, page = _number(f"{item.name}\0{item.line}"), _witness(longest)
    first, end = document.body
    for place, (key, line) in enumerate(zip(keys, numbers, strict=True)):
        if key and len(document.units[place]) <= _LONGEST:
            example, prose = document.units[place].strip(), document.weights[place] > 0
            inside, likely = int(first <= place < end and not prose), int(prose or key in stay)
            yield Seen(host, number, place, line, key, example, page, _witness(longest, line), inside, likely)


def _without_model(handling: Handling) -> Handling:
    return replace(handling, settings=replace(handling.settings, model=False))


def _left_by_model(handling: Handling, item: Item) -> Set[str]:
    """The words of the lines that stay when the line model has been asked as well, if it is to be."""
    settings = handling.settings
    if not (settings.model and settings.wants(line_model.KIND, line_model.RULE)):
        return frozenset()
    document = _left(handling, item)
    return frozenset() if isinstance(document, Failure) else {words_key(folded) for folded in document.folded}


def _left(handling: Handling, item: Item) -> Document | Failure:
    """What cleaning leaves of an item, or why it fails."""
    result = work.cleaned_item(handling, item)
    if isinstance(result, Failure):
        return result
    return Document(result.text, items.cleaner_of(handling.settings).matcher, result.metadata)


def _witness(longest: list[tuple[int, int]], other_than: int | None = None) -> int:
    """A number made of the longest lines, one line left out."""
    told = [number for _, number in longest[: _WITNESSES + 1] if number != other_than]
    return _number(repr(told[:_WITNESSES]))


def _number(text: str) -> int:
    """A number that stands for a text, the same on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
