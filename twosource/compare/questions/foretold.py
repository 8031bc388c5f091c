"""What an earlier report says that somebody is to do, and a later one tells as done: will visit, visited; is to testify, testified.

Public acts, by their verbs or the nouns for them. The verb of a statement may be another ("on a visit to the coast the minister
said"), and no likeness brings the two together: of a plan reports tell the day, of the visit what was said there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.compare.points import Point
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.permits import definite
from twosource.compare.questions.resolves import PRONOUN, doer_of
from twosource.compare.questions.together import linked
from twosource.compare.stances import stance, telling
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.compare.when import CALENDAR, days_apart
from twosource.data import Actor, Anchor, Conflict, Status


@dataclass(frozen=True, slots=True)
class Act:
    """An act that one report plans or tells: which of `ACTS`, who does it, and the names beside it."""

    point: Point
    act: int
    planned: bool
    doers: frozenset[str]
    beside: frozenset[str]
    anchor: Anchor

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_foretold(events: Sequence[Point], actors: Sequence[Actor], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each act of somebody that earlier reports announce and later ones tell as done."""
    people = {a.id: frozenset(w for name in a.names for w in NAME.findall(name)) for a in actors if a.type == "person"}
    found = [act for point in events for act in _acts(point, people, setting)]
    pairs = [
        (i, j)
        for i, plan in enumerate(found)
        for j, done in enumerate(found)
        if plan.planned and not done.planned and plan.act == done.act and _of_one(plan, done, setting)
    ]
    for rows in linked(len(found), pairs):
        yield _verdict([found[i] for i in rows]), 1.0


def _of_one(plan: Act, done: Act, setting: Setting) -> bool:
    """Whether the later report tells what the earlier one announces: of one doer, and at one place or with one other where both
    name any.
    """
    if plan.article == done.article or not setting.before([plan.point], [done.point]) or not plan.doers & done.doers:
        return False
    return (not plan.beside or not done.beside or bool(plan.beside & done.beside)) and not days_apart(
        plan.point, done.point
    )


def _acts(point: Point, people: Mapping[str, frozenset[str]], setting: Setting) -> Iterator[Act]:
    words, told = point.statement.anchor, stance(point)
    if told in {"negated", "unclear"} or not ANY_ACT.search(words.quote.lower()):
        return
    for number, (plan, deed) in enumerate(ACTS):
        found = plan.search(words.quote) or (deed.search(words.quote) if told == "affirmed" else None)
        if found is None:
            continue
        doers = _doers(point, words.quote[: found.start()], people)
        if doers:
            at = setting.articles[point.article].anchor(words.start + found.start(), words.start + found.end())
            after = {n for n in NAME.findall(words.quote[found.end() :]) if n.lower() not in NO_NAMES} - doers
            yield Act(point, number, found.re is plan, doers, frozenset(after), at)


def _doers(point: Point, before: str, people: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The names of who does it, or where nobody is named the words for one somebody: "the prime minister"."""
    doer = doer_of(point.statement)
    named = frozenset(NAME.findall(f"{before} {doer.quote if doer is not None else ''}"))
    if doers := named & frozenset().union(*people.values()):
        return doers
    if doer is not None and PRONOUN.fullmatch(doer.quote) and len(point.actors) == 1:
        return people.get(next(iter(point.actors)), frozenset())
    return frozenset({" ".join(sorted(telling(doer)))}) if doer is not None and definite(doer) else frozenset()


def _verdict(told: Sequence[Act]) -> Verdict:
    sides = [[a for a in told if a.planned is planned] for planned in (True, False)]
    answers = tuple(
        Answer(tuple(a.point for a in side), side[0].point.statement.anchor, name)
        for side, name in zip(sides, ("planned", "done"), strict=True)
    )
    reason = because("plan.done", [side[0].anchor.quote for side in sides], [a.anchor for a in told])
    return Verdict("event", Status.UPDATED, answers, (reason,), Conflict.MODALITY)


NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z]\w*")
NO_NAMES = CALENDAR | frozenset("jan feb mar apr jun jul aug sep sept oct nov dec prime minister president the".split())
PLAN = (
    r"(?:will|would|shall|(?:is|are|was|were) (?:\w+ )?(?:to|due to|set to|expected to|scheduled to|going to|planning to|preparing to)|"
    r"(?:plan|intend|prepare)(?:s|ned|ed)? to|due to|about to) (?:also |then |later |soon |now )?"
)


def _act(line: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    plan, deed = line.split(" > ")
    return re.compile(rf"\b{PLAN}(?:{plan})\b", re.IGNORECASE), re.compile(rf"\b(?<!\bto )(?:{deed})\b", re.IGNORECASE)


# what somebody is to do > the same as done
ACTS = tuple(
    _act(line)
    for line in (
        r"visit|travel|fly|go|tour|head|arrive|make a (?:\w+ )?(?:visit|trip) > visited|travell?ed|flew|went to|toured|arrived|(?:on|during|after) a(?:n official|n)? (?:\w+ )?(?:visit|trip|tour)",
        r"return|come back|go back|fly (?:home|back) > returned|came back|(?:has|have|is|are|was|were) back|flew (?:home|back)",
        r"meet|hold (?:\w+ )?talks|sit down > met|held (?:\w+ )?talks|sat down",
        r"testify|appear before|give evidence|be questioned|face (?:\w+ )?questions > testified|appeared before|gave evidence|was questioned|told (?:a|the) (?:\w+ ){0,3}(?:committee|inquiry|hearing|court)",
        r"address|speak|make a (?:\w+ )?statement|give a (?:\w+ )?(?:speech|statement)|hold a (?:\w+ )?conference > addressed|spoke (?:to|in|at|before)|told (?:the )?(?:\w+ )?(?:parliament|congress|house|senate|lawmakers|mps|nation|reporters|a \w+ conference)|made a (?:\w+ )?statement",
        r"resign|step down|stand down|quit|(?:hand in|tender|submit) \w+ resignation > resigned|stepped down|stood down|quit|(?:handed in|tendered|submitted) \w+ resignation",
        r"be sworn in|take office|be inaugurated|take over > (?:was|were|been|is) sworn in|sworn in|took office|inaugurated|took over",
        r"be (?:released|freed|set free) > (?:was|were|been) (?:released|freed|set free)|walked free",
        r"be (?:extradited|deported|flown|moved|transferred|taken) > (?:was|were|been) (?:extradited|deported|flown|moved|transferred|taken)",
        r"appear in court|stand trial|be tried|be arraigned > appeared in court|went on trial|was arraigned|stood trial",
    )
)
# in small letters, which is many times faster
ANY_ACT = re.compile("|".join((rf"\b{PLAN}", *(deed.pattern for _, deed in ACTS))))
