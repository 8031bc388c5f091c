"""What two reports of one day tell alike but for words that exclude each other (`contrasts.py`), as a disagreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.compare.acts import told_acts
from twosource.compare.contrasts import (
    MODEL,
    ORDINAL,
    PART,
    TOWARD,
    VOTE,
    WAY,
    WHOLE,
    Words,
    charges_apart,
    told_otherwise,
    wordings_apart,
)
from twosource.compare.doubts import measures_apart
from twosource.compare.kinds import kinds_apart, lands_apart
from twosource.compare.opposites import opposite
from twosource.compare.points import Point
from twosource.compare.stances import WORD, stance, telling
from twosource.compare.tallies import tallies
from twosource.compare.verdicts import FACING, Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Reason, Statement, Status

CONTRARY = 0.65  # score from which opposite verbs are told of one thing: they are what makes it less alike
REST = 0.5  # share of the content words of both that is the same once the words at odds are left out


def judge_otherwise(points: Sequence[Point], setting: Setting, told: Sequence[Point]) -> Iterator[Verdict]:
    """The disagreements between statements that are plainly of one thing. `told` are all event points of the story."""
    for a, b in combinations(points, 2):
        score = max(setting.likeness.get(pair, 0.0) for pair in ((id(a), id(b)), (id(b), id(a))))
        acts = opposite(told_acts(a.statement), told_acts(b.statement))
        if a.article == b.article or score < (CONTRARY if acts else FACING["event"]):
            continue
        words = told_otherwise(a, b) or wordings_apart(a, b)
        if acts and any(changes(p, told) for p in (a, b)):
            continue
        if words is not None and _of_one_thing(a, b, words):
            verdict = at_odds(a, b, words, setting)
            if verdict is not None:
                yield verdict


def changes(point: Point, told: Sequence[Point]) -> bool:
    """Whether a report tells the opposite of the same thing too: "was closed at noon", "was reopened at five"."""
    acts = told_acts(point.statement)
    return any(
        x.article == point.article
        and x.statement is not point.statement
        and opposite(told_acts(x.statement), acts)
        and _share_a_part(x, point)
        for x in told
    )


def at_odds(a: Point, b: Point, words: Words, setting: Setting, *more: Reason) -> Verdict | None:
    """The disagreement on these words; None where the statements need not be of one day or one period, or do not both tell what
    happened or both what is to.
    """
    one_day = setting.published(a) == setting.published(b) or bool(a.days & b.days)
    if len({ALSO.search(p.anchor.quote) is None for p in (a, b)}) > 1:
        return None
    if _both_end(a, b) or _two_shares(a, b) or _both_told(a, b, words, setting):
        return None
    if PERIOD.search(words[0].quote) or not one_day or {stance(a), stance(b)} not in ({"affirmed"}, {"planned"}):
        return None
    differ_in = _differ_in(words)
    sides = all(VOTE.search(w.quote) for w in words)  # 52 voted for, 48 against
    if (differ_in is Conflict.LABEL or sides) and a.figures and b.figures and not a.figures & b.figures:
        return None  # exports rose 5 percent, imports 9: each has its own figure
    inputs = tuple(w.quote for w in words)
    answers = tuple(Answer((p,), p.statement.anchor, w) for p, w in zip((a, b), inputs, strict=True))
    reason = Reason(rule="words.exclude", inputs=inputs, anchors=words)
    return Verdict("event", Status.CONFLICTING, answers, (reason, *more), differ_in)


def _both_told(a: Point, b: Point, words: Words, setting: Setting) -> bool:
    """Whether the report of the one gives the other's score, vote or city too: there were two."""
    one, two = ({pair for pair, _ in tallies(w.quote)} for w in words)
    if not (one and two):
        names = [TOWARD.fullmatch(w.quote) for w in words]
        return any(name and name[2] in setting.articles[p.article].text for name, p in zip(names, (b, a), strict=True))
    here, there = ({pair for pair, _ in tallies(setting.articles[p.article].text)} for p in (a, b))
    return bool(one & there or two & here)


ALSO = re.compile(r"\b(?:also|as well)\b|\btoo\b(?=\W*$|,)", re.IGNORECASE)  # one more: her second marriage also failed


def _both_end(a: Point, b: Point) -> bool:
    """Whether a measure is blocked here and lifted there: an order that a court blocks is in force no more."""
    lifting = {p.statement.lemma for p in (a, b)}
    measures = [telling(p.statement.recipient) & MEASURES for p in (a, b) if p.statement.recipient is not None]
    return "lift" in lifting and bool(lifting & STOPPING) and len(measures) > 1 and bool(measures[0] & measures[1])


def _two_shares(a: Point, b: Point) -> bool:
    """Whether two shares of those asked are the claimers: half would support it, 46 percent oppose it."""
    claimers = [p.statement.claimer or "" for p in (a, b)]
    return all(SHARE.search(c) for c in claimers) and claimers[0].lower() != claimers[1].lower()


SHARE = re.compile(r"\d\s?%|\bper ?cent\b|\b(?:half|third|quarter|fifth|majority|most)\b", re.IGNORECASE)
STOPPING = frozenset({"block", "suspend", "halt", "pause", "stop", "freeze", "bar"})
MEASURES = frozenset(
    "order ban injunction ruling rule restriction sanction curfew embargo blockade decree mandate".split()
)


def _differ_in(words: Words) -> Conflict:
    """In what two stretches that exclude each other differ: a figure, a place, what somebody or something is, or the act."""
    one, two = words
    if any(tallies(one.quote)) or any(mark.search(one.quote) for mark in (ORDINAL, PART, WHOLE)):
        return Conflict.QUANTITY
    if WAY.search(one.quote) or TOWARD.fullmatch(one.quote):
        return Conflict.PLACE
    what = telling(one), telling(two)
    kinds = MODEL.search(one.quote) or kinds_apart(*what) or lands_apart(*what)
    return Conflict.LABEL if kinds else Conflict.POLARITY


# "the third quarter", "the fourth night" are two of several, each of which had its own
PERIOD = re.compile(
    r" (?:quarter|half|minute|hour|day|night|weekend|week|month|year|season|time|round|stage|set|lap)$", re.IGNORECASE
)


def _of_one_thing(a: Point, b: Point, words: Words) -> bool:
    """Whether the statements are the same but for the words, name no two actors of which each knows only one, and share whom
    or what it befell or who did it where the verbs are opposite: one was killed, two others injured.
    """
    if opposite(told_acts(a.statement), told_acts(b.statement)) and not _share_a_part(a, b):
        return False
    if measures_apart(a.anchor.quote, b.anchor.quote) or charges_apart(a.anchor.quote, b.anchor.quote):
        return False  # beat forecasts of revenue, missed those of profit; convicted of theft, acquitted of assault
    if a.own_actors - b.own_actors and b.own_actors - a.own_actors and _names_apart(a, b, words):
        return False
    left_out = {w for words_ in words for w in words_.quote.lower().split()}
    voted = a.statement.lemma == b.statement.lemma == "vote" and any(
        tallies(words[0].quote)
    )  # on what, another clause says
    one, two = ({x for x in (p.around if voted else p.lemmas) if not _among(x, left_out)} for p in (a, b))
    return len(one & two) >= REST * len(one | two) and bool(one & two)


def _names_apart(a: Point, b: Point, words: Words) -> bool:
    """Whether each of two statements has a name that the other has not, the words at odds apart, however their actors are told
    apart.
    """
    one, two = (set(NAME.findall(p.statement.anchor.quote)) for p in (a, b))
    at_odds = {name for w in words for name in NAME.findall(w.quote)}
    return bool(one - two - at_odds and two - one - at_odds)


NAME = re.compile(r"\b[A-Z][^\W\d_]+")


def _share_a_part(a: Point, b: Point) -> bool:
    """Whether two statements name alike whom or what it befell; who did it, where one does not say that. Whose bail is told is
    in either place.
    """
    one, two = a.statement, b.statement
    if all(told_acts(s) & BAILING for s in (one, two)):
        return bool(a.own_actors & b.own_actors)
    for x, y in ((one.recipient, two.recipient), (one.actor, two.actor), (_theme(one), _theme(two))):
        if x is not None and y is not None:
            return bool(telling(x) & telling(y)) and not _told_of_two(x, y)
    return False


def _told_of_two(one: Anchor, two: Anchor) -> bool:
    """Whether what follows the noun makes two things of two phrases: the strike at the port, the strike at the airport."""
    tails = [WORD.findall(words[m.end() :]) if (m := TAIL.search(words)) else [] for words in (one.quote, two.quote)]
    return all(tails) and not set(tails[0]) & set(tails[1])


TAIL = re.compile(r"\b(?:at|in|of|for|with|on|against|from|by) (?:(?:the|an?|its|his|her|their) )?", re.IGNORECASE)


def _theme(statement: Statement) -> Anchor | None:
    """What a statement is about that names only one: whom or what it befell, or who did what befalls nobody."""
    return None if None not in (statement.actor, statement.recipient) else statement.recipient or statement.actor


BAILING = frozenset({"bailed", "unbailed"})


def _among(lemma: str, words: set[str]) -> bool:
    return any(word.startswith(lemma[:4]) for word in words)
