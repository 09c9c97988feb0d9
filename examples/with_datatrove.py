"""Clean JSON Lines in a datatrove pipeline: python examples/with_datatrove.py raw.jsonl cleaned.jsonl"""

import json
import sys
import tempfile
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader

from cleaner.integrations.datatrove import CleanerStep

raw, cleaned = (Path(name).absolute() for name in sys.argv[1:])


def written(data, rank=0, world_size=1):
    """A step that writes what comes."""
    with cleaned.open("w", encoding="utf-8") as file:
        for document in data:
            file.write(json.dumps({"id": document.id, "text": document.text, "metadata": document.metadata}) + "\n")
            yield document


with tempfile.TemporaryDirectory() as logs:
    reader = JsonlReader(str(raw.parent), glob_pattern=raw.name)
    LocalPipelineExecutor([reader, CleanerStep(), written], tasks=1, logging_dir=logs).run()
