"""A parsed page, its elements gone through once; what is asked of them by tag or attribute is looked up here.

Asking lxml again for each question, by element or by XPath, takes several times as long as all of this.
"""

from collections.abc import Mapping, Sequence
from typing import Any


class Tree:
    """The elements of a page in its order: `attributes` of each, and those with a tag, `by_tag`. Nothing changes it."""

    __slots__ = ("_by_tag", "attributes", "root")

    def __init__(self, root: Any) -> None:
        self.root = root
        self.attributes: Mapping[Any, Mapping[str, str]] = {
            element: dict(element.items()) for element in root.iter("*")
        }
        self._by_tag: dict[str, list[Any]] = {}
        for element in self.attributes:
            self._by_tag.setdefault(element.tag, []).append(element)

    def by_tag(self, tag: str) -> Sequence[Any]:
        """The elements with a tag."""
        return self._by_tag.get(tag, ())
