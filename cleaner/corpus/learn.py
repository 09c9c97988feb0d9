"""Lines that a site repeats, counted over a corpus: short lines too, exactly, the same whatever the order.

What is counted lies on disk: in a DuckDB database here, in Spark where that is the engine. Both are asked the same.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from cleaner.corpus.job import Step, check
from cleaner.corpus.observing import COLUMNS, observe
from cleaner.corpus.plan import Plan
from cleaner.corpus.reading import Batch, batches
from cleaner.corpus.work import How
from cleaner.extras import needed
from cleaner.parallel import spread

_TYPES = {"string": "VARCHAR", "int64": "BIGINT"}
_MEMORY = "1GB"  # that DuckDB may take before it goes to disk
_INSIDE = 0.1  # the share of its places in which a line that is no prose may stand inside the body
# What is likely the body's in a larger share of its places than this must stand nearly everywhere, and on more pages:
# a writer, too, says a sentence again.
_LIKELY, _EVERYWHERE, _MORE = 0.1, 0.75, 5
_OUTER = 0.95  # the share of its places that must be in the head or the foot of a page
_GAP = 3  # lines of a head or foot that no other page has: a title, a date

# What many pages have in common in their midst, such as a heading "Ingredients", is the site's way to write. Chrome is
# what the lines from the beginning of a page on, or to its end, have in common with other pages.
QUERY = f"""
WITH pages AS (SELECT host, COUNT(DISTINCT page) AS pages FROM seen GROUP BY host),
counted AS (
    SELECT host, line, MIN(words) AS words, MIN(example) AS example, COUNT(DISTINCT witness) AS seen_on,
        AVG(likely) > {_LIKELY} AS likely
    FROM seen GROUP BY host, line HAVING AVG(inside) <= {_INSIDE}
),
often AS (
    SELECT c.host, c.line, c.words, c.example, c.seen_on, c.likely, p.pages
    FROM counted c JOIN pages p ON c.host = p.host
    WHERE c.seen_on >= {{least}} AND c.seen_on >= {{share}} * p.pages
),
told AS (
    SELECT s.host, s.line, s.document, s.place, CASE WHEN o.line IS NULL THEN 1 ELSE 0 END AS own
    FROM seen s LEFT JOIN often o ON s.host = o.host AND s.line = o.line
),
gaps AS (
    SELECT host, line, own, SUM(own) OVER (PARTITION BY host, document ORDER BY place) AS above,
        SUM(own) OVER (PARTITION BY host, document ORDER BY place DESC) AS below
    FROM told
),
placed AS (
    SELECT host, line, AVG(CASE WHEN above <= {_GAP} OR below <= {_GAP} THEN 1.0 ELSE 0.0 END) AS outside
    FROM gaps WHERE own = 0 GROUP BY host, line
)
SELECT o.host, o.words, o.example, o.seen_on, o.pages FROM often o
JOIN placed p ON o.host = p.host AND o.line = p.line
WHERE p.outside >= {_OUTER} AND (NOT o.likely OR (o.seen_on >= {_MORE} AND o.seen_on >= {_EVERYWHERE} * o.pages))
ORDER BY o.host, o.seen_on DESC, o.words
"""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line that stands on `seen_on` different pages of the `pages` its site has in the corpus."""

    words: str
    example: str
    seen_on: int
    pages: int


def learn(
    plan: Plan,
    how: How,
    encoding: str | None,
    processes: int,
    step: Step,
    failed: Callable[[int], None],
    *,
    least: int,
    share: float,
) -> Iterator[tuple[str, list[Repeated]]]:
    """Host by host, the lines that stand on at least `least` of its pages and on this share of them.

    `step` is told how far it got, `failed` how many records could not be cleaned.

    Raises:
        CleanerError: when a rule or a setting is wrong, or a worker was killed.
    """
    check(plan)
    duckdb = needed("duckdb", "corpus")
    with tempfile.TemporaryDirectory(prefix="cleaner-learn-") as room:
        settings = {"memory_limit": _MEMORY, "temp_directory": f"{room}/spilled", "preserve_insertion_order": "false"}
        with duckdb.connect(str(Path(room) / "seen.db"), config=settings) as database:
            columns = ", ".join(f"{name} {_TYPES[one]}" for name, one in COLUMNS.items())
            database.execute(f"CREATE TABLE seen ({columns})")
            for done, records, (lines, lost) in spread(
                partial(_observed, how=how), _batches(plan, encoding, how), processes, 1
            ):
                failed(lost)
                if lines.num_rows:
                    database.register("batch", lines)
                    database.execute("INSERT INTO seen SELECT * FROM batch")
                step(done, records)
            answer = database.execute(QUERY.format(least=least, share=share))
            yield from by_host(iter(answer.fetchone, None))


def by_host(rows: Iterator[Any]) -> Iterator[tuple[str, list[Repeated]]]:
    """Rows of the query's answer, put together by host."""
    for host, group in groupby(rows, key=lambda row: row[0]):
        yield host, [Repeated(*row[1:]) for row in group]


def _observed(batch: Batch, how: How) -> tuple[int, int, tuple[Any, int]]:
    return batch.done, len(batch), observe(batch, how)


def _batches(plan: Plan, encoding: str | None, how: How) -> Iterator[Batch]:
    """All batches; `done` counts from the batch before."""
    for shard in plan.shards:
        before = 0
        for batch in batches(shard, encoding, how.most):
            yield replace(batch, done=max(0, batch.done - before))
            before = max(before, batch.done)
