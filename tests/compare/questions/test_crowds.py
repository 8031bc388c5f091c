"""Accounts of reports in which two sides say how many came."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status


def crowds(*texts: str) -> list[Finding]:
    """The disagreements about a figure."""
    return findings(articles(*texts), "quantity.disjoint")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police estimated the crowd at 8,000.", "Organisers said the protesters numbered 20,000."),
        ("Police put turnout at 15,000.", "Organizers said 50,000 attended the rally."),
        ("The march in Dorn drew 20,000 people, unions said.", "Police said 8,000 took part in the march in Dorn."),
    ],
)
def test_those_who_called_and_those_who_counted_are_rivals(one: str, two: str) -> None:
    (found,) = crowds(one, two)
    assert found.status is Status.CONFLICTING
    assert found.sure
    assert len(found.values) == 2


def test_a_third_report_joins_its_side() -> None:
    (found,) = crowds(
        "Police estimated the crowd at 8,000.",
        "Organisers said 20,000 came to the protest.",
        "The march drew about 8,000 people, according to police.",
    )
    assert len(found.articles) == 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police said 8,000 people marched in Dorn.", "Organisers said 3,000 people marched in Leyburn."),
        ("Police estimated the crowd at 8,000.", "Organisers expect 20,000 people to attend the rally next week."),
        ("Police estimated the crowd at 8,000.", "Organisers said 500 volunteers helped at the march."),
        ("Police said 3,000 officers were deployed at the march.", "Organisers said 20,000 people joined the march."),
        (
            "Police estimated the crowd at 8,000.",
            "Organisers said 20,000 people marched at noon. Organisers said 5,000 people gathered again at night.",
        ),
    ],
)
def test_others_are_not(one: str, two: str) -> None:
    assert not crowds(one, two)
