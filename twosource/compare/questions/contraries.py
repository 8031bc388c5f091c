"""One named thing in two states that exclude each other, on one day: the crossing reopened, the crossing remained closed.

The verbs that exclude each other make the two statements less alike than what tells of one thing mostly is. What it is told of has to be
the same phrase, or the same named one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import combinations

from twosource.compare.acts import told_acts
from twosource.compare.opposites import opposite
from twosource.compare.otherwise import at_odds, changes
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.whose import same_phrase, telling_words, whose
from twosource.compare.verdicts import Setting, Verdict
from twosource.data import Modality

# states of which a thing has one at a time, and acts that end in one
STATES = frozenset(
    "close closed shut shut_down close_down reopen open cancel call_off postpone go_ahead proceed as_planned operate suspend resume alive "
    "dead survive escape die perish kill missing miss abstain vote safe unsafe armed unarmed carry_weapon ground charge indict drop_case "
    "kill_self killed_by reach arrive turn_back shoot_down break_down_itself rescue eject".split()
)


def judge_contraries(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing, by the words for it, of which one report tells the opposite of another's state."""
    told = [p for p in events if told_acts(p.statement) & STATES and p.statement.modality in TOLD]
    found: dict[frozenset[str], tuple[Verdict, list[Point], list[Point]]] = {}
    for a, b in combinations(told, 2):
        if (
            a.article == b.article
            or not _contrary(a, b)
            or not _one_thing(a, b)
            or any(changes(p, told) for p in (a, b))
        ):
            continue
        if a.days and b.days and not {d[:10] for d in a.days} & {d[:10] for d in b.days}:
            continue
        verdict = at_odds(a, b, (a.statement.predicate, b.statement.predicate), setting)
        if verdict is not None:
            _, *sides = found.setdefault(telling_words(_thing(a)), (verdict, [a], [b]))
            for point in (a, b):
                sides[_contrary(point, sides[0][0])].append(point)
    for verdict, *sides in found.values():
        answers = (replace(x, points=tuple(first_each(side))) for x, side in zip(verdict.answers, sides, strict=True))
        yield replace(verdict, answers=tuple(answers)), 1.0


def _contrary(a: Point, b: Point) -> bool:
    acts = [told_acts(p.statement) & STATES for p in (a, b)]
    return opposite(*acts) or _fates(*acts)


def _fates(one: Set[str], two: Set[str]) -> bool:
    """Whether one tells that somebody was saved and the other that he died; of several some may, and others not."""
    return any(here & SAVED and there & DEAD for here, there in ((one, two), (two, one)))


SAVED, DEAD = frozenset({"rescue", "eject"}), frozenset({"die", "perish", "kill", "dead"})
TOLD = frozenset({Modality.ASSERTED, Modality.PLANNED})


def _one_thing(a: Point, b: Point) -> bool:
    """Whether both tell it of the same phrase."""
    return same_phrase(_thing(a), _thing(b))


def _thing(point: Point) -> str:
    phrase = whose(point.statement, bool(told_acts(point.statement) & OF_THE_DOER))
    return "" if phrase is None else phrase.quote


OF_THE_DOER = frozenset({"carry_weapon", "abstain", "vote", "reach", "arrive"})
