"""The layers of an article: what was read in its words, each with its places and what they were read as.

An account knows the layers of its statements; a reading of one article knows all of them, pronouns included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from twosource.data import Account, Anchor, Attribution, Entity, Quantity, Statement, TimeRange
from twosource.reports.words import BASES, one_line, signs

# layer -> what its switch is called
NAMES: dict[str, str] = {
    "finding": "findings",
    "said": "who said what",
    "source": "speakers and cues",
    "name": "names",
    "same": "who is meant",
    "time": "dates",
    "figure": "figures",
    "event": "events",
    "copied": "shared words",
}


class Marked(NamedTuple):
    """Words and what they were read as; "" where the words say it."""

    anchor: Anchor
    says: str = ""


class Reading(Protocol):
    """What was read in one article."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what is named, with every mention."""

    @property
    def times(self) -> tuple[TimeRange, ...]:
        """Time expressions."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures."""

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who is said to have said what."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Claims."""


def _times(times: Sequence[TimeRange]) -> Iterator[Marked]:
    for time in times:
        if time.kind == "date":
            read = ", ".join(filter(None, (time.value, time.clock, BASES.get(time.basis, ""))))
            yield Marked(time.anchor, read)


def _figures(quantities: Sequence[Quantity]) -> Iterator[Marked]:
    for quantity in quantities:
        counted = one_line(quantity.counted.quote) if quantity.counted else ""
        yield Marked(quantity.anchor, " ".join(filter(None, (figure(quantity), quantity.unit or counted))))


def figure(quantity: Quantity) -> str:
    """The number as it was read: `≥12`, `24–99`, `~40`."""
    low, high = (None if end is None else f"{end:,.10g}" for end in (quantity.low, quantity.high))
    if low is None or high is None:
        return signs(f">={low}" if high is None else f"<={high}")
    return ("~" if quantity.approximate else "") + (low if low == high else signs(f"{low}..{high}"))


def _events(statements: Sequence[Statement]) -> Iterator[Marked]:
    for statement in statements:
        if statement.event_type:
            unsure = "" if statement.modality == "asserted" else f", {statement.modality}"
            yield Marked(statement.predicate, statement.event_type.lower().replace("_", " ") + unsure)


def _said(attributions: Sequence[Attribution]) -> Iterator[Marked]:
    for attribution in attributions:
        who = one_line(attribution.speaker or "")
        yield from (Marked(content, f"said by {who}" if who else "") for content in attribution.content)


def _sources(attributions: Sequence[Attribution]) -> Iterator[Marked]:
    for attribution in attributions:
        if attribution.source is not None:
            who = one_line(attribution.speaker or "")
            yield Marked(attribution.source, who if who != one_line(attribution.source.quote) else "")
        if attribution.cue is not None:
            yield Marked(attribution.cue, attribution.kind)


def _labels(account: Account, *, names: bool) -> Iterator[Marked]:
    for actor in account.actors:
        for label in actor.labels:
            if (label.kind == "name") is names and (names or not _is(label, actor.name)):
                yield Marked(label, "" if names else one_line(actor.name))


def _mentions(entities: Sequence[Entity], *, names: bool) -> Iterator[Marked]:
    for entity in entities:
        for mention in entity.mentions:
            if (mention.kind == "name") is names and (names or not _is(mention.anchor, entity.name)):
                yield Marked(mention.anchor, entity.type if names else one_line(entity.name))


def _is(anchor: Anchor, name: str) -> bool:
    """Whether words are the name themselves, and so say nobody else who is meant."""
    return one_line(anchor.quote).casefold() == one_line(name).casefold()


# layer -> its words, of an account and of one article's reading
OF_ACCOUNT: dict[str, Callable[[Account], Iterator[Marked]]] = {
    "said": lambda account: _said(account.attributions),
    "source": lambda account: _sources(account.attributions),
    "name": lambda account: _labels(account, names=True),
    "same": lambda account: _labels(account, names=False),
    "time": lambda account: _times([t for s in account.statements for t in s.times]),
    "figure": lambda account: _figures([q for s in account.statements for q in s.quantities]),
    "event": lambda account: _events(account.statements),
}
OF_READING: dict[str, Callable[[Reading], Iterator[Marked]]] = {
    "said": lambda reading: _said(reading.attributions),
    "source": lambda reading: _sources(reading.attributions),
    "name": lambda reading: _mentions(reading.entities, names=True),
    "same": lambda reading: _mentions(reading.entities, names=False),
    "time": lambda reading: _times(reading.times),
    "figure": lambda reading: _figures(reading.quantities),
    "event": lambda reading: _events(reading.statements),
}


def listed(reading: Reading) -> list[tuple[str, list[Marked]]]:
    """Each layer of an article with its words in the order of the text, every place once."""
    made = []
    for layer, find in OF_READING.items():
        found = {(m.anchor.start, m.anchor.end): m for m in find(reading)}
        made.append((layer, [found[span] for span in sorted(found)]))
    return made
