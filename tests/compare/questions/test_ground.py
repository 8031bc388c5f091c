"""Accounts of who holds a place."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Finding, Status

TAKEN = "Rebels captured the mining town of Dorva on Friday, residents said."


def ground(*texts: str, days: tuple[str, ...] = ("2024-03-08", "2024-03-08")) -> list[Finding]:
    """The findings on words that exclude each other."""
    return findings(articles(*texts, days=days), "words.exclude")


@pytest.mark.parametrize(
    "kept",
    [
        "The army repelled a rebel attack on Dorva.",
        "The army said that it remained in full control of Dorva.",
    ],
)
def test_taken_and_held(kept: str) -> None:
    for texts in ((TAKEN, kept), (kept, TAKEN)):
        (finding,) = ground(*texts)
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.POLARITY)


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        (TAKEN, "The army repelled a rebel attack on Lipa.", ("2024-03-08", "2024-03-08")),
        (TAKEN, "The army repelled a rebel attack on Dorva.", ("2024-03-08", "2024-03-02")),
        (
            TAKEN,
            "The army repelled a first attack on Dorva. Then the rebels captured Dorva.",
            ("2024-03-08", "2024-03-08"),
        ),
        (TAKEN, "The rebels remained in control of Dorva.", ("2024-03-08", "2024-03-08")),
    ],
)
def test_nothing_at_odds(one: str, two: str, days: tuple[str, str]) -> None:
    assert not ground(one, two, days=days)
