"""Statements that may agree: figures and times that exclude each other never stand in one agreement, a figure needs
support, what is only tried or planned is not done, and words beside a denial do not confirm what is denied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from twosource.compare.deeds import inflected
from twosource.compare.event_verdicts import judge_event
from twosource.compare.intervals import compare_quantities, interval, middle
from twosource.compare.points import Point, outdated
from twosource.compare.stances import WORD, contrary, intended, one_verb, stance, telling
from twosource.compare.verdicts import Setting
from twosource.data import Anchor, Quantity

SMALL = 3  # a count of so few is equal to another by chance

Figures = Mapping[Anchor, Sequence[Point]]  # the figures of each statement
Alike = Mapping[tuple[int, int], float]  # by the ids of two points, where they are plainly one statement
Denied = frozenset[tuple[Anchor, Anchor]]  # a sentence that denies something, and another article's statement of it
Rivals = Callable[[Point, Point], bool]  # whether two statements cannot both stand


def figures_by_statement(figures: Sequence[Point]) -> dict[Anchor, list[Point]]:
    """The figures of each statement."""
    found: dict[Anchor, list[Point]] = {}
    for figure in figures:
        found.setdefault(figure.statement.anchor, []).append(figure)
    return found


def agreeing(
    groups: Iterable[Sequence[Point]], figures: Figures, alike: Alike, rivals: Rivals
) -> Iterator[list[Point]]:
    """The groups without statements that exclude each other or which nobody supports, where two articles are left."""
    for group in groups:
        kept = supported(without_excluding(group, figures, rivals), figures, alike)
        if len({p.article for p in kept}) > 1:
            yield kept


def supported(points: Sequence[Point], figures: Figures, alike: Alike) -> list[Point]:
    """The points in order, but for statements that tell a figure where other articles tell other figures only: that
    "319 samples were sent" is not what "266 were identified" says. Where two are plainly one statement ("alike"), or no
    other article gives a figure at all, the words decide.
    """
    told = [[q for q in figures.get(p.statement.anchor, ()) if q.quantity] for p in points]
    alone = {i for i, figures_told in enumerate(told) if figures_told}
    counting = {points[i].article for i in alone}
    for i, j in combinations(range(len(points)), 2):
        one, two = points[i], points[j]
        known = (id(one), id(two)) in alike or (id(two), id(one)) in alike
        if one.article != two.article and (known or any(_meet(x, y) for x in told[i] for y in told[j])):
            alone -= {i, j}
    return [p for i, p in enumerate(points) if i not in alone or counting <= {p.article}]


def _meet(x: Point, y: Point) -> bool:
    """Whether two figures can be one: both can be true, and their slots do not differ. Bounds ("over 250") and small
    counts are true of much, so there they must count one thing.
    """
    if x.quantity is None or y.quantity is None or (x.slot and y.slot and x.slot != y.slot):
        return False
    relation = _relation(x.quantity, y.quantity)
    one_thing = bool(x.slot and y.slot) or bool(x.counted and x.counted == y.counted)
    telling = bool(x.quantity.dimension) or max(x.quantity.high or 0, y.quantity.high or 0) > SMALL
    return (relation == "same" and (one_thing or telling)) or (relation == "compatible" and one_thing)


def without_excluding(points: Sequence[Point], figures: Figures, rivals: Rivals) -> list[Point]:
    """The points in order, but for those that others of them exclude, by their figures or as `rivals`; who is excluded least
    stays first.
    """
    excluded: dict[int, set[int]] = {i: set() for i in range(len(points))}
    for i, j in combinations(range(len(points)), 2):
        if rivals(points[i], points[j]) or _exclude(points[i], points[j], figures):
            excluded[i].add(j)
            excluded[j].add(i)
    kept: set[int] = set()
    for i in sorted(excluded, key=lambda i: (len(excluded[i]), i)):
        if not excluded[i] & kept:
            kept.add(i)
    return [points[i] for i in sorted(kept)]


def _exclude(a: Point, b: Point, figures: Figures) -> bool:
    """Whether two statements give figures of one kind that cannot both be true, and none that can."""
    relations = {
        _relation(x.quantity, y.quantity)
        for x in figures.get(a.statement.anchor, ())
        for y in figures.get(b.statement.anchor, ())
        if x.quantity and y.quantity and _one_thing(x, y)
    }
    return "disjoint" in relations and not relations & {"same", "compatible"}


def _relation(x: Quantity, y: Quantity) -> str:
    """How two figures stand to each other. What was before is not what is, nor is a bound that the other leaves far behind
    ("at least 15", 81).
    """
    relation = "disjoint" if outdated(x) != outdated(y) else compare_quantities(x, y)[0]
    if relation != "compatible" or not (x.at_least or y.at_least or x.at_most or y.at_most):
        return relation
    least, most = sorted(interval(q)[1] if q.at_most else middle(q) for q in (x, y))
    return relation if most <= FAR * least else "disjoint"


FAR = 1.5


def _one_thing(x: Point, y: Point) -> bool:
    return x.slot == y.slot and (bool(x.slot) or x.counted == y.counted)


def deeds_apart(groups: Iterable[list[Point]], setting: Setting) -> list[list[Point]]:
    """The groups, those apart that may not agree: what is only tried, ordered or planned is not what another tells as done by
    the same verb, unless an earlier report foretells it.
    """
    found: list[list[Point]] = []
    for points in groups:
        planned, told = ([p for p in points if stance(p) == s] for s in ("planned", "affirmed"))
        if not _same_deed(planned, told) or judge_event(points, setting).conflict is not None:
            found.append(points)
            continue
        rest = [p for p in points if p not in planned]
        found += [part for part in (rest, planned) if len({p.article for p in part}) > 1]
    return found


def _same_deed(planned: Sequence[Point], told: Sequence[Point]) -> bool:
    return any(
        one_verb(verb, d.statement.lemma)
        for p in planned
        for d in told
        if p.article != d.article and inflected(d.statement)
        for verb in intended(p.statement)
    )


# score from which a denial speaks of what another article tells, so that words beside it do not confirm that
BESIDE = 0.5


def denied_beside(events: Sequence[Point], left: Iterable[int], right: Iterable[int]) -> Denied:
    """For the pairs of much alike statements of which one denies what the other tells, the sentence of each with the other."""
    found = set()
    for i, j in zip(left, right, strict=True):
        told, denial = events[i], events[j]
        if (
            told.article != denial.article
            and (stance(told), stance(denial)) == ("affirmed", "negated")
            and one_verb(told.statement.lemma, denial.statement.lemma)
            and contrary(told, denial)
        ):
            found |= {(denial.statement.sentence, told.anchor), (told.statement.sentence, denial.anchor)}
    return frozenset(found)


def unconfirmed(a: Point, b: Point, denied: Denied) -> bool:
    """Whether two statements do not confirm each other since the sentence of one denies the other beside it ("was acquitted
    of hitting a waiter"), or rules out who the other says did it ("war, not drought").
    """
    if stance(a) != "affirmed" or stance(b) != "affirmed":
        return False
    return any((one.statement.sentence, two.anchor) in denied or _ruled_out(one, two) for one, two in ((a, b), (b, a)))


def _ruled_out(one: Point, two: Point) -> bool:
    """Whether whom or what one statement names as the doer is what the other's sentence sets aside."""
    actor = two.statement.actor
    named = telling(actor) if actor is not None else set()
    return bool(named) and named <= _set_aside(one.statement.sentence.quote)


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _set_aside(sentence: str) -> frozenset[str]:
    return frozenset(w for match in ASIDE.finditer(sentence) for w in WORD.findall(match[1].lower()))


# "war, not drought, led to it"; "the ministry rather than the army"
ASIDE = re.compile(
    r"(?:(?:,|\band|,\sand)\snot|\brather\sthan|\binstead\sof)\s((?:[\w’'-]+\s){0,3}[\w’'-]+)", re.IGNORECASE
)
