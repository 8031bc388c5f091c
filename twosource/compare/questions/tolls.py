"""How many people something befell in one place, where reports name the place beside the figure: 34 dead in Paiporta.

And nobody by one report where another counts some. Reports tell of several things at once, so that "nobody was hurt" in
one and "three were hurt" in another are of one thing only where both are of those aboard, or share other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.compare.intervals import normalised
from twosource.compare.points import Point, first_each, one_value_each
from twosource.compare.slots import BEFALLEN
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict, judge_figures
from twosource.data import BlockKind, Conflict, Reason, Status

HARMED = {"injured": "hurt|injured|wounded|harmed", "dead": "killed|dead|died", "missing": "missing|unaccounted for"}
HARMS = {"injured": "injur(?:y|ies)", "dead": "deaths?|fatalit(?:y|ies)", "missing": "missing persons?"}
NOBODY = r"(?:nobody|no[ -]?one)(?: on board| aboard| inside)?"
WAS = r"(?:was|were|is|are|has been|have been|had been)"
TOLD = r"(?:reported |immediate |reports of )*"
ZERO = {
    slot: re.compile(
        rf"\b{NOBODY} (?:{WAS} )?(?:{words})\b|\bno {TOLD}(?:{HARMS[slot]})\b(?! {WAS} (?:\w+-|serious|grave))",
        re.IGNORECASE,
    )
    for slot, words in HARMED.items()
}
ABOARD = re.compile(r"\b(?:on board|aboard|crew(?:member)?s?|passengers?)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # of something else, mostly
SHARED = 3  # content words of two sentences that tell of one thing, what befell whom left out


def judge_tolls(points: Sequence[Point], setting: Setting) -> Iterator[tuple[Verdict, float]]:
    """One verdict for each place and each thing that befell people there, where two reports count them."""
    asked: dict[tuple[str, str, str], dict[object, Point]] = {}
    for point in points:
        if point.kind == "quantity" and point.slot in BEFALLEN and point.part != "more" and len(point.own_places) == 1:
            (place,) = point.own_places
            asked.setdefault((point.slot, place, point.past), {}).setdefault(point.focus, point)
    for found in asked.values():
        once = list(found.values())
        if len({p.article for p in once}) > 1 and one_value_each(once):
            yield judge_figures(once, setting), 1.0


def judge_unharmed(points: Sequence[Point], setting: Setting) -> Iterator[tuple[Verdict, float]]:
    """One verdict for each thing that befell nobody by some reports and somebody by others."""
    told = [p for p in points if p.kind == "event" and p.statement.block is BlockKind.PARAGRAPH]
    for slot, pattern in ZERO.items():
        spared = [p for p in told if pattern.search(p.statement.anchor.quote)]
        knowing = {p.article for p in spared}
        harmed = [p for p in points if p.kind == "quantity" and p.slot == slot and _counts_some(p)]
        befell = re.compile(rf"\b{WAS} (?:\w+ly )?(?:{HARMED[slot]})\b", re.IGNORECASE)
        harmed += [p for p in told if befell.search(p.statement.anchor.quote) and stance(p) == "affirmed"]
        harmed = [p for p in harmed if p.article not in knowing and not YEAR.search(p.statement.sentence.quote)]
        pairs = [(z, h) for z in spared for h in harmed if _of_one_thing(z, h)]
        if pairs:
            none, some = (list(dict.fromkeys(pair[i] for pair in pairs)) for i in (0, 1))
            yield _verdict(first_each(none), first_each(some), setting), 1.0


def _counts_some(point: Point) -> bool:
    """Whether a figure counts one or more of its own, and not the rest of them."""
    return point.quantity is not None and (point.quantity.low or 0) >= 1 and point.part not in {"total", "more"}


def _of_one_thing(zero: Point, harmed: Point) -> bool:
    if ABOARD.search(zero.statement.anchor.quote) and ABOARD.search(harmed.statement.sentence.quote):
        return True
    return len((zero.around & harmed.around) - {harmed.counted, harmed.statement.lemma}) >= SHARED


def _verdict(none: Sequence[Point], some: Sequence[Point], setting: Setting) -> Verdict:
    answers = [Answer(tuple(none), none[0].anchor, "0")]
    answers += [
        Answer((p,), p.focus or p.anchor, normalised(p.quantity) if p.quantity is not None else "") for p in some
    ]
    status = Status.UPDATED if setting.before(none, some) else Status.CONFLICTING
    anchors = tuple(p.focus or p.statement.predicate for p in (*none, *some))
    reason = Reason(rule="count.zero", inputs=tuple(a.words.quote for a in answers)[:12], anchors=anchors[:12])
    return Verdict("quantity", status, tuple(answers), (reason,), Conflict.QUANTITY)
