"""What readers said of disagreements that the program told of real news without labels: `judged/SPLIT.json`.

A file lists stories of AllSides, of ECB+ train and of the stream, each with its articles by their ids there, the sha256 of
all their texts together, and the items: the places (number of the article, start, end) of each value that a version of the
program told, and a reader's verdict: the values answer one question and exclude each other (`right`), it is one question but rounding, wording,
scope, or the values of another question with them (`partly`), or two things, or the same in other words (`wrong`). The
readers saw sentences only and did not know which program told what, nor how surely. `dev` was read while rules were written; of
`test` nobody looked at an item but those who judged it. No text of a corpus stands in this repository.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from benchmarks import news
from benchmarks.archives import DataMissing, texts
from twosource.articles.make import make_article
from twosource.data import Article, Finding

JUDGED = Path(__file__).parent / "judged"

Verdict = Literal["right", "partly", "wrong"]
Place = tuple[str, int, int]  # article, start, end
Row = tuple[str, str | None, str]  # outlet, day of publication, text


@dataclass(frozen=True, slots=True)
class Item:
    """A disagreement that was judged: the places of each of its values."""

    values: tuple[tuple[Place, ...], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, and what was judged of it."""

    name: str
    articles: list[Article]
    items: tuple[Item, ...]


def read_judged(data: Path | None, split: str) -> Iterator[Story]:
    """The judged stories of a split. Raises `DataMissing` where a corpus is not here, or its texts are not those that were judged."""
    stories = json.loads((JUDGED / f"{split}.json").read_text(encoding="utf-8"))
    rows = {corpus: _rows(data, corpus) for corpus in sorted({s["corpus"] for s in stories})}
    for story in stories:
        found = [rows[story["corpus"]].get(name, ("", None, "")) for name in story["articles"]]
        if digest([text for *_, text in found]) != story["sha256"]:
            raise DataMissing(f"{story['story']}: its texts in {story['corpus']} are not those that were judged.")
        yield Story(
            story["story"],
            [
                make_article(text, id=f"r{i}", outlet=outlet or f"Outlet {i}", published=day)
                for i, (outlet, day, text) in enumerate(found)
            ],
            tuple(_item(item) for item in story["items"]),
        )


def digest(read: Sequence[str]) -> str:
    """The sha256 of texts, one after the other."""
    return hashlib.sha256("\n".join(read).encode()).hexdigest()


def verdict_on(finding: Finding, items: Sequence[Item]) -> Verdict | None:
    """What was said of a disagreement: of the item with which it shares most words in two values, None where it shares none."""
    told = [[(a.article, a.start, a.end) for a in value.evidence] for value in finding.values]
    shared = Counter({n: _in_common(told, item.values) for n, item in enumerate(items)})
    number, share = max(shared.items(), key=lambda told: told[1], default=(0, 0.0))
    return items[number].verdict if share >= LEAST else None


LEAST = 0.5  # share of the places in common, of the value of two that has less


def _in_common(told: Sequence[Sequence[Place]], judged: Sequence[Sequence[Place]]) -> float:
    """How much two disagreements have in common: of the best two values of each the one that shares less, 0..1."""
    likeness = [[_share(one, two) for two in judged] for one in told]
    best = 0.0
    for a, b in combinations(range(len(told)), 2):
        for c, d in combinations(range(len(judged)), 2):
            best = max(best, min(likeness[a][c], likeness[b][d]), min(likeness[a][d], likeness[b][c]))
    return best


def _share(one: Sequence[Place], two: Sequence[Place]) -> float:
    met = sum(any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for b in two) for a in one)
    return met / len(one) if one else 0.0


def _item(told: dict[str, Any]) -> Item:
    values = tuple(tuple((f"r{n}", start, end) for n, start, end in places) for places in told["values"])
    return Item(values, told["verdict"])


def _rows(data: Path | None, corpus: str) -> dict[str, Row]:
    """Outlet, day and text of each article of a corpus, by its id."""
    if corpus == "ecbplus":
        return {a.id: (a.outlet if a.outlet != a.id else "", None, a.text) for a in news.ecbplus(data, "train")}
    archive, name, day = {
        "allsides": ("stories-allsides", "fulltext.jsonl", "date"),
        "stream": ("stream-dev", "articles.jsonl", "published"),
    }[corpus]
    read = (json.loads(line) for _, text in texts(data, archive, name) for line in text.splitlines())
    return {row["id"]: (row["outlet"], row[day][:10], f"{row['title']}\n\n{row['text']}") for row in read}
