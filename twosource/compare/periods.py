"""The stretch of time that a figure is of: profit in the third quarter, cars sold in 2023, arrests in the past week.

What was earned, sold or counted in one stretch is no answer beside what was in another. A day on which something happened
is one for what rises and falls from day to day alone ("the index fell 2 percent on Monday"), for reports may mistake it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.data import Quantity, Statement, TimeRange

LONG = frozenset({"month", "quarter", "season", "year", "decade", "range"})
# "up from", "since 2019", "compared with May": no stretch that the figure is of
BESIDE = re.compile(
    r"\b(?:since|until|till|before|after|from|than|versus|as|compared (?:with|to))(?: (?:it |they |he |she )?(?:was|were|did|had))?(?: in| the| early| late)*\W*$",
    re.IGNORECASE,
)
NTH = re.compile(
    r"\b(?:in|for|during|over|of|throughout)\s(?:the|its|their|his|her)\s(first|second|third|fourth|opening|final)\s(half|quarter|week|month|year|season)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:full|whole|entire)[ -](year|season|month|quarter)\b", re.IGNORECASE)
EACH = re.compile(
    r"\b(daily|weekly|monthly|quarterly|half-year(?:ly)?|first-half|annual|yearly)\s(?!\d)", re.IGNORECASE
)
TO = re.compile(r"\b(week|month|quarter|half|year)\s(?:to|ended|ending|through)\b", re.IGNORECASE)
SPANS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "yearly": "year",
}
LENGTHS = {"P1D": "day", "P1W": "week", "P7D": "week", "P1M": "month", "P3M": "quarter", "P6M": "half", "P1Y": "year", "P12M": "year"}  # fmt: skip
MADE_OF = frozenset({"month", "quarter"})  # stretches whose name says how long they are


@dataclass(frozen=True, slots=True)
class Period:
    """`days` are the first and last day of a dated stretch, `place` the number of an undated one ("half 1"), `span` its length
    where the words make a point of it ("past week", "full year"), each "" where nothing says. `stretch` says that the words give
    both its ends, so that it is no day's coarser name; `since` is the first day of what goes on ("since Sunday").
    """

    first: str = ""
    last: str = ""
    place: str = ""
    span: str = ""
    day: bool = False  # a single day
    stretch: bool = False
    since: str = ""


def period_of(statement: Statement, quantity: Quantity) -> Period:
    """The stretch of time that the statement ties to the figure; one with nothing in it where it names none, or several."""
    start, end = _own(statement, quantity)
    text, base = statement.anchor.quote, statement.anchor.start
    inside = [t for t in statement.times if start <= t.anchor.start - base and t.anchor.end - base <= end]
    times = [t for t in inside if not t.anchor.overlaps(quantity.anchor)]  # "in five days" is itself the figure
    dated = [t for t in times if t.kind == "date" and t.first and not BESIDE.search(text[: t.anchor.start - base])]
    dated = [t for t in dated if t.last != quantity.as_of]
    long = [t for t in dated if t.precision in LONG]
    own = text[start:end]
    span = _span(own, times, text, base)
    nth = NTH.search(own)
    place = f"{nth[2].lower()} {nth[1].lower()}" if nth else ""
    if place and not span:
        span = nth[2].lower() if nth else ""
    if len(long) == 1 and not place:
        first, last = _stretch(long[0])
        made_of = long[0].precision if long[0].precision in MADE_OF else ""
        return Period(first, last, span=span or made_of, stretch=long[0].precision == "range")
    days = {t.value for t in dated if t.precision in {"day", "time"}}
    if len(days) == 1 and not long and not place:
        day = next(t for t in dated if t.value in days)
        return Period(day.first, day.last, span=span, day=True)
    began = [t for t in times if t.first and SINCE.search(text[: t.anchor.start - base])]
    if len(began) == 1 and not dated and not place and not span:
        return Period(since=began[0].first)
    return Period(place=place, span=span)


SINCE = re.compile(r"\bsince(?: the| early| late)*\W*$", re.IGNORECASE)


def _span(own: str, times: list[TimeRange], text: str, base: int) -> str:
    """The length of a stretch that the words make a point of."""
    for time in times:
        if time.rule == "duration.past" and time.first:
            return LENGTHS.get(time.timex, time.timex)
        if time.kind == "duration" and re.match(r"the first\b", time.anchor.quote, re.IGNORECASE):
            return LENGTHS.get(time.timex, time.timex)
    for pattern in (WHOLE, TO, EACH):
        if found := pattern.search(own):
            word = found[1].lower()
            return SPANS.get(word, "half" if "half" in word else word)
    return ""


def _stretch(time: TimeRange) -> tuple[str, str]:
    """First and last day; a season over two years ("2022/23") has the middle of each."""
    if time.rule == "year.range" and int(time.last[:4]) - int(time.first[:4]) == 1:
        return f"{time.first[:4]}-07-01", f"{time.last[:4]}-06-30"
    return time.first, time.last


def _own(statement: Statement, quantity: Quantity) -> tuple[int, int]:
    """The part of the statement that speaks of this figure and not of another of its measure."""
    text, base = statement.anchor.quote, statement.anchor.start
    start, end = quantity.anchor.start - base, quantity.anchor.end - base
    others = [
        q.anchor for q in statement.quantities
        if q is not quantity and not q.ordinal and q.dimension == quantity.dimension and not q.anchor.overlaps(quantity.anchor)
    ]  # fmt: skip
    left = max([o.end - base for o in others if o.end - base <= start], default=0)
    right = min([o.start - base for o in others if o.start - base >= end], default=len(text))
    if left:  # what stands before the first figure's comma goes with the first
        cut = max(text.rfind(mark, left, start) for mark in (", ", "; ", " and ", " or ", " but "))
        left = cut if cut >= 0 else left
    if right < len(text):
        cuts = [at for mark in (", ", "; ", " and ", " or ", " but ") if (at := text.find(mark, end, right)) >= 0]
        right = min(cuts, default=right)
    return left, right
