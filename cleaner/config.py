"""Configuration: `cleaner.toml`, or `[tool.cleaner]` in `pyproject.toml`, found upwards from the file it is for.

The nearest file that has anything for us counts, alone. Over its values stand those of its `paths` tables whose pattern
fits the file, a later one over an earlier, and over them the command line. Patterns are written as in `.gitignore` and
are relative to the configuration's directory.
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.errors import SettingsError
from cleaner.marks import Mark
from cleaner.marks import read as read_marks
from cleaner.packs import near
from cleaner.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FAVORS = ("precision", "recall")
METADATA = ("front-matter", "sidecar", "drop")
_SETTINGS = (
    "budget",
    "company",
    "options",
    "languages",
    "packs",
    "sites",
    "select",
    "ignore",
    "model",
    "favor",
    "fast",
)


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError("must be a list of strings")
    return tuple(value)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _favor(value: Any) -> str | None:
    """Precision or recall; None, and in a file "", for neither."""
    if value not in (*FAVORS, "", None):
        raise ValueError(f"must be one of {', '.join(FAVORS)}{near(str(value), FAVORS)}, or empty")
    return value or None


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("must be a share of the text, from 0 to 1")
    return float(value)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("must be a whole number from 1 on")
    return value


def _metadata(value: Any) -> str:
    if value not in METADATA:
        raise ValueError(f"must be one of {', '.join(METADATA)}{near(str(value), METADATA)}")
    return str(value)


def _path(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("must be a path")
    return value


def _options(value: Any) -> dict[str, dict[str, Any]]:
    """Keyword options of cleaners, by the cleaner's name."""
    from cleaner import naming  # with all cleaners, which most configurations have no use for

    if not isinstance(value, Mapping) or not all(isinstance(options, Mapping) for options in value.values()):
        raise ValueError("must be a table of tables, one a cleaner")
    naming.check_options(value)
    return {name: dict(options) for name, options in value.items()}


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be configured: how its value is read, and what it is when nobody says."""

    read: Callable[[Any], Any]
    default: Any
    by_path: bool = True  # may stand in a `paths` table and be set on the command line


KEYS = {
    "languages": Key(_strings, ()),
    "packs": Key(_strings, ()),
    "sites": Key(_path, ""),
    "select": Key(_strings, ()),
    "ignore": Key(_strings, ()),
    "unsafe": Key(_yes_or_no, False),
    "model": Key(_yes_or_no, True),
    "favor": Key(_favor, None),
    "fast": Key(_yes_or_no, False),
    "metadata": Key(_metadata, METADATA[0]),
    "budget": Key(_share, Settings.__dataclass_fields__["budget"].default),
    "company": Key(_number, Settings.__dataclass_fields__["company"].default),
    "options": Key(_options, {}),
    "exclude": Key(_strings, (), by_path=False),
    "baseline": Key(_path, "", by_path=False),
}
_TABLES = ("paths", "keep")


@dataclass(frozen=True)
class InForce:
    """What holds for one file: the values, where each came from, and the directory of the configuration."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    marks: tuple[Mark, ...] = ()
    home: Path | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the `Cleaner` for this file."""
        return Settings(**{name: self.values[name] for name in _SETTINGS})


@dataclass(frozen=True)
class Config:
    """One configuration file, or none: then everything is at its default."""

    file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    paths: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    marks: tuple[Mark, ...] = ()

    def at(self, path: Path, over: Mapping[str, Any]) -> InForce:
        """What holds for the file at `path`, with the values of `over`, the command line's, above all others."""
        marks = tuple(mark for mark in self.marks if not mark.path or self.fits(path, mark.path))
        values = {name: key.default for name, key in KEYS.items()}
        origins = dict.fromkeys(KEYS, "default")
        layers = [(self._shown, self.values)]
        layers += [(f"{self._shown}, paths {p!r}", own) for p, own in self.paths if self.fits(path, p)]
        layers.append(("command line", over))
        for origin, layer in layers:
            values |= layer
            origins |= dict.fromkeys(layer, origin)
        return InForce(values, origins, marks, self.file.parent.absolute() if self.file else None)

    def excludes(self, path: Path) -> bool:
        """Whether the file is one of those that `exclude` names."""
        return bool(self.values.get("exclude")) and self._excluded.match_file(self._relative(path))

    def fits(self, path: Path, pattern: str) -> bool:
        return self._patterns[pattern].match_file(self._relative(path))

    @cached_property
    def _excluded(self) -> "GitIgnoreSpec":
        return _spec(self.values["exclude"])

    @cached_property
    def _patterns(self) -> dict[str, "GitIgnoreSpec"]:
        patterns = {*(pattern for pattern, _ in self.paths), *(mark.path for mark in self.marks)}
        return {pattern: _spec([pattern]) for pattern in patterns}

    def _relative(self, path: Path) -> str:
        assert self.file is not None
        return Path(os.path.relpath(path, self.file.parent.absolute())).as_posix()

    @property
    def _shown(self) -> str:
        return str(self.file) if self.file else ""


def _spec(patterns: Sequence[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # most runs have no pattern

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as e:
        raise SettingsError(f"a pattern of paths is wrong: {e}") from None


class Configs:
    """The configurations of the files of one run: each directory is looked through once."""

    def __init__(self, file: Path | None = None, *, look: bool = True) -> None:
        """`file` holds for all, if given; `look` says whether to look for one."""
        self._fixed = read(file) if file else None if look else Config()
        self._by_directory: dict[Path, Config] = {}

    def of(self, path: Path) -> Config:
        """The configuration for a file, or for what a directory holds.

        Raises:
            SettingsError: when it is wrong, naming file and key.
        """
        if self._fixed:
            return self._fixed
        path = path.absolute()
        return self._in(path if path.is_dir() else path.parent)

    def _in(self, directory: Path) -> Config:
        if directory not in self._by_directory:
            at_top = directory == directory.parent
            self._by_directory[directory] = _own(directory) or (Config() if at_top else self._in(directory.parent))
        return self._by_directory[directory]


def _own(directory: Path) -> Config | None:
    """The configuration in this very directory, if there is one."""
    for name in ("cleaner.toml", "pyproject.toml"):
        file = directory / name
        if file.is_file() and (name == "cleaner.toml" or _table(file) is not None):
            return read(file)
    return None


def read(file: Path) -> Config:
    """The configuration in a file.

    Raises:
        SettingsError: naming file and key, and the near miss of a key that is unknown.
    """
    table = _table(file) or {}
    if file.name != "pyproject.toml" and "tool" in table:
        raise SettingsError(f"{file}: here the keys stand at the top; [tool.cleaner] is for pyproject.toml")
    if unknown := [key for key in table if key not in KEYS and key not in _TABLES]:
        raise SettingsError(f'{file}: unknown key "{unknown[0]}"{near(unknown[0], (*KEYS, *_TABLES))}')
    marks = read_marks(table.get("keep", []), f"{file}: keep", SettingsError)
    paths = table.get("paths", {})
    if not isinstance(paths, dict) or not all(isinstance(own, dict) for own in paths.values()):
        raise SettingsError(f'{file}: "paths" must be tables, one a pattern: [tool.cleaner.paths."letters/*.txt"]')
    values = _values(table, str(file), file.parent, lambda key: key in KEYS)
    by_path = [(p, _values(own, f"{file}: paths {p!r}", file.parent, _may_be_by_path)) for p, own in paths.items()]
    return Config(file, values, tuple(by_path), marks)


def _may_be_by_path(key: str) -> bool:
    return key in KEYS and KEYS[key].by_path


def _values(table: Mapping[str, Any], where: str, home: Path, known: Callable[[str], bool]) -> dict[str, Any]:
    values = {}
    for key, value in table.items():
        if key in _TABLES:
            continue
        if not known(key):
            raise SettingsError(f'{where}: unknown key "{key}"{near(key, filter(known, KEYS))}')
        try:
            values[key] = _at_home(key, KEYS[key].read(value), home)
        except ValueError as e:
            raise SettingsError(f'{where}: "{key}" {e}') from None
    return values


def _at_home(key: str, value: Any, home: Path) -> Any:
    """Paths in a configuration are relative to its directory."""
    if key == "packs":
        return tuple(str(home / pack) for pack in value)
    return str(home / value) if key in ("baseline", "sites") else value


def _table(file: Path) -> dict[str, Any] | None:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as e:
        raise SettingsError(f"{file}: cannot be read: {e.strerror or e}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise SettingsError(f"{file}: not valid TOML: {e}") from None
    if file.name != "pyproject.toml":
        return table
    tools = table.get("tool", {})
    own = tools.get("cleaner") if isinstance(tools, dict) else tools
    if own is not None and not isinstance(own, dict):
        raise SettingsError(f"{file}: tool.cleaner must be a table")
    return own
