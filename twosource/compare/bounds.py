"""Bounds that reports of two days give one figure: "at least 151" dead and, a day later, "at least 153".

Both may be true at once, so no arithmetic parts them; what tells is that the later report knows of more, or of fewer. "More than
200" is said of 218 as well, and seldom of 300: a round bound reaches to the next number of as many digits. What was counted one
by one ("at least 151 people were killed") is passed by any greater count.
"""

from __future__ import annotations

import re
from itertools import combinations, product

from twosource.compare.intervals import COUNT_EXACT, digit, normalised
from twosource.compare.points import Point
from twosource.compare.updates import RISING_SLOTS, Stood, Values, settled
from twosource.data import Quantity

PASSED = 1.2  # times a round lower bound at which a later figure has left it behind in any case
AT_LEAST = re.compile(r"\b(?:at least|no (?:fewer|less) than|a minimum of)\b", re.IGNORECASE)
SHRINKING = frozenset({"missing", "trapped"})  # slots of what is fewer from day to day
MORE_THAN = re.compile(r"\b(?:(?:more|longer) than|over|upwards? of)\b", re.IGNORECASE)
STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?)\b", re.IGNORECASE)


def bounds_apart(values: Values, stood: Stood) -> tuple[str, tuple[str, ...]] | None:
    """The rule by which figures that may all be true are at odds all the same, and what it found; None where they are not."""
    if passed := bounds_passed(values, stood):
        return "update.bound-passed", passed
    beyond = lengths_beyond(values)
    return ("quantity.beyond", beyond) if beyond else None


def bounds_passed(values: Values, stood: Stood) -> tuple[str, ...]:
    """The lower bounds that a later day's figure has left behind, and the figures that a later day's bound no longer reaches, each
    with what replaced it. `stood` gives the day for which a report gives a figure, "" where unknown.
    """
    dated = [(p, p.quantity, stood(p)) for group in values for p in group if p.quantity is not None and not settled(p)]
    found = []
    for (one, before, day), (two, after, later) in product(dated, dated):
        if not ("" < day < later and (before.at_least or after.at_least) and _one_count(one, two)):
            continue
        shown = f"{normalised(before)} ({day}), then {normalised(after)} ({later})"
        if before.at_least and _stands_for(after) >= (least := _passed_at(one, before)) > 0:
            found.append(f"{shown}: {least:,.6g} or more")
        elif after.at_least and _shrinks(two) and _stands_for(before) >= (reach := _reach(after)) > 0:
            found.append(f"{shown}: less than {reach:,.6g}")
    return tuple(dict.fromkeys(found))


def lengths_beyond(values: Values) -> tuple[str, ...]:
    """Two lower bounds of how long one thing took that is over, of which the greater lies beyond what the less reaches to: who knew
    of eight hours would not say "more than six".
    """
    found = []
    for left, right in combinations(values, 2):
        less, more = sorted((left[0], right[0]), key=lambda p: p.quantity.si_low or 0.0 if p.quantity else 0.0)
        if all(map(_took_more_than, (less, more))) and _one_deed(less, more) and less.quantity and more.quantity:
            if less.quantity.unit == more.quantity.unit and _stands_for(more.quantity) >= _reach(less.quantity):
                reach = f"less than {_reach(less.quantity):,.6g}"
                found.append(f"{normalised(less.quantity)} against {normalised(more.quantity)}: {reach}")
    return tuple(found)


def _took_more_than(point: Point) -> bool:
    """Whether a figure is a lower bound of how long something took, by words that name the number next below."""
    quantity = point.quantity
    over = quantity is not None and quantity.dimension == "duration" and settled(point)
    return over and quantity is not None and quantity.at_least and bool(MORE_THAN.search(quantity.anchor.quote))


def _one_deed(a: Point, b: Point) -> bool:
    """Whether two statements share a participant, or a content word near the figure."""
    return bool(a.own_actors & b.own_actors or (a.own_lemmas & b.own_lemmas) - {a.counted})


def _one_count(a: Point, b: Point) -> bool:
    """Whether two figures are of one unit and, outside a slot, count no two things: more than 35 dives, three dozen leaders."""
    one_unit = a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit
    return one_unit and (bool(a.slot) or not (a.counted and b.counted) or a.counted == b.counted)


def _passed_at(point: Point, bound: Quantity) -> float:
    """The least figure that has left a lower bound behind, 0 where there is none."""
    low = bound.low or 0.0
    one_by_one = point.slot in RISING_SLOTS and not bound.dimension and low < COUNT_EXACT
    if one_by_one and AT_LEAST.search(bound.anchor.quote):
        return low + 1 if low else 0.0
    return min(PASSED * low, _reach(bound))


def _reach(bound: Quantity) -> float:
    """The next number of as many digits, of which nobody who knew it would say "more than" the bound; 0 for no lower bound."""
    return bound.low + digit(bound.low) if bound.low else 0.0


def _shrinks(later: Point) -> bool:
    """Whether a later bound may be of what is left: people still missing, homes that remain without power."""
    still = later.slot not in RISING_SLOTS and STILL.search(later.statement.anchor.quote) is not None
    return later.slot in SHRINKING or still


def _stands_for(quantity: Quantity) -> float:
    """The number that a figure names, the lower end of a stretch; 0 where it names none or only an upper bound."""
    if quantity.low is None:
        return 0.0
    return quantity.named[0] if len(quantity.named) == 1 else quantity.low
