"""Accounts of what is still to come by one report and past by another."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Finding, Status

WEDNESDAY = "2025-03-05"


def ahead(*texts: str, days: tuple[str, ...] = (WEDNESDAY, WEDNESDAY)) -> list[Finding]:
    """The findings on what is ahead and was before."""
    return findings(articles(*texts, days=days), "date.ahead")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Work on the 40-kilometre railway will start next week, the ministry said.",
            "Work on the 40-kilometre railway began on Tuesday, the contractor said.",
        ),
        (
            "The museum will stay closed until Friday, the director said.",
            "The museum reopened to visitors on Tuesday, days after the flood.",
        ),
    ],
)
def test_still_to_come_and_past(one: str, two: str) -> None:
    for texts in ((one, two), (two, one)):
        (finding,) = ahead(*texts)
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.DATE)


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        # what was to come on Friday began on Thursday, after the report
        ("The strike will begin on Friday.", "The strike began on Thursday.", (WEDNESDAY, "2025-03-07")),
        ("The strike will begin on Friday.", "The strike began on Friday.", (WEDNESDAY, "2025-03-08")),
        ("The museum will stay closed until Monday.", "The museum reopened on Tuesday.", ("2025-03-03", WEDNESDAY)),
        ("The museum will stay closed until Friday.", "The library reopened on Tuesday.", (WEDNESDAY, WEDNESDAY)),
        (
            "The trial will start next week. The first trial started on Tuesday.",
            "The trial started on Tuesday.",
            (WEDNESDAY, WEDNESDAY),
        ),
    ],
)
def test_nothing_at_odds(one: str, two: str, days: tuple[str, str]) -> None:
    assert not ahead(one, two, days=days)
