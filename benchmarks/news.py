"""News articles out of the public corpora, as texts that the library reads: PolNeAR's, and ECB+'s with its words joined."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from benchmarks.archives import texts
from twosource.articles.make import make_article
from twosource.data import Article

PUBLISHED = "2016-06-15"  # for articles that have no day: relative dates need one to count from
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def polnear(data: Path | None, split: str) -> Iterator[Article]:
    """The articles of a PolNeAR split, with the day that their names give."""
    for name, text in texts(data, "attribution-polnear", f"{split}/text/*.txt"):
        stem = PurePosixPath(name).stem
        day = DAY.search(stem)
        yield make_article(text, id=stem, outlet=stem.split("_")[0], published=day.group() if day else PUBLISHED)


def ecbplus(data: Path | None, split: str) -> Iterator[Article]:
    """The articles of an ECB+ split, one paragraph for each sentence."""
    for _, text in texts(data, "stories-ecbplus", f"{split}.jsonl"):
        for line in text.splitlines():
            row = json.loads(line)
            body = "\n\n".join(joined(part) for part in row["text"].split("\n"))
            yield make_article(body, id=row["id"], outlet=row["outlet"] or row["id"], published=PUBLISHED)


def joined(words: str) -> str:
    """Tokens with spaces between them, as a sentence is written."""
    text = words.replace("`` ", "“").replace(" ''", "”").replace("``", "“").replace("''", "”")
    text = re.sub(r" (['’](?:s|re|ve|ll|d|m)\b|n['’]t\b|['’](?= ))", r"\1", text)
    text = re.sub(r"(\w[’']) (?=(?:s|t|re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r" ([.,;:!?%)\]”])", r"\1", text)
    text = re.sub(r"([(\[“$€£#]) ", r"\1", text)
    text = re.sub(r"(?<=\d), (?=\d{3}\b)", ",", text)
    text = re.sub(r"(?<=\d): (?=\d\d\b)", ":", text)
    text = re.sub(r"\b([ap])\. m\.", r"\1.m.", text)
    return re.sub(r"(?<=\w) - (?=\w)", "-", text)


def plain(data: Path | None, split: str) -> Iterator[Article]:
    """Any other news: each `news/SPLIT/*.txt` of the data folder is an article, paragraphs parted by blank lines."""
    for name, text in texts(data, "news", f"{split}/*.txt"):
        stem = PurePosixPath(name).stem
        yield make_article(text, id=stem, outlet=stem, published=PUBLISHED)
