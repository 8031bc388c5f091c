"""A toll that a later report says has risen, however far: "killing three people", "the number of dead from the collapse has risen to 21".

A toll more than twice as great is told in other words, and of other things ("21 have died this year"): both reports have to share words for
what it is of, and the tally to be of no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from twosource.compare.asked import far_apart, has_grown
from twosource.compare.points import Point, by_article
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.together import linked
from twosource.compare.questions.tolls import COUNTING, Before, sentences_before
from twosource.compare.slots import BEFALLEN, is_tally
from twosource.compare.verdicts import Setting, judge_figures


def judge_risen(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each toll of an earlier report that a later one says rose to more than twice as many."""
    tolls = [p for p in points if p.kind == "quantity" and p.slot in BEFALLEN and p.part == "whole" and not p.past]
    several = {
        (article, slot)
        for article, mine in by_article(tolls).items()
        for slot in BEFALLEN
        if len({p.value for p in mine if p.slot == slot}) > 1
    }
    single = [p for p in tolls if (p.article, p.slot) not in several]
    risen = [i for i, p in enumerate(single) if _has_risen(p)]
    before = sentences_before([p for p in points if p.kind == "event"]) if risen else {}
    pairs = [
        (i, j)
        for i, j in product(risen, range(len(single)))
        if far_apart(single[i], single[j])
        and has_grown(single[j], single[i], setting)
        and _of_one(single[i], single[j], before)
    ]
    for rows in linked(len(single), pairs):
        yield judge_figures([single[i] for i in rows], setting), 1.0


def _has_risen(point: Point) -> bool:
    """Whether words say that a toll has risen to this figure, and none that it adds up more than one event."""
    sentence, figure = point.statement.sentence, point.quantity
    if figure is None or OVER_TIME.search(sentence.quote):
        return False
    before = sentence.quote[: max(0, figure.anchor.start - sentence.start)]
    return (is_tally(point.statement, figure) and ROSE.search(before) is not None) or NOW_KNOWN.search(
        before
    ) is not None


def _of_one(tally: Point, earlier: Point, before: Before) -> bool:
    """Whether two sentences share telling words for what a toll is of, and count in no two places whom it befell; of a toll that is of
    nothing in its own sentence ("the toll has risen to 14") the one before it says.
    """
    places = tally.own_places, earlier.own_places
    if tally.slot != earlier.slot or (all(places) and not places[0] & places[1]):
        return False
    common = COUNTING | {tally.counted, earlier.counted} | tally.days | earlier.days | RISING
    sentences = tally.around, earlier.around, before.get(tally.statement.sentence, frozenset())
    told, there, above = ({word for word in words - common if not word.isdigit()} for words in sentences)
    return len((told or above) & there) >= SHARED


RISING = frozenset("climb grow jump soar surge increase reach pass now least know confirm".split())
SHARED = 2  # telling words: the bridge and its collapse
ROSE = re.compile(
    r"\b(?:rises?|rose|risen|rising|climb\w*|jump\w*|soar\w*|surg\w*|grew|grown|increas\w+|(?:has|have) (?:now )?(?:reached|passed))\b",
    re.IGNORECASE,
)
NOW_KNOWN = re.compile(
    r"\b(?:now|since) (?:been )?(?:known|confirmed|believed|thought|said|reported) to have (?:killed|injured|wounded)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
# of a war, of a year, of all such
OVER_TIME = re.compile(
    r"\b(?:since|wars?|conflict|offensive|pandemic|epidemic|outbreak|season|overall|altogether|(?:this|last|past|of the) (?:year|month|week|decade)|in (?:recent|the past)|attacks|bombings|strikes|clashes|protests|unrest)\b",
    re.IGNORECASE,
)
