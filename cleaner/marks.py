"""Keep marks: lines that stay, and why, said in a file's own metadata or in the configuration.

In front matter, and the same under "metadata" of a JSON Lines record:

    cleaner:
      keep:
      - line: "Share this:"
        reason: the essay is about share buttons
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.errors import CleanerError, SourceError
from cleaner.packs import near

_WILD = re.compile(r"[*?\[!]")
_KEYS = ("line", "reason", "path")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that stays. `path`, in a configuration, is the pattern of the files it is meant for: all, if empty."""

    line: str
    reason: str
    path: str = ""

    @property
    def is_for_one(self) -> bool:
        """Whether `path` is one file's, not a pattern for many."""
        return bool(self.path) and not _WILD.search(self.path) and not self.path.endswith("/")

    @property
    def key(self) -> str:
        """The line as it is compared: blanks do not count."""
        return " ".join(self.line.split())


def of(metadata: Mapping[str, Any]) -> tuple[Mark, ...]:
    """The marks in a document's own metadata.

    Raises:
        SourceError: when they are no marks.
    """
    own = metadata.get("cleaner")
    if not isinstance(own, Mapping) or "keep" not in own:
        return ()
    marks = read(own["keep"], "cleaner: keep", SourceError)
    if any(mark.path for mark in marks):
        raise SourceError('cleaner: keep: "path" belongs in a configuration, not in the file itself')
    return marks


def read(entries: Any, where: str, error: type[CleanerError]) -> tuple[Mark, ...]:
    """Marks from a list of mappings. What is no such list raises `error`, saying what is wrong `where`."""
    if not isinstance(entries, Iterable) or isinstance(entries, str | Mapping):
        raise error(f"{where} must be a list of tables with `line` and `reason`")
    return tuple(_mark(entry, f"{where}, entry {number}", error) for number, entry in enumerate(entries, start=1))


def _mark(entry: Any, where: str, error: type[CleanerError]) -> Mark:
    if not isinstance(entry, Mapping):
        raise error(f"{where} must have a `line` and a `reason`, not be {entry!r}")
    for key, value in entry.items():
        if key not in _KEYS:
            raise error(f'{where}: unknown key "{key}"{near(str(key), _KEYS)}')
        if not isinstance(value, str):
            raise error(f'{where}: "{key}" must be a string, not {type(value).__name__}')
    for key in ("line", "reason"):
        if not str(entry.get(key, "")).strip():
            raise error(f'{where} needs a "{key}"')
    return Mark(**entry)
