"""Hours of the day as stretches of minutes with their zone, and whether two of them can be one.

An hour is as exact as its words: "about 2 p.m." is ten minutes to either side, "shortly after noon" the half hour that
follows, "Friday afternoon" all of it. A zone of known offset counts from UTC; a report that gives one hour twice ("12:33
local time (1033 GMT)") teaches how far the clock of the place is from UTC. Where zones are not known but some report names one, hours
that differ by whole hours, in two named zones by half hours, may be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from twosource.data import Article, TimeRange

DAY, NOON = 1440, 720  # minutes
# minutes from UTC
ZONES = {
    "gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "est": -300, "edt": -240, "pst": -480, "pdt": -420, "jst": 540,
}  # fmt: skip
LOOSE_ZONES = frozenset(
    "ist et cst cdt ct pt mst mdt mt ast".split()
)  # letters that stand for several, or change with the year
PARTS = {"MO": (240, 720), "AF": (720, 1110), "EV": (1020, DAY), "NI": (1200, DAY + 360)}
ABOUT = 10  # minutes that "about" leaves open, and a full hour ("5 p.m.")
MIDDAY = 30
SOON = 45  # minutes within which "shortly after" lies
NEAR = 5  # minutes by which two hours of one thing may differ: clocks and calls do
ROUNDED = 1  # minute by which they may where both are given to the minute: 1:27 is not 1:29
STEP = 30  # minutes; zones lie so far from each other, or a multiple of it
HOUR = 60

CLOCK = r"(\d{1,2})(?:[:.]?(\d\d))?\s*([ap])?\.?\s?(?:m\b\.?)?"
SAID_ZONE = re.compile(r"\W{0,3}(?:h(?:ou)?rs?\W{1,2})?(?:(local)\s+time|([a-z]{2,4})\b)", re.IGNORECASE)
TWICE = re.compile(rf"\(\s*{CLOCK}\s*(?:on\s+)?(?:\w+day\s+)?([a-z]{{2,4}})\b[^)]*\)", re.IGNORECASE)
AGAIN = re.compile(rf"\b{CLOCK}(?: \w+){{0,3}} ?\($", re.IGNORECASE)
AFTER = re.compile(r"\b(?:shortly|just|soon|right|immediately|moments|minutes) after\W*$", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:shortly|just|right|moments|minutes) before\W*$", re.IGNORECASE)
BOUNDED = re.compile(
    r"\b(?:by|until|till|since|from|before|after|past|through|than|to|with|in|of|earlier|later|as of)(?: about| around)?\W*$",
    re.IGNORECASE,
)
ON_THE_WATCH = re.compile(
    r"\s*(?:left|remaining|to (?:play|go|spare)|into|mark|minutes?)\b", re.IGNORECASE
)  # of a match
LOOSELY = re.compile(r"\b(?:about|around|roughly|approximately|some|nearly|almost|circa)\b", re.IGNORECASE)
HALF_SAID = re.compile(r"[ap]\.?\s?m\b|o['’]clock in|noon|midday|midnight", re.IGNORECASE)
PADDED = re.compile(r"\b(?:0\d|1[3-9]|2\d)[:.]?\d\d")

Zone = str  # "utc", "local", the letters of a zone that stand for several, "" where the words say none
Relation = Literal["same", "meets", "apart", "unknown"]


@dataclass(frozen=True, slots=True)
class Hour:
    """A stretch of minutes of a day. `half` says that the words leave open which half of the day it lies in, `bare` that
    they name a part of the day and no hour.
    """

    low: int
    high: int
    zone: Zone = ""
    half: bool = False
    bare: bool = False

    def shown(self) -> str:
        """The stretch as words: "12:33 local", "12:00..18:30"."""
        clock = [f"{m // 60 % 24:02}:{m % 60:02}" for m in (self.low, self.high)]
        return "..".join(dict.fromkeys(clock)) + (f" {self.zone}" if self.zone else "")


def hour_of(time: TimeRange, article: Article) -> Hour | None:
    """The hour that a time expression gives; None where it gives none, or only a bound ("by 5 p.m.")."""
    before = article.text[max(0, time.anchor.start - 64) : time.anchor.start]
    before = AGAIN.sub("", before)  # "as of 4 p.m. local time (1100 GMT)" bounds both
    if not time.clock:
        part = PARTS.get(time.timex.rpartition("T")[2]) if "T" in time.timex else None
        if part is None or BOUNDED.search(before):
            return None
        return Hour(*part, bare=True)
    if ON_THE_WATCH.match(article.text, time.anchor.end):
        return None
    zone, offset = _zone(time, article)
    at, quote = _minutes(time.clock) - offset, time.anchor.quote
    half = not (HALF_SAID.search(quote) or PADDED.search(quote) or zone == "utc") and 60 <= at < NOON + 60
    if AFTER.search(before):
        return Hour(at, at + SOON, zone, half)
    if BEFORE.search(before):
        return Hour(at - SOON, at, zone, half)
    if BOUNDED.search(before):
        return None
    loose = time.approximate or LOOSELY.search(quote) or LOOSELY.search(before[-12:]) or at % 60 == 0
    wide = MIDDAY if quote.lower().endswith("midday") else ABOUT if loose else 0
    return Hour(at - wide, at + wide, zone, half)


def between(first: Hour, last: Hour) -> Hour:
    """The stretch from one hour to another ("between 9:30 and 9:40 am"); the second one says the half of the day of both."""
    low = first.low
    if first.half and not last.half and last.low >= NOON > low:
        low += NOON
    return Hour(low, max(low, last.high), last.zone or first.zone, first.half and last.half)


@dataclass(frozen=True, slots=True)
class Clocks:
    """How far the clock of the place is from UTC, and the zones that name it, as far as the reports teach it. `one` says
    that no report names a zone: all hours are by the clock of the place.
    """

    offset: int | None = None
    names: frozenset[str] = frozenset({"local"})
    one: bool = False


def learn_clocks(times: Iterable[tuple[TimeRange, Article]]) -> Clocks:
    """What hours that are given twice teach; nothing where the reports are not at one."""
    offsets, names, one = set(), {"local"}, True
    for time, article in times:
        one = one and not (time.clock and _zone(time, article)[0])
        after = article.text[time.anchor.start : time.anchor.end + 30]
        twice = TWICE.search(after)
        if not time.clock or twice is None or (twice[4] or "").lower() not in ZONES or "\n" in after[: twice.end()]:
            continue
        zone, _ = _zone(time, article)
        if zone != "utc":
            utc = _of_match(twice) - ZONES[twice[4].lower()]
            offsets.add((_minutes(time.clock) - utc + NOON) % DAY - NOON)
            names.add(zone or "local")
    return Clocks(offsets.pop(), frozenset(names)) if len(offsets) == 1 else Clocks(one=one)


def relate(a: Hour, b: Hour, clocks: Clocks) -> Relation:
    """Whether two hours are the same, meet within what their words leave open, exclude each other, or cannot be told."""
    one, two = _local(a, clocks), _local(b, clocks)
    if one.zone != two.zone and not {one.zone, two.zone} <= {"local", ""}:
        return "unknown" if one.bare or two.bare or _off_by_steps(one, two, STEP) else "apart"
    minutes = _to_the_minute(one) and _to_the_minute(two)
    if _gap(one, two) <= (ROUNDED if minutes else NEAR):
        return "same" if (one.low, one.high) == (two.low, two.high) else "meets"
    known = clocks.one or clocks.offset is not None or one.zone == two.zone != ""
    if not (known or one.bare or two.bare) and _off_by_steps(one, two, HOUR, least=HOUR):
        return "unknown"
    return "apart"


def distinct(hours: Sequence[tuple[TimeRange, Hour]], clocks: Clocks) -> list[tuple[TimeRange, Hour]]:
    """The hours without those that only say an earlier one again by another clock: "14:05 local time (1205 GMT)"."""
    kept: list[tuple[TimeRange, Hour]] = []
    for time, hour in hours:
        if not any(hour.zone != other.zone and relate(hour, other, clocks) == "same" for _, other in kept):
            kept.append((time, hour))
    return kept


def middle(hour: Hour, clocks: Clocks) -> int:
    """The middle of a stretch by the clock of the place, where that is known."""
    known = _local(hour, clocks)
    return (known.low + known.high) // 2 % DAY


def _local(hour: Hour, clocks: Clocks) -> Hour:
    """The hour by the clock of the place, where that is known."""
    if hour.zone in clocks.names:
        return replace(hour, zone="local")
    if hour.zone != "utc" or clocks.offset is None:
        return hour
    return replace(hour, low=hour.low + clocks.offset, high=hour.high + clocks.offset, zone="local")


def _gap(a: Hour, b: Hour) -> int:
    """Minutes between the two stretches on the round of the day."""
    shifts = [0, *([NOON] if a.half or b.half else [])]
    apart = ((a.low - b.high - s, b.low - a.high + s) for shift in shifts for s in (shift - DAY, shift, shift + DAY))
    return max(0, min(max(pair) for pair in apart))


def _to_the_minute(hour: Hour) -> bool:
    """Whether an hour is one minute, and no multiple of five, to which clocks are rounded."""
    return hour.low == hour.high and hour.low % NEAR != 0


def _off_by_steps(a: Hour, b: Hour, step: int, *, least: int = 0) -> bool:
    """Whether the two may be one hour in two zones."""
    far = (a.low + a.high - b.low - b.high) // 2
    wide = (a.high - a.low + b.high - b.low) // 2
    rest = (far + step // 2) % step - step // 2
    return abs(rest) <= wide and abs(far) + wide >= least


def _zone(time: TimeRange, article: Article) -> tuple[Zone, int]:
    """(the zone that the words name, minutes from UTC that they were taken off by)."""
    given = re.search(rf"\b{CLOCK}\s*([a-z]{{2,4}})\b", time.anchor.quote.partition("(")[0], re.IGNORECASE)
    name = (given[4] if given else "").lower()
    if not name or name in {"am", "pm"}:
        after = SAID_ZONE.match(article.text, time.anchor.end)
        inside = re.search(r"\blocal time\b", time.anchor.quote, re.IGNORECASE)
        if inside or (after and after[1]):
            return "local", 0
        name = (after[2] or "").lower() if after and after[2] and after[2].isupper() else ""
    if name in ZONES:
        return "utc", ZONES[name]
    return name if name in LOOSE_ZONES else "", 0


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _of_match(match: re.Match[str]) -> int:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 and match[2] is None:
        hour, minute = divmod(hour, 100)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return hour * 60 + minute
