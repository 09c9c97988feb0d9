"""One item cleaned: what it brought with it is handed over, and its trouble stays its own."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from cleaner import marks
from cleaner.errors import CleanerError, SourceError
from cleaner.pipeline import Cleaner, Result
from cleaner.settings import Settings
from cleaner.sources import Failure, Item

T = TypeVar("T")


@lru_cache(maxsize=64)
def cleaner_of(settings: Settings) -> Cleaner:
    """The cleaner with these settings, made once a process."""
    return Cleaner(settings)


def cleaned(cleaner: Cleaner, item: Item, keep: Iterable[marks.Mark] = ()) -> Result | Failure:
    """The result of an item, or why there is none. Marks in its own metadata count beside those of `keep`.

    Raises:
        CleanerError: when a rule, a plug-in or a setting is wrong, which it is for every item.
    """

    def work() -> Result:
        stay = [mark.line for mark in (*keep, *marks.of(item.metadata))]
        return cleaner.clean(item.source, item.form, item.url, item.metadata, stay)

    return attempt(item, work)


def attempt(item: Item, work: Callable[[], T]) -> T | Failure:
    """What `work` makes of an item, or why it failed: the others go on."""
    try:
        return work()
    except SourceError as e:
        why = str(e)
    except CleanerError:
        raise
    except Exception as e:  # noqa: BLE001 one item's trouble must not stop the others
        why = f"cannot be cleaned ({type(e).__name__}: {e}); please report it with this text"
    original = item.record.line if item.record else item.front + item.source
    return Failure(item.name, item.line, why, original.encode("utf-8", "surrogatepass"))
