"""Do the reports that a finding puts together as agreeing tell one thing: of sure findings, and of those told as alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from benchmarks import score

AGREEING = ("corroborated", "refined")
LOOSE = "alike.loosely"


class Sureness:
    """Pairs of two articles' words that agreeing findings of all stories put together, where both stand on gold words."""

    def __init__(self) -> None:
        self.findings = {True: 0, False: 0}  # by whether they are sure
        self.judged = {True: 0, False: 0}
        self.right = {True: 0, False: 0}

    def add(self, gold: Mapping[str, Any], texts: score.Texts, account: Mapping[str, Any]) -> None:
        """Count one story. A pair is right where its words stand on one gold finding."""
        answers = [
            (number, span)
            for number, finding in enumerate(gold["findings"])
            for value in finding["values"]
            for span in value["spans"]
        ]
        for finding in account["findings"]:
            if finding["status"] not in AGREEING:
                continue
            sure = all(reason["rule"] != LOOSE for reason in finding["reasons"])
            spans = [score.triple(anchor) for value in finding["values"] for anchor in value["evidence"]]
            on = [(span[0], {number for number, wanted in answers if texts.covers(span, wanted)}) for span in spans]
            self.findings[sure] += 1
            self._judge(sure, on)

    def _judge(self, sure: bool, on: Iterable[tuple[str, set[int]]]) -> None:
        for (one, asked), (other, also) in combinations(on, 2):
            if one != other and asked and also:
                self.judged[sure] += 1
                self.right[sure] += bool(asked & also)

    def figures(self) -> dict[str, float | None]:
        """Share of right pairs of sure findings, of loose ones, and share of the agreeing findings that are sure."""
        share = {sure: self.right[sure] / self.judged[sure] if self.judged[sure] else None for sure in (True, False)}
        total = sum(self.findings.values())
        return {
            "sure_right": share[True],
            "loose_right": share[False],
            "sure_share": self.findings[True] / total if total else None,
        }
