"""Rules for expressions that count from another day: the publication's, or the last day the article gave.

A rule takes (found, context) and gives a Reading, or None for a false friend.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from twosource.annotate.calendar import (
    Context,
    Reading,
    day_of,
    month_range,
    months_on,
    moved,
    nearest,
    part_of_period,
    quarter_range,
    season_range,
    single,
    spanning,
    timex_of,
    unresolved,
    week_of,
    year_range,
)
from twosource.annotate.dates import day_number, named_day, near_basis, part_in
from twosource.annotate.durations import CLOCKED, LETTERS, TIMES, clock_value, number_of, period_value, singular
from twosource.annotate.timewords import Found
from twosource.data import Basis

# ---- days


def timed_day(f: Found, c: Context) -> Reading | None:
    """A day with its hour or part: 10 p.m. Wednesday, late yesterday, Thursday evening, March 3 at noon."""
    reading = named_day(f, c) if f.values("m") or f.values("m2") else weekday(f, c) if f.values("w") else shifted(f, c)
    if reading is None:
        return None
    hour, part, early = clock_value(f.value("clock", "clock2")), f.value("dp", "dp2"), part_in(f)
    stem = reading.timex or (reading.first.isoformat() if reading.first else "")
    tail = f"T{hour}" if hour else f"T{part}" if part else ""
    loose = reading.approximate or bool(early)
    return replace(reading, clock=hour or None, approximate=loose, timex=stem + tail if stem else "")


SUNDAY = 6
PAPERS = frozenset("Times Telegraph Mirror Express Mail Post Herald Independent World".split())  # "the Sunday Times"


def weekday(f: Found, c: Context) -> Reading | None:
    """A weekday: the latest one not after publication, the coming one when the words point ahead."""
    number = int(f.value("w"))
    if (number == SUNDAY and f.beside(1)[1] in PAPERS) or f.wording("lead") == "following":
        return None  # "following Sunday's vote" comes after it
    if c.reference is None:
        return unresolved("weekday", f"XXXX-WXX-{number + 1}")
    lead, tail = f.wording("lead").split(), f.value("tail")
    back = (c.reference.weekday() - number) % 7
    shift, rule = -back, "weekday.past"
    if tail and f.value("tailunit") != "week":
        return None
    if tail or "next" in lead or "following" in lead:
        weeks = int(tail) if tail else 1
        shift = 7 * weeks + number - c.reference.weekday()
        rule = "weekday.next" if weeks > 0 else "weekday.last-week" if weeks < 0 else "weekday.this-week"
    elif {"last", "past", "previous"} & set(lead):
        shift, rule = (-7 if back == 0 or "previous" in lead and back < 4 else 0) - back, "weekday.last"
    elif back and ("coming" in lead or (c.direction > 0 and not lead)):
        shift, rule = 7 - back, "weekday.coming"
    elif lead == ["this"] and c.direction >= 0 and back:
        shift, rule = number - c.reference.weekday(), "weekday.this-week"
    return single(moved(c.reference, shift), c.basis, rule)


def shifted(f: Found, c: Context) -> Reading | None:
    """Yesterday, today, tomorrow, the day before yesterday."""
    if c.reference is None:
        return unresolved("day.relative")
    shift = int(f.value("today"))
    return single(moved(c.reference, 2 * shift if f.values("twice") else shift), c.basis, "day.relative")


def overnight(f: Found, c: Context) -> Reading | None:
    """Overnight on Monday, overnight into Tuesday, overnight from Monday to Tuesday: the night of those days and not of publication."""
    reading = weekday(f, c)
    if reading is None or reading.first is None:
        return reading
    day = reading.first
    if not f.values("into") and not f.values("to"):
        return replace(reading, approximate=True, timex=f"{day.isoformat()}TNI")
    first, last = (moved(day, -1), day) if f.values("into") else (day, moved(day, 1))
    if first is None or last is None:
        return None
    return Reading(first, last, "range", c.basis, "day.overnight", timex=f"{first.isoformat()}TNI")


def daypart(f: Found, c: Context) -> Reading | None:
    """Tonight, this morning, last night, overnight."""
    if c.reference is None:
        return unresolved("day.relative")
    part = "NI" if f.values("tonight") or f.values("overnight") else f.value("dp", "dp2")
    day = moved(c.reference, -1 if f.value("which") == "-1" else 0)
    reading = single(day, c.basis, "day.relative")
    eve = moved(c.reference, -1)
    if f.values("overnight") and c.direction <= 0 and eve:  # the night that ended on the day of publication
        reading = replace(reading, first=eve, precision="range")
    return replace(reading, timex=f"{day.isoformat()}T{part}") if day else reading


def part_of_some_day(f: Found, c: Context) -> Reading | None:
    """The morning, mid-afternoon, that night: of a day that other words gave, so it has no days of its own."""
    day = c.previous or c.reference
    if day is None:
        return unresolved("day.part")
    if f.wording().startswith("that") and c.grain == "day" and c.previous is not None:
        return replace(single(day, Basis.TEXT, "day.hanging"), timex=f"{day.isoformat()}T{f.value('dp', 'dp2')}")
    return Reading(
        None, None, "none", Basis.NONE, "day.part", kind="vague", timex=f"{day.isoformat()}T{f.value('dp', 'dp2')}"
    )


def hanging_day(f: Found, c: Context) -> Reading | None:
    """The same day, the day after, the previous day: counted from the last day the article gave, else unresolved."""
    words = f.wording().split()
    back = {"before", "earlier", "previous", "preceding", "prior"} & set(words)
    shift = 0 if {"same", "that"} & set(words) else -1 if back else 1
    if c.previous is None:
        return unresolved("day.hanging")
    return single(moved(c.previous, shift), Basis.TEXT, "day.hanging")


def day_of_month(f: Found, c: Context) -> Reading | None:
    """On the 26th: the latest such day not after publication; the coming one where the words point ahead."""
    number = day_number(f.value("d"))
    if c.reference is None:
        return unresolved("day.of-month", f"XXXX-XX-{number:02}")
    day = day_of(c.reference.year, c.reference.month, number)
    if c.direction > 0:
        if day is None or day < c.reference:
            after = months_on(c.reference, 1)
            day = day_of(after[0].year, after[0].month, number) if after else None
    elif day is None or day > c.reference:
        before = months_on(c.reference, -1)
        day = day_of(before[0].year, before[0].month, number) if before else None
    return single(day, c.basis, "day.of-month")


# ---- weeks, months, years


def period(f: Found, c: Context) -> Reading | None:
    """Last week, this month, next year, late last year, earlier this month, this summer, the current quarter."""
    unit = f.value("unit", "s")
    unit = unit if f.values("s") else singular(unit)
    if c.reference is None:
        return unresolved("period.relative")
    days = around(c.reference, unit, int(f.value("which")), c)
    if days is None:
        return None
    precision = {"weekend": "week", "SP": "season", "SU": "season", "FA": "season", "WI": "season"}.get(unit, unit)
    timex, part = timex_of(*days, precision), f.value("part")
    if part in {"earlier", "later"}:
        low, high = (days[0], min(days[1], c.reference)) if part == "earlier" else (max(days[0], c.reference), days[1])
        return Reading(low, max(low, high), "range", c.basis, "period.earlier", approximate=True, timex=timex)
    if part_in(f):
        return part_of_period(days, part_in(f), c.basis, "period.part", timex)
    return spanning(days, precision, c.basis, "period.relative", timex)


def around(reference: date, unit: str, which: int, c: Context) -> tuple[date, date] | None:
    """First and last day of the week, month, quarter, season, year... `which` steps from the reference; None for units that
    no calendar bounds: "at the last minute", "the next fortnight".
    """
    if unit == "week":
        return week_of(reference, which)
    if unit == "weekend":
        week = week_of(reference, which if which else 0 if reference.weekday() >= 4 or c.direction > 0 else -1)
        return (week[1].replace() if (saturday := moved(week[1], -1)) is None else saturday, week[1]) if week else None
    if unit == "month":
        return months_on(reference, which)
    if unit == "quarter":
        month = months_on(reference, 3 * which)
        return quarter_range(month[0].year, (month[0].month + 2) // 3) if month else None
    if unit in {"SP", "SU", "FA", "WI"}:
        year = reference.year + which
        days = season_range(year, unit)
        if which < 0 and season_range(reference.year, unit)[1] < reference:
            days = season_range(reference.year, unit)  # "last summer" said in autumn
        return days
    if unit == "decade":
        first = reference.year // 10 * 10 + 10 * which
        return year_range(first, first + 9)
    if unit == "century":
        first = (reference.year - 1) // 100 * 100 + 1 + 100 * which
        return year_range(first, first + 99)
    return year_range(reference.year + which) if unit == "year" else None


def weekend(f: Found, c: Context) -> Reading | None:
    """Over the weekend: the last Saturday and Sunday, the coming ones where the words point ahead."""
    if c.reference is None:
        return unresolved("weekend", "XXXX-WXX-WE")
    saturday = moved(c.reference, -((c.reference.weekday() - 5) % 7))
    if c.direction > 0 and c.reference.weekday() < 5 and saturday:
        saturday = moved(saturday, 7)
    sunday = moved(saturday, 1) if saturday else None
    return spanning((saturday, sunday), "week", c.basis, "weekend") if saturday and sunday else None


def definite(f: Found, c: Context) -> Reading | None:
    """The year, the quarter, the latest period: which one is for the words around to say, so it has no days."""
    unit = f.value("unit", "unit2")
    if unit not in {"quarter", "period", "week", "month", "year"} or (unit == "period" and "latest" not in f.wording()):
        return None
    if unit == "year" and f.beside(1)[1].lower() in {"ended", "ending"}:
        return Reading(None, None, "none", Basis.TEXT, "duration", kind="duration", timex="P1Y")
    if unit in {"quarter", "period"} and c.quarter is not None:
        timex = c.quarter.timex
    elif unit == "period" or c.reference is None:
        return None
    else:
        days = around(c.reference, unit, 0, c)
        timex = timex_of(*days, unit) if days else ""
    return Reading(None, None, "none", Basis.NONE, "period.definite", kind="vague", timex=timex)


def hanging_period(f: Found, c: Context) -> Reading | None:
    """That year, the previous month, the following week: counted from the last day the article gave."""
    unit = f.value("unit", "unit2")
    origin = c.previous or c.reference
    if origin is None:
        return unresolved("period.hanging")
    days = around(origin, unit, int(f.value("which", "which2") or 0), c)
    if days is None:
        return None
    basis = Basis.TEXT if c.previous is not None else c.basis
    precision = "week" if unit == "weekend" else unit
    if part_in(f):
        return part_of_period(days, part_in(f), basis, "period.hanging", timex_of(*days, precision))
    return spanning(days, precision, basis, "period.hanging")


def week_with(f: Found, c: Context) -> Reading | None:
    """The week of March 6: the week that has that day."""
    reading = named_day(f, c) if f.value("unit") == "week" else None
    if reading is None or reading.first is None:
        return unresolved("week.of") if reading else None
    week = week_of(reading.first)
    return spanning(week, "week", reading.basis, "week.of") if week else None


def part_of_other(f: Found, c: Context) -> Reading | None:
    """The last week of September, the first days of May 2011: the first or last so many days of a month or year."""
    year, number = f.value("y"), int(f.value("m") or 0)
    start = nearest(number, None, c) if number and not year else date(int(year), number or 1, 1) if year else None
    if start is None:
        return unresolved("period.of", f"XXXX-{number:02}")
    days = month_range(start.year, number) if number else year_range(start.year)
    if days is None:
        return None
    basis, timex = Basis.TEXT if year else near_basis(c), timex_of(*days, "month" if number else "year")
    last = f.value("last") == "-1"
    count, size = number_of(f.values("n")) or 1.0, {"day": 1, "week": 7}.get(singular(f.value("unit")), 0)
    if not size:
        return part_of_period(days, "late" if last else "early", basis, "period.of", timex)
    length = round(count * size)
    start = moved(days[1], 1 - length) if last else moved(days[0], length * (day_number(f.value("nth") or "1") - 1))
    end = moved(start, length - 1) if start else None
    if start is None or end is None or start < days[0] or end > days[1]:
        return part_of_period(days, "late" if last else "early", basis, "period.of", timex)
    return Reading(start, end, "range", basis, "period.of", approximate=True, timex=timex)


def year_ago(f: Found, c: Context) -> Reading | None:
    """The year-ago quarter, the 1988 third quarter, year-earlier (results)."""
    if f.value("old"):
        year, basis = int(f.value("old")), Basis.TEXT
    elif not f.wording().removeprefix("the ").startswith("year"):
        return None
    elif c.quarter is not None and c.quarter.first is not None:
        year, basis = c.quarter.first.year - 1, c.basis
    elif c.reference is not None:
        year, basis = c.reference.year - 1, c.basis
    else:
        return unresolved("ago.quarter")
    number = day_number(f.value("q") or "0")
    if not number and c.quarter is not None and c.quarter.first is not None and not f.value("old"):
        number = (c.quarter.first.month + 2) // 3
    if 1 <= number <= 4:
        return spanning(quarter_range(year, number), "quarter", basis, "ago.quarter")
    days = year_range(year)
    return spanning(days, "year", basis, "ago.quarter") if days else None


def ago(f: Found, c: Context) -> Reading | None:
    """Two days ago, three weeks earlier, a year later, the year-ago quarter."""
    unit, count = singular(f.value("unit")), number_of(f.values("n")) if f.values("n") else 1.0
    way = f.value("way")
    back = way in {"ago", "earlier", "previously", "before"}
    if f.values("vague") or count is None:
        return Reading(
            None, None, "none", Basis.NONE, "ago.vague", kind="vague", timex="PAST_REF" if back else "FUTURE_REF"
        )
    if unit == "year" and count == 1 and back and c.quarter is not None and c.quarter.first:
        year = c.quarter.first.year - 1
        days = quarter_range(year, (c.quarter.first.month + 2) // 3)
        return spanning(days, "quarter", Basis.TEXT, "ago.quarter")
    from_text = way != "ago" and way != "hence" and c.previous is not None and not f.values("hyphen")
    origin, basis = (c.previous, Basis.TEXT) if from_text else (c.reference, c.basis)
    if origin is None or (way in {"later"} and not from_text):
        return unresolved("ago", period_value(count, unit))
    return _counted_from(origin, -1 if back else 1, count, unit, basis)


def _counted_from(origin: date, sign: int, count: float, unit: str, basis: Basis) -> Reading | None:
    if count > 5000:
        return unresolved("ago")
    size = count * TIMES.get(unit, 1)
    if TIMES.get(unit, 1) >= 10:  # "half a century ago" names no year
        days = year_range(origin.year + sign * round(size))
        timex = timex_of(*days, "decade") if days else ""
        return Reading(None, None, "none", Basis.NONE, "ago.vague", kind="vague", timex=timex)
    if unit in CLOCKED:
        return replace(single(origin, basis, "ago"), approximate=True)
    if LETTERS[unit] in {"D", "W"}:
        day = moved(origin, sign * round(size * (7 if LETTERS[unit] == "W" else 1)))
        reading = single(day, basis, "ago")
        week = week_of(day) if day and unit != "day" else None
        return replace(reading, approximate=True, timex=timex_of(*week, "week")) if week else reading
    if LETTERS[unit] == "M":
        days = months_on(origin, sign * round(size))
        return replace(spanning(days, "month", basis, "ago"), approximate=True) if days else unresolved("ago")
    days = (
        year_range(origin.year + sign * round(size))
        if round(size) == size
        else months_on(origin, sign * round(size * 12))
    )
    precision = "year" if round(size) == size else "month"
    if days is None:
        return unresolved("ago")
    return replace(spanning(days, precision, basis, "ago"), approximate=True)


def period_end(f: Found, c: Context) -> Reading | None:
    """By year-end, at the end of the month, mid-year: of the period of publication."""
    unit = f.value("unit", "unit2", "unit3")
    if unit in CLOCKED or (unit not in {"year", "month", "quarter"} and not f.values("part")):
        return None
    origin, basis = (c.previous, Basis.TEXT) if c.elsewhen else (c.reference, c.basis)
    if origin is None:
        return unresolved("period.end")
    days = around(origin, unit, 0, c)
    return part_of_period(days, part_in(f), basis, "period.end", timex_of(*days, unit)) if days else None


def season_alone(f: Found, c: Context) -> Reading | None:
    """In the summer: the one that began last, or, where the words point ahead, the next; it may also be every one."""
    if c.reference is None:
        return unresolved("season.alone", f"XXXX-{f.value('s', 's2')}")
    days = season_range(c.reference.year, f.value("s", "s2"))
    year = c.reference.year - (days[0] > c.reference and c.direction <= 0)
    return Reading(
        None, None, "none", Basis.NONE, "season.alone", kind="vague", timex=f"{year:04}-{f.value('s', 's2')}"
    )
