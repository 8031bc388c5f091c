"""Accounts of reports that give somebody's age."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status
from twosource.pipeline import reconcile

RULES = ("quantity.equal", "quantity.disjoint", "quantity.compatible")


def ages(*texts: str, days: tuple[str, ...] = ()) -> list[Finding]:
    """The findings about an age."""
    given = findings(articles(*texts, days=days), *RULES)
    return [f for f in given if any((v.normalised or "").endswith(" a") for v in f.values)]


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        ("Anton Reiss, 49, a welder from Ostmark, is missing.", "Among the missing is 49-year-old Anton Reiss.", Status.CORROBORATED),
        ("Anton Reiss, 49, a welder from Ostmark, is missing.", "His wife prays for Anton Reiss, 40, who is missing.", Status.CONFLICTING),
        ("Sixty-year-old Jorun Vik led the ship. The captain, Jorun Vik, 60, is safe.", "Jorun Vik, 60, led the ship.", Status.CORROBORATED),
        ("The captain is Jorun Vik, 61.", "The ship was led by 59-year-old Captain Jorun Vik.", Status.CONFLICTING),
        ("Jorun Vik, a 61-year-old sailor, led the ship.", "Jorun Vik (59) led the ship.", Status.CONFLICTING),
    ],
)  # fmt: skip
def test_the_age_of_one_person(one: str, two: str, status: Status) -> None:
    assert {f.status for f in ages(one, two)} == {status}


def test_two_persons_have_two_ages() -> None:
    found = ages(
        "Anton Reiss, 49, and Tomas Berg, 30, are missing.", "Tomas Berg, 30, and Anton Reiss, 49, are missing."
    )
    assert {f.status for f in found} == {Status.CORROBORATED}


def test_years_between_the_reports_are_no_conflict() -> None:
    texts = ("Anton Reiss, 49, was charged.", "Anton Reiss, 50, was convicted.")
    assert not [f for f in ages(*texts, days=("2024-03-08", "2025-01-20")) if f.conflict]
    assert [f for f in ages(*texts, days=("2024-03-08", "2024-03-09")) if f.conflict]


def test_an_age_is_no_toll_and_two_ages_of_an_unnamed_man_confirm_nothing() -> None:
    texts = ("A sailor, a man aged 71, died in hospital in Moorhafen.", "A man, 72, died in hospital in Moorhafen.")
    found = [f for account in reconcile(articles(*texts)) for f in account.findings if len(f.articles) == 2]
    told = [{a.quote for v in f.values for a in v.evidence} for f in found if f.status is Status.CORROBORATED]
    assert not [words for words in told if any("71" in w for w in words) and any("72" in w for w in words)]
