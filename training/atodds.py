"""Fit the weights by which figures at odds are surely of one question (`twosource/compare/atodds.py`).

    python -m training.atodds --data DIR [--report FILE]

Every finding of figures that exclude each other and that no rule brought together is an example: of the open and fresh stories and the
labelled real ones by their gold answers (right where two of its values stand on two values of a gold disagreement and half of its words or
more are about it; left out where none of its words are judged), of news without labels by readers' verdicts (`benchmarks/judged/dev.json`).
Logistic regression with an L2 penalty; `partly` counts against with half the weight. The report's figures are cross-validated by
story. Prints the weights; they are written into the module by hand, with the threshold. Deterministic: no sampling, no seed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import numpy as np

from benchmarks import score
from benchmarks.judged import read_judged, verdict_on
from benchmarks.labelled import read_labelled
from training.alignment import FITTED_ON
from training.logistic import average_precision, newton
from twosource.articles import read_articles
from twosource.compare import atodds, findings
from twosource.compare.atodds import SURE, WEIGHTS, AtOdds
from twosource.compare.verdicts import Verdict
from twosource.data import Account, Article, Finding, Reason
from twosource.pipeline import account_of, in_order, read_documents

NAMES = [name for name in WEIGHTS if name != "bias"]
PENALTY, FOLDS = 0.1, 6
PARTLY = 0.5  # weight of what is only partly right
MOST = 0.5  # share of a finding's judged words that are about the gold question


@dataclass(frozen=True, slots=True)
class Example:
    """Figures at odds in one story: what their chance is made of, and what is said of them."""

    source: str  # "gold" or "judged"
    story: str
    signs: Mapping[str, float]
    verdict: str


def recorded(story: str, articles: Sequence[Article]) -> tuple[Account, dict[Reason, Mapping[str, float]]]:
    """The account of a story, and the signs of each finding of figures at odds by the reason it gives first."""
    signs: dict[Reason, Mapping[str, float]] = {}

    class Recorder(AtOdds):
        def doubted(self, verdict: Verdict, alike: float) -> Verdict:
            signs[verdict.reasons[0]] = self.signs(verdict, alike)
            return super().doubted(verdict, alike)

    with patch.object(findings, "AtOdds", Recorder):
        account = account_of(story, list(read_documents(in_order(articles))))
    return account, signs


def judged_examples(data: Path | None) -> Iterator[Example]:
    """Those of news without labels."""
    for story in read_judged(data, "dev"):
        account, signs = recorded(story.name, story.articles)
        for finding in account.findings:
            said = verdict_on(finding, story.items) if finding.reasons[0] in signs else None
            if said is not None:
                yield Example("judged", story.name, signs[finding.reasons[0]], said)


def gold_examples(data: Path | None) -> Iterator[Example]:
    """Those of stories with gold answers."""
    for folder in (f for root in FITTED_ON for f in sorted(root.iterdir()) if f.is_dir()):
        yield from _of_gold(folder.name, list(read_articles([folder / "articles.jsonl"])), *score.read_story(folder))
    for story in read_labelled(data, "dev"):
        yield from _of_gold(story.name, story.articles, story.gold, story.texts)


def _of_gold(name: str, articles: Sequence[Article], gold: Mapping[str, Any], texts: score.Texts) -> Iterator[Example]:
    account, signs = recorded(name, articles)
    asked = [f for f in gold["findings"] if f["status"] != "single-source"]
    for finding in account.findings:
        said = on_gold(finding, asked, texts) if finding.reasons[0] in signs else None
        if said is not None:
            yield Example("gold", name, signs[finding.reasons[0]], said)


def on_gold(finding: Finding, asked: Sequence[Mapping[str, Any]], texts: score.Texts) -> str | None:
    """What the gold answers say of a disagreement; None where they do not judge a word of it."""
    told = [[(a.article, a.start, a.end) for a in value.evidence] for value in finding.values]
    # by value and place the answers (question, value) on which it stands
    stands = [
        [
            {
                (k, i)
                for k, f in enumerate(asked)
                for i, v in enumerate(f["values"])
                if any(texts.covers(place, g) for g in v["spans"])
            }
            for place in places
        ]
        for places in told
    ]
    judged = [{k for k, _ in on} for places in stands for on in places if on]
    if not judged:
        return None
    said = "wrong"
    for k, question in enumerate(asked):
        if question["status"] not in score.DISAGREE:
            continue
        values = [{i for on in places for q, i in on if q == k} for places in stands]
        if any(one and two and len(one | two) > 1 for one, two in combinations(values, 2)):
            pure = sum(k in about for about in judged) >= MOST * len(judged)
            said = "right" if pure or said == "right" else "partly"
    return said


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The weights in the order of `NAMES`, the bias last."""
    weights = np.array([PARTLY if e.verdict == "partly" else 1.0 for e in examples])
    return newton(table(examples), labels(examples), weights, penalty=PENALTY)


def table(examples: Sequence[Example]) -> np.ndarray:
    """Examples x signs."""
    return np.array([[e.signs[name] for name in NAMES] for e in examples])


def labels(examples: Sequence[Example]) -> np.ndarray:
    """1.0 for what is right."""
    return np.array([float(e.verdict == "right") for e in examples])


def chances(beta: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """The chance of each example."""
    odds = table(examples) @ beta[:-1] + beta[-1]
    return np.asarray(1 / (1 + np.exp(-odds)))


def held_out(examples: Sequence[Example]) -> np.ndarray:
    """The chance of each example by weights that never saw its story."""
    names = sorted({e.story for e in examples})
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    found = np.zeros(len(examples))
    for number in range(FOLDS):
        out = [n for n, e in enumerate(examples) if fold[e.story] == number]
        kept = [e for e in examples if fold[e.story] != number]
        found[out] = chances(fit(kept), [examples[n] for n in out])
    return found


def figures(examples: Sequence[Example], found: np.ndarray) -> dict[str, dict[str, float]]:
    """By source: how many examples and right ones, average precision, and what is told surely."""
    report = {}
    for source in ("gold", "judged"):
        mine = np.array([e.source == source for e in examples])
        right, partly = labels(examples)[mine], np.array([e.verdict == "partly" for e in examples])[mine]
        sure = found[mine] >= SURE
        report[source] = {
            "examples": int(mine.sum()),
            "right": int(right.sum()),
            "partly": int(partly.sum()),
            "average_precision": round(average_precision(right, found[mine]), 3),
            "sure": int(sure.sum()),
            "sure_right": int(right[sure].sum()),
            "sure_partly": int(partly[sure].sum()),
        }
    return report


@click.command()
@click.option("--data", type=click.Path(path_type=Path), envvar="TWOSOURCE_DATA", help="Folder with the corpora.")
@click.option("--report", type=click.Path(path_type=Path), default=Path(__file__).with_name("atodds_report.json"))
def main(data: Path | None, report: Path) -> None:
    """Fit the weights, print them, and write the cross-validated figures."""
    examples = [*gold_examples(data), *judged_examples(data)]
    beta = fit(examples)
    weights = dict(zip([*NAMES, "bias"], (round(float(b), 2) for b in beta), strict=True))
    made = {
        "weights": weights,
        "shipped": WEIGHTS,
        "sure_from": atodds.SURE,
        "held_out": figures(examples, held_out(examples)),
    }
    report.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
