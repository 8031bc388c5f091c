"""Accounts of what somebody said they would not do, and did."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status

THEN = ("2024-03-08", "2024-03-10")


def reversed_(*texts: str, days: tuple[str, ...] = THEN) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "plan.reversed")


@pytest.mark.parametrize(
    ("word", "deed"),
    [
        ("The minister said she would not resign.", "The minister resigned."),
        ("Ines Orr, the harbour chief, said she would not resign.", "Ines Orr stepped down."),
        ('"I will not resign," the minister said.', "The minister resigned on Sunday, citing the ferry."),
        ("The harbour minister vowed to stay in office.", "The minister resigned."),
        ("Coach Ivo Marten will stay until the end of the season.", "Coach Ivo Marten has resigned."),
        ("The minister ruled out resigning over the ferry.", "The minister quit."),
        ("Ines Orr has no plans to step down, her aide said.", "Ines Orr resigned."),
        ("The minister refused to step down.", "The minister stepped down amid anger."),
        ("The company said it would not sell the shipyard.", "The company sold the shipyard."),
        ("Police said they would not release the footage.", "Police released the footage on Sunday."),
        ("The president ruled out meeting the envoy.", "The president met the envoy."),
    ],
)
def test_a_word_that_was_not_kept(word: str, deed: str) -> None:
    (finding,) = reversed_(word, deed)
    assert finding.status is Status.UPDATED


@pytest.mark.parametrize(
    ("word", "deed"),
    [
        # another doer
        ("The finance minister said he would not resign.", "The harbour minister resigned."),
        ("Ines Orr said she would not resign.", "Anton Reiss resigned."),
        ("A minister said she would not resign.", "A minister resigned."),
        # another thing
        ("The president said he would not meet the envoy.", "The president met the bishops."),
        ("The minister said she would not visit Aster.", "The minister visited Velden."),
        # on a condition, or long ago
        ("The president said he would not meet the envoy unless he apologised.", "The president met the envoy."),
        ("The minister said she would not resign.", "The minister resigned in 2019 from another post."),
        # not done
        ("The minister said she would not resign.", "The minister wanted to resign."),
        ("The minister said she would not resign.", "The minister did not resign."),
        # the report of the word has the deed too
        ("The minister resigned. On Monday the minister said she would not resign.", "The minister resigned."),
    ],
)
def test_no_word_broken(word: str, deed: str) -> None:
    assert not reversed_(word, deed)


def test_the_order_of_the_days() -> None:
    word, deed = "The minister said she would not resign.", "The minister resigned."
    assert not reversed_(deed, word)
    assert [f.status for f in reversed_(word, deed, days=("2024-03-08",) * 2)] == [Status.CONFLICTING]
    both = "The minister resigned, though on Monday the minister said she would not resign."
    assert not reversed_(word, both, days=("2024-03-08",) * 2)
