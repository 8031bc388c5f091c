"""Words by which two statements exclude each other.

Opposite verbs, another score, ordinal, share or direction, who did it to whom, and two kinds of one thing: police and
soldiers, a bus and a lorry, a profit and a loss. Neither statement then confirms the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from twosource.compare.acts import DEADLY, HARMFUL, told_acts
from twosource.compare.kinds import SPEAKING, kinds_apart, lands_apart
from twosource.compare.opposites import converse, opposite
from twosource.compare.points import Point
from twosource.compare.rivalcauses import rivals
from twosource.compare.stances import one_act, one_verb, telling
from twosource.compare.tallies import tallies
from twosource.data import Anchor, Statement
from twosource.models.cities import apart, cities_of
from twosource.models.roles import land_of

Words = tuple[Anchor, Anchor]  # of each statement, those of which only one can be right


def told_otherwise(a: Point, b: Point) -> Words | None:
    """The words by which two statements exclude each other, None where none do."""
    one, two = a.statement, b.statement
    if swapped(one, two):
        return (one.predicate, two.predicate) if one.lemma not in RETURNED else None
    if opposite(told_acts(one), told_acts(two)) or _both_ends(one, two) or _left(one, two):
        return one.predicate, two.predicate
    if all(CAUSING.search(s.anchor.quote) for s in (one, two)) and rivals(a.lemmas, b.lemmas):
        return one.predicate, two.predicate
    return marks_apart(one.anchor, two.anchor) or _parts_apart(a, b) or _toward_apart(one, two)


def _toward_apart(one: Statement, two: Statement) -> Words | None:
    """The cities or states for, against, to or from which one thing is done: spying for China, spying for Russia."""
    if not one_verb(one.lemma, two.lemma):
        return None
    here, there = ({m[1].lower(): m.span() for m in TOWARD.finditer(s.anchor.quote)} for s in (one, two))
    for way in here:
        if way in there:
            words = _at(one.anchor, here[way]), _at(two.anchor, there[way])
            names = [TOWARD.fullmatch(w.quote) for w in words]
            cities = [cities_of(name[2]) for name in names if name]
            if all(cities) and len(cities) == len(words) and apart(*cities):
                return words
    return None


TOWARD = re.compile(
    r"\b(for|against|to|from|with) ((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’-]+)\b(?!(?: [A-Z]|,? [A-Z]|[’']s))"
)
CAUSING = re.compile(
    r"\b(?:caus|due to|because of|triggered by|started by|sparked by|result of|resulted from|blam)", re.IGNORECASE
)


# ---- acts


def other_harm(one: Set[str], two: Set[str]) -> bool:
    """Whether one set of verbs tells of deaths and the other of injuries, of others, or of the same before they died; or one
    of those who died of their injuries, and the other of all.
    """
    here, there = ({bool(acts & DEADLY), bool(acts & HARMFUL) and "harm"} - {False} for acts in (one, two))
    return bool(here and there) and here != there


def charges_apart(one: str, two: str) -> bool:
    """Whether two statements name charges of which none is the other's: convicted of theft, acquitted of assault; or one of them
    tells of both outcomes.
    """
    if any(CONVICTED.search(words) and ACQUITTED.search(words) for words in (one, two)):
        return True
    here, there = _charges(one), _charges(two)
    return bool(here and there) and not here & there and not (here | there) & ANY


@lru_cache(maxsize=1 << 15)
def _charges(words: str) -> frozenset[str]:
    found = CHARGE.search(words)
    return frozenset(re.findall(r"[^\W\d_]{3,}", found[1].lower())) - BESIDE if found else frozenset()


CONVICTED = re.compile(r"\bconvicted\b|(?<!not )\bguilty\b", re.IGNORECASE)
ACQUITTED = re.compile(r"\b(?:acquitted|cleared|not guilty)\b", re.IGNORECASE)
CHARGE = re.compile(
    r"\b(?:(?:convict\w*|acquit\w*|clear\w*|guilty)\b[^.;,]*? (?:of|on|to)|admit\w*(?: to)?|confess\w* to) ([^.;,]+)",
    re.IGNORECASE,
)
ANY = frozenset("all any charge charges counts wrongdoing involvement".split())
BESIDE = frozenset(
    "the and her his their this that court after from on monday tuesday wednesday thursday friday saturday sunday".split()
)


def _both_ends(a: Statement, b: Statement) -> bool:
    """Whether one doer is at both ends of an act: whoever won did not lose, whoever bought did not sell."""
    if not converse({a.lemma}, {b.lemma}):
        return False
    doers = [telling(s.actor) for s in (a, b) if s.actor is not None]
    return len(doers) == 2 and bool(doers[0] & doers[1])


def _left(a: Statement, b: Statement) -> bool:
    """Whether one statement tells that somebody gave up a post and the other that it was taken from them."""
    for one, two in ((a, b), (b, a)):
        if one.actor is not None and two.recipient is not None and told_acts(one) & RESIGNING:
            taken = told_acts(two) & DISMISSING or ("remove" in told_acts(two) and POST.search(two.anchor.quote))
            if taken and _one_holder(one.actor, two.recipient):
                return True
    return False


def _one_holder(one: Anchor, two: Anchor) -> bool:
    """Whether two phrases share a name, or name one office and nothing else: "the coach"."""
    shared = telling(one) & telling(two)
    named = {w.lower() for w in re.findall(r"\b[A-Z][^\W\d_]{2,}", one.quote)}
    return bool(shared & named) or (one.quote.lower() == two.quote.lower() and one.quote.lower().startswith("the "))


RESIGNING = frozenset({"resign", "quit", "step_down", "stand_down"})
DISMISSING = frozenset({"dismiss", "fire", "sack", "oust"})
POST = re.compile(r"\bfrom (?:(?:his|her|the|their) )?(?:post|office|job|position|role|power)\b", re.IGNORECASE)


def swapped(a: Statement, b: Statement) -> bool:
    """Whether the doer of each is who it befalls in the other: "the guard shot the gunman", "the gunman shot the guard"; a
    people stands for its state.
    """
    if a.lemma in MUTUAL or not one_verb(a.lemma, b.lemma) or None in (a.actor, a.recipient, b.actor, b.recipient):
        return False
    doers, befallen = ([_parties(x) for x in pair if x] for pair in ((a.actor, b.actor), (a.recipient, b.recipient)))
    crossed = doers[0] & befallen[1], doers[1] & befallen[0]
    return all(crossed) and not (doers[0] & doers[1] or crossed[0] & befallen[0] or crossed[1] & befallen[1])


def _parties(phrase: Anchor) -> frozenset[str]:
    return frozenset(land_of(word) or word for word in telling(phrase))


# what two do to each other, and what says nothing of them
MUTUAL = frozenset(
    "meet marry agree discuss talk collide clash draw tie fight join merge share border neighbour say tell".split()
)
# what the one may do to the other, and the other in return
RETURNED = frozenset(
    "accuse blame thank praise congratulate criticise criticize condemn denounce insult threaten warn urge invite visit greet "
    "hug embrace sue sanction impose slap expel summon recall support back endorse retaliate".split()
)


# ---- scores, ordinals, directions, votes


def marks_apart(one: Anchor, two: Anchor) -> Words | None:
    """The scores, or the ordinals of one noun, of which none is the other's: 2-1 and 2-0, the third title and the fourth; votes
    for and against; all of something and most of it; directions that are opposite: north and south of a town.
    """
    here, there = (_marks(words.quote) for words in (one, two))
    for of in here:
        if of in there and not here[of].keys() & there[of].keys():
            return _at(one, next(iter(here[of].values()))), _at(two, next(iter(there[of].values())))
    return None


@lru_cache(maxsize=1 << 15)
def _marks(words: str) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """The scores, ordinals, votes and directions of some words and their places, by what they are of."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for of, value, span in _marked(words):
        found.setdefault(of, {}).setdefault(value, span)
    return found


def _marked(words: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for pair, span in tallies(words):
        yield "score", pair, span
    for match in ORDINAL.finditer(words):
        yield match[2].lower(), match[1].lower(), match.span()
    for match in VOTE.finditer(words):
        yield "vote", "against" if match[1].lower() in {"against", "no", "nay"} else "for", match.span()
    for match in SHARE.finditer(words):
        yield f"share of {match[2].lower()}", "all" if match[1].lower() in {"all", "every"} else "some", match.span()
    for match in PART.finditer(words):
        yield f"share of {match[1].lower()}", "some", match.span()
    for match in WHOLE.finditer(words):
        yield f"share of {match[1].lower()}", "all", match.span()
    for match in CRIME.finditer(words):
        yield match[2].lower(), "attempted" if match[1] else "done", match.span()
    for match in MODEL.finditer(words):
        yield "aircraft", f"{match[1]} {match[2]}".lower(), match.span()
    for match in CONTROL.finditer(words):
        yield "control", "under" if match[1].lower() == "under" else "out", match.span()
    yield from _paid_and_scored(words)
    for match in WAY.finditer(words):
        yield "north or south" if match[1] in {"north", "south"} else "east or west", match[1], match.span()


def _paid_and_scored(words: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """What is paid with, where it is one thing, and how often somebody scored."""
    paid = {"shares" if match[1] else "cash" for match in PAID.finditer(words)}
    if len(paid) == 1:
        yield from (("payment", paid_in, match.span()) for paid_in in paid for match in PAID.finditer(words))
    for match in GOALS.finditer(words):
        yield "goals", GOAL[re.sub(r"\W+", " ", match[1].lower())], match.span(1)


def _at(words: Anchor, span: tuple[int, int]) -> Anchor:
    start, end = span
    return Anchor(words.article, words.start + start, words.start + end, words.quote[start:end])


def ordinal_of(words: str) -> tuple[str, str]:
    """The noun of the only ordinal in some words, and the ordinal; nothing where there is none, or several."""
    found = {(m[2].lower(), SPELLED.get(m[1].lower(), m[1].lower())) for m in ORDINAL.finditer(words)}
    of, nth = found.pop() if len(found) == 1 else ("", "")
    return ("", "") if of in {"time", "of", "and"} else (of, nth)


ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))(?: |-(?=degree\b))(\w+)",
    re.IGNORECASE,
)
CRIME = re.compile(r"\b(attempted )?(murder|rape)\b", re.IGNORECASE)
# the maker and model of an aircraft
MODEL = re.compile(
    r"\b(Boeing|Airbus|Embraer|Bombardier|Cessna|Antonov|Tupolev|Sukhoi|Fokker)(?: \w)?[ -]([A-Z]{0,2}-?\d{2,3})"
)
SPELLED = dict(zip("1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), "first second third fourth fifth sixth seventh eighth ninth tenth".split(), strict=True))  # fmt: skip
VOTE = re.compile(
    r"\bvot(?:e|es|ed|ing) [\"“‘']?(for|against|in favou?r|yes|no|yea|nay|aye)\b(?![ -]confidence)", re.IGNORECASE
)
SHARE = re.compile(
    r"\b(all|every|most|some|half|few|none)(?: of)?(?: the| our| their| its| his| her)? ([^\W\d_]+)", re.IGNORECASE
)
FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
# "two of the three climbers"; "all three climbers", "both climbers"
PART = re.compile(rf"\b(?:one|{FEW}) of (?:the|its|their|his|her|our) {FEW} ([^\W\d_]+)", re.IGNORECASE)
WHOLE = re.compile(
    rf"\b(?:all(?: of)?(?: the| our| their| its| his| her)? {FEW}|both(?: of)?(?: the| our| their| its| his| her)?) (?!of\b)([^\W\d_]+)",
    re.IGNORECASE,
)
PAID = re.compile(
    r"\b(?:all-cash|cash deal|in cash|(all-(?:stock|share)|(?:stock|share) (?:deal|swap|transaction)|in (?:stock|shares)))\b",
    re.IGNORECASE,
)
GOAL = {
    **dict.fromkeys(("twice", "a brace", "two goals", "both goals"), "2"),
    **dict.fromkeys(("three times", "a hat trick", "hat trick", "three goals"), "3"),
    **dict.fromkeys(("once", "the only goal", "the winner", "a goal"), "1"),
    **dict.fromkeys(("four times", "four goals"), "4"),
}
GOALS = re.compile(
    r"\b(?:scor|nett|struck|bagg|hit|got|grabb)\w* (?:\w+ )?(twice|a brace|(?:two|three|four|both) goals|(?:three|four) times|(?:a )?hat[- ]trick|"
    r"the only goal)\b",
    re.IGNORECASE,
)
CONTROL = re.compile(r"\b((?<!not )under|out of|beyond|not (?:yet )?under) control\b", re.IGNORECASE)
WAY = re.compile(
    r"\b(north|south|east|west)(?:ern)? (?:of|coast|side|shore|bank|edge|town|city|village|province|region|district|suburb|outskirts)\b"
)


# ---- kinds of one thing


def _parts_apart(a: Point, b: Point) -> Words | None:
    """Who does one act, or whom it befalls, where words of both hold them apart."""
    one, two = a.statement, b.statement
    if not one_act(one.lemma, two.lemma):
        return None
    kinds = kinds_apart(a.lemmas, b.lemmas)
    for here, there in ((one.actor, two.actor), (one.recipient, two.recipient)):
        if here is not None and there is not None:
            words = telling(here), telling(there)
            if (kinds and kinds_apart(*words)) or (
                words[0] & words[1] and max(map(len, words)) <= SHORT and lands_apart(*words)
            ):
                return here, there
    return None


SHORT = 3  # words: longer phrases name states besides


def beside_it(one: Statement, two: Statement) -> bool:
    """Whether one statement tells that something was hit and the other that what was to hit it came down near it: a missile hit the
    hospital, a missile landed in a field near the hospital.
    """
    return any(_hit(x) & _near(y.anchor.quote) for x, y in ((one, two), (two, one)))


def _hit(statement: Statement) -> frozenset[str]:
    """The last word of what was hit."""
    if statement.lemma not in HITTING or NEAR.search(statement.anchor.quote):
        return frozenset()
    behind = statement.anchor.quote[max(0, statement.predicate.end - statement.anchor.start) :]
    what = statement.recipient.quote if statement.recipient is not None else behind
    return frozenset(re.findall(r"[^\W\d_]{4,}", re.split(r" (?:in|of|at|on|near)\b", what.lower())[0])[-1:])


@lru_cache(maxsize=1 << 15)
def _near(words: str) -> frozenset[str]:
    """The last word of what something came down near."""
    found = NEAR.search(words)
    return (
        frozenset(found[1].lower().split()[-1:]) if found and CAME_DOWN.search(words, 0, found.start()) else frozenset()
    )


HITTING = frozenset("hit strike destroy damage".split())
CAME_DOWN = re.compile(r"\b(?:land|fell|fall|explod|came down|crash|missed|impact)\w*\b", re.IGNORECASE)
NEAR = re.compile(
    r"\b(?:near|close to|outside|next to|away from|short of|(?:metres|meters|yards|km|kilometres|miles) from) (?:the |a |an )?((?:[\w’'-]+ ){0,3}?[\w-]+)"
    r"(?= (?:in|of|on|at|and|early|late)\b|[,.;]|$)",
    re.IGNORECASE,
)


def hidden_apart(one: Statement, two: Statement) -> bool:
    """Whether two statements hide something in two things: in a shoe, in a cake. A word for many things may be the other's."""
    if not {one.lemma, two.lemma} <= HIDING:
        return False
    here, there = (HIDDEN.findall(s.anchor.quote.lower()) for s in (one, two))
    if len(here) != 1 or len(there) != 1 or {here[0], there[0]} & ROOMY:
        return False
    return not (here[0] in two.anchor.quote.lower() or there[0] in one.anchor.quote.lower())


HIDING = frozenset({"hide", "conceal", "stash", "plant"})
HIDDEN = re.compile(r"\b(?:in|inside|under|behind|beneath|within) an? (?:[a-z]+[ -])?([a-z]{3,})\b")
ROOMY = frozenset(
    "vehicle container bag building house home place item object device compartment space area spot box".split()
)


def wordings_apart(a: Point, b: Point) -> Words | None:
    """Words of two statements for two kinds of one thing, wherever they stand in them; but for those who may only be named
    as whom the report has it from, "believed by police".
    """
    found = kinds_apart(a.lemmas - SPEAKING, b.lemmas - SPEAKING)
    return None if found is None else (_word(a.statement, found[0]), _word(b.statement, found[1]))


def _word(statement: Statement, lemma: str) -> Anchor:
    """Where a word stands in a statement, the predicate where its form is another."""
    found = re.search(rf"\b{re.escape(lemma)}\w*", statement.anchor.quote, re.IGNORECASE)
    return statement.predicate if found is None else _at(statement.anchor, found.span())
