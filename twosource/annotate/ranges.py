"""Two figures that belong together: the ends of a range, and what something rose from and to."""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.annotate.measures import Unit
from twosource.annotate.numbers import SCALES, Found

JOINT = re.compile(
    r"\s?[-–—]\s?|-?(?:\s|-)(?P<word>to|and|or)(?:\s|-)(?:about |around |nearly |almost |some |even |possibly |perhaps |as (?:many|much|high) as |up to |more than |over )?",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?:between|from)\s+(?:the\s)?(?:ages?\s)?(?:of\s)?(?:about |around |roughly |some )?$", re.IGNORECASE
)
# after these, "from 12 to 15" is a change from one figure to another and not a range
MOVING = re.compile(
    r"\b(?:r[oi]s\w+|f[ae]ll\w*|up|down|increas\w+|decreas\w+|climb\w*|drop\w*|gr[eo]w\w*|cut\w*|reduc\w+|jump\w*|surg\w+|plung\w+|slid\w*|declin\w+|chang\w+|go(?:es|ing|ne)?|w[eo]nt|rais\w+|lower\w*|mov\w+|swell\w*|shr[aiu]nk\w*|revis\w+|doubl\w+|tripl\w+|sank|slipp\w+|slump\w*|creep\w*|crept|edg\w+|expand\w*|boost\w*|trim\w*|hik\w+|upgrad\w+|downgrad\w+|soar\w*)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
MARGIN = re.compile(r"\b(?:[rd]\w+ by|up|down|lost|won|beat|(?:w[io]n|won|beat|beaten|defeat\w*|pass\w*|vot\w*|los[te]\w*|margin|majority)(?: \w+){0,3} (?:by|of)) $", re.IGNORECASE)  # fmt: skip
MOVED = re.compile(
    r"\b(?:r[oi]s\w+|f[ae]ll\w*|increas\w+|decreas\w+|climb\w*|drop\w*|gr[eo]w\w*|jump\w*|surg\w+|plung\w+|slid\w*|declin\w+|gain\w*|add\w*|sank|slipp\w+|slump\w*|edged? \w+|soar\w*|lost)(?: (?:by|about|around|nearly|almost|another|a|just))* $",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom (?:about |around |roughly |some |nearly |almost |just |only |a |an )*$", re.IGNORECASE)
TO = re.compile(r"\b(?:to|at) (?:about |around |roughly |some |nearly |almost |just |only |over |under |more than |a |an )*$", re.IGNORECASE)  # fmt: skip
BELOW = {
    "a": ("mo", "wk", "d"),
    "mo": ("wk", "d"),
    "wk": ("d",),
    "d": ("h",),
    "h": ("min",),
    "min": ("s",),
}  # units in a unit
GAP = re.compile(r"(?:\s(?:in|on|at|last|this|a|the|earlier|per)\b[^.;$€£%]{0,40}?)?,?\s(?:to|at) (?:[a-z]+ ){0,2}", re.IGNORECASE)  # fmt: skip
# "lowering an earlier toll of 12", "an earlier version of this report said that 12 died"
EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|initial|original) (?:[\w-]+ ){0,2}(?:toll|count|figure|number|estimate|tally|total|version)s?\b[^.,;:\d]{0,70}$",
    re.IGNORECASE,
)
NOT = re.compile(r"(?:[,;—–]|\band|\bbut) not (?:the |about |around |some |just )*$|\b(?:rather than|instead of) (?:the )?$", re.IGNORECASE)  # fmt: skip


class Read(NamedTuple):
    """One figure on its way: place, named numbers, interval, and what is known of its unit."""

    start: int
    end: int
    low: float
    high: float
    exact: bool
    rule: str
    named: tuple[float, ...]
    unit: Unit | None = None
    used: int = 1  # how many numbers of the text it takes in


def range_of(
    text: str, one: tuple[Read, Found], two: tuple[Read, Found], joint: re.Match[str], left: int
) -> Read | None:
    """Both ends of "15 to 20", "10-15", "between 15 and 20", "one or two", "$5-6 billion"."""
    (first, a), (second, b) = one, two
    word = (joint.group("word") or "").lower()
    before = BETWEEN.search(text[max(left, first.start - 30) : first.start])
    opening = before.group().lower() if before else ""
    if b.number.rule == "fraction" or not alike(first.unit, second.unit):
        return None
    if first.unit and not second.unit and first.end > a.end and "from" not in opening:
        return None  # "rose 0.7 percent to 6,327"
    if word == "and" and "between" not in opening:
        return None
    if "from" in opening and word == "to" and MOVING.search(text[max(left, first.start - 60) : first.start]):
        return None
    lead = text[max(left, first.start - 24) : first.start]
    if word == "to" and not opening and MARGIN.search(lead):
        return None
    shared = bool(b.scale) and not a.scale  # "$5 to $6 billion"
    if word == "to" and not (opening or shared) and first.unit and second.unit and MOVED.search(lead):
        return None  # "rose $12 to $52": by so much, to there
    factor = 1.0
    if b.scale and not a.scale and a.number.low * SCALES.get(b.scale.split(" ")[0], 1) <= second.high:
        factor = float(SCALES.get(b.scale.split(" ")[0], 1)) if b.scale not in {"hundred"} or a.number.low < 10 else 1.0
    low, high = first.low * factor, second.high
    swapped = (
        word == "to" and low > high and first.unit is not None and first.unit == second.unit and first.unit.name != "%"
    )
    if (low >= high and not swapped) or (word == "or" and high > 2 * low + 1) or _looks_dialled(text, a, b, word):
        return None
    named = tuple(v * factor for v in first.named[:1]) + second.named[-1:]
    start = first.start - len(opening) if opening.startswith("between") or "from" in opening else first.start
    unit = second.unit or first.unit
    exact = first.exact and second.exact
    return Read(start, second.end, min(low, high), max(low, high), exact, "range", named, unit, used=2)


def sum_of(first: Read, second: Read, between: str) -> Read | None:
    """One length of time told in two units: "two years and three months", "2 hours 15 minutes"."""
    big, small = first.unit, second.unit
    if between not in {" and ", " "} or big is None or small is None or first.low != first.high:
        return None
    if big.dimension != "duration" or small.dimension != "duration" or small.name not in BELOW.get(big.name, ()):
        return None
    value = first.low + second.low * small.factor / big.factor
    if second.low != second.high or second.low * small.factor >= big.factor:
        return None
    return first._replace(end=second.end, low=value, high=value, named=(value,), used=2)


def _looks_dialled(text: str, a: Found, b: Found, word: str) -> bool:
    """A telephone number or a code with a dash, not a range."""
    plain = text[a.start : a.end].isdecimal() and text[b.start : b.end].isdecimal()
    if word or not plain:
        return False
    return bool(re.match(r"[-–/]\d", text[b.end : b.end + 2])) or (
        (a.end - a.start, b.end - b.start) == (3, 4) and b.number.low % 10 != 0
    )


def alike(first: Unit | None, second: Unit | None) -> bool:
    """Whether two units may be the ends of one range: equal dimensions, or what the second is per goes for both."""
    if first is None or second is None:
        return True
    return first.dimension == second.dimension or second.dimension.startswith(first.dimension + "/")


def reached(text: str, before: Read | None, read: Read, left: int) -> bool:
    """Whether the figure before is what something went to, right before the one it came from: "to 120 million euros, from 124 million"."""
    if before is None or read.start - before.end > len(", up from about "):
        return False
    return bool(TO.search(text[max(left, before.start - 24) : before.start]))


def movement(text: str, before: Read | None, read: Read, limits: tuple[int, int]) -> str:
    """The word "from" where the figure is what something rose or fell from, or what was counted before, "to" where it went to
    that, "not" where the words set it aside ("nine, not 12"); else "".
    """
    lead = text[max(limits[0], read.start - 24) : read.start]
    if NOT.search(lead):
        return "not"
    came = FROM.search(lead)
    if came:
        moving = MOVING.search(text[max(limits[0], read.start - 70) : read.start])
        if moving or (before and TO.search(text[max(limits[0], before.start - 24) : before.start])):
            return "from"
    if EARLIER.search(text[max(limits[0], before.end if before else 0, read.start - 110) : read.start]):
        return "from"
    if before and TO.search(lead) and read.start - before.end <= 60:
        gap = text[before.end : read.start]
        start = text[max(limits[0], before.start - 24) : before.start]
        return "to" if GAP.fullmatch(gap) and FROM.search(start) and MOVING.search(text[max(limits[0], before.start - 70) : before.start]) else ""  # fmt: skip
    return ""
