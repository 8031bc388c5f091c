"""Who holds a place: rebels captured the town by one report, by another the army beat them back and is in control of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.whose import POINTING, telling_words
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Modality, Status

TAKING = frozenset("capture seize take overrun occupy retake recapture conquer".split())
TAKEN = re.compile(
    r"\b(?:captured|seized|overr[au]n|occupied|retaken|retook|recaptured|conquered|(?:taken|took|gained|regained|seized) (?:\w+ )?control of|"
    r"fell to|fallen to)\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"\b(?:repelled|repulsed|beat(?:en)? back|fought off|pushed back|foiled|thwarted|(?:remain\w*|still|was|is|were|are) (?:\w+ )?in (?:\w+ )?control of|"
    r"still (?:held|holds?|controls?|controlled)|held on to)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")


def judge_ground(told: Mapping[str, Sequence[Point]], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each named place that one report tells as taken and another as held against those who would. `told` are the
    event points by article.
    """
    events = [p for points in told.values() for p in points if p.statement.modality is Modality.ASSERTED]
    taken = [(p, at) for p in events if stance(p) == "affirmed" and (at := _taken(p))]
    kept = [(p, at) for p in events if taken and stance(p) != "unclear" and (at := _named(p, KEPT))]
    both = {(p.article, name) for p, at in taken for q, there in kept if p.article == q.article for name in at & there}
    seen: set[tuple[str, str]] = set()
    for (a, one), (b, two) in product(taken, kept):
        names = {n for n in one & two if not any((p.article, n) in both for p in (a, b))}
        if a.article == b.article or not names or (a.article, b.article) in seen or not _one_day(a, b, setting):
            continue
        if _who(a) & _who(b):
            continue  # who took it holds it
        seen.add((a.article, b.article))
        answers = tuple(Answer((p,), p.statement.anchor, side) for p, side in ((a, "taken"), (b, "held")))
        reason = because("words.exclude", sorted(names), [a.statement.predicate, b.statement.predicate])
        yield Verdict("event", Status.CONFLICTING, answers, (reason,), Conflict.POLARITY), 1.0


def _taken(point: Point) -> frozenset[str]:
    """The names of what a statement tells as taken: of whom or what it befell, not of who did it."""
    statement = point.statement
    if statement.lemma in TAKING and statement.recipient is not None and TAKEN.search(statement.anchor.quote):
        return _names(statement.recipient)
    if statement.lemma == "fall" and statement.actor is not None and TAKEN.search(statement.anchor.quote):
        return _names(statement.actor)
    return frozenset()


def _named(point: Point, words: re.Pattern[str]) -> frozenset[str]:
    """The names behind some words."""
    found = words.search(point.statement.anchor.quote)
    return frozenset(NAME.findall(point.statement.anchor.quote[found.end() :])) if found else frozenset()


def _names(phrase: Anchor) -> frozenset[str]:
    return frozenset(NAME.findall(phrase.quote))


def _who(point: Point) -> frozenset[str]:
    """The words for who took or holds it; for "it" and "they" for who says so."""
    actor, claimer = point.statement.actor, point.statement.claimer
    named = actor is not None and not POINTING.match(actor.quote)
    words = telling_words(actor.quote if actor is not None and named else claimer or "")
    return frozenset(w.removesuffix("s") for w in words)


def _one_day(a: Point, b: Point, setting: Setting) -> bool:
    """Whether both may be of one day: on one that both name, or of reports of one day where one names none."""
    if a.days and b.days:
        return bool({d[:10] for d in a.days} & {d[:10] for d in b.days})
    return setting.published(a) == setting.published(b)
