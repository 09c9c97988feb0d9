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
from cleaner.corpus.job import Job, Step, begun, check, clean_shards, finish
from cleaner.corpus.journal import Entry
from cleaner.corpus.learn import QUERY, Repeated, by_host
from cleaner.corpus.observing import COLUMNS, observe
from cleaner.corpus.plan import Plan, Shard
from cleaner.corpus.reading import batches
from cleaner.corpus.stores import Store
from cleaner.corpus.tally import Tally
from cleaner.corpus.work import How
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


def learn(
    plan: Plan, how: How, encoding: str | None, *, least: int, share: float
) -> Iterator[tuple[str, list[Repeated]]]:
    """What `corpus.learn.learn` says, counted by Spark.

    Raises:
        SettingsError: when Spark is not installed.
        CleanerError: when a rule or a setting is wrong.
    """
    sql = needed("pyspark.sql", "spark")
    check(plan)
    spark = sql.SparkSession.builder.appName("cleaner learn").getOrCreate()
    rules = {file.handling.settings: shipped(file.handling.settings) for shard in plan.shards for file in shard.files}
    spark_types = {"string": "string", "int64": "bigint"}
    schema = ", ".join(f"{name} {spark_types[one]}" for name, one in COLUMNS.items())
    numbers = spark.createDataFrame([(shard.number,) for shard in plan.shards], "number bigint")
    spread_out = numbers.repartition(len(plan.shards), "number")
    seen = spread_out.mapInArrow(partial(_observe, plan.shards, rules, how, encoding), schema)
    seen.createOrReplaceTempView("seen")
    answer = spark.sql(QUERY.format(least=least, share=share))
    yield from by_host(tuple(row) for row in answer.toLocalIterator())


def _observe(
    shards: tuple[Shard, ...],
    rules: dict[Settings, Shipped],
    how: How,
    encoding: str | None,
    numbers: Iterable[Any],
) -> Iterator[Any]:
    for number in (number for some in numbers for number in some["number"].to_pylist()):
        for batch in batches(_here(shards[number], rules), encoding, how.most):
            yield observe(batch, how)


def _here(shard: Shard, rules: dict[Settings, Shipped]) -> Shard:
    """A shard whose rule files are those of this machine."""
    files = [
        replace(file, handling=replace(file.handling, settings=rules[file.handling.settings].unpacked()))
        for file in shard.files
    ]
    return replace(shard, files=tuple(files))


def _clean_shard(job: Job, store: Store, rules: dict[Settings, Shipped], shard: Shard) -> Entry:
    """One task: a shard read, cleaned and written by the executor that has it."""
    return next(clean_shards([_here(shard, rules)], job, store, 1, lambda *_: None, {}))
