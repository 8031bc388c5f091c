"""The claim matrix: which article says what on each finding, with articles folded into their origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.data import Account, Anchor, Finding, Origin, Status, Value
from twosource.reports import arrange

MOST_COLUMNS = 80  # articles; a wider table is no overview any more
MOST_ROWS = 1000  # findings
SHORT = 12  # characters of a value that fit into a cell


class State(NamedTuple):
    """What an article does on a finding: a letter, a word for it, and what the word means."""

    letter: str
    name: str
    means: str


STATES = (
    State(
        "A", "asserts", "gives the value that most origins give, or of an updated one the last; else the first reported"
    ),
    State("X", "differs", "gives another value"),
    State("E", "earlier", "gives a value that a later report has left behind"),
    State("D", "denies", "negates or denies it"),
    State("H", "hedged", "gives it with a hedge or as a bound"),
    State("P", "plans", "speaks of it as planned"),
    State("U", "unclear", "says that it is not known"),
    State("C", "copies", "has it from the report that it copies"),
)
_NAMED = {state.name: state for state in STATES}
_STANCES = {"negated": "denies", "planned": "plans", "unclear": "unclear"}


class Cell(NamedTuple):
    """One article's words on a finding; of a folded origin the words of the first of its articles that speaks."""

    state: State
    value: Value
    anchor: Anchor
    articles: int = 1

    @property
    def short(self) -> str:
        """The value as read, where it fits into a cell."""
        known = self.value.normalised
        return known if len(known) <= SHORT and any(c.isdigit() for c in known) else ""


class Column(NamedTuple):
    """An origin, or one article of an origin that has several."""

    origin: Origin
    article: str  # "" for the origin itself

    @property
    def folded(self) -> bool:
        """Whether the column stands for several articles."""
        return not self.article


def columns(account: Account) -> tuple[list[Column], int]:
    """The columns, each origin of several articles before its articles; and how many articles are left out."""
    spoken: dict[str, int] = {}
    for finding in account.findings:
        for article in finding.articles:
            spoken[article] = spoken.get(article, 0) + 1
    made: list[Column] = []
    kept = 0
    ranked = sorted(account.origins, key=lambda o: -max(spoken.get(a, 0) for a in o.articles))
    chosen: set[str] = set()
    for origin in ranked:
        if kept < MOST_COLUMNS:
            chosen.add(origin.id)
            kept += len(origin.articles[:MOST_COLUMNS])
    for origin in account.origins:
        if origin.id in chosen:
            made += [Column(origin, "")] if len(origin.articles) > 1 else []
            made += [Column(origin, a) for a in origin.articles[:MOST_COLUMNS]]
    return made, len(account.articles) - kept


def cells(finding: Finding, chosen: Sequence[Column]) -> list[Cell | None]:
    """The finding's row: None where a column is silent."""
    said = _said(finding)
    given: dict[str, Cell] = {}
    base = _base(finding)
    for origin in {c.origin.id: c.origin for c in chosen}.values():
        before: set[int] = set()
        for article in origin.articles:
            if article not in said:
                continue
            number, value, anchor = said[article]
            name = "copies" if number in before else _state(finding, value, base)
            before.add(number)
            given[article] = Cell(_NAMED[name], value, anchor)
    return [_cell(column, given) for column in chosen]


def _cell(column: Column, given: Mapping[str, Cell]) -> Cell | None:
    if not column.folded:
        return given.get(column.article)
    speaking = [given[a] for a in column.origin.articles if a in given]
    return speaking[0]._replace(articles=len(speaking)) if speaking else None


def _said(finding: Finding) -> dict[str, tuple[int, Value, Anchor]]:
    """Article -> the first value it gives, by its number, with the words."""
    said: dict[str, tuple[int, Value, Anchor]] = {}
    for number, value in enumerate(finding.values):
        for anchor in value.evidence:
            said.setdefault(anchor.article, (number, value, anchor))
    return said


def _base(finding: Finding) -> Value:
    """The value that most origins give, at a tie the first reported; of an updated finding the last reported."""
    if finding.status is Status.UPDATED:
        return max(finding.values, key=lambda v: (v.first_reported, len(v.origins)))
    return max(finding.values, key=lambda v: len(v.origins))


def _state(finding: Finding, value: Value, base: Value) -> str:
    if value.normalised in _STANCES:
        return _STANCES[value.normalised]
    disagree = finding.status in arrange.DISAGREE or finding.status is Status.NOT_COMPARABLE
    if disagree and value is not base and value.normalised != base.normalised:
        left_behind = finding.status is Status.UPDATED and value.first_reported < base.first_reported
        return "earlier" if left_behind else "differs"
    return "hedged" if value.hedge or value.normalised[:2] in {">=", "<="} else "asserts"


def is_new(finding: Finding, account: Account) -> bool:
    """Whether the finding was first reported on the last day of a story that several days report."""
    days = sorted({(e.published or "")[:10] for e in account.articles} - {""})
    first = min((v.first_reported[:10] for v in finding.values if v.first_reported), default="")
    return len(days) > 1 and first == days[-1]
