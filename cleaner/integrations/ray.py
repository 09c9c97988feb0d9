"""Ray Data: a data set with its texts cleaned.

ds = clean_dataset(ray.data.read_parquet("s3://crawl/2024"), Settings(packs=("rules/ours",)), concurrency=8)

Each of the `concurrency` actors builds one cleaner; rules of your own travel with them.
"""

from typing import TYPE_CHECKING, Any

from cleaner.batches import clean_table
from cleaner.extras import needed
from cleaner.integrations.shipping import Shipped, shipped
from cleaner.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 256  # rows


class Clean:
    """A callable for `Dataset.map_batches` with `batch_format="pyarrow"`; `columns` are those of `clean_batch`."""

    def __init__(self, rules: Shipped, field: str | None = None, **columns: Any) -> None:
        self._cleaner = rules.cleaner
        self._field, self._columns = field, columns

    def __call__(self, table: "pa.Table") -> "pa.Table":
        return clean_table(self._cleaner, table, self._field, **self._columns)


def clean_dataset(
    dataset: Any,
    settings: Settings | None = None,
    *,
    field: str | None = None,
    error: str = "error",
    removed: str | None = None,
    concurrency: int | tuple[int, int] = 1,
    batch_size: int = _BATCH,
    **how: Any,
) -> Any:
    """A data set with its texts cleaned, row for row, as `Cleaner.clean_batch` says.

    `concurrency` is how many actors work, or from how many to how many; `how` goes to `map_batches`, for instance
    `num_cpus`.

    Raises:
        SettingsError: when Ray is not installed, or a rule file is not there.
    """
    needed("ray.data", "ray")
    return dataset.map_batches(
        Clean,
        fn_constructor_args=(shipped(settings), field),
        fn_constructor_kwargs={"error": error, "removed": removed},
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=concurrency,
        **how,
    )
