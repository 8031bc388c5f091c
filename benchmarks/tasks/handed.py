"""Reports handed in together: whether those of one event stay one story, and those of two events become two.

`whole`: of the stories with gold answers or labels (ours, ECB+, Giveme5W1H), how many `group_articles` leaves whole. `apart`: of pairs of
stories of different topics, drawn by their names, how many become exactly these two. `near_apart`: the same for the two events of
one ECB+ topic (two quakes, two trials of one man), which were chosen to be alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.labelled import read_labelled
from twosource.articles import read_articles
from twosource.data import Article
from twosource.stories import group_articles

OURS = ("stories", "stories-fresh", "stories-unread")
PAIRS = 300


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Group each story by itself, then the pairs."""
    told = {f"{s.parent.name} {s.name}": list(read_articles([s / "articles.jsonl"])) for s in _folders()}
    told |= {s.name: list(s.articles) for part in ("dev", "train") for s in read_labelled(data, part)}
    near = [(a, b) for a, b in combinations(sorted(told), 2) if _topic(a) and _topic(a) == _topic(b)]
    far = [pair for pair in combinations(sorted(told), 2) if pair not in set(near)]
    drawn = far[:: max(1, len(far) // PAIRS)][:PAIRS]
    whole = {name: len(group_articles(articles)) == 1 for name, articles in told.items()}
    figures: dict[str, float | None] = {
        "whole": sum(whole.values()) / len(whole),
        "apart": _share(told, drawn),
        "near_apart": _share(told, near) if near else None,
    }
    return {
        "figures": figures,
        "counts": {"stories": len(told), "pairs": len(drawn), "near_pairs": len(near)},
        "cases": {name: one for name, one in whole.items() if not one},
    }


def _folders() -> list[Path]:
    here = Path(__file__).parents[1]
    return sorted(gold.parent for name in OURS for gold in (here / name).glob("*/gold.json"))


def _topic(name: str) -> str:
    """The topic of a labelled story of ECB+ ("ecbplus-13-ecb", "ecbplus-13-plus"), "" of any other."""
    topic, _, part = name.rpartition("-")
    return topic if part in {"ecb", "plus"} else ""


def _share(told: dict[str, list[Article]], pairs: Sequence[tuple[str, str]]) -> float:
    right = 0
    for one, two in pairs:
        groups = group_articles(_told_apart(told[one], told[two]))
        right += sorted(len(g) for g in groups) == sorted((len(told[one]), len(told[two]))) and all(
            len({a.id[0] for a in g}) == 1 for g in groups
        )
    return right / len(pairs)


def _told_apart(one: Sequence[Article], two: Sequence[Article]) -> list[Article]:
    """The articles of both, with ids that say whose they are."""
    return [replace(a, id=f"{mark}{a.id}") for mark, articles in (("1", one), ("2", two)) for a in articles]
