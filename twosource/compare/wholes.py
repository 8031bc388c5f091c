"""What else a figure is of, where reports tell alike of a part and of the whole, or of two of several.

Eight officers are among nine injured people, and 14 arrests in one town among 211 in the country: the less is of the part.
What a hall can hold is no answer beside who was in it, nor the first album's sales beside the second's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from twosource.compare.contrasts import ordinal_of
from twosource.compare.pairs import codes
from twosource.compare.points import Point
from twosource.compare.slots import BEFALLEN, own_words
from twosource.models.roles import land_of

# kinds of people who are seldom all of those that something befell; workers, children and civilians may well be
SORTS = frozenset("officer policeman policewoman firefighter medic paramedic rescuer journalist reporter".split())
CREW = frozenset("crew crewmember crewman steward stewardess".split())
ALL_ABOARD = re.compile(r"\bpassengers and (?:the |its )?crew\b", re.IGNORECASE)
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
EACH_ABOARD = re.compile(
    rf"\b{NUMBER} passengers?\b[^.;]{{1,24}}\b{NUMBER} (?:\w+ )?crew|\b{NUMBER} (?:\w+ )?crew\b[^.;]{{1,24}}\b{NUMBER} passengers?",
    re.IGNORECASE,
)
PEOPLE = frozenset({"people", "person", "victim", "casualty", "dead", "injured", "wounded"})
ABLE = re.compile(
    r"\b(?:can|could|able to|designed (?:for|to)|built to|licen[cs]ed to)(?: \w+ly)? (?:carry|hold|seat|house|accommodate|fit|store)\b"
    r"|\bcapacity\b|\broom for\b",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\W*(?:[\w-]+ ){0,4}?(?:(?<!\bin )(?<!\bover )(?<!\bwithin )(?<!\bfor )(?<!\bof )(?<!\bafter )(?:an?|per|each|every) (minute|hour|day|night|week|month|year)|(hourly|daily|nightly|weekly|monthly|yearly|annually))\b",
    re.IGNORECASE,
)
LY = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}  # fmt: skip
EXTENTS = frozenset(
    {"length", "area"}
)  # "9 km of the tunnel" are dug; of the dead, "12 of the crew" may be all that are meant
WIDE = re.compile(
    r"\b(?:world|nation|country|state|city)-?wide\b|\bglobally\b|\b(?:across|around|throughout) the (?:country|world|nation|globe|region|state)\b",
    re.IGNORECASE,
)
POLL = re.compile(r"\b([A-Z][\w&]+)(?:[/ ][A-Z][\w&]+)* (?:poll|survey)\b")
LEVEL = re.compile(r"\b(net|gross|pre-?tax|after-tax|nominal|operating)\b", re.IGNORECASE)
CORE = re.compile(r"\b(?:core|underlying) (?:\w+ )?(?:inflation|prices?|rate|index|cpi|pce)\b", re.IGNORECASE)
TALLY = re.compile(
    r"\b(?:ballots?|votes?|precincts?|returns?|districts?|stations?)\b[^.;,]{0,30}\b(?:counted|tallied|reporting|processed)\b",
    re.IGNORECASE,
)
# what a buyer pays beyond the price is no rise of it
OFFERED = re.compile(
    r"\b(?:premium|discount)\b|\b(?:above|below|over|under)\b[^.;,]{0,30}\b(?:prices?|close|closing)\b", re.IGNORECASE
)
ROUND = re.compile(
    r"\b(semi-?finals?|quarter-?finals?|the final(?=[,.;]|$| (?:against|in|at|on|by|with|between)\b)|heats?|qualifying|qualifiers?|group stage)\b",
    re.IGNORECASE,
)
# whom a count of votes is of
FOR = re.compile(r"\bvot(?:e|es|ed|ing) (?:for|yes|in favou?r)\b|\bin favou?r\b", re.IGNORECASE)
AGAINST = re.compile(r"\bvot(?:e|es|ed|ing) (?:against|no)\b|\bagainst\W*$|\bopposed\b", re.IGNORECASE)
STORM = re.compile(r"\b(?:[Hh]urricane|[Tt]yphoon|[Cc]yclone|[Ss]torm) ([A-Z]\w+)")

# of one cause, place or part among several: "North Carolina alone", "the caps alone would cut"
ALONE = re.compile(r"\b(?:[a-z]\w*s|[A-Z]\w+|\d{4}|day|week|month|year) alone\b")
AS = re.compile(r"\b(?:identified|named) (?:\w+ )?as [A-Z]")  # "three of the victims were identified as A, B and C"
HARM = re.compile(r"\b(damag|destr|flatten|raz(?=ed|ing))\w*", re.IGNORECASE)
KIN = frozenset("child grandchild great-grandchild grandson granddaughter sibling".split())
# where from a distance is: "435 miles southeast of Wilmington"
AWAY = re.compile(
    r"(?:\s\([^)]*\))?\s(?:(?:to the |due |east-|west-|north-|south-)?(?:north|south|east|west)[\w-]*|away|inland|offshore)?\s?(?:of|from|off)\s(?:the (?:\w+ )?(?:of )?)?([A-Z][\w’'-]+)"
)


class Wholes:
    """What else the figures are of."""

    def __init__(self, points: Sequence[Point]) -> None:
        own = [_own(p) for p in points]
        self.people = _all(
            p.counted in PEOPLE or (p.slot == "aboard" and (not p.counted or bool(ALL_ABOARD.search(words))))
            for p, words in zip(points, own, strict=True)
        )
        self.sort = _all(_some_of(p) for p in points)
        self.wide = _all(bool(WIDE.search(words)) for words in own)
        self.placed = _all(bool(p.own_places) for p in points)
        self.stretched = _all(
            p.part == "part" and p.quantity is not None and p.quantity.dimension in EXTENTS for p in points
        )
        self.able = _all(bool(ABLE.search(words)) for words in own)
        self.core = _all(bool(CORE.search(words)) for words in own)
        self.tally = _all(bool(TALLY.search(words)) for words in own)
        self.offered = _all(bool(OFFERED.search(words)) for words in own)
        self.alone = _all(bool(ALONE.search(words)) for words in own)
        self.partly = _all(
            p.part == "part" and p.slot == "identified" and bool(AS.search(p.statement.sentence.quote)) for p in points
        )
        self.identified = _all(p.part == "whole" and p.slot == "identified" for p in points)
        self.harm = codes(
            [_only(HARM, words) if p.slot == "destroyed" else "" for p, words in zip(points, own, strict=True)]
        )
        self.kin = codes([p.counted if p.counted in KIN else "" for p in points])
        self.away = codes([_away(p) for p in points])
        self.rate = codes([_rate(p) for p in points])
        self.poll = codes([_only(POLL, p.statement.sentence.quote) for p in points])
        self.level = codes([_only(LEVEL, words) for words in own])
        self.side = codes([_side(words) for words in own])
        self.storm = codes([_only(STORM, p.statement.sentence.quote) for p in points])
        self.round = codes([_only(ROUND, p.statement.anchor.quote) for p in points])
        ordinals = [ordinal_of(p.statement.anchor.quote) for p in points]
        self.of, self.nth = codes([of for of, _ in ordinals]), codes([nth for _, nth in ordinals])

    def apart(self, left: np.ndarray, right: np.ndarray, less: np.ndarray, more: np.ndarray) -> np.ndarray:
        """Whether each of these pairs is of two things, where the `left` figure is `less` than the right one, or `more`."""
        found = (self.sort[left] & self.people[right] & less) | (self.people[left] & self.sort[right] & more)
        found |= (self.placed[left] & self.wide[right] & less) | (self.wide[left] & self.placed[right] & more)
        found |= (self.stretched[left] & ~self.stretched[right] & less) | (
            self.stretched[right] & ~self.stretched[left] & more
        )
        found |= (self.alone[left] & ~self.alone[right] & less) | (self.alone[right] & ~self.alone[left] & more)
        found |= (self.partly[left] & self.identified[right] & less) | (
            self.partly[right] & self.identified[left] & more
        )
        for marks in (self.able, self.core, self.tally, self.offered):
            found |= marks[left] != marks[right]
        found |= (self.of[left] == self.of[right]) & differ(self.nth, left, right)
        for keys in (
            self.rate,
            self.poll,
            self.level,
            self.side,
            self.storm,
            self.round,
            self.harm,
            self.kin,
            self.away,
        ):
            found |= differ(keys, left, right)
        return np.asarray(found & (less | more))


def among(part: Point, whole: Point) -> bool:
    """Whether a figure counts some sort of people and another, which is greater, all: eight officers, nine people."""
    one, two = part.quantity, whole.quantity
    less = one is not None and two is not None and (one.high or 0) < (two.low or 0)
    return less and _some_of(part) and whole.counted in PEOPLE


def _some_of(point: Point) -> bool:
    """Whether a figure counts a sort of people that is seldom all there is: officers, Germans, the passengers of those aboard; a
    list ("twelve children and two teachers") is, but for one of passengers and crew, whose sum is asked for (`questions/aboard.py`).
    """
    words = point.statement.anchor.quote
    if point.slot not in BEFALLEN and EACH_ABOARD.search(words) and point.counted in CREW | {"passenger", "member"}:
        return True
    travelling = point.counted in CREW or (
        point.slot == "aboard" and point.counted == "passenger" and not ALL_ABOARD.search(words)
    )
    return (point.counted in SORTS or travelling or bool(land_of(point.counted))) and sum(
        not q.dimension and not q.ordinal for q in point.statement.quantities
    ) == 1


def differ(keys: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether both have a key, and two."""
    found: np.ndarray = (keys[left] >= 0) & (keys[right] >= 0) & (keys[left] != keys[right])
    return found


def _all(given: Iterable[bool]) -> np.ndarray:
    return np.array(list(given), dtype=bool)


def _own(point: Point) -> str:
    """The words of the statement that speak of a figure."""
    if point.quantity is None:
        return ""
    left, right = own_words(point.statement, point.quantity)
    return point.statement.anchor.quote[left:right]


def _only(words: re.Pattern[str], text: str) -> str:
    """The one word of a pattern in a text, in small letters without plural or hyphen; "" where there is none, or several."""
    found = {(m[1] if words.groups else m[0]).lower().replace("-", "").removesuffix("s") for m in words.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _side(words: str) -> str:
    """Whether a count is of those who voted for or against, "" where the words say neither or both."""
    sides = [name for name, pattern in (("for", FOR), ("against", AGAINST)) if pattern.search(words)]
    return sides[0] if len(sides) == 1 else ""


def _away(point: Point) -> str:
    """The place that a distance is from."""
    figure, statement = point.quantity, point.statement
    if figure is None or figure.dimension != "length":
        return ""
    found = AWAY.match(statement.sentence.quote, figure.anchor.end - statement.sentence.start)
    return found[1].lower() if found else ""


def _rate(point: Point) -> str:
    """The unit of time or people that a figure is per: "a day", "daily"."""
    figure, statement = point.quantity, point.statement
    if figure is None:
        return ""
    found = RATE.match(statement.anchor.quote, figure.anchor.end - statement.anchor.start)
    return (found[1] or LY[found[2].lower()]).lower() if found else ""
