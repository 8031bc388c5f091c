"""What happened when: the dated statements of a story, one entry per day or period."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.points import reach
from twosource.compare.verdicts import Setting
from twosource.data import Anchor, Document, Modality, Statement, TimelineEntry, TimeRange

KINDS = frozenset({"date"})


def find_timeline(documents: Sequence[Document], setting: Setting) -> tuple[TimelineEntry, ...]:
    """Entries by date; one for each value with all the statements that give it. Planned events stand apart."""
    gathered: dict[tuple[str, bool], list[tuple[Anchor, TimeRange, str]]] = {}
    for document in documents:
        for statement in document.statements:
            planned = statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}
            for time in statement.times:
                if time.value and time.kind in KINDS:
                    place = (evidence_of(statement, time), time, _day(setting, document.article.id))
                    gathered.setdefault((time.value, planned), []).append(place)
    entries = [_entry(value, planned, found) for (value, planned), found in gathered.items()]
    return tuple(sorted(entries, key=lambda e: (e.date, e.planned)))


def _entry(value: str, planned: bool, found: list[tuple[Anchor, TimeRange, str]]) -> TimelineEntry:
    anchors = tuple(sorted({a for a, _, _ in found}))
    bases = sorted({t.basis for _, t, _ in found})
    return TimelineEntry(
        date=value,
        evidence=anchors,
        basis=bases[0],
        precision=found[0][1].precision,
        reported=min((day for *_, day in found if day), default=""),
        planned=planned,
    )


def evidence_of(statement: Statement, time: TimeRange) -> Anchor:
    """The statement's words; for a long statement those from the predicate to the date."""
    return statement.anchor if len(statement.anchor.quote) <= LONG else reach(statement, time.anchor)


LONG = 160  # characters; above this a reader wants the predicate and the date only


def _day(setting: Setting, article: str) -> str:
    return (setting.articles[article].published or "")[:10]
