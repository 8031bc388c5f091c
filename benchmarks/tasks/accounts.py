"""The main job on stories with gold accounts, scored by the project's scorer (`benchmarks/score.py`).

Three sets: `dev` are the evaluation's open stories; `fresh` (`stories-fresh`) and `unread` (`stories-unread`) were written later
by people who did not know the program, in the same manner, with finer gold answers. Rules were made with the first two
in view. Whoever makes rules does not read the unread ones, so that their figures say what holds on stories nobody tuned to.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import score
from benchmarks.copies import by_reports
from benchmarks.runner import STORIES
from benchmarks.sureness import Sureness
from twosource.articles import read_articles
from twosource.pipeline import reconcile
from twosource.reports.as_json import dumps

FOLDERS = {"dev": "stories", "fresh": "stories-fresh", "unread": "stories-unread"}


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Make each story's account in this process and score it; `data` is the folder of story folders."""
    if data is None:
        raise FileNotFoundError("a folder of stories")
    if data == STORIES:
        if split not in FOLDERS:
            raise FileNotFoundError(f"a split {split!r} of our stories ({', '.join(FOLDERS)})")
        data = STORIES.with_name(FOLDERS[split])
    cases: dict[str, dict[str, float | None]] = {}
    faults: list[str] = []
    articles = 0
    sureness, by_report = Sureness(), []
    for folder in sorted(path.parent for path in data.glob("*/gold.json")):
        gold, texts = score.read_story(folder)
        account = account_of(folder / "articles.jsonl")
        faults += [f"{folder.name}: not exact: {anchor}" for anchor in score.anchors_exact(account, texts)]
        cases[folder.name] = score.score(gold, texts, account)
        sureness.add(gold, texts, account)
        by_report.append(score.findings_scores(by_reports(gold), account, texts)["status"])
        articles += len(texts)
    if not cases:
        raise FileNotFoundError(f"a story (articles.jsonl, gold.json) under {data}")
    figures = {name: score.mean([case[name] for case in cases.values()]) for name in score.COLUMNS} | sureness.figures()
    figures["status_by_report"] = score.mean(by_report)
    cases = {story: {name: case[name] for name in score.COLUMNS} for story, case in cases.items()}
    return {
        "figures": figures,
        "counts": {"stories": len(cases), "articles": articles},
        "cases": cases,
        "faults": faults,
    }


def account_of(path: Path) -> dict[str, Any]:
    """The account that `twosource compare FILE --json` prints for this file."""
    (account,) = reconcile(read_articles([path]))
    plain: dict[str, Any] = json.loads(dumps(account))
    return plain
