"""Two figures: can both be true? Interval arithmetic with units, rounding and bounds.

A reported figure is an interval: as wide as its words say ("at least", "dozens"), and no narrower than the rounding of
the number they name. 910 km stands for 905 to 915, 3.8 million for 3.75 to 3.85, a small count for itself; a round
number stands for no more than a twentieth on either side, and a measure for at least half of its unit, so that 3 miles
are 5 km. "About" reaches as far as the next number of as many digits: about 4,900 is not 4,700. Two figures are the
same when their bounds are equal or were converted into each other, compatible when the intervals meet, disjoint when
they do not, or when one rose and the other fell.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import inf, isclose
from typing import Literal

from twosource.data import Quantity

Relation = Literal["same", "compatible", "disjoint", "incomparable"]
COUNT_EXACT = 1000  # counts below this are taken as exact; above, by their last digit that is not zero
ROUND = 0.05  # a round number stands for this share on either side at most: 30,000 for 28,500 to 31,500
CONVERTED = 0.006  # conversions are rounded: bounds in two units are equal when they differ by less than this share
EDGE = 1 - 1e-6  # 3 days and 4 days touch at three and a half and do not meet
COUNTED = frozenset({"", "age", "category"})
# what small whole numbers of are exact: 4 percent is not 4.4, five weeks are not five and a half
WHOLE = frozenset({"percent", "percentage points", "points", "magnitude", "duration"})
LONG_UNITS, LONG_HALF = frozenset({"decade", "century"}), 0.25  # "two decades" are 21 years too, not 26
FEW = 20  # below this an approximate whole number stands for its neighbours too
LOOSE = 10  # a vague word for so few ("several") is read as half to twice as many
FAHRENHEIT = 5 / 9


def compare_quantities(a: Quantity, b: Quantity) -> tuple[Relation, str]:
    """How two figures stand to each other, and the comparison in words: inputs, then the threshold used."""
    if _currencies(a, b) and (a.low, a.high) == (b.low, b.high):
        return "disjoint", f"{normalised(a)} against {normalised(b)}: one amount in two currencies"
    if _share_and_points(a, b) and (a.low, a.high) == (b.low, b.high):
        return "disjoint", f"{normalised(a)} against {normalised(b)}: one step in percent and in percentage points"
    if a.dimension != b.dimension or a.ordinal != b.ordinal:
        return (
            "incomparable",
            f"{normalised(a)} and {normalised(b)} measure different things ({a.dimension or 'count'}, {b.dimension or 'count'})",
        )
    one, two = interval(a), interval(b)
    shown = f"{normalised(a)} [{_short(one)}] against {normalised(b)} [{_short(two)}]"
    if a.change and b.change and a.change != b.change:
        return "disjoint", f"{shown}: one went up and one went down"
    if a.unit == b.unit and (a.low, a.high) == (b.low, b.high):
        return "same", f"{shown}: equal"
    if a.unit != b.unit:
        if _converted(a, b):
            return "same", f"{shown}: equal within the rounding of the conversion ({CONVERTED:.1%})"
        if a.dimension != "temperature":
            one, two = _slack(one), _slack(two)
    if _at_most(one[0], two[1]) and _at_most(two[0], one[1]):
        return "compatible", f"{shown}: the intervals meet"
    return "disjoint", f"{shown}: the intervals do not meet"


def _currencies(a: Quantity, b: Quantity) -> bool:
    return a.dimension != b.dimension and all(q.dimension.startswith("currency") for q in (a, b))


def _share_and_points(a: Quantity, b: Quantity) -> bool:
    return {a.dimension, b.dimension} == {"percent", "percentage points"} and bool(a.change and a.change == b.change)


def interval(quantity: Quantity) -> tuple[float, float]:
    """The values, in SI units where there are any, that the words allow."""
    slope, offset = _scale(quantity)
    low = -inf if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    if quantity.approximate and not quantity.named and 0 < low and high < LOOSE:
        low, high = low / 2, high * 2  # "several" names no number that others could exclude
    for number in _named(quantity):
        if quantity.approximate and -inf < low and high < inf:
            low, high = max(low, number - digit(number)), min(high, number + digit(number))
        half = _half(number, quantity) * EDGE
        low, high = min(low, number - half), max(high, number + half)
    return low * slope + offset, high * slope + offset


def middle(quantity: Quantity) -> float:
    """A positive number that stands for the figure: the middle of its interval, above an open end by a third."""
    low, high = interval(quantity)
    low = max(low, 0.0)
    return max((low + (high if high < inf else low * 1.3)) / 2, 1e-9)


def _named(quantity: Quantity) -> tuple[float, ...]:
    """The number whose rounding widens the interval: an exact or approximate one; a bound or a range says where it ends."""
    if quantity.low is not None and quantity.low == quantity.high:
        return (quantity.low,)
    bounded = quantity.at_least or quantity.at_most or len(quantity.named) != 1
    return () if bounded else quantity.named


def _scale(quantity: Quantity) -> tuple[float, float]:
    """What takes a value in the figure's unit to SI: `value * slope + offset`."""
    pairs = ((quantity.si_low, quantity.low), (quantity.si_high, quantity.high))
    known = [(si, plain) for si, plain in pairs if si is not None and plain is not None]
    if quantity.dimension == "temperature" and known:
        slope = FAHRENHEIT if quantity.unit == "°F" else 1.0
        return slope, known[0][0] - slope * known[0][1]
    return next((si / plain for si, plain in known if plain), 1.0), 0.0


def _half(value: float, quantity: Quantity) -> float:
    """Half of what the number's last digit stands for: 910 -> 5, 3.8e6 -> 5e4, a count of 12 -> 0."""
    size = abs(value)
    exponent = Decimal(repr(size)).normalize().as_tuple().exponent
    if not size or not isinstance(exponent, int):
        return 0.0
    half = float(10.0**exponent) / 2
    if exponent < 0:
        return half
    if quantity.unit in LONG_UNITS:
        return LONG_HALF
    if _about_few(value, quantity):
        return 1 / EDGE  # the neighbours themselves are inside
    if quantity.dimension in COUNTED or quantity.ordinal:
        return 0.0 if size < COUNT_EXACT or not exponent else min(half, ROUND * size)
    if quantity.dimension in WHOLE or quantity.dimension.startswith("currency"):
        return 0.0 if size < 10 else max(min(half, ROUND * size), 0.5)
    return max(min(half, ROUND * size), 0.5)


def digit(value: float) -> float:
    """What the number's last digit that is not zero stands for: 4,900 -> 100. What is about that is no other such number."""
    exponent = Decimal(repr(abs(value))).normalize().as_tuple().exponent
    return float(10.0**exponent) if value and isinstance(exponent, int) else inf


def _about_few(value: float, quantity: Quantity) -> bool:
    """Whether a small whole number is given as about so many: "roughly eight" is seven or nine as well."""
    low, high = quantity.low, quantity.high
    around = (low is None or low < value) and (high is None or value < high) and quantity.approximate
    return around and abs(value) < FEW and value == int(value) and quantity.dimension in {"", "duration"}


def _converted(a: Quantity, b: Quantity) -> bool:
    """Whether both bounds are the same in the other unit, within the rounding of either."""
    for one, two in ((a.low, b.low), (a.high, b.high)):
        if (one is None) != (two is None):
            return False
        if one is not None and two is not None and not _same_bound((a, one), (b, two)):
            return False
    return True


def _same_bound(one: tuple[Quantity, float], two: tuple[Quantity, float]) -> bool:
    values, halves = [], []
    for quantity, bound in (one, two):
        slope, offset = _scale(quantity)
        values.append(bound * slope + offset)
        halves.append(_half(bound, quantity) * slope)
    # a bound that a tolerance made has digits of its own, so the share decides there too; degrees have no share, for their zero is
    # nowhere near
    share = 0.0 if one[0].dimension == "temperature" else CONVERTED
    return abs(values[0] - values[1]) <= max(*halves, share * max(map(abs, values)))


def _at_most(low: float, high: float) -> bool:
    """Whether low <= high but for the last bits of a conversion."""
    return low <= high or isclose(low, high, rel_tol=1e-9)


def _slack(bounds: tuple[float, float]) -> tuple[float, float]:
    low, high = bounds
    return low - CONVERTED * abs(low) if low > -inf else low, high + CONVERTED * abs(high) if high < inf else high


def normalised(quantity: Quantity) -> str:
    """A quantity as plain text: "910 km", ">= 12", "24..99", "36..40"."""
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


def hedge_of(quantity: Quantity) -> str:
    """The bound words of a figure ("at least", "about"), as they stand before its first digit or number word."""
    if not (quantity.approximate or quantity.at_least or quantity.at_most):
        return ""
    match = re.match(r"(?:[^\W\d_]+[ -])+(?=[\d$€£]|\w+$)", quantity.anchor.quote)
    return match.group().strip() if match else ""
