"""Counts that are parts of another: "twelve children and two teachers" are fourteen people, eight officers among nine."""

from __future__ import annotations

import re
from itertools import combinations

from twosource.compare.points import Point
from twosource.compare.slots import BEFALLEN, part_of
from twosource.compare.wholes import among
from twosource.data import Quantity

PARTS = 3  # counts beside one that may add up with it


def adds_up(part: Point, whole: Point) -> bool:
    """Whether a count and others of its statement make the other figure ("twelve children and two teachers", fourteen), and who
    gives that one gives none of them but as part of it. Beside those whom something befell a single one counts too: "a pilot and
    two passengers".
    """
    if among(part, whole):
        return True
    if not (part.quantity and whole.quantity and _is_count(part.quantity) and _is_count(whole.quantity)):
        return False
    if OTHERS.match(part.statement.sentence.quote, part.quantity.anchor.end - part.statement.sentence.start):
        return (whole.quantity.low or 0.0) == (part.quantity.low or 0.0) + 1
    told = {q.low for q in whole.statement.quantities if part_of(whole.statement, q) != "part"}
    counts = [
        q.low or 0.0 for q in part.statement.quantities if _is_count(q) and q is not part.quantity and q.low not in told
    ]
    counts += [1.0] * (_single(part) if part.slot in BEFALLEN and part.slot == whole.slot else 0)
    rest = (whole.quantity.low or 0.0) - (part.quantity.low or 0.0)
    sums = (sum(some) for n in range(1, min(len(counts), PARTS) + 1) for some in combinations(counts, n))
    return rest > 0 and any(total == rest for total in sums)


OTHERS = re.compile(r"\W(?:others?|more|further|additional)\b")  # one and "three others" are four


def _single(point: Point) -> int:
    """How many single ones a figure stands beside in one list: "a pilot and two passengers", "two children, a man and a woman"."""
    if point.quantity is None:
        return 0
    statement = point.statement
    start, end = (
        point.quantity.anchor.start - statement.anchor.start,
        point.quantity.anchor.end - statement.anchor.start,
    )
    before, after = BEFORE.search(statement.anchor.quote[:start]), AFTER.match(statement.anchor.quote[end:])
    return sum(len(ONE.findall(found.group())) for found in (before, after) if found)


ONE = re.compile(r"\b(?:an?|his|her|their)\s(?=\w)", re.IGNORECASE)
SINGLE = r"(?:an?|his|her|their)\s[\w-]+(?:\s(?!and\b)[\w-]+){0,2}?"
JOINT = r"(?:,\s(?:and\s)?|\sand\s|\sas well as\s|\salong with\s)"
BEFORE = re.compile(rf"\b(?:{SINGLE}{JOINT})+$", re.IGNORECASE)
AFTER = re.compile(rf"\s[\w-]+(?:\s(?!and\b)[\w-]+)?(?:{JOINT}{SINGLE}(?=\W|$))+", re.IGNORECASE)


def _is_count(quantity: Quantity) -> bool:
    return (
        not quantity.dimension and not quantity.ordinal and quantity.low is not None and quantity.low == quantity.high
    )
