"""PLOVER root of a sentence (PLV): the mean of its words' event scores, weighed by the reader, against the annotated root.

Every PLV sentence tells an event, so the best root counts even where the reader thinks that none is told. PLV says
YIELD where PLOVER 2021 says CONCEDE. Split dev is the fifth of PLV train whose crc32 is divisible by five.
"""

from __future__ import annotations

import csv
import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.archives import DataMissing, texts
from benchmarks.scores import macro_f1, per_class
from twosource.annotate.reader import load_language

if TYPE_CHECKING:
    from spacy.tokens import Doc

PUBLISHED = [
    ("root_macro_f1", 0.698, "Zero-Shot PLOVER, its answers stored with PLV, on the same fifth of PLV train"),
    ("root_macro_f1", 0.825, "dictionary, its answers stored with PLV, on the same fifth"),
    ("root_macro_f1", 0.821, "Zero-Shot PLOVER on PLV test"),
    ("root_macro_f1", 0.892, "dictionary on PLV test"),
]
RENAMED = {"YIELD": "CONCEDE"}


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score the roots of the sentences of a split."""
    rows = read_rows(data, split)
    gold = [row["root"] for row in rows]
    docs = load_language().pipe(row["sentence"] for row in rows)
    given = [best_root(doc) for doc in docs]
    found = per_class(gold, given)
    figures = {
        "root_macro_f1": macro_f1(gold, given),
        "root_accuracy": sum(hits.right for hits in found.values()) / len(gold),
    }
    return {
        "figures": figures | {f"f1_{label}": hits.f1 for label, hits in found.items()},
        "counts": {"sentences": len(rows), "roots": len(found)},
        "cases": {row["id"]: f"{a} {b}" for row, a, b in zip(rows, gold, given, strict=True)},
    }


def read_rows(data: Path | None, split: str) -> list[dict[str, str]]:
    """Id, sentence and root of the split's rows; train and dev are both cut from PLV_train.tsv."""
    name = "PLV_train.tsv" if split in {"train", "dev"} else f"PLV_{split}.tsv"
    (_, table), *_ = texts(data, "events-plover", name)
    rows = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t"):
        root = row["gold_root"].strip().upper()
        mine = {"train": False, "dev": True}.get(split)
        if root and row["sentence"].strip() and mine in {None, held_out(row["sentence"])}:
            rows.append({"id": row["sentence_id"], "sentence": row["sentence"], "root": RENAMED.get(root, root)})
    if not rows:
        raise DataMissing(f"{name} has no row for the split {split}.")
    return rows


def held_out(sentence: str, share: int = 5) -> bool:
    """Whether a sentence is kept apart from training: one in `share`."""
    return zlib.crc32(sentence.encode()) % share == 0


def best_root(doc: Doc) -> str:
    """The root with the highest mean score, words weighed by how much they carry the event; "" without event scores."""
    scores, labels = doc.user_data.get("twosource.event"), doc.user_data.get("twosource.event_labels")
    words = [token.i for token in doc if not token.is_space]
    if scores is None or not labels or not words:
        return ""
    weights = doc.user_data.get("twosource.event_weight")
    share = np.ones(len(words)) if weights is None else np.exp(weights[words] - weights[words].max())
    mean = share @ scores[words]
    return max((str(label) for label in labels if label != "NONE"), key=lambda label: float(mean[labels.index(label)]))
