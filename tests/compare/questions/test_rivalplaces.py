"""Accounts of one thing in two places."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Finding, Status


def elsewhere(*texts: str, days: tuple[str, ...] = ()) -> list[Finding]:
    """The findings on two places of one thing."""
    return findings(articles(*texts, days=days), "where.elsewhere")


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "The two delegations will hold talks in Ankara on Tuesday.",
            "Talks between the two delegations will be held in Istanbul on Tuesday.",
            ["in Ankara", "in Istanbul"],
        ),
        (
            "Police arrested Marco Rossi in Milan on Monday.",
            "Marco Rossi was arrested in Turin on Monday.",
            ["in Milan", "in Turin"],
        ),
        (
            "The singer's funeral was held in Dublin on Saturday.",
            "The singer's funeral was held in Spain on Saturday.",
            ["in Dublin", "in Spain"],
        ),
    ],
)
def test_two_places(one: str, two: str, values: list[str]) -> None:
    for texts, shown in (((one, two), values), ((two, one), values[::-1])):
        (finding,) = elsewhere(*texts)
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.PLACE)
        assert [value.value for value in finding.values] == shown


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The summit will open in Lyon on Friday.", "The summit will open in France on Friday."),
        # who names both tells of two, or of a move
        ("The talks will be held in Ankara.", "The talks will be held in Istanbul, not in Ankara."),
        ("Police arrested Marco Rossi in Milan.", "Police arrested Ida Brandt in Turin."),
        ("Police arrested three people in Leeds.", "Police arrested two people in Bristol."),
        ("The talks were held in Ankara on Monday.", "The talks were held in Istanbul on Thursday."),
        ("The minister said in Ankara that he was glad.", "The minister said in Istanbul that he was glad."),
        ("The talks were held in Ankara.", "Previous talks were held in Istanbul."),
    ],
)
def test_no_two_places(one: str, two: str) -> None:
    assert not elsewhere(one, two)


def test_figures_of_two_places_are_no_rivals() -> None:
    found = findings(
        articles(
            "Russian strikes on Kharkiv killed three people on Monday, the governor said.",
            "Russian strikes on Odesa killed two people on Monday, the governor said.",
        ),
        "quantity.disjoint",
        "event.same",
        "event.more-precise",
    )
    assert not [f for f in found if any("strikes" in e.quote for v in f.values for e in v.evidence)]
