"""Accounts of whether there was a warning."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status


def warned(*texts: str) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=("2024-03-08",) * len(texts)), "polarity.negated")


@pytest.mark.parametrize(
    ("given", "none"),
    [
        ("Officials had warned residents of the flood.", "No warning had been given to residents."),
        ("Residents received warnings hours before.", "Residents said they received no warning."),
        ("The agency warned villagers hours before the flood.", "Villagers were not warned."),
        ("The agency issued a warning hours before the flood.", "There was no warning of the flood."),
        ("Villagers had been warned of the flood.", "The flood reached the valley without warning."),
    ],
)
def test_a_warning_against_none(given: str, none: str) -> None:
    (finding,) = warned(given, none)
    assert finding.status is Status.CONFLICTING
    assert warned(none, given)


@pytest.mark.parametrize(
    ("given", "none"),
    [
        # of something else
        ("Officials warned residents not to return.", "Residents got no warning."),
        ("Officials warned that more rain was coming.", "There was no warning of the flood."),
        ("Engineers had warned residents for years.", "Residents received no warning."),
        ("Officials had warned hikers of the wind.", "No warning had been given to residents."),
        ("Officials had warned residents of the flood.", "No new warning was issued to residents."),
        # both tell both
        ("Officials had warned residents, but some residents received no warning.", "Residents received no warning."),
        # both deny it
        ("Residents were never warned.", "No warning had been given to residents."),
    ],
)
def test_no_two_warnings(given: str, none: str) -> None:
    assert not warned(given, none)
