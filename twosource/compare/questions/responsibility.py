"""Who says that they did it: no group claimed the attack by one report, by another a group said that it had carried it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.compare.event_verdicts import opposed
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Conflict, Status

NOBODY = re.compile(
    r"\b(?:no (?:\w+ )?(?:group|one|organi[sz]ation|faction|side|party|individual|country)|nobody|none)\b[^.;]{0,40}?"
    r"\b(?:claimed|taken|took|admitted)\b[^.;]{0,20}?\bresponsibility\b|\bno (?:\w+ ){0,2}claims? of responsibility\b|"
    r"\bresponsibility (?:\w+ ){0,6}?(?:had|has|was) (?:not|yet to) ",
    re.IGNORECASE,
)
CLAIMED = re.compile(
    r"(?<!not )(?<!n[’']t )\b(?:claim(?:s|ed)?|took|takes|taken|accepted) (?:\w+ )?responsibility\b|"
    r"\b(?:said|says|saying|announced|boasted|posted) (?:\S+ ){0,3}?(?:it|they|its \w+|their \w+|he|she|we)(?: had| has| have)? "
    r"(?:carried out|was behind|were behind|been behind|staged|planted|conducted)\b|\bclaimed (?:the|that|this|an|it) (?:\w+ )?(?:attack|bombing|blast|"
    r"shooting|assault|raid|ambush|explosion|killings?|strike)\b",
    re.IGNORECASE,
)

# a denial in the same sentence, or an attack that is another
OTHER = re.compile(
    rf"{NOBODY.pattern}|\b(?:another|other|earlier|previous|similar|last (?:week|month|year))\b", re.IGNORECASE
)


def judge_responsibility(told: Mapping[str, Sequence[Point]], setting: Setting) -> Iterator[Ruled]:
    """What reports say of who claims the attack: nobody and somebody, or two, each of which no report sets beside the other."""
    denied, claimed = (
        [p for points in told.values() for p in points if _says(p, words)] for words in (NOBODY, CLAIMED)
    )
    claimed = [p for p in claimed if not OTHER.search(p.statement.sentence.quote)]
    both = {p.article for p in denied} & {p.article for p in claimed}
    groups = _by_group([p for p in claimed if p.article not in both])
    denied, claimed = (first_each([p for p in points if p.article not in both]) for points in (denied, claimed))
    if denied and claimed and not setting.before(denied, claimed):  # which is a state that turned (`states`)
        stances = (
            Answer(tuple(claimed), claimed[0].statement.anchor, "affirmed"),
            Answer(tuple(denied), denied[0].statement.anchor, "negated"),
        )
        verdict = opposed(claimed, denied, stances, setting, "polarity.negated")
        hours = [[setting.hour(p) for p in points] for points in (denied, claimed)]
        if all(all(known) for known in hours) and max(hours[0]) < min(hours[1]):
            verdict = replace(verdict, status=Status.UPDATED)
        yield verdict, 1.0
    sides = {who: first_each(points) for who, points in groups.items()}
    telling = [{p.article for p in side} for side in sides.values()]
    if len(sides) > 1 and sum(map(len, telling)) == len(set().union(*telling)):
        answers = tuple(Answer(tuple(side), side[0].statement.anchor, name) for name, side in sides.items())
        reason = because("responsibility.two", sides, [p.statement.anchor for side in sides.values() for p in side])
        yield Verdict("event", Status.CONFLICTING, answers, (reason,), Conflict.LABEL), 1.0


def _says(point: Point, words: re.Pattern[str]) -> bool:
    """Whether the sentence says so in the words of this statement, and it is the first of them."""
    statement = point.statement
    found = words.search(statement.sentence.quote)
    if found is None:
        return False
    start, end = (statement.sentence.start + at for at in found.span())
    return start < statement.anchor.end and statement.anchor.start < end


def _by_group(claimed: Sequence[Point]) -> dict[str, list[Point]]:
    """The claims by who makes them, where a name says it."""
    sides: dict[str, list[Point]] = {}
    for point in claimed:
        who = point.statement.claimer or (point.statement.actor.quote if point.statement.actor else "")
        names = NAME.findall(who)
        if names:
            known = next((side for side in sides if set(NAME.findall(side)) & set(names)), who)
            sides.setdefault(known, []).append(point)
    return sides


NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
