"""Rules for expressions that name their place in the calendar: days, months, years, quarters, seasons, hours.

A rule takes (match, context) and gives a Reading, or None for a false friend.
"""

from __future__ import annotations

import re
from datetime import date

from twosource.annotate.calendar import (
    ORDINAL_WORDS,
    PARTS,
    SEASONS,
    Context,
    Reading,
    day_number,
    day_of,
    month_number,
    month_range,
    nearest,
    part_of,
    single,
    unresolved,
)
from twosource.data import Basis


def full_date(m: re.Match[str], c: Context) -> Reading | None:
    """A day with its month and year."""
    day = day_of(int(m["y"]), month_number(m["m"]), day_number(m["d"]))
    return single(day, Basis.TEXT, "date.full") if day else None


def iso_date(m: re.Match[str], c: Context) -> Reading | None:
    """2025-02-04."""
    day = day_of(int(m["y"]), int(m["n"]), int(m["d"]))
    return single(day, Basis.TEXT, "date.iso") if day else None


def slash_date(m: re.Match[str], c: Context) -> Reading | None:
    """09/17/2025, read as month/day where only that is possible, or where both are the same day; else unresolved."""
    a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
    y += 2000 if y < 100 else 0
    options = {d for d in (day_of(y, a, b), day_of(y, b, a)) if d}
    return single(options.pop(), Basis.TEXT, "date.slash") if len(options) == 1 else None


def month_day(m: re.Match[str], c: Context) -> Reading | None:
    """A day and month without a year: the nearest to publication."""
    return single(nearest(month_number(m["m"]), day_number(m["d"]), c), c.basis, "date.no-year")


def day_range(m: re.Match[str], c: Context) -> Reading | None:
    """July 4-6, 2 to 5 May."""
    year = int(m["y"]) if m["y"] else None
    month = month_number(m["m"])
    low = day_of(year, month, day_number(m["d"])) if year else nearest(month, day_number(m["d"]), c)
    if low is None:
        return unresolved("date.days")
    high = day_of(low.year, month_number(m["m2"]) if "m2" in m.groupdict() and m["m2"] else month, day_number(m["e"]))
    if high is None or high < low:
        return None
    return Reading(low, high, "range", Basis.TEXT if year else c.basis, "date.days")


def month_year(m: re.Match[str], c: Context) -> Reading | None:
    """December 2024."""
    low, high = month_range(int(m["y"]), month_number(m["m"]))
    if m["p"]:
        low, high = part_of(low, high, m["p"])
        return Reading(low, high, "range", Basis.TEXT, "month.part", approximate=True)
    return Reading(low, high, "month", Basis.TEXT, "month.full")


def month_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A month without a year, after words that make it one ("in March", "late in May", "since December")."""
    start = nearest(month_number(m["m"]), None, c)
    if start is None:
        return unresolved("month.no-year")
    if (
        re.match(r"last|this past", m["lead"] or "", re.IGNORECASE)
        and c.reference
        and start.month == c.reference.month
        and start.year == c.reference.year
    ):
        start = start.replace(year=start.year - 1)
    low, high = month_range(start.year, start.month)
    if m["p"]:
        low, high = part_of(low, high, m["p"].split()[0])
        return Reading(low, high, "range", c.basis, "month.part", approximate=True)
    return Reading(low, high, "month", c.basis, "month.no-year")


def months(m: re.Match[str], c: Context) -> Reading | None:
    """February and March; from May to July."""
    a, b = month_number(m["m"]), month_number(m["m2"])
    year = int(m["y"]) if m["y"] else None
    start = date(year, a, 1) if year else nearest(a, None, c)
    if start is None:
        return unresolved("month.range")
    low, high = start, month_range(start.year + (b < a), b)[1]
    return Reading(low, high, "range", Basis.TEXT if year else c.basis, "month.range")


def year(m: re.Match[str], c: Context) -> Reading | None:
    """2011 after words that make it a year."""
    y = int(m["y"])
    low, high = date(y, 1, 1), date(y, 12, 31)
    if m["p"]:
        low, high = part_of(low, high, m["p"])
        return Reading(low, high, "range", Basis.TEXT, "year.part", approximate=True)
    return Reading(low, high, "year", Basis.TEXT, "year.full")


def years(m: re.Match[str], c: Context) -> Reading | None:
    """Between 2008 and 2011, 2019-2021."""
    a = int(m["y"])
    b = int(m["y2"]) if len(m["y2"]) == 4 else a // 100 * 100 + int(m["y2"])
    return Reading(date(a, 1, 1), date(b, 12, 31), "year", Basis.TEXT, "year.range") if a <= b else None


def decade(m: re.Match[str], c: Context) -> Reading | None:
    """The 1990s, the mid-80s."""
    digits = re.sub(r"\D", "", m["y"])
    a = int(digits) if len(digits) == 4 else 1900 + int(digits)
    low, high = date(a, 1, 1), date(a + 9, 12, 31)
    if m["p"]:
        key = re.sub(r"[^a-z]", "", m["p"].lower())
        share = PARTS.get(key, (0.0, 1.0))
        low, high = date(a + round(share[0] * 9), 1, 1), date(a + min(9, round(share[1] * 9)), 12, 31)
    return Reading(low, high, "decade", Basis.TEXT, "decade", approximate=bool(m["p"]))


def dated_weekday(m: re.Match[str], c: Context) -> Reading | None:
    """A weekday with its date beside it: the date counts."""
    year_words = m["y"]
    if year_words:
        day = day_of(int(year_words), month_number(m["m"]), day_number(m["d"]))
        return single(day, Basis.TEXT, "date.full") if day else None
    return single(nearest(month_number(m["m"]), day_number(m["d"]), c), c.basis, "date.no-year")


def quarter(m: re.Match[str], c: Context) -> Reading | None:
    """The third quarter, Q3 2024."""
    words = m["q"].lower()
    number = ORDINAL_WORDS.get(words) or int(re.sub(r"\D", "", words) or 0)
    if not 1 <= number <= 4:
        return None
    y = int(m["y"]) if m["y"] else (c.reference.year if c.reference else None)
    if y is None:
        return unresolved("quarter")
    if not m["y"] and c.reference and date(y, 3 * number - 2, 1) > c.reference and not c.ahead:
        y -= 1
    low, high = date(y, 3 * number - 2, 1), month_range(y, 3 * number)[1]
    return Reading(low, high, "quarter", Basis.TEXT if m["y"] else c.basis, "quarter")


def season(m: re.Match[str], c: Context) -> Reading | None:
    """Summer 2024, the summer of 2024."""
    a, b = SEASONS[m["s"].lower()]
    y = int(m["y"])
    return Reading(date(y, a, 1), month_range(y + (b < a), b)[1], "season", Basis.TEXT, "season")


def clock_only(m: re.Match[str], c: Context) -> Reading | None:
    """5am, 12:33, noon: an hour of the last day given; a time, not a date of its own."""
    return (
        Reading(None, None, "time", Basis.TEXT, "clock", kind="set", clock=m.group())
        if not re.search(r"\d[-–:/]$", c.before)
        else None
    )
