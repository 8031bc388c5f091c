"""A thing that earlier reports hold in one state and later ones in the next: a fire that burns, then is contained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.states import Held, find_held
from twosource.compare.questions.together import linked
from twosource.compare.questions.undone import VAGUE, comes_after, named_apart
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Status


def judge_turned(events: Sequence[Point], undone: Sequence[Verdict], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing whose state turned; none on statements that the `undone` verdicts tell already."""
    told = [{p.statement.anchor for a in verdict.answers for p in a.points} for verdict in undone]
    held = list(find_held(events))
    pairs = [
        (i, j)
        for i, a in enumerate(held)
        for j, b in enumerate(held)
        if a.scale is b.scale
        and a.step < b.step
        and a.article != b.article
        and _before(a.point, b.point, setting)
        and _one_thing(a, b)
    ]
    for rows in linked(len(held), pairs):
        if not any({held[i].point.statement.anchor for i in rows} <= words for words in told):
            yield _verdict([held[i] for i in rows]), 1.0


def _before(a: Point, b: Point, setting: Setting) -> bool:
    """Whether the one report came out before the other, by the day, or by the hour where both tell it."""
    hours = setting.hour(a), setting.hour(b)
    return hours[0] < hours[1] if all(hours) else comes_after(b, a, setting)


def _one_thing(a: Held, b: Held) -> bool:
    """Whether both are of one thing, or of one somebody."""
    phrases = [h.point.statement.recipient or h.point.statement.actor for h in (a, b)]
    return bool((a.things & b.things) - VAGUE) and not (
        a.scale.things and (named_apart(*phrases) or named_apart(*map(_as_doer, (a, b))))
    )


def _as_doer(held: Held) -> Anchor | None:
    """The phrase for who does what a statement tells, where that is the thing: the jury in the Holm trial."""
    doer = held.point.statement.actor
    return doer if doer is not None and any(t.search(doer.quote) for t in held.scale.things) else None


def _verdict(told: Sequence[Held]) -> Verdict:
    steps = sorted({h.step for h in told})
    groups = [([h.point for h in told if h.step == s], next(h.state for h in told if h.step == s)) for s in steps]
    answers = tuple(Answer(tuple(points), points[0].statement.anchor, state) for points, state in groups)
    anchors = [p.statement.predicate for points, _ in groups for p in points]
    reason = because("state.turned", [state for _, state in groups], anchors)
    return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.POLARITY)
