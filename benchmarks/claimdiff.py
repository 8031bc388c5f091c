"""ClaimDiff: claims of two outlets on one topic, and whether the second strengthens or weakens the first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archives import text

HELD_OUT = 5  # one topic in so many is kept apart


@dataclass(frozen=True, slots=True)
class Claims:
    """Two claims and how they stand."""

    id: str
    topic: str
    one: str
    two: str
    strengthens: bool
    weakens: bool


def read(data: Path | None, split: str) -> Iterator[Claims]:
    """The pairs of a file of the corpus: `train` or `test`."""
    strength, weak = (
        {row["pair_id"]: row for row in json.loads(text(data, "claims-claimdiff", name))["data"]}
        for name in (f"ClaimDiff-S/ClaimDiff-strength-{split}.json", f"ClaimDiff-W/ClaimDiff-weak-{split}.json")
    )
    for name, row in strength.items():
        yield Claims(
            name, row["topic"], row["claim_a"], row["claim_b"], bool(row["relation"]), bool(weak[name]["relation"])
        )


def held_out_topic(topic: str) -> bool:
    """Whether a topic of the training file is kept apart to measure on: by its name, so that it is always the same."""
    return int.from_bytes(hashlib.sha256(topic.encode()).digest()[:4], "big") % HELD_OUT == 0
