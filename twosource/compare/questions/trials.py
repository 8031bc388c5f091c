"""What a court decided about somebody: convicted, acquitted, no verdict reached; and what somebody pleads.

One report says it by "found guilty", the other by "was cleared", and both share little but the name. Where both name charges they have
to share one; "all charges" are any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.acts import told_acts
from twosource.compare.contrasts import ACQUITTED, charges_apart
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.questions.whose import DEFINITE, whose
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Conflict, Modality, Status

OUTCOMES = {"convict": "convicted", "acquit": "acquitted", "no_verdict": "no verdict"}
PLEAS = {"deny_charge": "pleaded not guilty", "admit_charge": "pleaded guilty"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a statement says that a court decided, and about whom."""

    point: Point
    told: str
    accused: frozenset[str]  # ids of actors

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_trials(events: Sequence[Point], actor_of: Mapping[str, str], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each person of whom two reports tell two outcomes; none where a report tells both."""
    found = [outcome for point in events if (outcome := _outcome(point, actor_of)) is not None]
    both = {
        (a.article, who)
        for a, b in combinations(found, 2)
        if a.article == b.article and a.told != b.told and _on_one_scale(a, b)
        for who in a.accused & b.accused
    }
    pairs = [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(found), 2)
        if a.article != b.article and a.told != b.told and _on_one_scale(a, b) and _of_one(a, b)
        if not any((x.article, who) in both for x in (a, b) for who in a.accused & b.accused)
    ]
    for rows in linked(len(found), pairs):
        group = [found[i] for i in rows]
        names = sorted({x.told for x in group})
        sides = [first_each([x.point for x in group if x.told == name]) for name in names]
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, name) for side, name in zip(sides, names, strict=True)
        )
        later = any(setting.before(a, b) or setting.before(b, a) for a, b in combinations(sides, 2))
        reason = because("words.exclude", names, [p.statement.predicate for side in sides for p in side])
        status = Status.UPDATED if later else Status.CONFLICTING
        yield Verdict("event", status, answers, (reason,), Conflict.POLARITY), 1.0


def _outcome(point: Point, actor_of: Mapping[str, str]) -> Outcome | None:
    statement = point.statement
    acts = told_acts(statement)
    told = {PLEAS[act] for act in acts & PLEAS.keys()} or {OUTCOMES[act] for act in acts & OUTCOMES.keys()}
    if len(told) != 1:
        return None
    name = told.pop()
    # "the jury failed to reach a verdict", "was found not guilty"
    denied = stance(point) == "negated" and (name == "no verdict" or ACQUITTED.search(statement.anchor.quote))
    if (stance(point) != "affirmed" and not denied) or statement.modality is not Modality.ASSERTED:
        return None
    accused = _accused(point, actor_of, pleads=name in PLEAS.values())
    return Outcome(point, name, accused) if accused else None


def _accused(point: Point, actor_of: Mapping[str, str], *, pleads: bool) -> frozenset[str]:
    """Who it is: by name, else by a phrase for the one of the story, "the former mayor"."""
    statement = point.statement
    if pleads:
        entity = statement.actor_entity
    else:
        entity = statement.recipient_entity or (statement.actor_entity if statement.recipient is None else None)
    if entity is not None and entity in actor_of:
        return frozenset({actor_of[entity]})
    phrase = whose(statement, of_the_doer=pleads)
    if not point.actors and phrase is not None and DEFINITE.match(phrase.quote):
        return frozenset({f"={phrase.quote.lower()}"})
    return point.actors


def _on_one_scale(a: Outcome, b: Outcome) -> bool:
    return (a.told in PLEAS.values()) == (b.told in PLEAS.values())


def _of_one(a: Outcome, b: Outcome) -> bool:
    return bool(a.accused & b.accused) and not charges_apart(a.point.anchor.quote, b.point.anchor.quote)
