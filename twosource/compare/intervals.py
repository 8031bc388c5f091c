"""Two figures: can both be true? Interval arithmetic with units, rounding and bounds.

A reported figure is an interval: as wide as its words say ("at least", "dozens"), and no narrower than its rounding
(910 km stands for 905 to 915, 3.8 million for 3.75 to 3.85; a small count stands for itself). Two figures are the
same when both intervals have one centre within rounding, compatible when the intervals meet, disjoint when not.
"""

from __future__ import annotations

import re
from math import floor, inf, log10
from typing import Literal

from twosource.data import Quantity

Relation = Literal["same", "compatible", "disjoint", "incomparable"]
COUNT_EXACT = 1000  # counts below this are taken as exact; above, by their last digit that is not zero
CONVERTED = 0.006  # two units of one length agree when they differ by less than this share: conversions are rounded


def compare_quantities(a: Quantity, b: Quantity) -> tuple[Relation, str]:
    """How two figures stand to each other, and the comparison in words: inputs, then the threshold used."""
    if a.dimension != b.dimension or a.ordinal != b.ordinal:
        return (
            "incomparable",
            f"{normalised(a)} and {normalised(b)} measure different things ({a.dimension or 'count'}, {b.dimension or 'count'})",
        )
    one, two = interval(a), interval(b)
    shown = f"{normalised(a)} [{_short(one)}] against {normalised(b)} [{_short(two)}]"
    plain = not (a.at_least or a.at_most or a.approximate or b.at_least or b.at_most or b.approximate)
    if a.unit != b.unit and plain and _close(a, b):
        return "same", f"{shown}: equal within the rounding of the conversion ({CONVERTED:.1%})"
    if (a.low, a.high, a.unit) == (b.low, b.high, b.unit):
        return "same", f"{shown}: equal"
    if one[0] <= two[1] and two[0] <= one[1]:
        return "compatible", f"{shown}: the intervals meet"
    return "disjoint", f"{shown}: the intervals do not meet"


def interval(quantity: Quantity) -> tuple[float, float]:
    """The values, in SI units where there are any, that the words allow."""
    factor = _factor(quantity)
    low = -inf if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    if quantity.low is not None and quantity.low == quantity.high:
        half = _rounding(quantity.low, counts=not quantity.dimension) / 2
        low, high = low - half, high + half
    return low * factor, high * factor


def _factor(quantity: Quantity) -> float:
    for si, plain in ((quantity.si_low, quantity.low), (quantity.si_high, quantity.high)):
        if si is not None and plain:
            return si / plain
    return 1.0


def middle(quantity: Quantity) -> float:
    """A positive number that stands for the figure: the middle of its interval, above an open end by a third."""
    low, high = interval(quantity)
    low = max(low, 0.0)
    return max((low + (high if high < inf else low * 1.3)) / 2, 1e-9)


def _rounding(value: float, *, counts: bool) -> float:
    """Width of the last digit that is not zero: 910 -> 10, 3.8e6 -> 1e5. Small counts are exact."""
    if counts and abs(value) < COUNT_EXACT:
        return 0.0
    digits = re.sub(r"\.0$", "", f"{abs(value):.10g}")
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    if not counts and zeros == 0 and abs(value) < 100:
        return 1.0 if abs(value) >= 10 else 0.0
    return float(10.0 ** min(zeros, max(0, floor(log10(abs(value) or 1))))) if zeros else (0.0 if counts else 1.0)


def _close(a: Quantity, b: Quantity) -> bool:
    if a.si_low is None or b.si_low is None or not max(abs(a.si_low), abs(b.si_low)):
        return False
    return abs(a.si_low - b.si_low) <= CONVERTED * max(abs(a.si_low), abs(b.si_low))


def normalised(quantity: Quantity) -> str:
    """A quantity as plain text: "910 km", ">= 12", "24..99", "about 1000"."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "?" + unit
    if high is None and low is not None:
        return f">= {_number(low)}{unit}"
    if low is None and high is not None:
        return f"<= {_number(high)}{unit}"
    if low == high and low is not None:
        return f"{_number(low)}{unit}"
    return f"{_number(low or 0.0)}..{_number(high or 0.0)}{unit}"


def _number(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def _short(bounds: tuple[float, float]) -> str:
    return " to ".join("any" if abs(b) == inf else _number(b) for b in bounds)
