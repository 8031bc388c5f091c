"""Whether somebody was let do something: allowed to enter, denied entry; kept from entering, and entered after all.

A permission and a refusal share few words ("was cleared to land", "was refused permission to land"), and neither is the other's
verb with a "not", so that no likeness of statements sets them against each other. What was allowed or refused is told by an
infinitive, by a gerund behind "from", or by a noun for it. Both have to be of the same somebody, known by a name or "the", and
of no count: of many, some are let in and others turned away. A report that tells both tells of one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.event_verdicts import opposed
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.states import COUNT
from twosource.compare.questions.together import linked
from twosource.compare.questions.undone import named_apart
from twosource.compare.stances import one_verb, stance, telling
from twosource.compare.verdicts import Answer, Setting
from twosource.compare.when import CALENDAR
from twosource.data import Anchor, Modality


@dataclass(frozen=True, slots=True)
class Permit:
    """What one report tells of somebody's leave to do something: granted, refused, or done."""

    point: Point
    told: str
    act: str
    whom: Anchor
    where: frozenset[str]  # telling words of what follows the act

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def judge_permits(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that one report says somebody was let do and another that it was refused, or prevented."""
    found = [permit for point in events for permit in _told(point)]
    if not any(p.told in {"refused", "prevented"} for p in found):
        return
    acts = {p.act for p in found}
    found += [done for point in events for done in _done(point, acts)]
    both = {
        p.article for p, q in combinations(found, 2) if p.article == q.article and _one_permit(p, q) and _apart(p, q)
    }
    single = [p for p in found if p.article not in both]
    pairs = [
        (i, j)
        for i, j in combinations(range(len(single)), 2)
        if single[i].article != single[j].article and _apart(single[i], single[j]) and _one_permit(single[i], single[j])
    ]
    for rows in linked(len(single), pairs):
        let, kept = ([single[i].point for i in rows if (single[i].told in LET) is side] for side in (True, False))
        sides = (first_each(let), first_each(kept))
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, name)
            for side, name in zip(sides, ("allowed", "refused"), strict=True)
        )
        yield opposed(*sides, answers, setting, "permission.refused"), 1.0


LET = frozenset({"granted", "done"})


def _apart(one: Permit, two: Permit) -> bool:
    """Whether both cannot be: what is only forbidden may be done all the same."""
    return {one.told, two.told} in ({"granted", "refused"}, {"granted", "prevented"}, {"done", "prevented"})


def _one_permit(one: Permit, two: Permit) -> bool:
    """Whether two tellings are of one somebody, one act, one object of it, and may be of one day."""
    less, more = sorted((telling(one.whom), telling(two.whom)), key=len)
    named = less and all(any(one_verb(x, y) for y in more) for x in less)  # "the minister", "the interior minister"
    if not one_verb(one.act, two.act) or not named:
        return False
    if named_apart(one.whom, two.whom) or (one.where and two.where and not one.where & two.where):
        return False
    days = one.point.days, two.point.days
    return not all(days) or bool(days[0] & days[1])


# ---- reading


def _told(point: Point) -> Iterator[Permit]:
    """What grants somebody leave, or refuses it, as told and not as asked for or to come."""
    # what is permitted may be told by a clause of its own: "given permission | to land"
    words = point.statement.sentence.quote[point.statement.anchor.start - point.statement.sentence.start :]
    if point.statement.modality is Modality.HYPOTHETICAL or not LEAVE.search(point.statement.anchor.quote):
        return
    for told, pattern in PATTERNS:
        match = pattern.search(words)
        if match is None or match.start() >= len(point.statement.anchor.quote):
            continue
        before = words[: match.start()]
        whom = _whom(point, match)
        if whom is None or OPEN.search(before):
            return
        if NOT.search(before):
            told = "refused" if told == "granted" else ""
        act = match["act"].lower()
        if told:
            yield Permit(point, told, NOUNS.get(act, _stem(act)), whom, words_after(words[match.end() :]))
        return


def _done(point: Point, acts: set[str]) -> Iterator[Permit]:
    """What tells one of the acts as done."""
    statement = point.statement
    if stance(point) != "affirmed" or statement.modality is not Modality.ASSERTED or statement.actor is None:
        return
    finite = statement.predicate.quote.lower() != statement.lemma and not statement.predicate.quote.endswith("ing")
    after = statement.anchor.quote[max(0, statement.predicate.end - statement.anchor.start) :]
    if finite and one_verb(statement.predicate.quote.lower()[: len(statement.lemma)], statement.lemma):
        for act in sorted(a for a in acts if one_verb(a, statement.lemma)):
            if definite(statement.actor):
                yield Permit(point, "done", act, statement.actor, words_after(after))


def _whom(point: Point, match: re.Match[str]) -> Anchor | None:
    """Who is let or not: the words between the verb and what is let, else the subject of a passive."""
    if match["whom"]:
        start = point.statement.anchor.start + match.start("whom")
        whom: Anchor | None = Anchor(point.article, start, start + len(match["whom"]), match["whom"])
    else:
        passive = BE.search(point.statement.anchor.quote[: match.start()])
        named = [x for x in (point.statement.actor, point.statement.recipient) if x is not None]
        ahead = [x for x in named if x.end <= point.statement.anchor.start + match.start()]
        whom = ahead[0] if passive and ahead else None
    return whom if whom is not None and definite(whom) else None


def definite(whom: Anchor) -> bool:
    """Whether the words are for one somebody: by name, or "the"; no count, nor others."""
    return not (COUNT.search(whom.quote) or OTHER.search(whom.quote)) and bool(DEFINITE.search(whom.quote))


def words_after(words: str) -> frozenset[str]:
    """The telling words right behind an act, up to the next clause."""
    found = re.findall(r"[^\W\d_]{3,}", END.split(words, maxsplit=1)[0].lower())
    return frozenset(found) - CALENDAR - FILLERS


def _stem(act: str) -> str:
    return act.removesuffix("ing") if len(act) > SHORT else act


SHORT = 5
NOUNS = {
    "entry": "enter", "entrance": "enter", "admission": "enter", "admittance": "enter", "re-entry": "enter",
    "boarding": "board", "access": "access",
}  # fmt: skip
WHOM = r"(?: (?P<whom>(?!to\b|from\b)[^,;:.]{1,40}?))?"
NOUN = rf"(?P<act>{'|'.join(NOUNS)})\b"
LEAVES = r"(?:permission|clearance|leave|authori[sz]ation|approval|the go-ahead)"
VERB = r"(?:\w+ly )?(?P<act>[a-z]{3,})\b"
PATTERNS = tuple(
    (told, re.compile(pattern, re.IGNORECASE))
    for told, pattern in (
        ("prevented", rf"\b(?:prevented|stopped|kept|blocked){WHOM} from {VERB}"),
        ("prevented", rf"\b(?:denied|denies|refused|refuses){WHOM} {NOUN}"),
        ("refused", rf"\b(?:barred|banned|prohibited|forbidden){WHOM} from {VERB}"),
        ("refused", rf"\b(?:denied|denies|refused|refuses){WHOM} {LEAVES} to {VERB}"),
        ("refused", rf"\b(?:forbidden|forbade){WHOM} to {VERB}"),
        ("granted", rf"\b(?:granted|grants|given|gave|allowed){WHOM} {NOUN}"),
        ("granted", rf"\b(?:granted|grants|given|gave){WHOM} {LEAVES} to {VERB}"),
        ("granted", rf"\b(?:allowed|permitted|cleared|authori[sz]ed){WHOM} to {VERB}"),
    )
)
LEAVE = re.compile(
    r"\b(?:prevent|stopped|kept|block|den[iy]|refuse|barred|bann|prohibit|forb|grant|give|gave|allow|permit|clear|authori)",
    re.IGNORECASE,
)
NOT = re.compile(r"(?:\b(?:not|never)|n[’']t)(?: \w+){0,2}\W*$", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:will|would|could|might|may|can|should|must|if|whether|unless|until|before|to|or)(?: not)?(?: \w+ly)?(?: have)?(?: be| been)?\W*$",
    re.IGNORECASE,
)
BE = re.compile(r"\b(?:was|were|been|being|is|are)(?: not|n[’']t| \w+)?\W*$", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:another|other|first|second|third|last|more|two|three|four|five|six|seven|eight|nine|ten|few|no|any|every|each)\b",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\b[Tt]he\b|\b(?:[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b|(?<!^)\b[A-Z]|^[A-Z][\w’'-]+$")
END = re.compile(
    r"[,;:.\"“”]|\b(?:after|before|while|because|but|and|as|by|when|who|which|that|until|since)\b", re.IGNORECASE
)
FILLERS = frozenset("the and its his her their into onto from with for this that there here again back".split())
