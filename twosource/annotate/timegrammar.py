"""The grammar of time expressions: patterns over word classes, and the rule that reads each.

A pattern is a regular expression whose capital names stand for a class of words (timewords) or for another pattern
(`PARTS`); small letters in `(?P<name>...)` name its parts for the rule. Where patterns compete, the one that begins
first wins, then the longest, then the first of the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from twosource.annotate.calendar import Context, Reading
from twosource.annotate.dates import (
    century,
    day_range,
    decade,
    feast,
    fiscal_year,
    holiday,
    iso_date,
    month,
    months,
    quarter,
    season,
    slash_date,
    spelled_year,
    year,
    years,
)  # fmt: skip
from twosource.annotate.durations import clock, counted_period, duration, long_lasting, repeated, vague, vague_period
from twosource.annotate.relative import (
    ago,
    day_of_month,
    daypart,
    definite,
    hanging_day,
    hanging_period,
    overnight,
    part_of_other,
    part_of_some_day,
    period,
    period_end,
    season_alone,
    timed_day,
    week_with,
    weekend,
    year_ago,
)  # fmt: skip
from twosource.annotate.timewords import CHARACTERS, Found

Rule = Callable[[Found, Context], Reading | None]

MACROS: dict[str, str] = {
    "ANYMONTH": "(?:MONTH|MAY)",
    "DAYNO": "(?:DAYNUM|ORD)",
    "RANGE": "(?:HYPHEN|DASH|TO|UNTIL|AND|DURING)",
    "DIGITS": "(?:DAYNUM|INT|YEAR|DECIMAL)",
    "SMALL": "(?:ONES|TEENS|TENS(?:HYPHEN?ONES)?)",
    "COUNT": "(?:DIGITS(?:DAYNUM SLASH DAYNUM|HYPHEN DAYNUM SLASH DAYNUM|HUNDRED|THOUSAND)?|DAYNUM SLASH DAYNUM"
    "|SMALL(?:HUNDRED|THOUSAND|DOZEN)?(?:AND ART HALF)?|(?:ART)?(?:HUNDRED|THOUSAND|DOZEN)|HALF ART|ONES HALF)",
    "ROUGHLY": "(?:COUPLE OF?|FEW|SEVERAL|DOZENS OF)",
    "SINGLE": "(?:DAY|UNIT)",
    "PLURAL": "(?:UNITS|SECONDS)",
    "BOUND": "(?:ABOUT|AROUND|MORE THAN|LESS THAN|AT LEAST|UP TO|OVER)",
    "PERIODS": "(?:UNIT|DAY|QUARTER)",
    "ANYSEASON": "(?:SEASON|SEASONVERB)",
    "NTH": "(?:ORDWORD|SECOND|ORD)",
    "CLOCKED": "(?:CLOCK|STAMP|NOON|(?:DAYNUM|ONES|TEENS)OCLOCK)",
    "HOUR": "(?:ABOUT|AROUND)?(?P<clock>CLOCKED)(?:ZONED)?(?:OPEN CLOCKED(?:ZONED)?CLOSE)?",
    "HOUR2": "(?:ABOUT|AROUND)?(?P<clock2>CLOCKED)(?:ZONED)?",
    "ZONED": "(?:ZONE|LOCAL TIME)",
    "PART": "(?P<part>(?:THE)?(?:BEGINNING|MIDDLE|END)OF|(?:EARLY|LATE)(?:IN|HYPHEN)?|MID HYPHEN?)",
    "LOOSE": "(?P<part>(?:THE)?(?:BEGINNING|MIDDLE|END)OF|(?:EARLY|LATE|EARLIER|LATER)|MID HYPHEN?)",
    "DATED": "(?P<m>ANYMONTH)(?P<d>DAYNO)(?:COMMA?(?P<y>YEAR))?",
    "DATED2": "(?:THE)?(?P<d2>DAYNO)(?:OF)?(?P<m2>ANYMONTH)(?:COMMA?(?P<y2>YEAR))?",
    "LEAD": "(?:(?P<lead>(?:THE)?(?:LAST|NEXT|PREVIOUS|FOLLOWING|COMING)|THIS(?:COMING|PAST)?)(?=WEEKDAY))?",
    "NAMED": "(?:(?:(?:WEEKDAY|DAYABBR)COMMA?OPEN?)?(?:DATED|DATED2)CLOSE?"
    "|LEAD(?P<w>WEEKDAY)(?:COMMA?(?:OF)?(?P<tail>LAST|NEXT|THIS)(?P<tailunit>UNIT))?"
    "|(?:THE DAY(?P<twice>BEFORE|AFTER))?(?P<today>TODAY))",
    "RELATIVE": "(?P<which>LAST|PREVIOUS|NEXT|THIS|COMING|CURRENT)",
    "PASTNEXT": "(?P<which>LAST|PAST|PREVIOUS|NEXT|COMING)",
    "YEARLY": "(?:(?:(?P<rel>THIS|LAST|NEXT)UNIT|(?P<y>YEAR))(?:POSS)?)",
    "OFYEAR": "(?:(?:OF|IN)?(?:FISCAL)?(?:(?P<y2>YEAR)|(?P<rel2>THIS|LAST|NEXT)UNIT))",
}

GRAMMAR: tuple[tuple[str, Rule], ...] = (
    # days
    ("(?P<iso>ISODATE)", iso_date),
    ("(?P<slash>SLASHDATE)", slash_date),
    ("AROUND(?:DATED|DATED2)(?!PERCENT|COUNTED)", timed_day),
    ("(?:HOUR(?:ON|COMMA)?)?(?:(?P<part>EARLY|LATE|LATER|EARLIER|MID)(?:ON)?)?NAMED(?P<dp>DAYPART)?(?:(?:AT|COMMA)HOUR2)?"
     "(?!PERCENT|COUNTED|SLASH DAYNUM)", timed_day),
    ("(?:EARLY|MID HYPHEN?|LATE)?(?P<dp>DAYPART)NAMED", timed_day),
    ("(?:(?:EARLY|LATE)IN)?(?:THE)?(?:EARLY|LATE)?(?P<dp>DAYPART)OF NAMED", timed_day),
    ("THE(?:(?P<last>LAST)|(?P<nth>ORDWORD|SECOND))(?P<n>COUNT)?(?P<unit>UNIT|UNITS|DAY)OF(?:(?P<m>ANYMONTH)(?:COMMA?(?P<y>YEAR))?)(?!DAYNUM|ORD)", part_of_other),
    ("(?P<m>ANYMONTH)(?P<d>DAYNO)RANGE(?P<e>DAYNO)(?:COMMA?(?P<y>YEAR))?(?!PERCENT|COUNTED)", day_range),
    ("(?P<d>DAYNO)RANGE(?P<e>DAYNO)(?:OF)?(?P<m>ANYMONTH)(?:COMMA?(?P<y>YEAR))?", day_range),
    ("(?P<d>DAYNO)(?P<m>ANYMONTH)(?:HYPHEN|DASH|TO|UNTIL|DURING)(?P<e>DAYNO)(?P<m2>ANYMONTH)(?:COMMA?(?P<y>YEAR))?", day_range),
    ("(?P<m>ANYMONTH)(?P<d>DAYNO)(?:HYPHEN|DASH|TO|UNTIL|DURING)(?P<m2>ANYMONTH)(?P<e>DAYNO)(?:COMMA?(?P<y>YEAR))?", day_range),
    ("(?:LAST)?(?P<fixed>CHRISTMAS)(?:DAY|(?P<eve>EVE))?(?:COMMA?(?:OF)?(?P<y>YEAR))?|NEW UNIT POSS(?:DAY|(?P<eve2>EVE))", holiday),
    ("(?P<fixed>NAMEDDAY)(?:POSS)?DAY(?:COMMA?(?:OF)?(?P<y>YEAR))?", holiday),
    ("(?:(?P<feast>FEAST)|CHRISTMAS)(?P<w>WEEKDAY)(?:COMMA?(?:OF)?(?P<y>YEAR))?", feast),
    ("(?:THE)?(?P<d2>ORDWORD)OF(?P<m2>ANYMONTH)(?!COUNTED)", timed_day),
    ("OVERNIGHT(?:ON|FROM)?(?P<into>INTO)?(?P<w>WEEKDAY)(?P<to>(?:TO|INTO)WEEKDAY)?", overnight),
    ("THE(?P<unit>UNIT)OF(?:DATED|DATED2)", week_with),
    ("(?<=ON)THE(?P<d>ORD)(?!WORD|NAME|UNIT|DAY|TIME|QUARTER|HYPHEN)", day_of_month),
    ("(?:THIS)(?P<dp>DAYPART)|(?P<which>LAST)(?P<dp2>DAYPART)|(?P<tonight>TONIGHT)|(?P<overnight>OVERNIGHT)", daypart),
    ("(?:THE|THAT)(?:MID HYPHEN?|EARLY|LATE)?(?P<dp>DAYPART)(?!OF)|MID HYPHEN?(?P<dp2>DAYPART)", part_of_some_day),
    ("(?:THE|THAT)SAME(?:DAY|DAYPART)|THAT DAY|(?:THE|ART)DAY(?:BEFORE|AFTER)(?=COMMA|DOT|CLOSE|$)|(?:THE|ART)DAY(?:EARLIER|LATER)"
     "|ONES DAY(?:EARLIER|LATER)|THE(?:NEXT|FOLLOWING|PREVIOUS)(?:DAY|DAYPART)", hanging_day),
    # months and years
    ("(?:PART)?(?P<m>ANYMONTH)(?:COMMA|OF)?(?:POSS)?(?P<y>YEAR)(?!PERCENT)", month),
    ("(?:PART)?(?P<m>ANYMONTH)(?:COMMA|OF)*(?P<rel>THIS|LAST|NEXT)UNIT", month),
    ("(?:PART)?(?P<lead>LAST|NEXT|THIS)(?P<m>ANYMONTH)(?!DAYNUM|ORD)", month),
    ("PART(?P<m>ANYMONTH)(?!DAYNUM|ORD)", month),
    ("(?<=[IN SINCE UNTIL BY DURING FROM FOR])(?P<m>MAY)(?!DAYNUM|ORD|WORD|NAME)", month),
    ("(?P<m>MONTH)(?!DAYNUM|ORD)", month),
    ("(?P<m>MONTH)(?:AND|TO|HYPHEN|DASH)(?P<m2>ANYMONTH)COMMA?(?P<y>YEAR)", months),
    ("(?<=[BETWEEN FROM IN])(?P<m>ANYMONTH)(?:AND|TO|HYPHEN|DASH)(?P<m2>ANYMONTH)(?:COMMA?(?P<y>YEAR))?(?!DAYNUM|ORD)", months),
    ("(?<=[BETWEEN FROM])(?P<y>YEAR)(?:AND|TO|HYPHEN|DASH)(?P<y2>YEAR)", years),
    ("(?<![CURRENCY HYPHEN SLASH])(?P<y>YEAR)(?:HYPHEN|DASH|SLASH)(?P<y2>YEAR|DAYNUM|INT)(?![HYPHEN SLASH DASH])", years),
    ("(?P<y>YEAR)OR LATER", year),
    ("PART(?P<y>YEAR)(?!PERCENT|COUNTED)", year),
    ("(?P<sure>(?:THE)?FISCAL(?:UNIT)?|THE UNIT)(?P<y>YEAR)", year),
    ("(?<![CURRENCY SLASH INT DAYNUM DECIMAL])(?P<y>YEAR)(?!PERCENT|COUNTED|CURRENCY|SLASH|HYPHEN)", year),
    ("THE UNIT ONES(?P<thousand>THOUSAND)(?:AND)?(?P<rest>ONES|TEENS|TENS)?", spelled_year),
    ("(?:THE)?(?:(?P<part>EARLY|MID|LATE)HYPHEN?)?(?P<decade>DECADE)", decade),
    ("(?:THE)?(?:(?P<part>EARLY|MID|LATE)HYPHEN?)?(?P<n>ORD|ORDWORD)HYPHEN?(?P<unit>UNIT)", century),
    ("THE?(?:LATEST|(?P<which>LAST|NEXT|THIS|CURRENT|PREVIOUS))?(?:FULL)?FISCAL UNIT|(?P<which2>LAST|NEXT|THIS)FISCAL UNIT", fiscal_year),
    ("(?P<part>(?:THE)?(?:END|MIDDLE|BEGINNING)OF THE)(?P<unit>UNIT|QUARTER)|(?P<unit2>UNIT)HYPHEN?(?P<part2>END)"
     "|(?P<part3>MID)HYPHEN?(?P<unit3>UNIT)", period_end),
    # quarters and seasons
    ("(?:THE)?(?:YEARLY)?(?:FISCAL)?HYPHEN?(?P<q>NTH)(?:FISCAL)?QUARTER(?:OFYEAR)?", quarter),
    ("(?:FISCAL HYPHEN?)?(?P<q>NTH)HYPHEN QUARTER|(?P<q2>QUARTERNUM)(?:OFYEAR)?", quarter),
    ("(?:THE)?(?P<q>NTH)HYPHEN?(?P<half>HALF)OFYEAR", quarter),
    ("(?:THE)?(?:(?:UNIT)HYPHEN(?P<way>AGO|EARLIER)|(?P<old>YEAR))(?:(?P<q>NTH)HYPHEN?)?(?P<quarter>QUARTER|PERIOD)", year_ago),
    ("UNIT HYPHEN(?P<way>AGO|EARLIER)", year_ago),
    ("(?:PART)?(?:THE)?(?P<s>ANYSEASON)(?:OF)?(?P<y>YEAR)", season),
    ("(?:(?<=IN)|(?<=SINCE)|(?<=DURING)|(?<=BY)|(?<=UNTIL))(?:THE)?(?P<s>SEASON)|(?<=IN)THE(?P<s2>SEASONVERB)(?!OF)", season_alone),
    # counted from now
    ("(?:LOOSE)?(?:THE)?RELATIVE(?:FULL|VERY)?(?:FISCAL)?(?:(?P<unit>UNIT|QUARTER|WEEKEND)|(?P<s>ANYSEASON))(?:OR SO)?", period),
    ("(?:THE|(?<=OVER)THIS)WEEKEND", weekend),
    ("(?:THE)?(?P<which>PAST)(?P<unit>UNIT|QUARTER)", counted_period),
    ("(?:THE)?PASTNEXT(?P<n>COUNT|ROUGHLY)(?:(?:TO|OR)COUNT)?(?:MORE|FULL|FISCAL)?(?P<unit>PLURAL|QUARTERS|DAY)(?:OR SO)?", counted_period),
    ("(?:THE)?(?P<vague>RECENT|COMING|PAST)(?P<unit>PLURAL|QUARTERS)(?:AND UNITS)?", vague_period),
    ("THE(?P<unit>PLURAL)AHEAD", vague_period),
    ("(?:BOUND)?(?P<n>COUNT|ART|ROUGHLY|ART ROUGHLY)(?P<unit>SINGLE|PLURAL)(?:OR SO)?(?P<way>AGO|EARLIER|LATER|HENCE)", ago),
    ("(?P<vague>UNITS)(?P<way>AGO|EARLIER)", ago),
    ("THE(?:LATEST|FULL)?(?P<unit>QUARTER|PERIOD)(?!OF|HYPHEN)|THE(?:FULL)?(?P<unit2>UNIT)(?!OF|ORDWORD|YEAR|HYPHEN)", definite),
    ("(?:(?P<part>EARLY|LATE|LATER|EARLIER)(?:IN)?)?THAT(?P<which>SAME)?(?P<unit>UNIT)|THE(?P<which2>SAME|FOLLOWING|PREVIOUS)(?P<unit2>UNIT|WEEKEND)", hanging_period),
    # durations and sets
    ("(?P<bound>BOUND)?(?:ANOTHER)?(?P<n>COUNT|ROUGHLY|ART ROUGHLY)(?:(?:TO|OR|HYPHEN)(?P<to>COUNT))?(?:MORE|FULL)?HYPHEN?(?P<unit>SINGLE|PLURAL)"
     "(?!HYPHEN?OLD|HYPHEN?AGO|OF AGE)", duration),
    ("(?P<article>SINGLE|PLURAL)HYPHEN LONG", long_lasting),
    ("(?P<bound>BOUND)?(?P<article>ART|ANOTHER)(?P<n>)(?:FULL)?(?P<unit>SINGLE)(?!HYPHEN?OLD|HYPHEN|POSS)", duration),
    ("(?:THE)(?:NTH|LATEST|FULL)?(?P<n>COUNT|ROUGHLY)(?:FULL)?(?P<unit>PLURAL|QUARTERS)", duration),
    ("(?<=[FOR IN OVER AFTER WITHIN])(?P<unit>UNITS)(?:OR UNITS)?(?!AGO|OLD)", vague_period),
    ("EVERY(?P<other>OTHER)?(?:(?P<n>COUNT)?(?P<unit>SINGLE|PLURAL)|(?P<w>WEEKDAY)(?P<dp>DAYPART)?|(?P<m>ANYMONTH)|(?P<s>ANYSEASON)"
     "|(?P<weekend>WEEKEND))|EVERY(?P<dp2>DAYPART)", repeated),
    ("(?P<w>WEEKDAYS)|(?P<weekend>WEEKENDS)", repeated),
    ("(?P<adverb>DAILY)", repeated),
    # hours and vague words
    ("HOUR|(?P<clock3>DAYNUM|ONES|TEENS)IN THE(?P<dp>DAYPART)", clock),
    ("(?P<now>NOW|RECENTLY)|(?P<past>THE PAST|RECENT)|(?P<present>CURRENT|AT PRESENT|THESE UNITS)"
     "|(?P<future>(?:THE)?(?:SHORT)?FUTURE|THE SHORT TERM|ART LATER DATE)", vague),
)  # fmt: skip


def expand(pattern: str) -> str:
    """The pattern with the characters of its word classes."""
    while True:
        opened = re.sub(r"\b[A-Z][A-Z0-9_]+\b", lambda m: MACROS.get(m[0], m[0]), pattern)
        if opened == pattern:
            break
        pattern = opened
    return re.sub(r"[A-Z][A-Z_]+", lambda m: CHARACTERS[m[0]], pattern).replace(" ", "")


COMPILED: tuple[tuple[re.Pattern[str], Rule], ...] = tuple((re.compile(expand(p)), rule) for p, rule in GRAMMAR)
