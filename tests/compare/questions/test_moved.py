"""Accounts of plans whose date a later report gives otherwise."""

import pytest

from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "Bridge at Aster stays shut\n\nThe old bridge over the Lunde at Aster has cracks in two of its piers, engineers said.",
    "Cracks in Aster bridge\n\nDrivers in Aster go on making a long way round while workers mend the bridge over the Lunde.",
)


def moved(
    one: str, two: str, days: tuple[str, str] = ("2024-03-04", "2024-03-12"), order: tuple[int, int] = (0, 1)
) -> list[Finding]:
    """The disagreements of two reports on a date."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=days[i], text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate((one, two))
    ]
    found = [f for account in reconcile([articles[i] for i in order]) for f in account.findings]
    return [f for f in found if f.kind == "date" and f.status in {Status.CONFLICTING, Status.UPDATED}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Traffic is not expected to resume before 20 March.",
            "Traffic will not resume until 2 April at the earliest, the mayor said.",
        ),
        (  # the first date still lies ahead, and a thing opens once
            "The bridge will reopen on March 20, the council promised.",
            "The council said that the bridge is to reopen on March 29.",
        ),
        (  # the later report says that it moved
            "The hearing on the bridge is scheduled for March 8.",
            "The hearing was postponed to March 22 after a clerk fell ill.",
        ),
        (
            "A vote on the repair is planned for March 8.",
            "The vote was put off until March 22 after a clerk fell ill.",
        ),
        (
            "Works on the piers are due to begin on March 18.",
            "Works will begin on March 25, a week later than planned.",
        ),
    ],
)
def test_a_moved_date_is_an_update(one: str, two: str) -> None:
    (finding,) = moved(one, two)
    assert (finding.status, finding.conflict) == (Status.UPDATED, Conflict.DATE)
    assert finding.reasons[0].rule == "plan.moved"
    assert moved(one, two, order=(1, 0)) == [finding]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # the same date
        ("The bridge will reopen on March 20.", "The bridge is expected to open again on March 20."),
        # another thing
        ("The bridge will reopen on March 20.", "The school beside the river will reopen on March 29."),
        # another act
        ("Works on the piers will begin on March 20.", "Works on the piers will end on June 29."),
        # the next of several
        ("The council will hold a meeting on March 8.", "The council will hold a meeting on March 22."),
        ("A hearing is scheduled for March 8.", "A hearing is scheduled for March 22."),
        # when it was put off, not to when
        ("The hearing is scheduled for March 20.", "The hearing was postponed on March 11."),
        # no date any more
        ("The bridge will reopen on March 20.", "The bridge will not reopen on March 20."),
    ],
)
def test_other_plans_are_no_update(one: str, two: str) -> None:
    assert [f for f in moved(one, two) if f.reasons[0].rule in {"plan.moved", "date.disjoint"}] == []


def test_reports_of_one_day_that_give_two_dates_are_a_conflict() -> None:
    same_day = ("2024-03-04", "2024-03-04")
    (finding,) = moved(
        "The bridge will reopen on March 20.", "The bridge is to reopen on March 29, drivers heard.", same_day
    )
    assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.DATE)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The run-off for mayor takes place on March 17.",
            "A runoff for mayor will be held on March 24, the council said.",
        ),
        ("The second round takes place on March 17.", "The run-off is scheduled for March 24."),
        ("The funeral will be held on Friday.", "The funeral will take place on Saturday."),
        ("The trial over the cracks begins on March 17.", "The court will open the trial on March 24."),
    ],
)
def test_what_comes_once_has_one_date(one: str, two: str) -> None:
    (finding,) = moved(one, two, days=("2024-03-05", "2024-03-05"))
    assert (finding.status, finding.reasons[0].rule) == (Status.CONFLICTING, "date.disjoint")


def test_of_hearings_there_may_be_two() -> None:
    texts = "A hearing on the cracks will take place on March 17.", "Hearings on the bridge are to be held on March 24."
    assert not moved(*texts, days=("2024-03-05", "2024-03-05"))


def test_the_earlier_date_comes_first() -> None:
    (finding,) = moved("Traffic is not expected to resume before 20 March.", "Traffic will not resume until 2 April.")
    assert [v.normalised for v in finding.values] == ["2024-03-20", "2024-04-02"]
    assert sorted({a for v in finding.values for e in v.evidence for a in [e.article]}) == ["r0", "r1"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The council gave no date for the reopening of the bridge.",
            "The bridge is expected to be reopened on March 29, drivers heard.",
        ),
        (
            "A date for the trial has yet to be set.",
            "The trial of the builder is to begin on April 15, the court said.",
        ),
        ("The timeline for a full recovery is unclear, he said.", "The firm will not have recovered before June."),
    ],
)
def test_a_date_that_was_missing_is_an_update(one: str, two: str) -> None:
    (finding,) = moved(one, two)
    assert (finding.status, finding.reasons[0].rule) == (Status.UPDATED, "plan.dated")
    assert moved(one, two, order=(1, 0)) == [finding]
    same_day = ("2024-03-12", "2024-03-12")
    assert moved(one, two, same_day) == []
