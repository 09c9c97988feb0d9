"""Clean JSON Lines with Ray Data: python examples/with_ray.py raw.jsonl cleaned.jsonl"""

import json
import sys
from pathlib import Path

import ray

from cleaner.integrations.ray import clean_dataset

raw, cleaned = sys.argv[1:]
ray.init(num_cpus=2, include_dashboard=False)
records = map(json.loads, Path(raw).read_text(encoding="utf-8").splitlines())
rows = clean_dataset(ray.data.from_items(list(records)), concurrency=2, num_cpus=0.5).take_all()
with Path(cleaned).open("w", encoding="utf-8") as file:
    file.writelines(json.dumps(row) + "\n" for row in rows)
