"""What the model sees of a document: numbers for each unit, computed for all units at once.

A text is looked at as one array of code points. Counts by unit are one `bincount`, words are told apart by where their
letters begin, and hashed with a polynomial whose sums over any stretch come from one running sum. Nothing here knows a
language; lengths are measured in words, of which two ideographs make about one.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from cleaner.html import hints, skimming
from cleaner.model import characters as ch
from cleaner.model import evidence as rules
from cleaner.model.hashing import spans_hash

if TYPE_CHECKING:
    from cleaner.document import Document
    from cleaner.html.layout import Layout
    from cleaner.units import Spans

Array = Any  # numpy's, whose own generics say no more here
_KINDS = len(ch.NAMES)
_LONG = 12  # words: a line of as many may be prose
_WINDOWS = (5, 15, 45)  # units
_OWN_WORDS = 1 << 14  # slots of the table of a document's own words
_EYE = np.eye(_KINDS, dtype=np.float32)

_COUNTED = tuple(f"log-{name}" for name in ch.NAMES[1:])
_SHARES = tuple(f"share-{name}" for name in ch.NAMES[1:])
_FIRST = tuple(f"first-{name}" for name in ch.NAMES)
_LAST = tuple(f"last-{name}" for name in ch.NAMES)
_SHAPE = (
    "log-characters", "log-words", "words-30", "word-length", "capitalised", "stops", "stop-per-word", "two-stops-last",
    "blank-before", "blank-after", "indented", "times-seen", "seen-above", "own-words",
    "as-above-first", "as-above-last",    "log-words-change", "log-first-word-times", "log-last-word-times",
)  # fmt: skip
_PLACE = ("place", "place-in-text", "log-from-top", "log-from-end", "before-body", "in-body", "after-body",
          "log-from-body-start", "log-from-body-end")  # fmt: skip
_AROUND = tuple(f"{name}-in-{size}" for size in _WINDOWS for name in ("prose", "words", "removed", "stops"))
_WHOLE = (
    "all-log-units", "all-log-words", "all-long-share", "all-stop-share", "all-blank-share", "all-caseless",
    "all-ideographs", "all-removed", "all-comments", "all-body-share", "all-known-words",
)  # fmt: skip
NAMES = (
    *_COUNTED, *_SHARES, *_FIRST, *_LAST, *_SHAPE, *_PLACE, *_AROUND,
    *(f"rules-{name}" for name in rules.NAMES), *_WHOLE,
)  # fmt: skip
Form = Literal["text", "glanced", "sentences", "page", "skimmed"]  # a text is glanced at before the rules are heard
FEATURES: Mapping[Form, tuple[str, ...]] = {
    "text": NAMES,
    "glanced": NAMES,
    "sentences": NAMES,
    "page": (*NAMES, *(f"html-{name}" for name in hints.NAMES)),
    "skimmed": (*NAMES, *(f"html-{name}" for name in skimming.NAMES)),
}
_STOP_LAST, _QUOTE_LAST = NAMES.index("last-stop"), NAMES.index("last-quote")


class Sight(NamedTuple):
    """A document as the model sees it. `words` are hashes, each of the unit in `owners`, in order."""

    table: Array  # units x `FEATURES` of its form, float32; "all-known-words" is filled in by who knows words
    words: Array
    owners: Array
    sizes: Array  # words of each unit, as a reader counts them: float32
    form: Form = "text"


def of_document(document: "Document", evidence: Array) -> Sight:
    """The document as the model sees it, given what the rules say."""
    spans = document.spans
    places = np.stack([np.array(spans.starts, np.int64), np.array(spans.ends, np.int64)], axis=1)
    sight = see(document.units, places, document.body, evidence)
    if document.layout:
        return seen_on_page(sight, document.layout, spans)
    if document.is_one_line:
        return sight._replace(form="sentences")
    return sight if document.matcher.rules else sight._replace(form="glanced")


def seen_on_page(sight: Sight, layout: "Layout", spans: "Spans") -> Sight:
    """The same with what the page's tree says of each line."""
    table = np.concatenate([sight.table[:, : len(NAMES)], layout.of(spans)], axis=1)
    return sight._replace(table=table, form=layout.form)


def see(units: Sequence[str], spans: Array, body: tuple[int, int], evidence: Array) -> Sight:
    """Units, where they stand in the text, the stretch of densest prose, and the rules' evidence."""
    n = len(units)
    text = _read(units)
    starts, ends, kinds = text.starts, text.ends, text.kinds
    counts = np.bincount(text.owner * _KINDS + kinds, minlength=n * _KINDS).reshape(n, _KINDS).astype(np.float32)
    length = np.maximum(ends - starts, 1).astype(np.float32)
    words, owners, worth, capitals, first_word, last_word, lines = _words(text, n)
    sizes = np.bincount(owners, worth, minlength=n).astype(np.float32)
    stops = np.bincount(text.owner[_sentence_ends(kinds)], minlength=n)
    log_words = np.log1p(sizes)
    long = sizes >= _LONG
    gaps = spans[1:, 0] - spans[:-1, 1] > 1
    first_kind, last_kind = kinds[starts], kinds[np.maximum(ends - 1, starts)]
    before_last = kinds[np.maximum(ends - 2, starts)]
    at_least_one = np.maximum(sizes, 1.0)
    times, above = _times(lines, n)
    shape = np.empty((n, len(_SHAPE)), np.float32)
    for column, values in enumerate((
        np.log1p(length), log_words, np.minimum(sizes, 30.0) / 30.0,
        counts[:, ch.CAPITAL : ch.DIGIT].sum(1) / at_least_one / 10.0, capitals / at_least_one,
        np.log1p(stops), stops / at_least_one, (last_kind == ch.STOP) & (before_last == ch.STOP), True, True,
        first_kind == ch.BLANK, np.minimum(times, 4) / 4.0, above, _own_words(words, owners, long, n),
        False, False, 0.0,        np.log1p(_times(first_word, n)[0]), np.log1p(_times(last_word, n)[0]),
    )):  # fmt: skip
        shape[:, column] = values
    shape[1:, _SHAPE.index("blank-before")] = shape[:-1, _SHAPE.index("blank-after")] = gaps
    shape[1:, _SHAPE.index("as-above-first")] = first_word[1:] == first_word[:-1]
    shape[1:, _SHAPE.index("as-above-last")] = last_word[1:] == last_word[:-1]
    shape[1:, _SHAPE.index("log-words-change")] = log_words[1:] - log_words[:-1]
    ends_well = (last_kind == ch.STOP) | ((before_last == ch.STOP) & (last_kind == ch.QUOTE))
    removed = evidence[:, : len(rules.GROUPS)].max(1, initial=0.0)
    prose = np.minimum(sizes, 60.0) * ends_well * long * (1 - removed) / 30.0
    around = _around(np.stack([prose, log_words, removed, ends_well], axis=1))
    whole = _whole(n, sizes, long, ends_well, gaps, counts, removed, evidence, body)
    table = np.concatenate([
        np.log1p(counts[:, 1:]), counts[:, 1:] / length[:, None], _EYE[first_kind], _EYE[last_kind], shape,
        _place(n, sizes, body), around, evidence, np.broadcast_to(whole, (n, len(whole))),
    ], axis=1, dtype=np.float32)  # fmt: skip
    return Sight(table, words, owners, sizes)


def ends_well(sight: Sight) -> Array:
    """Which units end as a sentence does, or with its closing quotation mark."""
    return (sight.table[:, _STOP_LAST] + sight.table[:, _QUOTE_LAST]) > 0


class _Text(NamedTuple):
    """All units one after the other, each with a newline behind it, character by character."""

    codes: Array
    kinds: Array  # of each character
    owner: Array  # unit of each character
    starts: Array  # of each unit
    ends: Array


def _read(units: Sequence[str]) -> _Text:
    codes = ch.codes("\n".join(units) + "\n")
    sizes = np.array(list(map(len, units))) + 1
    ends = np.cumsum(sizes) - 1
    return _Text(codes, ch.table()[codes], np.repeat(np.arange(len(units)), sizes), ends - sizes + 1, ends)


def _sentence_ends(kinds: Array) -> Array:
    """Where a stop or an ellipsis ends a sentence or the unit, not a number or an abbreviated word."""
    stops = np.flatnonzero((kinds == ch.STOP) | (kinds == ch.ELLIPSIS))
    return stops[ch.PARTS[kinds[stops + 1]]]


def _words(text: _Text, n: int) -> tuple[Array, ...]:
    """Hashes of all words, their units, what they count; by unit capitals, hashes of first and last word and of all."""
    letter = (text.kinds >= ch.CAPITAL) & (text.kinds <= ch.DIGIT)
    edge = ~letter
    if text.codes.max() >= ch.FIRST_UNSPACED:
        edge |= (text.kinds == ch.IDEOGRAPH) | (text.kinds == ch.UNSPACED)
    begins, stops = letter.copy(), letter.copy()
    begins[1:] &= edge[:-1] | edge[1:]
    stops[:-1] &= edge[1:] | edge[:-1]
    first, last = np.flatnonzero(begins), np.flatnonzero(stops) + 1
    small = ch.lower()[text.codes]
    hashes = spans_hash(small, np.concatenate([first, text.starts]), np.concatenate([last, text.ends]))
    words, lines, owners, kinds = hashes[: len(first)], hashes[len(first) :], text.owner[first], text.kinds[first]
    edges = np.searchsorted(owners, np.arange(n + 1))
    has = edges[1:] > edges[:-1]
    none = np.arange(n, dtype=np.uint64) << np.uint64(40)  # units without a word are not alike
    first_word, last_word = none, none.copy()
    first_word[has], last_word[has] = words[edges[:-1][has]], words[edges[1:][has] - 1]
    capitals = np.bincount(owners[kinds == ch.CAPITAL], minlength=n)
    return words, owners, ch.WORTH[kinds], capitals, first_word, last_word, lines


def _times(hashes: Array, n: int) -> tuple[Array, Array]:
    """How many other units have the same there, and whether one above does.

    The marks of a thread, "Reply" and "wrote", come again and again.
    """
    bits = max(12, n.bit_length() + 6)
    slots = (hashes >> np.uint64(64 - bits)).astype(np.int64)
    first = np.zeros(1 << bits, np.int32)
    at = np.arange(n, dtype=np.int32)
    first[slots[::-1]] = at[::-1]
    return np.bincount(slots)[slots] - 1, first[slots] < at


def _own_words(words: Array, owners: Array, long: Array, n: int) -> Array:
    """Share of a unit's words that (other) long units of the document use too."""
    slots = (words >> np.uint64(50)).astype(np.int64)
    in_long = long[owners]
    used = np.bincount(slots[in_long], minlength=_OWN_WORDS)
    shared = used[slots] > in_long
    return np.bincount(owners[shared], minlength=n) / np.maximum(np.bincount(owners, minlength=n), 1)


def _place(n: int, sizes: Array, body: tuple[int, int]) -> Array:
    at = np.arange(n, dtype=np.float32)
    before = np.cumsum(sizes) - sizes
    first, end = body
    known = float(first < end)
    return np.stack([
        at / n, before / max(float(sizes.sum()), 1.0), np.log1p(at), np.log1p(n - 1 - at),
        known * (at < first), known * ((at >= first) & (at < end)), known * (at >= end),
        known * np.sign(at - first) * np.log1p(np.abs(at - first)),
        known * np.sign(at - end) * np.log1p(np.abs(at - end)),
    ], axis=1)  # fmt: skip


def _around(columns: Array) -> Array:
    """Means of the columns over windows of units around each."""
    n, width = columns.shape
    sums = np.zeros((n + 1, width), np.float64)
    np.cumsum(columns, axis=0, out=sums[1:])
    at = np.arange(n)
    means = []
    for size in _WINDOWS:
        low, high = np.maximum(at - size // 2, 0), np.minimum(at + size // 2 + 1, n)
        means.append((sums[high] - sums[low]) / size)
    return np.concatenate(means, axis=1)


def _whole(
    n: int, sizes: Array, long: Array, ends_well: Array, gaps: Array, counts: Array, removed: Array, evidence: Array,
    body: tuple[int, int],
) -> Array:  # fmt: skip
    """What is the same for all units: size and style of the document."""
    total = max(float(sizes.sum()), 1.0)
    letters = max(float(counts[:, ch.CAPITAL : ch.DIGIT].sum()), 1.0)
    return np.array([
        np.log1p(n), np.log1p(total), sizes[long].sum() / total, ends_well.sum() / n, gaps.sum() / max(n - 1, 1),
        counts[:, ch.CASELESS].sum() / letters, counts[:, ch.IDEOGRAPH : ch.DIGIT].sum() / letters, removed.sum() / n,
        np.log1p(evidence[:, rules.NAMES.index("known-as-comments")].sum()),
        sizes[body[0] : body[1]].sum() / total, 0.0,
    ], np.float32)  # fmt: skip
