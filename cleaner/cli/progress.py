"""A progress bar over files or bytes, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

_WORTH_A_BAR = 20  # files


class Progress:
    """A bar on standard error if that is a terminal and there is enough to do."""

    def __init__(self, total: int, unit: str = "file", least: int = _WORTH_A_BAR) -> None:
        self._bar: Any = None
        self._records = 0
        if total >= least and sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit=unit, unit_scale=unit == "B", leave=False, file=sys.stderr)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, done: int = 1, records: int = 0) -> None:
        """So much more is done, with so many records in it."""
        if self._bar is not None:
            self._records += records
            if self._records:
                self._bar.set_postfix_str(f"{self._records:,} records", refresh=False)
            self._bar.update(done)

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Out of the way while something else is printed."""
        if self._bar is not None:
            self._bar.clear()
        yield
        if self._bar is not None:
            self._bar.refresh()
