"""Spark: a column of a data frame cleaned, or a whole `cleaner run` spread over executors.

df = clean_dataframe(spark.read.parquet("s3://crawl/2024"), Settings(packs=("rules/ours",)))

The cleaner is built once a Python worker; rules of your own travel with the job. This package must be installed where
the executors run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from cleaner.batches import SPAN
from cleaner.batches import check as check_columns
from cleaner.corpus.job import Job, Step, begun, clean_shards, finish
from cleaner.corpus.journal import Entry
from cleaner.corpus.plan import Plan, Shard
from cleaner.corpus.stores import Store
from cleaner.corpus.tally import Tally
from cleaner.errors import SettingsError
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
    check_columns(df.columns, field, "the data frame")
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


def run(plan: Plan, job: Job, store: Store, step: Step, *, overwrite: bool = False) -> Tally:
    """A corpus job with a Spark task for each shard; the files are those that the local engine makes.

    Raises:
        SettingsError: when the job cannot be done so, or Spark is not installed.
        CleanerError: when a rule or a setting is wrong.
    """
    if job.limit is not None:
        raise SettingsError(
            "--limit counts records in their order, which Spark has not; take --sample, or the local engine"
        )
    sql = needed("pyspark.sql", "spark")
    with begun(plan, job, store, step, overwrite=overwrite) as done:
        todo = [shard for shard in plan.shards if shard.number not in done]
        rules = {file.handling.settings: shipped(file.handling.settings) for shard in todo for file in shard.files}
        if todo:
            context = sql.SparkSession.builder.appName("cleaner run").getOrCreate().sparkContext
            entries = context.parallelize(todo, len(todo)).map(partial(_clean_shard, job, store, rules)).collect()
            done |= {entry.number: entry for entry in entries}
        return finish(plan, store, done)


def _clean_shard(job: Job, store: Store, rules: dict[Settings, Shipped], shard: Shard) -> Entry:
    """One task: a shard read, cleaned and written by the executor that has it."""
    files = [
        replace(file, handling=replace(file.handling, settings=rules[file.handling.settings].unpacked()))
        for file in shard.files
    ]
    here = replace(shard, files=tuple(files))
    return next(clean_shards([here], job, store, 1, lambda *_: None, {}))
