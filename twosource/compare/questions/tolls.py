"""How many people something befell in one place, where reports name the place beside the figure: 34 dead in Paiporta."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.points import Point, one_value_each
from twosource.compare.slots import BEFALLEN
from twosource.compare.verdicts import Setting, Verdict, judge_figures


def judge_tolls(points: Sequence[Point], setting: Setting) -> Iterator[tuple[Verdict, float]]:
    """One verdict for each place and each thing that befell people there, where two reports count them."""
    asked: dict[tuple[str, str, str], dict[object, Point]] = {}
    for point in points:
        if point.kind == "quantity" and point.slot in BEFALLEN and point.part != "more" and len(point.own_places) == 1:
            (place,) = point.own_places
            asked.setdefault((point.slot, place, point.past), {}).setdefault(point.focus, point)
    for found in asked.values():
        once = list(found.values())
        if len({p.article for p in once}) > 1 and one_value_each(once):
            yield judge_figures(once, setting), 1.0
