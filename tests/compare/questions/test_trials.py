"""Accounts of what a court decided."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status


def outcomes(*texts: str, days: tuple[str, ...] = ("2024-03-08", "2024-03-08")) -> list[Finding]:
    """The findings on outcomes that exclude each other."""
    return findings(articles(*texts, days=days), "words.exclude")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("His wife, Helen Renshaw, was cleared of all charges.", "Helen Renshaw, his wife, was also found guilty."),
        ("A court convicted Ana Moro of theft.", "Ana Moro was found not guilty of theft."),
        ("Ana Moro pleaded not guilty to fraud on Friday.", "Ana Moro admitted fraud in court on Friday."),
        ("The former mayor pleaded not guilty to fraud.", "The former mayor pleaded guilty to fraud."),
        (
            "A jury in Hale convicted the nurse Ruth Adler of murder on Friday.",
            "The jury in Hale failed to reach a verdict on Friday in the murder trial of the nurse Ruth Adler.",
        ),
    ],
)
def test_two_outcomes(one: str, two: str) -> None:
    for texts in ((one, two), (two, one)):
        assert {f.status for f in outcomes(*texts)} == {Status.CONFLICTING}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A court convicted Ana Moro of theft.", "Ana Moro was acquitted of assault."),
        ("Ana Moro pleaded not guilty to fraud.", "A court convicted Ana Moro of fraud."),
        ("Ana Moro pleaded not guilty to fraud.", "Ana Moro admitted perjury."),
        ("The former mayor pleaded not guilty to fraud.", "The former treasurer admitted fraud."),
        ("A court convicted Ana Moro of theft.", "Lars Holm was acquitted of theft."),
        ("The mayor, Ana Moro, cleared her desk.", "The mayor, Ana Moro, was convicted of theft."),
        (
            "Ana Moro was convicted of theft and acquitted of fraud.",
            "Ana Moro was acquitted of fraud and convicted of theft.",
        ),
    ],
)
def test_no_two_outcomes(one: str, two: str) -> None:
    assert not outcomes(one, two)


def test_an_appeal_changes_it() -> None:
    found = outcomes(
        "Ana Moro was found guilty.", "Ana Moro was cleared of all charges.", days=("2024-03-08", "2024-06-10")
    )
    assert {f.status for f in found} == {Status.UPDATED}
