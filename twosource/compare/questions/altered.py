"""What differs in two sentences that are otherwise the same (`twins.py`), judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.compare.event_verdicts import opposed
from twosource.compare.otherwise import at_odds
from twosource.compare.points import Point, nearest
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.twins import Told, Twins
from twosource.compare.verdicts import Answer, Setting, Verdict, each_its_day, planned_since
from twosource.compare.when import dates_apart
from twosource.data import Anchor, Conflict, Reason, Status
from twosource.models.roles import land_of

KINDS = {"person": "person", "place": "place", "organisation": "other"}


def judge_twins(twins: Sequence[Twins], events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """The disagreements among the twins, each with its likeness. `events` are the event points of the story."""
    for pair in twins:
        points = _point(pair.one, events), _point(pair.two, events)
        if points[0] is None or points[1] is None:
            continue
        verdict = _judge(pair, points[0], points[1], setting)
        if verdict is not None:
            yield verdict, pair.likeness


def _judge(pair: Twins, one: Point, two: Point, setting: Setting) -> Verdict | None:
    words = pair.one.words, pair.two.words
    answers = Answer((one,), words[0]), Answer((two,), words[1])
    same = Reason(rule="sentence.one-change", inputs=tuple(w.quote for w in words), anchors=words)
    if pair.kind == "polarity":
        verdict = opposed([one], [two], answers, setting, "polarity.negated")
        return replace(verdict, reasons=(*verdict.reasons, same))
    if pair.kind == "date":
        if not dates_apart(one, two) or planned_since([one], [two], setting) or each_its_day([one], [two], setting):
            return None
        days = one.value, two.value
        reasons = Reason(rule="date.disjoint", inputs=days, anchors=words), same
        dated = tuple(replace(a, normalised=day) for a, day in zip(answers, days, strict=True))
        return Verdict("date", Status.CONFLICTING, dated, reasons, Conflict.DATE)
    if pair.kind in {"words", "roles"}:
        return at_odds(one, two, words, setting, same)
    if _stand_together(words[0].quote, words[1].quote, setting) or (pair.kind == "place" and _state_and_place(words)):
        return None
    conflict = Conflict.PLACE if pair.kind == "place" else Conflict.PERSON
    named = Reason(rule="name.differs", inputs=tuple(w.quote for w in words), anchors=words)
    return Verdict(KINDS[pair.kind], Status.CONFLICTING, answers, (named, same), conflict)


def _state_and_place(words: tuple[Anchor, Anchor]) -> bool:
    """Whether one of two places is a state, in which the other may lie: Geneva, Switzerland."""
    return len({bool(land_of(w.quote)) for w in words}) > 1


def _point(told: Told, events: Sequence[Point]) -> Point | None:
    """The smallest statement that holds what is told, else the one of the sentence that stands nearest to it."""
    point = nearest([p for p in events if told.sentence.covers(p.statement.sentence)], told.words)
    time = told.time
    if point is None or time is None:
        return point
    return replace(point, kind="date", value=time.value, time=time, focus=told.words)


def _stand_together(one: str, two: str, setting: Setting) -> bool:
    """Whether a report puts one of two names beside the other: "Port Said, Egypt" names one place twice."""
    a, b = re.escape(one), re.escape(two)
    beside = re.compile(rf"\b(?:{a}(?:, | in |\W? \(){b}|{b}(?:, | in |['’]s (?:\w+ ){{0,2}}|\W? \(){a})\b")
    return any(beside.search(article.text) for article in setting.articles.values())
