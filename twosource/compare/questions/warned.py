"""Whether there was a warning: "officials had warned residents", "no warning had been given to residents".

One is told by a verb and the other by a noun, whose verb (give, receive, be) says nothing, so that no likeness brings them together. Of one
warning they are where they share whom it was for or of what it was, and where the one that there was came before: what is warned of now
("not to return", "that more rain was coming") is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because
from twosource.compare.questions.together import linked
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Verdict
from twosource.data import Conflict, Modality, Status


def judge_warned(events: Sequence[Point]) -> Iterator[Ruled]:
    """One verdict for each warning that some reports have and others say there was not; none of a report that tells both."""
    none = [p for p in events if _none(p)]
    given = [p for p in events if none and _given(p)]
    both = {p.article for p in none} & {p.article for p in given}
    told = [(p, there) for side, there in ((given, True), (none, False)) for p in side if p.article not in both]
    pairs = [
        (i, j)
        for i, j in product(range(len(told)), repeat=2)
        if told[i][1] and not told[j][1] and _of_one(told[i][0], told[j][0])
    ]
    for rows in linked(len(told), pairs):
        sides = [first_each([told[i][0] for i in rows if told[i][1] is there]) for there in (True, False)]
        answers = tuple(
            Answer(tuple(side), side[0].statement.anchor, told_as)
            for side, told_as in zip(sides, ("affirmed", "negated"), strict=True)
        )
        anchors = [p.statement.predicate for side in sides for p in side]
        reason = because("polarity.negated", [a.words.quote for a in answers], anchors)
        yield Verdict("event", Status.CONFLICTING, answers, (reason,), Conflict.POLARITY), 1.0


def _given(point: Point) -> bool:
    """Whether a statement tells of a warning that came before what happened."""
    words = point.statement.anchor.quote
    if stance(point) != "affirmed" or point.statement.modality is not Modality.ASSERTED or NONE.search(words):
        return False
    return WARNED.search(words) is not None and not OTHER.search(point.statement.sentence.quote)


def _none(point: Point) -> bool:
    """Whether a statement tells that there was no warning."""
    words = point.statement.anchor.quote
    planned = point.statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}
    return not planned and NONE.search(words) is not None and not OTHER.search(point.statement.sentence.quote)


def _of_one(given: Point, none: Point) -> bool:
    return bool((given.around & none.around) - LIGHT)


ADVANCE = r"(?:(?:advance|prior|early|official|public|formal|adequate|proper|storm|flood|evacuation|weather) )?"
BEFORE = r"(?:hours?|days?|minutes?|weeks?|well|long|shortly|just) (?:before|ahead|earlier|in advance)|in advance|beforehand|ahead of|before the"
WARNED = re.compile(
    r"\bhad (?:\w+ly |all |already |repeatedly |been )*warned\b"
    rf"|\bwarned\b[^.;]{{0,60}}\b(?:{BEFORE})|\b(?:issu|receiv|g[ai]ve|sen[td]|got|had)\w*\b[^.;]{{0,30}}\bwarnings?\b[^.;]{{0,40}}\b(?:{BEFORE})"
    rf"|\bwarnings? (?:was|were|had been) (?:given|issued|sent|sounded)\b[^.;]{{0,40}}\b(?:{BEFORE})"
    rf"|\bhad (?:been )?(?:given|issued|sent|received|sounded) (?:\w+ )?{ADVANCE}warnings?\b",
    re.IGNORECASE,
)
NONE = re.compile(
    rf"\b(?:no|without|without any|little or no) {ADVANCE}warnings?\b(?! (?:for|in|signs?|lights?|shots?|labels?)\b)"
    rf"|(?:\b(?:not|never)|n[’']t)(?: been)?(?: \w+ly)? (?:warned|given (?:any |a )?{ADVANCE}warning)\b|\bfailed to (?:warn|issue (?:any |a )?{ADVANCE}warning)\b",
    re.IGNORECASE,
)
# a warning of what else, or of long ago
OTHER = re.compile(
    r"\bwarned\b(?: \w+){0,3} (?:that|not to|to|against)\b|\bfor (?:\w+ )?(?:years|decades|months)\b|\b(?:years|months|decades) (?:ago|earlier|before)\b|\b(?:19|20)\d\d\b|\b(?:new|further|tomorrow|next)\b",
    re.IGNORECASE,
)
LIGHT = frozenset(
    "warn warning give receive issue official officials authority police minister spokesman people say tell hour day advance before time government".split()
)
