"""An article's text with its marks: nested where the anchors nest, cut where they cross."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from twosource.reports.words import visible

Span = tuple[int, int]


class Piece(NamedTuple):
    """A step through the text: a mark that opens or closes, or words."""

    kind: str  # "open", "close", "text"
    text: str = ""
    target: str = ""  # id of the opening mark; "" for the rest of one that was cut
    tone: str = ""  # how an opening mark looks
    back: str = ""  # way from the words to their finding


class Back(NamedTuple):
    """What evidence leads back to, and how it looks."""

    way: str
    tone: str


NOWHERE = Back("", "")


class _Mark(NamedTuple):
    start: int
    minus_end: int  # so that of two marks with one start the longer comes first
    target: str
    back: Back


def pieces(text: str, back: Mapping[Span, Back], quiet: Set[Span], prefix: str) -> list[Piece]:
    """The text as steps. `back` are spans of evidence and what they lead back to, `quiet` spans that are only led to."""
    made: list[Piece] = []
    at = 0
    unclosed: list[tuple[int, str]] = []  # end and way back, innermost last

    def write(until: int) -> None:
        nonlocal at
        while unclosed and unclosed[-1][0] <= until:
            end, way = unclosed.pop()
            if at < end:
                made.append(Piece("text", visible(text[at:end]), back=way))
            at = max(at, end)
            made.append(Piece("close"))
        if at < until:
            made.append(Piece("text", visible(text[at:until]), back=unclosed[-1][1] if unclosed else ""))
            at = until

    for mark in _nested(back, quiet, prefix):
        write(mark.start)
        outer = unclosed[-1][1] if unclosed else ""
        unclosed.append((-mark.minus_end, mark.back.way or outer))
        made.append(Piece("open", target=mark.target, tone=mark.back.tone))
    write(len(text))
    return made


def _nested(back: Mapping[Span, Back], quiet: Set[Span], prefix: str) -> Iterator[_Mark]:
    """The spans in order, each within or after the one before: a crossing one is cut, its rest has no target."""
    waiting = [_Mark(s, -e, f"{prefix}-{s}-{e}", back.get((s, e), NOWHERE)) for s, e in {*back, *quiet}]
    heapq.heapify(waiting)
    ends: list[int] = []
    while waiting:
        mark = heapq.heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and -mark.minus_end > ends[-1]:
            heapq.heappush(waiting, mark._replace(start=ends[-1], target=""))
            mark = mark._replace(minus_end=-ends[-1])
        ends.append(-mark.minus_end)
        yield mark
