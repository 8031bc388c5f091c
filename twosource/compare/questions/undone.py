"""What an earlier report tells as done and a later one as undone: borders closed, then reopened; mining suspended, then resumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.contrasts import UNDOING
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.stances import one_verb, stance, telling
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Conflict, Status

# words that say too little of whom or what it befell
VAGUE = frozenset(
    "people person persons men man women woman others other some dozens hundreds thousands many several suspects suspect "
    "officials official two three four five six seven eight nine ten all more their his her its our any".split()
)


def judge_undone(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that was done by earlier reports and undone by later ones."""
    told = [p for p in points if p.kind == "event" and stance(p) == "affirmed"]
    for do, undo in UNDOING:
        done = [p for p in told if p.statement.lemma in do]
        undone = [p for p in told if p.statement.lemma in undo]
        both = [*done, *undone]
        pairs = [
            (i, len(done) + j)
            for i, d in enumerate(done)
            for j, u in enumerate(undone)
            if d.article != u.article and setting.before([d], [u]) and _of_one_thing(d, u)
        ]
        for rows in linked(len(both), pairs):
            first = first_each([both[i] for i in rows if i < len(done)])
            then = first_each([both[i] for i in rows if i >= len(done)])
            yield _verdict(first, then), 1.0


def _of_one_thing(done: Point, undone: Point) -> bool:
    one, two = _befallen(done), _befallen(undone)
    return any(one_verb(x, y) for x in one for y in two)


def _befallen(point: Point) -> frozenset[str]:
    """The telling words for whom or what it befell; of "operations resumed", the operations."""
    statement = point.statement
    phrase = statement.recipient or statement.actor
    return telling(phrase) - VAGUE if phrase is not None else frozenset()


def _verdict(done: Sequence[Point], undone: Sequence[Point]) -> Verdict:
    answers = tuple(Answer(tuple(told), told[0].statement.anchor, told[0].statement.lemma) for told in (done, undone))
    anchors = [p.statement.predicate for p in (*done, *undone)]
    reason = because("state.undone", [p.statement.lemma for p in (done[0], undone[0])], anchors)
    return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.POLARITY)
