"""ECB+: which event mentions of several reports are of one event, with gold mentions and gold topics.

A topic is both halves of ECB+ (`1ecb` and `1ecbplus`: two events of one kind, as two earthquakes), which is harder
than each half by itself; `subtopic_` figures are of the halves, as most published systems take them. Scores are over
all mentions of the split, those that stand alone included. `lemma_` figures join mentions of one topic by the head's
lemma, as the corpus gives it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks.archives import text
from benchmarks.chains import chain_scores
from benchmarks.event_pairs import CONTENT, Fitted, Mention, fitted, joined, read_mention, scores_of, signs_of
from twosource.annotate.reader import load_language

PUBLISHED = (
    ("subtopic_conll_f1", 0.795, "Barhom et al. 2019, test, predicted topics (from memory)"),
    ("subtopic_conll_f1", 0.856, "CDLM 2021, test (from memory)"),
    ("subtopic_conll_f1", 0.857, "Held et al. 2021, test (from memory)"),
    ("conll_f1", 0.600, "same head lemma, test, topics"),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The mentions of one topic with their gold chains, and the content lemmas of its reports."""

    name: str
    mentions: list[Mention]
    halves: list[str]
    chains: list[str]
    lemmas: list[str]  # as the corpus gives them
    reports: dict[str, list[str]]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Join the mentions of each topic, and of each of its halves."""
    topics = list(read_topics(data, split))
    by = fitted()
    given = [join(topic, by, halves=False) for topic in topics]
    halves = [join(topic, by, halves=True) for topic in topics]
    lemma = [[(topic.name, lemma) for lemma in topic.lemmas] for topic in topics]
    lemma_halves = [list(zip(topic.halves, topic.lemmas, strict=True)) for topic in topics]
    return {
        "figures": score(topics, given)
        | {f"subtopic_{name}": value for name, value in score(topics, halves).items()}
        | {"lemma_conll_f1": score(topics, lemma)["conll_f1"]}
        | {"lemma_subtopic_conll_f1": score(topics, lemma_halves)["conll_f1"]},
        "counts": {
            "topics": len(topics),
            "mentions": sum(len(topic.mentions) for topic in topics),
            "events": len({chain for topic in topics for chain in topic.chains}),
        },
        "cases": {topic.name: chain_scores(topic.chains, own) for topic, own in zip(topics, given, strict=True)},
    }


def score(topics: Sequence[Topic], given: Sequence[Sequence[Any]]) -> dict[str, float]:
    """The chains of all topics together."""
    gold = [chain for topic in topics for chain in topic.chains]
    own = [(topic.name, label) for topic, labels in zip(topics, given, strict=True) for label in labels]
    return chain_scores(gold, own)


def join(topic: Topic, by: Fitted, *, halves: bool) -> list[tuple[str, int]]:
    """A label for each mention; with `halves`, mentions of the two halves are never joined."""
    scores = scores_of(signs_of(topic.mentions, topic.reports), by)
    labels: list[tuple[str, int]] = [("", 0)] * len(topic.mentions)
    names = topic.halves if halves else [topic.name] * len(topic.mentions)
    for name in sorted(set(names)):
        rows = [i for i, own in enumerate(names) if own == name]
        for i, number in zip(rows, joined(scores[rows][:, rows], by.least), strict=True):
            labels[i] = (name, number)
    return labels


def read_topics(data: Path | None, split: str) -> Iterator[Topic]:
    """The topics of a split, read."""
    rows: list[dict[str, Any]] = json.loads(text(data, "events-ecbplus", f"{split}/Event_gold_mentions.json"))
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        topics[_number(row["topic_id"])].append(row)
    for name, own in sorted(topics.items(), key=lambda item: int(item[0])):
        words = {row["doc_id"]: row["mention_context"] for row in own}
        yield topic_of(name, own, dict(read(sorted(words.items()))))


def read(reports: Iterable[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, Doc]]:
    """The reports as Docs with all layers; the words are the corpus', the sentences ours."""
    language = load_language()
    for name, words in reports:
        doc = Doc(language.vocab, words=[word or "-" for word in words])
        for _, part in language.pipeline:
            doc = part(doc)
        yield name, doc


def topic_of(name: str, rows: Sequence[dict[str, Any]], docs: dict[str, Doc]) -> Topic:
    """One topic's rows, with their reports read."""
    return Topic(
        name=name,
        mentions=[read_mention(docs[row["doc_id"]], row["doc_id"], row["tokens_number"]) for row in rows],
        halves=[row["topic_id"] for row in rows],
        chains=[row["coref_chain"] for row in rows],
        lemmas=[row["mention_head_lemma"].lower() for row in rows],
        reports={
            report: [t.lemma_.lower() for t in doc if t.pos_ in CONTENT and not t.is_stop]
            for report, doc in docs.items()
        },
    )


def _number(topic_id: str) -> str:
    found = re.match(r"\d+", topic_id)
    return found.group() if found else topic_id
