"""Hugging Face datasets: a data set with its texts cleaned.

cleaned = clean_dataset(load_dataset("json", data_files="crawl/*.jsonl", split="train"), num_proc=8)

For a pipeline of your own, `Clean` is the function: `dataset.with_format("arrow").map(Clean(), batched=True)`.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.batches import clean_table
from cleaner.extras import needed
from cleaner.integrations.shipping import Shipped, shipped
from cleaner.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 256  # rows
_STRINGS = ("string", "large_string")


@dataclass(frozen=True)
class Clean:
    """A function for `map` over Arrow tables. It holds settings only, so its fingerprint says what it does."""

    rules: Shipped = field(default_factory=shipped)
    field: str | None = None
    error: str = "error"

    def __call__(self, table: "pa.Table") -> "pa.Table":
        plain = table.replace_schema_metadata(None)  # it tells of the columns as they were
        return clean_table(self.rules.cleaner, plain, self.field, error=self.error)


def clean_dataset(
    dataset: Any,
    settings: Settings | None = None,
    *,
    field: str | None = None,
    error: str = "error",
    batch_size: int = _BATCH,
    **how: Any,
) -> Any:
    """A data set, streamed or not, with its texts cleaned, row for row, as `Cleaner.clean_batch` says.

    `how` goes to `map`, for instance `num_proc`.

    Raises:
        SettingsError: when datasets is not installed, or a rule file is not there.
    """
    datasets = needed("datasets", "datasets")
    if dataset.features is not None:
        how["features"] = _features(datasets, dataset.features, error)
    work = Clean(shipped(settings), field, error)
    return dataset.with_format("arrow").map(work, batched=True, batch_size=batch_size, **how).with_format(None)


def _features(datasets: Any, features: Any, error: str) -> Any:
    """What `batches.schema_of` says, as features; those of all other columns stay."""
    made = dict(features)
    for name in ("text", "metadata", error):
        if name == error or getattr(made.get(name), "dtype", "") not in _STRINGS:
            made[name] = datasets.Value("string")
    return datasets.Features(made)
