"""Accounts of tolls that rose far."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status

THEN = ("2024-03-08", "2024-03-10")


def risen(*texts: str, days: tuple[str, ...] = THEN) -> list[Finding]:
    """The updates of figures that are surely told."""
    return [f for f in findings(articles(*texts, days=days), "quantity.disjoint") if f.sure]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "A bridge collapsed in Dorn, killing three people.",
            "The number of dead from the Dorn bridge collapse has risen to 21.",
        ),
        (
            "An explosion at a mill in Dorn killed 5 workers.",
            "The explosion at the mill is now known to have killed 14 people.",
        ),
        (
            "A mill explosion in Dorn killed 5 workers.",
            "The mill explosion in Dorn was on Friday. The death toll climbed to 14.",
        ),
    ],
)
def test_a_toll_rose_far(first: str, then: str) -> None:
    (finding,) = risen(first, then)
    assert finding.status is Status.UPDATED


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("A bomb killed 5 people in Dorn.", "The death toll in the war rose to 1,400."),
        ("A bomb killed 5 people in Dorn.", "The death toll from bomb attacks this year rose to 140."),
        ("A bomb at a market in Dorn killed 5 people.", "The death toll from the floods in Aster rose to 14."),
        ("A mill fire in Dorn killed 5 people.", "The number of people injured in the mill fire in Dorn rose to 31."),
    ],
)
def test_another_toll(first: str, then: str) -> None:
    assert not risen(first, then)
