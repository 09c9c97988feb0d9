"""Source in, `Result` out: fix → document → labels → decide → remove, until nothing is left to remove.

Cleaners only say what they see; the one place that removes is here.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cleaner import html, languages, naming, packs, registry, sites
from cleaner.cutting import Piece, remove
from cleaner.deciding import decide, spared
from cleaner.document import Document, Label, Removed
from cleaner.encodings import decode
from cleaner.matching import Matcher
from cleaner.metadata import merge
from cleaner.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

Form = Literal["auto", "text", "html"]
_ROUNDS = 8  # taking lines away can bring others to the edge; in practice the second round finds nothing


@dataclass(frozen=True)
class Result:
    """What came out, and everything that is needed to put it back.

    `source` is the text after the fixers, before removal; `fixes` names the fixers that changed something; `flags` says
    what a reader should look at, such as a removal that the budget stopped; `kept` holds the lines the caller wanted
    to keep that would have gone.
    """

    text: str
    metadata: Mapping[str, Any]
    removed: tuple[Removed, ...]
    source: str
    flags: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def restore(self) -> str:
        """The source, rebuilt from the text and what was removed."""
        parts, at, taken = [], 0, 0
        for span in self.removed:
            keep = span.start - at - taken
            parts += [self.text[at : at + keep], span.text]
            at, taken = at + keep, taken + span.end - span.start
        return "".join([*parts, self.text[at:]])


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
        keep: Iterable[str] = (),
    ) -> Result:
        """Body and metadata of one raw article.

        `metadata` is what the caller knows already: it always wins and is never lost. `keep` holds lines that stay
        whatever a cleaner says; blanks do not count in comparing them.

        Raises:
            SourceError: when bytes are no text, saying why.
        """
        text, known = _read(source, form, url, dict(metadata or {}))
        return self._clean_text(text, known, url, {" ".join(line.split()) for line in keep})

    def clean_batch(
        self, batch: "pa.RecordBatch", field: str | None = None, *, error: str = "error", removed: str | None = None
    ) -> "pa.RecordBatch":
        """Records in Arrow columns, cleaned as `cleaner clean` cleans records of JSON Lines; see `cleaner.batches`.

        Raises:
            SettingsError: when the batch has no column to clean, or pyarrow is not installed.
        """
        from cleaner.batches import clean_batch

        return clean_batch(self, batch, field, error=error, removed=removed)

    def _clean_text(self, text: str, known: Mapping[str, Any], url: str | None, keep: Set[str]) -> Result:
        source, fixes = _fix(text, self.settings.ignore)
        pieces: Sequence[Piece] = (Piece(0, len(source)),)
        removed: list[Removed] = []
        flags: dict[str, None] = {}
        kept: set[str] = set()
        text = source
        matcher = self._matcher_for(url or known.get("url"))
        for _ in range(_ROUNDS):
            document = Document(text, matcher, known, url)
            said = self._labels(document)
            if keep:
                said, stay = spared(document, said, keep)
                kept |= stay
            labels, warnings = decide(document, said, self.settings)
            flags.update(dict.fromkeys(warnings))
            known = merge(known, labels)
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
        in_order = tuple(sorted(removed, key=lambda r: r.start))
        return Result(text, known, in_order, source, tuple(flags), fixes, tuple(sorted(kept)))

    def _labels(self, document: Document) -> Iterable[Label]:
        for cleaner in registry.labellers():
            yield from cleaner.function(document, **self.settings.options.get(cleaner.name, {}))

    @cached_property
    def matcher(self) -> Matcher:
        """The compiled rules: those of the packs, of installed plug-ins, and this cleaner's own.

        Raises:
            SettingsError: when the settings name what is not there.
        """
        settings = self.settings
        if settings.sites:
            sites.check(settings.sites)
        rules, macros = all_rules()
        if not (self.rules or settings.packs or settings.languages):
            naming.check((*settings.select, *settings.ignore), rules)
            return _compiled()
        own, own_macros = packs.read(map(Path, settings.packs))
        naming.check((*settings.select, *settings.ignore), (*rules, *own, *self.rules))
        wanted = naming.of_languages(settings.languages, rules) if settings.languages else rules
        return Matcher((*wanted, *own, *self.rules), {**macros, **own_macros})

    def _matcher_for(self, url: Any) -> Matcher:
        """The compiled rules, with those of the text's site where the settings know of any."""
        if not self.settings.sites or not isinstance(url, str):
            return self.matcher
        return sites.matcher_for(self.settings.sites, url, self.matcher)

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
    keep: Iterable[str] = (),
) -> Result:
    """Clean one raw article with the default settings; see `Cleaner.clean`."""
    return _default().clean(source, form, url, metadata, keep)


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
