"""When something was said: the date that belongs to the cue and not to what is told ("the mayor said on Monday that ...").

The date right behind the cue or the source is the cue's, whatever the parse makes of it: "the ferry sank, the mayor
said on Monday" reads either way to a parser, and one way to a reader. Elsewhere the first verb above the date decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from twosource.data import Attribution, Document, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Token

BETWEEN = re.compile(r"[\s,]*(?:(?:late|later|early|earlier|again|also|on|in|at|the) ?)*", re.IGNORECASE)
CLIMB = 4  # heads between a date and the verb that it belongs to


def with_dates(document: Document) -> Document:
    """The document, each attribution with the time at which it was said, where its words tell."""
    if not document.times:
        return document
    said = tuple(msgspec.structs.replace(a, time=_time_of(document, a)) for a in document.attributions)
    return replace(document, attributions=said)


def _time_of(document: Document, attribution: Attribution) -> TimeRange | None:
    dates = [t for t in document.times if t.value and t.kind == "date"]
    outside = [t for t in dates if not any(c.overlaps(t.anchor) for c in attribution.content)]
    beside = [t for t in outside if _beside(document, attribution, t)]
    return next(iter(beside or [t for t in outside if _governed(document, attribution, t)]), None)


def _beside(document: Document, attribution: Attribution, time: TimeRange) -> bool:
    """Whether nothing stands between the cue or the source and the date behind it."""
    for part in (attribution.cue, attribution.source):
        if attribution.cue is not None and part is not None and part.end <= time.anchor.start:
            between = document.article.text[part.end : time.anchor.start]
            if "\n" not in between and BETWEEN.fullmatch(between):
                return part is attribution.cue or attribution.cue.start < part.start
    return False


def _governed(document: Document, attribution: Attribution, time: TimeRange) -> bool:
    """Whether the first verb above the date is a word of the cue."""
    span = document.doc.char_span(time.anchor.start, time.anchor.end, alignment_mode="expand")
    if attribution.cue is None or span is None or not document.doc.has_annotation("DEP"):
        return False
    node: Token = span.root
    for _ in range(CLIMB):
        node = node.head
        if attribution.cue.start <= node.idx < attribution.cue.end:
            return True
        if node.pos_ in {"VERB", "AUX"}:
            return False
    return False
