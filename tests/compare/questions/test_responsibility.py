"""Accounts of who claims an attack."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Status

NOBODY = "No group has claimed responsibility for the attack."
DONE = "The Baloch Front said it had carried out the attack."


@pytest.mark.parametrize(
    "claim",
    [
        DONE,
        "The Baloch Front claimed responsibility for the attack in a statement.",
        "The Baloch Front claimed the attack.",
    ],
)
def test_nobody_and_somebody(claim: str) -> None:
    for texts in ((NOBODY, claim), (claim, NOBODY)):
        (finding,) = findings(articles(*texts, days=("2024-03-08", "2024-03-08")), "polarity.negated")
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.POLARITY)


def test_claimed_since() -> None:
    hours = ("2024-03-08T10:00:00Z", "2024-03-08T12:00:00Z")
    for texts, status in (((NOBODY, DONE), Status.UPDATED), ((DONE, NOBODY), Status.CONFLICTING)):
        (finding,) = findings(articles(*texts, days=hours), "polarity.negated")
        assert finding.status is status


def test_a_report_that_tells_both() -> None:
    assert not findings(articles(f"{NOBODY} Hours later, the Baloch Front said it had carried out the attack.", DONE), "polarity.negated")  # fmt: skip


def test_two_groups() -> None:
    other = "The Khorasan Army claimed responsibility for the attack."
    (finding,) = findings(articles(DONE, other), "responsibility.two")
    assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.LABEL)
    assert not findings(articles(DONE, f"{other} The Baloch Front claimed the attack too."), "responsibility.two")
    assert not findings(articles(DONE, "The Front claimed responsibility for the attack."), "responsibility.two")


def test_another_attack() -> None:
    other = "The Baloch Front said it had carried out another attack last month."
    assert not findings(articles(NOBODY, other), "polarity.negated")
