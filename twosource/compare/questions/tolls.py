"""How many people something befell in one place, where reports name the place beside the figure: 34 dead in Paiporta.

And nobody by one report where another counts some. Reports tell of several things at once, so that "nobody was hurt" in
one and "three were hurt" in another are of one thing only where both are of those aboard, or share other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from twosource.compare.intervals import normalised
from twosource.compare.points import Point, by_article, first_each, one_value_each
from twosource.compare.questions.evidence import Ruled, because, focus_of, several
from twosource.compare.slots import BEFALLEN
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict, judge_figures
from twosource.data import Anchor, BlockKind, Conflict, Status

Before = Mapping[Anchor, frozenset[str]]

HARMED = {
    "injured": "hurt|injured|wounded|harmed",
    "dead": "killed|dead|died",
    "missing": "missing|unaccounted for",
    "arrested": "arrested|detained",
}
HARMS = {
    "injured": "injur(?:y|ies)|casualt(?:y|ies)",
    "dead": "deaths?|fatalit(?:y|ies)|casualt(?:y|ies)|loss of (?:human )?lives?|loss of (?:human )?life",
    "missing": "missing persons?",
    "arrested": "arrests?|detentions?",
}
# of everybody, not of one who got away: "all passengers survived", "the crew escaped unhurt"
SAVED = {
    "injured": r"(?:unhurt|unharmed|uninjured|unscathed|without (?:a scratch|(?:any )?injur(?:y|ies)))\b",
    "dead": r"(?:surviv(?:ed|es|e)|alive)\b",
    "missing": "accounted for",
    "arrested": r"(?!)",
}
EVERYBODY = r"(?:everyone|everybody|(?:all|both|the)(?: (?:of )?the)?(?: [\w,]+){0,2} (?:passengers|crew(?:members)?|people|occupants|residents|workers|miners|students|pupils|children|hostages|guests|those))"
NOBODY = r"(?:nobody|no[ -]?one|none(?: of \w+(?: \w+){0,2})?|no (?:passengers?|crew(?:members)?|people|person|residents?|workers?|students?|civilians?|soldiers?|bystanders?|staff))(?: on board| aboard| inside| else)?"
WAS = r"(?:was|were|is|are|has been|have been|had been)"
TOLD = r"(?:reported |immediate |known |confirmed |recorded |reports of |word of |sign of |any )*"
ZERO = {
    slot: re.compile(
        rf"\b{NOBODY} (?:{WAS} )?(?:reported |believed |thought |said to be )?(?:{words})\b(?! (?:serious|grave|bad)ly)"
        rf"|\b(?:no|without) {TOLD}(?:{HARMS[slot]})\b(?! {WAS} (?:\w+-|serious|grave))"
        rf"|\b{EVERYBODY}(?: on board| aboard| inside)? (?:{WAS} )?(?:\w+ ){{0,3}}{SAVED[slot]}",
        re.IGNORECASE,
    )
    for slot, words in HARMED.items()
}
ABOARD = re.compile(r"\b(?:on board|aboard|crew(?:member)?s?|passengers?)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # of something else, mostly
BARE = 1  # content words, beside those of what befell whom, of a sentence that tells of what the one before it tells
COMMON = frozenset(
    "report people person injury casualty death fatality hurt injure wound kill die survive escape casualty loss life immediate arrest "
    "detain police".split()
)
SLIGHT = frozenset(
    "slightly lightly minor serious seriously badly severely critically people one two three four five six".split()
)
NEW = re.compile(r"(?:In [^,.]+, )?(?:an?|another|two|three|four|five|several|some) ", re.IGNORECASE)
TOLD_OF = re.compile(r"\b(?:earlier|previous\w*|elsewhere|another|separate\w*|last|ago|since)\b", re.IGNORECASE)
# words of any toll, that do not say of what
COUNTING = COMMON | frozenset("toll number count total victim dead say official police authority rise".split())
SHARED = 3  # content words of two sentences that tell of one thing, what befell whom left out
FEW = 2  # where the sentence that tells of nobody has no other


def judge_tolls(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each place and each thing that befell people there, where two reports count them."""
    asked: dict[tuple[str, str, str], dict[object, Point]] = {}
    for point in points:
        if point.kind == "quantity" and point.slot in BEFALLEN and point.part != "more" and len(point.own_places) == 1:
            (place,) = point.own_places
            asked.setdefault((point.slot, place, point.past), {}).setdefault(point.focus, point)
    for found in asked.values():
        once = list(found.values())
        if several(once) and one_value_each(once):
            yield judge_figures(once, setting), 1.0


def judge_unharmed(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that befell nobody by some reports and somebody by others."""
    told = [p for p in points if p.kind == "event" and p.statement.block is BlockKind.PARAGRAPH]
    before, leads, new = sentences_before(told), _leads(told), _of_a_new_thing(told)
    for slot, pattern in ZERO.items():
        spared = [p for p in told if pattern.search(p.statement.anchor.quote)]
        knowing = {p.article for p in spared}
        harmed = [p for p in points if p.kind == "quantity" and p.slot == slot and counts_some(p)]
        befell = re.compile(rf"\b{WAS} (?:(?!fatally|mortally)\w+ly )?(?:{HARMED[slot]})\b", re.IGNORECASE)
        harmed += [p for p in told if befell.search(p.statement.anchor.quote) and stance(p) == "affirmed"]
        harmed = [p for p in harmed if p.article not in knowing and not YEAR.search(p.statement.sentence.quote)]
        only = _alone(spared) | _alone(harmed)
        pairs = [
            (z, h)
            for z in spared
            for h in harmed
            if _of_one_thing(z, h, before)
            or (
                {id(z), id(h)} <= only
                and _one_lead(leads, z, h)
                and not new & {z.statement.sentence, h.statement.sentence}
            )
        ]
        if pairs:
            none, some = (list(dict.fromkeys(pair[i] for pair in pairs)) for i in (0, 1))
            none, some = first_each(none), first_each(some)
            yield none_and_some(none, some, updated=setting.before(none, some)), 1.0


def _leads(events: Sequence[Point]) -> Mapping[str, frozenset[str]]:
    """The telling lemmas of the first sentence of each article."""
    return {
        article: min(points, key=lambda p: p.anchor).around - COMMON for article, points in by_article(events).items()
    }


def _of_a_new_thing(events: Sequence[Point]) -> frozenset[Anchor]:
    """The sentences behind one that begins with something new: "A tram left the rails. Nobody was hurt."."""
    told = sorted({p.statement.sentence for p in events})
    leads = {sentence.article: sentence for sentence in reversed(told)}
    return frozenset(
        b for a, b in pairwise(told) if a.article == b.article and a != leads[a.article] and NEW.match(a.quote)
    )


def _one_lead(leads: Mapping[str, frozenset[str]], a: Point, b: Point) -> bool:
    """Whether the reports of two points begin with one thing."""
    return a.article != b.article and len(leads[a.article] & leads[b.article]) >= FEW


def _alone(points: Sequence[Point]) -> set[int]:
    """The points, by identity, that stand in the only sentence of their article that tells of it, and say of nothing else."""
    sentences = by_article(list({p.statement.sentence: p for p in points}.values()))
    return {
        id(p)
        for p in points
        if len(sentences[p.article]) == 1 and not TOLD_OF.search(p.statement.sentence.quote) and _bare(p)
    }


def _bare(point: Point) -> bool:
    recipient = point.statement.recipient
    befell = {point.counted} | ({recipient.quote.split()[-1].lower()} if recipient else set())
    return len(point.around - COMMON - befell - SLIGHT) <= BARE


def counts_some(point: Point) -> bool:
    """Whether a figure counts one or more of its own, and not the rest of them."""
    return point.quantity is not None and (point.quantity.low or 0) >= 1 and point.part not in {"total", "more"}


def _of_one_thing(zero: Point, harmed: Point, before: Before) -> bool:
    if elsewhere(zero, harmed) or _of_others(zero, harmed):
        return False
    if ABOARD.search(zero.statement.anchor.quote) and ABOARD.search(harmed.statement.sentence.quote):
        return True
    befell = {harmed.counted, harmed.statement.lemma} | COMMON
    spared = _context(zero, before) - befell
    shared = spared & _context(harmed, before)
    return len(shared) >= (SHARED if spared - shared else FEW)


def elsewhere(zero: Point, harmed: Point) -> bool:
    """Whether both name where, and nothing in common ("no deaths in the capital", "three died in the north"), or the one that
    tells of nobody is of another time.
    """
    places = [{_spelled(m[1]) for m in PLACED.finditer(p.statement.anchor.quote)} for p in (zero, harmed)]
    others = [bool(ANOTHER.search(p.statement.sentence.quote)) for p in (zero, harmed)]
    apart = others == [True, False] or IN_ANOTHER.search(harmed.statement.sentence.quote) is not None
    return apart or bool(places[0] and places[1] and not places[0] & places[1])


def _spelled(place: str) -> str:
    found = re.match(r"north|south|east|west", place.lower())
    return found[0] if found else place.lower()


def _of_others(zero: Point, harmed: Point) -> bool:
    """Whether one tells that nobody of some kind was harmed, and the other counts those of another kind: staff, contractors."""
    kinds = [_kind(m[1]) for m in NONE_OF.finditer(zero.statement.anchor.quote)]
    recipient = harmed.statement.recipient
    who = _kind(harmed.counted or (recipient.quote.split()[-1].lower() if recipient else ""))
    return bool(kinds) and who not in {"", "people", "person", "victim", "other", "passenger", *kinds}


def _kind(word: str) -> str:
    return word.lower().removesuffix("members").removesuffix("member").removesuffix("s")


PLACED = re.compile(
    r"\b(?:in|across) (?:the |central |greater )?((?:north|south|east|west)\w*|capital|city|town|villages?|suburbs?|countryside|(?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][\w’'-]+)"
)
ANOTHER = re.compile(r"\b(?:another|a separate|a different|an earlier|a previous)\b", re.IGNORECASE)
IN_ANOTHER = re.compile(r"\b(?:in|at|by|from) (?:another|a separate|a different|an earlier|a previous) ", re.IGNORECASE)
NONE_OF = re.compile(
    r"\bno (passengers?|crew(?:members?)?|residents?|workers?|students?|civilians?|soldiers?|bystanders?|staff)\b",
    re.IGNORECASE,
)


def _context(point: Point, before: Before) -> frozenset[str]:
    """The telling lemmas of the sentence; of a bare one ("No injuries were reported") those of the one before it too."""
    if len(point.lemmas - COMMON - {point.counted}) > BARE:
        return point.around
    return point.around | before.get(point.statement.sentence, frozenset())


def sentences_before(events: Sequence[Point]) -> Before:
    """For each sentence the telling lemmas of the one before it in its article."""
    sentences = sorted({p.statement.sentence: p.around for p in events}.items())
    return {here: lemmas for (there, lemmas), (here, _) in pairwise(sentences) if there.article == here.article}


def none_and_some(none: Sequence[Point], some: Sequence[Point], *, updated: bool) -> Verdict:
    """The verdict that something befell nobody by some points and somebody by others."""
    answers = [Answer(tuple(none), none[0].anchor, "0")]
    answers += [Answer((p,), focus_of(p), normalised(p.quantity) if p.quantity is not None else "") for p in some]
    status = Status.UPDATED if updated else Status.CONFLICTING
    anchors = [p.focus or p.statement.predicate for p in (*none, *some)]
    reason = because("count.zero", [a.words.quote for a in answers], anchors)
    return Verdict("quantity", status, tuple(answers), (reason,), Conflict.QUANTITY)
