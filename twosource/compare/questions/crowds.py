"""How many came, by those who called them and by those who counted them: police estimated 8,000, organisers said 20,000.

Whoever gives such a number gives that of the gathering which the story is about, in whatever words: the crowd, the
protesters, turnout. Where a story counts people in two places, or one side gives two numbers, there may be two gatherings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.apart import ESTIMATES
from twosource.compare.points import Point, outdated
from twosource.compare.questions.evidence import Ruled, several
from twosource.compare.stances import stance
from twosource.compare.verdicts import Setting, disagree, judge_figures
from twosource.data import Status

CALLING = re.compile(r"\b(?:organi[sz]ers?|organi[sz]ing|unions?|activists|campaigners)\b", re.IGNORECASE)
COUNTING = re.compile(r"\b(?:police|gendarmerie|authorities|officials|ministry|prefecture|officers)\b", re.IGNORECASE)
WHO = frozenset("people person protester protestor demonstrator marcher participant attendee supporter".split())
SIDES = 2
LEAST = 100  # people, from which somebody estimates how many they are


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many came, and whether those say so who "called" them or who "counted" them."""

    point: Point
    side: str

    @property
    def article(self) -> str:
        """Id of the article that gives it."""
        return self.point.article


def judge_crowds(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """The verdict where the two sides, in two reports, give numbers that exclude each other."""
    found = [e for p in points if (e := _estimate(p)) is not None]
    if not several(found) or not _one_gathering(found, setting):
        return
    verdict = judge_figures([e.point for e in found], setting)
    if verdict.status is Status.CONFLICTING:
        yield verdict, 1.0


def _estimate(point: Point) -> Estimate | None:
    figure, said = point.quantity, point.statement
    if figure is None or point.slot != "attending" or figure.dimension or figure.change or outdated(figure):
        return None
    if point.part != "whole" or point.past or stance(point) != "affirmed" or (figure.low or figure.high or 0) < LEAST:
        return None
    by = said.claimer or (said.actor.quote if said.actor is not None and said.lemma in ESTIMATES else "")
    sides = [name for name, words in (("called", CALLING), ("counted", COUNTING)) if words.search(by)]
    return Estimate(point, sides[0]) if len(sides) == 1 and point.counted in {"", *WHO} else None


def _one_gathering(found: Sequence[Estimate], setting: Setting) -> bool:
    """Whether nothing says that there were two: each side gives one number, no two places or days have nothing in common."""
    if len({e.side for e in found}) < SIDES:
        return False
    for a, b in combinations(found, 2):
        if _apart(a.point.own_places, b.point.own_places) or _apart(a.point.days, b.point.days):
            return False
        if a.side == b.side and disagree([a.point, b.point], setting):
            return False
    return True


def _apart(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two and not one & two)
