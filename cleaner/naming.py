"""Names that a caller may use for what is to count or not: kinds, packs, rules, cleaners, languages."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner import line_model, registry, sites
from cleaner.errors import SettingsError
from cleaner.packs import KINDS, Rule, near, rules_directory


def check(names: Sequence[str], rules: Iterable[Rule], directories: Sequence[str] = ()) -> None:
    """Refuse a name that is none. Plug-ins name their rules as they like: with some there, only slips are refused.

    `directories` hold the packs of sites, of which only those that are named are read.

    Raises:
        SettingsError: with the near miss.
    """
    if not names:
        return
    cleaners = (*registry.fixers(), *registry.labellers())
    may_be_any = any(not cleaner.function.__module__.startswith("cleaner.cleaners.") for cleaner in cleaners)
    known = {*KINDS, *(cleaner.name for cleaner in cleaners), "model", line_model.RULE, "sites"}
    for rule in rules:
        parts = rule.id.split("/")
        known.update("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    for name in (name for name in names if name not in known):
        if name.startswith("sites/"):
            _check_of_site(name, directories)
        elif "/" in name and registry.labeller_of(name):  # code names its rules as it goes: crypto/btc, masthead/date
            continue
        elif (hint := near(name, known)) or not (may_be_any or name.split("/")[0] in known):
            raise SettingsError(f"no kind, pack, rule or cleaner is called {name!r}{hint}")


def _check_of_site(name: str, directories: Sequence[str]) -> None:
    host = name.split("/")[1]
    known = {name for directory in directories for name in sites.names(directory, host)}
    if name not in known:
        files = (file for directory in directories for file in Path(directory).glob("*.toml"))
        hint = near(name, known or {f"sites/{file.stem}" for file in files})
        raise SettingsError(f"no site has a pack or rule called {name!r}{hint}")


def check_options(options: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse options that no cleaner has, and values of another type than they have when nobody sets them.

    Raises:
        ValueError: with the near miss.
    """
    known = {cleaner.name: cleaner.options for cleaner in registry.labellers()} | line_model.OPTIONS
    for name, values in options.items():
        if name not in known:
            raise ValueError(f"has no cleaner {name!r} to set{near(name, known)}")
        for option, value in values.items():
            if option not in known[name]:
                raise ValueError(f"{name!r} has no option {option!r}{near(option, known[name])}")
            usual = type(known[name][option])
            if not (type(value) is usual or (usual is float and type(value) is int)):
                raise ValueError(f"{name!r} wants {usual.__name__} for {option!r}, not {value!r}")


def of_languages(languages: Iterable[str], rules: Sequence[Rule]) -> list[Rule]:
    """The rules of these languages, and those that belong to none.

    Raises:
        SettingsError: for a language without a pack, with the near miss.
    """
    known = shipped_languages()
    for language in languages:
        if language not in known:
            raise SettingsError(
                f"there are no rules for the language {language!r}{near(language, known)}; there are {', '.join(known)}"
            )
    unwanted = {f"{language}/" for language in known} - {f"{language}/" for language in languages}
    return [rule for rule in rules if not rule.id.startswith(tuple(unwanted))]


@lru_cache(maxsize=1)
def shipped_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that come with packs of their own."""
    return tuple(sorted(path.name for path in rules_directory().iterdir() if path.is_dir() and len(path.name) == 2))
