"""What the rules say of each unit, as numbers: the part of the model's sight that knows words in 30 languages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import Document, Label

# Kinds that mean the same to the model share a column.
_GROUPS = {
    "title": "head", "byline": "head", "date": "head", "section": "head",
    "site-header": "site", "navigation": "site", "legal": "site", "cookie": "site", "tags": "site",
    "share": "share", "counter": "share", "donation": "money", "crypto": "money", "newsletter": "money",
    "ads": "money", "paywall": "money", "comments": "comments", "related": "related", "repeat": "repeat",
}  # fmt: skip
GROUPS = tuple(dict.fromkeys(_GROUPS.values()))
NAMES = (*(f"removed-as-{group}" for group in GROUPS), *(f"known-as-{group}" for group in GROUPS), "in-block", "prose")


def evidence(document: "Document", labels: Sequence["Label"]) -> Any:
    """Units x `NAMES`: what removes a unit, what knows it at all, whether blocks speak of it, and its prose weight."""
    import numpy as np

    table = np.zeros((len(document.units), len(NAMES)), np.float32)
    for label in labels:
        if group := _GROUPS.get(label.kind):
            table[label.first : label.last + 1, GROUPS.index(group)] = 1.0
    for unit, hits in document.hits.items():
        for hit in hits:
            if group := _GROUPS.get(hit.rule.kind):
                table[unit, len(GROUPS) + GROUPS.index(group)] = 1.0
            if hit.role != "match":
                table[unit, -2] = 1.0
    table[:, -1] = np.minimum(np.array(document.weights, np.float32) / 300.0, 2.0)
    return table


def is_silent(evidence: Any) -> bool:
    """Whether no rule knows a unit of the document at all."""
    return not evidence[:, : NAMES.index("prose")].any()
