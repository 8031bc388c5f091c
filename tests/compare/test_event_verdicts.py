"""What the rules say of statements that one thing happened, in small stories we wrote."""

import pytest

from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import account_of, read_documents


def told(*reports: tuple[str, str]) -> list[Finding]:
    """What several reports of one story, each (day, text), tell together of what happened."""
    given = [make_article(t, id=f"r{i}", outlet=f"Outlet {i}", published=day) for i, (day, t) in enumerate(reports)]
    found = account_of("s", list(read_documents(given))).findings
    return [f for f in found if f.kind == "event" and f.status is not Status.SINGLE_SOURCE]


def test_what_is_to_come_does_not_plainly_confirm_what_is_told() -> None:
    (found,) = told(
        ("2024-03-04", "The verdict is expected on Wednesday."),
        ("2024-03-06", "The court gave its verdict on Wednesday."),
    )
    assert found.status is Status.REFINED
    assert found.reasons[0].rule == "modality.planned"


@pytest.mark.parametrize(
    ("one", "two", "rule"),
    [
        ("The drug has yet to be approved.", "The drug has been approved.", "polarity.negated"),
        ("The firm is in talks to buy its rival.", "The firm is not in talks to buy its rival.", "polarity.negated"),
        ("The minister would not rule out meeting the envoy.", "The minister met the envoy.", "modality.unclear"),
    ],
)
def test_stances_that_exclude_each_other(one: str, two: str, rule: str) -> None:
    found = [f for f in told(("2024-03-04", one), ("2024-03-04", two)) if f.conflict]
    assert [(f.status, f.reasons[0].rule) for f in found] == [(Status.CONFLICTING, rule)]


def test_who_neither_confirmed_nor_denied_did_not_deny() -> None:
    assert not told(
        ("2024-03-04", "Officials neither confirmed nor denied the report."),
        ("2024-03-04", "Officials denied the report."),
    )
