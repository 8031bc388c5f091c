"""Whether two figures that exclude each other answer one question: the words around them say so, whatever their score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from twosource.compare.doubts import measures_apart, of_two_measures
from twosource.compare.kinds import kinds_apart
from twosource.compare.points import Point
from twosource.compare.stances import one_act, one_verb
from twosource.compare.updates import moving
from twosource.compare.verdicts import Setting

PLAIN = 0.7  # score from which two figures are much alike
FAR, SHARED = 2.0, 2  # times; words beside what is counted


def one_question(
    a: Point, b: Point, score: float, *, by_place: frozenset[str] = frozenset(), grown: bool = False
) -> bool:
    """Whether two figures that exclude each other answer one question. Figures in one slot do (killed and killed), lengths
    of time where the words around them share an actor or a verb, plain counts where one noun is counted or they share a
    verb; any of them where they are much alike. What is measured otherwise does; ages only there, or by name
    (`questions/ages.py`). What is of two kinds (a profit, a loss), counted in two places, or in a place and at large where
    reports count it `by_place`, of two years or, outside a slot, of two actors are two things; so are two ages of which one
    statement gives both, and figures outside a slot that are far apart and told in other words, unless they have `grown` from
    one day to the next.
    """
    kind = a.quantity.dimension if a.quantity else ""
    if kind == "age" and (a.value in b.figures or b.value in a.figures):
        return False
    if a.past != b.past or two_places(a, b, by_place) or of_two_kinds(a, b):
        return False
    actors, slots = bool(a.own_actors & b.own_actors), bool(a.slot and b.slot)
    verb = one_verb(a.statement.lemma, b.statement.lemma)
    act = verb or one_act(a.statement.lemma, b.statement.lemma)
    if not (slots or act or grown) and far_apart(a, b) and len((a.own_lemmas & b.own_lemmas) - {a.counted}) < SHARED:
        return False
    if slots:
        return True
    if (verb or _moved(a, b)) and _two_doers(a, b):
        return False
    if score >= PLAIN:
        return True
    if bool(a.slot) != bool(b.slot) and not verb:
        return False
    if a.own_actors and b.own_actors and not actors:
        return False
    if kind == "age":
        return False
    if kind == "duration":
        return (actors or verb) and not _of_two_nouns(a, b)
    return bool(kind) or verb or bool(a.counted and a.counted == b.counted)


def counted_by_place(figures: Sequence[Point]) -> frozenset[str]:
    """What these figures count in places that have nothing in common: slots, and nouns outside them."""
    places: dict[str, list[frozenset[str]]] = {}
    for figure in figures:
        if figure.own_places and (figure.slot or figure.counted):
            places.setdefault(figure.slot or figure.counted, []).append(figure.own_places)
    return frozenset(
        what for what, found in places.items() if any(not one & two for one, two in combinations(set(found), 2))
    )


def two_places(a: Point, b: Point, by_place: frozenset[str]) -> bool:
    """Whether two figures are counted in two places, or one in a place and the other at large where that is counted
    `by_place`; a measure is taken wherever it is told.
    """
    if a.quantity and a.quantity.dimension == "category":  # a storm comes ashore on one island after another
        return bool(a.own_places - b.own_places and b.own_places - a.own_places)
    if a.own_places and b.own_places:
        return not a.own_places & b.own_places
    counts = not any(p.quantity.dimension for p in (a, b) if p.quantity)
    return counts and a.own_places != b.own_places and bool({p.slot or p.counted for p in (a, b)} & by_place)


def of_two_kinds(a: Point, b: Point) -> bool:
    """Whether two figures are of two kinds of one thing: soldiers and firefighters; a profit and a loss, by any word near; or by how
    much two measures moved: orders and exports.
    """
    measured = all(p.quantity and p.quantity.dimension for p in (a, b))
    one, two = (p.own_lemmas if measured else {p.counted} for p in (a, b))
    if kinds_apart(one, two) is not None or (_moved(a, b) and of_two_measures(a.statement, b.statement)):
        return True
    return measured and measures_apart(a.anchor.quote, b.anchor.quote)


def _two_doers(a: Point, b: Point) -> bool:
    """Whether two named ones do what two figures tell: one party won 168 seats, another one 144."""
    named = all(p.own_actors and p.statement.actor_entity and p.statement.actor for p in (a, b))
    return named and not a.own_actors & b.own_actors


def _moved(a: Point, b: Point) -> bool:
    """Whether both figures tell by how much something rose or fell: two indexes, two prices."""
    return all(p.quantity and p.quantity.change for p in (a, b))


def _of_two_nouns(a: Point, b: Point) -> bool:
    """Whether a length of time is said of a noun that the other sentence has not: "a two-year budget", "longer than six years"."""
    for one, other in ((a, b), (b, a)):
        nouns = _named_by(one)
        if nouns and not nouns & (other.around | other.lemmas):
            return True
    return False


def _named_by(point: Point) -> frozenset[str]:
    """The words, of those that follow a length joined by a hyphen, that say what it is of."""
    figure, statement = point.quantity, point.statement
    if figure is None or "-" not in figure.anchor.quote:
        return frozenset()
    found = HEAD.match(statement.sentence.quote, figure.anchor.end - statement.sentence.start)
    return frozenset(found[0].lower().split()) & point.around if found else frozenset()


HEAD = re.compile(r"(?:\s(?!(?:and|or|of|for|in|to|on|at|with|after|before|that|by|from)\b)[a-z]+){1,3}")


def both_moving(a: Point, b: Point, setting: Setting) -> bool:
    """Whether two figures are of what moves on from hour to hour, and no day says which is the later."""
    if not (moving(a) and moving(b)):
        return False
    days = setting.stood(a), setting.stood(b)
    return not "" < min(days) < max(days)


def has_grown(a: Point, b: Point, setting: Setting) -> bool:
    """Whether the greater of two figures is the later report's."""
    less, more = sorted((a, b), key=_size)
    return setting.before([less], [more])


def far_apart(a: Point, b: Point) -> bool:
    """Whether one figure is `FAR` times the other or more: reports of one thing seldom are so far from each other."""
    less, more = sorted((_size(a), _size(b)))
    if a.quantity and a.quantity.dimension == "category":
        return False  # five there are in all
    return more >= FAR * less


def _size(point: Point) -> float:
    quantity = point.quantity
    if quantity is None:
        return 0.0
    bounds = (quantity.si_low, quantity.low, quantity.high)
    return next((bound for bound in bounds if bound is not None), 0.0)
