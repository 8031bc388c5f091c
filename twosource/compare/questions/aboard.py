"""How many were on board, where one report adds them up: 142 passengers and six crew are 148 people, and no 150.

Neither of the two counts is held against the whole, nor the one against the other: it is their sum that another report may give
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from twosource.compare.kinds import kinds_apart
from twosource.compare.points import Point, figure_key, one_value_each
from twosource.compare.questions.evidence import Ruled, several
from twosource.compare.verdicts import Setting, judge_figures
from twosource.compare.wholes import PEOPLE
from twosource.data import Anchor, Quantity


def judge_aboard(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict on how many were on board, where a report gives it by passengers and crew."""
    counts = [p for p in points if p.kind == "quantity" and not p.past]
    summed = {p.anchor: p for p in map(_summed, counts) if p is not None}
    if not summed:
        return
    adding = {p.article for p in summed.values()}
    whole = [p for p in counts if _counts_all(p) and p.article not in adding]
    found = [*summed.values(), *(p for p in whole if all(_of_one(p, s) for s in summed.values()))]
    if several(found) and one_value_each(found):
        yield judge_figures(found, setting), 1.0


def _of_one(whole: Point, summed: Point) -> bool:
    """Whether a count is of what a sum is of, and none of its parts: "142 on board" may be the passengers."""
    return kinds_apart(whole.around, summed.around) is None and whole.value not in summed.figures


def _counts_all(point: Point) -> bool:
    """Whether a figure counts all who were on board."""
    statement, figure = point.statement, point.quantity
    if figure is None or point.part != "whole" or figure.dimension:
        return False
    after = statement.sentence.quote[figure.anchor.end - statement.sentence.start :]
    before = statement.sentence.quote[: max(0, figure.anchor.start - statement.sentence.start)]
    if ALL_ABOARD.match(after):
        return True
    if point.counted and point.counted not in PEOPLE:
        return False
    return ABOARD.match(after) is not None or (CARRYING.search(before) is not None and ONLY.match(after) is not None)


def _summed(point: Point) -> Point | None:
    """The sum of a list that begins with this figure: "142 passengers and six crew"; None where none does."""
    statement, first = point.statement, point.quantity
    if first is None or point.part != "whole":
        return None
    text, base = statement.sentence.quote, statement.sentence.start
    figures = sorted((q for q in statement.quantities if q.anchor.start >= first.anchor.start), key=lambda q: q.anchor)
    listed = [first]
    for figure in figures[1:]:
        if LISTED.fullmatch(text, listed[-1].anchor.end - base, figure.anchor.start - base) is None:
            break
        listed.append(figure)
    last = SORT.match(text, listed[-1].anchor.end - base)
    if len(listed) == 1 or last is None or not all(map(_exact, listed)):
        return None
    words = text[first.anchor.start - base : last.end()]
    if not (PASSENGERS.search(words) and CREW.search(words)) or CALLED_ALL.match(text, last.end()):
        return None
    anchor = Anchor(first.anchor.article, first.anchor.start, base + last.end(), words)
    total = sum(q.low or 0.0 for q in listed)
    figure = msgspec.structs.replace(
        first, anchor=anchor, low=total, high=total, si_low=None, si_high=None, named=(total,)
    )
    alone = msgspec.structs.replace(statement, quantities=(figure,))  # so that no part of it is added once more
    return replace(
        point,
        statement=alone,
        anchor=anchor,
        focus=anchor,
        quantity=figure,
        value=figure_key(figure),
        slot="aboard",
        counted="",
    )


def _exact(figure: Quantity) -> bool:
    bounded = figure.at_least or figure.at_most or figure.approximate
    return not bounded and not figure.dimension and figure.low is not None and figure.low == figure.high


SORTS = r"(?:(?:adult |paying |cabin |flight )?(?:passengers?|crew(?:[ -]?members?|m[ae]n)?|pilots?|attendants?|stewards?|sailors?|staff))"
SORT = re.compile(rf"\s{SORTS}\b", re.IGNORECASE)
LISTED = re.compile(
    rf"\s{SORTS}(?: on board| aboard)?(?:,|,? and|,? plus|,? as well as|,? along with)\s(?:a crew of )?", re.IGNORECASE
)
PASSENGERS, CREW = (
    re.compile(r"\bpassengers?\b", re.IGNORECASE),
    re.compile(r"\b(?:crew|pilots?|attendants?|stewards?|sailors?|staff)", re.IGNORECASE),
)
# "two passengers and a crew member died" counts no one on board
CALLED_ALL = re.compile(
    r"\W*(?:members?\W*)?(?:(?:were|was|are|had been|have been|has been)\s)?(?:\w+ly )?(?:died|killed|dead|injured|hurt|wounded|missing|rescued|surviv\w+|unaccounted|trapped|taken)\b",
    re.IGNORECASE,
)
ABOARD = re.compile(r"(?: people| persons)?(?: (?:who )?(?:were|was))? (?:on ?board|aboard)\b", re.IGNORECASE)
CARRYING = re.compile(
    r"\b(?:carry(?:ing)?|carried)\s(?:(?:about|around|some|nearly|almost|at least|more than) )?$", re.IGNORECASE
)
ALL_ABOARD = re.compile(
    r" passengers and (?:the |its )?crew(?: members)?\b(?! (?:died|were killed|were injured|were rescued))",
    re.IGNORECASE,
)
ONLY = re.compile(r" (?:people|persons)\b(?! (?:who|injured|hurt))", re.IGNORECASE)
