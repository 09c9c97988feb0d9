"""The adapters on the real libraries: every example gives the same bytes for the same thousand records.

Without a library its tests are skipped, saying which extra to install; `.ci/run` has them all.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import lines, records, write_table
from running import ROOT, command

from cleaner import Cleaner, Settings

ENGINES = ("spark", "ray", "datatrove", "datasets", "scrapy")
MODULES = {"spark": "pyspark"}
RECORDS = records(1000)
RULE = """
[note]
kind = "ads"
why = "ours"
phrases = ["a word from the quay"]
removes = ["A word from the quay"]
keeps = ["A word."]
"""


def need(engine: str) -> None:
    if importlib.util.find_spec(MODULES.get(engine, engine)) is None:
        pytest.skip(f"pip install 'article-cleaner[{engine}]'")


def python(*args: str, cwd: Path) -> str:
    """What a process prints; libraries warn of this and that, so they do not share ours."""
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "HF_DATASETS_OFFLINE": "1", "RAY_USAGE_STATS_ENABLED": "0"}
    env |= {"RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0", "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, *args], cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def expected():
    """What a call gives for each record: the text, and what is found."""
    cleaner = Cleaner()
    results = {row["id"]: cleaner.clean(row["text"], "text", row["url"]) for row in RECORDS}
    return {key: (result.text, dict(result.metadata)) for key, result in results.items()}


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    path = tmp_path_factory.mktemp("engines") / "raw.jsonl"
    path.write_bytes(lines(RECORDS))
    return path


@pytest.mark.parametrize("engine", ["local", *ENGINES])
def test_the_same_thousand_records_give_the_same_bytes(engine, raw, expected):
    out = raw.parent / f"{engine}.jsonl"
    if engine == "local":
        out.write_bytes(command("clean", str(raw)).stdout_bytes)
        stdout = ""
    else:
        need(engine)
        stdout = python(str(ROOT / "examples" / f"with_{engine}.py"), str(raw), str(out), cwd=raw.parent)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == sorted(expected)
    for row in rows:
        text, known = expected[row["id"]]
        found = json.loads(m) if isinstance(m := row["metadata"], str) else m
        assert row["text"].encode() == text.encode()
        assert {name: found[name] for name in known} == known
    if engine != "datatrove":  # its reader puts all members into the metadata
        before = {row["id"]: row for row in RECORDS}
        assert all(row[name] == before[row["id"]][name] for row in rows for name in ("score", "url"))
    if engine == "scrapy":
        stats = json.loads(stdout.splitlines()[-1])
        assert (stats["cleaner/cleaned"], stats["item_scraped_count"]) == (1000, 1000)
        assert stats["cleaner/removed/byline"] == 1000


SPARK = """
import json, sys
from pathlib import Path
from pyspark.sql import SparkSession
from cleaner import Settings
from cleaner.cli import main
from cleaner.integrations.spark import clean_dataframe

rules, source = sys.argv[1:]
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
rows = [(1, "A word from the quay\\n\\nThe ferry is late again, the harbour master said on Monday.", {"shelf": "b"})]
df = spark.createDataFrame([*rows, (2, None, None)], "n int, text string, metadata map<string,string>")
out = clean_dataframe(df, Settings(packs=(rules,)), error="trouble", removed="gone").repartition(2)
Path(rules).unlink()  # executors elsewhere would not have it either
made = {row["n"]: row.asDict(recursive=True) for row in out.collect()}
print(json.dumps([made[1], made[2], out.schema.simpleString()]))
for command in (["run", source, "out", "-q", "--removed"], ["learn", source, "sites", "-q", "--pages", "2"]):
    try:
        main([*command, "--engine", "spark"])
    except SystemExit as e:
        assert e.code in (0, 1), e.code
"""


def test_spark_ships_rules_keeps_errors_and_runs_whole_jobs(tmp_path):
    need("spark")
    (tmp_path / "ours.toml").write_text(RULE)
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.jsonl").write_bytes(lines(records(120)) + b"broken\n")
    write_table(source / "b.parquet", records(90, 2))
    said = python("-c", SPARK, str(tmp_path / "ours.toml"), str(source), cwd=tmp_path)
    good, bad, schema = json.loads(said.splitlines()[0])
    assert good["text"] == "The ferry is late again, the harbour master said on Monday."
    assert json.loads(good["metadata"]) == {"language": "en", "shelf": "b"}
    assert [span["rule"] for span in good["gone"]] == ["ours/note"]
    assert (bad["text"], good["trouble"]) == (None, None)
    assert "neither" in bad["trouble"]
    assert schema.startswith("struct<n:int,text:string,metadata:string,trouble:string,gone:array<struct<start:bigint,")
    command("run", str(source), str(tmp_path / "local"), "-q", "--removed", "-j", "1")
    command("learn", str(source), str(tmp_path / "local-sites"), "-q", "--pages", "2", "-j", "1")
    for one, other in (("out", "local"), ("sites", "local-sites")):
        here, there = (
            {p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()}
            for d in (tmp_path / one, tmp_path / other)
        )
        assert here == there


def test_datatrove_documents_that_fail_pass_as_they_came():
    need("datatrove")
    from datatrove.data import Document

    from cleaner.integrations.datatrove import CleanerStep

    step = CleanerStep(Settings(ignore=("share",)), batch_size=2)
    texts = ["Like this:\n\n" + RECORDS[0]["text"], RECORDS[1]["text"], RECORDS[2]["text"]]
    known = [{}, {"cleaner": {"keep": "wrong"}, "date": "2001-02-03"}, {"date": "2001-02-03", "n": object()}]
    documents = [Document(text, str(i), metadata=m) for i, (text, m) in enumerate(zip(texts, known, strict=True))]
    first, second, third = step.run(iter(documents))
    assert first.text.startswith("Like this:")
    assert second.text == texts[1]
    assert "keep" in second.metadata["cleaner_error"]
    assert third.metadata["date"] == "2001-02-03"
    assert third.metadata["n"] is known[2]["n"]


DATASETS = """
import json, sys
from datasets import ClassLabel, Dataset, Features, Value, IterableDataset
from cleaner.integrations.datasets import Clean, clean_dataset

body = "The ferry is late again, the harbour master said on Monday."
features = Features({"text": Value("string"), "label": ClassLabel(names=["sea", "land"]), "n": Value("int8")})
data = Dataset.from_dict({"text": ["Like this:\\n\\n" + body, None], "label": [1, 0], "n": [1, 2]}, features=features)
done = clean_dataset(data, error="trouble")
assert done.features["label"] == features["label"] and done.features["n"] == features["n"], done.features
again = clean_dataset(data, error="trouble")
assert done._fingerprint == again._fingerprint
streamed = list(clean_dataset(data.to_iterable_dataset(), error="trouble"))
assert streamed == done.to_list(), (streamed, done.to_list())
print(json.dumps(done.to_list()))
"""


def test_datasets_keep_their_features_streamed_or_not(tmp_path):
    need("datasets")
    first, second = json.loads(python("-c", DATASETS, cwd=tmp_path).splitlines()[-1])
    assert (first["text"], first["label"], first["trouble"]) == (
        "The ferry is late again, the harbour master said on Monday.",
        1,
        None,
    )
    assert second["text"] is None
    assert "neither" in second["trouble"]


SCRAPY = """
import asyncio, dataclasses, json, threading
import scrapy
from scrapy.crawler import CrawlerProcess
from cleaner.integrations.scrapy import CleanerPipeline

BODY = "The ferry is late again, the harbour master said on Monday. "

@dataclasses.dataclass
class Article:
    body: str
    url: str = "https://harbour.example/1"
    clean: str = ""
    found: dict = None
    wrong: str = ""

where = []
class Watched(CleanerPipeline):
    def _clean(self, row):
        where.append((len(row["text"]), threading.current_thread() is threading.main_thread()))
        return super()._clean(row)

class Spider(scrapy.Spider):
    name = "articles"
    async def start(self):
        yield scrapy.Request("data:,")
    def parse(self, response):
        yield Article("Like this:\\n\\n" + BODY)
        yield Article("Like this:\\n\\n" + BODY * 400)
        yield {"other": 1}
        yield {"body": BODY, "found": "no JSON", "url": 3}

items = []
class Collect:
    def process_item(self, item):
        items.append(dataclasses.asdict(item) if isinstance(item, Article) else item)
        return item

process = CrawlerProcess({
    "ITEM_PIPELINES": {Watched: 300, Collect: 400}, "LOG_LEVEL": "ERROR", "CLEANER_FIELD": "body",
    "CLEANER_TEXT_FIELD": "clean", "CLEANER_METADATA_FIELD": "found", "CLEANER_ERROR_FIELD": "wrong",
    "CLEANER_SETTINGS": {"ignore": ["title"]},
})
crawler = process.create_crawler(Spider)
process.crawl(crawler)
process.start()
stats = {k: v for k, v in crawler.stats.get_stats().items() if k.startswith("cleaner/")}
print(json.dumps([sorted(items, key=lambda i: len(str(i))), sorted(where), stats]))
"""


def test_scrapy_takes_any_item_and_long_texts_stay_out_of_the_reactor(tmp_path):
    need("scrapy")
    (other, wrong, short, long), where, stats = json.loads(python("-c", SCRAPY, cwd=tmp_path).splitlines()[-1])
    assert other == {"other": 1}
    assert (wrong["body"][:9], "clean" in wrong) == ("The ferry", False)
    assert "not a JSON object" in wrong["wrong"]
    assert short["clean"].startswith("The ferry is late again")
    assert short["body"].startswith("Like this:")
    assert short["found"]["url"] == "https://harbour.example/1"
    assert len(long["clean"]) > 20_000
    assert [in_main for size, in_main in where if size > 10_000] == [False]
    assert {in_main for size, in_main in where if size < 10_000} == {True}
    assert stats == {"cleaner/cleaned": 2, "cleaner/failed": 1, "cleaner/removed/share": 2}


@pytest.mark.parametrize("engine", ENGINES)
def test_without_the_library_the_extra_is_named(engine, tmp_path):
    """As a process, for what is imported already stays imported."""
    call = {
        "spark": "import cleaner.integrations.spark as s; s._schema(None, 'error', None)",
        "ray": "import cleaner.integrations.ray as r; r.clean_dataset(None)",
        "datatrove": "import cleaner.integrations.datatrove",
        "datasets": "import cleaner.integrations.datasets as d; d.clean_dataset(None)",
        "scrapy": "import cleaner.integrations.scrapy as s; s.needed('itemadapter', 'scrapy')",
    }[engine]
    blocked = ("pyspark", "pyspark.sql", "pyspark.sql.types", "ray", "ray.data", "datatrove", "datasets", "itemadapter")
    block = f"import sys; sys.modules.update(dict.fromkeys({blocked}))\nfrom cleaner import SettingsError\n"
    said = python("-c", f"{block}try:\n    {call}\nexcept SettingsError as e:\n    print(e)", cwd=tmp_path)
    assert f"pip install 'article-cleaner[{engine}]'" in said
