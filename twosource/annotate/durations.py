"""Rules for expressions without a place of their own in the calendar: durations, sets, hours, and vague words.

A duration that is counted back from the publication ("the past three months") also has its days. Vague words ("now",
"recently") have a TIMEX3 value and never any days. A rule takes (found, context) and gives a Reading, or None for a
false friend.
"""

from __future__ import annotations

import re
from datetime import date

from twosource.annotate.calendar import Context, Reading, months_on, moved
from twosource.annotate.timewords import CHARACTERS, Found
from twosource.data import Basis

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "M", "year": "Y",
    "decade": "Y", "century": "Y", "millennium": "Y",
}  # fmt: skip
TIMES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100, "millennium": 1000}
IRREGULAR = {"centuries": "century", "millennia": "millennium"}
CLOCKED = frozenset({"second", "minute", "hour"})
LONGEST = 12  # characters of a number or number word; a longer one is no count of days
VAGUE = frozenset("few handful several many numerous dozens scores".split())
VAGUE_LETTERS = {"decade": "DE", "century": "CE", "millennium": "ML", "quarter": "Q"}


def singular(word: str) -> str:
    """The unit that a word names: "centuries" is century."""
    return IRREGULAR.get(word, word.removesuffix("s"))


def number_of(values: list[str]) -> float | None:
    """The number that words and digits say ("twenty four", "two hundred", "2 1/2", "2.5"), None for vague ones."""
    if not VAGUE.isdisjoint(values) or any(len(value) > LONGEST for value in values):
        return None
    total, part, seen = 0.0, 0.0, False
    for at, value in enumerate(values):
        if value == "/":  # 2 1/2: the 1 was added before the stroke came
            below = float(values[at + 1])
            return part - float(values[at - 1]) + float(values[at - 1]) / below if below else None
        if value in {"half"}:
            return (total + part if seen else 0) + 0.5
        if value in {"a", "an", "another", "additional"}:
            part, seen = part or 1.0, True
        elif re.fullmatch(r"\d+(\.\d+)?", value):
            number, seen = float(value), True
            if number in {100, 1000, 12} and at and part and not values[at - 1].startswith(("a", "-")):
                part *= number
            elif number in {100, 1000, 12} and part == 1.0:
                part = number
            else:
                part += number
        elif value == "couple":
            return 2.0
    return total + part if seen else None


def period_value(count: float | None, unit: str) -> str:
    """The ISO 8601 duration: P3D, PT2H, P2Y6M; X where the number is vague."""
    lead = "PT" if unit in CLOCKED else "P"
    if count is None:
        return f"{lead}X{VAGUE_LETTERS.get(unit, LETTERS[unit])}"
    count *= TIMES.get(unit, 1)
    whole, letter = int(count), LETTERS[unit]
    if count == whole:
        return f"{lead}{whole}{letter}"
    if unit == "year":
        return f"P{whole}Y{round((count - whole) * 12)}M" if whole else f"P{round(count * 12)}M"
    if unit == "hour":
        return f"PT{whole}H{round((count - whole) * 60)}M" if whole else f"PT{round(count * 60)}M"
    return f"{lead}{count:g}{letter}"


# ---- durations


def duration(f: Found, c: Context) -> Reading | None:
    """Three days, a decade, more than two years, the first nine months, a 10-year (plan)."""
    unit = singular(f.value("unit"))
    counted = f.values("n")
    count = number_of(counted)
    if f.values("to"):  # "12 to 18 months": a range has no single length
        low, high = number_of(counted), number_of(f.values("to"))
        count = low if low == high else None
    if f.values("article"):
        if _is_rate(f):
            return None
        count = 1.0
    timex = period_value(count, unit)
    vague = count is None or bool(f.values("bound"))
    return Reading(None, None, "none", Basis.TEXT, "duration", kind="duration", approximate=vague, timex=timex)


def long_lasting(f: Found, c: Context) -> Reading | None:
    """A day-long (meeting), years-long: one unit, or nobody says how many."""
    word = f.value("article")
    timex = period_value(1.0 if singular(word) == word else None, singular(word))
    return Reading(None, None, "none", Basis.TEXT, "duration", kind="duration", approximate=True, timex=timex)


RATE_WORDS = frozenset(
    "once twice times million billion trillion dollars euros pounds cents barrels people flights tons tonnes hours minutes percent "
    "days miles".split()
)
NUMBERS = frozenset(CHARACTERS[n] for n in ("DAYNUM", "INT", "DECIMAL", "YEAR", "PERCENT", "COUNTED"))


def _is_rate(f: Found) -> bool:
    """Whether "a year" says how often or how much: "$5 a day", "twice a week", "two million barrels a day"."""
    before = f.beside(-1)
    word = before[1].lower()
    return (
        before[0] in NUMBERS
        or word in RATE_WORDS
        or (word.endswith("s") and len(word) > 4 and f.beside(-2)[0] in NUMBERS)
    )


LASTING = frozenset("to will would could may might can must should shall not cannot only".split())


def counted_period(f: Found, c: Context) -> Reading | None:
    """The past three months, the next two weeks, the last decade: a duration with the days it covers."""
    if f.wording().startswith("last ") and f.beside(-1)[1].lower() in LASTING:
        return None  # "will last three days"
    unit = singular(f.value("unit"))
    count = number_of(f.values("n")) if f.values("n") else 1.0
    timex = period_value(count, unit)
    which = int(f.value("which") or 0)
    days = _stretch(c.reference, which, count, unit) if count and which else None
    if days is None:
        return Reading(
            None,
            None,
            "none",
            Basis.NONE,
            "duration.past" if which < 0 else "duration.next",
            "duration",
            True,
            timex=timex,
        )
    rule = "duration.past" if which < 0 else "duration.next"
    return Reading(*days, "range", c.basis, rule, kind="duration", approximate=True, timex=timex)


def _stretch(reference: date | None, which: int, count: float, unit: str) -> tuple[date, date] | None:
    """The days from now back, or from now on, for so many units."""
    if reference is None or unit in CLOCKED or count > 5000:
        return None
    size = count * TIMES.get(unit, 1)
    if LETTERS[unit] in {"D", "W"}:
        far = moved(reference, which * round(size * (7 if LETTERS[unit] == "W" else 1)))
    else:
        month = months_on(reference, which * round(size * (12 if LETTERS[unit] == "Y" else 1)))
        far = month[0].replace(day=min(reference.day, month[1].day)) if month else None
    if far is None:
        return None
    return (far, reference) if which < 0 else (reference, far)


def vague_period(f: Found, c: Context) -> Reading | None:
    """Recent years, coming weeks, the weeks ahead, decades: so many units, nobody says how many."""
    way = f.value("vague")
    if way:
        timex = "FUTURE_REF" if way == "1" else "PAST_REF"
        return Reading(None, None, "none", Basis.NONE, "vague", kind="vague", approximate=True, timex=timex)
    timex = period_value(None, singular(f.value("unit")))
    return Reading(None, None, "none", Basis.NONE, "duration.vague", "duration", True, timex=timex)


# ---- sets


def repeated(f: Found, c: Context) -> Reading | None:
    """Every Monday, each year, every two weeks, daily, Mondays."""
    if f.value("adverb"):
        after = f.beside(1)
        if f.wording()[:1] != f.words.text[f.span[0]] and after[1][:1].isupper():
            return None  # "Daily News"
        timex = f.value("adverb")
    elif f.value("w"):
        timex = f"XXXX-WXX-{int(f.value('w')) + 1}" + (f"T{f.value('dp')}" if f.value("dp", "dp2") else "")
    elif f.value("m"):
        timex = f"XXXX-{int(f.value('m')):02}"
    elif f.value("dp", "dp2"):
        timex = f"XXXX-XX-XXT{f.value('dp')}"
    elif f.value("s"):
        timex = f"XXXX-{f.value('s')}"
    elif f.value("weekend"):
        timex = "XXXX-WXX-WE"
    else:
        count = number_of(f.values("n")) if f.values("n") else 2.0 if f.value("other") else 1.0
        timex = period_value(count, singular(f.value("unit")))
    return Reading(None, None, "none", Basis.TEXT, "set", kind="set", timex=timex)


# ---- hours and vague words


def clock_value(words: str) -> str:
    """HH:MM of "5am", "12:33", "10:35 p.m.", "noon", "5 o'clock"; "" where it is no hour of the day."""
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?", words) or re.match(r"(\d\d)(\d\d)$", words)
    if re.fullmatch(r"\d{4}", words):
        match = re.match(r"(\d\d)(\d\d)", words)
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    half = re.search(r"([ap])\.?\s?m", words, re.IGNORECASE)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def clock(f: Found, c: Context) -> Reading | None:
    """5am, 12:33, noon: an hour; its day is not said here, so it has no days."""
    value = clock_value(f.value("clock", "clock3"))
    if f.value("clock3") and value and f.value("dp") != "MO" and int(value[:2]) < 12:
        value = f"{int(value[:2]) + 12}{value[2:]}"
    before = f.beside(-1)[1]
    if not value or (before and before in "-–:/$"):
        return None
    day = c.previous or c.reference
    timex = f"{day.isoformat()}T{value}" if day else f"T{value}"
    return Reading(None, None, "time", Basis.NONE, "clock", clock=value, timex=timex)


def vague(f: Found, c: Context) -> Reading | None:
    """Now, recently, in the future: TIMEX3 has a value for them, the calendar has none."""
    if f.value("now"):
        timex = f.value("now")
    else:
        timex = next((t for name, t in REFERENCES.items() if f.values(name)), "")
    return Reading(None, None, "none", Basis.NONE, "vague", kind="vague", timex=timex)


REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}
