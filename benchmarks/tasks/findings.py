"""Findings on real reports that nobody wrote for us: stories of ECB+ and Giveme5W1H with the labels of `labelled.py`.

The articles of a story are given as one story, so that only the comparison is judged. Labels are ours, one annotator
each; copies count as agreement there and as one origin here, so that `status` cannot reach 1. `disagreements` counts what
the accounts call conflicting or updated, `wanted` what the labels do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import score
from benchmarks.labelled import read_labelled
from twosource.pipeline import account_of, read_documents

FIGURES = ("link_p", "link_r", "link_f1", "status", "disagree_p", "disagree_r", "disagree_f1", "single_ok")


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Compare each labelled story of the split and score its findings."""
    cases: dict[str, dict[str, Any]] = {}
    counts = {"stories": 0, "articles": 0, "disagreements": 0, "wanted": 0}
    faults: list[str] = []
    for story in read_labelled(data, split):
        account = account_of(story.name, list(read_documents(story.articles))).to_dict()
        faults += [f"{story.name}: not exact: {anchor}" for anchor in score.anchors_exact(account, story.texts)]
        cases[story.name] = score.findings_scores(story.gold, account, story.texts)
        counts["stories"] += 1
        counts["articles"] += len(story.articles)
        counts["disagreements"] += sum(f["status"] in score.DISAGREE for f in account["findings"])
        counts["wanted"] += sum(f["status"] in score.DISAGREE for f in story.gold["findings"])
    figures = {name: score.mean([case[name] for case in cases.values()]) for name in FIGURES}
    return {"figures": figures, "counts": counts, "cases": cases, "faults": faults}
