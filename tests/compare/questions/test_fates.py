"""Accounts of what became of an attacker."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

DAYS = ("2024-03-08",) * 2


def fates(*texts: str, days: tuple[str, ...] = DAYS) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "fate.apart")


@pytest.mark.parametrize(
    ("dead", "taken"),
    [
        ("The gunman was shot dead by police.", "The gunman was arrested by police."),
        ("Police shot and killed the attacker.", "Officers detained the attacker."),
        ("The suspect was killed in a shootout.", "The suspect was taken into custody."),
        ("The knifeman took his own life.", "The knifeman gave himself up to officers."),
        ("A lone gunman was shot dead on Friday.", "The 24-year-old gunman was captured on Friday."),
        ("The hijacker died at the scene.", "The hijacker surrendered to soldiers."),
    ],
)
def test_dead_by_one_report_and_taken_alive_by_another(dead: str, taken: str) -> None:
    (finding,) = fates(dead, taken)
    assert finding.status is Status.CONFLICTING
    assert finding.conflict is Conflict.POLARITY
    assert fates(taken, dead)[0].status is Status.CONFLICTING


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # one of several
        ("Police shot dead one gunman.", "Police arrested a second gunman."),
        ("The attackers fled. The attacker at the gate was shot dead.", "The attacker was arrested."),
        ("Two suspects were hurt. The suspect was killed.", "The suspect was arrested."),
        # another one
        ("The gunman's brother was killed.", "The gunman was arrested."),
        ("The gunman was shot dead.", "Police arrested the suspect after a chase."),
        ("The gunman killed two guards.", "The gunman was arrested."),
        ("A suspect was killed.", "A suspect was arrested."),
        # another time
        ("The gunman was shot dead.", "The gunman was arrested in 2019 over a brawl."),
        ("The gunman was shot dead.", "The gunman had been arrested twice."),
        ("The gunman later died in hospital.", "The gunman was arrested."),
        ("The gunman was shot dead on Friday.", "The gunman was arrested on Monday."),
        # both told
        ("The gunman was arrested. The gunman died in a cell.", "The gunman was arrested."),
        ("The gunman could have been shot dead.", "The gunman was arrested."),
    ],
)
def test_no_two_ends_of_one(one: str, two: str) -> None:
    assert not fates(one, two)
    assert not fates(two, one)


def test_who_died_after_the_arrest() -> None:
    taken, dead = "The gunman was arrested by police.", "The gunman died in custody."
    assert [f.status for f in fates(taken, dead, days=("2024-03-08", "2024-03-12"))] == [Status.UPDATED]
    # who is dead is not arrested later: one of them is wrong
    dead, taken = "The gunman was shot dead by police.", "The gunman was arrested by police."
    assert [f.status for f in fates(dead, taken, days=("2024-03-08", "2024-03-09"))] == [Status.CONFLICTING]


def test_two_ends_confirm_nothing() -> None:
    texts = ("The gunman was shot dead by police.", "The gunman was arrested by police.")
    given = [make_article(t, id=f"r{i}", outlet=f"O{i}", published=DAYS[i]) for i, t in enumerate(texts)]
    (account,) = reconcile(given)
    assert [f.status for f in account.findings] == [Status.CONFLICTING]
