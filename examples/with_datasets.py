"""Clean JSON Lines with Hugging Face datasets: python examples/with_datasets.py raw.jsonl cleaned.jsonl"""

import sys
import tempfile

from datasets import load_dataset

from cleaner.integrations.datasets import clean_dataset

raw, cleaned = sys.argv[1:]
with tempfile.TemporaryDirectory() as cache:
    data = load_dataset("json", data_files=raw, split="train", cache_dir=cache)
    clean_dataset(data, num_proc=2).to_json(cleaned)
