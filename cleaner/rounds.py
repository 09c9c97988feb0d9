"""Label, decide, remove, and again with what is left, until nothing goes any more.

Taking lines away can bring others to the edge, and a second pass over a result must change nothing. In each round the
rules speak, and then the line model is asked about what they leave.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner import languages, line_model, registry
from cleaner.cutting import Piece, joined, removed, without
from cleaner.deciding import decide, spared
from cleaner.document import Document, Label, Removed
from cleaner.matching.matcher import Matcher
from cleaner.metadata import Known
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.html.layout import Layout

_MOST = 32  # in practice the second or third round finds nothing
_UNSETTLED = f"unsettled: after {_MOST} rounds there was still something to remove"


@dataclass
class Outcome:
    """What is left of a text, what is known of it, what went, and what a reader should know."""

    document: Document
    known: Known
    removed: list[Removed] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class RulesSay:
    """The labels that count of what the rules say of a document, what is known then, and what to tell the reader.

    `kept` are the lines that were to be spared and were.
    """

    labels: list[Label]
    known: Known
    flags: list[str]
    kept: Set[str]


def run(
    source: str,
    known: Known,
    url: str | None,
    layout: "Layout | None",
    keep: Set[str],
    settings: Settings,
    matcher: Matcher,
) -> Outcome:
    """All rounds over a text of which `known` is known, lines of `keep` spared.

    The line model is asked in each round about a text; about a page, whose lines it knows by their place on it, once;
    what it said then holds in the later rounds too.
    """
    text, pieces = source, [Piece(0, len(source))]
    outcome = Outcome(Document(text, matcher, known.values, url, layout), known)

    def rest() -> Document:
        """What is left, with what is known of it by now."""
        return Document(text, matcher, outcome.known.values, url, layout and layout.left(pieces))

    for number in range(_MOST):
        document = rest()
        said = rules_say(document, settings, keep, outcome.known)
        outcome.known = said.known
        outcome.flags.update(dict.fromkeys(said.flags))
        outcome.kept |= said.kept
        if layout and number:
            labels = line_model.doubted(document, said.labels, settings.favor)
        else:
            verdict = judged(document, said.labels, keep, settings, outcome)
            labels, layout = verdict.labels, layout and layout.judged(document.spans, verdict.likely)
        outcome.document = document
        pieces, taken = without(document, pieces, labels)
        if not taken:
            language = language_of(outcome.known, document, source)
            outcome.known = outcome.known.told(language)
            if outcome.known.values.get("language", document.language) == document.language:
                break  # else the rules of that language have not been heard
        text = joined(source, pieces)
        outcome.removed += removed(source, taken)
    else:  # what the last round took is not in the text either
        outcome.document = rest()
        outcome.flags[_UNSETTLED] = None
    outcome.removed.sort(key=lambda span: span.start)
    return outcome


def language_of(told: Known, left: Document, source: str) -> list[Label]:
    """The language of what is left, or of the source where that does not tell; none where it is known already."""
    if "language" in told.values:
        return []
    code = languages.detect(_sample(left) or source)
    return [Label(0, -1, "language", "text", "its commonest words", 0.9, {"language": code})] if code else []


def _sample(document: Document) -> str:
    """The start of the body, or of the text where none is to be seen: what tells the language."""
    first, end = document.body
    start = document.spans[first][0] if first < end else 0
    return document.text[start : start + languages.SAMPLE]


def rules_say(
    document: Document, settings: Settings, keep: Set[str] = frozenset(), known: Known | None = None
) -> RulesSay:
    """What the rules say of a document, of which this is known."""
    labels, kept = spared(document, _labels(document, settings), keep)
    labels, flags = decide(document, labels, settings)
    return RulesSay(labels, (known or Known(document.metadata)).told(labels), flags, kept)


def _labels(document: Document, settings: Settings) -> Iterable[Label]:
    for cleaner in registry.labellers():
        yield from cleaner.function(document, **settings.options.get(cleaner.name, {}))


def asks_model(settings: Settings) -> bool:
    """Whether the line model is to be asked."""
    return settings.model and settings.wants(line_model.KIND, line_model.RULE)


def judged(
    document: Document, labels: list[Label], keep: Set[str], settings: Settings, outcome: Outcome
) -> line_model.Judged:
    """What the line model says, if it is to be asked, lines of `keep` spared."""
    if not asks_model(settings):
        return line_model.Judged(labels)
    options = settings.options.get("line_model", {})
    said = line_model.judge(document, labels, settings.favor, **options)
    outcome.flags.update(dict.fromkeys(said.warnings))
    labels, stay = spared(document, said.labels, keep)
    outcome.kept |= stay
    return said._replace(labels=labels)
