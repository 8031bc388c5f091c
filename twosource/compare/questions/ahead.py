"""What one report has still to come and another tells as past: will start next week, began on Tuesday; closed until Friday, reopened
on Thursday.

A plan that is told before the day on which it was done is no disagreement (`foretold`, and the verdict on events). One that is told on that
day or after it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from twosource.compare.acts import told_acts
from twosource.compare.deeds import told_as_done
from twosource.compare.opposites import UNDOING
from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.whose import resolved, same_phrase, whose
from twosource.compare.stances import one_act, one_verb, stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Conflict, Modality, Status, TimeRange

UNTIL = re.compile(
    r"\b(?:stay|stays|staying|remain|remains|remaining|be|is|are|keep|kept) (?:\w+ )?(closed|shut|suspended|halted|blocked|grounded|"
    r"in force|in place|in effect)\b(?: \w+){0,3}? until\b",
    re.IGNORECASE,
)
ENDED = frozenset("reopen open resume restart lift unblock".split())
BOUND = re.compile(r"\b(?:until|till|before|by|from|since|after)\W*(?:the |early |late |at least )*$", re.IGNORECASE)


def judge_ahead(told: Mapping[str, Sequence[Point]], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each pair of reports of which one has still to come what the other tells as done on a day before. `told` are the
    event points by article.
    """
    events = [
        p for points in told.values() for p in points if p.statement.modality in {Modality.ASSERTED, Modality.PLANNED}
    ]
    done: dict[str, list[tuple[Point, list[TimeRange]]]] = defaultdict(list)
    for p in events:
        if stance(p) == "affirmed" and told_as_done(p.statement) and (times := _times(p)):
            done[p.statement.lemma].append((p, times))
    seen: set[tuple[str, str, str]] = set()
    for plan, first in [(p, time) for p in events for time in _still(p, told[p.article])] if done else []:
        for deed, times in (x for lemma in done if _ends(plan, lemma) for x in done[lemma]):
            pair = (plan.article, deed.article, deed.statement.lemma)
            if plan.article == deed.article or pair in seen or not _excludes(plan, first, deed, times, told):
                continue
            if (setting.published(plan) or first.first) >= times[0].first:
                seen.add(pair)
                yield _verdict(plan, first, deed, times[0]), 1.0


def _verdict(plan: Point, first: TimeRange, deed: Point, time: TimeRange) -> Verdict:
    inputs = (first.anchor.quote, time.anchor.quote)
    answers = (Answer((plan,), plan.statement.anchor, first.value), Answer((deed,), deed.statement.anchor, time.value))
    reason = because("date.ahead", inputs, (first.anchor, time.anchor))
    return Verdict("event", Status.CONFLICTING, answers, (reason,), Conflict.DATE)


def _times(point: Point) -> list[TimeRange]:
    """The days on which a statement says that it happened."""
    return [t for t in point.statement.times if _sure(t) and not _bounded(point, t)]


def _sure(time: TimeRange) -> bool:
    return time.kind == "date" and bool(time.first) and not time.approximate


def _bounded(point: Point, time: TimeRange) -> bool:
    sentence = point.statement.sentence
    return BOUND.search(sentence.quote[: max(0, time.anchor.start - sentence.start)]) is not None


def _still(point: Point, beside: Sequence[Point]) -> Iterator[TimeRange]:
    """The first day on which what a statement has to come may be: that of a plan, or until which something stays as it is."""
    if _until(point):
        times = {
            t.anchor: t for p in beside if p.statement.sentence == point.statement.sentence for t in p.statement.times
        }
        yield from (t for t in times.values() if _sure(t) and UNTIL_END.search(_before(point, t)))
    elif stance(point) == "planned" and point.statement.modality is Modality.PLANNED:
        yield from _times(point)[:1]


UNTIL_END = re.compile(r"\buntil\W*(?:the |early |late |at least )*$", re.IGNORECASE)


def _until(point: Point) -> bool:
    return UNTIL.search(_rest(point)) is not None


def _rest(point: Point) -> str:
    """A sentence from its statement on."""
    statement = point.statement
    return statement.sentence.quote[max(0, statement.anchor.start - statement.sentence.start) :]


def _before(point: Point, time: TimeRange) -> str:
    sentence = point.statement.sentence
    return sentence.quote[: max(0, time.anchor.start - sentence.start)]


def _ends(plan: Point, lemma: str) -> bool:
    """Whether an act ends what was to last longer, or is what was to come."""
    if _until(plan):
        return lemma in ENDED
    own = plan.statement.lemma
    act = one_verb(own, lemma) or one_act(own, lemma) or {own, lemma} <= STARTING
    return act and not told_acts(plan.statement) & UNDONE


def _excludes(
    plan: Point, first: TimeRange, deed: Point, times: Sequence[TimeRange], told: Mapping[str, Sequence[Point]]
) -> bool:
    """Whether what is done was done on days before, of one thing."""
    before = all(t.last < first.first for t in times)
    return before and _one_thing(plan, deed, told) and not any(_tells_both(p, told) for p in (plan, deed))


STARTING = frozenset("start begin commence open launch".split())
UNDONE = frozenset().union(*(undo for _, undo in UNDOING))


def _one_thing(a: Point, b: Point, told: Mapping[str, Sequence[Point]]) -> bool:
    """Whether both tell it of one thing: the same words, or the one's words among the other's where a verb alone says little."""
    words = [resolved(whose(p.statement), p, told[p.article]) or p.statement.anchor.quote for p in (a, b)]
    if same_phrase(*words):
        return True
    rest = (a.lemmas & b.lemmas) - {a.statement.lemma, b.statement.lemma}
    return words[0].split()[0].lower() == words[1].split()[0].lower() and len(rest) >= SHARED


SHARED = 2  # telling lemmas beside the verbs


def _tells_both(point: Point, told: Mapping[str, Sequence[Point]]) -> bool:
    """Whether its report tells the act more than once, by any verb of it: a second start, a reopening that was put off."""
    lemma = point.statement.lemma
    acts = [p for p in told[point.article] if one_verb(p.statement.lemma, lemma) or one_act(p.statement.lemma, lemma)]
    return len({p.statement.sentence for p in acts if _times(p)}) > 1
