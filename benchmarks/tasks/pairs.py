"""Two statements from two reports: do they agree, conflict, or speak of different things?

Three parts. **Changed sentences** (`benchmarks/perturb.py`): sentences of news articles with one thing changed by rule,
each pair given to `compare` as two reports of two origins on one day. The product's own verdict is judged: conflicting
where a finding conflicts or is an update, agree where reports meet in a finding without one, else not-comparable. The
articles come from PolNeAR and ECB+ of the split, or from `news/SPLIT/*.txt` in the data folder. **ClaimDiff**: how the
pair encoder's scores rank pairs that strengthen or weaken each other (area under the ROC curve), on topics that its
training never saw. **SNLI**: accuracy of its three classes, image captions it was not trained on.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import claimdiff, news, perturb
from benchmarks.archives import DataMissing, members
from benchmarks.other_words import other_words
from benchmarks.pair_encoder import CLASSES, pair_encoder
from twosource.articles.make import make_article
from twosource.compare import compare
from twosource.data import Article, Document, Origin, Status, Story
from twosource.pipeline import read_documents

SEED = 20261125
ARTICLES = 50  # of a corpus at most, drawn with a fixed seed
EACH = 100  # pairs of one kind at most
DIFFERING = frozenset({Status.CONFLICTING, Status.UPDATED})
LATER = ("act", "kind", "same-word")  # drawn last, so that they leave the draws of the others as they were
UNRELATED = ("look-alike", "other-article")
PUBLISHED = [
    ("snli_accuracy", 0.863, "decomposable attention on SNLI test, trained on its 550,000 pairs (2016)"),
    ("snli_accuracy", 0.880, "ESIM, likewise (2017)"),
]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Judge the changed sentences, rank the claims, class the captions; a part that lacks its data or model is left out, and said so."""
    figures: dict[str, float | None] = {}
    counts: dict[str, float] = {}
    cases: dict[str, Any] = {}
    notes = []
    for part in (changed_sentences, claims, captions):
        try:
            found = part(data, split)
        except DataMissing as missing:
            notes.append(f"{part.__name__}: left out. {missing}")
            cases[part.__name__] = "left out"  # so that the saved figures say why they are fewer
            continue
        figures |= found["figures"]
        counts |= found["counts"]
        cases |= found.get("cases", {})
    if not figures:
        raise DataMissing(" ".join(notes))
    return {"figures": figures, "counts": counts, "cases": cases, "notes": notes}


# ---- changed sentences


def changed_sentences(data: Path | None, split: str) -> dict[str, Any]:
    """Accuracy of the product's verdict for each kind of change."""
    pairs = make_pairs([*read_documents(articles(data, split))])
    verdicts = judge(pairs)
    right: dict[str, list[bool]] = defaultdict(list)
    told: dict[str, str] = {}
    for number, (pair, verdict) in enumerate(zip(pairs, verdicts, strict=True)):
        right[pair.kind].append(verdict == pair.verdict)
        told[f"{pair.kind}-{number:04}"] = verdict
    unrelated = [v != "conflicting" for p, v in zip(pairs, verdicts, strict=True) if p.kind in UNRELATED]
    figures: dict[str, float | None] = {f"{kind}_right": sum(r) / len(r) for kind, r in sorted(right.items())}
    figures["unrelated_not_conflicting"] = sum(unrelated) / len(unrelated) if unrelated else None
    return {"figures": figures, "counts": {f"{k}_pairs": len(r) for k, r in sorted(right.items())}, "cases": told}


def articles(data: Path | None, split: str) -> list[Article]:
    """The news articles of a split, from whichever of the corpora are there."""
    found = []
    for source in (news.polnear, news.ecbplus, news.plain):
        try:
            told = [*source(data, split)]
        except DataMissing:
            continue
        found.extend(random.Random(SEED).sample(told, min(ARTICLES, len(told))))
    if not found:
        raise DataMissing(f"No news articles of the split {split!r} in {data}.")
    return found


def make_pairs(documents: Sequence[Document]) -> list[perturb.Pair]:
    """At most `EACH` pairs of every kind, drawn with a fixed seed; a sentence gives one pair of a kind."""
    rng = random.Random(SEED)
    names = [*chain.from_iterable(map(perturb.names_of, documents))]
    by_kind: dict[str, list[perturb.Pair]] = defaultdict(list)
    everywhere = [(d, s) for d in documents for s in perturb.sentences(d)]
    for document, sentence in everywhere:
        once: dict[str, perturb.Edit] = {}
        for edit in (*perturb.edits(document, sentence, rng, names), *other_words(document, sentence)):
            once.setdefault(edit.kind, edit)
        day, quote = document.article.published or news.PUBLISHED, sentence.quote
        for kind, edit in once.items():
            by_kind[kind].append(perturb.Pair(kind, edit.verdict, day, quote, edit.apply(sentence), edit))
        other = perturb.look_alike(document, sentence)
        if other is not None:
            by_kind["look-alike"].append(perturb.Pair("look-alike", "not-comparable", day, quote, other.quote))
        far, there = everywhere[rng.randrange(len(everywhere))]
        if far is not document:
            by_kind["other-article"].append(perturb.Pair("other-article", "not-comparable", day, quote, there.quote))
    kinds = sorted(by_kind, key=lambda kind: (kind in LATER, kind))
    return [p for kind in kinds for p in rng.sample(by_kind[kind], min(EACH, len(by_kind[kind])))]


def judge(pairs: Sequence[perturb.Pair]) -> list[perturb.Verdict]:
    """What `compare` makes of each pair, as two reports of one day from two origins."""
    both = [
        make_article(text, id=f"{number:05}-{side}", outlet=side, published=pair.published)
        for number, pair in enumerate(pairs)
        for side, text in (("one", pair.one), ("two", pair.two))
    ]
    documents = [*read_documents(both)]
    return [verdict(documents[i], documents[i + 1]) for i in range(0, len(documents), 2)]


def verdict(one: Document, two: Document) -> perturb.Verdict:
    """The account of two documents in one word."""
    told = tuple(d.article for d in (one, two))
    origins = tuple(Origin(id=a.id, articles=(a.id,), outlets=(a.outlet,), families=(a.outlet,)) for a in told)
    account = compare(Story(id="pair", articles=told, origins=origins), [one, two])
    shared = [f for f in account.findings if len(f.articles) > 1]
    if any(f.status in DIFFERING for f in shared):
        return "conflicting"
    return "agree" if shared else "not-comparable"


# ---- ClaimDiff and SNLI


def claims(data: Path | None, split: str) -> dict[str, Any]:
    """How well the scores rank ClaimDiff's pairs; of its training file only the topics kept apart."""
    rows = [*claimdiff.read(data, "train" if split == "dev" else split)]
    if split == "dev":
        rows = [r for r in rows if claimdiff.held_out_topic(r.topic)]
    scores = pair_encoder().score([(r.one, r.two) for r in rows])
    contradicting = scores.classes[:, CLASSES.index("contradiction")]
    return {
        "figures": {
            "claimdiff_strengthens_auc": auc([r.strengthens for r in rows], scores.same),
            "claimdiff_weakens_auc": auc([r.weakens for r in rows], contradicting),
        },
        "counts": {"claimdiff_pairs": len(rows), "claimdiff_topics": len({r.topic for r in rows})},
    }


def captions(data: Path | None, split: str) -> dict[str, Any]:
    """Accuracy on SNLI; pairs on which its annotators had no majority are left out."""
    packed = next(members(data, "nli-dev", f"snli/snli_1.0_{split}.jsonl.gz"))[1]
    rows = [json.loads(line) for line in gzip.decompress(packed).decode().splitlines()]
    rows = [r for r in rows if r["gold_label"] in CLASSES]
    scores = pair_encoder().score([(r["sentence1"], r["sentence2"]) for r in rows])
    given = [CLASSES[i] for i in scores.classes.argmax(axis=1)]
    hits = sum(g == r["gold_label"] for g, r in zip(given, rows, strict=True))
    return {"figures": {"snli_accuracy": hits / len(rows)}, "counts": {"snli_pairs": len(rows)}}


def auc(labels: Sequence[bool], scores: np.ndarray) -> float | None:
    """Area under the ROC curve: the chance that a positive pair scores above a negative one; ties count half."""
    positive, negative = (scores[[label is wanted for label in labels]] for wanted in (True, False))
    if not len(positive) or not len(negative):
        return None
    above = (positive[:, None] > negative[None, :]).sum() + 0.5 * (positive[:, None] == negative[None, :]).sum()
    return float(above / (len(positive) * len(negative)))
