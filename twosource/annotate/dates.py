"""Rules for expressions that name their place in the calendar: days, months, years, quarters, seasons.

A rule takes (found, context) and gives a Reading, or None for a false friend.
"""

from __future__ import annotations

import re
from datetime import date

from dateutil.easter import easter

from twosource.annotate.calendar import (
    SHARES,
    Context,
    Reading,
    day_of,
    month_range,
    moved,
    nearest,
    part_of_period,
    quarter_range,
    season_range,
    single,
    spanning,
    timex_of,
    unresolved,
    year_range,
)
from twosource.annotate.timewords import CHARACTERS, Found
from twosource.data import Basis


def day_number(text: str) -> int:
    """The number in "4th"; 2 for "second", which is a unit of time too."""
    return 2 if text == "second" else int(re.sub(r"\D", "", text))


def part_in(f: Found) -> str:
    """Early, mid or late, as the expression's `part` says; "" where it says nothing."""
    return next((v for name in ("part", "part2", "part3") for v in f.values(name) if v in SHARES), "")


def near_basis(c: Context) -> Basis:
    """What a date without a year was counted from: the text's own dates, or the publication."""
    return Basis.TEXT if c.elsewhen else c.basis


# ---- days


def iso_date(f: Found, c: Context) -> Reading | None:
    """2025-02-04."""
    year, month, day = map(int, f.value("iso").split("-"))
    return single(day_of(year, month, day), Basis.TEXT, "date.iso") if day_of(year, month, day) else None


def slash_date(f: Found, c: Context) -> Reading | None:
    """09/17/2025, read where only one order of day and month is possible, or both give the same day; else unresolved."""
    a, b, y = map(int, f.value("slash").split("/"))
    y += 0 if y > 99 else 1900 if y >= 70 else 2000
    options = {d for d in (day_of(y, a, b), day_of(y, b, a)) if d}
    if not options:
        return None
    return single(options.pop(), Basis.TEXT, "date.slash") if len(options) == 1 else unresolved("date.slash")


def named_day(f: Found, c: Context) -> Reading | None:
    """A day and month, with or without a year, and with or without its weekday beside it: the date counts."""
    month, number, y = int(f.value("m", "m2")), day_number(f.value("d", "d2")), f.value("y", "y2")
    if y:
        day = day_of(int(y), month, number)
        return single(day, Basis.TEXT, "date.full") if day else None
    if day_of(2000, month, number) is None:
        return None
    day = nearest(month, number, c)
    return (
        single(day, near_basis(c), "date.no-year")
        if day
        else unresolved("date.no-year", f"XXXX-{month:02}-{number:02}")
    )


def day_range(f: Found, c: Context) -> Reading | None:
    """July 4-6, 2 to 5 May, June 30 to July 2."""
    month, last_month = int(f.value("m")), int(f.value("m2") or f.value("m"))
    y = f.value("y")
    low = day_of(int(y), month, day_number(f.value("d"))) if y else nearest(month, day_number(f.value("d")), c)
    if low is None:
        return None if y else unresolved("date.days")
    high = day_of(low.year + (last_month < month), last_month, day_number(f.value("e")))
    if high is None or high < low:
        return None
    return Reading(low, high, "range", Basis.TEXT if y else near_basis(c), "date.days", timex=low.isoformat())


# about when a day is that moves, to choose its year
MOVING = {"TG": (11, 26), "EA": (4, 7), "LD": (9, 4), "MD": (5, 28)}
EASTER = {4: "-2", 5: "-1", 6: "0", 0: "1"}  # days from Easter Sunday to its Friday, Saturday, Sunday, Monday


def holiday(f: Found, c: Context) -> Reading | None:
    """Christmas Eve, Halloween, last Thanksgiving, New Year's Day, Easter 2024."""
    fixed, y = f.value("fixed") or "01-01", f.value("y")
    moving = MOVING.get(fixed)
    month, number = moving or tuple(map(int, fixed.split("-")))
    day = day_of(int(y), month, number) if y else nearest(month, number, c)
    if day is None:
        return unresolved("date.holiday", "" if moving else f"XXXX-{fixed}")
    day = movable(fixed, day.year) or day
    shift = -1 if f.values("eve") or f.values("eve2") else 0
    return single(moved(day, shift), Basis.TEXT if y else near_basis(c), "date.holiday")


def movable(name: str, year: int) -> date | None:
    """Easter, Thanksgiving, Labor Day, Memorial Day of a year; None for other names."""
    if name == "EA":
        day: date = easter(year)
        return day
    month, first, weekday = {"TG": (11, 21, 3), "LD": (9, 0, 0), "MD": (5, 24, 0)}.get(name, (0, 0, 0))
    return next(d for d in month_days(year, month)[first:] if d.weekday() == weekday) if month else None


def feast(f: Found, c: Context) -> Reading | None:
    """Good Friday, Easter Monday, Black Friday: a weekday with a name of its own is not the last such weekday. One that no
    calendar holds, "Bloody Sunday", has no day.
    """
    name, weekday, y = f.value("feast"), int(f.value("w")), f.value("y")
    if name and not f.words.text[f.span[0]].isupper():
        return None
    origin, _, shift = name.rpartition("+") if name.startswith("TG") else ("EA", "", name or EASTER.get(weekday, "no"))
    if shift == "no":
        return unresolved("date.holiday") if name else None
    near = day_of(int(y), *MOVING[origin]) if y else nearest(*MOVING[origin], c)
    day = moved(movable(origin, near.year) or near, int(shift)) if near else None
    if day is not None and day.weekday() != weekday:
        return None  # "a Good Monday"
    return single(day, Basis.TEXT if y else near_basis(c), "date.holiday")


def month_days(year: int, month: int) -> list[date]:
    """The days of a month."""
    first, last = month_range(year, month)
    return [date(year, month, number) for number in range(first.day, last.day + 1)]


# ---- months


def month(f: Found, c: Context) -> Reading | None:
    """December 2024, in March, late in May, last April, January of this year."""
    number = int(f.value("m"))
    y, lead = f.value("y"), f.value("lead")
    if f.value("rel"):
        if not f.wording().endswith("year"):
            return None
        if c.reference is None:
            return unresolved("month.of-year", f"XXXX-{number:02}")
        y = str(c.reference.year + int(f.value("rel")))
    if y:
        days, basis, rule = month_range(int(y), number), Basis.TEXT, "month.full"
        basis = c.basis if f.value("rel") else basis
        return _month_part(f, days, basis, rule)
    if not lead and not f.values("part") and _is_a_name(f):
        return None
    start = nearest(number, None, c)
    if start is None:
        return unresolved("month.no-year", f"XXXX-{number:02}")
    if not lead or c.reference is None:
        return _month_part(f, month_range(start.year, number), near_basis(c), "month.no-year")
    here = (start.year, start.month) == (c.reference.year, c.reference.month)
    if lead in {"-1", "1"}:
        past, coming = (
            (c.reference.year - (number >= c.reference.month)),
            (c.reference.year + (number <= c.reference.month)),
        )
        start = start.replace(year=past if lead == "-1" else coming)
    elif lead == "0" and not here:
        start = start.replace(year=c.reference.year)
    return _month_part(f, month_range(start.year, number), c.basis, "month.no-year")


def _month_part(f: Found, days: tuple[date, date], basis: Basis, rule: str) -> Reading:
    part = part_in(f)
    if part:
        return part_of_period(days, part, basis, "month.part", timex_of(*days, "month"))
    return spanning(days, "month", basis, rule)


def _is_a_name(f: Found) -> bool:
    """Whether a month's word stands in a name: "Theresa May", "April Jones"."""
    name = CHARACTERS["NAME"]
    before, after = f.beside(-1), f.beside(1)
    word = f.wording()
    if word == "march" and after[0] in {CHARACTERS["OF"], CHARACTERS["FOR"]}:
        return True  # "the March for Life"
    return (before[0] == name and not before[1].isupper()) or (after[0] == name and word in {"april", "june"})


def months(f: Found, c: Context) -> Reading | None:
    """February and March; from May to July."""
    a, b, y = int(f.value("m")), int(f.value("m2")), f.value("y")
    start = date(int(y), a, 1) if y else nearest(a, None, c)
    if start is None:
        return unresolved("month.range")
    days = start, month_range(start.year + (b < a), b)[1]
    return Reading(*days, "range", Basis.TEXT if y else near_basis(c), "month.range", timex=start.isoformat()[:7])


# ---- years

COUNTING = frozenset(CHARACTERS[n] for n in ("OVER", "THAN", "LEAST", "UP"))
YEAR_BEFORE = frozenset(
    CHARACTERS[n]
    for n in ("IN", "SINCE", "OF", "BY", "UNTIL", "FROM", "BETWEEN", "DURING", "AFTER", "BEFORE", "THE", "POSS", "TO", "AND", "FOR", "FISCAL", "OPEN")
)  # fmt: skip


OLD_YEAR_BEFORE = frozenset(CHARACTERS[n] for n in ("IN", "SINCE", "UNTIL", "DURING", "FROM", "BETWEEN"))


def year(f: Found, c: Context) -> Reading | None:
    """2011, the end of 1990, mid-1996, fiscal 1989."""
    number = int(f.value("y"))
    before, after = f.beside(-1)[0], f.beside(1)
    certain = bool(f.values("part") or f.values("sure")) or before in YEAR_BEFORE
    recent = 1900 <= number < 2100 or f.values("part") or c.history
    if before in COUNTING or not (recent or before in OLD_YEAR_BEFORE or (certain and number >= 1600)):
        return None
    if not certain and after[0] == CHARACTERS["WORD"] and after[1].endswith("s"):
        return None  # "1998 demonstrators"
    days = year_range(number)
    return _year_part(f, days, Basis.TEXT, "year.full") if days else None


def _year_part(f: Found, days: tuple[date, date], basis: Basis, rule: str) -> Reading:
    part = part_in(f)
    if part:
        return part_of_period(days, part, basis, "year.part", timex_of(*days, "year"))
    return spanning(days, "year", basis, rule)


def spelled_year(f: Found, c: Context) -> Reading | None:
    """The year two thousand, the year two thousand and four."""
    days = year_range(2000 + sum(int(v) for v in f.values("rest") if v.isdigit()))
    return _year_part(f, days, Basis.TEXT, "year.spelled") if days else None


def years(f: Found, c: Context) -> Reading | None:
    """Between 2008 and 2011, 2019-2021, 1914-18."""
    a, written = int(f.value("y")), f.value("y2")
    if len(written) not in {2, 4}:
        return None
    days = year_range(a, int(written) if len(written) == 4 else a // 100 * 100 + int(written))
    return Reading(*days, "year", Basis.TEXT, "year.range", timex=str(a)) if days and days[0] < days[1] else None


def decade(f: Found, c: Context) -> Reading | None:
    """The 1990s, the mid-80s."""
    digits = re.sub(r"\D", "", f.value("decade"))
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    days, part = year_range(first, first + 9), part_in(f)
    if days is None:
        return None
    if part:
        low, high = SHARES[part]
        narrow = year_range(first + round(low * 9), first + min(9, round(high * 9)))
        return Reading(*(narrow or days), "decade", Basis.TEXT, "decade", approximate=True, timex=str(first)[:-1])
    return spanning(days, "decade", Basis.TEXT, "decade", str(first)[:-1])


def century(f: Found, c: Context) -> Reading | None:
    """The 20th century, the late nineteenth century."""
    if f.value("unit") != "century":
        return None
    number = day_number(f.value("n"))
    days, part = year_range(number * 100 - 99, number * 100), part_in(f)
    if days is None:
        return None
    timex = f"{number - 1:02}"
    if part:
        low, high = SHARES[part]
        narrow = year_range(days[0].year + round(low * 100), days[0].year + round(high * 99))
        return Reading(*(narrow or days), "century", Basis.TEXT, "century", approximate=True, timex=timex)
    return spanning(days, "century", Basis.TEXT, "century", timex)


# ---- quarters and seasons


def quarter(f: Found, c: Context) -> Reading | None:
    """The third quarter, Q3 2024, this year's second quarter, the first half of 1990."""
    number = last = day_number(f.value("q", "q2"))
    if f.values("half"):
        number, last = 2 * number - 1, 2 * number
    if not 1 <= number <= last <= 4:
        return None
    y, basis = f.value("y", "y2"), Basis.TEXT
    if not y:
        if c.reference is None:
            return unresolved("quarter", f"XXXX-Q{number}")
        basis = c.basis
        y = str(c.reference.year + int(f.value("rel", "rel2"))) if f.value("rel", "rel2") else _quarter_year(number, c)
    days = quarter_range(int(y), number, last)
    if last > number:
        half = {(1, 2): "H1", (3, 4): "H2"}.get((number, last), f"Q{number}")
        return Reading(*days, "range", basis, "quarter.half", timex=f"{int(y):04}-{half}")
    return spanning(days, "quarter", basis, "quarter")


def _quarter_year(number: int, c: Context) -> str:
    """The latest quarter of that number that has begun; a coming one where the last is long over."""
    assert c.reference is not None
    y = c.reference.year
    if quarter_range(y, number)[0] > c.reference:
        y -= 1
    if c.direction > 0 and (c.reference - quarter_range(y, number)[1]).days > 100:
        y += 1
    return str(y)


def season(f: Found, c: Context) -> Reading | None:
    """Summer 2024, the winter of 1994."""
    days, part = season_range(int(f.value("y")), f.value("s")), part_in(f)
    if part:
        return part_of_period(days, part, Basis.TEXT, "season", timex_of(*days, "season"))
    return spanning(days, "season", Basis.TEXT, "season")


def fiscal_year(f: Found, c: Context) -> Reading | None:
    """The fiscal year; without a company's calendar it is read as the calendar year."""
    if c.reference is None:
        return unresolved("year.fiscal")
    days = year_range(c.reference.year + int(f.value("which", "which2") or 0))
    return Reading(*days, "year", c.basis, "year.fiscal", approximate=True, timex=str(days[0].year)) if days else None
