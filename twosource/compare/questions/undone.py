"""What an earlier report tells as done and a later one as undone: borders closed, then reopened; mining suspended, then resumed.

And what an earlier one announces and a later one calls off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.compare.acts import told_acts
from twosource.compare.deeds import told_as_done
from twosource.compare.opposites import UNDOING
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.stances import one_verb, stance, telling
from twosource.compare.steps import CALLING_OFF, drops, is_plan
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Status

# words that say too little of whom or what it befell
VAGUE = frozenset(
    "people person persons men man women woman others other some dozens hundreds thousands many several suspects suspect "
    "officials official two three four five six seven eight nine ten all more their his her its our any".split()
)

SHARED = 2  # telling words, beside the act, of two statements that name nobody

Pairs = Sequence[tuple[int, int]]


def judge_undone(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that was done by earlier reports and undone by later ones."""
    events = [p for p in points if p.kind == "event"]
    told = [p for p in events if stance(p) == "affirmed" and told_as_done(p.statement)]
    for do, undo in UNDOING:
        done = [p for p in told if told_acts(p.statement) & do]
        undone = [p for p in told if told_acts(p.statement) & undo]
        pairs = [
            (i, len(done) + j)
            for i, d in enumerate(done)
            for j, u in enumerate(undone)
            if d.article != u.article and comes_after(u, d, setting) and _of_one_thing(d, u)
        ]
        for first, then in _together(done, undone, pairs):
            answers = ((first, first[0].statement.lemma), (then, then[0].statement.lemma))
            yield _verdict("state.undone", answers, Conflict.POLARITY), 1.0
    yield from _judge_dropped(events, setting)


def comes_after(later: Point, earlier: Point, setting: Setting) -> bool:
    """Whether one report came out after another and what it tells may have happened since: not where all days that it names are
    past by then. A weekday says little: reports are changed under their old date.
    """
    dates = [t for t in later.statement.times if t.kind == "date" and t.last]
    days = [] if any(t.rule.startswith("weekday") for t in dates) else [t.last for t in dates]
    return setting.before([earlier], [later]) and (not days or max(days) >= setting.published(earlier))


def _judge_dropped(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that earlier reports announce and later ones call off, or put off to no day."""
    plans, off = ([p for p in events if test(p)] for test in (is_plan, _ends_a_plan))
    pairs = [
        (i, len(plans) + j)
        for i, p in enumerate(plans)
        for j, o in enumerate(off)
        if p.article != o.article and comes_after(o, p, setting) and _announced(p, o)
    ]
    for first, then in _together(plans, off, pairs):
        answers = ((first, "planned"), (then, then[0].statement.lemma))
        yield _verdict("plan.dropped", answers, Conflict.MODALITY), 1.0


def _ends_a_plan(point: Point) -> bool:
    dated = any(t.value and t.kind == "date" for t in point.statement.times)
    return drops(point) and (not dated or bool(told_acts(point.statement) & CALLING_OFF))


def _announced(plan: Point, off: Point) -> bool:
    """Whether what is called off is what is planned: by the noun for it, or by the verb of that noun with one doer."""
    if plan.actors and off.actors and not plan.actors & off.actors:
        return False
    things = _common(off.statement.recipient or off.statement.actor)
    statement = plan.statement
    named = _common(statement.actor) | _common(statement.recipient)
    verbs = {statement.lemma} if statement.actor is not None and plan.actors & off.actors else set()
    return any(one_verb(x, y) for x in things for y in named | verbs)


def _common(phrase: Anchor | None) -> frozenset[str]:
    """The telling words of a phrase that are no names."""
    words = telling(phrase) - VAGUE if phrase is not None else frozenset()
    return frozenset(w for w in words if phrase is not None and w in phrase.quote)


def _together(one: Sequence[Point], two: Sequence[Point], pairs: Pairs) -> Iterator[tuple[list[Point], list[Point]]]:
    """What hangs together by these pairs of rows, the second list's counted after the first's: one point of each article."""
    both = [*one, *two]
    for rows in linked(len(both), pairs):
        first = first_each([both[i] for i in rows if i < len(one)])
        yield first, first_each([both[i] for i in rows if i >= len(one)])


def _of_one_thing(done: Point, undone: Point) -> bool:
    """Whether both befell one thing, or the later one names the act that it tells undone: "released two men arrested over it"."""
    one, two = _befallen(done), _befallen(undone)
    named = done.statement.lemma in undone.around and len((done.lemmas & undone.around) - VAGUE) > SHARED
    phrases = [p.statement.recipient or p.statement.actor for p in (done, undone)]
    return named or (any(one_verb(x, y) for x in one for y in two) and not named_apart(*phrases))


def named_apart(one: Anchor | None, two: Anchor | None) -> bool:
    """Whether the phrases for a thing name it otherwise: the airport of Aster, the airport of Velden."""
    names = [frozenset(NAME.findall(phrase.quote)) if phrase is not None else frozenset() for phrase in (one, two)]
    return all(names) and not names[0] & names[1]


NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+")


def _befallen(point: Point) -> frozenset[str]:
    """The telling words for whom or what it befell; of "operations resumed", the operations."""
    statement = point.statement
    phrase = statement.recipient or statement.actor
    return telling(phrase) - VAGUE if phrase is not None else frozenset()


def _verdict(rule: str, told: Sequence[tuple[Sequence[Point], str]], conflict: Conflict) -> Verdict:
    answers = tuple(Answer(tuple(points), points[0].statement.anchor, shown) for points, shown in told)
    anchors = [p.statement.predicate for points, _ in told for p in points]
    reason = because(rule, [points[0].statement.lemma for points, _ in told], anchors)
    return Verdict("event", Status.UPDATED, answers, (reason,), conflict)
