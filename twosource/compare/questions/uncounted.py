"""What a report says that nobody has counted yet, and a later one counts: "how many were missing was unclear", then 161."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.compare.intervals import compare_quantities, normalised
from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled, because, focus_of
from twosource.compare.slots import BEFALLEN, slot_of_words
from twosource.compare.verdicts import Answer, Setting, Verdict, grouped
from twosource.data import Anchor, Conflict, Document, Status

OPEN = re.compile(
    r"\b(?:unclear|unknown|uncertain|not (?:yet |immediately |at first |been )*(?:clear|known|certain|confirmed|say|saying|know|tell|specify|disclose)"
    r"|(?:don|didn|doesn|couldn|wouldn)['’]t (?:yet )?(?:know|say|tell)|declin\w+ to \w+|no (?:immediate )?word)\b",
    re.IGNORECASE,
)
HOW_MANY = re.compile(r"\bhow many\b[^.,;:!?]*", re.IGNORECASE)
NUMBER = re.compile(r"\b(?:an )?(?:unknown|undisclosed|unspecified|unconfirmed) number of\b[^.,;:!?]*", re.IGNORECASE)


def judge_uncounted(
    documents: Sequence[Document], actor_of: Mapping[str, str], points: Sequence[Point], setting: Setting
) -> Iterator[Ruled]:
    """The questions of a number that an earlier report leaves open and later ones answer."""
    places = {d.article.id: _places(d, actor_of) for d in documents}
    open_: dict[tuple[str, frozenset[str]], list[Point]] = {}
    for point in points:
        words = _uncounted(point, setting) if point.kind == "event" else None
        slot = slot_of_words(words.quote) if words is not None else ""
        if words is not None and slot in BEFALLEN:
            asked = slot, _named(places[point.article], words)
            if all(not p.anchor.overlaps(words) for p in open_.get(asked, ())):
                open_.setdefault(asked, []).append(replace(point, anchor=words, focus=words))
    for (slot, where), asked_by in open_.items():
        counted = [
            p
            for p in points
            if p.kind == "quantity"
            and p.article not in {a.article for a in asked_by}
            and p.slot == slot
            and p.part == "whole"
            and where <= _named(places[p.article], p.statement.sentence)
            and any(setting.before([a], [p]) for a in asked_by)
        ]
        if counted:
            yield _verdict(asked_by, first_each(counted)), 1.0


def _uncounted(point: Point, setting: Setting) -> Anchor | None:
    """The words of a statement's sentence that leave a number open."""
    sentence = point.statement.sentence
    found = NUMBER.search(sentence.quote) or (HOW_MANY.search(sentence.quote) if OPEN.search(sentence.quote) else None)
    if found is None or not point.statement.anchor.start <= sentence.start + found.start() < point.statement.anchor.end:
        return None
    text = found.group()
    closing = OPEN.search(text)  # "how many were missing was not clear"
    end = (
        found.start() + len(text.rstrip(" ,”\"'"))
        if closing is None or found.re is NUMBER
        else found.start() + closing.end()
    )
    return setting.articles[point.article].anchor(sentence.start + found.start(), sentence.start + end)


def _places(document: Document, actor_of: Mapping[str, str]) -> list[tuple[Anchor, str]]:
    return [
        (m.anchor, actor_of[e.id])
        for e in document.entities
        if e.type == "place" and e.id in actor_of
        for m in e.mentions
        if m.kind == "name"
    ]


def _named(places: Sequence[tuple[Anchor, str]], words: Anchor) -> frozenset[str]:
    return frozenset(actor for name, actor in places if words.covers(name))


def _verdict(asked_by: Sequence[Point], counted: Sequence[Point]) -> Verdict:
    values = grouped(counted, _same)
    answers = [Answer(tuple(asked_by), asked_by[0].anchor, "not known")]
    answers += [
        Answer(tuple(v), v[0].quantity.anchor, normalised(v[0].quantity)) for v in values if v[0].quantity is not None
    ]
    anchors = [focus_of(p) for p in (*asked_by, *counted)]
    reason = because("count.unknown", [a.normalised for a in answers], anchors)
    return Verdict("quantity", Status.UPDATED, tuple(answers), (reason,), Conflict.QUANTITY)


def _same(a: Point, b: Point) -> bool:
    return a.quantity is not None and b.quantity is not None and compare_quantities(a.quantity, b.quantity)[0] == "same"
