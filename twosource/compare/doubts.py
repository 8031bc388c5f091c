"""What makes it doubtful, or plain, that two statements tell one thing.

However alike their words are: other days, another measure, one more of a kind, what is still to come, or hardly a word in
common beside a name. Agreement on such statements is loose (`sureness.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.compare.contrasts import swapped
from twosource.compare.kinds import SPEAKING, kinds_apart
from twosource.compare.points import Point
from twosource.compare.stances import one_act, one_verb, stance, telling
from twosource.compare.when import days_apart
from twosource.data import Anchor, Polarity, Statement
from twosource.models.roles import land_of


def doubtful(a: Point, b: Point) -> bool:
    """Whether something says that two statements of two articles may tell two things."""
    one, two = a.statement, b.statement
    return (
        _one_more(one) != _one_more(two)
        or (a.kind in NAMED and len(a.lemmas & b.lemmas) <= BESIDE_NAME and not one_act(one.lemma, two.lemma))
        or _to_come(a, b)
        or of_two_measures(one, two)
        or _reply_of_another(a, b)
        or _lost_and_found(one, two)
        or _without(one, two)
        or _without(two, one)
        or _told_otherwise(a, b)
        or (a.kind != "date" and days_apart(a, b))
        or (a.kind != "date" and _elsewhere(one, two))
        or swapped(one, two)
    )


def plain(a: Point, b: Point) -> bool:
    """Whether two statements tell of one act and share much of what they say about it."""
    return len(a.lemmas & b.lemmas) >= MUCH and one_act(a.statement.lemma, b.statement.lemma)


MUCH = 4  # content words
NAMED, BESIDE_NAME = frozenset({"place", "person"}), 1  # one word may be the name itself


def _one_more(statement: Statement) -> bool:
    """Whether whom or what a statement is about comes after others: a second man, another body, a further piece."""
    return any(MORE.match(phrase.quote) for phrase in (statement.actor, statement.recipient) if phrase is not None)


MORE = re.compile(
    r"(?:(?:an?|the|one)\s)?(?:second|third|fourth|fifth|another|further|separate|additional)\b", re.IGNORECASE
)


def _to_come(a: Point, b: Point) -> bool:
    """Whether one statement tells as done what the other plans, by one verb, or how it was decided what is to be decided on."""
    for plan, told in ((a, b), (b, a)):
        if (stance(plan), stance(told)) == ("planned", "affirmed"):
            verbs = plan.statement.lemma, told.statement.lemma
            return one_act(*verbs) or (verbs[0] in OPEN and verbs[1] not in OPEN)
    return False


OPEN = frozenset("vote decide debate discuss consider deliberate rule".split())


def of_two_measures(one: Statement, two: Statement) -> bool:
    """Whether what the one tells of is a measure, and what the other tells of is another: the revenue, the profit."""
    if one.actor is None or two.actor is None:
        return False
    return measures_apart(one.actor.quote, two.actor.quote)


def measures_apart(one: str, two: str) -> bool:
    """Whether two stretches of words each name measures, and none that the other does."""
    here, there = _measures(one), _measures(two)
    return bool(here and there) and not here & there


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _measures(words: str) -> frozenset[int]:
    return frozenset(number for number, names in enumerate(MEASURES) if names.search(words))


def _elsewhere(one: Statement, two: Statement) -> bool:
    """Whether both statements tell one verb of one place each, and these are two: arrested in Leeds, in Bradford. A state may
    hold the other's place; so may what is named with it.
    """
    if not one_verb(one.lemma, two.lemma) or len(one.places) != 1 or len(two.places) != 1:
        return False
    (here,), (there,) = one.places, two.places
    lands = land_of(here.quote), land_of(there.quote)
    if not all(_stands_in(s, s.places[0]) for s in (one, two)) or bool(lands[0]) != bool(lands[1]):
        return False
    if all(lands):
        return lands[0] != lands[1]
    words = telling(here), telling(there)
    return all(words) and not (words[0] & telling(two.sentence) or words[1] & telling(one.sentence))


def _stands_in(statement: Statement, place: Anchor) -> bool:
    """Whether a preposition says where, or where to, not far behind the verb; a name before the place makes it a part of that."""
    before = statement.sentence.quote[: place.start - statement.sentence.start]
    return IN.search(before) is not None and 0 < place.start - statement.predicate.end <= BEHIND


BEHIND = 30  # characters
IN = re.compile(r"\b(?:in|at|to|for|from|towards?|near|outside) (?:the )?$", re.IGNORECASE)


def _reply_of_another(a: Point, b: Point) -> bool:
    """Whether both tell of a reply, or one of what somebody does too, and nothing says that one and the same gave it: a
    ministry and a company may both decline to comment, and what they deny stands elsewhere.
    """
    one, two = a.statement, b.statement
    replies = {one.lemma, two.lemma} <= REPLYING
    too = one.lemma == two.lemma and any(_too(s.anchor.quote) for s in (one, two))
    if not (replies or too) or a.actors & b.actors:
        return False
    doers = [telling(s.actor) if s.actor is not None else frozenset[str]() for s in (one, two)]
    phrases = {s.actor.quote.lower() if s.actor is not None else "" for s in (one, two)}
    named_alike = len(phrases) == 1 and all(
        DEFINITE.match(phrase) for phrase in phrases
    )  # "the two sides" tell nothing
    return not (doers[0] & doers[1] or named_alike)


DEFINITE = re.compile(r"(?:the|both|its|their)\b", re.IGNORECASE)


def _lost_and_found(one: Statement, two: Statement) -> bool:
    """Whether one statement has somebody missing or trapped, and the other has them back."""
    return {_lost_found(one.anchor.quote), _lost_found(two.anchor.quote)} == {(True, False), (False, True)}


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _lost_found(words: str) -> tuple[bool, bool]:
    return bool(LOST.search(words)), bool(FOUND.search(words))


def _without(one: Statement, two: Statement) -> bool:
    """Whether one statement tells that something happened without what the other has: talks ended without an agreement, an
    agreement was reached.
    """
    lacking = _lacking(one.anchor.quote)
    return lacking in telling(two.anchor) and two.polarity is Polarity.POSITIVE and not NONE.search(two.anchor.quote)


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _lacking(words: str) -> str:
    found = WITHOUT.search(words)
    return found[1].lower() if found else ""


def _told_otherwise(a: Point, b: Point) -> bool:
    """Whether two statements tell one act with other things in it, a pistol and a rifle, or end one thing in other ways: who
    resigned was not dismissed.
    """
    one, two = a.statement.lemma, b.statement.lemma
    if any((one in here and two in there) or (two in here and one in there) for here, there in WAYS):
        return True
    return one_act(one, two) and kinds_apart(a.lemmas - SPEAKING, b.lemmas - SPEAKING) is not None


@lru_cache(maxsize=1 << 15)
def _too(words: str) -> bool:
    return TOO.search(words) is not None


# "ended without an agreement", "without reaching a deal": the noun
WITHOUT = re.compile(
    r"\bwithout (?:(?:reach|sign|secur|strik|achiev|find|get|giv|mak)\w*ing )?(?:an?|any) (?:[\w-]+ )?([a-z]{3,})\b(?! of\b)",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:without|no|not|never|neither|nor|any)\b|n[’']t\b", re.IGNORECASE)
LOST = re.compile(
    r"\b(?:missing|unaccounted for|feared dead|trapped|stranded|adrift|disappeared|vanished)\b", re.IGNORECASE
)
FOUND = re.compile(
    r"\b(?:rescued|saved|survived|freed|found|safely)\b|\b(?:are|is|was|were|be) (?:\w+ )?(?:well|safe|alive|unharmed|unhurt)\b",
    re.IGNORECASE,
)
WAYS = tuple(
    (frozenset(here.split()), frozenset(there.split()))
    for here, there in (
        ("resign quit retire", "dismiss sack fire oust remove expel"),
        ("postpone delay defer suspend", "cancel scrap abandon"),
        ("surrender", "capture catch arrest"),
        ("die drown", "survive escape"),
        ("hold meet", "collapse"),
    )
)
TOO = re.compile(r"\b(?:too|as well|also|in turn)\b", re.IGNORECASE)
REPLYING = frozenset(
    "deny reject dismiss refute dispute decline refuse react respond reply comment welcome condemn criticise criticize "
    "praise apologise apologize thank promise pledge vow warn agree disagree object appeal".split()
)


MEASURES = tuple(
    re.compile(rf"\b(?:{names})\b", re.IGNORECASE)
    for names in (
        "profits?|earnings|(?:net|operating|pre-?tax) income",
        "revenues?|sales|turnover",
        "dividends?",
        r"core (?:\w+ )?inflation",
        "(?<!core )inflation",
        "debts?",
        "exports?",
        "imports?",
        "orders",
        "output|production",
        "wages?|salar(?:y|ies)|earnings",
        "spending|expenditures?",
        "investments?",
        "unemployment|jobless",
        "deliveries|shipments",
    )
)
