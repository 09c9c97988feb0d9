"""Spark: a column of a data frame cleaned.

df = clean_dataframe(spark.read.parquet("s3://crawl/2024"), Settings(packs=("rules/ours",)))

The cleaner is built once a Python worker; rules of your own travel with the job. This package must be installed where
the executors run.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from cleaner.batches import SPAN, check
from cleaner.extras import needed
from cleaner.integrations.shipping import Shipped, shipped
from cleaner.settings import Settings


def clean_dataframe(
    df: Any,
    settings: Settings | None = None,
    *,
    field: str | None = None,
    error: str = "error",
    removed: str | None = None,
) -> Any:
    """A data frame with its texts cleaned, row for row, as `Cleaner.clean_batch` says.

    Raises:
        SettingsError: when there is no column to clean, or Spark is not installed.
    """
    check(df.columns, field, "the data frame")
    columns = {"field": field, "error": error, "removed": removed}
    return df.mapInArrow(partial(_clean, shipped(settings), columns), _schema(df.schema, error, removed))


def _clean(rules: Shipped, columns: dict[str, Any], batches: Iterable[Any]) -> Iterator[Any]:
    cleaner = rules.cleaner
    for batch in batches:
        yield cleaner.clean_batch(batch, **columns)


def _schema(schema: Any, error: str, removed: str | None) -> Any:
    """What `batches.schema_of` says, in Spark's types."""
    types = needed("pyspark.sql.types", "spark")
    ours = {name: types.StringType() for name in ("text", "metadata", error)}
    if removed:
        spark = {int: types.LongType(), str: types.StringType(), float: types.DoubleType()}
        span = types.StructType([types.StructField(name, spark[one]) for name, one in SPAN.items()])
        ours[removed] = types.ArrayType(span)
    there = [types.StructField(f.name, ours.pop(f.name)) if f.name in ours else f for f in schema.fields]
    return types.StructType([*there, *(types.StructField(name, one) for name, one in ours.items())])
