"""Figures of two things, however alike their words: of two periods, of a whole and what is taken of it, or told both by one
report.

A report that gives two figures that exclude each other tells of two things, so that the other report's figure is held
against the equal one of them: "X got 14,320 votes and Y 12,908" is no rival of "Y received 12,908 votes". Claims of two
claimers, what rose or fell, and what a report calls old or new are rivals all the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

import numpy as np

from twosource.compare.claimers import one_claimer
from twosource.compare.pairs import codes
from twosource.compare.periods import Period, period_of
from twosource.compare.points import Point, by_article, outdated
from twosource.compare.slots import BEFALLEN, aspect_of, slot_of
from twosource.compare.updates import UPDATE_CUES
from twosource.compare.where import elsewhere, places_in
from twosource.compare.wholes import Wholes, differ
from twosource.data import BlockKind, Quantity
from twosource.models.cities import City

MONTH = 31  # days between two periods of which no mistaken day makes one
MANY = 100  # figures of one report on one question: a table, of which none is held against another
NEVER = 10**7
TWICE = 2  # times as long
SUMMED = re.compile(r"$|currency|mass$|volume$|energy$")  # measures that add up from day to day
ESTIMATES = frozenset(
    {"put", "estimate", "reckon", "claim"}
)  # who does so is a claimer: "police put the crowd at 12,000"


class Things:
    """Which pairs of figures are of two things."""

    def __init__(self, points: Sequence[Point], low: np.ndarray, high: np.ndarray, kind: np.ndarray) -> None:
        self.low, self.high, self.kind = low, high, kind
        self.points = points
        none = Period()
        periods = [period_of(p.statement, p.quantity) if p.quantity else none for p in points]
        self.day = np.array([p.day for p in periods], dtype=bool)
        self.moved = np.array([bool(p.quantity and p.quantity.change) for p in points], dtype=bool)
        self.first = np.array([_day(p.first, NEVER) for p in periods])
        self.last = np.array([_day(p.last, -NEVER) for p in periods])
        self.place, self.span = codes([p.place for p in periods]), codes([p.span for p in periods])
        self.befell = np.array([p.slot in BEFALLEN for p in points], dtype=bool)
        self.stretch = np.array([p.stretch or bool(p.since) for p in periods], dtype=bool)
        self.begin = np.array([_day(p.first or p.since, NEVER) for p in periods])
        self.end = np.array([NEVER if p.since else _day(p.last, -NEVER) for p in periods])
        self.summed = np.array([bool(p.quantity and SUMMED.match(p.quantity.dimension)) for p in points], dtype=bool)
        self.part = codes([_part(p) for p in points])
        self.aspect = codes([aspect_of(p.statement, p.quantity) if p.quantity else "" for p in points])
        self.value = codes([_number(p) for p in points])
        befell = codes([_befell_part(p) for p in points] + [p.slot if p.slot in BEFALLEN else "" for p in points])
        self.of_part, self.slot = befell[: len(points)], befell[len(points) :]
        self.wholes = Wholes(points)
        self.where, self.elsewhere = _elsewhere(points)
        self.told = self._told()

    def apart(self, left: np.ndarray, right: np.ndarray, excluding: np.ndarray) -> np.ndarray:
        """Whether each of these pairs is of two things; `excluding` says which cannot both be true."""
        found: np.ndarray = self._periods(left, right) | differ(self.aspect, left, right)
        found |= self.elsewhere[self.where[left], self.where[right]]
        for one, two in ((left, right), (right, left)):
            found |= (self.of_part[one] >= 0) & (self.of_part[one] == self.slot[two])
        if excluding.any():
            less, more = (self.high[a] < self.low[b] for a, b in ((left, right), (right, left)))
            two = (self.part[left] != self.part[right]) | self._both_told(left, right)
            two = two | (self._within(left, right) & less) | (self._within(right, left) & more)
            found = found | (excluding & (two | self.wholes.apart(left, right, less, more)))
        return found

    def _within(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether what may be summed up over time is of a stretch inside a longer one: Monday's flights, those since Sunday. A
        happening's year beside its day is no longer stretch.
        """
        dated = (self.end[left] > -NEVER) & (self.end[right] > -NEVER)
        inside = (self.begin[right] <= self.begin[left]) & (self.end[left] <= self.end[right])
        lengths = [self.end[rows] - self.begin[rows] + 1 for rows in (left, right)]
        sums = self.summed[left] & self.summed[right]
        told = self.stretch[right] | ~(self.befell[left] | self.befell[right] | self.day[left])
        found: np.ndarray = dated & inside & (lengths[1] >= TWICE * lengths[0]) & sums & told
        return found

    def _periods(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        gap = np.maximum(self.first[left] - self.last[right], self.first[right] - self.last[left])
        dated = (np.abs(self.first[left]) < NEVER) & (np.abs(self.first[right]) < NEVER)
        once = self.befell[left] | self.befell[right] | self.day[left] | self.day[right]
        one_day = once & (self.day[left] == self.day[right])  # nobody calls last Saturday last month
        least = np.where(one_day & ~(self.moved[left] & self.moved[right]), MONTH, 0)
        found: np.ndarray = dated & (gap > least)
        return np.asarray(found | differ(self.place, left, right) | differ(self.span, left, right))

    def _both_told(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether the report of the one gives the other's value too, for something else."""
        most = len(self.points)
        found: np.ndarray = np.isin(left * most + self.value[right], self.told)
        return found | np.isin(right * most + self.value[left], self.told)

    def _told(self) -> np.ndarray:
        """For each figure the values of others of its report that are of another thing, as keys."""
        most, keys = len(self.points), list[int]()
        where = {id(p): i for i, p in enumerate(self.points)}
        for mine in by_article(self.points).values():
            rows: dict[tuple[int, str], list[int]] = defaultdict(list)
            for point in mine:
                if _witness(point):
                    rows[int(self.kind[where[id(point)]]), point.slot or point.counted].append(where[id(point)])
            for group in rows.values():
                if len(group) <= MANY:
                    keys += [i * most + int(self.value[j]) for i in group for j in group if self._two(i, j)]
        return np.unique(np.array(keys, dtype=np.int64))

    def _two(self, i: int, j: int) -> bool:
        a, b = self.points[i].statement, self.points[j].statement
        claims = not one_claimer(a.claimer, b.claimer) or bool({a.lemma, b.lemma} & ESTIMATES)
        if a.anchor == b.anchor and _befell_part(self.points[j]) == self.points[i].slot != "":
            return False  # "six of the nine were rescued" is held against "nine were rescued"
        shown = any(p.statement.block is not BlockKind.PARAGRAPH for p in (self.points[i], self.points[j]))
        apart = TWICE if shown else 1  # a headline may give a figure of its text otherwise, not another one
        return bool(self.high[i] * apart < self.low[j] or self.high[j] * apart < self.low[i]) and not claims


def _elsewhere(points: Sequence[Point]) -> tuple[np.ndarray, np.ndarray]:
    """For each figure the row of its statement's places, and for each two rows whether they exclude each other."""
    rows: dict[tuple[tuple[City, ...], ...], str] = {}
    words = [p.statement.anchor.quote for p in points]
    for quote in words:
        rows.setdefault(places_in(quote), quote)
    at = {places: row for row, places in enumerate(rows)}
    quotes = list(rows.values())
    table = np.zeros((len(rows), len(rows)), dtype=bool)
    for one, two in combinations(range(len(rows)), 2):
        table[one, two] = table[two, one] = elsewhere(quotes[one], quotes[two])
    return np.array([at[places_in(quote)] for quote in words], dtype=np.int64), table


def _part(point: Point) -> str:
    """Whether a figure is what another is taken of ("two of the 12"), how far it went ("rose $12 to $52"), what is only asked
    for ("needs more than half of the votes", "if nobody wins half"), or none of these.
    """
    figure, text = point.quantity, point.statement.sentence.quote
    if figure is not None and (
        point.statement.lemma in NEEDING or _supposed(text, figure, point.statement.sentence.start)
    ):
        return "needed"
    stepped = figure and figure.change and LEVEL.match(text, figure.anchor.end - point.statement.sentence.start)
    return "total" if point.part == "total" else "step" if stepped else "whole"


def _supposed(text: str, figure: Quantity, base: int) -> bool:
    """Whether a figure of a sentence is one that something must reach, what would be if, or what such things do at large."""
    before, after = text[: figure.anchor.start - base], text[figure.anchor.end - base :]
    return bool(
        IF.search(before) or THRESHOLD.search(before) or LIMIT.match(after) or (ANY.search(before) and CAN.match(after))
    )


NEEDING = frozenset({"need", "require"})
IF = re.compile(r"\b(?:if|unless|provided|as long as)\b(?:[^,;.:]*|[^;.:]*\bwould\b[^,;.:]*)$", re.IGNORECASE)
THRESHOLD = re.compile(
    r"\b(?:threshold|quorum|minimum|valid (?:only )?(?:with|if|when)|only be (?:declared )?(?:\w+ )?(?:with|if|when))\b[^,;.:]{0,30}$",
    re.IGNORECASE,
)
LIMIT = re.compile(r"\W*(?:\w+ )?(?:threshold|limit|quorum|minimum)\b", re.IGNORECASE)
# "a magnitude 6 quake can cause severe damage"
ANY = re.compile(r"(?:^|[\"“.;:,] ?)(?:an?|any|every)\s(?:[\w-]+ ){0,2}$", re.IGNORECASE)
CAN = re.compile(r"[\w -]{0,40}? (?:can|typically|usually|normally|generally|tends? to)\b", re.IGNORECASE)
LEVEL = re.compile(r"\sto (?:(?:about|around|a|an|just|nearly|almost|some) )*[$€£]?\d")


def _befell_part(point: Point) -> str:
    """What befell the part that is taken of a total, by its slot: "six of the nine miners were rescued"."""
    if point.part != "total":
        return ""
    slots = (slot_of(point.statement, q) for q in point.statement.quantities if q is not point.quantity)
    return next((slot for slot in slots if slot in BEFALLEN), "")


def _witness(point: Point) -> bool:
    """Whether a figure is given as it stands, in the text, a sum of money in the headline too: not as old or new, nor as what
    something moved from.
    """
    figure = point.quantity
    measured = figure is not None and figure.dimension.startswith("currency")
    plain = figure is not None and not outdated(figure) and (measured or point.statement.block is BlockKind.PARAGRAPH)
    return plain and not UPDATE_CUES.search(point.statement.sentence.quote)


def _number(point: Point) -> str:
    """What a figure names, whatever its bounds: almost 2.3 million, 2.3 million."""
    figure = point.quantity
    if figure is None or len(figure.named) != 1:
        return point.value
    return f"{figure.dimension} {figure.unit} {figure.named[0]:.6g}"


def _day(day: str, otherwise: int) -> int:
    return date.fromisoformat(day).toordinal() if day else otherwise
