"""One office, two holders: what only one person holds at a time, given to two persons by two reports.

"Iran's interior minister X" against "Iran's interior minister Y". No finding where the names are variants of one name,
where a report itself has two such persons or tells that the office changes hands, or where several share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.given import Given, one_time
from twosource.compare.questions.offices import Office, offices, owners_of, shared
from twosource.compare.questions.successions import OFFICE, changes_hands
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Actor, Conflict, Document, Status
from twosource.models.names import name_parts, same_name
from twosource.models.spelling import alike_part

SCORE = 0.9
VARIANT = 0.6  # from which two names may be one: a letter or two apart
GIVEN_NAME = 0.7  # likeness of two given names before one family name that may be one name
LONG_AGO = 60  # days before its report from which a sentence tells of an earlier time


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in an office."""

    given: Given
    office: Office
    name: str


def judge_holders(
    descriptions: Sequence[Given], actors: Sequence[Actor], documents: Sequence[Document], setting: Setting
) -> Iterator[Ruled]:
    """The offices to which two reports give two holders, each with its score."""
    owners = owners_of(actors)
    names = {a.id: a.name for a in actors if a.type == "person"}
    people = [g for g in descriptions if g.actor in names]
    several = {office for g in people for office in shared(g.said, owners)}
    held = [
        Holding(g, office, max((names[g.actor], g.said.name.quote), key=lambda n: len(name_parts(n))))
        for g in people
        if not _long_ago(g)
        for office in offices(g.said, owners)
        if not any((office.role, whose) in several for whose in office.whose)
    ]
    holders: dict[tuple[str, Office], list[Holding]] = defaultdict(list)
    for holding in held:
        holders[holding.given.actor, holding.office].append(holding)
    told: set[frozenset[str]] = set()
    for left, right in combinations(holders.values(), 2):
        pair = frozenset((left[0].given.actor, right[0].given.actor))
        if len(pair) < 2 or pair in told or not left[0].office.same(right[0].office):
            continue
        rivals = next(((a, b) for a in left for b in right if _rivals(a, b, setting)), None)
        if rivals is None:
            continue
        told.add(pair)
        verdict = _judge(*rivals, held, documents)
        if verdict is not None:
            yield verdict, SCORE


def _rivals(one: Holding, two: Holding, setting: Setting) -> bool:
    """Whether two reports of one time name two persons."""
    return (
        one.given.article != two.given.article
        and not one_person(one.name, two.name)
        and one_time(one.given, two.given, setting)
    )


def one_person(one: str, two: str) -> bool:
    """Whether two names may be one person's: variants, or one family name after given names that are much alike."""
    first, second = name_parts(one), name_parts(two)
    if len(first) < 2 or len(second) < 2 or same_name(one, two, "person")[0] >= VARIANT:
        return True
    return alike_part(first[-1], second[-1]) and JaroWinkler.similarity(first[0], second[0]) >= GIVEN_NAME


def _judge(one: Holding, two: Holding, held: Sequence[Holding], documents: Sequence[Document]) -> Verdict | None:
    """The disagreement of two holders, with all who speak for each; None where they need not exclude each other."""
    sides = [
        [
            h
            for h in held
            if h.given.actor == side.given.actor and (h.office.same(one.office) or h.office.same(two.office))
        ]
        for side in (one, two)
    ]
    articles = [{h.given.article for h in side} for side in sides]
    if articles[0] & articles[1] or changes_hands(documents, [one.name, two.name], OFFICE):
        return None
    anchors = [h.given.said.anchor for side in sides for h in side]
    office = " ".join((one.office.role, *sorted(one.office.field)))
    reason = because("office.two-holders", [office, one.name, two.name], anchors)
    answers = tuple(
        Answer(tuple(dict.fromkeys(h.given.point for h in side)), side[0].given.said.name, side[0].name)
        for side in sides
    )
    return Verdict("person", Status.CONFLICTING, answers, (reason,), Conflict.PERSON)


def _long_ago(given: Given) -> bool:
    """Whether the sentence dates what it tells long before its report: who was minister in 2003 is none today."""
    said, published = given.said, given.said.document.article.published_date
    sentence = given.point.statement.sentence
    times = [t for t in said.document.times if t.last and sentence.covers(t.anchor)]
    return published is not None and any((published - date.fromisoformat(t.last)).days > LONG_AGO for t in times)
