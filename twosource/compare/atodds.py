"""How likely figures that exclude each other answer one question: by how alike their statements and the figures are, by whether they fill one
slot, and by how far they lie apart.

The weights are fitted by `training/atodds.py` on findings that were judged: by the gold answers, and by readers on news
without any (`benchmarks/judged/dev.json`). Likeness alone, which says well enough what agrees, does not part a true conflict from two things counted.
A toll that rose needs no chance where its sentence tells of what the others do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import exp

from twosource.compare.asked import far_apart
from twosource.compare.groups import Aligned
from twosource.compare.points import Point
from twosource.compare.questions.tolls import COUNTING
from twosource.compare.slots import BEFALLEN, is_tally
from twosource.compare.sureness import DISAGREEING
from twosource.compare.verdicts import Answer, Verdict
from twosource.data import Anchor, Reason, Status

WEIGHTS = {"statements": 2.82, "slot": 1.84, "far": -0.96, "alike": 1.28, "bias": -3.05}
SURE = 0.6  # chance from which figures are surely at odds
PAIRS = 60  # of a finding that are looked at, those of the first reports


@dataclass(frozen=True)
class AtOdds:
    """What can be asked of figures at odds in one story."""

    events: Aligned

    def doubted(self, verdict: Verdict, alike: float) -> Verdict:
        """The verdict, with a reason more where its figures are not surely of one question."""
        chance = self.chance(verdict, alike)
        if verdict.status not in DISAGREEING or chance >= SURE or _of_one_toll(verdict):
            return verdict
        loose = Reason(rule="alike.loosely", inputs=(f"chance {chance:.2f}", f"sure from {SURE:.2f}"))
        return replace(verdict, reasons=(*verdict.reasons, loose))

    def chance(self, verdict: Verdict, alike: float) -> float:
        """How likely the answers of a verdict are to one question, 0..1; `alike` is the likeness of its points."""
        signs = self.signs(verdict, alike)
        return 1 / (1 + exp(-WEIGHTS["bias"] - sum(WEIGHTS[name] * value for name, value in signs.items())))

    def signs(self, verdict: Verdict, alike: float) -> Mapping[str, float]:
        """What the chance is made of: how alike the two statements are that are most so, whether two figures fill one slot, and the
        share of the pairs that lie far apart.
        """
        pairs = _pairs(verdict)
        return {
            "statements": max((self._alike(a, b) for a, b in pairs), default=0.0),
            "slot": float(any(a.slot and a.slot == b.slot for a, b in pairs)),
            "far": sum(far_apart(a, b) for a, b in pairs) / len(pairs) if pairs else 0.0,
            "alike": alike,
        }

    def _alike(self, a: Point, b: Point) -> float:
        rows = [self._rows[p.statement.anchor] for p in (a, b) if p.statement.anchor in self._rows]
        return float(self.events.scores.block(rows)[0, 1]) if len(rows) > 1 else 0.0

    @cached_property
    def _rows(self) -> dict[Anchor, int]:
        return {p.statement.anchor: row for row, p in enumerate(self.events.points)}


def _of_one_toll(verdict: Verdict) -> bool:
    """Whether all figures count whom one thing befell, as wholes, and one that supersedes the others is told as the toll of what the
    others' sentences tell of: "the toll from the collapse rose to seven", "the bridge collapsed, killing five".
    """
    points = [p for answer in verdict.answers for p in answer.points]
    slots = {p.slot for p in points}
    if verdict.status is not Status.UPDATED or len(slots) > 1 or not slots <= BEFALLEN:
        return False
    if any(p.part != "whole" or p.past or p.counted not in COUNTING | {""} for p in points):
        return False
    tallies = [a for a in verdict.answers if any(p.quantity and is_tally(p.statement, p.quantity) for p in a.points)]
    return any(all(_shares(tally, other) for other in verdict.answers if other is not tally) for tally in tallies)


def _shares(tally: Answer, other: Answer) -> bool:
    """Whether two sentences of two reports have a word in common that is not about whom it befell, nor a figure."""
    return any(
        a.article != b.article and not far_apart(a, b) and (a.around & b.around) - COUNTING - a.days - b.days
        for a in tally.points
        for b in other.points
    )


def _pairs(verdict: Verdict) -> list[tuple[Point, Point]]:
    """Pairs of points of two answers, of two articles where there are such."""
    told = [(a, b) for one, two in combinations(verdict.answers, 2) for a in one.points for b in two.points]
    return ([(a, b) for a, b in told if a.article != b.article] or told)[:PAIRS]
