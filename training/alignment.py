"""Fit the weights by which twosource aligns statements (`twosource/compare/weights.json`).

    python -m training.alignment [--stories DIR] [--out FILE] [--report FILE]

A pair of points from two articles is positive when both stand on evidence of one gold finding, negative when both
stand on gold evidence but share no finding, or when one does and the other stands on none. Logistic regression with
an L2 penalty, fitted by Newton's method on all pairs; figures in the report are cross-validated by story, those of
whole accounts too: the weights that score a story never saw it. Deterministic: no sampling, no seed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import score
from twosource.articles import read_articles
from twosource.compare import compare
from twosource.compare.actors import name_actors
from twosource.compare.align import SIGNS, Fitted, comparable
from twosource.compare.points import Point, collect_points
from twosource.data import Document, Story
from twosource.pipeline import in_order, read_documents
from twosource.stories import group_stories

STORIES = Path(__file__).parent.parent / "benchmarks" / "stories"
PENALTY = 1.0
SILENT_WEIGHT = 0.15  # a pair with one side off the gold is weaker evidence than one with both on it
# Groups stop growing here: chosen by held-out figures of whole accounts (training/LOG.md)
CLUSTER_AT = {"quantity": 0.3, "event": 0.35, "date": 0.35, "place": 0.35, "person": 0.35}
THRESHOLDS = tuple(np.round(np.arange(0.2, 0.85, 0.05), 2))


@dataclass(frozen=True, slots=True)
class Pairs:
    """The labelled pairs of one story: signs (n x k), labels (n), weights (n)."""

    story: str
    signs: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def gold_marks(points: Sequence[Point], folder: Path) -> list[set[str]]:
    """For each point the gold findings of two or more articles on whose evidence it stands."""
    gold, texts = score.read_story(folder)
    shared = [f for f in gold["findings"] if f["status"] != "single-source"]
    marks = []
    for point in points:
        span = (point.anchor.article, point.anchor.start, point.anchor.end)
        marks.append({f["id"] for f in shared if any(texts.covers(span, g) for v in f["values"] for g in v["spans"])})
    return marks


@dataclass(frozen=True, slots=True)
class Told:
    """One gold story, read, with the points its statements make and the gold findings each stands on."""

    folder: Path
    story: Story
    documents: list[Document]
    points: list[Point]
    marks: list[set[str]]


def read_story(folder: Path) -> Told:
    """A story of the benchmark as the flow reads it."""
    articles = in_order(read_articles([folder / "articles.jsonl"]))
    documents = list(read_documents(articles))
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    points = collect_points(documents, actor_of)
    return Told(folder, group_stories(articles)[0], documents, points, gold_marks(points, folder))


def labelled(told: Told, kind: str) -> Pairs:
    """Pairs of points of one kind from different articles, with their signs and labels. Figures that rules hold apart
    make no pair.
    """
    rows = [i for i, p in enumerate(told.points) if p.kind == kind]
    chosen = [told.points[i] for i in rows]
    on = [told.marks[i] for i in rows]
    tables = [sign(chosen) for sign in SIGNS[kind]] if chosen else []
    allowed = comparable(chosen) if kind == "quantity" else np.ones((len(chosen), len(chosen)), dtype=bool)
    signs, labels, weights = [], [], []
    for a in range(len(chosen)):
        for b in range(a):
            if chosen[a].article == chosen[b].article or not (on[a] or on[b]) or not allowed[a, b]:
                continue
            signs.append([t[a, b] for t in tables])
            labels.append(1.0 if on[a] & on[b] else 0.0)
            weights.append(1.0 if on[a] and on[b] else SILENT_WEIGHT)
    width = len(SIGNS[kind])
    return Pairs(told.folder.name, np.array(signs).reshape(-1, width), np.array(labels), np.array(weights))


def fit(pairs: Sequence[Pairs], steps: int = 50) -> np.ndarray:
    """Weights with the bias last, by Newton's method; positives and negatives weigh the same in sum."""
    x = np.concatenate([p.signs for p in pairs])
    x = np.hstack([x, np.ones((len(x), 1))])
    y = np.concatenate([p.labels for p in pairs])
    w = np.concatenate([p.weights for p in pairs])
    penalty = PENALTY * np.eye(x.shape[1])
    penalty[-1, -1] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (y - p)) - penalty @ beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def average_precision(labels: np.ndarray, scores: np.ndarray) -> float:
    """Area under the precision-recall curve, by rank."""
    order = np.argsort(-scores, kind="stable")
    hits = labels[order]
    if not hits.sum():
        return 0.0
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / hits.sum())


def best_threshold(pairs: Sequence[Pairs], betas: Sequence[np.ndarray]) -> tuple[float, dict[str, float]]:
    """The threshold with the best pair F1 over held-out scores, with every threshold's F1."""
    curve = {}
    for threshold in THRESHOLDS:
        hit = claimed = wanted = 0.0
        for p, beta in zip(pairs, betas, strict=True):
            chance = 1 / (1 + np.exp(-(p.signs @ beta[:-1] + beta[-1])))
            said = (chance >= threshold) * p.weights
            hit += float((said * p.labels).sum())
            claimed += float(said.sum())
            wanted += float((p.labels * p.weights).sum())
        curve[str(threshold)] = round(2 * hit / (claimed + wanted), 4) if claimed + wanted else 0.0
    return float(max(curve, key=lambda t: (curve[t], -float(t)))), curve


def as_fitted(kind: str, beta: np.ndarray) -> Fitted:
    """Weights in the form that the package reads."""
    signs = {sign.__name__: round(float(b), 4) for sign, b in zip(SIGNS[kind], beta[:-1], strict=True)}
    return {"bias": round(float(beta[-1]), 4), "threshold": CLUSTER_AT[kind], "signs": signs}


def held_out_accounts(stories: Sequence[Told], fitted: Mapping[str, Mapping[str, Fitted]]) -> dict[str, float | None]:
    """Mean figures of the accounts made with weights that never saw their story. `fitted`: story -> kind -> weights."""
    rows = []
    for told in stories:
        gold, texts = score.read_story(told.folder)
        account = compare(told.story, told.documents, fitted=fitted[told.folder.name])
        rows.append(score.score(gold, texts, account.to_dict()))
    means = {name: score.mean([row[name] for row in rows]) for name in score.COLUMNS}
    return {name: None if value is None else round(value, 4) for name, value in means.items()}


def main() -> None:
    """Fit, cross-validate, write weights and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--out", type=Path, default=Path("twosource/compare/weights.json"))
    parser.add_argument("--report", type=Path, default=Path("training/alignment_report.json"))
    options = parser.parse_args()
    stories = [read_story(f) for f in sorted(options.stories.iterdir()) if (f / "gold.json").exists()]
    names = [told.folder.name for told in stories]
    fitted: dict[str, Fitted] = {}
    apart: dict[str, dict[str, Fitted]] = {name: {} for name in names}
    report: dict[str, Any] = {"stories": names, "penalty": PENALTY, "silent_weight": SILENT_WEIGHT}
    for kind in SIGNS:
        pairs = [labelled(told, kind) for told in stories]
        held_out = [fit([p for p in pairs if p.story != q.story]) for q in pairs]
        for name, beta in zip(names, held_out, strict=True):
            apart[name][kind] = as_fitted(kind, beta)
        threshold, curve = best_threshold(pairs, held_out)
        precisions = [average_precision(p.labels, p.signs @ b[:-1]) for p, b in zip(pairs, held_out, strict=True)]
        fitted[kind] = as_fitted(kind, fit(pairs))
        report[kind] = {
            "best_pair_threshold": threshold,
            "pairs": int(sum(len(p.labels) for p in pairs)),
            "positive": int(sum(p.labels.sum() for p in pairs)),
            "held_out_average_precision": round(float(np.mean(precisions)), 4),
            "held_out_f1_by_threshold": curve,
            "by_story": {p.story: round(a, 4) for p, a in zip(pairs, precisions, strict=True)},
        }
    report["held_out_accounts"] = held_out_accounts(stories, apart)
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
