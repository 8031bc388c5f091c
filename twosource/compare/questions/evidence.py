"""What a finding of these rules shows for itself: the words of a report, the statement that tells them, the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from twosource.compare.points import Point, nearest
from twosource.compare.verdicts import Answer, Verdict
from twosource.data import Anchor, BlockKind, Document, Reason

if TYPE_CHECKING:
    from spacy.tokens import Span

TELLING = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
Ruled = tuple[Verdict, float]  # with its score
SHOWN = 12  # inputs, and anchors, that a reason gives at most


class OfArticle(Protocol):
    """What one article says."""

    @property
    def article(self) -> str:
        """Id of the article."""
        ...


class Telling(OfArticle, Protocol):
    """What one article says, as evidence in its words."""

    @property
    def point(self) -> Point:
        """The point that it makes."""
        ...

    @property
    def words(self) -> Anchor:
        """Its words."""
        ...


def several(found: Iterable[OfArticle]) -> bool:
    """Whether two articles or more say so."""
    return len({x.article for x in found}) > 1


def tokens_of(document: Document, words: Anchor) -> Span:
    """The tokens of some words, those that they cut through too; none of words that are not the document's."""
    span: Span | None = document.doc.char_span(words.start, words.end, alignment_mode="expand")
    return span if span is not None else document.doc[:0]


def words_of(document: Document, first: int, last: int) -> Anchor:
    """The words from one token to another one, that one included."""
    end = document.doc[last]
    return document.article.anchor(document.doc[first].idx, end.idx + len(end))


def told_by(words: Anchor, events: Sequence[Point]) -> Point | None:
    """The smallest statement that holds the words, else the one of their sentence that stands nearest."""
    return nearest([p for p in events if p.statement.sentence.covers(words)], words)


def focus_of(point: Point) -> Anchor:
    """The words that give what a point says, else all its words."""
    return point.focus or point.anchor


def answers_of(groups: Iterable[Sequence[Telling]]) -> tuple[Answer, ...]:
    """The answers that groups give, each in the words of its first."""
    return tuple(Answer(tuple(x.point for x in group), group[0].words) for group in groups)


def because(rule: str, inputs: Iterable[str], anchors: Iterable[Anchor]) -> Reason:
    """The reason, with as much of what went into it as is shown."""
    return Reason(rule=rule, inputs=tuple(inputs)[:SHOWN], anchors=tuple(anchors)[:SHOWN])
