"""Rules for one site, looked up by host when a text of it comes along, never all loaded.

A directory holds one file a site, `harbour.example.toml`. For a text from www.harbour.example it is that one; for one
from ann.blogs.example it is `ann.blogs.example.toml`, and with it `blogs.example.toml`, which holds for all its blogs.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cleaner import packs
from cleaner.errors import RuleError, SettingsError
from cleaner.heads.addresses import host_of
from cleaner.lines import Hit, Line
from cleaner.matching.matcher import Matcher, check_rules

_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_LONGEST = 240  # characters of a host that, with `.toml`, may name a file
_MOST_PARTS = 8  # of a host's name that are looked up
PAGE = ("body", "title", "authors", "date")
_KEPT = 512  # sites whose rules are held ready; a corpus may have millions


class WithSite(Matcher):
    """A matcher and a site's own rules above it. The large one stays compiled as it is and is shared by all sites."""

    def __init__(self, all_sites: Matcher, site: Matcher) -> None:  # neither is compiled anew
        self._all, self._site = all_sites, site
        self._own = frozenset(rule.id for rule in site.rules)
        self.rules = (*site.rules, *all_sites.rules)
        self.macros = all_sites.macros

    def lines(self, texts: Sequence[str]) -> list[Line]:
        found = zip(self._all.lines(texts), self._site.lines(texts), strict=True)
        return [line.known_to(own) for line, own in found]

    def groups(self, hit: Hit, folded: str) -> dict[str, tuple[int, int]]:
        return (self._site if hit.rule.id in self._own else self._all).groups(hit, folded)

    def __reduce__(self) -> tuple[type["WithSite"], tuple[Matcher, Matcher]]:
        return WithSite, (self._all, self._site)


def files_of(directory: str, url: str | None) -> tuple[Path, ...]:
    """The files with the rules of the site an address belongs to, its own before those of what it is part of."""
    host = host_of(url)
    return _files(directory, host) if host else ()


@lru_cache(maxsize=_KEPT * 8)
def _files(directory: str, host: str) -> tuple[Path, ...]:
    """The host's own file and those of the domains it is under; a lone top-level domain is no site."""
    if not _HOST.fullmatch(host):
        return ()
    parts = host.split(".")[-_MOST_PARTS:]
    names = [".".join(parts[start:]) for start in range(max(1, len(parts) - 1))]
    files = [Path(directory) / f"{name}.toml" for name in names if len(name) <= _LONGEST]
    return tuple(file for file in files if file.is_file())


def matcher_for(directory: str, url: str | None, all_sites: Matcher) -> Matcher:
    """`all_sites`, with the rules of the site that `url` belongs to above it if `directory` has any for lines.

    Raises:
        RuleError: when they are wrong, naming file, rule and key.
    """
    matcher = all_sites
    for file in reversed(files_of(directory, url)):
        site = _compiled(file, all_sites)
        if site.rules:
            matcher = WithSite(matcher, site)
    return matcher


def read(file: Path) -> list[packs.Rule]:
    """The rules of one site's file.

    Raises:
        RuleError: when they are wrong, naming file, rule and key.
    """
    page(file)
    return packs.read_file(file, f"sites/{file.name.removesuffix('.toml')}")


def page(file: Path) -> dict[str, list[str]]:
    """The table `page` of a site's file: selectors of what holds body, title, authors and date on its pages.

    Raises:
        RuleError: when it is wrong, naming file and key.
    """
    table = packs.tables(file).get("page", {})
    try:
        for key, selectors in table.items():
            _check_place(key, selectors)
    except (ValueError, AttributeError) as e:
        raise RuleError(f"{file}: [page] {e}") from None
    return dict(table)


def _check_place(key: str, selectors: object) -> None:
    from cleaner.html.css import parse

    if key not in PAGE:
        raise ValueError(f'unknown key "{key}"{packs.near(key, PAGE)}; keys are {", ".join(PAGE)}')
    if not isinstance(selectors, list) or not all(isinstance(selector, str) for selector in selectors):
        raise ValueError(f'"{key}" must be a list of selectors')
    for selector in selectors:
        try:
            parse(selector)
        except ValueError as e:
            raise ValueError(f"{key} {selector!r}: {e}") from None


def names(directory: str, host: str) -> set[str]:
    """What a host's own file there may be called in settings, and each of its rules; nothing where there is no file.

    Raises:
        RuleError: when they are wrong, naming file, rule and key.
    """
    file = Path(directory) / f"{host}.toml"
    if not _HOST.fullmatch(host) or len(host) > _LONGEST or not file.is_file():
        return set()
    places = {f"sites/{host}/page"} if "body" in page(file) else set()
    return {f"sites/{host}", *places, *(rule.id for rule in read(file))}


def read_all(directory: Path) -> list[packs.Rule]:
    """The rules of all sites, to be listed and tested; to clean by them they are looked up."""
    return [rule for file in sorted(directory.glob("*.toml")) for rule in read(file)]


@lru_cache(maxsize=_KEPT)
def _compiled(file: Path, all_sites: Matcher) -> Matcher:
    """A site's rules of lines; the macros of all others hold in them. Folding those takes time, and most need none."""
    rules = [rule for rule in read(file) if not rule.css]
    patterns = [pattern for rule in rules for pattern in (*rule.match, *rule.starts, *rule.inside, *rule.ends)]
    macros = all_sites.macros if any("{{" in pattern for pattern in patterns) else {}
    check_rules(rules, macros)
    return Matcher(rules, macros)


def check(directory: str) -> None:
    """Refuse a directory that is none.

    Raises:
        SettingsError: naming it.
    """
    if not Path(directory).is_dir():
        raise SettingsError(f"{directory}: no directory of site rules; `cleaner learn` writes one")
