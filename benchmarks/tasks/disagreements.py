"""Of what is surely told as a disagreement on real news, how much is one: held against the verdicts of `judged.py`.

`right` and `partly_right` (at least partly) are shares of the sure ones that were judged; `found` is the share of all that were judged right,
whichever version told them, that are still surely told, so that to tell nothing is no way out. A version's new disagreements are
`unjudged`, and have to be judged before its figures are quoted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.judged import Item, read_judged, verdict_on
from twosource.data import Status
from twosource.pipeline import account_of, read_documents

TOLD = frozenset({Status.CONFLICTING, Status.UPDATED})


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Compare each judged story of the split and look up what it surely tells as a disagreement."""
    sure, loose = Counter[str](), Counter[str]()
    right: dict[str, int] = {}  # items of a story that were judged right
    found: dict[str, set[Item]] = {}
    cases: dict[str, dict[str, Any]] = {}
    stories = articles = 0
    for story in read_judged(data, split):
        account = account_of(story.name, list(read_documents(story.articles)))
        told = [f for f in account.findings if f.status in TOLD]
        cases[story.name] = {f.id: {"sure": f.sure, "verdict": verdict_on(f, story.items)} for f in told}
        for finding in told:
            (sure if finding.sure else loose)[verdict_on(finding, story.items) or "unjudged"] += 1
        held = [f for f in told if f.sure]
        rights = [item for item in story.items if item.verdict == "right"]
        right[story.name] = len(rights)
        found[story.name] = {item for item in rights if any(verdict_on(f, [item]) for f in held)}
        stories, articles = stories + 1, articles + len(story.articles)
    judged = sum(sure.values()) - sure["unjudged"]
    wanted = sum(right.values())
    figures = {
        "right": sure["right"] / judged if judged else None,
        "partly_right": (sure["right"] + sure["partly"]) / judged if judged else None,
        "found": sum(map(len, found.values())) / wanted if wanted else None,
    }
    counts = {"stories": stories, "articles": articles, "sure": sum(sure.values()), "loose": sum(loose.values())}
    counts |= {f"sure_{name}": sure[name] for name in ("right", "partly", "wrong", "unjudged")}
    return {"figures": figures, "counts": counts, "cases": cases}
