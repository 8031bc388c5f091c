"""How old somebody is, where two reports tell: of a person (`aged` says whose age it is), or beside what he is, where a report
tells of one such person alone: "the driver, 52", "the 47-year-old driver".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import msgspec

from twosource.compare.beings import LEAST, being
from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article, figure_key, nearest, one_value_each, past_of
from twosource.compare.questions.aged import AFTER, NAMING, Persons, ages_of, bearer_of, subject_of_age
from twosource.compare.questions.evidence import Ruled, several, tokens_of
from twosource.compare.questions.fates import ROLES, SEVERAL
from twosource.compare.questions.parse import has_word
from twosource.compare.verdicts import Setting, judge_figures
from twosource.data import Actor, Anchor, Document, Quantity
from twosource.models.names import same_name

# of whom a report may well tell several
MANY = frozenset("man woman person people child boy girl one other somebody someone youth male female".split())
OTHER = frozenset({"another", "other", "second", "third", "one", "fellow"})
DEFINITE = frozenset({"the", "his", "her", "their", "its", "whose"})
NEAR = 3  # years that two reports' ages of one person lie apart where only likeness says that it is one person
NEARLY = 0.7  # score of two full names that are a letter or two apart


# "the attacker, a 24-year-old man"
SAID_OF = re.compile(r"\b[Tt]he (?:\w+ )?(\w+)(?:,(?: described as| identified as)?| is| was) an? (?:[\w-]+ )?$")
# who stands for one and the same in two reports, where neither tells of several
ATTACKER = re.compile(rf"{ROLES}|suspect")


@dataclass(frozen=True, slots=True)
class Told:
    """An age that a report gives, as evidence; `sure` where more than a pointer says whose it is."""

    point: Point
    sure: bool

    @property
    def article(self) -> str:
        """Id of the article that tells it."""
        return self.point.article

    @property
    def years(self) -> float:
        """The age."""
        return (self.point.quantity.low if self.point.quantity else None) or 0.0


def judge_ages(
    documents: Sequence[Document], actors: Sequence[Actor], points: Sequence[Point], setting: Setting
) -> Iterator[Ruled]:
    """One verdict for each person whose age two reports give."""
    persons: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))  # by when they were of that age
    roles: dict[tuple[str, str], list[Told]] = defaultdict(list)
    figures = {p.focus: p for p in points if p.quantity is not None}
    events = by_article([p for p in points if p.kind == "event"])
    for document in documents:
        known = Persons(document, actors)
        for age in ages_of(document):
            told = figures.get(age.anchor) or nearest(events.get(document.article.id, ()), age.anchor)
            if told is None:
                continue
            aged = known.aged(age)
            if aged is not None:
                point = _point(document, told, age, aged.name)
                persons[_then(document, told, age)][aged.actor].append(Told(point, not aged.referred))
            if (aged is None or aged.referred) and (role := _role(document, age)) is not None:
                roles[role[1], told.past].append(Told(_point(document, told, age, role[0]), role[2]))
    judged = set[Anchor | None]()
    for found in (group for of_then in persons.values() for group in _of_one_person(of_then, actors)):
        if several(found) and one_value_each(found):
            judged |= {point.focus for point in found}
            yield judge_figures(found, setting), 1.0
    for alike in roles.values():
        found = [told.point for told in alike]
        sure = {told.article for told in alike if told.sure} == {p.article for p in found}
        if sure and several(found) and one_value_each(found) and not judged.issuperset(p.focus for p in found):
            yield judge_figures(found, setting), 1.0


def _then(document: Document, told: Point, age: Quantity) -> str:
    """When somebody was of that age, by any year that the sentence names: "X, 92, told a paper in 2006 that ..."."""
    sentence = told.statement.sentence
    times = tuple(t for t in document.times if sentence.covers(t.anchor))
    return past_of(document, msgspec.structs.replace(told.statement, times=times), age)


def _of_one_person(persons: Mapping[str, Sequence[Told]], actors: Sequence[Actor]) -> Iterator[list[Point]]:
    """The ages of each person: what only points to him counts for a report that does not name him with one, and near one of
    the others; two persons are one whose names are spelt nearly alike, whose ages are near, and of whom no report has both.
    """
    groups = {actor.id: _trusted(persons[actor.id]) for actor in actors if actor.id in persons}
    aged = [actor for actor in actors if groups.get(actor.id)]
    for a, b in combinations(aged, 2):
        if groups[a.id] and groups[b.id] and _nearly_one(a, b) and _near(groups[a.id], groups[b.id]):
            groups[a.id], groups[b.id] = [*groups[a.id], *groups[b.id]], []
    yield from ([told.point for told in group] for group in groups.values())


def _trusted(found: Sequence[Told]) -> list[Told]:
    sure = [told for told in found if told.sure]
    naming = {told.article for told in sure}
    pointing = [told for told in found if told.article not in naming]
    return [*sure, *(t for t in pointing if _near([t], sure or [u for u in pointing if u.article != t.article]))]


def _near(one: Sequence[Told], two: Sequence[Told]) -> bool:
    return bool(two) and all(any(abs(a.years - b.years) <= NEAR for b in two) for a in one)


def _nearly_one(a: Actor, b: Actor) -> bool:
    """Whether two persons' full names are a slip of the pen apart, and no report tells of both."""
    together = {e.partition("/")[0] for e in a.entities} & {e.partition("/")[0] for e in b.entities}
    score, why = same_name(a.name, b.name, "person")
    return not together and score >= NEARLY and why == "a letter or two apart"


def _point(document: Document, told: Point, age: Quantity, name: Anchor) -> Point:
    """The age as evidence: the name with it, and the statement around them where that tells no other age."""
    around = told.statement.anchor
    ages = sum(q.dimension == "age" for q in told.statement.quantities)
    words = [age.anchor, name, *([around] if around.covers(age.anchor) and ages < 2 else [])]
    anchor = document.article.anchor(min(w.start for w in words), max(w.end for w in words))
    return replace(told, kind="quantity", anchor=anchor, value=figure_key(age), focus=age.anchor, quantity=age)


def _role(document: Document, age: Quantity) -> tuple[Anchor, str, bool] | None:
    """The noun beside an age that says what somebody is, its lemma, and whether the report has it as the only one: none where
    it tells of several.
    """
    doc = document.doc
    span = tokens_of(document, age.anchor)
    if document.meaning is None:
        return None
    after = next((t for t in doc[span.end : span.end + 3] if t.pos_ == "NOUN"), None)
    if after is not None and not all(t.pos_ in NAMING for t in doc[span.end : after.i]):
        after = None
    said = bearer_of(document, age) or subject_of_age(document, age.anchor)
    noun = (
        said or after or next((t for t in reversed(doc[max(0, span.start - 6) : span.start]) if t.pos_ == "NOUN"), None)
    )
    if (
        noun is None
        or noun.tag_ != "NN"
        or (noun not in {said, after} and not AFTER.fullmatch(doc.text, noun.idx + len(noun), age.anchor.start))
    ):
        return None
    word = lemma_of(noun)
    if word in MANY and (found := SAID_OF.search(doc.text, 0, age.anchor.start)) is not None:
        noun = next((t for t in reversed(doc[: span.start]) if t.idx == found.start(1)), noun)
        word = lemma_of(noun)
    if word in MANY or being(document.meaning[noun.i]) < LEAST or doc[min(noun.i + 1, len(doc) - 1)].pos_ == "PROPN":
        return None
    same = [t for t in doc if t.lower_.startswith(word[:4]) and lemma_of(t) == word]
    if any(t.tag_ == "NNS" or has_word(t, OTHER) for t in same):
        return None
    definite = any(has_word(t, DEFINITE) for t in same)
    if ATTACKER.fullmatch(word) and not SEVERAL.search(doc.text):
        word = "attacker"
    return document.article.anchor(noun.idx, noun.idx + len(noun)), word, definite
