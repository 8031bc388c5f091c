"""Which statements never confirm each other, however alike they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from twosource.compare.acts import told_acts
from twosource.compare.agreeing import Denied, unconfirmed
from twosource.compare.contrasts import RETURNED, beside_it, hidden_apart, other_harm, swapped, told_otherwise
from twosource.compare.hours import Clocks, learn_clocks
from twosource.compare.modifiers import of_kin
from twosource.compare.opposites import opposite
from twosource.compare.points import Point
from twosource.compare.questions.states import Held, find_held
from twosource.compare.stances import merely_asks, one_act, telling
from twosource.compare.steps import dropped, other_step
from twosource.compare.verdicts import Setting, Verdict, disagree
from twosource.compare.when import times_apart
from twosource.compare.where import elsewhere
from twosource.data import Anchor, Statement, Status
from twosource.models.names import name_parts

Pair = frozenset[Anchor]  # of the statements of two articles


@dataclass(frozen=True)
class Rivals:
    """Whether two statements of a story cannot both stand, or are not of one doer."""

    apart: frozenset[Pair]
    denied: Denied
    doers: Mapping[Anchor, str]  # by statement, the person who is named as who does it
    setting: Setting
    clocks: Clocks
    returned: frozenset[Pair] = frozenset()  # sentences in which two accuse each other
    states: Mapping[Anchor, Sequence[Held]] = field(default_factory=dict)  # by statement
    held: dict[tuple[int, int], bool] = field(default_factory=dict)  # by the ids of two points

    def __call__(self, a: Point, b: Point) -> bool:
        """Whether neither may confirm the other."""
        pair = (id(a), id(b))
        if pair not in self.held:  # groups overlap
            self.held[pair] = self._rule_out(a, b)
        return self.held[pair]

    def _rule_out(self, a: Point, b: Point) -> bool:
        one, two = a.statement, b.statement
        if merely_asks(a) != merely_asks(b):
            return True
        acts = told_acts(one), told_acts(two)
        if frozenset((one.anchor, two.anchor)) in self.apart or opposite(*acts) or other_harm(*acts):
            return True
        if unconfirmed(a, b, self.denied):
            return True
        if a.article == b.article:
            return False
        if frozenset((one.sentence, two.sentence)) in self.returned or self._in_two_states(one, two):
            return True
        return (
            told_otherwise(a, b) is not None
            or hidden_apart(one, two)
            or beside_it(one, two)
            or swapped(one, two)
            or other_step(one, two)
            or dropped(a, b)
            or self._of_two_doers(a, b)
            or _of_two_selves(a.statement, b.statement)
            or of_kin(one.anchor.quote, two.anchor.quote)
            or (one_act(one.lemma, two.lemma) and elsewhere(one.anchor.quote, two.anchor.quote))
            or times_apart(a, b, self.setting.articles, self.clocks)
        )

    def _in_two_states(self, one: Statement, two: Statement) -> bool:
        """Whether one statement holds a thing to a state and the other the same thing to another: aground, refloated."""
        return any(
            x.scale is y.scale and x.step != y.step and x.things & y.things
            for x in self.states.get(one.anchor, ())
            for y in self.states.get(two.anchor, ())
        )

    def _of_two_doers(self, a: Point, b: Point) -> bool:
        """Whether two persons are named for one act, by verbs or a noun of one ("won", "was the winner")."""
        here, there = self.doers.get(a.statement.anchor), self.doers.get(b.statement.anchor)
        if None in (here, there) or here == there:
            return False
        short, long = sorted((a.statement.lemma, b.statement.lemma), key=len)
        return one_act(short, long) or (len(short) >= STEM and long.startswith(short))


def _of_two_selves(one: Statement, two: Statement) -> bool:
    """Whether two named speakers speak of themselves: "We wanted it more"."""
    claimers = [name_parts(s.claimer) if s.claimer and NAMED.search(s.claimer) else () for s in (one, two)]
    apart = all(claimers) and not set(claimers[0]) & set(claimers[1])
    return apart and all(SELF.search(s.anchor.quote) for s in (one, two))


SELF = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|[Mm]e|[Oo]urselves|[Mm]yself)\b")
NAMED = re.compile(r"\b[A-Z]\S+ [A-Z]")


def find_rivals(
    points: Sequence[Point],
    verdicts: Iterable[Verdict],
    figures: Iterable[Sequence[Point]],
    denied: Denied,
    setting: Setting,
) -> Rivals:
    """The rivals of a story. `verdicts` are those of rules, `figures` groups of figures that answer one question each,
    `denied` the sentences that deny a statement.
    """
    events = [p for p in points if p.kind == "event"]
    clocks = learn_clocks((t, setting.articles[p.article]) for p in events for t in p.statement.times)
    apart = frozenset((*told_apart(verdicts), *rival_statements(figures, setting)))
    states: dict[Anchor, list[Held]] = {}
    for held in find_held(events):
        states.setdefault(held.point.statement.anchor, []).append(held)
    return Rivals(apart, denied, _doers(points), setting, clocks, _returned(events), states)


def _returned(events: Sequence[Point]) -> frozenset[Pair]:
    """Sentences of two articles in which each of two says of the other what that says of it: neither confirms what the other is
    accused of.
    """
    charges = [p for p in events if p.statement.lemma in RETURNED]
    return frozenset(
        frozenset((a.statement.sentence, b.statement.sentence))
        for a, b in combinations(charges, 2)
        if a.article != b.article and swapped(a.statement, b.statement)
    )


def _doers(points: Sequence[Point]) -> dict[Anchor, str]:
    """The person who does what a statement tells, where the words for the doer are a name: "Prime Minister Ida Brandt", not
    "Brandt's lawyer", nor "he".
    """
    found: dict[Anchor, str] = {}
    for point in points:
        doer, name = point.statement.actor, point.focus
        if point.kind == "person" and doer is not None and name is not None and doer.covers(name) and telling(name):
            before, after = doer.quote[: name.start - doer.start], doer.quote[name.end - doer.start :]
            if not (set(before.lower().split()) & LINKING or after.strip(" ,.")):
                found[point.statement.anchor] = point.value
    return found


STEM = 3  # letters of a verb from which a longer word is of it: win, winner
LINKING = frozenset({"of", "for", "and", "or", "with", "to", "by", "between", "from", "in"})


def told_apart(verdicts: Iterable[Verdict]) -> set[Pair]:
    """Pairs of statements of two articles whose quotations a rule holds against each other, or which are the same but for what
    they disagree on: what two persons are said to have said is no agreement on the words, nor are two groups that claim one
    attack one on who did it.
    """
    return {
        frozenset((a.statement.anchor, b.statement.anchor))
        for verdict in verdicts
        if verdict.status in {Status.CONFLICTING, Status.UPDATED}
        and (verdict.kind == "quote" or any(r.rule in APART for r in verdict.reasons))
        for one, two in combinations(verdict.answers, 2)
        for a in one.points
        for b in two.points
        if a.article != b.article
    }


APART = frozenset({"sentence.one-change", "count.zero", "state.turned", "fate.apart", "plan.reversed"})


def rival_statements(groups: Iterable[Sequence[Point]], setting: Setting) -> set[Pair]:
    """Pairs of statements of two articles whose figures answer one question and cannot both stand."""
    return {
        frozenset((a.statement.anchor, b.statement.anchor))
        for group in groups
        if disagree(group, setting)
        for a, b in combinations(group, 2)
        if a.article != b.article and disagree([a, b], setting)
    }
