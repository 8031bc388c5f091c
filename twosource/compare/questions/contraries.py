"""One named thing in two states that exclude each other, on one day: the crossing reopened, the crossing remained closed.

The verbs that exclude each other make the two statements less alike than what tells of one thing mostly is. What it is told of has to be
the same phrase, or the same named one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.compare.contrasts import told_acts
from twosource.compare.opposites import opposite
from twosource.compare.otherwise import at_odds, changes
from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled
from twosource.compare.stances import telling
from twosource.compare.verdicts import Setting
from twosource.data import Anchor, Modality, Statement

# states of which a thing has one at a time, and acts that end in one
STATES = frozenset(
    "close closed shut shut_down close_down reopen open cancel call_off postpone go_ahead proceed as_planned operate suspend resume alive "
    "dead survive escape die perish kill missing miss abstain vote safe unsafe armed unarmed carry_weapon ground charge indict drop_case".split()
)
DEFINITE = re.compile(r"(?:the|their|his|her|its) [^\W\d_]", re.IGNORECASE)
FEWEST = 2  # telling words of a phrase that is not "the airport"


def judge_contraries(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each pair of reports of which one tells the opposite of the other's state."""
    told = [p for p in events if told_acts(p.statement) & STATES and p.statement.modality in TOLD]
    seen: set[tuple[str, str]] = set()
    for a, b in combinations(told, 2):
        acts = [told_acts(p.statement) & STATES for p in (a, b)]
        if a.article == b.article or (a.article, b.article) in seen or not opposite(*acts) or not _one_thing(a, b):
            continue
        if any(changes(p, told) for p in (a, b)):
            continue
        if a.days and b.days and not {d[:10] for d in a.days} & {d[:10] for d in b.days}:
            continue
        verdict = at_odds(a, b, (a.statement.predicate, b.statement.predicate), setting)
        if verdict is not None:
            seen.add((a.article, b.article))
            yield verdict, 1.0


TOLD = frozenset({Modality.ASSERTED, Modality.PLANNED})


def _one_thing(a: Point, b: Point) -> bool:
    """Whether both tell it of the same phrase."""
    one, two = _whose(a.statement), _whose(b.statement)
    return one is not None and two is not None and _same(one, two)


def _whose(statement: Statement) -> Anchor | None:
    """Whose state it is: of whom or what it befalls; of who does it where the act makes a state of nobody else."""
    befalls = statement.recipient is not None and not told_acts(statement) & OF_THE_DOER
    return statement.recipient if befalls else statement.actor or statement.recipient


OF_THE_DOER = frozenset({"carry_weapon", "abstain", "vote"})


def _same(one: Anchor, two: Anchor) -> bool:
    words = telling(one)
    return words == telling(two) and (len(words) >= FEWEST or all(DEFINITE.match(x.quote) for x in (one, two)))
