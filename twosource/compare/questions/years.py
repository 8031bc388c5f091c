"""In which year something was made, begun or ended that has one: built in 2016, founded in 1998, born in 1971.

Such years stand in clauses and beside pronouns ("which was built in 2016", "it had been built in 2019"), where no likeness of the
statements brings the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.questions.whose import resolved, same_phrase, telling_words, whose
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.compare.when import bound_of, dated
from twosource.data import Conflict, Modality, Status, TimeRange

# on each line verbs for what happens once to a thing, and to whom
MADE = {
    verb: line.split()[0]
    for line in (
        "build construct erect",
        "found establish set_up create",
        "bear",
        "marry wed",
        "inaugurate",
        "complete finish",
        "invent discover",
        "commission",
        "abolish",
    )
    for verb in line.split()
}
DONE = {
    verb: verb for verb in "join retire marry divorce graduate emigrate die".split()
}  # by one who has one such year

WITH = frozenset("join marry divorce".split())  # of which one may do several, each with another


@dataclass(frozen=True, slots=True)
class _Made:
    point: Point
    act: str
    of: str  # whose
    other: frozenset[str]  # what was joined
    time: TimeRange

    @property
    def article(self) -> str:
        return self.point.article


def judge_years(told: Mapping[str, Sequence[Point]], actor_of: Mapping[str, str], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing of which two reports give two years. `told` are the event points by article."""
    found = [made for points in told.values() for p in points if (made := _made(p, points)) is not None]
    given = {(x.article, x.act, x.time.first[:4]) for x in found}
    pairs = [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(found), 2)
        if a.article != b.article and _apart(a.time, b.time) and _one(a, b, actor_of)
        # a report that gives both tells of two
        if not any((x.article, x.act, y.time.first[:4]) in given for x, y in ((a, b), (b, a)))
    ]
    for rows in linked(len(found), pairs):
        sides: dict[str, list[_Made]] = {}
        for made in (found[i] for i in rows):
            sides.setdefault(made.time.first[:4], []).append(made)
        answers = tuple(
            Answer(tuple(first_each([x.point for x in side])), side[0].time.anchor, side[0].time.value)
            for side in sides.values()
        )
        reason = because("date.years", sides, [x.time.anchor for side in sides.values() for x in side])
        yield Verdict("date", Status.CONFLICTING, answers, (reason,), Conflict.DATE), 1.0


def _made(point: Point, told: Sequence[Point]) -> _Made | None:
    statement = point.statement
    made = MADE.get(statement.lemma)
    act = made or DONE.get(statement.lemma)
    if act is None or stance(point) != "affirmed" or statement.modality is not Modality.ASSERTED:
        return None
    times = [
        t
        for t in dated(point)
        if len(t.first) and t.first[:4] == t.last[:4] and not t.approximate and not t.rule.startswith("ago")
    ]
    if len({t.first[:4] for t in times}) != 1 or _bounded(point, times):
        return None
    phrase = whose(statement, of_the_doer=made is None)
    of = resolved(phrase, point, told)
    other = statement.recipient if made is None else None
    return _Made(point, act, of, telling_words(other.quote) if other else frozenset(), times[0]) if of else None


def _bounded(point: Point, times: Sequence[TimeRange]) -> bool:
    """Whether some of the times only end a stretch, or are not sure: "since 1998", "about 1998"."""
    sentence = point.statement.sentence
    if any(ABOUT.search(sentence.quote[: max(0, t.anchor.start - sentence.start)]) for t in times):
        return True
    return any(bound_of(replace(point, kind="date", value=t.value, time=t, focus=t.anchor)) for t in times)


ABOUT = re.compile(r"\b(?:about|around|circa|roughly|some time)\s(?:in )?$", re.IGNORECASE)


def _apart(one: TimeRange, two: TimeRange) -> bool:
    return one.first[:4] != two.first[:4]


def _one(a: _Made, b: _Made, actor_of: Mapping[str, str]) -> bool:
    if a.act != b.act or (a.act in WITH and not a.other & b.other):
        return False
    people = [_entity(x, actor_of) for x in (a, b)]
    return (people[0] == people[1] != "") or same_phrase(a.of, b.of)


def _entity(made: _Made, actor_of: Mapping[str, str]) -> str:
    statement = made.point.statement
    entity = statement.actor_entity if made.act in DONE else statement.recipient_entity
    return actor_of.get(entity or "", "")
