"""The day a figure stood: "as of Tuesday, 19 people had died", "by Friday morning the toll had risen to 28".

A date of the sentence is the day of the figure where a word ties it to a count that goes on: "as of", "by", "until",
"so far", or a verb of counting up to a level ("rose to 28 on Thursday", "stood at"). "28 people were killed on
Thursday" dates the deaths and not the count, so it says nothing here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from twosource.data import Article, Quantity, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

TIED = re.compile(
    r"\b(?:as (?:of|at)|by|until|till|up to|through)\s+(?:late |early |the end of |mid-?|around )?$", re.IGNORECASE
)
AHEAD = re.compile(r"\b(?:will|would|shall|to|must|should|may|could|can|plans?|expect\w*|due|hopes?|aims?)\b", re.IGNORECASE)  # fmt: skip
LEVEL = re.compile(
    r"\b(?:(?:r[oi]s\w+|climb\w*|jump\w*|increas\w+|gr[eo]w\w*|soar\w*|reach\w*|hit|went up|gone up|mount\w*|pass\w*|f[ae]ll\w*|dropp\w+|declin\w+|revis\w+)(?: \w+ly)? (?:to|at)(?: \w+ly| a \w+)?|(?:stood|stands?|standing|put|now|remain\w*) (?:at|was|were|is|are)?|raised|reach\w*|passed|topped)\s*$",
    re.IGNORECASE,
)
STATE = re.compile(
    r"\W*(?:\w+ )?(?:[^.;:]{0,40}, )?(?:were|was|are|is|remain\w*|ha[ds] been|have been) (?:\w+ ){0,2}(?:dead|missing|unaccounted for|injured|trapped|in hospital|in custody|homeless|without power|confirmed)\b[^.;:,]{0,20}$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\b(?:confirmed|recorded|counted|registered|known|toll|total|tally|number|so far|death count)\b", re.IGNORECASE)  # fmt: skip
OWNED = re.compile(
    r"[’']s? (?!(?:(?:death|official|latest|new|earlier|previous) )?(?:toll|count|tally|figures?|total|number)\b)"
)
DAYS = frozenset({"time", "day"})


def days_of_figures(
    article: Article, doc: Doc, times: Sequence[TimeRange], quantities: tuple[Quantity, ...]
) -> tuple[Quantity, ...]:
    """The quantities, with `as_of` where the words of their sentence give it."""
    latest = article.published[:10] if article.published else "9999"  # no figure stood after its report
    dated = sorted(
        (t for t in times if t.kind == "date" and t.precision in DAYS and "" < t.last <= latest), key=lambda t: t.anchor
    )
    if not dated:
        return quantities
    starts = [t.anchor.start for t in dated]
    bounds = [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [0]
    made = []
    for quantity in quantities:
        at = bisect_right(bounds, quantity.anchor.start) - 1
        left = bounds[max(at, 0)]
        right = bounds[at + 1] if at + 1 < len(bounds) else len(article.text)
        inside = dated[bisect_left(starts, left) : bisect_left(starts, right)][:8]
        day = "" if quantity.ordinal or right - left > 1000 else _day(article.text, quantity, inside, (left, right))
        made.append(msgspec.structs.replace(quantity, as_of=day) if day else quantity)
    return tuple(made)


def _day(text: str, quantity: Quantity, times: Sequence[TimeRange], limits: tuple[int, int]) -> str:
    """Last day of the first time that the words tie to the figure."""
    left, right = limits
    before = text[left : quantity.anchor.start]
    level = None if quantity.change else LEVEL.search(before[-50:])
    for time in times:
        if OWNED.match(text, time.anchor.end):
            continue  # the strike's day: "the number killed in Tuesday's strike has climbed to 41"
        tie = TIED.search(text[max(left, time.anchor.start - 24) : time.anchor.start])
        if tie and tie.group().lower().startswith("as "):
            return time.last
        if tie and not AHEAD.search(text[left:right]):
            return time.last
        if not quantity.ordinal and STATE.match(text[quantity.anchor.end : time.anchor.start]):
            return time.last
        beside = time.anchor.start >= quantity.anchor.end and time.anchor.start - quantity.anchor.end <= 40
        if level and COUNTED.search(text[left:right]) and (beside or time.anchor.end <= quantity.anchor.start):
            return time.last
    return ""
