"""How old somebody is, where reports give it right beside the name: "X, 49, a welder", "the 39-year-old captain X".

Or beside what he is, where a report tells of one such person alone: "the driver, 52", "the 47-year-old driver".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.compare.beings import LEAST, being
from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article, figure_key, nearest, one_value_each
from twosource.compare.questions.evidence import Ruled, several, tokens_of
from twosource.compare.questions.parse import has_word
from twosource.compare.verdicts import Setting, judge_figures
from twosource.data import Actor, Anchor, Document, Quantity

AFTER = re.compile(  # between a name and the age that follows it
    r"(?:\s\([^()]*\))?(?:,\s|\s\(|\s)(?:(?:who|now|is|was|aged|age|at)\s)*(?:(?:an?|the)\s(?:[\w’'-]+\s){0,2}?)?$"
)
BEFORE = re.compile(r"(?:\s[\w.’'-]+){0,4}?\s$")  # between "39-year-old" and the name: "Capt."
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
# of whom a report may well tell several
MANY = frozenset("man woman person people child boy girl one other somebody someone youth male female".split())
OTHER = frozenset({"another", "other", "second", "third", "one", "fellow"})
DEFINITE = frozenset({"the", "his", "her", "their", "its", "whose"})


def judge_ages(
    documents: Sequence[Document], actors: Sequence[Actor], points: Sequence[Point], setting: Setting
) -> Iterator[Ruled]:
    """One verdict for each person whose age two reports give."""
    persons: dict[str, list[Point]] = {}
    unnamed: dict[tuple[str, str], list[tuple[Point, bool]]] = {}
    figures = {p.focus: p for p in points if p.quantity is not None}
    events = by_article([p for p in points if p.kind == "event"])
    for document in documents:
        named = _names(document, actors)
        for age in (q for q in document.quantities if q.dimension == "age"):
            name, whose = _whose(document, age.anchor, named)
            told = figures.get(age.anchor) or nearest(events.get(document.article.id, ()), age.anchor)
            if name is not None and told is not None:
                persons.setdefault(whose, []).append(_point(document, told, age, name))
            elif told is not None and (role := _role(document, age.anchor)) is not None:
                unnamed.setdefault((role[1], told.past), []).append((_point(document, told, age, role[0]), role[2]))
    for actor in actors:
        found = persons.get(actor.id, [])
        if several(found) and one_value_each(found):
            yield judge_figures(found, setting), 1.0
    for aged in unnamed.values():
        found = [point for point, _ in aged]
        sure = {point.article for point, definite in aged if definite}
        if several(found) and one_value_each(found) and sure == {p.article for p in found}:
            yield judge_figures(found, setting), 1.0


def _names(document: Document, actors: Sequence[Actor]) -> list[tuple[Anchor, str]]:
    """The places that name a person of the story, with the actor."""
    persons = {entity: actor.id for actor in actors if actor.type == "person" for entity in actor.entities}
    return [
        (mention.anchor, persons[entity.id])
        for entity in document.entities
        if entity.id in persons
        for mention in entity.mentions
        if mention.kind != "pronoun"
    ]


def _point(document: Document, told: Point, age: Quantity, name: Anchor) -> Point:
    """The age as evidence: the name with it, and the statement around them."""
    around = told.statement.anchor
    words = [age.anchor, name, *([around] if around.covers(age.anchor) else [])]
    anchor = document.article.anchor(min(w.start for w in words), max(w.end for w in words))
    return replace(told, kind="quantity", anchor=anchor, value=figure_key(age), focus=age.anchor, quantity=age)


def _role(document: Document, age: Anchor) -> tuple[Anchor, str, bool] | None:
    """The noun beside an age that says what somebody is, its lemma, and whether the report has it as the only one: none where
    it tells of several.
    """
    doc = document.doc
    span = tokens_of(document, age)
    if document.meaning is None:
        return None
    after = next((t for t in doc[span.end : span.end + 3] if t.pos_ == "NOUN"), None)
    if after is not None and not all(t.pos_ in NAMING for t in doc[span.end : after.i]):
        after = None
    noun = after or next((t for t in reversed(doc[max(0, span.start - 6) : span.start]) if t.pos_ == "NOUN"), None)
    if (
        noun is None
        or noun.tag_ != "NN"
        or (after is None and not AFTER.fullmatch(doc.text, noun.idx + len(noun), age.start))
    ):
        return None
    word = lemma_of(noun)
    if word in MANY or being(document.meaning[noun.i]) < LEAST or doc[min(noun.i + 1, len(doc) - 1)].pos_ == "PROPN":
        return None
    same = [t for t in doc if t.lower_.startswith(word[:4]) and lemma_of(t) == word]
    if any(t.tag_ == "NNS" or has_word(t, OTHER) for t in same):
        return None
    definite = any(has_word(t, DEFINITE) for t in same)
    return document.article.anchor(noun.idx, noun.idx + len(noun)), word, definite


def _whose(document: Document, age: Anchor, named: Sequence[tuple[Anchor, str]]) -> tuple[Anchor | None, str]:
    """The name right beside an age and its actor, where there is one."""
    text = document.article.text
    for name, actor in named:
        if name.end <= age.start and AFTER.fullmatch(text, name.end, age.start):
            return name, actor
        if age.end <= name.start and BEFORE.fullmatch(text, age.end, name.start):
            between = document.doc.char_span(age.end, name.start, alignment_mode="contract") or ()
            if all(t.pos_ in NAMING for t in between if t.is_alpha):
                return name, actor
    return None, ""
