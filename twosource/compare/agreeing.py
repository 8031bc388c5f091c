"""Statements that may agree: figures that exclude each other on one question never stand in one agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from twosource.compare.intervals import compare_quantities
from twosource.compare.points import Point
from twosource.data import Anchor

Figures = Mapping[Anchor, Sequence[Point]]  # the figures of each statement


def figures_by_statement(figures: Sequence[Point]) -> dict[Anchor, list[Point]]:
    """The figures of each statement."""
    found: dict[Anchor, list[Point]] = {}
    for figure in figures:
        found.setdefault(figure.statement.anchor, []).append(figure)
    return found


def agreeing(groups: Iterable[Sequence[Point]], figures: Figures) -> Iterator[list[Point]]:
    """The groups without statements whose figures exclude each other, where two articles are left."""
    for group in groups:
        kept = without_excluding(group, figures)
        if len({p.article for p in kept}) > 1:
            yield kept


def without_excluding(points: Sequence[Point], figures: Figures) -> list[Point]:
    """The points in order, but for those whose figures others of them exclude; who is excluded least stays first."""
    excluded: dict[int, set[int]] = {i: set() for i in range(len(points))}
    for i, j in combinations(range(len(points)), 2):
        if _exclude(points[i], points[j], figures):
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
        compare_quantities(x.quantity, y.quantity)[0]
        for x in figures.get(a.statement.anchor, ())
        for y in figures.get(b.statement.anchor, ())
        if x.quantity and y.quantity and _one_thing(x, y)
    }
    return "disjoint" in relations and not relations & {"same", "compatible"}


def _one_thing(x: Point, y: Point) -> bool:
    return x.slot == y.slot and (bool(x.slot) or x.counted == y.counted)
