"""Rules for expressions that count from another day: the publication's, or the last day the article gave.

A rule takes (match, context) and gives a Reading, or None for a false friend.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from twosource.annotate.calendar import (
    DAYS,
    PAST_VERB,
    SEASONS,
    SMALL,
    Context,
    Reading,
    day_number,
    day_of,
    month_range,
    part_of,
    single,
    unresolved,
)
from twosource.data import Basis


def weekday(m: re.Match[str], c: Context) -> Reading | None:
    """A weekday: the latest one not after publication, the coming one when the words point ahead."""
    if re.search(r"\b(?:every|each|on|most)\s+$", c.before) and m.group().endswith("s"):
        return Reading(None, None, "none", Basis.TEXT, "weekday.set", kind="set")
    number = DAYS[m["w"].lower().rstrip(".")]
    if c.reference is None:
        return unresolved("weekday")
    reference, lead = c.reference, (m["lead"] or "").lower()
    tail = (m["tail"] or "").lower()
    back = (reference.weekday() - number) % 7
    day = reference - timedelta(days=back)
    rule = "weekday.past"
    if "next" in lead or "next week" in tail:
        monday = reference - timedelta(days=reference.weekday()) + timedelta(days=7)
        day, rule = monday + timedelta(days=number), "weekday.next"
    elif "last week" in tail or "previous week" in tail:
        monday = reference - timedelta(days=reference.weekday()) - timedelta(days=7)
        day, rule = monday + timedelta(days=number), "weekday.last-week"
    elif lead.startswith(("last", "this past", "the previous")):
        day, rule = (day - timedelta(days=7) if back == 0 else day), "weekday.last"
    elif (lead.startswith(("this coming", "coming")) or (c.ahead and not PAST_VERB.search(c.before))) and back:
        day, rule = day + timedelta(days=7), "weekday.coming"
    return single(day, c.basis, rule)


SHIFTS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1,
    "the day before yesterday": -2, "earlier today": 0, "yesterday morning": -1, "yesterday evening": -1, "yesterday afternoon": -1,
    "tomorrow morning": 1, "overnight": 0, "the day after tomorrow": 2,
}  # fmt: skip


def shifted(m: re.Match[str], c: Context) -> Reading | None:
    """Yesterday, today, tonight, tomorrow."""
    if c.reference is None:
        return unresolved("day.relative")
    words = " ".join(m.group().lower().split())
    return single(c.reference + timedelta(days=SHIFTS[words]), c.basis, "day.relative")


def period(m: re.Match[str], c: Context) -> Reading | None:
    """Last week, this month, next year, late last year, earlier this year."""
    if c.reference is None:
        return unresolved("period.relative")
    which = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        m["which"].lower()
    ]
    low, high = period_around(c.reference, m["unit"].lower(), which)
    part = m["p"]
    if part and part.lower().startswith(("earlier", "later")):
        low, high = (
            (low, min(high, c.reference)) if part.lower().startswith("earlier") else (max(low, c.reference), high)
        )
        return Reading(low, max(low, high), "range", c.basis, "period.earlier", approximate=True)
    if part:
        low, high = part_of(low, high, part)
        return Reading(low, high, "range", c.basis, "period.part", approximate=True)
    precision = {"week": "week", "weekend": "week", "month": "month", "year": "year"}.get(m["unit"].lower(), "season")
    return Reading(low, high, precision, c.basis, "period.relative")


def period_around(reference: date, unit: str, which: int) -> tuple[date, date]:
    """First and last day of the week, month, season or year `which` steps from the reference's."""
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(days=7 * which)
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = (
            reference
            - timedelta(days=reference.weekday())
            + timedelta(days=5 + 7 * (which if which else (0 if reference.weekday() >= 4 else -1)))
        )
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        total = reference.year * 12 + reference.month - 1 + which
        return month_range(total // 12, total % 12 + 1)
    if unit in SEASONS:
        a, b = SEASONS[unit]
        start = reference.year + which
        if (
            which < 0 and a <= reference.month
        ):  # "last summer" said after this year's summer has begun is still last year's
            start = reference.year - 1 if reference.month <= b or b < a else reference.year
        return date(start, a, 1), month_range(start + (b < a), b)[1]
    return date(reference.year + which, 1, 1), date(reference.year + which, 12, 31)


def weekend(m: re.Match[str], c: Context) -> Reading | None:
    """Over the weekend: the last Saturday and Sunday."""
    if c.reference is None:
        return unresolved("weekend")
    saturday = c.reference - timedelta(days=(c.reference.weekday() - 5) % 7)
    return Reading(saturday, saturday + timedelta(days=1), "week", c.basis, "weekend")


def ago(m: re.Match[str], c: Context) -> Reading | None:
    """Two days ago, three weeks earlier."""
    words = m["n"].lower()
    count = SMALL.get(words) or (int(words) if words.isdigit() else None)
    earlier = re.search(r"earlier|before|previously|later|after", m.group())
    reference = c.previous if earlier else c.reference
    if count is None or reference is None:
        return unresolved("ago")
    sign = 1 if earlier and re.search(r"later|after", m.group()) else -1
    unit = m["unit"].lower().rstrip("s")
    basis = Basis.TEXT if earlier else c.basis
    if unit in {"second", "minute", "hour"}:
        return None if earlier else single(reference, basis, "ago")
    if unit in {"day", "week"}:
        day = reference + timedelta(days=sign * count * (7 if unit == "week" else 1))
        return Reading(day, day, "day", basis, "ago", approximate=unit == "week")
    total = (
        reference.year * 12
        + reference.month
        - 1
        + sign * count * (12 if unit == "year" else 1 if unit == "month" else 120)
    )
    if unit == "month":
        low, high = month_range(total // 12, total % 12 + 1)
        return Reading(low, high, "month", basis, "ago", approximate=True)
    y = total // 12
    return Reading(date(y, 1, 1), date(y, 12, 31), "year", basis, "ago", approximate=True)


def hanging(m: re.Match[str], c: Context) -> Reading | None:
    """The same day, the day after, a day before X: counted from the last day the article gave, else unresolved."""
    words = m.group().lower()
    shift = (
        0
        if "same" in words or "that " in words
        else (-1 if "before" in words or "earlier" in words or "previous" in words else 1)
    )
    if c.previous is None:
        return unresolved("day.hanging")
    return single(c.previous + timedelta(days=shift), Basis.TEXT, "day.hanging")


def day_of_month(m: re.Match[str], c: Context) -> Reading | None:
    """On the 26th: the latest such day not after publication."""
    if c.reference is None:
        return unresolved("day.of-month")
    number, reference = day_number(m["d"]), c.reference
    day = day_of(reference.year, reference.month, number)
    if day is None or day > reference:
        before = reference.replace(day=1) - timedelta(days=1)
        day = day_of(before.year, before.month, number)
    return single(day, c.basis, "day.of-month")


def lasting(m: re.Match[str], c: Context) -> Reading | None:
    """For three days, five weeks: a duration, not a date."""
    return Reading(None, None, "none", Basis.TEXT, "duration", kind="duration")
