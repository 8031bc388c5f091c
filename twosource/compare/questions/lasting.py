"""How long something lasts: "a bidding war that went on for weeks", "the fighting went into a fifth day".

Lengths are stretches of seconds, as wide as their words: "several weeks" is two to nine of them, "more than a month" has no
upper end. Two reports meet where they give the length of one thing by its noun or its kind; exact numbers are left to the
judge of figures. A counted day ("the third day") grows with the days of the reports: that is one state and then the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article, nearest
from twosource.compare.questions.evidence import Ruled, because, several, tokens_of
from twosource.compare.questions.happenings import kinds_of
from twosource.compare.questions.parse import has_word, subjects_of
from twosource.compare.questions.scales import ordinal
from twosource.compare.stances import stance
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Anchor, Conflict, Document, Status, TimeRange

if TYPE_CHECKING:
    from spacy.tokens import Token

LASTS = frozenset("last go continue run drag endure stretch rage persist".split())
GOES = frozenset("enter go stretch move drag continue last".split())  # into a third day
SECONDS: Mapping[str, float] = {"TS": 1, "TM": 60, "TH": 3600, "D": 86400, "W": 604800, "M": 2629800, "Y": 31557600}
VALUE = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([SMHDWY])$")
FEW = (2.0, 9.0)  # what "several" and a bare plural leave open
ABOVE = re.compile(r"\b(?:more than|over|at least|longer than)\b", re.IGNORECASE)
BELOW = re.compile(r"\b(?:less than|under|up to|at most|no more than|within)\b", re.IGNORECASE)
LOOSE = 0.2  # share by which a length is rounded

SPANS = {"day": 1, "night": 1, "week": 7, "month": 30}  # days
FAR = 40  # counted days; beyond them nobody counts the same way


@dataclass(frozen=True, slots=True)
class Length:
    """What one report says of how long a thing lasts. `counted` is the number of a counted day, week or month."""

    point: Point
    words: Anchor
    names: frozenset[str]  # kinds of happening, else the noun
    low: float = 0.0
    high: float = 0.0
    vague: bool = False
    shown: str = ""
    counted: int = 0
    span: str = ""

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article


def find_lengths(documents: Sequence[Document], events: Sequence[Point]) -> list[Length]:
    """The lengths that the documents give, in order. `events` are their event points."""
    of_article = by_article(events)
    found = []
    for document in documents:
        if not document.doc.has_annotation("DEP"):
            continue
        points = of_article[document.article.id]
        for time in document.times:
            if time.kind == "duration" and (length := _length(document, time, points)) is not None:
                found.append(length)
        found.extend(_counted(document, points))
    return found


def judge_lengths(lengths: Sequence[Length], setting: Setting) -> Iterator[Ruled]:
    """The lengths that two reports give of one thing."""
    by_name: dict[tuple[str, str], list[Length]] = {}
    for length in lengths:
        for name in sorted(length.names):
            by_name.setdefault((name, length.span), []).append(length)
    told: set[tuple[Anchor, ...]] = set()
    for (_, span), group in sorted(by_name.items()):
        words = tuple(sorted(g.words for g in group))
        if several(group) and words not in told:
            told.add(words)
            verdict = _judge_counts(group, setting) if span else _judge(group)
            if verdict is not None:
                yield verdict, 1.0


# ---- lengths


def _length(document: Document, time: TimeRange, points: Sequence[Point]) -> Length | None:
    """The length that a duration gives of a thing; None where it measures something else."""
    bounds = _seconds(time)
    if bounds is None:
        return None
    root = tokens_of(document, time.anchor).root
    above = root.head
    if above.pos_ == "VERB" and lemma_of(above) in LASTS and (lemma_of(above) != "go" or has_word(above, {"on"})):
        nouns = subjects_of(above)
    elif above.pos_ == "NOUN" and (root.dep_ == "compound" or has_word(root, {"of"})):
        nouns = [above]
    else:
        return None
    low, high = bounds
    return _made(nouns, time.anchor, points, low=low, high=high, vague="X" in time.timex, shown=time.timex)


def _seconds(time: TimeRange) -> tuple[float, float] | None:
    read = VALUE.match(time.timex)
    size = SECONDS.get(f"{read[1]}{read[3]}") if read else None
    if read is None or size is None:
        return None
    if read[2] == "X":
        return FEW[0] * size, FEW[1] * size
    length, words = float(read[2]) * size, time.anchor.quote
    if ABOVE.search(words):
        return length, float("inf")
    return (0.0 if BELOW.search(words) else length * (1 - LOOSE)), length * (1 + LOOSE)


def _judge(group: Sequence[Length]) -> Verdict | None:
    """Lengths of one thing that agree. Where all are exact numbers the judge of figures has them already."""
    pairs = [(a, b) for a, b in combinations(group, 2) if a.article != b.article]
    apart = any(a.high < b.low or b.high < a.low for a, b in pairs)
    if apart or not any(g.vague for g in group) or any(stance(g.point) != "affirmed" for g in group):
        return None
    status = Status.CORROBORATED if len({g.shown for g in group}) == 1 else Status.REFINED
    return _verdict("quantity", status, "length.meets", group)


# ---- counted days


def _counted(document: Document, points: Sequence[Point]) -> Iterator[Length]:
    """The numbers of days, weeks or months into which a thing went."""
    for token in document.doc:
        unit = lemma_of(token)
        number = _number(token) if unit in SPANS else 0
        if not number:
            continue
        of = [c for c in token.children if c.dep_.startswith("nmod") and has_word(c, {"of"})]
        above = token.head
        nouns = of or ([above] if kinds_of(above) else subjects_of(above) if lemma_of(above) in GOES else [])
        words = document.article.anchor(token.left_edge.idx, token.idx + len(token))
        made = _made(nouns, words, points, counted=number, span=unit, shown=f"{unit} {number}")
        if made is not None:
            yield made


def _number(token: Token) -> int:
    """The number in "third day", "10th straight day", "day three"."""
    return next((n for c in token.children if c.i < token.i and (n := ordinal(c.lower_))), 0)


def _judge_counts(group: Sequence[Length], setting: Setting) -> Verdict | None:
    if not all(_keeps_step(a, b, setting) for a, b in combinations(group, 2) if a.article != b.article):
        return None
    if len({g.counted for g in group}) == 1:
        return _verdict("date", Status.CORROBORATED, "length.meets", group)
    if len({setting.published(g.point) for g in group}) == 1:
        return _verdict("date", Status.CONFLICTING, "length.apart", group, Conflict.DATE)
    return _verdict("date", Status.UPDATED, "length.later", group, Conflict.DATE)


def _keeps_step(a: Length, b: Length, setting: Setting) -> bool:
    """Whether two counts are as far apart as the days of their reports, but for one: midnight, and what counts as the first."""
    days = [setting.published(g.point) for g in (a, b)]
    if not all(days):
        return False
    passed = (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days / SPANS[a.span]
    return abs(b.counted - a.counted - passed) <= 1 and abs(passed) <= FAR


# ---- parts


def _made(nouns: Sequence[Token], words: Anchor, points: Sequence[Point], **given: Any) -> Length | None:
    """The length with the thing it is of, told by the smallest statement that holds its words."""
    named = [n for n in nouns if n.pos_ in {"NOUN", "PROPN", "VERB"}]
    point = nearest([p for p in points if p.statement.anchor.covers(words)], words)
    if not named or point is None:
        return None
    names = frozenset(k for n in named for k in kinds_of(n)) or frozenset(lemma_of(n) for n in named)
    return Length(point, words, names, **given)


def _verdict(
    kind: str, status: Status, rule: str, group: Sequence[Length], conflict: Conflict | None = None
) -> Verdict:
    by: dict[str, list[Length]] = {}
    for length in group:
        by.setdefault(length.shown, []).append(length)
    answers = tuple(
        Answer(tuple(replace(g.point, focus=g.words) for g in some), some[0].words, shown) for shown, some in by.items()
    )
    reason = because(rule, [f"{g.words.quote!r}: {g.shown}" for g in group], [g.words for g in group])
    return Verdict(kind, status, answers, (reason,), conflict)
