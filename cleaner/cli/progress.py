"""A progress bar over files, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

_WORTH_A_BAR = 20  # files


class Progress:
    """A bar on standard error if that is a terminal and there is enough to do."""

    def __init__(self, total: int) -> None:
        self._bar: Any = None
        if total >= _WORTH_A_BAR and sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit="file", leave=False, file=sys.stderr)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self) -> None:
        """One file is done."""
        if self._bar is not None:
            self._bar.update()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Out of the way while something else is printed."""
        if self._bar is not None:
            self._bar.clear()
        yield
        if self._bar is not None:
            self._bar.refresh()
