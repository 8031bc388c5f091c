"""Time expressions and the days they cover.

A grammar of English news forms finds them; each is read by a named rule. Dates that the words give in full have basis
text; what counts from the day of publication ("on Tuesday", "late last year") has basis publication; what nothing
anchors stays unresolved and says so. The direction of weekdays and bare months follows the words before them: past by
default, as news reports, future after "will", "next", "until" and the like. Weeks run Monday to Sunday. Values follow
TIMEX3 where it has one (Pustejovsky et al. 2003); ranges are written A..B.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twosource.data import Article, Basis, BlockKind, TimeRange

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


def find_times(article: Article, spans: Sequence[tuple[int, int]]) -> tuple[TimeRange, ...]:
    """Time expressions inside the given sentence bounds, in text order."""
    reference, basis = _reference(article)
    context = Context(reference, basis)
    skip = [
        (b.start, b.end)
        for b in article.blocks
        if b.kind in {BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE}
    ]
    found: list[TimeRange] = []
    for start, end in spans:
        if any(a <= start and end <= b for a, b in skip):
            continue
        for time in _in_sentence(article, start, end, context):
            found.append(time)
            if time.first and time.first == time.last:
                context.previous = date.fromisoformat(time.first)
    return tuple(found)


def _reference(article: Article) -> tuple[date | None, Basis]:
    """The day relative dates count from: publication, else a date that the page's own dateline or stamp states."""
    if article.published_date is not None:
        return article.published_date, Basis.PUBLICATION
    for block in article.blocks:
        if block.kind in {BlockKind.BOILERPLATE, BlockKind.DATELINE}:
            for pattern, rule in FULL_DATES:
                if match := re.search(pattern, article.text[block.start : block.end]):
                    reading = rule(match, Context(None, Basis.NONE))
                    if reading is not None and reading.first is not None and reading.first == reading.last:
                        return reading.first, Basis.METADATA
    return None, Basis.NONE


def _in_sentence(article: Article, start: int, end: int, context: Context) -> Iterator[TimeRange]:
    text = article.text
    at = start
    while at < end:
        best: tuple[re.Match[str], Rule] | None = None
        for pattern, rule in COMPILED:
            match = pattern.search(text, at, end)
            if (
                match
                and match.end() > match.start()
                and (best is None or (match.start(), -match.end()) < (best[0].start(), -best[0].end()))
            ):
                best = (match, rule)
        if best is None:
            return
        match, rule = best
        context.before, context.after = (
            text[max(start, match.start() - 90) : match.start()],
            text[match.end() : min(end, match.end() + 40)],
        )
        reading = rule(match, context)
        if reading is None:
            at = match.start() + 1
            continue
        yield _noun(article, match, reading)
        if reading.first and reading.first == reading.last:
            context.previous = reading.first
        at = match.end()


def _noun(article: Article, match: re.Match[str], reading: Reading) -> TimeRange:
    first, last = reading.first, reading.last
    return TimeRange(
        anchor=article.anchor(match.start(), match.end()),
        value=value_of(first, last, reading.precision) if first and last else "",
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        precision=reading.precision if first else "none",  # type: ignore[arg-type]
        basis=reading.basis if first or reading.kind != "date" else Basis.NONE,
        kind=reading.kind,  # type: ignore[arg-type]
        approximate=reading.approximate,
        clock=reading.clock,
        rule=reading.rule,
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


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _month(text: str) -> int:
    return MONTHS[text.lower().strip(". ")]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_range(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _share(first: date, last: date, part: str) -> tuple[date, date]:
    """Early, mid or late in a period, in whole months where the period has several."""
    key = re.sub(r"^the |\bof\b|\s", "", part.lower().replace("the ", "")).strip()
    a, b = PARTS.get(key, PARTS.get(key.rstrip("-"), (0.0, 1.0)))
    days = (last - first).days + 1
    if days > 300:
        months = round(days / 30.44)
        start = first.month - 1 + round(a * months)
        stop = first.month - 1 + max(round(b * months), round(a * months) + 1) - 1
        low = _month_range(first.year + start // 12, start % 12 + 1)[0]
        high = _month_range(first.year + stop // 12, stop % 12 + 1)[1]
        return low, min(high, last)
    return first + timedelta(days=round(a * days)), first + timedelta(days=max(round(b * days) - 1, round(a * days)))


def _with_year(month: int, day: int | None, context: Context) -> date | None:
    """The month (and day) nearest to the reference: the latest one not after it by default, the coming one ahead."""
    if context.reference is None:
        return None
    reference = context.reference
    candidates = [
        d for y in (reference.year - 1, reference.year, reference.year + 1) if (d := _date(y, month, day or 1))
    ]
    slack = timedelta(days=2 if day else 0)
    past = [d for d in candidates if d <= reference + slack]
    future = [d for d in candidates if d >= reference - timedelta(days=31 if day is None else 0)]
    if context.ahead and future and (future[0] - reference).days < 320:
        return future[0]
    if past and day is not None and (reference - past[-1]).days > 240 and future and (future[0] - reference).days < 90:
        return future[0]
    return past[-1] if past else None


def _unresolved(rule: str) -> Reading:
    return Reading(None, None, "none", Basis.NONE, rule)


def _single(day: date | None, basis: Basis, rule: str, clock: str | None = None) -> Reading:
    return Reading(day, day, "day", basis, rule, clock=clock) if day else _unresolved(rule)


# ---- rules: (match, context) -> Reading, or None for a false friend


def full_date(m: re.Match[str], c: Context) -> Reading | None:
    """A day with its month and year."""
    day = _date(int(m["y"]), _month(m["m"]), _day(m["d"]))
    return _single(day, Basis.TEXT, "date.full") if day else None


def iso_date(m: re.Match[str], c: Context) -> Reading | None:
    """2025-02-04."""
    day = _date(int(m["y"]), int(m["n"]), int(m["d"]))
    return _single(day, Basis.TEXT, "date.iso") if day else None


def slash_date(m: re.Match[str], c: Context) -> Reading | None:
    """09/17/2025, read as month/day where only that is possible, or where both are the same day; else unresolved."""
    a, b, y = int(m["a"]), int(m["b"]), int(m["y"])
    y += 2000 if y < 100 else 0
    options = {d for d in (_date(y, a, b), _date(y, b, a)) if d}
    return _single(options.pop(), Basis.TEXT, "date.slash") if len(options) == 1 else None


def month_day(m: re.Match[str], c: Context) -> Reading | None:
    """A day and month without a year: the nearest to publication."""
    return _single(_with_year(_month(m["m"]), _day(m["d"]), c), c.basis, "date.no-year")


def day_range(m: re.Match[str], c: Context) -> Reading | None:
    """July 4-6, 2 to 5 May."""
    year = int(m["y"]) if m["y"] else None
    month = _month(m["m"])
    low = _date(year, month, _day(m["d"])) if year else _with_year(month, _day(m["d"]), c)
    if low is None:
        return _unresolved("date.days")
    high = _date(low.year, _month(m["m2"]) if "m2" in m.groupdict() and m["m2"] else month, _day(m["e"]))
    if high is None or high < low:
        return None
    return Reading(low, high, "range", Basis.TEXT if year else c.basis, "date.days")


def month_year(m: re.Match[str], c: Context) -> Reading | None:
    """December 2024."""
    low, high = _month_range(int(m["y"]), _month(m["m"]))
    if m["p"]:
        low, high = _share(low, high, m["p"])
        return Reading(low, high, "range", Basis.TEXT, "month.part", approximate=True)
    return Reading(low, high, "month", Basis.TEXT, "month.full")


def month_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A month without a year, after words that make it one ("in March", "late in May", "since December")."""
    start = _with_year(_month(m["m"]), None, c)
    if start is None:
        return _unresolved("month.no-year")
    if (
        re.match(r"last|this past", m["lead"] or "", re.IGNORECASE)
        and c.reference
        and start.month == c.reference.month
        and start.year == c.reference.year
    ):
        start = start.replace(year=start.year - 1)
    low, high = _month_range(start.year, start.month)
    if m["p"]:
        low, high = _share(low, high, m["p"].split()[0])
        return Reading(low, high, "range", c.basis, "month.part", approximate=True)
    return Reading(low, high, "month", c.basis, "month.no-year")


def months(m: re.Match[str], c: Context) -> Reading | None:
    """February and March; from May to July."""
    a, b = _month(m["m"]), _month(m["m2"])
    year = int(m["y"]) if m["y"] else None
    start = date(year, a, 1) if year else _with_year(a, None, c)
    if start is None:
        return _unresolved("month.range")
    low, high = start, _month_range(start.year + (b < a), b)[1]
    return Reading(low, high, "range", Basis.TEXT if year else c.basis, "month.range")


def year(m: re.Match[str], c: Context) -> Reading | None:
    """2011 after words that make it a year."""
    y = int(m["y"])
    low, high = date(y, 1, 1), date(y, 12, 31)
    if m["p"]:
        low, high = _share(low, high, m["p"])
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


def weekday(m: re.Match[str], c: Context) -> Reading | None:
    """A weekday: the latest one not after publication, the coming one when the words point ahead."""
    if re.search(r"\b(?:every|each|on|most)\s+$", c.before) and m.group().endswith("s"):
        return Reading(None, None, "none", Basis.TEXT, "weekday.set", kind="set")
    number = DAYS[m["w"].lower().rstrip(".")]
    if c.reference is None:
        return _unresolved("weekday")
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
    return _single(day, c.basis, rule)


def dated_weekday(m: re.Match[str], c: Context) -> Reading | None:
    """A weekday with its date beside it: the date counts."""
    year_words = m["y"]
    if year_words:
        day = _date(int(year_words), _month(m["m"]), _day(m["d"]))
        return _single(day, Basis.TEXT, "date.full") if day else None
    return _single(_with_year(_month(m["m"]), _day(m["d"]), c), c.basis, "date.no-year")


SHIFTS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1,
    "the day before yesterday": -2, "earlier today": 0, "yesterday morning": -1, "yesterday evening": -1, "yesterday afternoon": -1,
    "tomorrow morning": 1, "overnight": 0, "the day after tomorrow": 2,
}  # fmt: skip


def shifted(m: re.Match[str], c: Context) -> Reading | None:
    """Yesterday, today, tonight, tomorrow."""
    if c.reference is None:
        return _unresolved("day.relative")
    words = " ".join(m.group().lower().split())
    return _single(c.reference + timedelta(days=SHIFTS[words]), c.basis, "day.relative")


def period(m: re.Match[str], c: Context) -> Reading | None:
    """Last week, this month, next year, late last year, earlier this year."""
    if c.reference is None:
        return _unresolved("period.relative")
    which = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        m["which"].lower()
    ]
    low, high = _period(c.reference, m["unit"].lower(), which)
    part = m["p"]
    if part and part.lower().startswith(("earlier", "later")):
        low, high = (
            (low, min(high, c.reference)) if part.lower().startswith("earlier") else (max(low, c.reference), high)
        )
        return Reading(low, max(low, high), "range", c.basis, "period.earlier", approximate=True)
    if part:
        low, high = _share(low, high, part)
        return Reading(low, high, "range", c.basis, "period.part", approximate=True)
    precision = {"week": "week", "weekend": "week", "month": "month", "year": "year"}.get(m["unit"].lower(), "season")
    return Reading(low, high, precision, c.basis, "period.relative")


def _period(reference: date, unit: str, which: int) -> tuple[date, date]:
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
        return _month_range(total // 12, total % 12 + 1)
    if unit in SEASONS:
        a, b = SEASONS[unit]
        start = reference.year + which
        if (
            which < 0 and a <= reference.month
        ):  # "last summer" said after this year's summer has begun is still last year's
            start = reference.year - 1 if reference.month <= b or b < a else reference.year
        return date(start, a, 1), _month_range(start + (b < a), b)[1]
    return date(reference.year + which, 1, 1), date(reference.year + which, 12, 31)


def weekend(m: re.Match[str], c: Context) -> Reading | None:
    """Over the weekend: the last Saturday and Sunday."""
    if c.reference is None:
        return _unresolved("weekend")
    saturday = c.reference - timedelta(days=(c.reference.weekday() - 5) % 7)
    return Reading(saturday, saturday + timedelta(days=1), "week", c.basis, "weekend")


def ago(m: re.Match[str], c: Context) -> Reading | None:
    """Two days ago, three weeks earlier."""
    words = m["n"].lower()
    count = SMALL.get(words) or (int(words) if words.isdigit() else None)
    earlier = re.search(r"earlier|before|previously|later|after", m.group())
    reference = c.previous if earlier else c.reference
    if count is None or reference is None:
        return _unresolved("ago")
    sign = 1 if earlier and re.search(r"later|after", m.group()) else -1
    unit = m["unit"].lower().rstrip("s")
    basis = Basis.TEXT if earlier else c.basis
    if unit in {"second", "minute", "hour"}:
        return None if earlier else _single(reference, basis, "ago")
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
        low, high = _month_range(total // 12, total % 12 + 1)
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
        return _unresolved("day.hanging")
    return _single(c.previous + timedelta(days=shift), Basis.TEXT, "day.hanging")


def quarter(m: re.Match[str], c: Context) -> Reading | None:
    """The third quarter, Q3 2024."""
    words = m["q"].lower()
    number = ORDINAL_WORDS.get(words) or int(re.sub(r"\D", "", words) or 0)
    if not 1 <= number <= 4:
        return None
    y = int(m["y"]) if m["y"] else (c.reference.year if c.reference else None)
    if y is None:
        return _unresolved("quarter")
    if not m["y"] and c.reference and date(y, 3 * number - 2, 1) > c.reference and not c.ahead:
        y -= 1
    low, high = date(y, 3 * number - 2, 1), _month_range(y, 3 * number)[1]
    return Reading(low, high, "quarter", Basis.TEXT if m["y"] else c.basis, "quarter")


def season(m: re.Match[str], c: Context) -> Reading | None:
    """Summer 2024, the summer of 2024."""
    a, b = SEASONS[m["s"].lower()]
    y = int(m["y"])
    return Reading(date(y, a, 1), _month_range(y + (b < a), b)[1], "season", Basis.TEXT, "season")


def day_of_month(m: re.Match[str], c: Context) -> Reading | None:
    """On the 26th: the latest such day not after publication."""
    if c.reference is None:
        return _unresolved("day.of-month")
    number, reference = _day(m["d"]), c.reference
    day = _date(reference.year, reference.month, number)
    if day is None or day > reference:
        before = reference.replace(day=1) - timedelta(days=1)
        day = _date(before.year, before.month, number)
    return _single(day, c.basis, "day.of-month")


def clock_only(m: re.Match[str], c: Context) -> Reading | None:
    """5am, 12:33, noon: an hour of the last day given; a time, not a date of its own."""
    return (
        Reading(None, None, "time", Basis.TEXT, "clock", kind="set", clock=m.group())
        if not re.search(r"\d[-–:/]$", c.before)
        else None
    )


def lasting(m: re.Match[str], c: Context) -> Reading | None:
    """For three days, five weeks: a duration, not a date."""
    return Reading(None, None, "none", Basis.TEXT, "duration", kind="duration")


Rule = Callable[[re.Match[str], Context], "Reading | None"]
LEAD = r"(?P<lead>(?:[Ll]ast|[Nn]ext|[Tt]his (?:coming|past)|[Tt]he previous|[Tt]his|[Cc]oming|[Pp]ast)\s)?"
HOURS = r"(?:(?:[Ee]arly|[Ll]ate) (?:on )?)?"
FULL_DATES: tuple[tuple[str, Rule], ...] = (
    (rf"\b(?P<m>{M})\s(?P<d>{D}),?\s(?P<y>{Y})\b", full_date),
    (rf"\b(?P<d>{D})(?:\sof)?\s(?P<m>{M}),?\s(?P<y>{Y})\b", full_date),
    (r"\b(?P<y>20\d\d|19\d\d)-(?P<n>\d\d)-(?P<d>\d\d)\b", iso_date),
)
RULES: tuple[tuple[str, Rule], ...] = (
    *FULL_DATES,
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b", slash_date),
    (rf"\b{FULLDAY},?\s\(?(?P<m>{M})\s(?P<d>{D})(?:,?\s(?P<y>{Y}))?\)?", dated_weekday),
    (rf"\b{FULLDAY},?\s\(?(?:the\s)?(?P<d>{D})(?:\sof)?\s(?P<m>{M})(?:,?\s(?P<y>{Y}))?\)?", dated_weekday),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<e>{D})(?:,?\s(?P<y>{Y}))?\b(?!\s?(?:percent|%|people))", day_range),
    (rf"\b(?P<d>{D}){DASH}(?P<e>{D})\s(?P<m>{M})(?:,?\s(?P<y>{Y}))?\b", day_range),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<m2>{M})\s(?P<e>{D})(?:,?\s(?P<y>{Y}))?\b", day_range),
    (rf"\b(?P<m>{M})\s(?P<d>{D})\b(?!\s?(?:percent|%|people|,\d|[:.]\d))", month_day),
    (rf"\b(?P<d>{D})(?:\sof)?\s(?P<m>{M})(?!\w)", month_day),
    (rf"(?:(?P<p>{PART})\s?)?\b(?P<m>{M}),?\s(?:of\s)?(?P<y>{Y})\b", month_year),
    (
        rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n)\s(?P<m>{M})(?:\sand\s|\sto\s|{DASH})(?P<m2>{M})(?:,?\s(?P<y>{Y}))?(?!\w)",
        months,
    ),
    (rf"(?P<lead>(?:[Ll]ast|[Tt]his past|[Nn]ext)\s)(?P<p>)(?P<m>{M})(?!\w|\s\d)", month_alone),
    (
        rf"(?P<lead>)(?P<p>(?:[Ee]arly|[Ll]ate|[Mm]id-?|[Tt]he (?:end|start|beginning|middle)|(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle))\s?(?:in|of)?\s?)(?P<m>{M})(?!\w|\s\d)",
        month_alone,
    ),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Ii]n )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Ss]ince )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (rf"(?P<lead>)(?P<p>)(?<=\b[Uu]ntil )(?P<m>{M})(?!\w|\s\d)", month_alone),
    (
        r"(?P<lead>)(?P<p>)\b(?P<m>January|February|April|June|July|August|September|October|November|December)(?=[’']s?\b|\b)(?!\s\d)",
        month_alone,
    ),
    (rf"\b(?:[Bb]etween|[Ff]rom)\s(?P<y>{Y})(?:\sand\s|\sto\s|{DASH})(?P<y2>{Y})\b", years),
    (rf"(?<![\w$£€-])(?P<y>{Y})(?:-|–|/)(?P<y2>{Y}|\d\d)(?![\d-])", years),
    (rf"(?:(?P<p>{PART})\s?)(?P<y>{Y})\b(?!\s?(?:people|percent|%))", year),
    (rf"(?P<p>)(?<=\b[Ii]n )(?P<y>{Y})\b(?![,.]\d|\s?(?:people|percent|%|MW|km))", year),
    *(
        (
            rf"(?P<p>)(?<=\b{lead} )(?P<y>{Y})\b(?![,.]\d|\s?(?:people|percent|%|MW|km|troops|soldiers|homes|houses))",
            year,
        )
        for lead in ("[Ss]ince", "of", "by", "[Uu]ntil", "after", "before", "the", "[Ff]rom", "for", "during", "and")
    ),
    (
        r"\b(?P<p>)(?P<y>(?:19|20)\d\d)(?=[’']s\b|\s(?:election|agreement|war|flood|film|season|budget|census|constitution|earthquake|coup|uprising|protests?|attack|deal|accord|report|study|law|treaty|floods|conflict)\b)",
        year,
    ),
    (r"\b(?:[Tt]he\s)?(?:(?P<p>early|mid|late)[- ])?(?P<y>(?:1[5-9]|20)\d0|[’'][2-9]0)s\b", decade),
    (
        rf"\b{LEAD}(?P<w>{FULLDAY})(?P<tail>,?\s(?:(?:of )?(?:last|next|the previous) week))?(?:\s(?:morning|afternoon|evening|night))?\b",
        weekday,
    ),
    (
        r"\b(?:[Tt]he day (?:before yesterday|after tomorrow)|[Ee]arlier today|[Yy]esterday(?: morning| evening| afternoon)?|[Tt]oday|[Tt]onight|[Tt]omorrow(?: morning)?|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Oo]vernight)\b",
        shifted,
    ),
    (
        r"\b(?:(?P<p>[Ee]arl(?:y|ier)|[Ll]ate(?:r)?|[Mm]id-?|[Tt]he (?:end|start|beginning|middle) of|[Ee]nd of)\s(?:in\s)?)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Cc]oming|[Cc]urrent)\s(?:very\s)?(?P<unit>weekend|week|month|year|spring|summer|autumn|fall|winter)\b",
        period,
    ),
    (r"\b[Oo]ver the weekend\b|\b[Aa]t the weekend\b|\b[Tt]he weekend\b", weekend),
    (
        rf"\b(?:[Aa]bout |[Aa]lmost |[Nn]early |[Aa]round |[Mm]ore than |[Oo]ver )?(?P<n>{N})\s(?P<unit>{UNIT})\s(?:ago|earlier|previously|later)\b",
        ago,
    ),
    (
        r"\b(?:[Tt]he|[Tt]hat) same (?:day|night|evening)\b|\b[Tt]hat (?:day|night|evening|morning)\b|\b(?:[Tt]he|a|[Oo]ne|[Aa]) day (?:before|after|earlier|later)\b|\b[Tt]he (?:following|next|previous) day\b",
        hanging,
    ),
    (
        rf"\b(?:[Tt]he\s)?(?P<q>first|second|third|fourth|Q[1-4])[- ]?(?:fiscal )?(?:quarter)?(?:\s(?:of|in)\s|\s)?(?P<y>{Y})?(?<=[\dr])\b",
        quarter,
    ),
    (rf"\b(?:[Tt]he\s)?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s(?P<y>{Y})\b", season),
    (
        r"\b(?:on|On|of) the (?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))\b(?!\s+(?:floor|century|anniversary|day|time|minute|hour|district|place|round|[A-Z]))",
        day_of_month,
    ),
    (rf"\b(?:{CLOCK})(?:\s(?:GMT|UTC|IST|EDT|EST|ET|CET|BST|local time))?(?!\w)", clock_only),
    (
        rf"\b(?:(?:[Aa]t least|[Mm]ore than|[Aa]bout|[Aa]lmost|[Nn]early|[Ff]or|[Oo]ver|[Uu]p to)\s)?(?:{N}|\d+)[ -](?:{UNIT})(?![- ]old)\b",
        lasting,
    ),
)
COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in RULES)
