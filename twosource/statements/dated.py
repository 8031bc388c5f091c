"""When something was said: the date that belongs to the cue and not to what is told ("the mayor said on Monday that ...").

The date right behind the cue or the source is the cue's, whatever the parse makes of it: "the ferry sank, the mayor
said on Monday" reads either way to a parser, and one way to a reader. Elsewhere the first verb above the date decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from twosource.data import Attribution, Document, TimeRange

BETWEEN = re.compile(r"[^\S\n]*,?[^\S\n]*(?:(?:late|later|early|earlier|again|also|on|in|at|the) ?)*", re.IGNORECASE)
CLIMB = 4  # heads between a date and the verb that it belongs to

Dated = tuple[TimeRange, tuple[int, ...]]  # a date, and where the words above it begin, up to the first verb


def with_dates(document: Document) -> Document:
    """The document, each attribution with the time at which it was said, where its words tell."""
    dates = [(t, _above(document, t)) for t in document.times if t.value and t.kind == "date"]
    if not dates:
        return document
    text = document.article.text
    said = tuple(msgspec.structs.replace(a, time=_time_of(a, dates, text)) for a in document.attributions)
    return replace(document, attributions=said)


def _above(document: Document, time: TimeRange) -> tuple[int, ...]:
    span = document.doc.char_span(time.anchor.start, time.anchor.end, alignment_mode="expand")
    if span is None or not document.doc.has_annotation("DEP"):
        return ()
    node, found = span.root, []
    for _ in range(CLIMB):
        node = node.head
        found.append(node.idx)
        if node.pos_ in {"VERB", "AUX"}:
            break
    return tuple(found)


def _time_of(attribution: Attribution, dates: Sequence[Dated], text: str) -> TimeRange | None:
    cue = attribution.cue
    if cue is None:
        return None
    outside = [(t, above) for t, above in dates if not any(c.overlaps(t.anchor) for c in attribution.content)]
    source = attribution.source
    # the date stands behind the cue, or behind the source where that follows: "said the mayor on Monday"
    ends = [cue.end, *([source.end] if source is not None and source.start > cue.start else [])]
    behind = ((t, end, t.anchor.start) for t, _ in outside for end in ends if end <= t.anchor.start)
    beside = (t for t, end, start in behind if BETWEEN.fullmatch(text, end, start))
    governed = (t for t, above in outside if any(cue.start <= at < cue.end for at in above))
    return next(beside, None) or next(governed, None)
