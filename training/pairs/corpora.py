"""The labelled pairs: the NLI pool by source, ECB+ and ClaimDiff pairs of sentences, and changed news sentences."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks import claimdiff
from benchmarks.archives import text
from benchmarks.claimdiff import held_out_topic
from benchmarks.news import joined
from benchmarks.pair_encoder import CLASSES

ARCHIVES = ("nli-pool", "claims-claimdiff", "events-ecbplus", "stories-ecbplus")
GATHERED = {
    "fracas": "small", "commitment_bank": "small", "semi_auto_translate_wiki": "wiki", "semi_auto_sim_wiki": "wiki",
    "semi_auto_base_wiki": "wiki",
}  # fmt: skip
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts; their class and whether they speak of one thing, each `UNKNOWN` where nobody said."""

    premise: str
    hypothesis: str
    label: int = UNKNOWN
    same: int = UNKNOWN
    key: str = ""  # what is kept apart together: premise, topic


@dataclass(slots=True)
class Corpus:
    """Pairs to train on and pairs kept apart."""

    train: list[Pair]
    dev: list[Pair]


def load(data: Path, news: Path | None, held_out: int) -> dict[str, Corpus]:
    """Every source, split by premise, ClaimDiff by topic (`held_out_topic`); ECB+ has a dev part of its own."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for line in text(data, "nli-pool", "train.jsonl").splitlines():
        row = json.loads(line)
        pairs[GATHERED.get(row["source"], row["source"])].append(
            Pair(row["premise"], row["hypothesis"], CLASSES.index(row["label"]), key=row["premise"])
        )
    pairs["claimdiff"] = [as_pair(row) for row in claimdiff.read(data, "train")]
    if news is not None:
        for line in news.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = min(row["premise"], row["hypothesis"])
            pairs["news"].append(Pair(row["premise"], row["hypothesis"], CLASSES.index(row["label"]), row["same"], key))
    found = {}
    for source in sorted(pairs):
        if source == "claimdiff":
            apart = [held_out_topic(p.key) for p in pairs[source]]
        else:
            apart = [_bucket(p.key, held_out) == 0 for p in pairs[source]]
        found[source] = Corpus(
            [p for p, a in zip(pairs[source], apart, strict=True) if not a],
            [p for p, a in zip(pairs[source], apart, strict=True) if a],
        )
    found["ecbplus"] = Corpus(ecbplus(data, "train"), ecbplus(data, "dev"))
    return found


def as_pair(row: claimdiff.Claims) -> Pair:
    """Claims of two outlets: one thing where one strengthens or weakens the other; weakened, the class too."""
    label = CLASSES.index("contradiction") if row.weakens else UNKNOWN
    return Pair(row.one, row.two, label, int(row.strengthens or row.weakens), row.topic)


def ecbplus(data: Path, split: str) -> list[Pair]:
    """Sentences of two articles of one topic: one event where mentions in them corefer; else as many that do not and
    share the lemma of an event, or only the topic. Each topic tells of two events alike; what is said of the one never
    confirms or contradicts what is said of the other.
    """
    lines = {}
    for line in text(data, "stories-ecbplus", f"{split}.jsonl").splitlines():
        row = json.loads(line)
        lines[row["id"]] = [joined(part) for part in row["text"].split("\n")]
    chains: dict[tuple[str, int], set[str]] = defaultdict(set)
    lemmas: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in json.loads(text(data, "events-ecbplus", f"{split}/Event_gold_mentions.json")):
        at = (mention["doc_id"].removesuffix(".xml"), mention["sent_id"])
        if at[0] in lines and at[1] < len(lines[at[0]]) and mention["tokens_str"].split()[0] in lines[at[0]][at[1]]:
            chains[at].add(mention["coref_chain"])
            lemmas[at].add(mention["mention_head_lemma"])
    topics: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at in sorted(chains):
        topics[at[0].split("_")[0]].append(at)
    rng = random.Random(0)
    found: list[Pair] = []
    for topic in sorted(topics):
        across = [(a, b) for a, b in combinations(topics[topic], 2) if a[0] != b[0]]
        positive = [p for p in across if chains[p[0]] & chains[p[1]]]
        alike = [p for p in across if not chains[p[0]] & chains[p[1]] and lemmas[p[0]] & lemmas[p[1]]]
        other = [p for p in across if not chains[p[0]] & chains[p[1]] and not lemmas[p[0]] & lemmas[p[1]]]
        size = min(len(positive), 400)
        for chosen, same in ((positive, 1), (alike, 0), (other, 0)):
            for one, two in rng.sample(chosen, min(len(chosen), size if same else size // 2 + 1)):
                apart = not same and one[0].endswith("plus") != two[0].endswith("plus")
                label = CLASSES.index("neutral") if apart else UNKNOWN
                found.append(Pair(lines[one[0]][one[1]], lines[two[0]][two[1]], label, same, topic))
    return found


def _bucket(key: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % size
