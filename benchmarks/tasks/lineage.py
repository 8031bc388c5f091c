"""Who copies whom in a heap of reports: copies made by rules (`benchmarks/reprints.py`) beside the reports they are of.

One report of each round-up of AllSides, so that none is another's copy; the kinds of copies take turns, and some
reports that stand for nothing else lend their text to embed others in. Found pairs and origins (connected pairs) are held against those
made. `keys`: candidates by keys of paragraphs, then word by word. `exact`: the same
check of all pairs that share 5-grams. Beside them in the same run: MinHash of whole texts, by keys as an index has
them, and as all pairs at the threshold that is best for it here; and TF-IDF cosine, all pairs at its best threshold.
On the stream, where nobody knows the copies, `stream_recall` is the share of the pairs that the exact way finds among
the first articles that the keys find too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import log
from pathlib import Path
from time import process_time
from typing import Any
from zlib import crc32

import numpy as np
from rensa import RMinHash

from benchmarks.clusters import b_cubed
from benchmarks.reprints import KINDS
from benchmarks.story_sets import rows
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.copying import WORD, candidates, overlap, read_prose
from twosource.stories.paragraphs import bands, far_copied, pairs_by_keys, verify

PUBLISHED: list[tuple[str, float, str]] = []
EACH = 40  # copies of a kind
STREAM = 3000  # articles of the stream
PARTS = {"dev": 0, "check": 1}  # halves of the reports by crc32 of their id; thresholds are looked at on the first
LEAST = 8  # paragraphs of a report that is copied
PERMUTATIONS, DOCUMENT_ROWS = 128, 4
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heap:
    """Reports and their copies; `origin` says which report each is or comes from, `kind` how it was made."""

    articles: list[Article]
    origin: list[int]
    kind: list[str]

    @property
    def pairs(self) -> dict[Pair, str]:
        """The true pairs with the kind of the copy."""
        first = {o: i for i, (o, k) in enumerate(zip(self.origin, self.kind, strict=True)) if not k}
        return {(first[o], i): k for i, (o, k) in enumerate(zip(self.origin, self.kind, strict=True)) if k}


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Make the heap, find the copies each way, and score them."""
    heap = make_heap(data, split)
    started = process_time()
    ours = by_keys(heap.articles)
    spent = process_time() - started
    shown: dict[str, dict[str, float]] = {
        "keys": score(heap, ours),
        "exact": score(heap, exact(heap.articles)),
        "document_keys": score(heap, document_keys(digests(heap.articles))),
        "document_minhash": best(heap, minhash(digests(heap.articles))),
        "tfidf": best(heap, tfidf(heap.articles)),
    }
    stream = read_stream(data)
    known, found = exact(stream), by_keys(stream)
    figures: dict[str, float | None] = dict(shown["keys"])
    for name in (n for n in shown if n != "keys"):
        figures |= {f"{name}_{key}": shown[name][key] for key in ("pair_f1", "b3_f1", "recall_embedded")}
    figures["stream_recall"] = len(known & found) / len(known) if known else None
    figures["articles_per_cpu_second"] = len(heap.articles) / spent
    return {
        "figures": figures,
        "counts": {
            "articles": len(heap.articles), "copies": len(heap.pairs), "stream_articles": len(stream),
            "stream_pairs_exact": len(known), "stream_pairs_keys": len(found),
        },
        "cases": shown,
        "notes": [
            f"{name}: all pairs at {shown[name]['threshold']:.2f}, the best threshold for it here"
            for name in ("document_minhash", "tfidf")
        ],
    }  # fmt: skip


# ---- the heap


def make_heap(data: Path | None, split: str) -> Heap:
    """Reports of different stories, `EACH` copies of a kind, all in one."""
    reports: dict[str, dict[str, Any]] = {}
    for row in rows(data, "stories-allsides", "fulltext.jsonl"):
        if crc32(str(row["cluster"]).encode()) % 2 == PARTS[split] and len(paragraphs(row["text"])) >= LEAST:
            reports.setdefault(row["cluster"], row)
    chosen = [reports[key] for key in sorted(reports, key=lambda k: (crc32(str(k).encode()), str(k)))]
    hosts, chosen = chosen[:EACH], chosen[EACH:]
    heap = Heap([], [], [])
    for number, row in enumerate(chosen):
        _put(heap, row["outlet"], (row["title"], paragraphs(row["text"])), number, "")
    for number, row in enumerate(chosen[: EACH * len(KINDS)]):
        kind = sorted(KINDS)[number % len(KINDS)]
        host = paragraphs(hosts[number // len(KINDS)]["text"])  # each lends its text once
        made = KINDS[kind](row["title"], paragraphs(row["text"]), host, random.Random(f"{split} {number}"))
        _put(heap, f"Copyist {number}", made, number, kind)
    return heap


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [p.strip() for p in text.split("\n") if p.strip()]


def _put(heap: Heap, outlet: str, made: tuple[str, list[str]], origin: int, kind: str) -> None:
    title, told = made
    body = "\n\n".join([title, *told])
    heap.articles.append(make_article(body, id=f"a{len(heap.articles)}", outlet=outlet, title=title))
    heap.origin.append(origin)
    heap.kind.append(kind)


def read_stream(data: Path | None) -> list[Article]:
    """The first articles of the stream."""
    first = islice(rows(data, "stream-dev", "articles.jsonl"), STREAM)
    return [make_article(r["text"], id=f"s{i}", outlet=r["outlet"], title=r["title"]) for i, r in enumerate(first)]


# ---- the ways to find copies


def by_keys(articles: Sequence[Article]) -> set[Pair]:
    """As the archive: keys of paragraphs, then word by word."""
    near = pairs_by_keys([bands(a) for a in articles])
    return {(i, j) for i, j in near if verify(articles[i], articles[j]) is not None}


def exact(articles: Sequence[Article]) -> set[Pair]:
    """Every pair that has enough 5-grams in common, by the same check."""
    prose = {a.id: read_prose(a) for a in articles}
    near = candidates([prose[a.id] for a in articles])
    looked = {(i, j): overlap(articles[i], articles[j], prose) for i, j, _ in near}
    return {pair for pair, found in looked.items() if found is not None and far_copied(found)}


def digests(articles: Sequence[Article]) -> np.ndarray:
    """Least hashes of the texts' word triples."""
    tokens = [[m.group().lower() for m in WORD.finditer(a.text)] for a in articles]
    triples = [[" ".join(t[i : i + 3]) for i in range(len(t) - 2)] for t in tokens]
    return np.array(RMinHash.digests_from_token_sets(triples, PERMUTATIONS, 1), dtype=np.uint32)


def document_keys(least: np.ndarray) -> set[Pair]:
    """Pairs with one of 32 keys of four least hashes in common."""
    holders: dict[tuple[int, bytes], list[int]] = {}
    for row, digest in enumerate(least):
        for band in range(0, PERMUTATIONS, DOCUMENT_ROWS):
            holders.setdefault((band, digest[band : band + DOCUMENT_ROWS].tobytes()), []).append(row)
    return {(a, b) for rows in holders.values() for a, b in combinations(rows, 2)}


def minhash(least: np.ndarray) -> np.ndarray:
    """Estimated Jaccard index of the texts' word triples."""
    return np.stack([(least == row).mean(axis=1) for row in least])


def tfidf(articles: Sequence[Article]) -> np.ndarray:
    """Cosine of the texts' words, (1 + log tf) log(n / df)."""
    counts = [Counter(m.group().lower() for m in WORD.finditer(a.text)) for a in articles]
    df = Counter(word for some in counts for word in some)
    column = {word: i for i, word in enumerate(sorted(word for word, n in df.items() if n > 1))}
    table = np.zeros((len(articles), len(column)), dtype=np.float32)
    for row, some in enumerate(counts):
        for word, n in some.items():
            if word in column:
                table[row, column[word]] = (1 + log(n)) * log(len(articles) / df[word])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    cosines: np.ndarray = table @ table.T
    return cosines


# ---- scores


def best(heap: Heap, likeness: np.ndarray) -> dict[str, float]:
    """The scores at the threshold with the best F1 of pairs."""
    scored = []
    for threshold in np.round(np.arange(0.05, 0.96, 0.05), 2):
        rows, columns = np.nonzero(np.triu(likeness, 1) >= threshold)
        found = set(zip(rows.tolist(), columns.tolist(), strict=True))
        if len(found) <= 20 * len(heap.pairs):
            scored.append(score(heap, found) | {"threshold": float(threshold)})
    return max(scored, key=lambda s: (s["pair_f1"], s["b3_f1"], -s["threshold"]))


def score(heap: Heap, found: set[Pair]) -> dict[str, float]:
    """Precision, recall and F1 of the pairs, B-cubed of the origins, recall of each kind."""
    true = heap.pairs
    hits = found & true.keys()
    made = {"pair_precision": len(hits) / max(1, len(found)), "pair_recall": len(hits) / max(1, len(true))}
    made["pair_f1"] = 2 * len(hits) / max(1, len(found) + len(true))
    f1, precision, recall = b_cubed(heap.origin, connected(len(heap.origin), found))
    made |= {"b3_precision": precision, "b3_recall": recall, "b3_f1": f1}
    per_kind = Counter(true.values())
    got = Counter(true[pair] for pair in hits)
    return made | {f"recall_{kind}": got[kind] / per_kind[kind] for kind in KINDS if per_kind[kind]}


def connected(n: int, pairs: Iterable[Pair]) -> list[int]:
    """The number of the connected part of each of `n` articles."""
    home = list(range(n))

    def root(item: int) -> int:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    for a, b in pairs:
        one, two = sorted((root(a), root(b)))
        home[two] = one
    return [root(i) for i in range(n)]
