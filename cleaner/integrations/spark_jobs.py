"""Spark as the engine of `cleaner run` and `cleaner learn`: a task a shard, with the code of the local engine.

SRC and DST must be where the executors see them, and this package installed there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

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
            lines, _ = observe(batch, how)
            yield lines


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
