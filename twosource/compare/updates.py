"""An update or a conflict: whether later figures supersede earlier ones, or rivals stand side by side.

A count that grows or falls while an event goes on (a toll, an area burned) is superseded by a later report. What an
event had once and for all (a magnitude, a distance, how many came) does not change with the day of the report: there
only words of revision make an update.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from twosource.compare.intervals import normalised
from twosource.compare.points import Point

UPDATE_CUES = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb\w*|jump\w*|soar\w*|grew|grown|increas\w+|revis\w+|updat\w+|new (?:count|toll|figure)|"
    r"latest|newest|now|so far|earlier|previous\w*|until then|up from|down from|(?:go|goes|gone|went) up|initial\w*|no longer|since then|fell to|lowered)\b",
    re.IGNORECASE,
)
REVISION = re.compile(
    r"\b(?:revis\w+|correct(?:ed|ion)|upgrad\w+|downgrad\w+|updat\w+|lowered|initially|at first)\b", re.IGNORECASE
)
RISING_SLOTS = frozenset({"dead", "injured", "displaced", "rescued", "arrested", "destroyed", "identified"})
SETTLED_SLOTS = frozenset({"attending", "aboard"})  # counts of what is over when it is reported
SETTLED = frozenset({"length", "magnitude", "age"})  # measures that do not change from one report to the next
GOING_ON = re.compile(  # a length that grows from report to report: "have been idle for two weeks"
    r"\b(?:has|have|so far|already|still|now|today|will|could|may|might|expected|is|are)\b", re.IGNORECASE
)
PASSED = 1.2  # times a lower bound at which a later figure has left it behind
MOSTLY = 0.5  # share of the pairs of values that must tell an update where none of them are plain rivals
Stood = Callable[[Point], str]
Values = Sequence[Sequence[Point]]


def superseded(apart: Sequence[tuple[Sequence[Point], Sequence[Point]]], stood: Stood) -> str:
    """Name of the rule by which the later figures supersede the earlier ones, "" when none does.

    A toll that fell, or two claimers who differ on one day, are a conflict whatever else changed from day to day. Of
    other pairs of values the majority decides.
    """
    if any(fell(left, right, stood) or _claimed_apart(left, right, stood) for left, right in apart):
        return ""
    told = [_told(left, right, stood) for left, right in apart]
    rivals = [pair for pair, rule in zip(apart, told, strict=True) if not rule]
    if len(rivals) >= (1 - MOSTLY) * len(told) and not (len(rivals) < len(told) and _left_behind(rivals, apart, stood)):
        return ""
    return "update.words" if "update.words" in told else "update.later-report"


def _left_behind(
    rivals: Sequence[tuple[Sequence[Point], Sequence[Point]]],
    apart: Sequence[tuple[Sequence[Point], Sequence[Point]]],
    stood: Stood,
) -> bool:
    """Whether all rivals stood before the last day's figure, which none disputes."""
    last = max(_first(group, stood) for pair in apart for group in pair)
    return all("" < _first(group, stood) < last for pair in rivals for group in pair)


def fell(left: Sequence[Point], right: Sequence[Point], stood: Stood) -> bool:
    """Whether a report of a later day gives a smaller toll, and no words of revision."""
    before, after = sorted((left, right), key=lambda g: _first(g, stood))
    later = bool(_first(before, stood)) and _first(before, stood) < _first(after, stood)
    shrank = before[0].slot in RISING_SLOTS and _middle(after[0]) < _middle(before[0])
    return later and shrank and not outdated(before) and not _says(REVISION, left, right)


def _claimed_apart(left: Sequence[Point], right: Sequence[Point], stood: Stood) -> bool:
    """Whether two named claimers give the two values on one day."""
    if outdated(left) or outdated(right):
        return False
    return any(
        a.statement.claimer
        and b.statement.claimer
        and a.statement.claimer != b.statement.claimer
        and a.article == b.article
        and stood(a) == stood(b)
        for a in left
        for b in right
    )


def _of_one_period(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether both values are of one month, quarter or year that the words name: the inflation of May stays what it was."""
    one, two = (frozenset(day for p in points for day in p.days) for points in (left, right))
    return left[0].slot not in RISING_SLOTS and any(len(day) < len("2024-05-01") for day in one & two)


def _told(left: Sequence[Point], right: Sequence[Point], stood: Stood) -> str:
    """By which rule one of two values that exclude each other is the later state, "" where they are rivals."""
    if outdated(left) or outdated(right):
        return "update.words"
    if settled(left[0]) or _of_one_period(left, right):
        return "update.words" if _says(REVISION, left, right) else ""
    before, after = sorted(_first(g, stood) for g in (left, right))
    if before and before < after:
        return "update.later-report"
    return "update.words" if _says(UPDATE_CUES, left, right) else ""


def _says(words: re.Pattern[str], left: Sequence[Point], right: Sequence[Point]) -> bool:
    return any(words.search(p.statement.sentence.quote) for p in (*left, *right))


def settled(point: Point) -> bool:
    """Whether a figure measures what no longer changes when it is reported."""
    dimension = point.quantity.dimension if point.quantity is not None else ""
    over = dimension == "duration" and not GOING_ON.search(point.statement.anchor.quote)
    return point.slot in SETTLED_SLOTS or dimension in SETTLED or over


def bounds_passed(values: Values, stood: Stood) -> tuple[str, ...]:
    """Lower bounds that a later day's figure has left behind: "at least 144" and, a day later, 1,644."""
    figures = [(p.quantity, stood(p)) for g in values for p in g if p.quantity is not None and not settled(p)]
    found = []
    for before, day in figures:
        for after, later in figures:
            if not (before.at_least and before.low and after.low and day and day < later):
                continue
            if before.unit == after.unit and after.low >= PASSED * before.low:
                shown = f"{normalised(before)} ({day}), then {normalised(after)} ({later})"
                found.append(f"{shown}: {PASSED} times the bound or more")
    return tuple(dict.fromkeys(found))


def outdated(points: Sequence[Point]) -> bool:
    """Whether each report gives the figure as what was before: "rose from 12 to 15"."""
    return all(p.quantity is not None and p.quantity.rule.endswith(".from") for p in points)


def _first(points: Sequence[Point], stood: Stood) -> str:
    return min(filter(None, map(stood, points)), default="")


def _middle(point: Point) -> float:
    quantity = point.quantity
    bounds = [b for b in (quantity.low, quantity.high) if b is not None] if quantity else []
    return sum(bounds) / len(bounds) if bounds else 0.0
