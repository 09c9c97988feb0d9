"""datatrove: a step of a pipeline that cleans documents.

pipeline = [JsonlReader("crawl/"), CleanerStep(Settings(ignore=("title",))), JsonlWriter("cleaned/")]

A document's metadata is what the caller knows, its `url` where it is from; what is found joins it. What could not be
cleaned passes as it came, with the reason under `cleaner_error`.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from cleaner.batches import plain
from cleaner.cleaners.whitespace import surrogates
from cleaner.extras import needed
from cleaner.integrations.shipping import shipped
from cleaner.metadata import FIELDS
from cleaner.settings import Settings

_BATCH = 64  # documents
_KNOWN = (*FIELDS, "cleaner")  # the last holds keep marks
PipelineStep: Any = needed("datatrove.pipeline.base", "datatrove").PipelineStep


class CleanerStep(PipelineStep):
    """Cleans the text of documents; they come out in their order, all of them."""

    name = "cleaner"
    type = "✂️ - FORMAT"

    def __init__(self, settings: Settings | None = None, batch_size: int = _BATCH) -> None:
        super().__init__()
        self._rules, self._size = shipped(settings), batch_size

    def run(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Clean documents, some at a time. `rank` and `world_size` are the executor's."""
        documents = iter(data or ())
        while some := list(islice(documents, self._size)):
            with self.track_time(unit="batch"):
                self._clean(some)
            for document in some:
                self.update_doc_stats(document)
                yield document

    def _clean(self, documents: list[Any]) -> None:
        pa = needed("pyarrow", "corpus")
        rows = [{"text": surrogates(d.text), "url": _url(d), "metadata": json.dumps(_known(d))} for d in documents]
        schema = pa.schema([(name, pa.string()) for name in ("text", "url", "metadata")])
        batch = self._rules.cleaner.clean_batch(pa.RecordBatch.from_pylist(rows, schema), removed="removed")
        for document, row in zip(documents, batch.to_pylist(), strict=True):
            if row["error"]:
                document.metadata["cleaner_error"] = row["error"]
                self.stat_update("failed")
                continue
            document.text = row["text"]
            known = {name: value for name, value in document.metadata.items() if value is not None}
            document.metadata = {**document.metadata, **json.loads(row["metadata"]), **known}
            self.stat_update("cleaned", *(f"removed_{span['kind']}" for span in row["removed"]))


def _url(document: Any) -> str | None:
    url = document.metadata.get("url")
    return surrogates(url) if isinstance(url, str) else None


def _known(document: Any) -> dict[str, Any]:
    found = document.metadata
    return {name: plain(found[name]) for name in _KNOWN if found.get(name) is not None}
