"""An article's text with its marks: nested where the anchors nest, cut where they cross."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.data import Block, BlockKind
from twosource.reports.words import visible

Span = tuple[int, int]


class Look(NamedTuple):
    """How a marked span looks and what it leads to."""

    way: str = ""  # way back to its finding
    tone: str = ""  # "apart", "agree"
    layers: tuple[str, ...] = ()  # what it is: "finding" and the names of `layers.py`
    findings: tuple[int, ...] = ()  # numbers of the findings it is evidence of
    says: tuple[str, ...] = ()  # what it was read as


class Piece(NamedTuple):
    """A step through the text: a mark or a block that opens or closes, or words."""

    kind: str  # "open", "close", "block", "end", "text"
    text: str = ""  # words; of a block its kind
    target: str = ""  # id of the opening mark; "" for the rest of one that was cut
    rest: str = ""  # of such a rest the id of its first part
    look: Look = Look()
    back: str = ""  # way from the words to their finding


class _Mark(NamedTuple):
    start: int
    minus_end: int  # so that of two marks with one start the longer comes first
    level: int  # a block goes around marks of its length
    target: str
    look: Look
    block: str
    rest: str = ""


# what a reader should see of the layout; a paragraph looks as text does
SHOWN_BLOCKS = frozenset(BlockKind) - {BlockKind.PARAGRAPH}


def pieces(text: str, looks: Mapping[Span, Look], prefix: str, blocks: Sequence[Block] = ()) -> list[Piece]:
    """The text as steps; each span of `looks` is a mark with the id `<prefix>-<start>-<end>`."""
    made: list[Piece] = []
    at = 0
    unclosed: list[tuple[int, str, str]] = []  # end, way back and closing step, innermost last

    def write(until: int) -> None:
        nonlocal at
        while unclosed and unclosed[-1][0] <= until:
            end, way, step = unclosed.pop()
            if at < end:
                made.append(Piece("text", visible(text[at:end]), back=way))
            at = max(at, end)
            made.append(Piece(step))
        if at < until:
            made.append(Piece("text", visible(text[at:until]), back=unclosed[-1][1] if unclosed else ""))
            at = until

    for mark in _nested(looks, blocks, prefix):
        write(mark.start)
        outer = unclosed[-1][1] if unclosed else ""
        unclosed.append((-mark.minus_end, mark.look.way or outer, "end" if mark.block else "close"))
        made.append(Piece("block", mark.block) if mark.block else _opening(mark))
    write(len(text))
    return made


def _opening(mark: _Mark) -> Piece:
    return Piece("open", target=mark.target, rest=mark.rest, look=mark.look)


def _nested(looks: Mapping[Span, Look], blocks: Sequence[Block], prefix: str) -> Iterator[_Mark]:
    """The spans in order, each within or after the one before: a crossing one is cut, its rest has no target."""
    waiting = [_Mark(s, -e, 1, f"{prefix}-{s}-{e}", look, "") for (s, e), look in looks.items()]
    waiting += [_Mark(b.start, -b.end, 0, "", Look(), str(b.kind)) for b in blocks if b.kind in SHOWN_BLOCKS]
    heapq.heapify(waiting)
    ends: list[int] = []
    while waiting:
        mark = heapq.heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and -mark.minus_end > ends[-1]:
            heapq.heappush(waiting, mark._replace(start=ends[-1], target="", rest=mark.rest or mark.target))
            mark = mark._replace(minus_end=-ends[-1])
        ends.append(-mark.minus_end)
        yield mark
