"""Steps that a thing takes one after the other, none of which confirms another: arrested and charged, planned and called off; what a
state does to another's envoys, or with its own; and ends of which one person has one: who was shot dead was not arrested.
"""

from __future__ import annotations

import re

from twosource.compare.acts import told_acts
from twosource.compare.deeds import told_as_done
from twosource.compare.points import Point
from twosource.compare.stances import stance
from twosource.data import Modality, Statement


def other_step(a: Statement, b: Statement) -> bool:
    """Whether two statements tell of two steps that one thing takes after the other (arrested, charged, convicted), and
    neither names the other's.
    """
    one, two = (_step(s) for s in (a, b))
    if one is None or two is None or one is two:
        return False
    return not (one.search(b.anchor.quote) or two.search(a.anchor.quote))


def _step(statement: Statement) -> re.Pattern[str] | None:
    """The words that name the step which a statement tells."""
    lemma = "arrest" if in_custody(statement) else "kill" if told_dead(statement) else statement.lemma
    return next((words for verbs, words in STEPS if lemma in verbs), None)


def in_custody(statement: Statement) -> bool:
    """Whether a statement tells that somebody was taken alive: arrested, taken into custody, gave himself up."""
    return statement.lemma in TAKING or (
        statement.lemma in CUSTODY and CUSTODY[statement.lemma].search(statement.anchor.quote) is not None
    )


def told_dead(statement: Statement) -> bool:
    """Whether a statement tells that somebody was killed or died, by its verb or by "shot dead", "took his own life"."""
    if statement.lemma in DYING:
        return True
    return (statement.lemma in STRIKING and "kill" in told_acts(statement)) or (
        statement.lemma == "take" and OWN_LIFE.search(statement.anchor.quote) is not None
    )


TAKING = frozenset("arrest detain apprehend capture surrender".split())
IN_CUSTODY = re.compile(r"\bin(?:to)? (?:police |federal )?custody\b", re.IGNORECASE)
CUSTODY = {
    **dict.fromkeys("take hold place put custody remain be".split(), IN_CUSTODY),
    "give": re.compile(r"\bg[ai]ve (?:him|her|them)sel\w+ up\b", re.IGNORECASE),
}
DYING = frozenset({"kill", "die", "dead"})
STRIKING = frozenset({"shoot", "stab", "beat", "strike", "hit"})
OWN_LIFE = re.compile(r"\b(?:his|her|their) own li(?:fe|ves)\b", re.IGNORECASE)


STEPS = tuple(
    (frozenset(verbs.split()), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for verbs, words in (
        ("arrest detain apprehend", r"arrest(?:ed|s|ing)|detain(?:ed|s|ing)|apprehended|in(?:to)? (?:\w+ )?custody"),
        ("charge indict", "charged|charging|indict(?:ed|ing)"),
        ("convict", "convict(?:ed|ing)|found guilty"),
        ("sentence", "sentenc(?:ed|ing)"),
        ("release free", "releas(?:ed|ing)|free(?:d|ing)"),
        ("flee escape", "fl(?:ed|ee|ees|eeing)|escap(?:es?|ed|ing)"),
        (
            "kill die",
            "kill(?:ed|s|ings?|ers?)|die[sd]?|dying|dead|deaths?|deadly|fatal(?:ly)?|murder(?:ed|s|ing)?|slain|slay(?:ing)?",
        ),
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
