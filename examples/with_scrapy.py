"""Clean what a Scrapy spider yields: python examples/with_scrapy.py raw.jsonl cleaned.jsonl"""

import json
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess

raw, cleaned = (Path(name).absolute() for name in sys.argv[1:])


class Records(scrapy.Spider):
    """Yields the records of a file as a spider yields the items of a page."""

    name = "records"

    async def start(self):
        yield scrapy.Request(raw.as_uri())

    def parse(self, response):
        yield from map(json.loads, response.text.splitlines())


process = CrawlerProcess(
    {
        "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 300},
        "FEEDS": {cleaned.as_uri(): {"format": "jsonlines", "encoding": "utf-8"}},
        "LOG_LEVEL": "WARNING",
        "ROBOTSTXT_OBEY": False,
    }
)
crawler = process.create_crawler(Records)
process.crawl(crawler)
process.start()
print(json.dumps(crawler.stats.get_stats(), default=str))
