"""The calendar of English news: its words, and the arithmetic of days, months and parts of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from twosource.data import Basis

MONTHS = {m: i for i, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
    "october oct", "november nov", "december dec",
), start=1) for m in names.split()}  # fmt: skip
DAYS = {d: i for i, names in enumerate((
    "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat", "sunday",
)) for d in names.split()}  # fmt: skip
SMALL = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
}
ORDINAL_WORDS = {
    w: i for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
PARTS = {
    "early": (0.0, 0.34),
    "mid": (0.33, 0.67),
    "mid-": (0.33, 0.67),
    "middle": (0.33, 0.67),
    "late": (0.66, 1.0),
    "beginning": (0.0, 0.34),
    "end": (0.66, 1.0),
    "start": (0.0, 0.34),
}

M = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
W = r"(?:Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thu(?:rs)?(?:day)?|Fri(?:day)?|Sat(?:urday)?|Sunday)"
FULLDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
Y = r"(?:1[5-9]\d\d|20\d\d)"
N = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|many)"
UNIT = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
PART = r"(?:[Ee]arly|[Ll]ate|[Mm]id-?|[Tt]he (?:end|beginning|start|middle) of|(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle) of)"
CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?|[AP]\.?M\.?)|\d{1,2}:\d{2}|\d{4}(?=\s(?:GMT|UTC|IST))|(?:noon|midnight|midday)"
DASH = r"\s?(?:-|–|—|to|until|and|through)\s?"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of an expression, before it gets its place."""

    first: date | None
    last: date | None
    precision: str
    basis: Basis
    rule: str
    kind: str = "date"
    approximate: bool = False
    clock: str | None = None


@dataclass(slots=True)
class Context:
    """What a rule may look at: the reference day, the words before, the last day resolved in the article."""

    reference: date | None
    basis: Basis
    before: str = ""
    after: str = ""
    previous: date | None = None

    @property
    def ahead(self) -> bool:
        """Whether the words before point to the future."""
        return bool(AHEAD.search(self.before) or FOLLOWS.search(self.after))


AHEAD = re.compile(
    r"\b(?:will|shall|wo|'ll|to be|is due|are due|due|scheduled|plans?|planned|expected to|until|deadline|is set|are set|going to|"
    r"upcoming|ahead of|are to|is to|slated|takes effect|hopes?|vowed to|would)\b[^.;]{0,60}$"
)
FOLLOWS = re.compile(r"^\s*(?:will|is due|are due|is expected|is set|would)\b")
PAST_VERB = re.compile(
    r"\b(?:was|were|had|said|told|killed|died|began|started|took|came|announced|reported|held|met|fell|hit|did)\b[^.;]{0,40}$"
)


def value_of(first: date, last: date, precision: str) -> str:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A..B` in the coarsest form that is exact."""
    if first == last:
        return first.isoformat()
    if precision == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}..{last.year}"
    if (
        first.day == 1
        and last.day == monthrange(last.year, last.month)[1]
        and precision in {"month", "quarter", "season", "range", "year", "decade"}
    ):
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first.year}..{last.year}"
        return f"{first:%Y-%m}..{last:%Y-%m}"
    return f"{first.isoformat()}..{last.isoformat()}"


# ---- helpers of the rules


def day_number(text: str) -> int:
    """The number in "4th"."""
    return int(re.sub(r"\D", "", text))


def month_number(text: str) -> int:
    """1 to 12 for a name or an abbreviation."""
    return MONTHS[text.lower().strip(". ")]


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of(first: date, last: date, part: str) -> tuple[date, date]:
    """Early, mid or late in a period, in whole months where the period has several."""
    key = re.sub(r"^the |\bof\b|\s", "", part.lower().replace("the ", "")).strip()
    a, b = PARTS.get(key, PARTS.get(key.rstrip("-"), (0.0, 1.0)))
    days = (last - first).days + 1
    if days > 300:
        months = round(days / 30.44)
        start = first.month - 1 + round(a * months)
        stop = first.month - 1 + max(round(b * months), round(a * months) + 1) - 1
        low = month_range(first.year + start // 12, start % 12 + 1)[0]
        high = month_range(first.year + stop // 12, stop % 12 + 1)[1]
        return low, min(high, last)
    return first + timedelta(days=round(a * days)), first + timedelta(days=max(round(b * days) - 1, round(a * days)))


def nearest(month: int, day: int | None, context: Context) -> date | None:
    """The month (and day) nearest to the reference: the latest one not after it by default, the coming one ahead."""
    if context.reference is None:
        return None
    reference = context.reference
    candidates = [
        d for y in (reference.year - 1, reference.year, reference.year + 1) if (d := day_of(y, month, day or 1))
    ]
    slack = timedelta(days=2 if day else 0)
    past = [d for d in candidates if d <= reference + slack]
    future = [d for d in candidates if d >= reference - timedelta(days=31 if day is None else 0)]
    if context.ahead and future and (future[0] - reference).days < 320:
        return future[0]
    if past and day is not None and (reference - past[-1]).days > 240 and future and (future[0] - reference).days < 90:
        return future[0]
    return past[-1] if past else None


def unresolved(rule: str) -> Reading:
    """A time that nothing anchors."""
    return Reading(None, None, "none", Basis.NONE, rule)


def single(day: date | None, basis: Basis, rule: str, clock: str | None = None) -> Reading:
    """One day, or unresolved."""
    return Reading(day, day, "day", basis, rule, clock=clock) if day else unresolved(rule)


# ---- rules: (match, context) -> Reading, or None for a false friend
