"""Verdicts on statements that one thing happened: affirmed, denied, not known, or to come; then which tells more."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.deeds import told_as_done
from twosource.compare.points import Point
from twosource.compare.shown import most_like
from twosource.compare.stances import THINKING, intended, may_end, one_act, one_verb, stance
from twosource.compare.verdicts import Answer, Setting, Verdict, published_days, reason_of
from twosource.data import Conflict, Modality, Reason, Status


def judge_event(points: Sequence[Point], setting: Setting) -> Verdict:
    """Statements that one thing happened: stance against stance, then precision."""
    stances: dict[str, list[Point]] = {}
    for point in points:
        stances.setdefault(stance(point), []).append(point)
    answers = tuple(_event_answer(p) for p in stances.values())
    stances_face = {
        k
        for k in stances
        if k != "affirmed" and "affirmed" in stances and setting.face(stances["affirmed"], stances[k], "event")
    }
    if "negated" in stances_face:
        return opposed(stances["affirmed"], stances["negated"], answers, setting, "polarity.negated")
    if {"planned", "negated"} <= stances.keys() and setting.face(stances["planned"], stances["negated"], "event"):
        return opposed(stances["planned"], stances["negated"], answers, setting, "polarity.negated")
    if "unclear" in stances_face:
        return opposed(stances["affirmed"], stances["unclear"], answers, setting, "modality.unclear")
    if "planned" in stances_face or _foretold(stances.get("planned", ()), stances.get("affirmed", ()), setting):
        planned, done = stances["planned"], stances["affirmed"]
        first = [min(map(setting.published, group)) for group in (planned, done)]
        if first[0] and first[0] < first[1] and any(told_as_done(p.statement) for p in done):
            reason = reason_of("modality.planned-then-done", published_days([planned, done], setting), points)
            return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.MODALITY)
    return _agreed(points, answers)


def _foretold(planned: Sequence[Point], done: Sequence[Point], setting: Setting) -> bool:
    """Whether what an earlier report says is to be done is what a later one tells by another verb for one act, of which
    they share an actor or another word; by the same verb `face` is stricter.
    """
    return any(
        p.statement.modality is Modality.PLANNED
        and setting.before([p], [d])
        and not one_verb(p.statement.lemma, d.statement.lemma)
        and any(one_act(verb, d.statement.lemma) for verb in intended(p.statement) - THINKING)
        and (p.actors & d.actors or (p.lemmas & d.lemmas) - {d.statement.lemma})
        for p in planned
        for d in done
    )


def judge_question(points: Sequence[Point], setting: Setting) -> Verdict:
    """What one report says is not known and others tell."""
    asked = [p for p in points if stance(p) == "unclear"]
    told = [p for p in points if stance(p) == "affirmed"]
    answers = tuple(_event_answer(group) for group in (told, asked))
    return opposed(told, asked, answers, setting, "modality.unclear")


def opposed(
    one: Sequence[Point], two: Sequence[Point], answers: tuple[Answer, ...], setting: Setting, rule: str
) -> Verdict:
    """Two stances that exclude each other: an update when the earlier reports say one and the later the other, and the
    days of all of them are known. What was told as done and is later denied is no update.
    """
    unclear_first = setting.before(two, one)
    denied_later = rule == "polarity.negated" and not any(map(may_end, (*one, *two)))
    apart = unclear_first or (setting.before(one, two) and not denied_later)
    status = Status.UPDATED if apart and (unclear_first or rule != "modality.unclear") else Status.CONFLICTING
    conflict = Conflict.MODALITY if rule == "modality.unclear" else Conflict.POLARITY
    marks = [m for p in (*one, *two) for m in p.statement.marks]
    reason = Reason(rule=rule, inputs=published_days([one, two], setting), anchors=tuple(marks[:8]))
    return Verdict("event", status, answers, (reason,), conflict)


def _agreed(points: Sequence[Point], answers: tuple[Answer, ...]) -> Verdict:
    hedged = [p for p in points if p.statement.modality is Modality.HEDGED]
    planned = [p for p in points if stance(p) == "planned"]
    for rule, why, some in (
        ("modality.hedged", "hedged against asserted", hedged),
        ("modality.planned", "to come against told", planned),
    ):
        if some and len(some) < len(points):
            return Verdict("event", Status.REFINED, answers, (reason_of(rule, (why,), some),))
    finer = {len(p.days) + len(p.figures) for p in points}
    if len(finer) > 1:
        return Verdict(
            "event",
            Status.REFINED,
            answers,
            (reason_of("event.more-precise", ("one report gives more detail",), points),),
        )
    return Verdict(
        "event", Status.CORROBORATED, answers, (reason_of("event.same", (f"{len(points)} statements",), points),)
    )


def _event_answer(points: Sequence[Point]) -> Answer:
    shown = most_like(points)
    marks = [m.quote for m in shown.statement.marks if shown.statement.modality is Modality.HEDGED]
    return Answer(tuple(points), shown.anchor, stance(shown), ", ".join(marks))
