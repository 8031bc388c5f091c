"""Steps that a thing takes one after the other, none of which confirms another: arrested and charged, planned and called off; what a
state does to another's envoys, or with its own.
"""

from __future__ import annotations

import re

from twosource.compare.contrasts import told_acts
from twosource.compare.deeds import told_as_done
from twosource.compare.points import Point
from twosource.compare.stances import stance
from twosource.data import Modality, Statement


def other_step(a: Statement, b: Statement) -> bool:
    """Whether two statements tell of two steps that one thing takes after the other (arrested, charged, convicted), and
    neither names the other's.
    """
    one, two = (next((words for verbs, words in STEPS if s.lemma in verbs), None) for s in (a, b))
    if one is None or two is None or one is two:
        return False
    return not (one.search(b.anchor.quote) or two.search(a.anchor.quote))


STEPS = tuple(
    (frozenset(verbs.split()), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for verbs, words in (
        ("arrest detain apprehend", "arrest(?:ed|s|ing)|detain(?:ed|s|ing)|apprehended"),
        ("charge indict", "charged|charging|indict(?:ed|ing)"),
        ("convict", "convict(?:ed|ing)|found guilty"),
        ("sentence", "sentenc(?:ed|ing)"),
        ("release free", "releas(?:ed|ing)|free(?:d|ing)"),
        ("recall", "recall(?:s|ed|ing)?"),
        ("summon", "summon(?:s|ed|ing)?"),
        ("expel", "expel(?:s|led|ling)?|expulsions?"),
    )
)


def dropped(a: Point, b: Point) -> bool:
    """Whether one statement tells of a plan and the other that something was called off or put off."""
    return any(drops(two) and is_plan(one) for one, two in ((a, b), (b, a)))


def is_plan(point: Point) -> bool:
    """Whether a statement tells what is to be: will take place, is scheduled for; not what would be, nor what is only wished away."""
    statement = point.statement
    if statement.modality is Modality.HYPOTHETICAL or statement.lemma in AGAINST:
        return False
    to_come = stance(point) == "planned" or (stance(point) == "affirmed" and statement.lemma in FIXING)
    return to_come and not told_acts(statement) & DROPPING


def drops(point: Point) -> bool:
    """Whether a statement tells that something was called off or put off."""
    off = bool(told_acts(point.statement) & DROPPING)
    return off and stance(point) == "affirmed" and told_as_done(point.statement)


# who acts against a thing does not plan it
AGAINST = frozenset(
    "defeat oppose fight block stop end repeal kill reject veto overturn challenge protest boycott ban prevent avoid resist".split()
)
FIXING = frozenset("schedule plan set slate".split())
CALLING_OFF = frozenset("cancel call_off scrap abandon shelve axe ax".split())
DROPPING = CALLING_OFF | frozenset("postpone put_off delay defer".split())
