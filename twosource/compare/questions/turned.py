"""A thing that earlier reports hold in one state and later ones in the next: a fire that burns, then is contained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.states import Held, find_held
from twosource.compare.questions.together import linked
from twosource.compare.questions.undone import VAGUE
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Conflict, Status


def judge_turned(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing whose state turned."""
    held = list(find_held(events))
    pairs = [
        (i, j)
        for i, a in enumerate(held)
        for j, b in enumerate(held)
        if a.scale is b.scale and a.step < b.step and a.article != b.article and _before(a.point, b.point, setting) and _one_thing(a, b)
    ]
    for rows in linked(len(held), pairs):
        yield _verdict([held[i] for i in rows]), 1.0


def _before(a: Point, b: Point, setting: Setting) -> bool:
    """Whether the one report came out before the other, by the day, or by the hour where both tell it."""
    hours = setting.hour(a), setting.hour(b)
    return hours[0] < hours[1] if all(hours) else setting.before([a], [b])


def _one_thing(a: Held, b: Held) -> bool:
    return bool((a.things & b.things) - VAGUE)


def _verdict(told: Sequence[Held]) -> Verdict:
    steps = sorted({h.step for h in told})
    groups = [([h.point for h in told if h.step == s], next(h.state for h in told if h.step == s)) for s in steps]
    answers = tuple(Answer(tuple(points), points[0].statement.anchor, state) for points, state in groups)
    anchors = [p.statement.predicate for points, _ in groups for p in points]
    reason = because("state.turned", [state for _, state in groups], anchors)
    return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.POLARITY)
