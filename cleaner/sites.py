"""Rules for one site, looked up by host when a text of it comes along, never all loaded.

A directory holds one file a site, `harbour.example.toml`. For a text from www.harbour.example it is that one; for one
from ann.blogs.example it is `ann.blogs.example.toml`, or else `blogs.example.toml`: the nearest there is, alone.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cleaner import packs
from cleaner.errors import SettingsError
from cleaner.matching import Hit, Matcher

_KEPT = 512  # sites whose rules are held ready; a corpus may have millions


class WithSite(Matcher):
    """A matcher and a site's own rules above it. The large one stays compiled as it is and is shared by all sites."""

    def __init__(self, all_sites: Matcher, site: Matcher) -> None:  # neither is compiled anew
        self._all, self._site = all_sites, site
        self._own = frozenset(rule.id for rule in site.rules)
        self.rules = (*site.rules, *all_sites.rules)
        self.macros = all_sites.macros

    def hits(self, folded_lines: Iterable[str]) -> dict[int, tuple[Hit, ...]]:
        lines = tuple(folded_lines)
        found = self._all.hits(lines)
        for number, hits in self._site.hits(lines).items():
            found[number] = hits + found.get(number, ())
        return found

    def groups(self, hit: Hit, folded: str) -> dict[str, tuple[int, int]]:
        return (self._site if hit.rule.id in self._own else self._all).groups(hit, folded)

    def __reduce__(self) -> tuple[type["WithSite"], tuple[Matcher, Matcher]]:
        return WithSite, (self._all, self._site)


def host_of(url: str | None) -> str:
    """The host an address names, without `www.`, in lower case; empty if it names none."""
    if not url:
        return ""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # brackets that do not close
        return ""
    return host.removeprefix("www.").rstrip(".")


def file_of(directory: str, url: str | None) -> Path | None:
    """The file with the rules of the site an address belongs to, if there is one."""
    host = host_of(url)
    return _nearest(directory, host) if host else None


@lru_cache(maxsize=_KEPT * 8)
def _nearest(directory: str, host: str) -> Path | None:
    """The host's own file or that of a domain it is under; a lone top-level domain is no site."""
    if "/" in host or "\0" in host:
        return None
    parts = host.split(".")
    names = [".".join(parts[start:]) for start in range(max(1, len(parts) - 1))]
    files = (Path(directory) / f"{name}.toml" for name in names)
    return next((file for file in files if file.is_file()), None)


def matcher_for(directory: str, url: str | None, all_sites: Matcher) -> Matcher:
    """`all_sites`, with the rules of the site that `url` belongs to above it if `directory` has any.

    Raises:
        RuleError: when they are wrong, naming file, rule and key.
    """
    file = file_of(directory, url)
    return WithSite(all_sites, _compiled(file)) if file else all_sites


@lru_cache(maxsize=_KEPT)
def _compiled(file: Path) -> Matcher:
    """A site's rules; the macros of all packs hold in them. They take time to fold, and most sites need none."""
    rules = packs.read_file(file, f"sites/{file.name.removesuffix('.toml')}")
    patterns = [pattern for rule in rules for pattern in (*rule.match, *rule.starts, *rule.inside, *rule.ends)]
    return Matcher(rules, packs.shipped()[1] if any("{{" in pattern for pattern in patterns) else {})


def check(directory: str) -> None:
    """Refuse a directory that is none.

    Raises:
        SettingsError: naming it.
    """
    if not Path(directory).is_dir():
        raise SettingsError(f"{directory}: no directory of site rules; `cleaner learn` writes one")
