"""Accounts of how long something lasts."""

import pytest

from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "Dockers walk out in Aster\n\nThe port of Aster stood still after dockers walked out over a new roster.",
    "Port at a standstill\n\nShips lay at anchor off Aster on account of the quarrel between dockers and the harbour board.",
)


def lengths(one: str, two: str, days: tuple[str, str] = ("2024-03-04", "2024-03-06")) -> list[Finding]:
    """What two reports say of how long a thing lasts."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=days[i], text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate((one, two))
    ]
    found = [f for account in reconcile(articles) for f in account.findings]
    return [f for f in found if f.reasons[0].rule.startswith("length.")]


@pytest.mark.parametrize(
    ("one", "two", "rule", "status"),
    [
        (
            "The dispute followed a strike that went on for weeks.",
            "It came after a strike of several weeks in the autumn.",
            "length.meets",
            Status.CORROBORATED,
        ),
        (
            "The dispute followed a strike that lasted several weeks.",
            "In the autumn a three-week strike had cost the port a fifth of its trade.",
            "length.meets",
            Status.REFINED,
        ),
        (
            "The strike entered its third day without talks.",
            "On the fifth day of the strike both sides met in the town hall.",
            "length.later",
            Status.UPDATED,
        ),
        (
            "The protest went into a third day.",
            "Police cleared a gate when the demonstrations continued for a fifth straight day.",
            "length.later",
            Status.UPDATED,
        ),
    ],
)
def test_how_long(one: str, two: str, rule: str, status: Status) -> None:
    (finding,) = lengths(one, two)
    assert (finding.reasons[0].rule, finding.status) == (rule, status)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # another thing
        ("The dispute followed a strike that went on for weeks.", "It came after talks of several weeks."),
        ("The strike entered its third day.", "On the fifth day of the talks both sides met in the town hall."),
        # not as far apart as the reports
        ("The strike entered its third day.", "On the ninth day of the strike both sides met in the town hall."),
        # a length that does not fit
        ("The dispute followed a strike that lasted several months.", "It came after a two-day strike in the autumn."),
        # an order, not a count
        ("The strike entered its third day.", "The third ship of the day turned back after the strike."),
    ],
)
def test_nothing_is_said_of_others(one: str, two: str) -> None:
    assert lengths(one, two) == []


def test_two_counts_of_one_day_are_a_conflict() -> None:
    one, two = "The strike entered its third day.", "The strike went into its fourth day."
    assert [f.status for f in lengths(one, two, days=("2024-03-06", "2024-03-06"))] == [Status.CONFLICTING]
    assert [f.status for f in lengths(one, two)] == [Status.UPDATED]


def test_one_count_of_two_distant_days_confirms_nothing() -> None:
    one, two = "The strike entered its third day.", "The strike went into its third day."
    assert lengths(one, two, days=("2024-03-04", "2024-03-08")) == []
