"""What one report says did not happen and another tells in other words: "received no ransom demand", "demanded a ransom".

No likeness brings the two together where the verb of the one says little and its noun is the verb of the other, or where two verbs are
one act: "the alarm did not go off", "the alarm sounded". The denial is a plain one, of something in particular: each of its telling
words has its like in what the other tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from os.path import commonprefix
from typing import NamedTuple

from twosource.compare.acts import told_acts
from twosource.compare.deeds import told_as_done
from twosource.compare.event_verdicts import opposed
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.together import linked
from twosource.compare.stances import contrary_of_one, once_planned, one_act, one_verb, stance, telling
from twosource.compare.verdicts import Answer, Setting
from twosource.data import Anchor, Modality, Polarity
from twosource.models.names import state_of

FEWEST = 2  # telling words that a denial and what it denies share, the verb among them


class Denial(NamedTuple):
    """What is said not to be so, and the telling lemmas of it alone."""

    point: Point
    words: frozenset[str]


class Told(NamedTuple):
    """What is told, and its telling words: those too that name who did it, or whom it befell, outside of its clause."""

    point: Point
    words: frozenset[str]


def judge_gainsaid(events: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that some reports tell and others say was not so; none of a report that says both."""
    denials = [Denial(p, _core(p) - WEAK - CALENDAR) for p in events if _denies(p)]
    told = [Told(p, _all(p)) for p in events if denials and _tells(p)]
    pairs = [(d.point, t.point) for d, near in _near(denials, told) for t in near if _gainsays(d, t)]
    both = {id(d) for d, t in pairs if d.article == t.article}
    points = list({id(p): p for pair in pairs for p in pair}.values())
    row = {id(p): i for i, p in enumerate(points)}
    facing = [
        (row[id(d)], row[id(t)])
        for d, t in pairs
        if id(d) not in both and d.article != t.article and not _since(d, t, setting)
    ]
    for rows in linked(len(points), facing):
        group = [points[i] for i in rows]
        yes, no = (first_each([p for p in group if (stance(p) == "negated") is side]) for side in (False, True))
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, name) for side, name in ((yes, "affirmed"), (no, "negated"))
        )
        yield opposed(yes, no, answers, setting, "polarity.negated"), 1.0


def _near(denials: Sequence[Denial], told: Sequence[Told]) -> Iterator[tuple[Denial, list[Told]]]:
    """Each denial with what is told in words that begin as its own: most pairs need no closer look."""
    holding: dict[str, set[int]] = defaultdict(set)
    for row, item in enumerate(told):
        for word in item.words:
            holding[word[:STEM]].add(row)
    for denial in denials:
        verb = denial.point.statement.lemma
        rows = [holding[w[:STEM]] for w in denial.words if w not in OTHERWISE and not akin(w, verb)]
        near = set.intersection(*rows) if rows else set(range(len(told)))
        yield denial, [told[row] for row in sorted(near)]


def _denies(point: Point) -> bool:
    """Whether a statement says plainly that something was not so."""
    statement = point.statement
    plain = statement.polarity is Polarity.NEGATIVE and statement.modality is Modality.ASSERTED
    if not plain or stance(point) != "negated" or not all(PLAIN.fullmatch(m.quote) for m in statement.marks):
        return False
    return not (BOUNDED.search(statement.anchor.quote) or statement.lemma in SAYING or point.lemmas & GROUNDS)


def _tells(point: Point) -> bool:
    """Whether a statement tells something as it was."""
    statement = point.statement
    if stance(point) != "affirmed" or statement.modality is not Modality.ASSERTED or once_planned(point):
        return False
    return told_as_done(statement) or IS.search(statement.anchor.quote) is not None


def _since(denial: Point, told: Point, setting: Setting) -> bool:
    """Whether what had not happened yet may have happened since, in the same day; or somebody refused first and then did it, which is
    asked by itself (`resolves`).
    """
    if setting.before([denial], [told]) and any(REFUSED.match(m.quote) for m in denial.statement.marks):
        return True
    return YET.search(denial.statement.anchor.quote) is not None and not setting.before([denial], [told])


def _gainsays(denied: Denial, claim: Told) -> bool:
    """Whether a statement denies what another one tells, each of its words having its like there."""
    (denial, words), (told, there) = denied, claim
    if denial.past != told.past or not denial.figures <= told.figures or not _one_time(denial, told):
        return False
    act = _one_act(denial, told, words)
    verb = denial.statement.lemma
    rest = {w for w in words if not akin(w, verb)}
    if not act or not all(any(_like(w, other) for other in there) for w in rest):
        return False
    around = ((denial.around - words) & (told.around - words)) - WEAK - CALENDAR - SAYING
    known = len(rest) + (verb not in WEAK) + (len(around) >= FEWEST or bool(rest & NOISY))
    return bool(rest) and known >= FEWEST and contrary_of_one(told, denial)


def _all(point: Point) -> frozenset[str]:
    parts = [_named(part) for part in (point.statement.actor, point.statement.recipient) if part is not None]
    return point.lemmas.union(*parts)


def _core(point: Point) -> frozenset[str]:
    """The telling lemmas of what is denied: without the clauses beside it, and those that only say who it is."""
    statement = point.statement
    words = statement.anchor.quote
    behind = max(0, statement.predicate.end - statement.anchor.start)
    beside = [TAIL.split(words[behind:], maxsplit=1)[1:]] + [
        ASIDE.split(phrase.quote, maxsplit=1)[1:] for phrase in (statement.actor, statement.recipient) if phrase
    ]
    forms = {w for parts in beside for part in parts for w in re.findall(r"[^\W\d_]+", part.lower())}
    if statement.actor is not None and (cut := ASIDE.search(words[:behind])):
        forms |= set(re.findall(r"[^\W\d_]+", words[cut.end() : behind - len(statement.predicate.quote)].lower()))
    own = frozenset(w for w in point.lemmas if not any(akin(w, form) or one_verb(w, form) for form in forms))
    parts = (part for part in (statement.actor, statement.recipient) if part and not statement.anchor.covers(part))
    return own.union(*map(_named, parts))


def _one_time(denial: Point, told: Point) -> bool:
    """Whether both may be of one time: on a day that both name, or that one of them leaves open."""
    return not denial.days or not told.days or any(a[:10] == b[:10] for a in denial.days for b in told.days)


def _one_act(denial: Point, told: Point, words: frozenset[str]) -> bool:
    """Whether what is denied is the act that the other tells: by its verb or one like it, of the same doer; by a noun of either."""
    no, yes = denial.statement, told.statement
    if any(akin(x, y) or one_act(x, y) for x in told_acts(no) for y in told_acts(yes) if not {x, y} & WEAK):
        return _one_part(no.actor, yes.actor) and _one_part(no.recipient, yes.recipient)
    if {no.lemma, yes.lemma} <= ARRANGING:
        return _one_part(no.recipient or no.actor, yes.recipient or yes.actor)
    if no.lemma in WEAK and yes.lemma in WEAK:  # the noun is who or what it is told of, and not beside it
        parts = frozenset[str]().union(*(_named(part) for part in (yes.actor, yes.recipient) if part is not None))
        return any(_like(w, part.removesuffix("s")) for w in words for part in parts)
    if no.lemma in WEAK:
        return any(akin(yes.lemma, w) for w in words)
    return yes.lemma in WEAK and any(akin(no.lemma, w) for w in told.lemmas)


def _one_part(one: Anchor | None, two: Anchor | None) -> bool:
    """Whether two phrases may be for one: they share a telling word, or one of them only points."""
    words = [_named(phrase) if phrase is not None else frozenset() for phrase in (one, two)]
    lands = [_lands(phrase.quote) if phrase is not None else frozenset() for phrase in (one, two)]
    return (
        not all(words)
        or bool(lands[0] & lands[1])
        or any(_like(x.removesuffix("s"), y.removesuffix("s")) for x in words[0] for y in words[1])
    )


@lru_cache(maxsize=1 << 15)
def _lands(words: str) -> frozenset[str]:
    """The states and unions that words name: "EU ministers", "the European Union"."""
    return frozenset(state_of(match.group()) for match in CAPITALS.finditer(words)) - {""}


CAPITALS = re.compile(r"(?:[A-Z][\w.]* ?)+(?<! )")


def _named(phrase: Anchor) -> frozenset[str]:
    """The telling words of a phrase before any clause in it."""
    return telling(phrase) & frozenset(re.findall(r"[^\W\d_]+", ASIDE.split(phrase.quote, maxsplit=1)[0].lower()))


def _like(one: str, two: str) -> bool:
    return akin(one, two) or any({one, two} <= alike for alike in ALIKE)


@lru_cache(maxsize=1 << 15)
def akin(one: str, two: str) -> bool:
    """Whether two lemmas are one word, or a verb and its noun: discuss, discussion; injure, injury; arrive, arrival."""
    if one == two:
        return True
    stem = len(commonprefix((one, two)))
    short, long = sorted((one[stem:], two[stem:]), key=len)
    return (stem >= STEM and short in {"", "e", "y"} and long in ENDINGS) or frozenset((one, two)) in KIN


STEM = 4  # letters
ENDINGS = frozenset(
    "s e y er or lor al ed ing ion ation ition ment ance ence ure ery ist age ive ies ious ary ant ent en ly".split()
)
KIN = frozenset(
    frozenset(pair.split())
    for pair in (
        "die death", "decide decision", "explode explosion", "collide collision", "lose loss", "sell sale", "speak speech",
        "fly flight", "choose choice", "see sight", "think thought", "apologise apology", "apologize apology", "agree deal",
        "marry marriage", "succeed success", "permit permission", "admit admission", "try trial", "steal theft",
    )
)  # fmt: skip
# words for one thing or people in a denial
ALIKE = tuple(
    frozenset(line.split())
    for line in (
        "further second third another next new more additional fresh",
        "police officer policeman",
        "shot fire shoot open",
        "truck lorry vehicle",
        "deal agreement accord",
        "truce ceasefire",
        "blast explosion",
        "shooting gunfire shot fire",
    )
)
OTHERWISE = frozenset[str]().union(*KIN, *ALIKE)
PLAIN = re.compile(
    r"no|not|n[’']?t|never|none|nobody|no one|neither|nor|refus\w+|declin\w+|fail\w+|without", re.IGNORECASE
)
# what bounds a denial, or says that it was so before: "no longer", "not until"
TAIL = re.compile(r",|\b(?:when|while|as|after|before|because|since|during|despite|who|which)\b", re.IGNORECASE)
# "the letter, read out on Sunday, contained"; but "no civilian, economic or military targets"
ASIDE = re.compile(r",(?=[^,]*,(?!\s(?:and|or)\b))|\b(?:who|which|that|whose)\b", re.IGNORECASE)
BOUNDED = re.compile(
    r"\b(?:longer|until|till|unless|if|whether|only|just|again|any ?more|necessarily|enough|more than|less than|fewer than|as \w+ as|"
    r"too|so \w+ that|other than|except|but)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(r"refus", re.IGNORECASE)
YET = re.compile(r"\b(?:yet|so far|still|immediately|initially|at first)\b", re.IGNORECASE)
IS = re.compile(r"\b(?:is|are|was|were|has been|have been)\b", re.IGNORECASE)
SAYING = frozenset(
    "say tell comment respond reply answer speak elaborate specify identify name mention explain know think believe want like".split()
)
# what a story has of one kind
NOISY = frozenset("shooting gunfire shot violence looting panic explosion blast".split())
# of which one may have what another has not; whether there was a warning is asked by itself (`warned`)
GROUNDS = frozenset(
    "evidence sign proof indication reason comment word idea intention doubt question need right chance problem trace link detail "
    "information choice way warn warning allegation claim suggestion mention charge accusation".split()
)
# verbs that say little of what is done
WEAK = frozenset(
    "be have do get make take give receive report see hold issue put come contain order carry happen occur exist hear center centre refuse decline fail register record".split()
)
ARRANGING = frozenset("agree plan schedule arrange set fix announce".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night today yesterday day week month year "
    "january february march april may june july august september october november december".split()
)
