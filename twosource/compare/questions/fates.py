"""What became of the attacker or the suspect: killed by one report, taken alive by another.

Two ends of one person share few words ("was shot dead by police", "is in custody") and neither is the other's verb with a "not". They are of
one person where both name him by one role and no report tells of more than one in it; an arrest that is dated back or told as long past is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.deeds import told_as_done
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.stances import stance
from twosource.compare.steps import in_custody, told_dead
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Modality, Statement, Status


@dataclass(frozen=True, slots=True)
class Fate:
    """What one report tells became of the one in some role: whether he is dead, and whether he died some time after."""

    point: Point
    role: str
    dead: bool
    late: bool

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_fates(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each role whose one holder is dead by some reports and taken alive by others; no report that tells both."""
    found = [fate for point in events for fate in _told(point, setting)]
    ends = {(f.article, f.role, f.dead) for f in found}
    single = [f for f in found if (f.article, f.role, not f.dead) not in ends]
    pairs = [(i, j) for i, j in combinations(range(len(single)), 2) if _apart(*_by_end(single[i], single[j]), setting)]
    for rows in linked(len(single), pairs):
        sides = [first_each([single[i].point for i in rows if single[i].dead is dead]) for dead in (False, True)]
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, name)
            for side, name in zip(sides, ("taken alive", "dead"), strict=True)
        )
        anchors = [p.statement.predicate for side in sides for p in side]
        reason = because("fate.apart", [a.words.quote for a in answers], anchors)
        status = Status.UPDATED if setting.before(*sides) else Status.CONFLICTING  # who is dead is not arrested later
        yield Verdict("event", status, answers, (reason,), Conflict.POLARITY), 1.0


def _by_end(one: Fate, two: Fate) -> tuple[Fate, Fate]:
    return (two, one) if one.dead else (one, two)


def _apart(taken: Fate, dead: Fate, setting: Setting) -> bool:
    """Whether two reports tell two ends of the one in a role, of one day as far as they say, or the death of a later one."""
    if taken.article == dead.article or taken.role != dead.role or taken.dead or not dead.dead:
        return False
    later = setting.before([taken.point], [dead.point])
    days = taken.point.days, dead.point.days
    return later or not (dead.late or (all(days) and not days[0] & days[1]))


def _told(point: Point, setting: Setting) -> Iterator[Fate]:
    statement = point.statement
    if stance(point) != "affirmed" or statement.modality is Modality.HYPOTHETICAL or not told_as_done(statement):
        return
    dead, taken = told_dead(statement), in_custody(statement)
    whom = _whom(statement) if dead != taken else None
    found = ONE.match(whom.quote) if whom is not None else None
    if found is None or PAST.search(statement.sentence.quote) or MIGHT.search(statement.anchor.quote):
        return
    role = "suspect" if found["role"].lower() == "suspect" else "attacker"
    if not SEVERAL.search(setting.articles[point.article].text):
        yield Fate(point, role, dead, LATE.search(statement.sentence.quote) is not None)


def _whom(statement: Statement) -> Anchor | None:
    """Whom it befell; of "died", "killed himself" and "gave himself up" who did it."""
    befell = statement.recipient
    return statement.actor if befell is None or OWN.match(befell.quote) else befell


ROLES = r"(?:gun|knife)man|shooter|attacker|assailant|assassin|bomber|hijacker|hostage[- ]taker"
# "the gunman", "the suspected gunman", "a gunman who", "Gunman": but only "the suspect"
ONE = re.compile(
    rf"(?:(?:(?:the|an?) )?(?:(?:lone|alleged|suspected|masked|armed|teenage|\d+-year-old) ){{0,2}}(?P<role>{ROLES}|(?<=the )suspect))\b(?!['’])",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?:(?:gun|knife)men|shooters|attackers|assailants|assassins|bombers|hijackers|hostage[- ]takers|suspects|accomplices?)\b"
    rf"|\b(?:second|third|other|another|one|first|remaining) (?:\w+ )?(?:{ROLES}|suspect)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\bhad (?:\w+ )?been\b|\b(?:previous\w*|formerly|years? (?:ago|earlier|before)|last (?:year|month))\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
MIGHT = re.compile(r"\b(?:could|might|may|would|should) (?:\w+ly )?(?:have|be)\b", re.IGNORECASE)
LATE = re.compile(
    r"\b(?:in|at) (?:(?:police|a|the|his|her|their) )?(?:custody|jail|prison|cell|detention|\w*\s?hospital)\b|\b(?:hours?|days?|weeks?) (?:later|after)\b|\blater\b"
    r"|\b(?:injuries|wounds)\b",
    re.IGNORECASE,
)
OWN = re.compile(r"(?:himself|herself|themsel\w+|(?:his|her|their) own life)\b", re.IGNORECASE)
