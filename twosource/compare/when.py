"""Whether what two statements tell can have happened at one time: by their days, and by the hours they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from twosource.compare.contrasts import ordinal_of, swapped
from twosource.compare.hours import Clocks, Hour, distinct, hour_of, relate
from twosource.compare.points import Point
from twosource.compare.stances import stance
from twosource.data import Article, TimeRange

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday morning afternoon evening night day week month year".split()
)


def dates_apart(a: Point, b: Point) -> bool:
    """Whether two dates exclude each other: both days on which the thing happened, or both ends of a stretch by one word
    ("since 1991" against "since 1994"), or stretches whose first and last day both name ("July 4 to 6", "July 3 to 6").
    """
    if a.time is None or b.time is None or not (_sure(a.time) and _sure(b.time)) or bound_of(a) != bound_of(b):
        return False
    if not (a.time.first and b.time.first) or one_weekday(a.time, b.time) or _one_wording(a, b):
        return False
    if a.value in b.days or b.value in a.days:
        return False  # a statement that gives both tells two things
    if _said_then(a) or _said_then(b) or swapped(a.statement, b.statement):
        return False
    if a.time.precision != b.time.precision and max(_days(a.time), _days(b.time)) > MONTH:
        return False  # a year beside a day mostly dates something else
    if a.time.rule == b.time.rule and a.time.rule in STRETCHES:
        return a.value != b.value
    return _ends(a.time, b.time) < b.time.first or _ends(b.time, a.time) < a.time.first


def _ends(time: TimeRange, beside: TimeRange) -> str:
    """The last day of a time; a night goes on into the next day, where the other time is that day or its morning."""
    night, part = time.timex.endswith("TNI"), beside.timex.partition("T")[2]
    if not night or time.first != time.last or (part and not MORNING.match(part)):
        return time.last
    return (date.fromisoformat(time.last) + timedelta(days=1)).isoformat()


MORNING = re.compile(r"MO|0\d|1[01]")


def _said_then(point: Point) -> bool:
    """Whether a day is counted from when somebody said so, in words that are quoted: "Spent time with him yesterday", he wrote."""
    time, sentence = point.time, point.statement.sentence
    if time is None or time.rule != "day.relative":
        return False
    before = sentence.quote[: max(0, time.anchor.start - sentence.start)]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _one_wording(a: Point, b: Point) -> bool:
    """Whether two reports quote one sentence with its "last night", which each counts from its own day."""
    if a.time is None or b.time is None or {a.time.rule, b.time.rule} != {"day.relative"}:
        return False
    alike = len(a.lemmas & b.lemmas) >= ALIKE * len(a.lemmas | b.lemmas)
    return alike and a.time.anchor.quote.lower() == b.time.anchor.quote.lower()


ALIKE = 0.7  # share of the content words of both


def one_weekday(a: TimeRange, b: TimeRange) -> bool:
    """Whether two dates are one weekday a week apart, the one read as gone and the other as to come: only the tense of a report
    says which.
    """
    if not (a.first and b.first) or {a.rule, b.rule} != {"weekday.past", "weekday.coming"}:
        return False
    return abs((date.fromisoformat(a.first) - date.fromisoformat(b.first)).days) == WEEK


def of_two_times(a: Point, b: Point) -> bool:
    """Whether two dates are of two things: more than a month lies between them (a quake of 2011, one on Monday), the one is of what
    somebody did and the other of what that one did in return, the one
    statement gives both ("who died on 1 March, was buried on 8 March"), or one is a day and since the other something is so.
    A month that the day is not in ("last month", "on Saturday") is of another thing too where that may happen twice.
    """
    if a.time is None or b.time is None or not (a.time.first and b.time.first):
        return False
    if a.value != b.value and swapped(a.statement, b.statement):
        return True
    (first, last), (start, end) = (tuple(map(date.fromisoformat, (t.first, t.last))) for t in (a.time, b.time))
    between = max((start - last).days, (first - end).days)
    lasts = {bound_of(a), bound_of(b)} == {"since", ""}  # a day in what has gone on since another one
    return between > MONTH or (
        between > 0 and (lasts or a.value in b.days or b.value in a.days or _day_and_month(a, b))
    )


def _day_and_month(a: Point, b: Point) -> bool:
    """Whether one date is a day by its weekday or as yesterday, and the other a whole month: nobody calls last Saturday last month."""
    for day, month in ((a.time, b.time), (b.time, a.time)):
        if day is not None and month is not None and NEAR.match(day.rule):
            return day.precision in {"day", "time"} and month.precision == "month"
    return False


NEAR = re.compile(r"weekday|day\.relative")


def _sure(time: TimeRange) -> bool:
    """Whether a date is not reckoned from another event."""
    return time.rule not in UNSURE_DATES and not time.approximate


def bound_of(point: Point) -> str:
    """The word that makes a date the end of a stretch of time ("since December"), "" where none does."""
    time, sentence = point.time, point.statement.sentence
    if time is None:
        return ""
    before = sentence.quote[: max(0, time.anchor.start - sentence.start)]
    if RANGE.search(before):
        return "between"
    found = BOUNDING.search(before)
    return found.group().strip().lower() if found else ""


def _days(time: TimeRange) -> int:
    return (date.fromisoformat(time.last) - date.fromisoformat(time.first)).days + 1 if time.first else 0


UNSURE_DATES = frozenset({"day.hanging", "period.hanging", "ago", "ago.quarter", "period.earlier", "season"})
BOUNDING = re.compile(
    r"\b(?:since|until|till|before|after|by|than|from|through|between)(?: the| early| late)?\W*$", re.IGNORECASE
)
RANGE = re.compile(
    r"\bbetween (?:[\w.,’']+ ){1,4}and\W*$", re.IGNORECASE
)  # its other end: "between Saturday and Monday"
WEEK, MONTH = 7, 31  # days
STRETCHES = frozenset({"date.days", "year.range"})  # the rules of a first and a last day, and of a season: "2023/24"


def each_its_own(one: Sequence[Point], two: Sequence[Point]) -> bool:
    """Whether two groups tell of two of several, by ordinals that differ ("the first ship left", "a second ship left"), or by
    other figures of more than a month before: two hostages were freed on Sunday, nine in November.
    """
    named = [{ordinal_of(p.statement.anchor.quote) for p in group} - {("", "")} for group in (one, two)]
    if all(named) and {of for of, _ in named[0]} == {of for of, _ in named[1]} and not named[0] & named[1]:
        return True
    figures = [{figure for p in group for figure in p.figures} for group in (one, two)]
    return all(figures) and not figures[0] & figures[1] and all(of_two_times(a, b) for a in one for b in two)


def each_its_period(one: Sequence[Point], two: Sequence[Point]) -> bool:
    """Whether two groups tell what was earned, counted or sold in their own months, quarters or years, or how far something
    moved on their own days: both give figures, and none in common; or the one names a day and the other a month without it.
    """
    points = (*one, *two)
    if all(_day_and_month(a, b) for a in one for b in two):
        return True
    figures = [{figure for p in group for figure in p.figures} for group in (one, two)]
    return all(figures) and not figures[0] & figures[1] and all(map(_of_a_period, points))


def _of_a_period(point: Point) -> bool:
    long = point.time is not None and point.time.precision in PERIODS
    return bool(point.figures) and (long or any(q.change for q in point.statement.quantities))


PERIODS = frozenset({"month", "quarter", "season", "year", "decade"})


def times_apart(a: Point, b: Point, articles: Mapping[str, Article], clocks: Clocks) -> bool:
    """Whether two statements of what happened, or is to, name days of which none can be the other's, undated weekdays too,
    or one hour each, and those exclude each other on what may be one day.
    """
    if stance(a) != stance(b) or stance(a) not in {"affirmed", "planned"}:
        return False
    if days_apart(a, b):
        return True
    days = [{t.value for t in dated(p)} for p in (a, b)]
    if all(days) and not days[0] & days[1]:
        return False  # hours of what may be two days
    names = weekdays(a.statement.times), weekdays(b.statement.times)
    if all(names) and not names[0] & names[1]:
        return True
    one, two = (_hours(p, articles[p.article], clocks) for p in (a, b))
    if not len(one) == len(two) == 1:
        return False
    apart = {"apart"} if one[0].zone != two[0].zone else {"apart", "unknown"}  # two zones may make two hours of one
    return relate(one[0], two[0], clocks) in apart


def days_apart(a: Point, b: Point) -> bool:
    """Whether both statements name days on which things happened, and each excludes each of the other."""
    told = [(p, dated(p)) for p in (a, b)]
    if not all(times for _, times in told):
        return False
    days = [[d for t in times if not bound_of(d := _on(p, t))] or [_on(p, t) for t in times] for p, times in told]
    return all(dates_apart(x, y) for x in days[0] for y in days[1])


def dated(point: Point) -> list[TimeRange]:
    """The times of its statement that are of known days."""
    return [t for t in point.statement.times if t.kind == "date" and t.value]


def _on(point: Point, time: TimeRange) -> Point:
    return replace(point, kind="date", value=time.value, time=time, focus=time.anchor)


def _hours(point: Point, article: Article, clocks: Clocks) -> list[Hour]:
    """The hours by the clock that the statement gives."""
    found = [(t, hour) for t in point.statement.times if t.clock and (hour := hour_of(t, article)) is not None]
    return [hour for _, hour in distinct(found, clocks) if not hour.bare]


def weekdays(times: Sequence[TimeRange]) -> frozenset[str]:
    """The weekdays that times name which nothing dates, in small letters."""
    return frozenset(m.group().lower() for t in times if not t.value for m in WEEKDAY.finditer(t.anchor.quote))


WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
