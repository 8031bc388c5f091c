"""Accounts of what somebody was let do, or kept from."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

DAYS = ("2024-03-08",) * 2


def refused(*texts: str, days: tuple[str, ...] = DAYS) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "permission.refused")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The tanker was allowed to enter the port of Aster.", "The tanker was denied entry to the port."),
        ("The jet was cleared to take off.", "The jet was not given permission to take off."),
        ("The reporters were permitted to enter the court.", "The reporters were barred from entering the court."),
        ("Ines Orr was granted access to the prisoner.", "Guards refused Ines Orr access to the prisoner."),
        ("The crew was given leave to fly over the dam.", "The crew was forbidden to fly over the dam."),
        ("Guards stopped the boy from entering the museum.", "The boy entered the museum at noon."),
        ("The envoy was prevented from boarding the ferry.", "The envoy boarded the ferry."),
    ],
)
def test_a_refusal_against_a_permission_or_the_deed(one: str, two: str) -> None:
    (finding,) = refused(one, two)
    assert finding.status is Status.CONFLICTING
    assert finding.conflict is Conflict.POLARITY
    assert {v.value for v in finding.values} and len(finding.values) == len(finding.articles) == 2
    assert refused(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # another one, of several, or of many
        ("The tanker was allowed to enter the port.", "Another tanker was denied entry to the port."),
        ("Two reporters were allowed to enter the court.", "Reporters were denied entry to the court."),
        ("The tanker Elsa was allowed to enter the port.", "The tanker Marta was denied entry to the port."),
        # another act or place
        ("The tanker was allowed to enter the port of Aster.", "The tanker was denied entry to Velden."),
        ("The envoy was prevented from filming in the hall.", "The envoy entered the hall."),
        # not told as so
        ("The tanker would be allowed to enter the port.", "The tanker was denied entry to the port."),
        ("The tanker asked to be allowed to enter the port.", "The tanker was denied entry to the port."),
        # forbidden, and done all the same
        ("The reporters were barred from entering the court.", "The reporters entered the court."),
        # one after the other
        ("The tanker was denied entry to the port on Monday.", "The tanker was allowed to enter the port on Thursday."),
        (
            "The tanker was denied entry to the port. Hours later the tanker was allowed to enter the port.",
            "The tanker was allowed to enter the port.",
        ),
        # both say so
        ("The tanker was denied entry to the port.", "The tanker was not allowed to enter the port."),
        ("The jet was cleared to take off.", "The jet took off."),
    ],
)
def test_what_may_all_be_right(one: str, two: str) -> None:
    assert refused(one, two) == []


def test_a_later_permission_is_an_update() -> None:
    days = ("2024-03-06", "2024-03-08")
    (finding,) = refused(
        "The tanker was denied entry to the port.", "The tanker was allowed to enter the port.", days=days
    )
    assert finding.status is Status.UPDATED


def test_one_report_alone_makes_none() -> None:
    text = "The tanker was denied entry to the port.\n\nThe tanker was allowed to enter the port."
    assert not [
        f
        for account in reconcile([make_article(text, id="a", outlet="O", published=DAYS[0])])
        for f in account.findings
        if f.reasons[0].rule == "permission.refused"
    ]
