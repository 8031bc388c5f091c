"""Where reports say that something is or happened: phrases of place with what they locate.

"The blast at the port of X", "crashed near the Y market, 3 km from Z": the words from the preposition on, the names and the
nouns in them in order (finest first: "the Y market in the city of Z"), and the noun or verb that they belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from twosource.compare.beings import LEAST, being
from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article
from twosource.compare.questions.evidence import tokens_of, told_by, words_of
from twosource.compare.questions.happenings import OTHER, VEHICLES, kinds_of
from twosource.compare.questions.nounphrases import DETERMINERS, NOMINAL
from twosource.compare.questions.parse import NOUNS, has_word, subjects_of
from twosource.data import Anchor, Document, Entity, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AT = frozenset("in at near outside inside off on around along beside behind opposite within close next".split())
TO = frozenset("to into toward towards".split())
FROM = frozenset({"from"})
BOUND = frozenset("bound head leave depart".split())  # with "for": to there
DOWN = frozenset("fall plunge smash slam plough plow hit come go crash".split())  # how a vehicle's journey ends
STRIKES = frozenset(
    "hit strike shake rock batter devastate sweep affect target bomb reach".split()
)  # what a happening does
WHERE = frozenset("be remain stay live hide shelter reside".split())  # where somebody is
AREAS = frozenset(
    "area city county district neighborhood neighbourhood province region state suburb town village zone".split()
)
# what a map names
PLACES = (
    frozenset(
        "airport area avenue bank base bay beach border bridge building camp campus capital castle cathedral centre center church "
        "city coast college compound corner county court desert district dock embassy epicentre epicenter factory farm field "
        "forest garden gate gulf harbor harbour headquarters highway hill home hospital hostel hotel house island junction "
        "lake mall market mine mosque mountain museum neighborhood neighbourhood office outskirts palace park parliament part "
        "peninsula perimeter pier plant plaza port prison province quarter railway range region reserve residence resort river "
        "road school sea shore shop site square stadium station store strait street suburb supermarket synagogue temple theater "
        "theatre tower town tunnel university valley village warehouse waters zone".split()
    )
    | AREAS
)
STOPS = frozenset({"WDT", "WP", "WP$", "WRB", "MD", "VBZ", "VBD", "VBP", "VB", "PRP"})
SIDES = frozenset("north south east west northeast northwest southeast southwest".split())
CLOSER = frozenset({"close", "far", "not", "next", "just"})
WITHIN = frozenset({"of", "in", "at", "near", "on", "off", "outside", "inside", "from"})
LONGEST = 16  # words of a phrase
REACH = 8  # words between a phrase and what it locates that evidence spans
LEFT = 5  # words of a noun's own phrase before it

Way = Literal["at", "to", "from"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in a phrase of place."""

    words: str
    actor: str
    owner: bool  # a place that the next name is in: "Bangkok's C market"
    often: int  # how often the article names it
    place: bool  # whether the reader takes it for a place, not for an organisation


@dataclass(frozen=True, slots=True)
class Located:
    """A phrase of place with what it locates; the point's anchor spans both."""

    point: Point
    way: Way
    words: Anchor
    spots: tuple[Spot, ...]
    noun: str  # lemma of the phrase's head
    kinds: frozenset[str]  # of happening, of what is located
    verb: str  # lemma, where a verb is located
    things: frozenset[str]  # lemmas of what is located
    somebody: bool  # whether what is located is people: "officials in"
    who: frozenset[str]  # actors that are there
    around: frozenset[str]  # content lemmas beside the phrase
    side: str = ""  # "northwest" of the spot
    far: Quantity | None = None  # how far from it

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article

    @property
    def finest(self) -> Spot | None:
        """The smallest place it names: the first that is no owner."""
        return next((s for s in self.spots if not s.owner), None)


def find_located(documents: Sequence[Document], actor_of: Mapping[str, str], events: Sequence[Point]) -> list[Located]:
    """All phrases of place that belong to a noun or verb of a statement, in order of article and text."""
    of_article = by_article(events)
    found: list[Located] = []
    for document in documents:
        if document.doc.has_annotation("DEP"):
            page = _Page(document, actor_of)
            found.extend(_of_document(page, of_article[document.article.id]))
    return sorted(found, key=lambda x: (x.point.anchor, x.words))


class _Page:
    """A document with what its words are part of."""

    def __init__(self, document: Document, actor_of: Mapping[str, str]) -> None:
        self.document = document
        self.doc: Doc = document.doc
        self.names: dict[int, tuple[Entity, Anchor, str, int]] = {}  # token -> who, words, actor, end
        self.actors: dict[int, str] = {}  # any mention
        self.often = Counter(
            actor_of[e.id] for e in document.entities for m in e.mentions if m.kind == "name" and e.id in actor_of
        )
        self.timed = frozenset(token.i for t in document.times for token in tokens_of(document, t.anchor))
        for entity in document.entities:
            for mention in entity.mentions:
                if entity.id not in actor_of:
                    continue
                span = tokens_of(document, mention.anchor)
                for token in span:
                    self.actors.setdefault(token.i, actor_of[entity.id])
                    if mention.kind == "name" and entity.type != "person":
                        self.names[token.i] = (entity, mention.anchor, actor_of[entity.id], span.end)


def _of_document(page: _Page, points: Sequence[Point]) -> Iterator[Located]:
    for token in page.doc:
        if _place_like(page, token) and token.i not in page.timed and (way := _way(token)):
            located = _made(page, token, way, points)
            if located is not None:
                yield located


def _way(token: Token) -> Way | Literal[""]:
    """How a noun is a place of what it belongs to: there, to there, from there; "" where it is none."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return ""
    if token.dep_ == "obj" and lemma_of(token.head) in STRIKES:
        return "at"
    case = [c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i]
    oblique = token.dep_.startswith(("obl", "nmod")) and token.dep_ not in {"obl:agent", "nmod:poss"}
    if not case or not (oblique or _copula(token) is not None):
        return ""
    if case[-1] in {"to", "from", "of"} and (case[0] in AT or token.head.lower_ in {"close", "far", "next", "outside"}):
        return "at"
    if case[-1] == "of" and _side(token.doc, token.i - 1):
        return "at"
    if case == ["for"] and lemma_of(token.head) in BOUND:
        return "to"
    ways: tuple[tuple[Way, frozenset[str]], ...] = (("at", AT), ("to", TO), ("from", FROM))
    return next((way for way, words in ways if case[-1] in words), "")


def _copula(token: Token) -> Token | None:
    """The "is" of "is in India"."""
    return next((c for c in token.children if c.dep_ == "cop"), None)


def _place_like(page: _Page, token: Token) -> bool:
    """Whether a noun is a place: a name of one, or a word for what maps name."""
    name = page.names.get(token.i)
    if name is None:
        return lemma_of(token) in PLACES
    return name[0].type == "place" or any(w in PLACES for w in name[1].quote.lower().split())


def _made(page: _Page, token: Token, way: Way, points: Sequence[Point]) -> Located | None:
    doc = page.doc
    first, last = _extent(page, token)
    above = _above(token)
    if above is None:
        return None
    start, end = first, last
    if 0 < first - above.i <= REACH:
        start = max([above.left_edge.i, above.i - LEFT]) if above.pos_ in {"NOUN", "PROPN"} else above.i
    elif 0 < above.i - last <= REACH:
        end = above.i
    words, whole = words_of(page.document, first, last), words_of(page.document, start, end)
    point = told_by(whole, points)
    if point is None or "\n" in whole.quote:
        return None
    subjects = _subjects(token, above)
    objects = [c for c in above.children if c.dep_ == "obj" and c.i != token.i] if above.pos_ == "VERB" else []
    told = [above, *subjects, *objects]
    moved = objects or subjects or ([above] if above.pos_ in {"NOUN", "PROPN"} else [])
    around = frozenset(
        lemma_of(t)
        for t in tokens_of(page.document, point.statement.anchor)
        if not first <= t.i <= last and not t.is_stop and t.pos_ in {"NOUN", "PROPN", "VERB"} and t.i not in page.timed
    )
    return Located(
        point=replace(point, anchor=whole, focus=words),
        way=way,
        words=words,
        spots=_spots(page, first, last),
        noun=lemma_of(token),
        kinds=frozenset()
        if _another(told)
        else frozenset(k for t in told for k in kinds_of(t)) | _downed(above, moved),
        verb=lemma_of(above) if above.pos_ in {"VERB", "AUX"} else "",
        things=frozenset(lemma_of(t) for t in moved if t.pos_ in {"NOUN", "PROPN"}),
        somebody=above.pos_ in {"NOUN", "PROPN"} and _somebody(page, above),
        who=frozenset(page.actors[t.i] for s in subjects or moved for t in _named_as(s) if t.i in page.actors),
        around=around,
        side=_side(doc, first),
        far=_far(page, first),
    )


def _subjects(token: Token, above: Token) -> list[Token]:
    """Who or what is there: the subject; of a verb that another verb joins or takes the subject of that one."""
    verb = token if _copula(token) is above else above
    if verb is above and above.pos_ not in {"VERB", "AUX"}:
        return []
    found = subjects_of(verb)
    while not found and verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i:
        verb = verb.head
        found = subjects_of(verb)
    relative = verb.dep_.startswith("acl") and any(w.lower_ in {"whom", "who"} for f in found for w in f.subtree)
    return [verb.head] if relative else found


def _named_as(token: Token) -> list[Token]:
    """A noun with those that "and" joins to it and the names in apposition: "the owner, Ann Roe"."""
    joined = [token, *token.conjuncts]
    return [*joined, *(c for t in joined for c in t.children if c.dep_ in {"appos", "flat"})]


def _another(told: Sequence[Token]) -> bool:
    """Whether it is one of several: "a second quake", "three strikes"."""
    return any(lemma_of(c) in OTHER for t in told if kinds_of(t) for c in t.children if c.dep_ != "punct")


def _downed(above: Token, moved: Sequence[Token]) -> frozenset[str]:
    """A crash, where a vehicle falls or runs into something: "the plane went down near"."""
    vehicle = any(lemma_of(t) in VEHICLES or t.lower_ == "it" for t in moved)
    ends = lemma_of(above) in DOWN and (lemma_of(above) not in {"go", "come"} or has_word(above, {"down"}))
    return frozenset({"crash"} if vehicle and ends else ())


def _somebody(page: _Page, token: Token) -> bool:
    meaning = page.document.meaning
    return meaning is not None and token.pos_ in {"NOUN", "PROPN"} and being(meaning[token.i]) >= LEAST


def _extent(page: _Page, token: Token) -> tuple[int, int]:
    """The first and last word of a phrase of place: from its preposition through what follows in it."""
    doc = page.doc
    cases = [c.i for c in token.children if c.dep_ == "case" and c.i < token.i]
    first = min(cases, default=token.left_edge.i)
    while first > token.sent.start and doc[first - 1].lower_ in CLOSER | SIDES:
        first -= 1
    end = page.names[token.i][3] if token.i in page.names else token.i + 1
    while end < len(doc) and end - first < LONGEST and not doc[end].is_space:
        word = doc[end]
        if word.text == "," and end + 1 < len(doc) and end + 1 in page.names and _plain_end(page, end + 1):
            end = page.names[end + 1][3]
            continue
        if word.tag_ in STOPS or end in page.timed or word.is_punct or word.tag_ == "CC":
            break
        nominal = word.tag_ in NOMINAL | DETERMINERS | {"CD"} or end in page.names
        opens = doc[end - 1].tag_ in NOUNS and token not in (word, *word.ancestors)
        if word.lower_ not in WITHIN and (not nominal or opens):
            break
        end = page.names[end][3] if end in page.names else end + 1
    while end - 1 > token.i and doc[end - 1].tag_ not in NOUNS:
        end -= 1
    return first, max(end - 1, token.i)


def _plain_end(page: _Page, at: int) -> bool:
    """Whether a name after a comma is a place that the one before is in: "Hunt, Texas"; no list, no new clause."""
    end = page.names[at][3]
    after = page.doc[end] if end < len(page.doc) else None
    return page.names[at][0].type == "place" and (after is None or after.is_punct or after.tag_ == "IN")


def _spots(page: _Page, first: int, last: int) -> tuple[Spot, ...]:
    spots: list[Spot] = []
    for at in range(first, last + 1):
        if at in page.names:
            entity, anchor, actor, end = page.names[at]
            owner = end <= last and page.doc[end].tag_ == "POS"
            if not spots or spots[-1].words != anchor.quote:
                spots.append(Spot(anchor.quote, actor, owner, page.often[actor], entity.type == "place"))
    return tuple(spots)


def _above(token: Token) -> Token | None:
    """What a phrase locates: the noun before it or the verb; past words that only measure ("17 km from") and past the
    place in which its own place is ("crashed into a hostel near").
    """
    if (copula := _copula(token)) is not None:
        return copula
    node = token
    for _ in range(CLIMB):
        if node.head.i == node.i:
            return None
        node = node.head
        if (copula := _copula(node)) is not None and lemma_of(node) in MEASURES:
            return copula
        place = (
            node.pos_ == "NOUN" and lemma_of(node) in PLACES | {"ground"} and _way(node) and node.head.pos_ == "VERB"
        )
        if node.pos_ in {"NOUN", "PROPN", "VERB", "AUX"} and lemma_of(node) not in MEASURES and not place:
            return node
    return None


CLIMB = 4
MEASURES = frozenset("km kilometer kilometre mile metre meter m distance way minute hour north south east west".split())


def _side(doc: Doc, first: int) -> str:
    before = [t.lower_.replace("-", "") for t in doc[max(0, first - 2) : first + 1]]
    return next((w for w in before if w in SIDES), "")


def _far(page: _Page, first: int) -> Quantity | None:
    """The distance that stands right before a phrase: "about 17 km from", "3 miles north of"."""
    at, start = page.doc[first].idx, page.doc[max(0, first - 2)].idx
    lengths = (q for q in page.document.quantities if q.dimension == "length")
    return next((q for q in lengths if start <= q.anchor.end <= at), None)
