"""What an import found in other people's lists, and what it could not carry over and why."""

from collections.abc import Iterator
from dataclasses import dataclass

GENERIC = ""  # the host of what holds everywhere


@dataclass(frozen=True, slots=True)
class Wanted:
    """Selectors for one host: of what is chrome there (`use` is "hide"), or of what holds its body, title and so on.

    One `Wanted` is one line of a list; its selectors hold together, those of further ones are alternatives.
    """

    host: str
    use: str
    selectors: tuple[str, ...]
    place: str  # file and line
    line: str  # as it stood there


@dataclass(frozen=True, slots=True)
class Left:
    """A line that was not carried over."""

    reason: str
    place: str  # file and line
    line: str


Found = Iterator[Wanted | Left]
