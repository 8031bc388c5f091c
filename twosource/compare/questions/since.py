"""Since when something is so, and when it began: "in force since Saturday" against "imposed on Sunday".

A perfect with "since" gives the first day of a state ("has commanded the guard since 2011"), a verb of beginning gives that day as
its own ("took over the guard in 2015"). Two reports meet where the state and its beginning are of one thing by its noun, for an
office also of one person. What is announced or declared may lie ahead: only a day after the state's first is at odds with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article
from twosource.compare.questions.evidence import Ruled, because, focus_of, tokens_of
from twosource.compare.questions.parse import is_copular, subjects_of
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.compare.when import MONTH, UNSURE_DATES, bound_of
from twosource.data import Conflict, Document, Status, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Token

IN_FORCE = frozenset("force effect place".split())
SET = frozenset("impose declare announce introduce proclaim order enact decree begin start".split())
AHEAD = frozenset("declare announce proclaim order enact decree".split())  # what is said before it begins
HOLDS = frozenset("lead head command run rule govern chair own".split())
TAKES = frozenset("take take_over assume become inherit".split())
GOES_ON = frozenset("go continue rage last".split())
BEGINS = frozenset("begin start break erupt launch open".split())
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "xcomp"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "flat", "nmod:poss"})


@dataclass(frozen=True, slots=True)
class Start:
    """What one report says of when something began. `lasts` says that it gives the state that has lasted since; `things` are the
    nouns of the state or the beginning, each with what modifies it.
    """

    point: Point
    time: TimeRange
    verb: Token
    lasts: bool
    things: dict[str, frozenset[str]]

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def find_starts(documents: Sequence[Document], events: Sequence[Point]) -> Iterator[Start]:
    """The days and years since which something is so, and those on which something began. `events` are the event points."""
    of_article = by_article(events)
    for document in documents:
        if not document.doc.has_annotation("DEP"):
            continue
        for point in of_article[document.article.id]:
            tokens = tokens_of(document, point.statement.predicate)
            times = [t for t in point.statement.times if t.kind == "date" and t.first and not t.approximate]
            if stance(point) != "affirmed" or not len(tokens) or len(times) != 1 or times[0].rule in UNSURE_DATES:
                continue
            verb, told = (
                tokens.root,
                replace(point, kind="date", value=times[0].value, time=times[0], focus=times[0].anchor),
            )
            perfect = any(c.dep_ == "aux" and lemma_of(c) == "have" for c in verb.children)
            bound = bound_of(told)
            if (perfect and bound == "since") or (not perfect and not bound):
                yield Start(told, times[0], verb, perfect, _things(verb))


def judge_starts(starts: Sequence[Start], setting: Setting) -> Iterator[Ruled]:
    """The states of which another report gives another first day or year; not where a report gives both."""
    given: dict[str, set[str]] = {}
    for start in starts:
        given.setdefault(start.article, set()).add(start.time.value)
    lasting = [s for s in starts if s.lasts]
    found: dict[tuple[str, str, str], list[Point]] = {}
    for state, begun in product(lasting, [s for s in starts if not s.lasts]):
        thing = _one_thing(state, begun) if state.article != begun.article else ""
        if (
            not thing
            or not _apart(state, begun)
            or any({state.time.value, begun.time.value} <= g for g in given.values())
        ):
            continue
        points = found.setdefault((thing, state.time.value, begun.time.value), [])
        points.extend(p for p in (state.point, begun.point) if p not in points)
    for (thing, first, second), points in found.items():
        groups = [[p for p in points if p.value == value] for value in (first, second)]
        answers = tuple(Answer(tuple(g), focus_of(g[0]), g[0].value) for g in groups)
        reason = because("date.since", (thing, f"since {first}", second), map(focus_of, points))
        yield Verdict("date", Status.CONFLICTING, answers, (reason,), Conflict.DATE), 1.0


# ---- parts


def _things(verb: Token) -> dict[str, frozenset[str]]:
    """What a predicate is said of or is itself: the curfew, the guard that somebody leads, the head of it that somebody became."""
    heads = [c for c in verb.children if c.dep_ in ARGUMENTS and c.pos_ in {"NOUN", "PROPN"}]
    of = [n for c in heads if c.dep_ == "xcomp" for n in c.children if n.dep_ == "nmod"]
    return {lemma_of(t): _modifiers(t) for t in (*heads, *of, *([verb] if is_copular(verb) else ()))}


def _modifiers(token: Token) -> frozenset[str]:
    """What is said of a noun beside it: "presidential" of the guard, "Dorn" of its mayor."""
    return frozenset(lemma_of(c) for c in token.children if c.dep_ in MODIFIERS and c.pos_ != "NUM")


def _one_thing(state: Start, begun: Start) -> str:
    """The noun of what both are of, "" where they are of two things or the verb begins no such state."""
    if not _begins(begun.verb, state.verb):
        return ""
    where = [{a.quote for a in s.point.statement.places} for s in (state, begun)]
    if all(where) and not where[0] & where[1]:
        return ""
    held = lemma_of(state.verb) in HOLDS or (is_copular(state.verb) and lemma_of(state.verb) not in IN_FORCE)
    if held and not state.point.actors & begun.point.actors:
        return ""
    who = {lemma_of(t) for t in subjects_of(state.verb)} if held else set()
    for thing in sorted((state.things.keys() & begun.things.keys()) - who):
        one, two = state.things[thing], begun.things[thing]
        if not (one and two) or one & two:
            return thing
    return ""


def _begins(verb: Token, state: Token) -> bool:
    """Whether a verb tells the beginning of a state: closed since, closed on; in force since, imposed on."""
    does, is_ = lemma_of(verb), lemma_of(state)
    if any(c.dep_ == "aux:pass" for c in state.children):
        return does == is_
    if is_ in IN_FORCE:
        return does in SET or any(lemma_of(c) in IN_FORCE for c in verb.children)
    if is_ in GOES_ON:
        return does in BEGINS
    return does in TAKES if is_ in HOLDS else is_copular(state) and does == "become"


def _apart(state: Start, begun: Start) -> bool:
    """Whether the two first days or years exclude each other, and are near enough to be of one beginning."""
    one, two = state.time, begun.time
    (first, last), (start, end) = (tuple(map(date.fromisoformat, (t.first, t.last))) for t in (one, two))
    after, before = (start - last).days, (first - end).days
    if lemma_of(begun.verb) in AHEAD:
        before = 0
    years = one.precision == two.precision == "year"
    return max(after, before) > 0 and (years or max(after, before) <= MONTH)
