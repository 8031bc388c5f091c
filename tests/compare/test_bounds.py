"""Bounds of one figure in reports of two days."""

import pytest

from twosource.articles import make_article
from twosource.data import Status
from twosource.pipeline import account_of, read_documents

FIRST, LATER = "2025-03-04", "2025-03-06"


def figures(*reports: tuple[str, str]) -> dict[Status, set[str]]:
    """By which first rule the account of reports (when each came out, its text) judges their figures, by status."""
    articles = [make_article(t, id=f"r{i}", outlet=f"O{i}", published=day) for i, (day, t) in enumerate(reports)]
    found: dict[Status, set[str]] = {}
    for finding in account_of("s", list(read_documents(articles))).findings:
        if finding.kind == "quantity":
            found.setdefault(finding.status, set()).add(finding.reasons[0].rule)
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fire in Dorn killed at least 40 people.", "The fire in Dorn killed at least 43 people."),
        ("The fire in Dorn killed more than 40 people.", "The fire in Dorn killed 57 people."),
        ("The fire in Dorn killed at least ten people.", "The fire in Dorn killed 11 people."),
        ("The airline cancelled more than 6,500 flights.", "The airline cancelled nearly 7,000 flights."),
        ("The fire has burned over 16,000 hectares.", "The fire has burned over 17,000 hectares."),
        ("Turnout was over 67 percent, the board said.", "Turnout was over 68 percent, the board said."),
        ("At least 161 people are missing in Dorn.", "More than 20 people are still missing in Dorn."),
        ("More than 4 million homes in Dorn had no power.", "More than 1.5 million homes in Dorn still had no power."),
    ],
)
def test_a_later_bound_that_moved_is_an_update(before: str, after: str) -> None:
    assert figures((FIRST, before), (LATER, after)) == {Status.UPDATED: {"update.bound-passed"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fire in Dorn killed at least 40 people.", "The fire in Dorn killed more than 40 people."),
        ("The fire in Dorn killed more than 40 people.", "The fire in Dorn killed 43 people."),
        ("More than 200 people are missing in Dorn.", "In Dorn 218 people are missing."),
        ("At least 30 countries sent aid to Dorn.", "To Dorn, 31 countries sent aid."),
        ("Some 15,000 jobs depend on the port of Dorn.", "More than 8,000 jobs depend on the port of Dorn."),
        ("Turnout was over 60 percent, the board said.", "Turnout was 61.2 percent, the board said."),
    ],
)
def test_what_a_bound_leaves_open_is_none(before: str, after: str) -> None:
    assert not figures((FIRST, before), (LATER, after)).keys() & {Status.UPDATED, Status.CONFLICTING}


def test_bounds_of_one_day_stand_side_by_side() -> None:
    reports = [(FIRST, f"The fire in Dorn killed at least {n} people.") for n in (40, 43)]
    assert figures(*reports) == {Status.REFINED: {"quantity.compatible"}}


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        ("The fire burned for more than six hours.", "The fire was put out after more than eight hours.", Status.CONFLICTING),
        ("The fire burned for more than six hours.", "The fire burned for seven hours.", Status.REFINED),
        ("The fire burned for at least six hours.", "The fire burned for more than eight hours.", Status.REFINED),
        ("The fire burned for more than 100 days.", "The fire burned for more than 120 days.", Status.REFINED),
    ],
)  # fmt: skip
def test_how_long_it_took(one: str, two: str, status: Status) -> None:
    assert set(figures((FIRST, one), (FIRST, two))) == {status}


def test_what_two_things_took_is_no_conflict() -> None:
    one, two = "The crew waited more than six hours for help.", "The ferry drifted for more than eight hours."
    assert Status.CONFLICTING not in figures((FIRST, one), (FIRST, two))
