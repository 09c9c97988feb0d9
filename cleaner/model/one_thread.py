"""Products of small matrices in one thread: more of them cost far more than they save.

How many threads the libraries use is set for the whole process, and by one thread at a time. So whoever multiplies
does it alone, and puts the number back as it was; taking turns is also quicker than multiplying side by side.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

_LOCK = Lock()


@contextmanager
def one_thread() -> Iterator[None]:
    """The libraries that multiply matrices for numpy use one thread while the caller is in here, alone."""
    with _LOCK, _blas().limit(limits=1):
        yield


@lru_cache(maxsize=1)
def _blas() -> Any:
    """The libraries that multiply matrices for numpy in this process."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")
