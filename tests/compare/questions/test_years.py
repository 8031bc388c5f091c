"""Accounts of the year in which something was made."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Conflict, Finding, Status


def years(*texts: str) -> list[Finding]:
    """The findings on two dates."""
    return findings(articles(*texts), "date.years")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The bridge, which was built in 2016, was closed.",
            "The bridge was closed. It had been built in 2019 at a cost of $12 million.",
        ),
        (
            "The charity, founded in 1998, runs 40 clinics.",
            "The charity runs 40 clinics. It was founded in 2003.",
        ),
        (
            "Ilse Brandt, who was born in 1971, led the party for ten years.",
            "Ilse Brandt led the party for ten years. She was born in 1974 in a village near Ulm.",
        ),
    ],
)
def test_two_years(one: str, two: str) -> None:
    for texts in ((one, two), (two, one)):
        (finding,) = years(*texts)
        assert (finding.status, finding.conflict) == (Status.CONFLICTING, Conflict.DATE)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The bridge, which was built in 2016, was closed.", "The tunnel was closed. It was built in 2019."),
        ("The bridge, which was built in 2016, was closed.", "The bridge was closed. It was built in June 2016."),
        (
            "The bridge was built in 2016. The first bridge was built in 1931.",
            "The bridge was closed. It was built in 1931.",
        ),
        ("Ilse Brandt, who was born in 1971, led it.", "Ida Roe led it. She was born in 1974."),
        ("Roe joined the party in 1998.", "Roe joined the army in 1990."),
        ("The bridge, which was built about 2016, was closed.", "The bridge was closed. It was built in 2019."),
    ],
)
def test_no_two_years(one: str, two: str) -> None:
    assert not years(one, two)
