"""The claim matrix: what each article does on a finding, and what an origin's column shows."""

import pytest

from tests.reports.conftest import Told
from twosource.data import Anchor, Finding, Origin, Status, Value
from twosource.reports import matrix
from twosource.reports.as_html import page
from twosource.reports.findings import table
from twosource.reports.links import Links


def value(
    words: str, *articles: str, normalised: str = "", hedge: str = "", origins: tuple[str, ...] = (), day: str = ""
) -> Value:
    evidence = tuple(Anchor(article, 0, len(words), words) for article in articles)
    return Value(
        value=words, evidence=evidence, normalised=normalised, hedge=hedge, origins=origins, first_reported=day
    )


def finding(status: Status, *values: Value) -> Finding:
    articles = tuple(sorted({a.article for v in values for a in v.evidence}))
    return Finding(id="f-1", kind="event", status=status, values=values, reasons=(), articles=articles)


ORIGINS = [
    Origin(id="o1", articles=("a", "b"), outlets=("A", "B"), families=("A", "B")),
    Origin(id="o2", articles=("c",), outlets=("C",), families=("C",)),
    Origin(id="o3", articles=("d",), outlets=("D",), families=("D",)),
]
COLUMNS = [
    matrix.Column(ORIGINS[0], ""),
    matrix.Column(ORIGINS[0], "a"),
    matrix.Column(ORIGINS[0], "b"),
    matrix.Column(ORIGINS[1], "c"),
    matrix.Column(ORIGINS[2], "d"),
]
CASES = [
    (
        "figures that differ",
        finding(
            Status.CONFLICTING,
            value("12", "a", "b", normalised="12", origins=("o1",)),
            value("19", "c", "d", normalised="19", origins=("o2", "o3")),
        ),
        ["differs", "differs", "copies", "asserts", "asserts"],
    ),
    (
        "a tie goes to the first reported",
        finding(
            Status.UPDATED,
            value("12", "a", normalised="12", origins=("o1",)),
            value("19", "c", normalised="19", origins=("o2",)),
        ),
        ["asserts", "asserts", None, "differs", None],
    ),
    (
        "a rising toll",
        finding(
            Status.UPDATED,
            value("12", "a", "b", normalised="12", origins=("o1",), day="2024-03-06"),
            value("19", "c", normalised="19", origins=("o2",), day="2024-03-07"),
            value("21", "d", normalised="21", origins=("o3",), day="2024-03-07"),
        ),
        ["earlier", "earlier", "copies", "asserts", "differs"],
    ),
    (
        "claim, denial, plan, and what is not known",
        finding(
            Status.CONFLICTING,
            value("sank", "a", normalised="affirmed", origins=("o1",)),
            value("did not sink", "b", normalised="negated"),
            value("will sink", "c", normalised="planned"),
            value("unclear", "d", normalised="unclear"),
        ),
        ["asserts", "asserts", "denies", "plans", "unclear"],
    ),
    (
        "hedges and bounds",
        finding(
            Status.REFINED,
            value("about 12", "a", normalised="11..13", hedge="about", origins=("o1",)),
            value("at least 10", "c", normalised=">= 10", origins=("o2",)),
            value("12", "d", normalised="12", origins=("o3",)),
        ),
        ["hedged", "hedged", None, "hedged", "asserts"],
    ),
    (
        "a copy that says something else",
        finding(
            Status.CONFLICTING,
            value("12", "a", "c", normalised="12", origins=("o1", "o2")),
            value("19", "b", normalised="19", origins=("o1",)),
        ),
        ["asserts", "asserts", "differs", "asserts", None],
    ),
]


@pytest.mark.parametrize(("given", "states"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_states(given: Finding, states: list[str | None]) -> None:
    cells = matrix.cells(given, COLUMNS)
    assert [cell and cell.state.name for cell in cells] == states
    assert len({state.letter for state in matrix.STATES}) == len(matrix.STATES)


def test_a_folded_origin_counts_its_articles() -> None:
    first, *_ = matrix.cells(CASES[0][1], COLUMNS)
    assert first is not None
    assert (first.articles, first.anchor.article) == (2, "a")


def test_the_cells_are_the_evidence(ferry: Told, strike: Told) -> None:
    for account in (ferry.account, strike.account):
        columns, left = matrix.columns(account)
        assert left == 0
        assert {c.article for c in columns if not c.folded} == {e.id for e in account.articles}
        for finding in account.findings:
            cells = matrix.cells(finding, columns)
            speaking = {c.article for c, cell in zip(columns, cells, strict=True) if cell and not c.folded}
            assert speaking == set(finding.articles)


def test_a_wide_story_says_what_it_leaves_out(ferry: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MOST_COLUMNS", 2)
    columns, left = matrix.columns(ferry.account)
    assert len([c for c in columns if not c.folded]) + left == len(ferry.account.articles)
    assert left == 1


def test_a_long_story_says_which_rows_it_leaves_out(ferry: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    links = Links(ferry.account, 1, ())
    whole = table(links)
    assert (len(whole["rows"]), whole["left_rows"]) == (len(ferry.account.findings), 0)
    monkeypatch.setattr(matrix, "MOST_ROWS", 4)
    cut = table(links)
    assert cut["rows"] == whole["rows"][:4]
    assert cut["left_rows"] == len(ferry.account.findings) - 4
    assert f"{cut['left_rows']} more findings have no row here" in page([ferry.account], ferry.articles)
