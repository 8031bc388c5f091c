"""What happened when: the dated statements of a story, one entry per day or period, and when what was said.

The day of a saying ("the prosecutor said on Sunday") is a day of its own kind: what was told then may have happened
on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from twosource.compare.points import reach
from twosource.compare.verdicts import Setting
from twosource.data import Anchor, Attribution, Document, Modality, Statement, TimelineEntry, TimeRange

KINDS = frozenset({"date"})
RECENT = 31  # days

Place = tuple[Anchor, TimeRange, str]  # the words, the date they give, the day of the report


class Kind(NamedTuple):
    """What stands in an entry of its own."""

    date: str
    planned: bool = False
    inferred: bool = False
    said: bool = False


def find_timeline(documents: Sequence[Document], setting: Setting) -> tuple[TimelineEntry, ...]:
    """Entries by date; one for each value with all the words that give it. Planned events and sayings stand apart."""
    gathered: dict[Kind, list[Place]] = {}
    for document in documents:
        day = _day(setting, document.article.id)
        for statement in document.statements:
            planned = statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}
            for time in statement.times:
                if time.value and time.kind in KINDS:
                    place = (evidence_of(statement, time), time, day)
                    to_come = "" < day < time.first  # whatever the words, it had not happened
                    gathered.setdefault(Kind(time.value, planned or to_come), []).append(place)
            for clock, time in _by_the_clock(document, statement):
                place = (evidence_of(statement, clock), time, day)
                gathered.setdefault(Kind(time.value, planned, inferred=True), []).append(place)
        for words, time in _sayings(document):
            gathered.setdefault(Kind(time.value, said=True), []).append((words, time, day))
    return tuple(_entry(kind, gathered[kind]) for kind in sorted(gathered))


def _by_the_clock(document: Document, statement: Statement) -> Iterator[tuple[TimeRange, TimeRange]]:
    """(the hour, the day) of hours in a statement without a date: the day is the last one named before on which something
    happened and not merely was said, if there is one.
    """
    if any(t.value and t.kind in KINDS for t in statement.times):
        return
    said = {a.time.anchor for a in document.attributions if a.time is not None}
    for clock in statement.times:
        if clock.clock and not clock.value:
            named = [t for t in document.times if t.precision == "day" and t.value and t.kind in KINDS]
            before = [t for t in named if t.anchor.end <= clock.anchor.start and t.anchor not in said]
            last = max(before, key=lambda t: t.anchor.end, default=None)
            if last is not None and _near(last, document.article.published_date):
                yield clock, last


def _near(day: TimeRange, published: date | None) -> bool:
    """Whether the day is one of the weeks around the publication: hours are told of what is new."""
    return published is None or abs(date.fromisoformat(day.first) - published).days <= RECENT


def _sayings(document: Document) -> Iterator[tuple[Anchor, TimeRange]]:
    """(who said it and when, the date) of attributions whose words tell."""
    for attribution in document.attributions:
        if attribution.time is not None:
            yield _saying(document, attribution, attribution.time), attribution.time


def _saying(document: Document, attribution: Attribution, time: TimeRange) -> Anchor:
    """The words from the source to the date, without the source where what is said stands in between."""
    parts = [p for p in (attribution.source, attribution.cue, time.anchor) if p is not None]
    for given in (parts, parts[-2:]):
        words = document.article.anchor(min(p.start for p in given), max(p.end for p in given))
        if not any(words.overlaps(c) for c in attribution.content):
            return words
    return time.anchor


def _entry(kind: Kind, found: list[Place]) -> TimelineEntry:
    return TimelineEntry(
        date=kind.date,
        evidence=tuple(sorted({a for a, _, _ in found})),
        basis=min(t.basis for _, t, _ in found),
        precision=found[0][1].precision,
        reported=min((day for *_, day in found if day), default=""),
        planned=kind.planned,
        inferred=kind.inferred,
        said=kind.said,
    )


def evidence_of(statement: Statement, time: TimeRange) -> Anchor:
    """The statement's words; for a long statement those from the predicate to the date."""
    return statement.anchor if len(statement.anchor.quote) <= LONG else reach(statement, time.anchor)


LONG = 160  # characters; above this a reader wants the predicate and the date only


def _day(setting: Setting, article: str) -> str:
    return (setting.articles[article].published or "")[:10]
