"""Fit the weights that tell nouns for somebody from nouns for something (`twosource/compare/beings.json`).

    python -m training.beings --data DIR [--out FILE] [--report FILE]

GUM's mentions whose head is a common noun: persons and organisations against all other entity types. The head's vector
of meaning comes from the shipped reader, so the weights are to be fitted again with another reader. Figures are on
GUM's development part. Deterministic: no sampling, no seed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import archives
from training.coref import gum_mentions
from training.logistic import average_precision, newton
from training.weights import main
from twosource.annotate import annotate
from twosource.articles import make_article
from twosource.compare.beings import LEAST
from twosource.data import Document

BEINGS = frozenset({"person", "organization"})
PENALTY = 1.0
HERE = Path(__file__).parent
OUT = HERE.parent / "twosource" / "compare" / "beings.json"
REPORT = HERE / "beings_report.json"


def read_nouns(data: Path, split: str) -> tuple[np.ndarray, np.ndarray]:
    """Vectors at length 1 of the mentions' head nouns (n x dim), and whether each stands for somebody."""
    rows, beings = [], []
    for name, text in archives.texts(data, "coref-gum-free", f"{split}/*.tsv"):
        marked = gum_mentions(text)
        (document,) = annotate([make_article(marked.plain, id=name, outlet="GUM")])
        for word, kind in sorted(_heads(document, marked.spans, marked.types).items()):
            vector = document.meaning[word] if document.meaning is not None else np.zeros(0)
            rows.append(vector / np.linalg.norm(vector))
            beings.append(kind in BEINGS)
    return np.array(rows, dtype=float), np.array(beings, dtype=float)


def _heads(document: Document, spans: dict[str, tuple[int, int]], types: dict[str, str]) -> dict[int, str]:
    """Type of the mention that each common noun heads, of several the shortest."""
    found: dict[int, tuple[int, str]] = {}
    for key, (start, end) in spans.items():
        span = document.doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span) and span.root.pos_ == "NOUN":
            found[span.root.i] = min(found.get(span.root.i, (len(span), types[key])), (len(span), types[key]))
    return {word: kind for word, (_, kind) in found.items()}


def train(data: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The weights, and how they do on the development part."""
    x, y = read_nouns(data, "train")
    beta = newton(x, y, np.ones(len(y)), penalty=PENALTY)
    dev, wanted = read_nouns(data, "dev")
    scores = dev @ beta[:-1] + beta[-1]
    said = scores > LEAST
    report = {
        "penalty": PENALTY,
        "train": {"nouns": len(y), "beings": int(y.sum())},
        "dev": {
            "nouns": len(wanted),
            "beings": int(wanted.sum()),
            "accuracy": round(float((said == (wanted > 0)).mean()), 4),
            "average_precision": round(average_precision(wanted, scores), 4),
            "precision": round(float(wanted[said].mean()), 4),
            "recall": round(float(said[wanted > 0].mean()), 4),
        },
    }
    return {"weights": [round(float(w), 3) for w in beta]}, report


if __name__ == "__main__":
    main(__doc__, train, out=OUT, report=REPORT)
