"""Count in how many documents of public corpora each word stands (`twosource/stories/rarity.safetensors`).

    python -m training.rarity --data DIR [--out FILE]

Counts only: the words themselves are kept as numbers. A word of a single document is left out, and counts as unseen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from benchmarks.archives import texts
from benchmarks.story_sets import rows
from twosource.stories.traits import CHARACTERS, key_of, words

SETS = (("stories-allsides", "fulltext.jsonl"), ("stories-allsides", "leads.jsonl"), ("stories-ecbplus", "train.jsonl"))
LEAST = 2


def documents(data: Path) -> Iterator[str]:
    """Texts that are counted: news of many outlets and places."""
    for archive, name in SETS:
        for row in rows(data, archive, name):
            yield f"{row.get('title') or ''}\n{row['text'][:CHARACTERS]}"
    for _, text in texts(data, "attribution-polnear", "train/text/*"):
        yield text[:CHARACTERS]
    for _, table in texts(data, "ner-worldwide", "tsv/*.tsv"):
        yield " ".join(line.split("\t")[0] for line in table.splitlines()[1:])[:CHARACTERS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("twosource/stories/rarity.safetensors"))
    options = parser.parse_args()
    counts: Counter[int] = Counter()
    total = 0
    for text in documents(options.data):
        counts.update({key_of(word) for word in words(text)})
        total += 1
    kept = sorted(key for key, n in counts.items() if n >= LEAST)
    tables = {
        "keys": np.array(kept, dtype=np.uint32),
        "documents": np.array([min(counts[key], 65535) for key in kept], dtype=np.uint16),
        "total": np.array([total], dtype=np.uint32),
    }
    save_file(tables, options.out)
    print(f"{total} documents, {len(kept)} words")


if __name__ == "__main__":
    main()
