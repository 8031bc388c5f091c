"""From aligned points to a status, by rules that can say why.

Each judge takes the points of one cluster and returns a `Verdict`: the values the reports give, the status, the
type of conflict and the reasons. Rules only: alignment scores rank, they never decide. Independence comes last:
`corroborated` needs two origins, so copies of one report stay `single-source` however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

from twosource.compare.intervals import compare_quantities, normalised
from twosource.compare.points import Point
from twosource.compare.stances import one_verb, stance
from twosource.data import (
    Anchor,
    Article,
    Conflict,
    Modality,
    Quantity,
    Reason,
    Status,
    TimeRange,
)

UPDATE_CUES = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb\w*|jump\w*|grew|grown|increas\w+|revis\w+|updat\w+|new (?:count|toll|figure)|"
    r"latest|newest|now|so far|earlier|previous\w*|until then|up from|down from|initial\w*|no longer|since then|fell to|lowered)\b",
    re.IGNORECASE,
)
FACING = {"event": 0.5, "date": 0.6}  # scores that a disagreement of these kinds needs; agreement needs less
RISING_SLOTS = frozenset({"dead", "injured", "displaced", "rescued", "arrested", "destroyed"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One value the reports give, with the points that give it."""

    points: tuple[Point, ...]
    words: Anchor
    normalised: str = ""
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge found; the origins then have the last word (`settle`)."""

    kind: str
    status: Status
    answers: tuple[Answer, ...]
    reasons: tuple[Reason, ...]
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What every judge may ask about the story: when articles came out, which origin they go back to."""

    articles: Mapping[str, Article]
    origin: Mapping[str, str]
    likeness: Mapping[tuple[int, int], float] = field(default_factory=dict)  # score by the ids of two points

    def face(self, one: Sequence[Point], two: Sequence[Point], kind: str) -> bool:
        """Whether two groups of points speak of one thing so plainly that their difference is a disagreement: some
        pair of them, from two articles, has one predicate and scores at least `FACING[kind]`.
        """
        return any(
            one_verb(a.statement.lemma, b.statement.lemma) and self.likeness.get((id(a), id(b)), 0.0) >= FACING[kind]
            for a in one
            for b in two
            if a.article != b.article
        )

    def stood(self, point: Point) -> str:
        """Day for which a figure is given: the one its words name, else the day its report came out."""
        return (point.quantity.as_of if point.quantity else "") or self.published(point)

    def published(self, point: Point) -> str:
        """Day the point's article came out, "" when unknown."""
        return (self.articles[point.article].published or "")[:10]


# ---- figures


def judge_figures(points: Sequence[Point], setting: Setting) -> Verdict:
    """Figures on one question: interval arithmetic with units, rounding and bounds."""
    groups = _group(points, lambda a, b: _compare(a, b)[0] == "same")
    relations = [(a, b, *_compare(a[0], b[0])) for a, b in combinations(groups, 2)]
    apart = [(a, b, why) for a, b, relation, why in relations if relation == "disjoint"]
    answers = tuple(_figure_answer(g) for g in groups)
    passed = _bounds_passed(groups, setting)
    if not apart and passed:
        reason = _reason("update.bound-passed", passed, points)
        return Verdict("quantity", Status.UPDATED, answers, (reason,), Conflict.QUANTITY)
    if not apart:
        status = Status.REFINED if len(groups) > 1 else Status.CORROBORATED
        rule = "quantity.compatible" if len(groups) > 1 else "quantity.equal"
        whys = tuple(why for *_, why in relations) or tuple(_compare(a, b)[1] for a, b in combinations(points[:2], 2))
        return Verdict("quantity", status, answers, (_reason(rule, whys, points),))
    superseded = _superseded([(a, b) for a, b, _ in apart], setting)
    status = Status.UPDATED if superseded else Status.CONFLICTING
    reasons = [_reason("quantity.disjoint", tuple(why for *_, why in apart), points)]
    reasons.append(_reason(superseded or "update.none", _dates(groups, setting), points))
    return Verdict("quantity", status, answers, tuple(reasons), Conflict.QUANTITY)


def _bounds_passed(groups: Sequence[Sequence[Point]], setting: Setting) -> tuple[str, ...]:
    """Lower bounds that a later day's figure has left behind: "at least 144" and, a day later, 1,644."""
    figures = [(p.quantity, setting.stood(p)) for g in groups for p in g if p.quantity is not None]
    found = []
    for before, day in figures:
        for after, later in figures:
            if not (before.at_least and before.low and after.low and day and day < later):
                continue
            if before.unit == after.unit and after.low >= PASSED * before.low:
                shown = f"{normalised(before)} ({day}), then {normalised(after)} ({later})"
                found.append(f"{shown}: {PASSED} times the bound or more")
    return tuple(dict.fromkeys(found))


PASSED = 1.2


def disagree(points: Sequence[Point], setting: Setting) -> bool:
    """Whether two of the figures cannot both stand: they exclude each other, or the later one leaves the earlier behind."""
    return judge_figures(points, setting).conflict is not None


def judge_told(figures: Sequence[Point], statements: Sequence[Point], setting: Setting) -> Verdict:
    """An event that the reports tell by a figure: the figures decide; a statement without one stands as it is worded."""
    verdict = judge_figures(figures, setting)
    counted = {p.statement.anchor for p in figures}
    others = tuple(_event_answer([p]) for p in statements if p.statement.anchor not in counted)
    return replace(verdict, answers=(*verdict.answers, *others))


def _compare(a: Point, b: Point) -> tuple[str, str]:
    if a.quantity is None or b.quantity is None:
        return "incomparable", "no figure"
    return compare_quantities(a.quantity, b.quantity)


def _figure_answer(points: Sequence[Point]) -> Answer:
    quantity = points[0].quantity
    if quantity is None:
        raise ValueError("a figure's answer needs a quantity")
    return Answer(tuple(points), quantity.anchor, normalised(quantity), _hedge_of(quantity))


def _hedge_of(quantity: Quantity) -> str:
    """The bound words of a figure ("at least", "about"), as they stand before its first digit or number word."""
    if not (quantity.approximate or quantity.at_least or quantity.at_most):
        return ""
    match = re.match(r"(?:[^\W\d_]+[ -])+(?=[\d$€£]|\w+$)", quantity.anchor.quote)
    return match.group().strip() if match else ""


def _superseded(apart: Sequence[tuple[Sequence[Point], Sequence[Point]]], setting: Setting) -> str:
    """Name of the rule by which the later figures supersede the earlier ones, "" when none does.

    A cumulative figure (a toll) that only grows from day to day is an update; so are two figures of which one is
    marked as new or old by its own words. Two figures of one day without such words are rivals.
    """
    by_cue = 0
    for left, right in apart:
        if _outdated(left) or _outdated(right):
            by_cue += 1
            continue
        before, after = sorted((left[0], right[0]), key=setting.stood)
        days = setting.stood(before), setting.stood(after)
        if days[0] and days[0] < days[1]:
            if before.slot in RISING_SLOTS and _middle(after) < _middle(before):
                return ""
            continue
        if not any(UPDATE_CUES.search(p.statement.sentence.quote) for p in (*left, *right)):
            return ""
        by_cue += 1
    return "update.words" if by_cue else "update.later-report"


def _outdated(points: Sequence[Point]) -> bool:
    """Whether each report gives the figure as what was before: "rose from 12 to 15"."""
    return all(p.quantity is not None and p.quantity.rule.endswith(".from") for p in points)


def _middle(point: Point) -> float:
    quantity = point.quantity
    bounds = [b for b in (quantity.low, quantity.high) if b is not None] if quantity else []
    return sum(bounds) / len(bounds) if bounds else 0.0


# ---- events


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
        return _opposed(stances["affirmed"], stances["negated"], answers, setting, "polarity.negated")
    if "unclear" in stances_face:
        return _opposed(stances["affirmed"], stances["unclear"], answers, setting, "modality.unclear")
    if "planned" in stances_face:
        planned, done = stances["planned"], stances["affirmed"]
        if min(map(setting.published, planned)) < max(map(setting.published, done)):
            reason = _reason("modality.planned-then-done", _dates([planned, done], setting), points)
            return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.MODALITY)
    return _agreed(points, answers)


def judge_question(points: Sequence[Point], setting: Setting) -> Verdict:
    """What one report says is not known and others tell."""
    asked = [p for p in points if stance(p) == "unclear"]
    told = [p for p in points if stance(p) == "affirmed"]
    answers = tuple(_event_answer(group) for group in (told, asked))
    return _opposed(told, asked, answers, setting, "modality.unclear")


def _opposed(
    one: Sequence[Point], two: Sequence[Point], answers: tuple[Answer, ...], setting: Setting, rule: str
) -> Verdict:
    """Two stances that exclude each other: an update when the earlier reports say one and the later the other."""
    days_one = sorted(setting.published(p) for p in one)
    days_two = sorted(setting.published(p) for p in two)
    apart = days_one[-1] < days_two[0] or days_two[-1] < days_one[0]
    unclear_first = rule == "modality.unclear" and days_two[-1] < days_one[0]
    status = Status.UPDATED if apart and (unclear_first or rule != "modality.unclear") else Status.CONFLICTING
    conflict = Conflict.MODALITY if rule == "modality.unclear" else Conflict.POLARITY
    marks = [m for p in (*one, *two) for m in p.statement.marks]
    reason = Reason(rule=rule, inputs=_dates([one, two], setting), anchors=tuple(marks[:8]))
    return Verdict("event", status, answers, (reason,), conflict)


def _agreed(points: Sequence[Point], answers: tuple[Answer, ...]) -> Verdict:
    hedged = [p for p in points if p.statement.modality is Modality.HEDGED]
    if hedged and len(hedged) < len(points):
        return Verdict(
            "event", Status.REFINED, answers, (_reason("modality.hedged", ("hedged against asserted",), hedged),)
        )
    finer = {len(p.days) + len(p.figures) for p in points}
    if len(finer) > 1:
        return Verdict(
            "event",
            Status.REFINED,
            answers,
            (_reason("event.more-precise", ("one report gives more detail",), points),),
        )
    return Verdict(
        "event", Status.CORROBORATED, answers, (_reason("event.same", (f"{len(points)} statements",), points),)
    )


def _event_answer(points: Sequence[Point]) -> Answer:
    shortest = min(points, key=lambda p: (len(p.anchor.quote), p.anchor))
    marks = [m.quote for m in shortest.statement.marks if shortest.statement.modality is Modality.HEDGED]
    return Answer(tuple(points), shortest.anchor, stance(shortest), ", ".join(marks))


# ---- dates, places, persons


def judge_dates(points: Sequence[Point], setting: Setting) -> Verdict:
    """When one thing happened: calendar ranges that are equal, meet or exclude each other."""
    groups = _group(points, lambda a, b: a.value == b.value)
    apart = [
        (a, b) for a, b in combinations(groups, 2) if _disjoint(a[0].time, b[0].time) and setting.face(a, b, "date")
    ]
    inputs = tuple(f"{p.value} ({p.time.basis}: {p.time.rule})" for p, *_ in groups if p.time is not None)
    reason = Reason(rule="date.disjoint" if apart else "date.meets", inputs=inputs[:12], anchors=_foci(points))
    answers = tuple(_focus_answer(g) for g in groups)
    if apart:
        return Verdict("date", Status.CONFLICTING, answers, (reason,), Conflict.DATE)
    return Verdict("date", Status.CORROBORATED if len(groups) == 1 else Status.REFINED, answers, (reason,))


def _disjoint(a: TimeRange | None, b: TimeRange | None) -> bool:
    """Whether two plain days, neither of them reckoned from another event, exclude each other."""
    if a is None or b is None or a.rule in UNSURE_DATES or b.rule in UNSURE_DATES or a.approximate or b.approximate:
        return False
    return a.last < b.first or b.last < a.first


UNSURE_DATES = frozenset({"day.hanging", "period.hanging", "ago", "ago.quarter", "period.earlier", "season"})


def judge_places(points: Sequence[Point], setting: Setting) -> Verdict:
    """Where it happened: all name one place."""
    return _judge_named(points, "place")


def judge_persons(points: Sequence[Point], setting: Setting) -> Verdict:
    """Who took part: all name one person."""
    return _judge_named(points, "person")


def _judge_named(points: Sequence[Point], kind: str) -> Verdict:
    names = tuple(dict.fromkeys(p.focus.quote for p in points if p.focus is not None))
    reason = Reason(rule=f"{kind}.same", inputs=names[:12], anchors=_foci(points))
    # the fullest name stands for the finding: one report's "his" is another's name
    fullest = min((p.focus for p in points if p.focus is not None), key=lambda a: (-len(a.quote), a))
    return Verdict(kind, Status.CORROBORATED, (Answer(tuple(points), fullest),), (reason,))


def _focus_answer(points: Sequence[Point]) -> Answer:
    first = points[0]
    return Answer(tuple(points), first.focus or first.anchor, first.value if first.kind == "date" else "")


def _foci(points: Sequence[Point]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(p.focus for p in points if p.focus is not None))[:12]


JUDGES: dict[str, Callable[[Sequence[Point], Setting], Verdict]] = {
    "quantity": judge_figures,
    "event": judge_event,
    "date": judge_dates,
    "place": judge_places,
    "person": judge_persons,
}


# ---- the last word


def settle(verdict: Verdict, setting: Setting) -> Status:
    """The status once copies are folded: one origin never corroborates or refines itself."""
    origins = {setting.origin[p.article] for a in verdict.answers for p in a.points}
    if len(origins) < 2 and verdict.status in {Status.CORROBORATED, Status.REFINED}:
        return Status.SINGLE_SOURCE
    return verdict.status


T = TypeVar("T")


def _group(items: Sequence[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """Items into groups of which each member is the `same` as the group's first, in order."""
    groups: list[list[T]] = []
    for item in items:
        home = next((g for g in groups if same(g[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _reason(rule: str, inputs: tuple[str, ...], points: Sequence[Point]) -> Reason:
    anchors = tuple(dict.fromkeys(p.quantity.anchor if p.quantity else p.statement.predicate for p in points))
    return Reason(rule=rule, inputs=inputs[:12], anchors=anchors[:12])


def _dates(groups: Sequence[Sequence[Point]], setting: Setting) -> tuple[str, ...]:
    return tuple(
        f"{g[0].anchor.quote[:60]!r}: {', '.join(sorted({setting.stood(p) or 'undated' for p in g}))}" for g in groups
    )
