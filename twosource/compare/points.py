"""What can be compared: the points that the statements of a story make.

A statement makes one event point (that it happened), one quantity point for every figure in it, and one date,
place and person point for every day, place and person it names: a sentence that says who met whom, where and when
answers several questions, and each is aligned on its own. A point carries what alignment looks at: its vector, its
content words, actors, figures, days, and the slot its figure fills (killed is not injured is not missing).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from twosource.compare.slots import open_words, own_words, part_of, slot_of
from twosource.data import Anchor, Document, Entity, Quantity, Statement, TimeRange
from twosource.models.encoder import shared_encoder

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", re.UNICODE)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


Kind = Literal["event", "quantity", "date", "place", "person"]


@dataclass(frozen=True, slots=True)
class Point:
    """One comparable thing a statement says. `vector` is its clause's unit vector, `context` its sentence's."""

    kind: Kind
    statement: Statement
    anchor: Anchor  # the words that are its evidence
    vector: np.ndarray
    context: np.ndarray
    lemmas: frozenset[str]
    around: frozenset[str]  # content lemmas of the whole sentence
    actors: frozenset[str]
    days: frozenset[str]
    figures: frozenset[str]
    value: str = ""  # what the point gives, normalised: a figure, a day, an actor's id
    focus: Anchor | None = None  # the words that give it
    quantity: Quantity | None = None
    time: TimeRange | None = None
    slot: str = ""
    counted: str = ""  # lemma of what is counted
    own: np.ndarray | None = None  # a figure's: unit vector of the words around it, with the figure itself left open
    own_lemmas: frozenset[str] = frozenset()  # their content lemmas
    part: str = ""  # a figure's: "part" of a total, "more" on top of one, or "whole"

    @property
    def article(self) -> str:
        """Id of the article that makes the point."""
        return self.anchor.article


def collect_points(documents: Sequence[Document], actor_of: Mapping[str, str]) -> list[Point]:
    """All points of the documents, in order of article and text. `actor_of` maps Entity ids to Actor ids."""
    points: list[Point] = []
    for document in documents:
        points.extend(_points_of(document, actor_of))
    return _with_own_words(points)


def _with_own_words(points: Sequence[Point]) -> list[Point]:
    """The points, the figures among them with the vector of their own words."""
    texts = [open_words(p.statement, p.quantity) if p.quantity else "" for p in points]
    vectors = iter(shared_encoder().encode([text for text in texts if text]))
    return [replace(p, own=next(vectors)) if text else p for p, text in zip(points, texts, strict=True)]


def _points_of(document: Document, actor_of: Mapping[str, str]) -> list[Point]:
    if document.vectors is None:
        raise ValueError(f"{document.article.id}: statements have no vectors; run the flow's steps in order")
    lemma_at = {
        t.idx: _lemma(t.lemma_, t.text) for t in document.doc if t.pos_ in CONTENT or (not t.pos_ and t.is_alpha)
    }
    stops = {t.idx for t in document.doc if t.is_stop}
    lemma_at = {at: lemma for at, lemma in lemma_at.items() if at not in stops}
    mentions = [(m.anchor, e, actor_of[e.id]) for e in document.entities for m in e.mentions if e.id in actor_of]
    sentence_rows = _sentence_rows(document)
    made: list[Point] = []
    for row, statement in enumerate(document.statements):
        named = [mention for mention in mentions if statement.anchor.overlaps(mention[0])]
        shared = {
            "statement": statement,
            "vector": document.vectors[row],
            "context": sentence_rows[statement.sentence.start],
            "lemmas": _inside(lemma_at, statement.anchor),
            "around": _inside(lemma_at, statement.sentence),
            "actors": frozenset(actor for _, _, actor in named),
            "days": frozenset(t.value for t in statement.times if t.value),
            "figures": frozenset(figure_key(q) for q in statement.quantities),
        }
        made.append(Point(kind="event", anchor=statement.anchor, **shared))
        made.extend(
            _quantity_point(document, statement, q, lemma_at, shared)
            for q in statement.quantities
            if _counts(document, q)
        )
        made.extend(_date_points(statement, shared))
        made.extend(_actor_points(statement, named, shared))
    return made


def _quantity_point(
    document: Document, statement: Statement, quantity: Quantity, lemma_at: Mapping[int, str], shared: dict[str, Any]
) -> Point:
    left, right = own_words(statement, quantity)
    base = statement.anchor.start
    counted = quantity.counted.quote.lower() if quantity.counted else ""
    return Point(
        kind="quantity",
        anchor=evidence_around(statement, quantity),
        value=figure_key(quantity),
        focus=quantity.anchor,
        quantity=quantity,
        slot=slot_of(statement, quantity),
        counted=_head_lemma(document, quantity) or counted,
        own_lemmas=frozenset(
            lemma
            for at, lemma in lemma_at.items()
            if base + left <= at < base + right and not quantity.anchor.start <= at < quantity.anchor.end
        ),
        part=part_of(statement, quantity),
        **shared,
    )


def _date_points(statement: Statement, shared: dict[str, Any]) -> list[Point]:
    return [
        Point(kind="date", anchor=statement.anchor, value=t.value, focus=t.anchor, time=t, **shared)
        for t in statement.times
        if t.value and t.kind == "date"
    ]


def _actor_points(
    statement: Statement, named: Sequence[tuple[Anchor, Entity, str]], shared: dict[str, Any]
) -> list[Point]:
    """One point for each place and person the statement names by a proper name."""
    found: dict[str, Point] = {}
    kinds: dict[str, Kind] = {"place": "place", "person": "person"}
    for anchor, entity, actor in named:
        if entity.type in kinds and actor not in found:
            kind = kinds[entity.type]
            found[actor] = Point(kind=kind, anchor=statement.anchor, value=actor, focus=anchor, **shared)
    return list(found.values())


def reach(statement: Statement, focus: Anchor) -> Anchor:
    """The statement's words from its predicate to the focus: "bombed targets in Cambodia on Thursday"."""
    base = statement.anchor.start
    start = max(base, min(statement.predicate.start, focus.start))
    end = min(statement.anchor.end, max(statement.predicate.end, focus.end))
    return Anchor(statement.anchor.article, start, end, statement.anchor.quote[start - base : end - base])


def _counts(document: Document, quantity: Quantity) -> bool:
    """Whether a figure tells something: not an ordinal, and not a small number that only points back ("the two sides")."""
    if quantity.ordinal or (quantity.low is None and quantity.high is None):
        return False
    before = document.article.text[max(0, quantity.anchor.start - 8) : quantity.anchor.start].lower().split()
    small = not quantity.dimension and (quantity.high or 0) <= POINTING
    return not (small and before and before[-1] in {"the", "these", "those", "its", "their", "all", "both"})


POINTING = 4


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


def figure_key(quantity: Quantity) -> str:
    """A figure as a comparable word: its bounds in SI where there are any, with the dimension."""
    low = quantity.si_low if quantity.si_low is not None else quantity.low
    high = quantity.si_high if quantity.si_high is not None else quantity.high
    return f"{quantity.dimension}:{'' if low is None else format(low, '.3g')}..{'' if high is None else format(high, '.3g')}"


def _sentence_rows(document: Document) -> dict[int, np.ndarray]:
    """Sentence vector by the sentence's start offset; the mean of its statements' vectors where a reader gives none."""
    given = document.doc.user_data.get("twosource.sentence_vectors")
    if given is not None:
        return {s.start_char: given[i] for i, s in enumerate(document.doc.sents)}
    rows: dict[int, list[np.ndarray]] = {}
    assert_vectors = document.vectors if document.vectors is not None else np.zeros((0, 1))
    for row, statement in enumerate(document.statements):
        rows.setdefault(statement.sentence.start, []).append(assert_vectors[row])
    return {start: _unit(np.mean(v, axis=0)) for start, v in rows.items()}


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _inside(lemma_at: Mapping[int, str], anchor: Anchor) -> frozenset[str]:
    return frozenset(lemma for at, lemma in lemma_at.items() if anchor.start <= at < anchor.end)


def _lemma(lemma: str, text: str) -> str:
    return (lemma or text).lower()


def _head_lemma(document: Document, quantity: Quantity) -> str:
    """Lemma of the last word of what is counted ("Thai soldiers" -> soldier)."""
    if quantity.counted is None:
        return ""
    inside = [
        t for t in document.doc.char_span(quantity.counted.start, quantity.counted.end, alignment_mode="expand") or ()
    ]
    words = [t for t in inside if t.is_alpha]
    return _lemma(words[-1].lemma_, words[-1].text) if words else ""
