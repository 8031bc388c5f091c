"""What can be compared: the points that the statements of a story make.

A statement makes one event point (that it happened), one quantity point for every figure in it, and one date,
place and person point for every day, place and person it names: a sentence that says who met whom, where and when
answers several questions, and each is aligned on its own. A point carries what alignment looks at: its words, its
content lemmas, actors, figures, days, and the slot its figure fills (killed is not injured is not missing).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from twosource.compare.likeness import Lexis, Words, lemma_of, rarity_of
from twosource.compare.sentences import Sentence, Sentences
from twosource.compare.slots import BEFALLEN, own_words, part_of, picks_out, slot_of
from twosource.data import Anchor, BlockKind, Document, Entity, Quantity, Statement, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", re.UNICODE)
ZONED = re.compile(r"\s*(?:GMT|UTC)\b")
IN = re.compile(r"(?:^|[^\w’'-])in\s(?:(?:the|its|nearby|neighbou?ring|adjacent|\w+ern)\s){0,2}$", re.IGNORECASE)
WHERE = re.compile(r",? where (?:\w+ ){0,2}$", re.IGNORECASE)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


Content = Sequence[tuple[int, str]]  # where a document's content words stand, and their lemmas
Named = tuple[Anchor, Entity, str]  # a mention, its entity, the id of its actor
Kind = Literal["event", "quantity", "date", "place", "person"]


@dataclass(frozen=True, slots=True)
class Point:
    """One comparable thing a statement says. `clause`, `sentence` and `own` are the words of its statement, of the
    whole sentence, and around what it gives, that left out: "killed some soldiers".
    """

    kind: Kind
    statement: Statement
    anchor: Anchor  # the words that are its evidence
    clause: Words
    sentence: Words
    own: Words
    lemmas: frozenset[str]
    around: frozenset[str]  # content lemmas of the whole sentence
    actors: frozenset[str]
    days: frozenset[str]
    figures: frozenset[str]
    read: Sentence  # the words of the whole sentence, for the pair model
    value: str = ""  # what the point gives, normalised: a figure, a day, an actor's id
    focus: Anchor | None = None  # the words that give it
    quantity: Quantity | None = None
    time: TimeRange | None = None
    slot: str = ""
    counted: str = ""  # lemma of what is counted
    own_actors: frozenset[str] = frozenset()  # the actors among its own words
    own_lemmas: frozenset[str] = frozenset()  # a figure's: content lemmas of the words around it
    part: str = ""  # a figure's: "part" of a total, the "total" of a part, "more" on top of one, or "whole"
    own_places: frozenset[str] = frozenset()  # a figure's: the places that it is counted in: "killed in X"
    # the year of what its statement tells, where that lies well before the report, or "before" where another is held against it
    past: str = ""

    @property
    def article(self) -> str:
        """Id of the article that makes the point."""
        return self.anchor.article


def collect_points(documents: Sequence[Document], actor_of: Mapping[str, str]) -> list[Point]:
    """All points of the documents, in order of article and text. `actor_of` maps Entity ids to Actor ids."""
    rarity = rarity_of(documents)
    points: list[Point] = []
    for document in documents:
        points.extend(_points_of(document, actor_of, Lexis(document, rarity), Sentences(document, rarity)))
    return points


def _points_of(document: Document, actor_of: Mapping[str, str], lexis: Lexis, sentences: Sentences) -> list[Point]:
    content = [
        (t.idx, lemma_of(t))
        for t in document.doc
        if (t.pos_ in CONTENT or (not t.pos_ and t.is_alpha)) and not t.is_stop
    ]
    mentions = [(m.anchor, e, actor_of[e.id]) for e in document.entities for m in e.mentions if e.id in actor_of]
    made: list[Point] = []
    for statement in document.statements:
        named = [mention for mention in mentions if statement.anchor.overlaps(mention[0])]
        # the statement's own words too, should it ever go beyond its sentence: the alignment takes them for a part of these
        anchors = statement.anchor, statement.sentence
        shared: dict[str, Any] = {
            "statement": statement,
            "clause": lexis.words(statement.anchor),
            "sentence": lexis.words(statement.sentence),
            "lemmas": _inside(content, statement.anchor.start, statement.anchor.end),
            "around": _inside(content, min(a.start for a in anchors), max(a.end for a in anchors)),
            "actors": frozenset(actor for _, _, actor in named),
            "days": frozenset(t.value for t in statement.times if t.value),
            "figures": frozenset(figure_key(q) for q in statement.quantities),
            "read": sentences.of(statement),
        }
        made.append(
            Point(kind="event", anchor=statement.anchor, own=shared["clause"], own_actors=shared["actors"], **shared)
        )
        made.extend(
            _quantity_point(document, statement, q, content, lexis, named, mentions, shared)
            for q in statement.quantities
            if _counts(document, statement, q) and not picks_out(statement, q)
        )
        made.extend(_date_points(statement, lexis, shared))
        made.extend(_actor_points(statement, named, lexis, shared))
    return made


def _quantity_point(
    document: Document,
    statement: Statement,
    quantity: Quantity,
    content: Content,
    lexis: Lexis,
    named: Sequence[Named],
    mentions: Sequence[Named],
    shared: dict[str, Any],
) -> Point:
    left, right = own_words(statement, quantity)
    base = statement.anchor.start
    anchor = evidence_around(statement, quantity)
    counted = quantity.counted.quote.lower() if quantity.counted else ""
    return Point(
        kind="quantity",
        anchor=anchor,
        own=lexis.words(anchor, without=quantity.anchor),
        own_actors=frozenset(actor for mention, _, actor in named if mention.overlaps(anchor)),
        value=figure_key(quantity),
        focus=quantity.anchor,
        quantity=quantity,
        slot=slot_of(statement, quantity),
        counted=_head_lemma(document, quantity) or counted,
        own_lemmas=_inside(content, base + left, quantity.anchor.start)
        | _inside(content, quantity.anchor.end, base + right),
        part=part_of(statement, quantity),
        own_places=frozenset(
            a for mention, e, a in named if e.type == "place" and _measured_in(quantity, anchor, mention)
        )
        | frozenset(_place_where(statement, quantity.anchor, mentions)),
        past="before" if _compared(statement, quantity) else past_of(document, statement, quantity),
        **shared,
    )


def _measured_in(figure: Quantity, words: Anchor, place: Anchor) -> bool:
    """Whether words place a figure: "killed in X"; a storm's category wherever it is told of."""
    if figure.dimension == "category":
        return words.covers(place) and not place.overlaps(figure.anchor)
    return _counted_in(words, place)


def _counted_in(words: Anchor, place: Anchor) -> bool:
    return words.covers(place) and bool(IN.search(words.quote[: place.start - words.start]))


def _place_where(statement: Statement, figure: Anchor, mentions: Sequence[Named]) -> Iterator[str]:
    """The place whose relative clause begins with a figure: "in Dorn, where 30 people were killed"."""
    sentence = statement.sentence
    where = WHERE.search(sentence.quote[: max(0, figure.start - sentence.start)])
    if where is not None:
        end = sentence.start + where.start()
        yield from (actor for mention, entity, actor in mentions if mention.end == end and entity.type == "place")


def past_of(document: Document, statement: Statement, quantity: Quantity) -> str:
    """The latest year that the statement names, where the report came out more than a year later; in a later year, for those whom
    something befell and ages: "49 people were killed in Orlando in 2016", "who was 92 when he said so in 2006". "to come" of the age
    that somebody will be.
    """
    text, base = statement.sentence.quote, statement.sentence.start
    bare = not (quantity.dimension or quantity.counted)
    if (bare or quantity.dimension == "age") and TO_COME.search(text[: max(0, quantity.anchor.start - base)]):
        return "to come"
    told = [t for t in statement.times if not RECORD.search(text[: max(0, t.anchor.start - base)])]
    years = [int(t.last[:4]) for t in told if t.value and t.kind == "date" and t.last]
    published = document.article.published_date
    if not years or (published is None and quantity.dimension != "age"):
        return ""
    latest = max(years)
    if published is not None and latest < published.year - 1:
        return str(latest)
    named = all(t.rule == "year.full" for t in told if t.value and t.kind == "date" and t.last)
    if published is None:
        return str(latest) if named else ""
    once = quantity.dimension == "age" or slot_of(statement, quantity) in BEFALLEN
    return str(latest) if latest < published.year and named and once else ""


def _compared(statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure is only what another one is held against: "up from $1.9 billion a year earlier", "to 5.5% from 5%"."""
    sentence = statement.sentence
    found = AGAINST.search(sentence.quote[: max(0, quantity.anchor.start - sentence.start)])
    others = any(q is not quantity and q.dimension == quantity.dimension for q in statement.quantities)
    return found is not None and (others or found[0].lower().strip() != "from")


# "the strongest performance of the party since the election of 2011" is of now
RECORD = re.compile(
    r"\b(?:most|least|first|best|worst|record|\w{2,}est)\b[^,;]{0,80}\bsince (?:\w+ ){0,4}$", re.IGNORECASE
)
TO_COME = re.compile(r"\b(?:(?:will|would|'ll|’ll) (?:be|turn|have been)|to turn|turns|turning)\s$", re.IGNORECASE)
AGAINST = re.compile(r"\b(?:from|compared (?:with|to)|versus)\s$", re.IGNORECASE)


def _date_points(statement: Statement, lexis: Lexis, shared: dict[str, Any]) -> list[Point]:
    """One point for each day the statement gives, but for days that only say when a figure stood, and for the day of
    another zone: "5am (2200 Friday GMT)".
    """
    sentence = statement.sentence
    return [
        Point(
            kind="date",
            anchor=statement.anchor,
            own=lexis.words(statement.anchor, without=t.anchor),
            own_actors=shared["actors"],
            value=t.value,
            focus=t.anchor,
            time=t,
            **shared,
        )
        for t in statement.times
        if t.value
        and t.kind == "date"
        and not any(q.as_of == t.value for q in statement.quantities)
        and not ZONED.match(sentence.quote, t.anchor.end - sentence.start)
    ]


def _actor_points(
    statement: Statement, named: Sequence[tuple[Anchor, Entity, str]], lexis: Lexis, shared: dict[str, Any]
) -> list[Point]:
    """One point for each place and person the statement names by a proper name."""
    found: dict[str, Point] = {}
    kinds: dict[str, Kind] = {"place": "place", "person": "person"}
    for anchor, entity, actor in named:
        if entity.type in kinds and actor not in found:
            kind = kinds[entity.type]
            own = lexis.words(statement.anchor, without=anchor)
            others = shared["actors"] - {actor}
            found[actor] = Point(
                kind=kind, anchor=statement.anchor, own=own, own_actors=others, value=actor, focus=anchor, **shared
            )
    return list(found.values())


def by_article(points: Sequence[Point]) -> dict[str, list[Point]]:
    """The points of each article, in order."""
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[point.article].append(point)
    return found


def first_each(points: Sequence[Point]) -> list[Point]:
    """The first point of each article, of a paragraph where there is one."""
    first: dict[str, Point] = {}
    for point in sorted(points, key=lambda p: (p.statement.block is not BlockKind.PARAGRAPH, p.anchor)):
        first.setdefault(point.article, point)
    return list(first.values())


def one_value_each(points: Sequence[Point]) -> bool:
    """Whether each article gives one value: one that gives two tells of two things."""
    return all(len({p.value for p in mine}) == 1 for mine in by_article(points).values())


def smallest(points: Sequence[Point], token: Token) -> Point | None:
    """The point of the smallest statement that the word stands in."""
    around = [p for p in points if p.statement.anchor.start <= token.idx < p.statement.anchor.end]
    return min(around, key=lambda p: (len(p.statement.anchor.quote), p.statement.anchor), default=None)


def nearest(points: Sequence[Point], words: Anchor) -> Point | None:
    """The point of the smallest statement that holds the words, else of the one that stands nearest to them."""

    def distance(point: Point) -> tuple[bool, int, int, Anchor]:
        there = point.statement.anchor
        gap = max(there.start - words.start, words.end - there.end, 0)
        return not there.covers(words), gap, len(there.quote), there

    return min(points, key=distance, default=None)


def reach(statement: Statement, focus: Anchor) -> Anchor:
    """The statement's words from its predicate to the focus: "bombed targets in Cambodia on Thursday"."""
    base = statement.anchor.start
    start = max(base, min(statement.predicate.start, focus.start))
    end = min(statement.anchor.end, max(statement.predicate.end, focus.end))
    return Anchor(statement.anchor.article, start, end, statement.anchor.quote[start - base : end - base])


def _counts(document: Document, statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure tells something: not an ordinal, a part of a stamp or of a team's record, what is set aside ("nine, not 12"), or a small
    number that only points back ("the two sides", "all three sides"); how many something befell is told ("all three died").
    """
    if quantity.ordinal or quantity.rule.endswith(".not") or (quantity.low is None and quantity.high is None):
        return False
    text = document.article.text
    start, end = quantity.anchor.start, quantity.anchor.end
    if any(m.start() < end and start < m.end() for m in STAMP.finditer(text, max(0, start - WIDE), end + WIDE)):
        return False
    if WON_AND_LOST.match(text, max(0, start - 1)):
        return False
    before = text[max(0, quantity.anchor.start - 8) : quantity.anchor.start].lower().split()
    small = not quantity.dimension and (quantity.high or 0) <= POINTING
    if small and before and before[-1] == "all":
        return slot_of(statement, quantity) in BEFALLEN
    return not (small and before and before[-1] in {"the", "these", "those", "its", "their", "both"})


POINTING = 4
# parts of a day or an hour in figures, however it is broken up: "05 / 03 / 2013", "12: 48PM"
STAMP, WIDE = re.compile(r"\d+\s?/\s?\d+\s?/\s?\d+|\d:\s?\d\d(?:[ap]m?)?\b"), 14
WON_AND_LOST = re.compile(r"\(\d+[-–]\d+(?:[-–]\d+)?\)")  # a team's record beside its name: "the Gulls (7-9)"


def evidence_around(statement: Statement, quantity: Quantity) -> Anchor:
    """The words of the statement that give the figure, without marks and blanks at the edges."""
    text, base = statement.anchor.quote, statement.anchor.start
    left, right = own_words(statement, quantity)
    start, end = quantity.anchor.start - base, quantity.anchor.end - base
    while left < start and not text[left].isalnum() and text[left] not in "“\"'‘$€£":
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return Anchor(statement.anchor.article, base + left, base + right, text[left:right])


def outdated(quantity: Quantity | None) -> bool:
    """Whether the words give a figure as what was before: "rose from 12 to 15", "an earlier toll of 12"."""
    return quantity is not None and quantity.rule.endswith(".from")


def figure_key(quantity: Quantity) -> str:
    """A figure as a comparable word: its bounds in SI where there are any, with the dimension."""
    low = quantity.si_low if quantity.si_low is not None else quantity.low
    high = quantity.si_high if quantity.si_high is not None else quantity.high
    return f"{quantity.dimension}:{'' if low is None else format(low, '.3g')}..{'' if high is None else format(high, '.3g')}"


def _inside(content: Content, start: int, end: int) -> frozenset[str]:
    return frozenset(lemma for _, lemma in content[bisect_left(content, (start,)) : bisect_left(content, (end,))])


def _head_lemma(document: Document, quantity: Quantity) -> str:
    """Lemma of the last word of what is counted ("Thai soldiers" -> soldier)."""
    if quantity.counted is None:
        return ""
    inside = [
        t for t in document.doc.char_span(quantity.counted.start, quantity.counted.end, alignment_mode="expand") or ()
    ]
    words = [t for t in inside if t.is_alpha]
    return lemma_of(words[-1]) if words else ""
