"""Do agreeing findings put together what is one thing, and nothing else: pairs of short reports with one marked point each.

The pairs of `likeness_pairs.txt` were written for this. A pair is held against the account of its two reports: do words of
one agreeing finding stand on both marked points, and is that finding sure. What is one thing should be found so, and surely;
what is two must not, and a loose finding there counts half. `dev` are the odd pairs, `test` the even ones, which whoever
makes rules does not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.sureness import AGREEING
from twosource.articles.make import make_article
from twosource.data import Account, Article, Finding
from twosource.pipeline import account_of, read_documents

PAIRS = Path(__file__).parent.parent / "likeness_pairs.txt"
MARKED = re.compile(r"\[(.+?)\]")
DAY = "2025-03-04"
SPLITS = {"dev": 1, "test": 0}
Told = Literal["sure", "loose", "apart"]
WORTH = {"one": {"sure": 1.0, "loose": 0.5, "apart": 0.0}, "two": {"sure": 0.0, "loose": 0.5, "apart": 1.0}}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, with the place of the marked point of each, and whether that is one thing or two."""

    name: str
    label: str
    articles: tuple[Article, Article]
    marked: dict[str, tuple[int, int]]  # by article


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Shares of the pairs of each label by what the account makes of them, and the mean of both labels (`right`)."""
    if split not in SPLITS:
        raise FileNotFoundError(f"a split {split!r} of the pairs ({', '.join(SPLITS)})")
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for pair in read_pairs(split):
        told[pair.label][pair.name] = judge(pair)
    share = {
        (label, kind): sum(t == kind for t in pairs.values()) / len(pairs)
        for label, pairs in told.items()
        for kind in ("sure", "loose", "apart")
    }
    worth = [sum(WORTH[label][t] for t in pairs.values()) / len(pairs) for label, pairs in told.items()]
    return {
        "figures": {
            "right": sum(worth) / len(worth),
            "one_sure": share["one", "sure"],
            "one_found": 1 - share["one", "apart"],
            "two_not_sure": 1 - share["two", "sure"],
            "two_apart": share["two", "apart"],
        },
        "counts": {f"{label}_pairs": len(pairs) for label, pairs in told.items()},
        "cases": {name: t for pairs in told.values() for name, t in pairs.items()},
    }


def read_pairs(split: str) -> list[Pair]:
    """The pairs of a split, as reports of two outlets."""
    text = "\n".join(line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    blocks = enumerate((block.splitlines() for block in text.strip().split("\n\n")), start=1)
    return [_pair(number, *lines) for number, lines in blocks if number % 2 == SPLITS[split]]


def _pair(number: int, head: str, *reports: str) -> Pair:
    label, kind, *days = head.split()
    name = f"{number:03}-{label}-{kind}"
    marked: dict[str, tuple[int, int]] = {}
    made = []
    for side, report, day in zip(("a", "b"), reports, days or (DAY, DAY), strict=True):
        found = MARKED.search(report)
        if found is None:
            raise ValueError(f"{name}: a report without a marked point")
        marked[f"{name}-{side}"] = found.start(), found.end() - 2
        text = MARKED.sub(r"\1", report)
        made.append(make_article(text, id=f"{name}-{side}", outlet=f"Outlet {side.upper()}", published=day))
    return Pair(name, label, (made[0], made[1]), marked)


def judge(pair: Pair) -> Told:
    """What the account of the two reports makes of the marked points."""
    findings = [f for f in account(pair).findings if f.status in AGREEING and _joins(f, pair)]
    return "sure" if any(f.sure for f in findings) else "loose" if findings else "apart"


def account(pair: Pair) -> Account:
    """The account of the two reports."""
    return account_of(pair.name, list(read_documents(pair.articles)))


def _joins(finding: Finding, pair: Pair) -> bool:
    """Whether words of the finding stand on the marked points of both reports, half of them or half of the point."""
    on = set()
    for words in (a for value in finding.values for a in value.evidence):
        start, end = pair.marked[words.article]
        shared = min(end, words.end) - max(start, words.start)
        if 2 * shared >= min(end - start, words.end - words.start):
            on.add(words.article)
    return len(on) == len(pair.marked)
