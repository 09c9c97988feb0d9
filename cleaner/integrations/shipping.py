"""Settings that travel to other machines: the rule files they name go along, by value."""

import atexit
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from cleaner import items
from cleaner.errors import SettingsError
from cleaner.pipeline import Cleaner
from cleaner.settings import Settings


@dataclass(frozen=True)
class Shipped:
    """Settings, and the files below each path they name: (number of the path, name below it, content)."""

    settings: Settings
    files: tuple[tuple[int, str, bytes], ...] = ()

    @property
    def cleaner(self) -> Cleaner:
        """The cleaner with these settings, made once a process."""
        return items.cleaner_of(self.unpacked())

    def unpacked(self) -> Settings:
        """The settings with paths that are there on this machine."""
        return _unpacked(self.settings.packs, self.settings.sites, self.files).put_into(self.settings)


@dataclass(frozen=True)
class _Paths:
    packs: tuple[str, ...]
    sites: str

    def put_into(self, settings: Settings) -> Settings:
        return replace(settings, packs=self.packs, sites=self.sites)


def shipped(settings: Settings | None = None) -> Shipped:
    """Settings made ready to travel.

    Raises:
        SettingsError: when a path they name is not there.
    """
    settings = settings or Settings()
    packs = tuple(str(Path(name).resolve()) for name in settings.packs)  # `.` has no name of its own
    settings = replace(settings, packs=packs, sites=settings.sites and str(Path(settings.sites).resolve()))
    files: list[tuple[int, str, bytes]] = []
    for number, name in enumerate((*settings.packs, settings.sites)):
        path = Path(name)
        if name and not path.exists():
            raise SettingsError(f"{name}: no such file or directory of rules")
        found = [] if not name else sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        files += [(number, file.relative_to(path.parent).as_posix(), file.read_bytes()) for file in found]
    return Shipped(settings, tuple(files))


@lru_cache(maxsize=64)
def _unpacked(packs: tuple[str, ...], sites: str, files: tuple[tuple[int, str, bytes], ...]) -> _Paths:
    """The files put into a directory that goes when the process does."""
    if not (packs or sites):
        return _Paths((), "")
    holder = tempfile.TemporaryDirectory(prefix="cleaner-rules-")
    atexit.register(holder.cleanup)
    roots = [Path(holder.name) / str(number) / Path(name).name for number, name in enumerate((*packs, sites))]
    for number, name, data in files:
        path = roots[number].parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return _Paths(tuple(map(str, roots[: len(packs)])), str(roots[-1]) if sites else "")
