"""Accounts of one thing in two states."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Finding, Status


def contraries(*texts: str, days: tuple[str, ...] = ("2024-03-08", "2024-03-08")) -> list[Finding]:
    """The findings on words that exclude each other."""
    return findings(articles(*texts, days=days), "words.exclude")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The airport was reopened after four hours.", "The airport remained closed on Friday evening."),
        (
            "The crossing at Rafan reopened on Sunday, officials said.",
            "The crossing at Rafan remained closed on Sunday.",
        ),
        ("Their driver was killed.", "The driver escaped unhurt."),
        ("The gunman killed himself.", "The gunman was shot and killed by police."),
        ("The captain survived.", "The captain is among the missing."),
        ("The man was unarmed.", "The man was carrying a knife."),
        (
            "Parliament adopted the budget. The Greens abstained.",
            "The budget was adopted. The Greens voted against it.",
        ),
    ],
)
def test_two_states(one: str, two: str) -> None:
    for texts in ((one, two), (two, one)):
        (finding,) = contraries(*texts)
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.POLARITY)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The driver was killed.", "The driver of the second bus survived."),
        ("The gunman killed two people.", "The gunman survived."),
        ("The airport was reopened on Friday.", "The harbour remained closed on Friday."),
        ("The airport was closed at noon. The airport was reopened at five.", "The airport was closed at noon."),
        ("The airport was reopened on Saturday.", "The airport remained closed on Friday."),
    ],
)
def test_no_two_states(one: str, two: str) -> None:
    assert not contraries(one, two)
