"""Where the output goes: a directory of this machine, or any URL that fsspec understands."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cleaner.corpus.finding import file_system, is_url
from cleaner.errors import SettingsError
from cleaner.replacing import replace, sync_directory


class Store:
    """A directory to write to. What is in it is there as a whole or not at all."""

    def __init__(self, root: str) -> None:
        self.root = (root if is_url(root) else os.path.abspath(root)).rstrip("/") or "/"  # noqa: PTH100
        self._system: Any = None
        self._path = self.root
        if is_url(root):
            self._system, self._path = file_system(self.root)

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.root,)

    def read(self, name: str) -> bytes | None:
        """A small file's bytes; None if there is none."""
        try:
            data: bytes = self._system.cat_file(self._at(name)) if self._system else Path(self._at(name)).read_bytes()
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a small file there, instead of the old one if there is one."""
        self._make_room(name)
        if self._system:
            self._system.pipe_file(self._at(name), data)
        else:
            replace(Path(self._at(name)), data)

    def put(self, local: Path, name: str) -> None:
        """Move a finished file of this machine there, to outlast a loss of power."""
        self._make_room(name)
        if self._system:
            self._system.put_file(str(local), self._at(name))
            local.unlink()
        else:
            with local.open("rb+") as file:
                os.fsync(file.fileno())
            place = local.replace(self._at(name))
            sync_directory(place.parent)

    def remove(self, name: str) -> None:
        """Take a file away if it is there."""
        if self._system:
            if self._system.exists(self._at(name)):
                self._system.rm_file(self._at(name))
        else:
            Path(self._at(name)).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """What the directory holds, a level deep."""
        if self._system:
            if not self._system.exists(self._path):
                return []
            return [name.rstrip("/").rpartition("/")[2] for name in self._system.ls(self._path, detail=False)]
        return os.listdir(self._path) if Path(self._path).is_dir() else []  # noqa: PTH208

    @contextmanager
    def scratch(self, name: str) -> Iterator[Path]:
        """A directory of this machine for files in the making, on the store's own file system where that is local."""
        if self._system:
            with tempfile.TemporaryDirectory(prefix="cleaner-") as made:
                yield Path(made)
            return
        path = Path(self._at(name))
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def alone(self, room: str) -> Iterator[None]:
        """Nobody else on this machine works in `room` meanwhile; what a kill left there half written goes.

        Raises:
            SettingsError: when somebody does.
        """
        if self._system or sys.platform == "win32":
            yield
            return
        import fcntl

        self._make_room(f"{room}/lock")
        with Path(self._at(f"{room}/lock")).open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise SettingsError(f"{self.root}: another job is at work there; wait for it") from None
            for folder in (self._path, self._at(room)):
                for path in Path(folder).glob(".cleaner-*.tmp"):
                    path.unlink()
            yield

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    def _make_room(self, name: str) -> None:
        folder = self._at(name).rpartition("/")[0]
        if self._system:
            self._system.makedirs(folder, exist_ok=True)
        else:
            Path(folder).mkdir(parents=True, exist_ok=True)
