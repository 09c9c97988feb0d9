"""A baseline: the findings that were there before, so that only new ones count.

It is a JSON file for people to read in a diff: for each file, what was found and how often. A finding is known again by
its kind and its text, wherever in the file it stands; a long text by its beginning and a digest.
Order of files, lines and runs makes no difference to what is written.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.errors import SettingsError
from cleaner.hook.findings import Finding
from cleaner.replacing import replace

_VERSION = 1
_LONGEST = 80  # characters of a text that are written out

Known = Mapping[str, Counter[str]]  # by file, what was found how often


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings by file, paths being relative to the directory of the baseline's own `file`."""

    file: Path
    known: Known

    def new(self, path: str, found: Iterable[Finding]) -> list[Finding]:
        """Those findings of one file that are not known, or are there more often than they were."""
        left = Counter(self.known.get(_relative(path, self.file), {}))
        new = []
        for finding in found:
            key = _key(finding)
            if left[key]:
                left[key] -= 1
            else:
                new.append(finding)
        return new

    def updated(self, checked: Mapping[str, Iterable[Finding]], failed: Container[str] = ()) -> "Baseline":
        """With the findings of the files `checked` in place of what was known of them; files that are gone go.

        Of files that `failed`, in whole or in part, what was known stays too: it may stand where nothing could be read.
        """
        home = self.file.parent
        known = {name: counts for name, counts in self.known.items() if (home / name).exists()}
        for path, found in checked.items():
            name = _relative(path, self.file)
            stays = known.get(name, Counter()) if path in failed else Counter()
            known[name] = Counter(map(_key, found)) | stays
        return Baseline(self.file, {name: counts for name, counts in known.items() if counts})

    def write(self) -> None:
        """Write the file, in one step."""
        files = {name: dict(sorted(counts.items())) for name, counts in sorted(self.known.items())}
        text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=2) + "\n"
        replace(self.file, text.encode("utf-8", "surrogatepass"))


class Baselines:
    """The baselines of a run; each file may have another."""

    def __init__(self, *, update: bool) -> None:
        self._update = update
        self._read: dict[str, Baseline] = {}
        self._checked: dict[str, dict[str, list[Finding]]] = {}

    def new(self, file: str, path: str, found: Iterable[Finding]) -> Iterable[Finding]:
        """Of the findings in the file at `path`, those that the baseline in `file`, if there is one, does not know.

        When baselines are updated none is new.
        """
        if not file:
            return found
        if file not in self._read:
            self._read[file] = read(Path(file), may_lack=self._update)
        if not self._update:
            return self._read[file].new(path, found)
        self._checked.setdefault(file, {})[path] = list(found)
        return ()

    def write(self, failed: Container[str]) -> None:
        """Write the baselines that were to be updated; files that `failed` could not be checked, or not as a whole."""
        for file, checked in self._checked.items():
            self._read[file].updated(checked, failed).write()


def read(file: Path, *, may_lack: bool = False) -> Baseline:
    """The baseline in a file; `may_lack`: an empty one if it is not there.

    Raises:
        SettingsError: when it is not there or is no baseline.
    """
    try:
        data = json.loads(file.read_bytes())
    except FileNotFoundError:
        if may_lack:
            return Baseline(file, {})
        raise SettingsError(f"{file}: there is no such baseline; write it with --update-baseline") from None
    except OSError as e:
        raise SettingsError(f"{file}: cannot be read: {e.strerror or e}") from None
    except (ValueError, RecursionError):
        raise SettingsError(f"{file}: is no baseline; delete it, then write it with --update-baseline") from None
    if not _is_baseline(data):
        what = f"no baseline of version {_VERSION}"
        raise SettingsError(f"{file}: is {what}; delete it, then write it with --update-baseline")
    return Baseline(file, {name: Counter(counts) for name, counts in data["files"].items()})


def _is_baseline(data: Any) -> bool:
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("files"), dict):
        return False
    return all(
        isinstance(counts, dict) and all(isinstance(count, int) for count in counts.values())
        for counts in data["files"].values()
    )


def _relative(path: str, file: Path) -> str:
    return Path(os.path.relpath(path, file.parent)).as_posix() if path != "-" else path


def _key(finding: Finding) -> str:
    text = " ".join(finding.text.split())
    if len(text) > _LONGEST:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        text = f"{text[: _LONGEST - 20]}… {digest}"
    return f"{finding.kind}: {text}"
