"""Source in, `Result` out: fix → document → labels → decide → remove, until nothing is left to remove.

Cleaners only say what they see; the one place that removes is here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

from cleaner import html, languages, line_model, packs, registry
from cleaner.cutting import Piece, carried, remove
from cleaner.deciding import decide
from cleaner.document import Document, Label, Removed
from cleaner.encodings import decode
from cleaner.matching import Matcher
from cleaner.metadata import merge
from cleaner.settings import Settings

Form = Literal["auto", "text", "html"]
_ROUNDS = 32  # taking lines away can bring others to the edge; in practice the second or third round finds nothing


@dataclass(frozen=True)
class Result:
    """What came out, and everything that is needed to put it back.

    `source` is the text after the fixers, before removal; `fixes` names the fixers that changed something; `flags` says
    what a reader should look at, such as a removal that the budget stopped.
    """

    text: str
    metadata: Mapping[str, Any]
    removed: tuple[Removed, ...]
    source: str
    flags: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()

    def restore(self) -> str:
        """The source, rebuilt from the text and what was removed."""
        parts, at, taken = [], 0, 0
        for span in self.removed:
            keep = span.start - at - taken
            parts += [self.text[at : at + keep], span.text]
            at, taken = at + keep, taken + span.end - span.start
        return "".join([*parts, self.text[at:]])


@dataclass(frozen=True)
class RulesSay:
    """What the rules say of a document: labels that count, what is known then, warnings, and what they leave.

    `settled` is a document in which they find nothing more; None when that was not seen.
    """

    labels: list[Label] = field(default_factory=list)
    known: Mapping[str, Any] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    settled: Document | None = None


@dataclass(frozen=True)
class Cleaner:
    """Rules and cleaners compiled once. Immutable: share it between threads, pickle it to other processes.

    Extra `rules` stand beside those of the packs and of installed plug-ins.
    """

    settings: Settings = field(default_factory=Settings)
    rules: tuple[packs.Rule, ...] = ()

    def clean(
        self,
        source: str | bytes,
        form: Form = "auto",
        url: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Result:
        """Body and metadata of one raw article.

        `metadata` is what the caller knows already: it always wins and is never lost.

        Raises:
            SourceError: when bytes are no text, saying why.
        """
        text, known = _read(source, form, url, dict(metadata or {}))
        return self._clean_text(text, known, url)

    def _clean_text(self, text: str, known: Mapping[str, Any], url: str | None) -> Result:
        source, fixes = _fix(text, self.settings.ignore)
        pieces: Sequence[Piece] = (Piece(0, len(source)),)
        removed: list[Removed] = []
        flags: dict[str, None] = {}
        text = source
        settled: Document | None = None
        for _ in range(_ROUNDS):
            if settled and (settled.text, settled.metadata) == (text, known):
                document, said = settled, RulesSay()
            else:
                document = Document(text, self.matcher, known, url)
                said = self.rules_say(document)
                known, settled = said.known, said.settled
                flags.update(dict.fromkeys(said.flags))
            labels, warnings = self._judged(document, said.labels)
            flags.update(dict.fromkeys(warnings))
            text, pieces, more = remove(document, pieces, labels, source)
            removed += more
            if not more:
                break
        if (
            self.settings.language
            and "language" not in known
            and (code := languages.detect(_sample(document) or source))
        ):
            known = merge({**known, "language": code}, ())
        return Result(text, known, tuple(sorted(removed, key=lambda r: r.start)), source, tuple(flags), fixes)

    def rules_say(self, document: Document) -> "RulesSay":
        """What the rules say of a document until none finds more in what the others leave."""
        known = document.metadata
        said: list[Label] = []
        flags: list[str] = []
        text, pieces = document.text, [Piece(0, len(document.text))]
        rest = document
        for _ in range(_ROUNDS):
            labels, warnings = decide(rest, self._labels(rest), self.settings)
            flags += warnings
            known = merge(known, labels)
            moved = labels if rest is document else carried(labels, rest, pieces, document)
            if moved is None:  # the rest is cut into other units: it is for the next round
                return RulesSay(said, known, flags)
            said += moved
            text, pieces, more = remove(rest, pieces, labels, document.text)
            if not more:
                break
            rest = Document(text, self.matcher, known, document.url)
        return RulesSay(said, known, flags, rest if rest.metadata == known else None)

    def _labels(self, document: Document) -> Iterable[Label]:
        for cleaner in registry.labellers():
            yield from cleaner.function(document, **self.settings.options.get(cleaner.name, {}))

    def _judged(self, document: Document, labels: list[Label]) -> tuple[list[Label], list[str]]:
        """The labels that count once the line model has been asked, if it is to be, and warnings."""
        if not (self.settings.model and self.settings.wants(line_model.KIND, line_model.RULE)):
            return labels, []
        options = self.settings.options.get("line_model", {})
        return line_model.judge(document, labels, self.settings.favor, **options)

    @cached_property
    def matcher(self) -> Matcher:
        """The compiled rules: those of the packs, of installed plug-ins, and this cleaner's own."""
        if not self.rules:
            return _compiled()
        rules, macros = all_rules()
        return Matcher((*rules, *self.rules), macros)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.settings, self.rules)


def _read(source: str | bytes, form: Form, url: str | None, known: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Source as text, with the metadata that is known before any cleaner looks."""
    text = decode(source) if isinstance(source, bytes | bytearray) else source
    if url:
        known.setdefault("url", url)
    if form == "html" or (form == "auto" and html.looks_like(text)):
        text, found = html.extract(text)
        known = {**found, **known}
    return text, merge(known, ())


def _sample(document: Document) -> str:
    """The start of the body, or of the text where none is to be seen: what tells the language."""
    first, end = document.body
    start = document.spans[first][0] if first < end else 0
    return document.text[start : start + languages.SAMPLE]


def _fix(text: str, ignore: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The text after all fixers but those ignored by name, and the names of those that changed it.

    They run until none changes anything: a character that goes can bring two others together that look like mojibake.
    """
    changed: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = text
        for cleaner in registry.fixers():
            if cleaner.name not in ignore and (fixed := cleaner.function(text)) != text:
                changed[cleaner.name] = None
                text = fixed
        if text == before:
            break
    return text, tuple(changed)


def clean(
    source: str | bytes,
    form: Form = "auto",
    url: str | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Result:
    """Clean one raw article with the default settings; see `Cleaner.clean`."""
    return _default().clean(source, form, url, metadata)


@lru_cache(maxsize=1)
def _default() -> Cleaner:
    return Cleaner()


def all_rules() -> tuple[tuple[packs.Rule, ...], dict[str, str]]:
    """The rules and macros of the packs and of installed plug-ins."""
    rules, macros = packs.shipped()
    more, more_macros = registry.plugin_rules()
    return (*rules, *more), {**macros, **more_macros}


@lru_cache(maxsize=1)
def _compiled() -> Matcher:
    return Matcher(*all_rules())
