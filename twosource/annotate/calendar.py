"""The calendar of English news: days, weeks, months, quarters, seasons, parts of them, and how TIMEX3 writes them.

Weeks run Monday to Sunday. Values follow TIMEX3 where it has one (Pustejovsky et al. 2003): 1989-W12, 1989-Q3, 1997-FA.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from twosource.data import Basis

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
SHARES = {"early": (0.0, 0.34), "mid": (0.33, 0.67), "late": (0.66, 1.0), "start": (0.0, 0.17), "end": (0.84, 1.0)}
FAR = 240  # days; a day or month without a year does not lie further ahead
FAR_AHEAD = 330  # unless "will" says that it is to come: "will take effect in January", told in March
COARSE = frozenset({"month", "quarter", "season", "range", "year", "decade", "century"})

AHEAD = re.compile(
    r"(?:\b(?:will|shall|won['’]t|would|might|should|must|may)|['’]ll)\s+(?:not\s+|\w+ly\s+)?(?:be\s+)?(?!have\b)\w+"
    r"|\b(?:is|are|due|set|scheduled|slated|plan|plans|planned|planning|expects?|expected|intends?|hopes?|wants?|vows?|vowed|pledged?|"
    r"forecast|projected|predicted|tipped|promised|agreed|ready|prepares?|preparing|likely|going|about)\s+to\s+(?:be\s+)?\w+"
    r"|\b(?:due|scheduled|slated|plan|plans|planned|expects?|expires?|expiring|until|till|deadline|effective|payable|upcoming|starting|"
    r"redeemable|matures?|ahead of|takes? effect|of record|coming)\b|\bby\s+(?:the\s+)?$"
)
# right before the expression, these decide against any verb
TO_COME = re.compile(
    r"\b(?:until|till|effective|payable|due|starting|as (?:soon|early|late) as|[Aa]head of|of record|scheduled for|set for)\s+(?:on\s+|the\s+)?$"
    r"|\b(?:postpon\w+|moved|delay\w*|deferr?\w*|reschedul\w+|adjourn\w*|put off|push\w* back|brought forward)\b(?: [\w’'-]+){0,4} (?:to|for|from)\s$"
    r"|\b(?:next|upcoming|coming|forthcoming) (?:[\w-]+ ){1,2}(?:in|on|at|for) (?:the )?$"
    r"|\b(?:go|goes|heads?|returns?) (?:to the polls|on (?:trial|sale|strike|show|display)) (?:\w+ )?(?:on |in )?$"
    r"|\b(?:is|are) (?:on )?$"
    r"|\bw(?:as|ere) due (?:to|in|at|for|back)\b[^.;,]{0,40}$"  # "was due in court on Friday": told before it happens
)
OFF = re.compile(
    r"\b(?:cancel(?:s|l?ed|l?ing)?|postpon(?:e[sd]?|ing)|scrap(?:s|ped|ping)?|(?:call(?:s|ed|ing)?|put(?:s|ting)?) off|delay(?:s|ed|ing)?|mov(?:e[sd]?|ing))\s$"
)
OWNS = re.compile(r"['’]s?\s\w")  # "cancelled Saturday's match": it was to be on Saturday
GONE_BY = re.compile(r"\b(?:after|since|following)\s+(?:the\s+)?$")
HAD_BEEN = re.compile(r"\bhad been (?:due|set|scheduled|expected|supposed|planned|slated|meant)\b[^.;,]{0,60}$")
FOLLOWS = re.compile(r"\s*(?:will|is due|are due|is expected|is set|is scheduled|would|deadline)\b")
BACK = re.compile(
    r"\b(?:was|were|had|said|told|killed|died|began|started|took|came|announced|reported|held|met|fell|hit|did|since|rose|got|went|made|"
    r"gave|left|saw|bought|sold|ended|became|won|lost|led|found|thought|brought|broke|sent|struck|shot|posted|\w{3,}ed)\b"
)

WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b")


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
    timex: str = ""


@dataclass(slots=True)
class Context:
    """What a rule may look at: the reference day, the words around, what was read before in the article."""

    reference: date | None
    basis: Basis
    before: str = ""
    after: str = ""
    tense: Callable[[], str] | None = None  # of the verb above the expression, "past", "future" or "", by the parse
    previous: date | None = None  # the last day, or first day of the last month or year, that was read
    grain: str = ""  # the precision of `previous`
    quarter: Reading | None = None  # the last quarter, while the text talks of quarters
    told: bool = False  # the text tells of the time of `previous`, long past: what it leaves out counts from there

    history: bool = False  # the whole text tells of years long past, so that no word in it points to our future

    @property
    def elsewhen(self) -> bool:
        """Whether a date without its year belongs to the time told of and not to the days of publication."""
        return self.told and self.previous is not None and (self.history or self.direction <= 0)

    @property
    def direction(self) -> int:
        """1 where the words around point to the future, -1 where they point to the past, 0 where nothing does.

        The cue nearest before the expression decides: "said it will close Monday", "due to close, said Monday".
        """
        if HAD_BEEN.search(self.before):
            return -1
        if FOLLOWS.match(self.after) or TO_COME.search(self.before):
            return 1
        if OFF.search(self.before) and OWNS.match(self.after):
            return 1
        if GONE_BY.search(self.before):
            return -1
        tense = self.tense() if self.tense else ""
        if tense:
            return 1 if tense == "future" else -1
        ahead = max((m.end() for m in AHEAD.finditer(self.before)), default=-1)
        back = max((m.end() for m in BACK.finditer(self.before)), default=-1)
        return 0 if ahead == back == -1 else 1 if ahead >= back else -1


# ---- readings


def unresolved(rule: str, timex: str = "") -> Reading:
    """A time that nothing anchors."""
    return Reading(None, None, "none", Basis.NONE, rule, timex=timex)


def single(day: date | None, basis: Basis, rule: str, clock: str | None = None) -> Reading:
    """One day, or unresolved."""
    return Reading(day, day, "day", basis, rule, clock=clock) if day else unresolved(rule)


def spanning(days: tuple[date, date], precision: str, basis: Basis, rule: str, timex: str = "") -> Reading:
    """All the days of a period."""
    return Reading(*days, precision, basis, rule, timex=timex or timex_of(*days, precision))


def part_of_period(days: tuple[date, date], part: str, basis: Basis, rule: str, timex: str) -> Reading:
    """The early, middle or late days of a period whose TIMEX3 value is given; TIMEX3 keeps the part as a modifier."""
    return Reading(*share(*days, part), "range", basis, rule, approximate=True, timex=timex)


# ---- days


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """The day so many days on, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date, shift: int = 0) -> tuple[date, date] | None:
    """Monday and Sunday of the day's week, so many weeks on."""
    monday = moved(day, 7 * shift - day.weekday())
    sunday = moved(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_on(day: date, months: int) -> tuple[date, date] | None:
    """First and last day of the month so many months on, None beyond the calendar."""
    total = day.year * 12 + day.month - 1 + months
    return month_range(total // 12, total % 12 + 1) if MINYEAR < total // 12 < MAXYEAR else None


def year_range(year: int, last: int | None = None) -> tuple[date, date] | None:
    """First and last day of a year, or of several; None beyond the calendar."""
    end = year if last is None else last
    return (date(year, 1, 1), date(end, 12, 31)) if MINYEAR < year <= end < MAXYEAR else None


def quarter_range(year: int, number: int, last: int | None = None) -> tuple[date, date]:
    """First and last day of a quarter, or of several."""
    return date(year, 3 * number - 2, 1), month_range(year, 3 * (last or number))[1]


def season_range(year: int, season: str) -> tuple[date, date]:
    """First and last day of a season; winter begins in December of its year."""
    first, last = SEASONS[season]
    return date(year, first, 1), month_range(year + (last < first), last)[1]


def share(first: date, last: date, part: str) -> tuple[date, date]:
    """Early, mid or late in a period, in whole months where the period has several."""
    low, high = SHARES[part]
    days = (last - first).days + 1
    if days <= 300:
        return (
            first + timedelta(days=round(low * days)),
            first + timedelta(days=max(round(high * days) - 1, round(low * days))),
        )
    months = round(days / 30.44)
    start = first.month - 1 + round(low * months)
    stop = first.month - 1 + max(round(high * months), round(low * months) + 1) - 1
    return (
        month_range(first.year + start // 12, start % 12 + 1)[0],
        min(month_range(first.year + stop // 12, stop % 12 + 1)[1], last),
    )


def nearest(month: int, day: int | None, context: Context) -> date | None:
    """The month (and day) that is meant without a year.

    The words around decide where they point to the past or the future; a bare month is past; a day is the nearest one.
    """
    if context.elsewhen and context.previous:
        return _told(month, day or 1, context.previous, context.grain)
    if context.reference is None:
        return None
    reference = context.reference
    years = (reference.year - 1, reference.year, reference.year + 1)
    candidates = [d for y in years if (d := day_of(y, month, day or 1))]
    slack = timedelta(days=2) if day else timedelta(0)
    past = [d for d in candidates if d <= reference + slack]
    future = [d for d in candidates if d >= (reference - slack if day else reference.replace(day=1))]
    direction = context.direction
    if direction > 0 and future and (future[0] - reference).days < (FAR_AHEAD if WILL.search(context.before) else FAR):
        return future[0]
    if day and past and future and direction == 0:
        return future[0] if future[0] - reference < reference - past[-1] else past[-1]
    if (day or direction == 0) and past and future and (reference - past[-1]).days > 240:
        if (future[0] - reference).days < 60:
            return future[0]
    return past[-1] if past else None


def _told(month: int, day: int, previous: date, grain: str) -> date | None:
    """The month (and day) nearest to where a story of long ago stands."""
    if grain == "year":
        return day_of(previous.year, month, day)
    years = (previous.year - 1, previous.year, previous.year + 1)
    return min((d for y in years if (d := day_of(y, month, day))), key=lambda d: abs(d - previous), default=None)


# ---- values


def value_of(first: date, last: date, precision: str) -> str:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A..B` in the coarsest form that is exact."""
    if first == last:
        return first.isoformat()
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]) and precision in COARSE:
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04}" if first.year == last.year else f"{first.year:04}..{last.year:04}"
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        return f"{first.isoformat()[:7]}..{last.isoformat()[:7]}"
    return f"{first.isoformat()}..{last.isoformat()}"


def timex_of(first: date, last: date, precision: str) -> str:
    """The TIMEX3 value of a whole period, "" where TIMEX3 has none for it."""
    if first == last:
        return first.isoformat()
    if precision == "week":
        year, week, day = first.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if day == 6 else "")
    if precision == "month":
        return first.isoformat()[:7]
    if precision == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if precision == "season":
        return f"{first.year:04}-{next(s for s, (a, _) in SEASONS.items() if a == first.month)}"
    if precision == "year" and first.year == last.year:
        return f"{first.year:04}"
    if precision == "decade":
        return f"{first.year:04}"[:3]
    return f"{first.year:04}"[:2] if precision == "century" else ""
