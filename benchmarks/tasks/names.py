"""Are two names one? nomenklatura's name-matching cases, legal and transliterated names of people and companies.

The threshold is chosen on the half of the pairs whose CRC-32 is even and then scored on the other half; `f1` is that
half's, `overall_f1` all pairs at the same threshold, the rest is per schema and group at it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks import archives
from benchmarks.scores import Hits
from twosource.models.names import same_name

KINDS = {"Person": "person"}
PUBLISHED = (("overall_f1", 0.790, "nomenklatura logic_v2 at 0.7, on all pairs"),)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one, and how far the library thinks so."""

    kind: str
    group: str
    chosen_on: bool
    same: bool
    score: float


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score every pair; choose the threshold on one half, report the other."""
    pairs = read_pairs(data)
    threshold = choose([p for p in pairs if p.chosen_on])
    kept = count([p for p in pairs if not p.chosen_on], threshold)
    figures = {"f1": kept.f1, "precision": kept.precision, "recall": kept.recall}
    figures |= {"overall_f1": count(pairs, threshold).f1, "threshold": threshold}
    for name in sorted({p.kind for p in pairs} | {p.group for p in pairs}):
        figures[f"f1_{name}"] = count([p for p in pairs if name in {p.kind, p.group}], threshold).f1
    counts = {
        "pairs": len(pairs),
        "same": sum(p.same for p in pairs),
        "kept_apart": sum(not p.chosen_on for p in pairs),
    }
    # by the pair's row: gold, and the score it got
    cases = {f"{row}": f"{'same' if p.same else 'other'} {p.score:.2f}" for row, p in enumerate(pairs, start=2)}
    return {"figures": figures, "counts": counts, "cases": cases}


def read_pairs(data: Path | None) -> list[Pair]:
    """All pairs, scored."""
    rows = csv.DictReader(io.StringIO(archives.text(data, "names-bench", "cases.csv"), newline=""))
    return [
        Pair(
            kind=row["schema"].lower(),
            group=row["case_group"],
            chosen_on=crc32(f"{row['name1']}\t{row['name2']}".encode()) % 2 == 0,
            same=row["is_match"] == "true",
            score=same_name(row["name1"], row["name2"], KINDS.get(row["schema"], "organisation"))[0],
        )
        for row in rows
    ]


def choose(pairs: Sequence[Pair]) -> float:
    """The score at which F1 is highest; the highest such score."""
    return max({p.score for p in pairs}, key=lambda t: (count(pairs, t).f1, t))


def count(pairs: Iterable[Pair], threshold: float) -> Hits:
    """Pairs called one, and pairs that are."""
    total = Hits()
    for pair in pairs:
        said = pair.score >= threshold
        total += Hits(pair.same and said, pair.same, said)
    return total
