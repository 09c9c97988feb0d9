"""Cleaners are found, not listed: every module in `cleaner/cleaners/`, and what installed packages offer.

A cleaner is a plain function with one of two decorators. A *fixer* takes text and gives text, and repairs characters
before offsets exist. A *labeller* takes a `Document` and yields `Label`s, and never edits. Its keyword-only arguments
are its options, with their defaults.

    @labeller
    def shouting(document, *, longest=40):
        '''Lines in capitals, which this site uses for its own announcements.'''
        for i, unit in enumerate(document.units):
            if unit.isupper() and len(unit) <= longest:
                yield Label(i, i, "site-header", "shouting", "announcements are in capitals")

A package offers cleaners through the entry-point group `cleaner.cleaners` (a module or a function each) and rule packs
through `cleaner.rules` (a package whose directory holds the TOML files).
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from cleaner import cleaners
from cleaner.document import Label
from cleaner.errors import PluginError
from cleaner.packs import Rule, read_directory

Fixer = Callable[[str], str]
Labeller = Callable[..., Iterable[Label]]
_CLEANERS, _RULES = "cleaner.cleaners", "cleaner.rules"


@dataclass(frozen=True, slots=True)
class Registered:
    """A cleaner by name. `order` sorts the fixers; labellers all read the same document, so theirs has no meaning."""

    name: str
    function: Callable[..., Any]
    order: int
    options: MappingProxyType[str, Any]
    about: str
    once: bool = False


def fixer(*, order: int, once: bool = False) -> Callable[[Fixer], Fixer]:
    """Register a function from text to text. Fixers run from the lowest `order` to the highest.

    They run until none changes anything, but for those that change a text only `once`: what such a one left is text.
    """

    def register(function: Fixer) -> Fixer:
        function.__cleaner__ = ("fixer", order, once)  # type: ignore[attr-defined]
        return function

    return register


def labeller(function: Labeller) -> Labeller:
    """Register a function from a `Document` to `Label`s."""
    function.__cleaner__ = ("labeller", 0, False)  # type: ignore[attr-defined]
    return function


@lru_cache(maxsize=1)
def fixers() -> tuple[Registered, ...]:
    """All fixers, in the order they run."""
    return tuple(sorted(_registered("fixer"), key=lambda r: (r.order, r.name)))


@lru_cache(maxsize=1)
def labellers() -> tuple[Registered, ...]:
    """All labellers, by name."""
    return tuple(sorted(_registered("labeller"), key=lambda r: r.name))


def labeller_of(rule: str) -> Registered | None:
    """The labeller that a rule in code is named after, as `title/found` is after `title`."""
    name = rule.partition("/")[0].replace("-", "_")
    return next((cleaner for cleaner in labellers() if cleaner.name == name), None)


@lru_cache(maxsize=1)
def plugin_rules() -> tuple[tuple[Rule, ...], dict[str, str]]:
    """Rules and macros of installed packages, ids prefixed with the entry point's name.

    Raises:
        PluginError: when an entry point cannot be loaded or holds no directory.
    """
    rules: list[Rule] = []
    macros: dict[str, str] = {}
    for name, module in _entry_points(_RULES):
        places = list(getattr(module, "__path__", ()))
        if not places:
            raise PluginError(f"plug-in {name!r} ({_RULES}): must name a package whose directory holds TOML files")
        for place in places:
            more, more_macros = read_directory(Path(place), prefix=f"{name}/")
            rules.extend(more)
            macros.update(more_macros)
    return tuple(rules), macros


def _registered(role: str) -> list[Registered]:
    return [_entry(f) for f in _functions() if f.__cleaner__[0] == role]


@lru_cache(maxsize=1)
def _functions() -> tuple[Any, ...]:
    modules = [
        importlib.import_module(f"{cleaners.__name__}.{m.name}") for m in pkgutil.iter_modules(cleaners.__path__)
    ]
    found = [f for module in modules for f in _in_module(module)]
    for name, thing in _entry_points(_CLEANERS):
        offered = _in_module(thing) if isinstance(thing, ModuleType) else [thing]
        if not offered or not all(hasattr(f, "__cleaner__") for f in offered):
            raise PluginError(f"plug-in {name!r} ({_CLEANERS}): no function with @fixer or @labeller in it")
        found.extend(offered)
    return tuple(found)


def _in_module(module: ModuleType) -> list[Any]:
    return [
        f
        for f in vars(module).values()
        if getattr(f, "__module__", "") == module.__name__ and hasattr(f, "__cleaner__")
    ]


def _entry_points(group: str) -> list[tuple[str, Any]]:
    from importlib.metadata import entry_points  # 40 ms, and `cleaner --help` has no use for it

    loaded = []
    for point in sorted(entry_points(group=group), key=lambda p: p.name):
        try:
            loaded.append((point.name, point.load()))
        except Exception as e:
            raise PluginError(f"plug-in {point.name!r} ({group}) cannot be loaded: {type(e).__name__}: {e}") from e
    return loaded


def _entry(function: Any) -> Registered:
    options = {
        name: p.default
        for name, p in inspect.signature(function).parameters.items()
        if p.kind is inspect.Parameter.KEYWORD_ONLY
    }
    about = (inspect.getdoc(function) or "").split("\n", 1)[0]
    _, order, once = function.__cleaner__
    return Registered(function.__name__, function, order, MappingProxyType(options), about, once)
