"""Fit the weights by which twosource aligns statements (`twosource/compare/weights.json`).

    python -m training.alignment [--stories DIR]... [--out FILE] [--report FILE]

A pair of points from two articles is positive when both stand on evidence of one gold finding, negative when both
stand on gold evidence but share no finding, when one does and the other stands on none, or when one stands on what the
gold says that one article alone tells. Logistic regression with
an L2 penalty, in two stages, fitted by Newton's method; figures in the report are cross-validated by story, those of
whole accounts too: the weights that score a story never saw it. Deterministic: no sampling, no seed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import score
from training.logistic import average_precision, newton
from twosource.articles import read_articles
from twosource.compare import compare
from twosource.compare.actors import name_actors
from twosource.compare.align import Fitted, Questions, second_signs, weighed
from twosource.compare.pairs import all_pairs
from twosource.compare.points import Point, collect_points
from twosource.compare.signs import SECOND, SIGNS, Table
from twosource.data import Document, Story
from twosource.pipeline import in_order, read_documents
from twosource.stories import make_story

STORIES = Path(__file__).parent.parent / "benchmarks" / "stories"
FITTED_ON = (STORIES, STORIES.with_name("stories-fresh"))
SINGLE = "single-source"
PENALTY = 1.0
FOLDS = 6
SILENT_WEIGHT = 0.15  # a pair with one side off the gold is weaker evidence than one with both on it
# a pair of which one side is told by its article alone is surely none; of other kinds it makes figures too careful
ALONE_WEIGHT = {"event": 3.0}
# Groups stop growing here: chosen by held-out figures of whole accounts (training/LOG.md)
CLUSTER_AT = {"quantity": 0.35, "event": 0.26, "date": 0.5, "place": 0.45, "person": 0.35}
THRESHOLDS = tuple(np.round(np.arange(0.2, 0.85, 0.05), 2))


@dataclass(frozen=True, slots=True)
class Pairs:
    """The labelled pairs of one story: places among all pairs of points (n), signs (n x k), labels (n), weights (n)."""

    story: str
    at: np.ndarray
    signs: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def gold_marks(points: Sequence[Point], folder: Path) -> list[set[str]]:
    """For each point the gold findings of two or more articles on whose evidence it stands."""
    gold, texts = score.read_story(folder)
    return standing_on([f for f in gold["findings"] if f["status"] != SINGLE], points, texts)


def told_alone(points: Sequence[Point], folder: Path, marks: Sequence[set[str]]) -> list[bool]:
    """For each point whether it stands on evidence of single-source gold findings alone. `marks` are the points' `gold_marks`."""
    gold, texts = score.read_story(folder)
    single = standing_on([f for f in gold["findings"] if f["status"] == SINGLE], points, texts)
    return [bool(alone) and not shared for alone, shared in zip(single, marks, strict=True)]


def standing_on(findings: Sequence[Any], points: Sequence[Point], texts: score.Texts) -> list[set[str]]:
    """For each point the findings on whose evidence it stands."""
    marks = []
    for point in points:
        span = (point.anchor.article, point.anchor.start, point.anchor.end)
        marks.append({f["id"] for f in findings if any(texts.covers(span, g) for v in f["values"] for g in v["spans"])})
    return marks


@dataclass(frozen=True, slots=True)
class Told:
    """One gold story, read, with the points its statements make, the gold findings each stands on, and whether its article
    alone tells it.
    """

    folder: Path
    story: Story
    documents: list[Document]
    points: list[Point]
    marks: list[set[str]]
    alone: list[bool]
    tables: dict[str, tuple[Table, dict[str, np.ndarray], np.ndarray]] = field(default_factory=dict)  # by kind


def read_story(folder: Path) -> Told:
    """A story of the benchmark as the flow reads it."""
    articles = in_order(read_articles([folder / "articles.jsonl"]))
    documents = list(read_documents(articles))
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    points = collect_points(documents, actor_of)
    marks = gold_marks(points, folder)
    return Told(folder, make_story(articles), documents, points, marks, told_alone(points, folder, marks))


def labelled(told: Told, kind: str) -> Pairs:
    """Pairs of points of one kind from different articles, with their first signs and labels. Figures that rules hold
    apart make no pair.
    """
    chosen = [p for p in told.points if p.kind == kind]
    on = [m for m, p in zip(told.marks, told.points, strict=True) if p.kind == kind]
    alone = [kind in ALONE_WEIGHT and a for a, p in zip(told.alone, told.points, strict=True) if p.kind == kind]
    names = [sign.__name__ for sign in SIGNS[kind]]
    if not chosen:
        return Pairs(told.folder.name, np.zeros(0, dtype=int), np.zeros((0, len(names))), np.zeros(0), np.zeros(0))
    every = all_pairs(len(chosen))
    table = Table(chosen, every)
    signs = {sign.__name__: sign(table) for sign in SIGNS[kind]}
    allowed = Questions(chosen).meet(every.left, every.right) if kind == "quantity" else np.ones(len(every), dtype=bool)
    told.tables[kind] = (table, signs, allowed)
    rows = [
        (a, b)
        for a in range(len(chosen))
        for b in range(a)
        if chosen[a].article != chosen[b].article
        and (on[a] or on[b] or alone[a] or alone[b])
        and allowed[a * len(chosen) + b]
    ]
    at = np.array([a * len(chosen) + b for a, b in rows], dtype=int)
    return Pairs(
        told.folder.name,
        at,
        np.stack([signs[name][at] for name in names], axis=1),
        np.array([1.0 if on[a] & on[b] else 0.0 for a, b in rows]),
        np.array([_weight(on[a], on[b], kind, alone[a] or alone[b]) for a, b in rows]),
    )


def _weight(one: set[str], two: set[str], kind: str, alone: bool) -> float:
    """How much a pair counts, by the gold findings that its two points stand on."""
    if one and two:
        return 1.0
    return ALONE_WEIGHT[kind] if alone else SILENT_WEIGHT


def with_second(told: Told, kind: str, pairs: Pairs, beta: np.ndarray) -> Pairs:
    """The pairs with their second signs too, after the first have been weighed by `beta`."""
    if kind not in told.tables:
        return Pairs(pairs.story, pairs.at, np.zeros((0, len(SIGNS[kind]) + len(SECOND))), pairs.labels, pairs.weights)
    table, signs, allowed = told.tables[kind]
    first = weighed(signs, named(kind, "first", beta))
    second = second_signs(table, np.where(allowed, first, 0.0))
    added = [second[sign.__name__][pairs.at] for sign in SECOND]
    return Pairs(pairs.story, pairs.at, np.column_stack([pairs.signs, *added]), pairs.labels, pairs.weights)


def stacked(stories: Sequence[Told], kind: str, pairs: Sequence[Pairs]) -> tuple[np.ndarray, np.ndarray]:
    """Weights of both stages from some stories. The second stage learns from first scores of models that had not seen
    the story: `FOLDS` of them.
    """
    first = fit(pairs)
    inner = [fit([p for i, p in enumerate(pairs) if i % FOLDS != fold]) for fold in range(FOLDS)]
    wider = [with_second(t, kind, p, inner[i % FOLDS]) for i, (t, p) in enumerate(zip(stories, pairs, strict=True))]
    return first, fit(wider)


def named(kind: str, stage: str, beta: np.ndarray) -> dict[str, float]:
    """Weights by the names of their signs, with the bias."""
    signs = SIGNS[kind] if stage == "first" else (*SIGNS[kind], *SECOND)
    weights = {sign.__name__: round(float(b), 4) for sign, b in zip(signs, beta[:-1], strict=True)}
    return {"bias": round(float(beta[-1]), 4), **weights}


def fit(pairs: Sequence[Pairs]) -> np.ndarray:
    """Weights with the bias last."""
    signs, labels, weights = (
        np.concatenate([getattr(p, name) for p in pairs]) for name in ("signs", "labels", "weights")
    )
    return newton(signs, labels, weights, penalty=PENALTY)


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


def as_fitted(kind: str, betas: tuple[np.ndarray, np.ndarray]) -> Fitted:
    """Weights in the form that the package reads."""
    first, second = betas
    return {
        "threshold": CLUSTER_AT[kind],
        "first": named(kind, "first", first),
        "second": named(kind, "second", second),
    }


def held_out_accounts(stories: Sequence[Told], fitted: Mapping[str, Mapping[str, Fitted]]) -> dict[str, float | None]:
    """Mean figures of the accounts made with weights that never saw their story. `fitted`: story -> kind -> weights."""
    rows = []
    for told in stories:
        gold, texts = score.read_story(told.folder)
        account = compare(told.story, told.documents, fitted=fitted[told.folder.name])
        rows.append(score.score(gold, texts, account.to_dict()))
    means = {name: score.mean([row[name] for row in rows]) for name in score.COLUMNS}
    return {name: None if value is None else round(value, 4) for name, value in means.items()}


def held_out_weights(stories: Sequence[Told], kind: str, pairs: Sequence[Pairs]) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each story the weights fitted on the stories of the other folds."""
    by_fold = []
    for fold in range(FOLDS):
        kept = [i for i in range(len(stories)) if i % FOLDS != fold]
        by_fold.append(stacked([stories[i] for i in kept], kind, [pairs[i] for i in kept]))
    return [by_fold[i % FOLDS] for i in range(len(stories))]


def quality(
    stories: Sequence[Told], kind: str, pairs: Sequence[Pairs], held_out: Sequence[tuple[np.ndarray, np.ndarray]]
) -> dict[str, Any]:
    """How well weights that never saw a story rank its pairs, by the first signs alone and by all."""
    firsts = [first for first, _ in held_out]
    wider = [with_second(t, kind, p, f) for t, p, f in zip(stories, pairs, firsts, strict=True)]
    seconds = [second for _, second in held_out]
    threshold, curve = best_threshold(wider, seconds)
    alone = [average_precision(p.labels, p.signs @ b[:-1]) for p, b in zip(pairs, firsts, strict=True)]
    both = [average_precision(p.labels, p.signs @ b[:-1]) for p, b in zip(wider, seconds, strict=True)]
    return {
        "pairs": int(sum(len(p.labels) for p in pairs)),
        "positive": int(sum(p.labels.sum() for p in pairs)),
        "held_out_average_precision": {
            "first": round(float(np.mean(alone)), 4),
            "both": round(float(np.mean(both)), 4),
        },
        "best_pair_threshold": threshold,
        "held_out_f1_by_threshold": curve,
        "by_story": {p.story: round(a, 4) for p, a in zip(pairs, both, strict=True)},
    }


def main() -> None:
    """Fit, cross-validate, write weights and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, action="append", help="folders of stories to fit on")
    parser.add_argument("--out", type=Path, default=Path("twosource/compare/weights.json"))
    parser.add_argument("--report", type=Path, default=Path("training/alignment_report.json"))
    options = parser.parse_args()
    folders = options.stories or FITTED_ON
    stories = [read_story(f) for d in folders for f in sorted(d.iterdir()) if (f / "gold.json").exists()]
    names = [told.folder.name for told in stories]
    fitted: dict[str, Fitted] = {}
    apart: dict[str, dict[str, Fitted]] = {name: {} for name in names}
    report: dict[str, Any] = {"stories": names, "penalty": PENALTY, "silent_weight": SILENT_WEIGHT, "folds": FOLDS}
    for kind in SIGNS:
        pairs = [labelled(told, kind) for told in stories]
        held_out = held_out_weights(stories, kind, pairs)
        for name, betas in zip(names, held_out, strict=True):
            apart[name][kind] = as_fitted(kind, betas)
        fitted[kind] = as_fitted(kind, stacked(stories, kind, pairs))
        report[kind] = quality(stories, kind, pairs, held_out)
    report["held_out_accounts"] = {
        folder.name: held_out_accounts([t for t in stories if t.folder.parent == folder], apart) for folder in folders
    }
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
