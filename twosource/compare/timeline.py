"""What happened when: the dated statements of a story, one entry per day or period, and when what was said.

The day of a saying ("the prosecutor said on Sunday") is a day of its own kind: what was told then may have happened
on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.compare.points import reach
from twosource.compare.verdicts import Setting
from twosource.data import Anchor, Attribution, Document, Modality, Statement, TimelineEntry, TimeRange

KINDS = frozenset({"date"})

Place = tuple[Anchor, TimeRange, str]  # the words, the date they give, the day of the report


def find_timeline(documents: Sequence[Document], setting: Setting) -> tuple[TimelineEntry, ...]:
    """Entries by date; one for each value with all the words that give it. Planned events and sayings stand apart."""
    gathered: dict[tuple[str, bool, bool], list[Place]] = {}
    for document in documents:
        day = _day(setting, document.article.id)
        for statement in document.statements:
            planned = statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}
            for time in statement.times:
                if time.value and time.kind in KINDS:
                    place = (evidence_of(statement, time), time, day)
                    gathered.setdefault((time.value, planned, False), []).append(place)
        for words, time in _sayings(document):
            gathered.setdefault((time.value, False, True), []).append((words, time, day))
    entries = [_entry(*kind, found) for kind, found in gathered.items()]
    return tuple(sorted(entries, key=lambda e: (e.date, e.planned, e.said)))


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


def _entry(value: str, planned: bool, said: bool, found: list[Place]) -> TimelineEntry:
    anchors = tuple(sorted({a for a, _, _ in found}))
    bases = sorted({t.basis for _, t, _ in found})
    return TimelineEntry(
        date=value,
        evidence=anchors,
        basis=bases[0],
        precision=found[0][1].precision,
        reported=min((day for *_, day in found if day), default=""),
        planned=planned,
        said=said,
    )


def evidence_of(statement: Statement, time: TimeRange) -> Anchor:
    """The statement's words; for a long statement those from the predicate to the date."""
    return statement.anchor if len(statement.anchor.quote) <= LONG else reach(statement, time.anchor)


LONG = 160  # characters; above this a reader wants the predicate and the date only


def _day(setting: Setting, article: str) -> str:
    return (setting.articles[article].published or "")[:10]
