"""What somebody said they would not do, and then did: would not resign, resigned; ruled out meeting the envoy, met him.

The words share little, and the one who says so is "she" or "I". Both have to be of one doer, by a name or one description with "the", and
but for a post that is given up of one thing that it is done to. What is said under a condition is no such word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from twosource.compare.acts import told_acts
from twosource.compare.contrasts import RESIGNING
from twosource.compare.deeds import inflected, told_as_done
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.permits import definite, words_after
from twosource.compare.questions.together import linked
from twosource.compare.questions.undone import comes_after, named_apart
from twosource.compare.stances import one_act, one_verb, stance, telling
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Modality, Polarity, Statement, Status


@dataclass(frozen=True, slots=True)
class Act:
    """An act of which one report tells that somebody will not do it, or did it: its verbs, whose it is, on what it is done."""

    point: Point
    kept: bool
    verbs: frozenset[str]
    doer: Anchor
    actor: str  # id of the doer's actor, "" where it is known by a description alone
    on: frozenset[str]

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_resolves(events: Sequence[Point], actor_of: Mapping[str, str], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that somebody said they would not do, and then did."""
    kept = [act for point in events for act in _kept(point, actor_of)]
    if not kept:
        return
    done = [act for point in events for act in _done(point, actor_of)]
    of_one = [(k, d) for k, d in product(kept, done) if _of_one(k, d)]
    telling_both = {k.article for k, d in of_one if k.article == d.article}
    both = [*kept, *done]
    row = {id(act): i for i, act in enumerate(both)}
    pairs = [
        (row[id(k)], row[id(d)])
        for k, d in of_one
        if k.article not in telling_both and k.article != d.article and _then(k, d, telling_both, setting)
    ]
    for rows in linked(len(both), pairs):
        sides = [first_each([both[i].point for i in rows if both[i].kept is side]) for side in (True, False)]
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, name)
            for side, name in zip(sides, ("would not", "done"), strict=True)
        )
        marks = [p.statement.predicate for side in sides for p in side]
        status = Status.UPDATED if setting.before(*sides) else Status.CONFLICTING
        reason = because("plan.reversed", [a.words.quote for a in answers], marks)
        yield Verdict("event", status, answers, (reason,), Conflict.POLARITY), 1.0


def _then(kept: Act, done: Act, telling_both: set[str], setting: Setting) -> bool:
    """Whether the deed is told later, or on the same day by a report that does not tell the word before it too."""
    if setting.before([kept.point], [done.point]):
        return comes_after(done.point, kept.point, setting)
    one_day = setting.published(kept.point) == setting.published(done.point)
    if any(REFUSED.match(mark.quote) for mark in kept.point.statement.marks):
        return False  # a refusal denies the deed of that day, as any "did not" does
    return one_day and done.article not in telling_both and not done.point.days


def _of_one(kept: Act, done: Act) -> bool:
    """Whether two acts are one, of one doer."""
    if not any(one_act(x, y) for x in kept.verbs for y in done.verbs) or not _one_doer(kept, done):
        return False
    return bool(kept.verbs & RESIGNING) or any(one_verb(x, y) for x in kept.on for y in done.on)


def _one_doer(one: Act, two: Act) -> bool:
    if one.actor or two.actor:
        return one.actor == two.actor
    less, more = sorted((telling(one.doer), telling(two.doer)), key=len)
    named = bool(less) and all(any(one_verb(x, y) for y in more) for x in less)
    return named and not named_apart(one.doer, two.doer)


# ---- reading


def _kept(point: Point, actor_of: Mapping[str, str]) -> Iterator[Act]:
    """What a statement tells that somebody will not do."""
    statement = point.statement
    sentence = statement.sentence.quote
    if statement.modality is Modality.HYPOTHETICAL or CONDITION.search(STAYED.sub("", sentence)):
        return
    words = sentence[statement.anchor.start - statement.sentence.start :]
    doer = doer_of(statement)
    verbs, after = _will_not(statement, words)
    if verbs and doer is not None and not verbs & LIGHT:
        yield Act(point, True, verbs, doer, _actor(statement, actor_of), after)


def _will_not(statement: Statement, words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The verbs of what somebody will not do, and the words for what it would be done to; none where a statement tells no such thing."""
    for pattern in FORMS:
        found = pattern.search(words)
        if pattern is RULED_OUT and statement.modality is not Modality.DENIED:
            continue  # "would not rule out"
        if found is not None and found.start() < len(statement.anchor.quote):
            verb = found["verb"].lower()
            lemma = STAYING if found["stay"] else frozenset({verb, f"{verb}_{found['to'] or ''}".rstrip("_")})
            return lemma, words_after(words[found.end() :])
    refused = any(REFUSED.match(mark.quote) for mark in statement.marks)
    if statement.polarity is not Polarity.NEGATIVE or not (statement.modality is Modality.PLANNED or refused):
        return frozenset(), frozenset()
    behind = statement.predicate.end - statement.anchor.start
    return told_acts(statement), words_after(words[max(0, behind) :])


def _done(point: Point, actor_of: Mapping[str, str]) -> Iterator[Act]:
    """What a statement tells somebody to have done."""
    statement = point.statement
    doer = statement.actor
    if stance(point) != "affirmed" or statement.modality is not Modality.ASSERTED or doer is None:
        return
    if (
        inflected(statement)
        and told_as_done(statement)
        and not PAST.search(statement.sentence.quote)
        and definite(doer)
    ):
        after = statement.anchor.quote[max(0, statement.predicate.end - statement.anchor.start) :]
        yield Act(point, False, told_acts(statement), doer, _actor(statement, actor_of), words_after(after))


def doer_of(statement: Statement) -> Anchor | None:
    """Who will not do it; for a pronoun without a name who says so in the same sentence."""
    doer = statement.actor
    if doer is not None and statement.actor_entity is None and PRONOUN.fullmatch(doer.quote):
        sentence, claimer = statement.sentence, statement.claimer or ""
        at = sentence.quote.find(claimer) if claimer else -1
        start = sentence.start + at
        doer = Anchor(sentence.article, start, start + len(claimer), claimer) if at >= 0 else None
    return doer if doer is not None and (statement.actor_entity or definite(doer)) else None


def _actor(statement: Statement, actor_of: Mapping[str, str]) -> str:
    return actor_of.get(statement.actor_entity or "", "")


PRONOUN = re.compile(r"I|we|he|she|they|it", re.IGNORECASE)
REFUSED = re.compile(r"refus", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:if|unless|until|without|before|otherwise|would not have|wouldn[’']t have)\b", re.IGNORECASE
)
STAYED = re.compile(r"\b(?:stay|remain|continue) until the end of\b", re.IGNORECASE)
PAST = re.compile(
    r"\bhad (?:\w+ )?\w+(?:ed|en)\b|\b(?:previous\w*|years? (?:ago|earlier)|last year)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# verbs that are said of much, or of saying itself
LIGHT = frozenset(
    "be have do go get make take give say tell comment confirm disclose reveal discuss elaborate allow let".split()
)
STAYING = frozenset({"resign"})
PARTICLE = r"(?: (?P<to>down|out|off|up|back|over))?"
RULED_OUT = re.compile(
    rf"\brul(?:e|es|ed|ing) out (?P<stay>(?!))?(?P<verb>[a-z]{{2,}}?)(?:(?<=[pt])[pt])?ing\b{PARTICLE}", re.IGNORECASE
)
FORMS = (
    RULED_OUT,
    re.compile(
        rf"\b(?:ha[sd]|have) no (?:plans?|intentions?|wish|desire) (?:to (?P<stay>(?!))?(?P<verb>[a-z]{{2,}})\b{PARTICLE})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:vow(?:s|ed)?|pledg(?:es|ed)|promis(?:es|ed)|determined|intend(?:s|ed)?|will|would) (?:to )?"
        r"(?P<stay>(?P<verb>stay|remain|carry|continue)) (?P<to>on|in (?:office|power|charge|(?:his|her|the) (?:post|job|role))|at the helm|until the end of)\b",
        re.IGNORECASE,
    ),
)
