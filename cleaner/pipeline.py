"""Source in, `Result` out: read, put characters right, and then round by round label, decide and remove."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cleaner import html, naming, one_round, packs, registry, rounds, sites
from cleaner.document import Removed
from cleaner.errors import SettingsError
from cleaner.formats.encodings import decode
from cleaner.html.layout import Layout
from cleaner.html.walls import walls
from cleaner.matching.matcher import Matcher, check_rules
from cleaner.metadata import Found, Known, known
from cleaner.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from cleaner.html.selectors import Selectors

Form = Literal["auto", "text", "html"]
_SITES = (str(packs.rules_directory() / "sites"),)
_FIXES = 8  # times the fixers run before they are taken for settled


@dataclass(frozen=True)
class Result:
    """What came out, and everything that is needed to put it back.

    `source` is the text after the fixers, before removal; `fixes` names the fixers that changed something; `flags` says
    what a reader should look at, such as a removal that the budget stopped; `kept` holds the lines the caller wanted
    to keep that would have gone. `roles`, of a page, says for each line of the source what it was there as: "h1" to
    "h6", "li", "ol", "row", "quote", "pre", "p", or nothing for a blank line. `found` tells for each field of the
    metadata where it came from and how sure that is.
    """

    text: str
    metadata: Mapping[str, Any]
    removed: tuple[Removed, ...]
    source: str
    flags: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    found: Found = field(default_factory=dict)

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

        `metadata` is what the caller knows already: it always wins and is never lost; its `url` counts as `url` where
        that is not given. `keep` holds lines that stay whatever a cleaner says; blanks do not count in comparing them.

        Raises:
            SourceError: when bytes are no text, saying why.
        """
        caller = dict(metadata or {})
        url = url or _text(caller.get("url"))
        if url and not caller.get("url"):
            caller["url"] = url
        read = self._read(source, form, url, caller)
        stay = {" ".join(line.split()) for line in keep}
        matcher = self._matcher_for(read.known.values.get("url"))
        is_fast = read.layout.form == "skimmed" if read.layout else self.settings.fast
        run = one_round.run if is_fast else rounds.run
        left = run(read.text, read.known, url, read.layout, stay, self.settings, matcher)
        flags = (*read.flags, *left.flags, *(walls(left.document.text, left.removed) if read.layout else ()))
        told = left.known.with_blanks(caller)
        return Result(
            left.document.text, told.values, tuple(left.removed), read.text, flags, read.fixes,
            tuple(sorted(left.kept)), read.roles, told.found,
        )  # fmt: skip

    def clean_batch(
        self, batch: "pa.RecordBatch", field: str | None = None, *, error: str = "error", removed: str | None = None
    ) -> "pa.RecordBatch":
        """Records in Arrow columns, cleaned as `cleaner clean` cleans records of JSON Lines; see `cleaner.batches`.

        Raises:
            SettingsError: when the batch has no column to clean, or pyarrow is not installed.
        """
        from cleaner.batches import clean_batch

        return clean_batch(self, batch, field, error=error, removed=removed)

    def _read(self, source: str | bytes, form: Form, url: str | None, caller: dict[str, Any]) -> "_Read":
        """Source as text, its characters put right, with the metadata that is known before any cleaner looks."""
        text = decode(source) if isinstance(source, bytes | bytearray) else source
        if not (form == "html" or (form == "auto" and html.looks_like(text))):
            fixed, fixes = _fix(text, self.settings.ignore)
            return _Read(fixed, known(caller, {}), fixes)
        changed: dict[str, None] = {}

        def fix(text: str) -> str:
            fixed, names = _fix(text, self.settings.ignore)
            changed.update(dict.fromkeys(names))
            return fixed

        from cleaner.html import sites as places  # with cssselect 30 ms, which a text has no use for

        site = places.find(self._sites, _text(caller.get("url")))
        if self.settings.fast and not site:
            page = html.skim(text, fix)
        else:
            page = html.read(text, fix, mark=lambda tree: places.marks(tree, (self.selectors,), site))
        said = {}
        if page.tree:
            said = html.described(page.tree, page.text, url, places.facts(page.tree, site), fix)
        return _Read(page.text, known(caller, said), tuple(changed), page.layout, page.flags)

    @property
    def _sites(self) -> tuple[str, ...]:
        """The directories with packs of sites, the caller's before what is shipped."""
        return (*filter(None, (self.settings.sites,)), *_SITES)

    @cached_property
    def selectors(self) -> "Selectors":
        """The compiled rules for elements of pages."""
        from cleaner.html.selectors import Selectors

        return Selectors(self.matcher.rules)

    @cached_property
    def matcher(self) -> Matcher:
        """The compiled rules: those of the packs, of installed plug-ins, and this cleaner's own.

        Raises:
            SettingsError: when the settings name what is not there.
            RuleError: when a rule that is not shipped is wrong.
        """
        settings = self.settings
        if settings.sites:
            sites.check(settings.sites)
        try:
            naming.check_options(settings.options)
        except ValueError as e:
            raise SettingsError(f"options {e}") from None
        rules, macros = all_rules()
        if not (self.rules or settings.packs or settings.languages):
            naming.check((*settings.select, *settings.ignore), rules, self._sites)
            return _compiled()
        own, own_macros = packs.read(map(Path, settings.packs))
        naming.check((*settings.select, *settings.ignore), (*rules, *own, *self.rules), self._sites)
        wanted = naming.of_languages(settings.languages, rules) if settings.languages else rules
        macros = {**macros, **own_macros}
        check_rules((*own, *self.rules), macros)
        return Matcher((*wanted, *own, *self.rules), macros)

    def _matcher_for(self, url: Any) -> Matcher:
        """The compiled rules, with those of the text's site where the settings know of any."""
        if not self.settings.sites or not isinstance(url, str):
            return self.matcher
        return sites.matcher_for(self.settings.sites, url, self.matcher)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.settings, self.rules)


@dataclass(frozen=True)
class _Read:
    """A source as it goes in: text after the fixers, what is known, which fixers changed something, and its layout."""

    text: str
    known: Known
    fixes: tuple[str, ...] = ()
    layout: Layout | None = None
    flags: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """What each line of a page was there as."""
        layout = self.layout
        return tuple(layout.roles[row] if row >= 0 else "" for row in layout.rows.tolist()) if layout else ()


def _text(value: Any) -> str | None:
    """A value that should be text, None if it is not."""
    return value if isinstance(value, str) and value else None


def _fix(text: str, ignore: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The text after all fixers but those ignored by name, and the names of those that changed it.

    They run until none changes anything: a character that goes can bring two others together that look like mojibake.
    """
    changed: dict[str, None] = {}
    for _ in range(_FIXES):
        before = text
        for cleaner in registry.fixers():
            is_over = cleaner.name in ignore or (cleaner.once and cleaner.name in changed)
            if not is_over and (fixed := cleaner.function(text)) != text:
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
    """The rules and macros of the packs and of installed plug-ins.

    Raises:
        PluginError: when a plug-in cannot be loaded.
        RuleError: when a rule of one is wrong.
    """
    rules, macros = packs.shipped()
    more, more_macros = registry.plugin_rules()
    macros = {**macros, **more_macros}
    check_rules(more, macros)
    return (*rules, *more), macros


@lru_cache(maxsize=1)
def _compiled() -> Matcher:
    return Matcher(*all_rules())
