"""The line model's word on what the rules leave: asked last in each round, when it is known what they take.

It is no labeller because it needs the labels that count as evidence, and may take some of them back.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any, Literal, NamedTuple

from cleaner import languages
from cleaner.document import Document, Label
from cleaner.fences import fenced
from cleaner.places import runs

KIND, RULE = "boilerplate", "model/line"
OPTIONS = {"line_model": {"explain": False}}
_WHYS = tuple(f"does not read as part of the body: {percent}% likely" for percent in range(101))
_FEW_WORDS = 12  # a text of fewer is no page, whatever it looks like
_TOO_SHORT = f"too-short: fewer than {_FEW_WORDS} words are left; the line model was not asked"
_TOO_ODD = "too-odd: the line model would keep next to nothing; what the rules leave is kept"
_CLOSE_LINES, _CLOSE_WORDS = 4, 12  # that may be the close of a letter
_HEADS = frozenset(("title", "byline", "date"))
_TITLE_WORDS = range(3, 20)
_MOST = 30_000  # units: a text of more is no article, and would take gigabytes
_CODE, _CODE_ROLE = "    ", "pre"
_A_ROW = 0.1  # how likely one of a run of such lines must be body
_CELLS = " | "  # between the cells of a table's row on a page
_HEADINGS = tuple("#" * level + " " for level in range(1, 7))  # of Markdown
_TURN = re.compile(r"([^\W\d_](?:[^\W\d_]| ){0,19})[.:] (?!\S*\d)")  # a speaker's initials, or their name in capitals
_CONVERSATION = 3  # turns
_EDGE_LINES = 2  # sentences that open or close a text
_THREAD = "comments/thread"  # a thread that no rule's words name
_LEAST_KEPT = 8  # words that must be left
# What rules say of lines of these kinds the model may take back: forums are all comments, catalogues all navigation.
_DOUBTED = frozenset(("navigation", "related", "comments", "repeat"))
_A_POST = 800  # words: in more of them the nets know the edges better
_A_PAGE = 150  # words: of less the rules know more
_DOUBT = 0.05  # share of a page's words from which on trafilatura is asked for its opinion
_SURE = "sites/"  # a site's own rules, which somebody has looked at, stand

Favor = Literal["precision", "recall"] | None


class Judged(NamedTuple):
    """The labels that count when the model has spoken, and what to tell the reader where it could not.

    `likely`: how likely units are body that the rules want no more; see `doubted`.
    """

    labels: list[Label]
    warnings: Sequence[str] = ()
    likely: Any = None


def judge(document: Document, labels: Sequence[Label], favor: Favor = None, *, explain: bool = False) -> Judged:
    """What the model says of a document, given what the rules say.

    It adds labels on units that are none of the body's, and drops those rules' labels whose units surely are. With
    `explain`, its labels say what weighed for and against a unit; it takes several times as long.
    """
    if not document.units:
        return Judged(list(labels))
    if len(document.units) > _MOST:
        return Judged(list(labels), [f"too-odd: more than {_MOST} lines; the line model was not asked"])
    from cleaner.model import decoding, features, net  # with numpy 70 ms, and memory
    from cleaner.model.evidence import evidence, is_silent

    said = evidence(document, labels)
    sight = features.of_document(document, said)
    verdict = net.shipped(sight.form).judge(sight)
    if document.layout and document.layout.opinion and decoding.doubt(verdict.body, sight.sizes) > _DOUBT:
        sight = features.seen_on_page(sight, document.layout.told(), document.spans)
        verdict = net.shipped(sight.form).judge(sight)
    is_long = sight.sizes.sum() >= _A_PAGE
    stand, back = _parted(labels, verdict.body, sight.sizes, favor) if is_long else (list(labels), [])
    taken = {unit for label in stand for unit in range(label.first, label.last + 1)}
    free = [unit for unit in range(len(document.units)) if unit not in taken]
    sizes = sight.sizes[free]
    if sizes.sum() < _FEW_WORDS:
        return Judged(list(labels), [_TOO_SHORT])
    sentence = features.ends_well(sight)[free]
    strange = not document.layout and is_silent(said) and not languages.is_known(document.language)
    kept = decoding.decide(verdict.body[free], verdict.chrome, sizes, sentence, favor, form=sight.form, strange=strange)
    if not is_long:
        kept = decoding.with_doubtful(kept, verdict.body[free], sizes, sentence)
    code = fenced(document)
    chosen = zip(free, kept.tolist(), strict=True)
    stay = {unit for unit, keep in chosen if keep or unit in code}
    stay |= _laid_out(document, stay, verdict.body)
    stay |= _belonging(document, stay)
    stay |= _titles(document, labels, stay)
    is_short = sight.sizes.sum() < _A_POST and not document.layout
    if is_short and not any(label.rule == _THREAD for label in stand):
        stay |= _edges(document, taken, stay, features.ends_well(sight))
    if sizes[[unit in stay for unit in free]].sum() < _LEAST_KEPT:
        return Judged(list(labels), [_TOO_ODD])
    gone = [unit for unit in free if unit not in stay]
    if _is_close(document, labels, gone, sight.sizes):
        return Judged(stand)
    reasons = _reasons(sight, gone) if explain and gone else {}
    added = _labels(gone, verdict.body[gone], reasons)
    if not is_long:
        return Judged(stand + added)
    return Judged(stand + added, likely=_given(back, verdict.body) if labels else verdict.body)


def _is_close(document: Document, labels: Sequence[Label], gone: Sequence[int], sizes: Any) -> bool:
    """Whether all that would go from a text is how it ends: a few words no rule knows, as a letter's close and name.

    The rules may take its head, but no chrome.
    """
    dirty = document.layout or any(label.kind not in _HEADS for label in labels)
    if dirty or not gone or gone[0] != len(document.units) - len(gone):
        return False
    return len(gone) <= _CLOSE_LINES and sizes[gone].sum() <= _CLOSE_WORDS and document.hits.keys().isdisjoint(gone)


def _given(back: Sequence[Label], likely: Any) -> Any:
    """How likely the units that the rules gave back are body; 0 for the others, about which the rules were heard."""
    import numpy as np

    units = [unit for label in back for unit in range(label.first, label.last + 1)]
    given = np.zeros_like(likely)
    given[units] = likely[units]
    return given


def doubted(document: Document, labels: Sequence[Label], favor: Favor = None) -> list[Label]:
    """The labels of a later round over a page that stand against what the model said of its lines in the first."""
    if not any(map(_is_doubted, labels)):
        return list(labels)
    from cleaner.html.hints import word_counts

    likely = document.layout.likely_of(document.spans) if document.layout else None
    return list(labels) if likely is None else _parted(labels, likely, word_counts(document.units), favor)[0]


def _parted(labels: Sequence[Label], likely: Any, sizes: Any, favor: Favor) -> tuple[list[Label], list[Label]]:
    """The labels that stand, and those on what the model takes for body, all of a label's units together.

    A thread runs to the end of its page, so what is surely chrome below its posts says nothing of these: in a forum
    they are the body.
    """
    from cleaner.model.decoding import CHROME, SURE, SURE_OF_THREAD

    if not any(map(_is_doubted, labels)):
        return list(labels), []
    whole = _sums(likely, sizes + 0.1)
    posts = _sums(likely, (sizes + 0.1) * (likely >= CHROME))

    def is_body(label: Label) -> bool:
        sums, sure = (posts, SURE_OF_THREAD[favor]) if label.is_thread else (whole, SURE[favor])
        body, words = sums[label.last + 1] - sums[label.first]
        return bool(words > 0 and body >= sure * words)

    parted: tuple[list[Label], list[Label]] = [], []
    for label in labels:
        parted[_is_doubted(label) and is_body(label)].append(label)
    return parted


def _sums(likely: Any, words: Any) -> Any:
    """Words that are expected to be body, and all words, from the first unit up to each: (units + 1) x 2."""
    import numpy as np

    sums = np.zeros((len(words) + 1, 2))
    np.cumsum(np.stack([likely * words, words], axis=1), axis=0, out=sums[1:])
    return sums


def _is_doubted(label: Label) -> bool:
    """Whether the model may take a label back."""
    if label.kind not in _DOUBTED or label.found or label.last < label.first:
        return False
    return label.score < 1.0 and not label.rule.startswith(_SURE)


def _laid_out(document: Document, kept: Set[int], likely: Any) -> set[int]:
    """Lines of code and rows of tables between units that stay, where one of them may well be body.

    Menus are set in too, by whatever prints a page as it looks.
    """
    laid_out = [unit for unit, text in enumerate(document.units) if "\t" in text or text.startswith(_CODE)]
    lines = (unit for unit in laid_out if unit not in kept)
    enclosed = (run for run in runs(lines) if run[0] - 1 in kept and run[-1] + 1 in kept)
    return {unit for run in enclosed if max(likely[run]) >= _A_ROW for unit in run}


def _belonging(document: Document, kept: Set[int]) -> set[int]:
    """What cannot go without harm to units that stay: days and headings above them, answers, their tables and code."""
    units, days = document.units, document.days
    heads = {unit - 1 for unit in kept if unit and (unit - 1 in days or units[unit - 1].startswith(_HEADINGS))}
    heads |= _turns(units, kept)
    if document.layout is None:
        return heads
    tables = runs(unit for unit, text in enumerate(units) if _CELLS in text)
    code = runs(unit for unit, role in enumerate(document.layout.roles_of(document.spans)) if role == _CODE_ROLE)
    return heads.union(*(lines for lines in (*tables, *code) if not kept.isdisjoint(lines)))


def _edges(document: Document, taken: Set[int], kept: Set[int], sentence: Any) -> set[int]:
    """A sentence or two above the first or below the last that stay, if the rules take all else beyond.

    A story likes to open and to close on a short one. A thread found by its marks may have begun above the first mark.
    """
    if not kept or not taken:
        return set()
    above, below = range(min(kept)), range(max(kept) + 1, len(document.units))
    found: set[int] = set()
    for beyond in (above, below):
        free = [unit for unit in beyond if unit not in taken]
        if len(free) <= _EDGE_LINES and all(sentence[unit] or document.units[unit].endswith("…") for unit in free):
            found.update(free)
    return found


def _titles(document: Document, labels: Sequence[Label], kept: Set[int]) -> set[int]:
    """The first line, right above what stays, where no title is known and no rule knows it: it may be one."""
    if document.layout or 0 in kept or 1 not in kept or "title" in document.metadata or document.headline:
        return set()
    is_free = 0 not in document.hits and not any(label.first == 0 <= label.last for label in labels)
    return {0} if is_free and len(document.units[0].split()) in _TITLE_WORDS else set()


def _turns(units: Sequence[str], kept: Set[int]) -> set[int]:
    """Turns of a conversation right behind one that stays, by who has spoken in it: an interview's last words."""
    begins = ((unit, _TURN.match(text)) for unit, text in enumerate(units) if text[:2].isupper())
    speakers = {unit: turn[1] for unit, turn in begins if turn and turn[1].isupper()}
    turns = Counter(speakers[unit] for unit in kept & speakers.keys())
    if turns.total() < _CONVERSATION:
        return set()
    more = runs(unit for unit, speaker in speakers.items() if unit not in kept and turns[speaker])
    return {unit for run in more if run[0] - 1 in kept for unit in run}


def _labels(units: Sequence[int], likely: Any, reasons: Mapping[int, str]) -> list[Label]:
    """A label on each of these units, given how likely they are body and what weighed for and against some of them."""
    import numpy as np

    percents, scores = np.rint(likely * 100).astype(int).tolist(), np.maximum(1 - likely, 0.001).astype(float).round(3)
    return [
        Label(unit, unit, KIND, RULE, _WHYS[percent] + reasons.get(unit, ""), score)
        for unit, percent, score in zip(units, percents, scores.tolist(), strict=True)
    ]


def _reasons(sight: Any, units: Sequence[int]) -> dict[int, str]:
    from cleaner.model import explaining

    return {unit: f"; {said}" for unit, said in explaining.weighed(sight, units).items()}
