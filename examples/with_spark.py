"""Clean JSON Lines on Spark: python examples/with_spark.py raw.jsonl cleaned.jsonl"""

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from cleaner.integrations.spark import clean_dataframe

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
raw, cleaned = sys.argv[1:]
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
df = clean_dataframe(spark.read.json(raw).repartition(4))
Path(cleaned).write_text("".join(line + "\n" for line in df.toJSON().collect()), encoding="utf-8")
spark.stop()
