"""Planned dates that a later report gives as others: a launch put off, a vote moved, a works that opens later.

A plan is met again where a report of a later day dates the same act (`ACTS`) of the same thing: "production is not expected
to resume before 24 September", then "until 1 October". Words of one plan in two reports of one day that name two days are a
conflict. What is not planned, or has no act of its own, is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because, focus_of
from twosource.compare.questions.happenings import Dated
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.compare.when import UNSURE_DATES, one_weekday
from twosource.data import Article, Conflict, Modality, Polarity, Status, TimeRange

ACTS: Mapping[str, str] = {
    "resume": "resume restart reopen recommence start_again begin_again open_again start_back return",
    "begin": "begin start open commence launch kick_off take_off lift_off debut",
    "end": "end finish close conclude expire complete lift",
    "hold": "hold take convene vote meet hear schedule set plan slate play stage",
    "give": "release publish deliver unveil issue",
    "move": "postpone delay defer reschedule adjourn move push_back put_off extend shift bring_forward",
}
ACT_OF = {
    verb.rstrip("e"): act for act, verbs in ACTS.items() for verb in verbs.split()
}  # lemmas may lack their last e
ONCE = frozenset({"resume", "begin", "end"})
# what a story has one of: two days for it are no two of them
ONLY = frozenset(
    "runoff election referendum final trial funeral summit inauguration coronation wedding match rematch".split()
)
ANY = frozenset({"move", "hold"})  # says that a thing has a new date, whatever is to happen then
FINE = frozenset({"day", "month"})
OLD = re.compile(r"\b(?:from|since|after|originally|initially|instead of|earlier)(?: for| on| in)?\W*$", re.IGNORECASE)
NEW = re.compile(r"\b(?:to|until|till|for|by)(?: at least| the| as late as)?\W*$", re.IGNORECASE)
BOUND = re.compile(r"\b(?:before|until|till|by)\W*$", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:postpon\w+|delay\w*|deferr?\w*|resched\w+|adjourn\w*|put off|push\w* (?:back|to)|mov\w+ (?:to|from|up|forward)|"
    r"brought forward|extend\w*|slip\w*|new (?:launch )?date|instead of|rather than|later than (?:planned|expected))\b",
    re.IGNORECASE,
)
FARTHEST = 400  # days from the report to a plan


@dataclass(frozen=True, slots=True)
class Plan:
    """One date that a report gives for an act of a thing; `done` where it tells of it as past."""

    dated: Dated
    time: TimeRange
    act: str
    done: bool
    bound: bool  # "before", "until": no day on which it happens

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.dated.article


def judge_plans(dated: Sequence[Dated], setting: Setting) -> Iterator[Ruled]:
    """The plans that a later report moves, and those that two reports of one day date otherwise."""
    plans = [p for d in dated for p in _plans(d, setting)]
    told: set[frozenset[int]] = set()
    for first in plans:
        group = [p for p in plans if p is first or _one_plan(first, p)]
        rows = frozenset(map(id, group))
        if rows in told or first.done:
            continue
        told.add(rows)
        verdict = _judge(group, setting)
        if verdict is not None:
            yield verdict, 1.0


def _judge(group: Sequence[Plan], setting: Setting) -> Verdict | None:
    apart = [(a, b) for a, b in combinations(group, 2) if a.article != b.article and _apart(a.time, b.time)]
    moved = any(_moves(a, b, setting) or _moves(b, a, setting) for a, b in apart)
    rivals = [(a, b) for a, b in apart if _day(a, setting) == _day(b, setting) and _rivals(a, b)]
    if not moved and not rivals:
        return None
    by_value: dict[str, list[Point]] = {}
    for plan in sorted(group, key=lambda p: (_day(p, setting), p.dated.point.anchor)):
        by_value.setdefault(plan.time.value, []).append(plan.dated.on(plan.time))
    answers = tuple(Answer(tuple(points), focus_of(points[0]), value) for value, points in by_value.items())
    inputs = [f"{_day(p, setting)}: {p.act} {p.time.value}{' (done)' if p.done else ''}" for p in group]
    reason = because("plan.moved" if moved else "date.disjoint", inputs, [p.time.anchor for p in group])
    return Verdict("date", Status.UPDATED if moved else Status.CONFLICTING, answers, (reason,), Conflict.DATE)


def _plans(dated: Dated, setting: Setting) -> Iterator[Plan]:
    """The dates that a telling gives for an act."""
    act = ACT_OF.get(dated.verb.rstrip("e"), "hold" if not dated.verb else "")
    article, statement = setting.articles[dated.article], dated.point.statement
    if not act or not dated.things or dated.other or statement.modality in {Modality.DENIED, Modality.UNCLEAR}:
        return
    for time in dated.times:
        if time.precision not in FINE or not time.value or time.rule in UNSURE_DATES or _after(OLD, time, article):
            continue
        bound, ahead = _after(BOUND, time, article), _ahead(time, article)
        if statement.polarity is Polarity.NEGATIVE and not bound:
            continue  # "will not open on Monday" names no day on which it opens
        if act == "move" and not (ahead and _after(NEW, time, article)):
            continue  # "postponed on Monday" says when that was decided
        if ahead or dated.verb:
            yield Plan(dated, time, act, not ahead, bound)


def _one_plan(a: Plan, b: Plan) -> bool:
    """Whether two reports date one act of one thing."""
    acts = a.act == b.act or bool(ANY & {a.act, b.act} and not (a.done or b.done))
    return a.article != b.article and acts and bool(a.dated.things & b.dated.things)


def _moves(before: Plan, after: Plan, setting: Setting) -> bool:
    """Whether the later report moves what the earlier one announced: it says so; or both say before when not; or the first
    date still lay ahead, and a thing begins, resumes or ends once. Other plans of one thing may be two: the next hearing.
    """
    days = _day(before, setting), _day(after, setting)
    if not days[0] or days[0] >= days[1] or before.done:
        return False
    says = after.act == "move" or MOVED.search(after.dated.point.statement.sentence.quote) is not None
    phase = before.act == after.act and _once(before, after)
    return says or (before.bound and after.bound) or (phase and days[1] <= before.time.last)


def _rivals(a: Plan, b: Plan) -> bool:
    days = a.time.precision == b.time.precision == "day" and not (a.bound or b.bound or a.done or b.done)
    return days and a.act == b.act and _once(a, b)


def _once(a: Plan, b: Plan) -> bool:
    """Whether what is planned comes but once: what begins or ends, an election's run-off."""
    return a.act in ONCE or bool(a.dated.things & b.dated.things & ONLY)


def _apart(a: TimeRange, b: TimeRange) -> bool:
    return (a.last < b.first or b.last < a.first) and not one_weekday(a, b)


def _ahead(time: TimeRange, article: Article) -> bool:
    """Whether a date lies ahead of its report."""
    published = article.published_date
    if published is None or time.last <= published.isoformat():
        return False
    return (date.fromisoformat(time.first) - published).days <= FARTHEST


def _after(words: re.Pattern[str], time: TimeRange, article: Article) -> bool:
    """Whether such words stand right before a date."""
    return words.search(article.text[max(0, time.anchor.start - 24) : time.anchor.start]) is not None


def _day(plan: Plan, setting: Setting) -> str:
    return setting.published(plan.dated.point)
