"""Scrapy: an item pipeline that cleans what spiders yield.

ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanerPipeline": 300}

Settings, with their defaults: CLEANER_SETTINGS (a dict for `cleaner.Settings`), CLEANER_FIELD (`text`, else `html`:
what is cleaned), CLEANER_TEXT_FIELD (`text`), CLEANER_METADATA_FIELD (`metadata`), CLEANER_ERROR_FIELD (none: failures
are logged and counted only), CLEANER_THREAD_FROM (10,000 characters: longer texts are cleaned beside the reactor, not
in it). An item's `url` says where it is from. No item is dropped.
"""

import json
import logging
from typing import Any

from cleaner.batches import plain
from cleaner.cleaners.whitespace import surrogates
from cleaner.extras import needed
from cleaner.items import cleaner_of
from cleaner.settings import Settings

_log = logging.getLogger(__name__)
_LONG = 10_000


class CleanerPipeline:
    """Cleans items of any type that itemadapter knows; counts are under `cleaner/` in the crawler's stats."""

    def __init__(self, crawler: Any) -> None:
        get = crawler.settings.get
        given: dict[str, Any] = crawler.settings.getdict("CLEANER_SETTINGS")
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        self._cleaner = cleaner_of(Settings(**given))
        self._field, self._long = get("CLEANER_FIELD"), crawler.settings.getint("CLEANER_THREAD_FROM", _LONG)
        self._text, self._metadata = get("CLEANER_TEXT_FIELD", "text"), get("CLEANER_METADATA_FIELD", "metadata")
        self._error, self._stats = get("CLEANER_ERROR_FIELD"), crawler.stats
        assert self._cleaner.matcher  # what is wrong shows now, and the first item need not wait

    @classmethod
    def from_crawler(cls, crawler: Any) -> "CleanerPipeline":
        """As Scrapy makes pipelines."""
        return cls(crawler)

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with its text cleaned. `spider` is given by older versions only."""
        adapter = needed("itemadapter", "scrapy").ItemAdapter(item)
        names = (self._field,) if self._field else ("text", "html")
        source = next((name for name in names if isinstance(adapter.get(name), str | bytes)), None)
        if source is None:
            return item
        row = self._row(adapter, source)
        if len(adapter[source]) < self._long:
            cleaned = self._clean(row)
        else:
            threads, defer = needed("twisted.internet.threads", "scrapy"), needed("scrapy.utils.defer", "scrapy")
            cleaned = await defer.maybe_deferred_to_future(threads.deferToThread(self._clean, row))
        self._note(adapter, cleaned)
        return item

    def _row(self, adapter: Any, source: str) -> dict[str, Any]:
        name = source if source == "html" else "text"
        known, url = adapter.get(self._metadata), adapter.get("url")
        text = known if isinstance(known, str) else json.dumps(plain(known or {}))
        value = adapter[source]
        value = surrogates(value) if isinstance(value, str) else value
        return {name: value, "url": surrogates(url) if isinstance(url, str) else None, "metadata": text}

    def _clean(self, row: dict[str, Any]) -> dict[str, Any]:
        batch = needed("pyarrow", "corpus").RecordBatch.from_pylist([row])
        return dict(self._cleaner.clean_batch(batch, removed="removed").to_pylist()[0])

    def _note(self, adapter: Any, cleaned: dict[str, Any]) -> None:
        if cleaned["error"]:
            _log.warning("not cleaned: %s", cleaned["error"])
            self._stats.inc_value("cleaner/failed")
            if self._error:
                adapter[self._error] = cleaned["error"]
            return
        adapter[self._text], adapter[self._metadata] = cleaned["text"], json.loads(cleaned["metadata"])
        self._stats.inc_value("cleaner/cleaned")
        for span in cleaned["removed"]:
            self._stats.inc_value(f"cleaner/removed/{span['kind']}")
