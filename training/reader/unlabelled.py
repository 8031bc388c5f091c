"""News without labels, cut into units as the program cuts it: what a teacher labels for the reader to learn from.

    python -m training.reader.unlabelled --data DIR --out FILE.jsonl.gz [--words N]

Reads the full texts of stories-allsides and the articles of stream-dev, each text once, and writes one unit a line: its words
and the number of each word's sentence. Stories of the benchmark are not among them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.story_sets import as_article, rows
from twosource.annotate import BLOCKS
from twosource.annotate.reader import load_language, sentence_numbers, units
from twosource.errors import InputRefused

SETS = (("stories-allsides", "fulltext.jsonl"), ("stream-dev", "articles.jsonl"))
SEED = 20261127


def cut(data: Path) -> Iterator[tuple[list[str], list[int]]]:
    """Words and numbers of sentences of every unit, articles in a drawn order."""
    language = load_language()
    bounds = language.get_pipe("twosource_sentences")
    seen: set[str] = set()
    found = [row for archive, name in SETS for row in rows(data, archive, name)]
    random.Random(SEED).shuffle(found)
    for row in found:
        try:
            article = as_article(row)
        except InputRefused:
            continue
        if article.sha256 in seen:
            continue
        seen.add(article.sha256)
        doc = language.make_doc(article.text)
        doc.user_data[BLOCKS] = [(b.start, b.end, str(b.kind)) for b in article.blocks]
        bounds(doc)
        for unit in units(doc):
            yield [doc[i].text for i in unit], sentence_numbers(doc, unit).tolist()


def main() -> None:
    """Cut, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=4_000_000, help="to stop at")
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    written = 0
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        for words, sentence in cut(Path(options.data)):
            out.write(json.dumps([words, sentence]) + "\n")
            written += len(words)
            if written >= options.words:
                break
    print(f"{written} words")


if __name__ == "__main__":
    main()
