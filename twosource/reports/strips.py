"""The numeric dispute strip: one mark per report, in the order of time, bounds and hedges visible.

Nothing is averaged: every value that was reported is a mark of its own, and only the least and the greatest are named.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.data import Account, Anchor, Finding, Quantity, Value
from twosource.reports import arrange
from twosource.reports.words import signs

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?"
FIGURE = re.compile(rf"(?P<bound>>=|<=)? ?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER}))?(?P<unit> .+)?")
WIDE = 20  # greatest over least: beyond it steps are factors, not differences
MOST = 60  # marks: a reader takes in no more, and a story may have thousands of reports
LEFT, RIGHT = 6.0, 94.0  # per cent of the width that marks may take: arrows go beyond


class Read(NamedTuple):
    """A value as figures: None is an open end."""

    low: float | None
    high: float | None
    unit: str


class Mark(NamedTuple):
    """One report's value on the strip. Positions are per cent of the width."""

    anchor: Anchor
    value: Value
    shown: str
    left: float
    right: float
    opens: str  # "", "up" (at least), "down" (at most)
    shape: str  # "exact", "range", "hedged"
    told: bool  # the words name somebody who says so
    copied: bool


class Strip(NamedTuple):
    """All marks of a finding, with the least and the greatest number named."""

    marks: tuple[Mark, ...]
    least: str
    greatest: str
    wide: bool  # the scale is logarithmic
    left: int = 0  # marks that are not shown: each figure's first reports are


def strip(finding: Finding, account: Account) -> Strip | None:
    """The strip of a finding on figures that two or more articles give; None where figures have no common scale."""
    rows = list(_rows(finding, account))
    if finding.kind != "quantity" or len({anchor.article for anchor, *_ in rows}) < 2:
        return None
    ends = [end for *_, read in rows for end in (read.low, read.high) if end is not None]
    if len({read.unit for *_, read in rows}) > 1 or len(set(ends)) < 2:
        return None
    least, greatest = min(ends), max(ends)
    wide = least > 0 and greatest / least > WIDE
    place = _scale(least, greatest, wide=wide)
    copies = arrange.copies(account)
    order = arrange.ranks(account)
    marks = [_mark(anchor, value, read, place, copied=anchor.article in copies) for anchor, value, read in rows]
    unit = rows[0][2].unit
    marks.sort(key=lambda m: (order[m.anchor.article], m.left, m.anchor.start))
    shown = _first_of_each(marks)
    return Strip(
        tuple(shown),
        _number(least, unit),
        _number(greatest, unit),
        wide,
        len(marks) - len(shown),
    )


def _first_of_each(marks: Sequence[Mark]) -> list[Mark]:
    """At most `MOST` marks: the first of each figure and look before the second of any."""
    seen: Counter[tuple[str, str, bool]] = Counter()
    turns = []
    for number, mark in enumerate(marks):
        look = (mark.shown, mark.shape, mark.told)
        turns.append((seen[look], number))
        seen[look] += 1
    return [marks[number] for number in sorted(number for _, number in sorted(turns)[:MOST])]


def _rows(finding: Finding, account: Account) -> Iterator[tuple[Anchor, Value, Read]]:
    """Each article's values, one mark for each, all in one unit where the figures can be converted."""
    reads = [read_figure(value.normalised) for value in finding.values]
    units = {read.unit for read in reads if read is not None}
    seen: set[tuple[str, str]] = set()
    for value, read in zip(finding.values, reads, strict=True):
        for anchor in value.evidence:
            if read is None or (anchor.article, value.normalised) in seen:
                continue
            seen.add((anchor.article, value.normalised))
            yield anchor, value, read if len(units) == 1 else _converted(anchor, read, account)


def read_figure(normalised: str) -> Read | None:
    """What a finding's value was read as: `>= 12`, `910 km`, `24..99`."""
    found = FIGURE.fullmatch(normalised)
    if found is None:
        return None
    low = float(found["low"].replace(",", ""))
    high = float(found["high"].replace(",", "")) if found["high"] else low
    unit = (found["unit"] or "").strip()
    if found["bound"] == ">=":
        return Read(low, None, unit)
    if found["bound"] == "<=":
        return Read(None, low, unit)
    return Read(low, high, unit)


def _converted(anchor: Anchor, read: Read, account: Account) -> Read:
    """The figure in SI, by the quantity of the words that was read to it; as it was where there is none."""
    for quantity in _quantities(anchor, account):
        if _near(quantity.low, read.low) and _near(quantity.high, read.high) and quantity.unit == read.unit:
            if quantity.si_low is not None or quantity.si_high is not None:
                return Read(quantity.si_low, quantity.si_high, f"SI, {quantity.dimension}")
    return read


def _quantities(anchor: Anchor, account: Account) -> Iterator[Quantity]:
    for statement in account.statements:
        if statement.anchor.overlaps(anchor):
            yield from (q for q in statement.quantities if anchor.overlaps(q.anchor))


def _near(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=1e-4)


class _Scale(NamedTuple):
    least: float
    greatest: float
    wide: bool

    def __call__(self, value: float) -> float:
        """Where the value stands, in per cent of the width."""
        one, two, at = self.least, self.greatest, value
        if self.wide:
            one, two, at = math.log(one), math.log(two), math.log(at)
        return LEFT + (RIGHT - LEFT) * (at - one) / (two - one)


def _scale(least: float, greatest: float, *, wide: bool) -> _Scale:
    return _Scale(least, greatest, wide)


def _mark(anchor: Anchor, value: Value, read: Read, place: _Scale, *, copied: bool) -> Mark:
    low, high = read.low, read.high
    opens = "up" if high is None else "down" if low is None else ""
    left = place(low if low is not None else high or 0.0)
    right = place(high if high is not None else low or 0.0)
    shape = "range" if right - left > 0.5 else "hedged" if value.hedge or opens else "exact"
    return Mark(
        anchor,
        value,
        signs(value.normalised),
        round(left, 2),
        round(right, 2),
        opens,
        shape,
        bool(value.claimers),
        copied,
    )


def _number(value: float, unit: str) -> str:
    text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return f"{text} {unit}".strip()
