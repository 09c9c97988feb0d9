"""Products of small matrices in one thread: more of them cost far more than they save.

How many threads the libraries use is set for the whole process. So whoever multiplies first sets it, and whoever is
last puts it back as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

_LOCK = Lock()
_limits: list[Any] = []  # one for each thread that multiplies; all but the first are empty


@contextmanager
def one_thread() -> Iterator[None]:
    """The libraries that multiply matrices for numpy use one thread while anybody is in here."""
    with _LOCK:
        _limits.append(None if _limits else _blas().limit(limits=1))
    try:
        yield
    finally:
        with _LOCK:
            if len(_limits) == 1:
                _limits[0].restore_original_limits()
            _limits.pop()


@lru_cache(maxsize=1)
def _blas() -> Any:
    """The libraries that multiply matrices for numpy in this process."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")
