"""Work spread over processes, results in the order of the tasks, and never more under way than the workers need."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from cleaner.errors import CleanerError

Task = TypeVar("Task")
Done = TypeVar("Done")
_AHEAD = 3  # batches a worker may have waiting or done


def workers() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(work: Callable[[Task], Done], tasks: Iterable[Task], processes: int, batch: int) -> Iterator[Done]:
    """`work` done on each task, in batches of `batch`, by so many processes; in this one if it is but one.

    Raises:
        CleanerError: when a worker was killed, as the system does where memory ends.
    """
    if processes <= 1:
        yield from map(work, tasks)
        return
    tasks = iter(tasks)
    under_way: deque[Future[list[Done]]] = deque()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    # An interrupt is for this process to see, which then ends the others.
    pool = ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        pool.submit(int)  # the processes begin now, before what reads the tasks may have threads of its own
        while True:
            while len(under_way) < processes * _AHEAD and (some := list(islice(tasks, batch))):
                under_way.append(pool.submit(_all, work, some))
            if not under_way:
                return
            yield from under_way.popleft().result()
    except BrokenProcessPool:
        raise CleanerError("a worker was killed, perhaps for want of memory; try again with -j 1") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _all(work: Callable[[Task], Done], tasks: list[Task]) -> list[Done]:
    return [work(task) for task in tasks]
