"""Pairs of news sentences to train on: one thing changed by rule (`benchmarks/perturb.py`), or another sentence.

    python -m training.pairs.news --data DIR --out FILE

Reads the training articles of PolNeAR and ECB+ and the newswire of en-worldwide-newswire with the shipped reader, and
writes one JSON row for each pair. The rows hold text of the corpora: the file stays out of the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks import news, perturb
from benchmarks.archives import texts
from twosource.articles.make import make_article
from twosource.data import Anchor, Article, Document
from twosource.pipeline import read_documents

SEED = 20261125
MOST_EDITS = 3  # of one sentence, of kinds as different as it allows
CROPPED = 0.4  # share of the pairs of which only the statement around the change is shown
LABELS = {"agree": "entailment", "conflicting": "contradiction", "not-comparable": "neutral"}


def newswire(data: Path) -> Iterator[Article]:
    """The articles of en-worldwide-newswire, one paragraph for each sentence."""
    for name, text in texts(data, "ner-worldwide", "tsv/*.tsv"):
        lines = [line.split("\t")[0] for line in text.splitlines()[1:]]
        sentences = " ".join(line or "\n" for line in lines).split("\n")
        body = "\n\n".join(news.joined(s.strip()) for s in sentences if s.strip())
        if body:
            yield make_article(body, id=Path(name).stem, outlet=Path(name).stem.split("_")[0], published=news.PUBLISHED)


def rows_of(document: Document, others: list[tuple[str, str]], rng: random.Random) -> Iterator[dict[str, Any]]:
    """The training rows of one article."""
    for sentence in perturb.sentences(document):
        found = perturb.edits(document, sentence, rng, others)
        rng.shuffle(found)
        chosen: dict[str, perturb.Edit] = {}
        for edit in found:
            chosen.setdefault(edit.kind, edit)
        for edit in list(chosen.values())[:MOST_EDITS]:
            stretch = _around(document, sentence, edit) if rng.random() < CROPPED else sentence
            yield _row(edit.kind, stretch.quote, edit.apply(stretch), edit.verdict, rng)
        other = perturb.look_alike(document, sentence)
        if other is not None:
            yield _row("look-alike", sentence.quote, other.quote, "not-comparable", rng)
        inside = [s.anchor for s in document.statements if s.sentence == sentence and s.modality == "asserted"]
        inside = [a for a in inside if 4 <= len(a.quote.split()) < 0.8 * len(sentence.quote.split())]
        if inside and rng.random() < 0.5:
            part = rng.choice(inside)
            yield {
                "kind": "part",
                "premise": sentence.quote,
                "hypothesis": part.quote,
                "label": "entailment",
                "same": 1,
            }


def all_rows(articles: Iterable[Article], rng: random.Random) -> Iterator[dict[str, Any]]:
    """The training rows of the articles; names are replaced by those of articles read before."""
    others: list[tuple[str, str]] = []
    for document in read_documents([*articles]):
        others = [*others, *perturb.names_of(document)][-2000:]
        yield from rows_of(document, others, rng)


def _around(document: Document, sentence: Anchor, edit: perturb.Edit) -> Anchor:
    """The shortest statement that holds the change, the sentence where none does."""
    inside = [s.anchor for s in document.statements if s.anchor.covers(edit.at) and sentence.covers(s.anchor)]
    return min((a for a in inside if len(a.quote.split()) >= 4), key=lambda a: (len(a.quote), a), default=sentence)


def _row(kind: str, one: str, two: str, verdict: str, rng: random.Random) -> dict[str, Any]:
    if rng.random() < 0.5 and kind != "hedge":
        one, two = two, one
    same = 0 if verdict == "not-comparable" else 1
    return {"kind": kind, "premise": one, "hypothesis": two, "label": LABELS[verdict], "same": same}


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=6, help="read only every n-th article")
    parser.add_argument("--most", type=int, default=21_500, help="stop after so many pairs")
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    data = Path(options.data)
    articles = [*chain(news.polnear(data, "train"), news.ecbplus(data, "train"), newswire(data))][:: options.every]
    rng = random.Random(SEED)
    rng.shuffle(articles)
    counts: Counter[str] = Counter()
    with options.out.open("w", encoding="utf-8") as out:
        for row in islice(all_rows(articles, rng), options.most):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            counts[row["kind"]] += 1
    print(json.dumps(dict(sorted(counts.items()))))


if __name__ == "__main__":
    main()
