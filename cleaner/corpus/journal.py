"""What of a job is done: an entry a shard, written when all its files are in place, so that a kill costs no more.

Before they are put there the entry holds but their names, so that none is there which nobody knows of. A shard without
a whole entry is done again from its beginning; its files, if some are there already, are put there anew, the same.
What the entries say is put together at the end: the report, and the failures.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from cleaner.corpus.stores import Store
from cleaner.corpus.tally import Tally
from cleaner.errors import SettingsError
from cleaner.formats.records import dumps

ROOM = "_job"  # where the entries are, below the output
REPORT, ERRORS = "_report.json", "_errors.jsonl"
REMOVED = "_removed"  # where what was removed is, below the output
_HEAD = f"{ROOM}/job.json"


@dataclass(frozen=True)
class Entry:
    """One shard done: how many records were read of it, what was counted, the files it made.

    `errors` is the file among them that holds what failed, empty if nothing did.
    """

    number: int
    read: int = 0
    tally: Tally = field(default_factory=Tally)
    files: tuple[str, ...] = ()
    errors: str = ""


class Journal:
    """The entries of a job in its output directory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check_room(self) -> None:
        """Refuse a directory that is not ours, before anything is put there.

        Raises:
            SettingsError: when it holds files and no job.
        """
        if self._store.read(_HEAD) is not None:
            return
        if held := [name for name in self._store.names() if name != ROOM]:
            raise SettingsError(f"{self._store.root}: holds other files ({held[0]}, …); name a directory that is empty")

    def is_done(self, digest: str) -> bool:
        """Whether this very job was done to its end: its report is there."""
        return self._job() == digest and self._store.read(REPORT) is not None

    def begin(self, digest: str, *, overwrite: bool) -> None:
        """Start a job, or go on with it if it is this one; `digest` tells jobs apart.

        Raises:
            SettingsError: when the directory holds another one.
        """
        job = self._job()
        if overwrite and job:
            self._clear()
            job = ""
        if not job:
            self._store.write(_HEAD, dumps({"job": digest}).encode())
        elif job != digest:
            raise SettingsError(
                f"{self._store.root}: holds another job: the input, a setting, a rule or this package is no "
                "longer what it was; start anew with --overwrite, or name another directory"
            )

    def _job(self) -> str:
        """The digest of the job in the directory, empty if there is none."""
        return str(json.loads(self._store.read(_HEAD) or b"{}").get("job", ""))

    def _clear(self) -> None:
        """Take away what the old job made, the entries last, so that none is without its files' names.

        What an entry names outside the directory no job has put there.
        """
        for name in sorted(n for n in Store(f"{self._store.root}/{ROOM}").names() if n != "job.json"):
            if name.endswith(".json"):
                files = json.loads(self._store.read(f"{ROOM}/{name}") or b"{}").get("files", ())
                for file in filter(_is_below, files):
                    self._store.remove(file)
            if name.endswith((".json", ".jsonl")):
                self._store.remove(f"{ROOM}/{name}")
        for name in (REPORT, ERRORS, _HEAD):
            self._store.remove(name)

    def read(self, number: int) -> Entry | None:
        """The entry of a shard, None if it is not done."""
        held: dict[str, Any] = json.loads(self._store.read(_entry(number)) or b"{}")
        if "tally" not in held:
            return None
        return Entry(number, held["read"], Tally.load(held["tally"]), tuple(held["files"]), held["errors"])

    def announce(self, number: int, files: Iterable[str]) -> None:
        """The shard's files are about to be put in their places: what a kill leaves of them can be taken away."""
        self._store.write(_entry(number), json.dumps({"files": [*files]}).encode())

    def write(self, entry: Entry) -> None:
        """The shard is done: its files are in place."""
        held = {"read": entry.read, "tally": entry.tally.dump(), "files": entry.files, "errors": entry.errors}
        self._store.write(_entry(entry.number), json.dumps(held).encode())


def _is_below(name: str) -> bool:
    path = PurePath(name)
    return not path.is_absolute() and ".." not in path.parts


def _entry(number: int) -> str:
    return f"{ROOM}/{number:06}.json"
