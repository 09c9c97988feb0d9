"""What the model sees of a document: numbers for each unit, computed for all units at once.

A text is looked at as one array of code points. Counts by unit are one `bincount`, words are told apart by where their
letters begin, and hashed with a polynomial whose sums over any stretch come from one running sum. Nothing here knows a
language; lengths are measured in words, of which two ideographs make about one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.model import characters as ch
from cleaner.model import evidence as rules
from cleaner.model.hashing import spans_hash

if TYPE_CHECKING:
    from cleaner.document import Document

Array = Any  # numpy's, whose own generics say no more here
_KINDS = len(ch.NAMES)
_LONG = 12  # words: a line of as many may be prose
_HEAD_WORDS = 12  # of a unit that are looked up in the word list
_WINDOWS = (5, 15, 45)  # units
_OWN_WORDS = 1 << 14  # slots of the table of a document's own words

_COUNTED = tuple(f"log-{name}" for name in ch.NAMES[1:])
_SHARES = tuple(f"share-{name}" for name in ch.NAMES[1:])
_FIRST = tuple(f"first-{name}" for name in ch.NAMES)
_LAST = tuple(f"last-{name}" for name in ch.NAMES)
_SHAPE = (
    "log-characters", "log-words", "words-30", "word-length", "capitalised", "stops", "stop-per-word", "two-stops-last",
    "blank-before", "blank-after", "indented", "times-seen", "seen-above", "own-words", "as-above-first", "as-above-last",
    "log-words-change", "log-first-word-times", "log-last-word-times",
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


class Sight(NamedTuple):
    """A document as the model sees it. `words` are hashes, each of the unit in `owners`, in order."""

    table: Array  # units x NAMES, float32; "all-known-words" is filled in by who knows words
    words: Array  # uint64
    owners: Array  # int32
    sizes: Array  # words of each unit, as a reader counts them: float32


def of_document(document: "Document", evidence: Array) -> Sight:
    """The document as the model sees it, given what the rules say."""
    return see(document.units, document.folded, np.array(document.spans).reshape(-1, 2), document.body, evidence)


def see(units: Sequence[str], folded: Sequence[str], spans: Array, body: tuple[int, int], evidence: Array) -> Sight:
    """Units, their folded forms, where they stand in the text, the stretch of densest prose, and the rules' evidence."""
    n = len(units)
    codes, starts, ends, kinds = _codes(units)
    owner = np.repeat(np.arange(n), ends - starts + 1)
    counts = np.bincount(owner * _KINDS + kinds, minlength=n * _KINDS).reshape(n, _KINDS).astype(np.float32)
    counts[:, 0] -= 1  # the newline
    length = np.maximum(ends - starts, 1).astype(np.float32)
    word_starts, capitals, stops = _starts(kinds, n, owner)
    sizes = word_starts + 0.5 * counts[:, ch.IDEOGRAPH] + 0.2 * counts[:, ch.UNSPACED]
    words, owners, line_hash, first_word, last_word = _words(folded)
    log_words = np.log1p(sizes)
    long = sizes >= _LONG
    gaps = spans[1:, 0] - spans[:-1, 1] > 1
    times, above = _repeats(line_hash)
    change = np.zeros(n, np.float32)
    change[1:] = log_words[1:] - log_words[:-1]
    letters = counts[:, ch.CAPITAL : ch.DIGIT].sum(1)
    first_kind, last_kind = kinds[starts], kinds[np.maximum(ends - 1, starts)]
    before_last = kinds[np.maximum(ends - 2, starts)]
    shape = np.stack([
        np.log1p(length), log_words, np.minimum(sizes, 30.0) / 30.0, letters / np.maximum(sizes, 1.0) / 10.0,
        capitals / np.maximum(word_starts, 1.0), np.log1p(stops), stops / np.maximum(sizes, 1.0),
        (last_kind == ch.STOP) & (before_last == ch.STOP), np.append(True, gaps), np.append(gaps, True),
        first_kind == ch.BLANK, np.minimum(times, 4) / 4.0, above, _own_words(words, owners, long, n),
        np.append(False, first_word[1:] == first_word[:-1]), np.append(False, last_word[1:] == last_word[:-1]), change,
        np.log1p(_times(first_word)), np.log1p(_times(last_word)),
    ], axis=1).astype(np.float32)  # fmt: skip
    ends_well = (last_kind == ch.STOP) | ((before_last == ch.STOP) & (last_kind == 12))
    removed = evidence[:, : len(rules.GROUPS)].max(1, initial=0.0)
    prose = np.minimum(sizes, 60.0) * ends_well * long * (1 - removed) / 30.0
    around = _around(np.stack([prose, log_words, removed, ends_well], axis=1).astype(np.float32))
    whole = _whole(n, sizes, long, ends_well, gaps, counts, removed, evidence, body)
    eye = np.eye(_KINDS, dtype=np.float32)
    table = np.concatenate([
        np.log1p(counts[:, 1:]), counts[:, 1:] / length[:, None], eye[first_kind], eye[last_kind], shape,
        _place(n, sizes, body), around, evidence, np.broadcast_to(whole, (n, len(whole))),
    ], axis=1, dtype=np.float32)  # fmt: skip
    return Sight(table, words, owners, sizes.astype(np.float32))


def _codes(lines: Sequence[str]) -> tuple[Array, Array, Array, Array]:
    """Code points of the lines, each with a newline behind it; where each starts and ends; the kinds of characters."""
    text = "\n".join(lines) + "\n"
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    ends = np.flatnonzero(codes == 10)
    starts = np.concatenate([[0], ends[:-1] + 1])
    return codes, starts, ends, ch.table()[np.minimum(codes, 0xFFFF)]


def _starts(kinds: Array, n: int, owner: Array) -> tuple[Array, Array, Array]:
    """By unit: words that begin, those that begin with a capital, and stops that end a sentence or the unit."""
    letter = (kinds >= ch.CAPITAL) & (kinds <= ch.DIGIT) & (kinds != ch.IDEOGRAPH) & (kinds != ch.UNSPACED)
    begins = letter.copy()
    begins[1:] &= ~letter[:-1]
    stop = (kinds == ch.STOP) | (kinds == ch.ELLIPSIS)
    stop[:-1] &= (kinds[1:] <= ch.BLANK) | (kinds[1:] == 12) | (kinds[1:] == ch.IDEOGRAPH)
    code = begins + 2 * (begins & (kinds == ch.CAPITAL)) + 4 * stop
    table = np.bincount(owner * 5 + code, minlength=5 * n).reshape(n, 5).astype(np.float32)
    return table[:, 1] + table[:, 3], table[:, 3], table[:, 4]


def _words(folded: Sequence[str]) -> tuple[Array, Array, Array, Array, Array]:
    """Hashes of all words and the units they are in; by unit the hash of the whole, of its first and its last word."""
    codes, starts, ends, kinds = _codes(folded)
    n = len(starts)
    letter = (kinds >= ch.CAPITAL) & (kinds <= ch.DIGIT)
    alone = (kinds == ch.IDEOGRAPH) | (kinds == ch.UNSPACED)
    begins = letter.copy()
    begins[1:] &= ~letter[:-1] | alone[1:] | alone[:-1]
    stops = letter.copy()
    stops[:-1] &= ~letter[1:] | alone[:-1] | alone[1:]
    first, last = np.flatnonzero(begins), np.flatnonzero(stops) + 1
    hashes = spans_hash(codes, np.concatenate([first, starts]), np.concatenate([last, ends]))
    words, lines = hashes[: len(first)], hashes[len(first) :]
    owners = np.repeat(np.arange(n), ends - starts + 1)[first] if len(first) else np.zeros(0, np.int64)
    edges = np.searchsorted(owners, np.arange(n + 1))
    has = edges[1:] > edges[:-1]
    first_word, last_word = np.arange(n, dtype=np.uint64), np.arange(n, dtype=np.uint64)  # none is like another
    first_word[has], last_word[has] = words[edges[:-1][has]], words[edges[1:][has] - 1]
    return words, owners, lines, first_word, last_word


def _repeats(line_hash: Array) -> tuple[Array, Array]:
    """How many other units say the same, and whether one above does."""
    _, first, inverse, counts = np.unique(line_hash, return_index=True, return_inverse=True, return_counts=True)
    return counts[inverse] - 1, first[inverse] < np.arange(len(line_hash))


def _times(words: Array) -> Array:
    """How many other units have this word there: the marks of a thread, "Reply" and "wrote", come again and again."""
    _, inverse, counts = np.unique(words, return_inverse=True, return_counts=True)
    return counts[inverse] - 1


def _own_words(words: Array, owners: Array, long: Array, n: int) -> Array:
    """Share of a unit's words that (other) long units of the document use too."""
    slots = (words >> np.uint64(50)).astype(np.int64)
    in_long = long[owners]
    used = np.bincount(slots[in_long], minlength=_OWN_WORDS)
    shared = used[slots] > in_long
    return np.bincount(owners, shared, minlength=n) / np.maximum(np.bincount(owners, minlength=n), 1)


def _place(n: int, sizes: Array, body: tuple[int, int]) -> Array:
    at = np.arange(n, dtype=np.float32)
    before = np.cumsum(sizes) - sizes
    first, end = body
    known = float(first < end)
    return np.stack([
        at / n, before / max(float(sizes.sum()), 1.0), np.log1p(at), np.log1p(n - 1 - at),
        known * (at < first), known * ((at >= first) & (at < end)), known * (at >= end),
        known * np.sign(at - first) * np.log1p(np.abs(at - first)), known * np.sign(at - end) * np.log1p(np.abs(at - end)),
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
        np.log1p(n), np.log1p(total), sizes[long].sum() / total, ends_well.mean(), gaps.mean() if n > 1 else 0.0,
        counts[:, ch.CASELESS].sum() / letters, counts[:, ch.IDEOGRAPH : ch.DIGIT].sum() / letters, removed.mean(),
        np.log1p(evidence[:, rules.NAMES.index("known-as-comments")].sum()),
        sizes[body[0] : body[1]].sum() / total, 0.0,
    ], np.float32)  # fmt: skip
