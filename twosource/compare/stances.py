"""What a statement says about its event: that it happened, that it did not, that it will, or that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from twosource.compare.points import Point
from twosource.data import Modality, Polarity

STEM, ENDING = 4, 3


def stance(point: Point) -> str:
    """What a statement says about its event: affirmed, negated, planned or unclear."""
    statement = point.statement
    if statement.modality is Modality.UNCLEAR:
        return "unclear"
    if statement.modality is Modality.DENIED or statement.polarity is Polarity.NEGATIVE:
        return "negated"
    if statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}:
        return "planned"
    return "affirmed"


def one_verb(a: str, b: str) -> bool:
    """Whether two lemmas are one verb; a participle may be read as an adjective ("overload", "overloaded")."""
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= ENDING)


def by_stance(points: Sequence[Point], face: Callable[[Sequence[Point], Sequence[Point]], bool]) -> list[list[Point]]:
    """The points in groups that may be judged together: what denies or leaves open stays with what affirms only where
    they face each other. Words that are merely alike never make a denial corroborate a claim.
    """
    kept = [p for p in points if stance(p) not in {"negated", "unclear"}]
    apart = []
    for other in ("negated", "unclear"):
        group = [p for p in points if stance(p) == other]
        if group and kept and face(kept, group):
            return [list(points)]
        apart.append(group)
    return [group for group in (kept, *apart) if len({p.article for p in group}) > 1]
