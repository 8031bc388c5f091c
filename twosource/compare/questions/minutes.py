"""In which minute of a match one goal fell, or one player was sent off: "in the 78th minute", "after 78 minutes".

A match has several goals, and a player may score twice. Two reports tell of one where each gives one minute alone for
what its player did, and both call it by one word (the winner, a penalty) or with one score beside it. Nobody is sent
off twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import of_one
from twosource.compare.stances import stance
from twosource.compare.tallies import tallies
from twosource.compare.verdicts import Answer, Verdict, grouped
from twosource.data import Anchor, Conflict, Status

NTH = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)[- ]minute\b(?! of (?:added|stoppage|injury|extra))", re.IGNORECASE)
AFTER = re.compile(r"\b(?:after|on) (\d{1,3}) minutes\b", re.IGNORECASE)  # that minute, or the one that began with it
OFF = re.compile(
    r"\b(?:sent|sending)[- ]off\b|\bred card\b|\bshown (?:a )?(?:straight |second )?(?:red|yellow)\b", re.IGNORECASE
)
GOAL = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|goals?|winner|equali[sz]\w+|opener|penalty|spot[- ]kick|headed (?:in|home)|header|netted|slotted|"
    r"tapped (?:in|home)|fired (?:in|home)|struck|put \w+(?: \w+)? ahead)\b",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:scor\w+|struck|netted) twice\b|\bbrace\b|\bhat[- ]trick\b|\b(?:both|two) goals\b", re.IGNORECASE
)
# which of the goals
WHICH = {
    "winner": re.compile(r"\b(?:winner|winning goal|decisive goal|only goal)\b", re.IGNORECASE),
    "equaliser": re.compile(r"\bequali[sz]\w+|\bleveller\b|\blevelled\b", re.IGNORECASE),
    "opener": re.compile(
        r"\bopener\b|\bopened the scoring\b|\b(?:opening|first) goal\b|\bbroke the deadlock\b", re.IGNORECASE
    ),
    "second": re.compile(r"\bsecond goal\b|\bdoubled\b", re.IGNORECASE),
    "third": re.compile(r"\bthird goal\b", re.IGNORECASE),
    "penalty": re.compile(r"\bpenalty\b|\bspot[- ]kick\b", re.IGNORECASE),
    "ahead": re.compile(r"\bput \w+(?: \w+)? ahead\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Minute:
    """What a player did in which minute: the least and the most that the words allow; of a goal, `which` it was."""

    point: Point
    player: str
    off: bool
    least: int
    most: int
    words: Anchor
    which: frozenset[str]
    scores: frozenset[str]

    @property
    def article(self) -> str:
        """Id of the article that tells it."""
        return self.point.article


def judge_minutes(events: Sequence[Point], actor_of: Mapping[str, str]) -> Iterator[Ruled]:
    """One verdict for each goal or sending-off whose minute two reports give."""
    several = {p.article for p in events if MORE.search(p.statement.sentence.quote)}
    told = [m for p in events for m in _minutes(p, actor_of) if m.off or m.article not in several]
    once = [
        m
        for m in told
        if all(_meet(m, n) for n in told if (n.article, n.player, n.off) == (m.article, m.player, m.off))
    ]
    for group in of_one(once, _one_deed):
        values = grouped(group, _meet)
        answers = tuple(Answer(tuple(m.point for m in v), v[0].words, f"minute {v[0].least}") for v in values)
        words = [m.words for m in group]
        if len(values) == 1:
            yield (
                Verdict(
                    "quantity", Status.CORROBORATED, answers, (because("minute.same", [w.quote for w in words], words),)
                ),
                1.0,
            )
        elif not any(a.article == b.article for one, two in combinations(values, 2) for a in one for b in two):
            reason = because("minute.apart", [w.quote for w in words], words)
            yield Verdict("quantity", Status.CONFLICTING, answers, (reason,), Conflict.QUANTITY), 1.0


def _minutes(point: Point, actor_of: Mapping[str, str]) -> Iterator[Minute]:
    """The minutes that a statement gives for what somebody did."""
    said, quote = point.statement, point.statement.anchor.quote
    off = OFF.search(quote) is not None
    entity = said.recipient_entity or said.actor_entity if off else said.actor_entity
    if stance(point) != "affirmed" or entity is None or entity not in actor_of or not (off or GOAL.search(quote)):
        return
    which = frozenset(name for name, words in WHICH.items() if words.search(quote))
    scores = frozenset(pair for pair, _ in tallies(said.sentence.quote))
    for pattern, more in ((NTH, 0), (AFTER, 1)):
        for match in pattern.finditer(quote):
            start, end = said.anchor.start + match.start(), said.anchor.start + match.end()
            words = Anchor(said.anchor.article, start, end, match[0])
            minute = int(match[1])
            yield Minute(point, actor_of[entity], off, minute, minute + more, words, which, scores)


def _meet(one: Minute, two: Minute) -> bool:
    return one.least <= two.most and two.least <= one.most


def _one_deed(one: Minute, two: Minute) -> bool:
    if one.player != two.player or one.off != two.off:
        return False
    if one.point.days and two.point.days and not one.point.days & two.point.days:
        return False
    if one.off:
        return True
    if one.which and two.which:
        return bool(one.which & two.which)
    return bool(one.scores & two.scores) or _meet(one, two)
