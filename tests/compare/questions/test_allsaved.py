"""Accounts of all who are safe, and of one who is not."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status

DAYS = ("2024-03-08",) * 2


def lost(*texts: str, days: tuple[str, ...] = DAYS) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "count.zero")


@pytest.mark.parametrize(
    ("saved", "missed"),
    [
        ("All 18 crew members were rescued.", "One crew member is missing."),
        ("All 18 crew were rescued safely.", "Two sailors were missing."),
        ("All of the passengers were brought to safety.", "Four passengers were unaccounted for."),
        ("Everyone on board was rescued.", "Two passengers died."),
        ("A hotel burned. All guests were evacuated.", "A hotel burned. One guest died."),
    ],
)
def test_all_against_one(saved: str, missed: str) -> None:
    (finding,) = lost(saved, missed)
    assert finding.status is Status.CONFLICTING
    assert lost(missed, saved)


@pytest.mark.parametrize(
    ("saved", "missed"),
    [
        # others
        ("All 142 passengers were rescued.", "One crew member died."),
        ("All 18 children were rescued.", "One teacher is missing."),
        ("All guests were evacuated.", "One firefighter died."),
        ("Everyone on board was rescued.", "Six workers on the bridge are missing."),
        ("All guests were evacuated from the hotel.", "A guest house fell in. One guest died."),
        # not all, not yet, or not so
        ("Nearly all passengers were rescued.", "Four passengers are missing."),
        ("Not all passengers were rescued.", "Four passengers are missing."),
        ("All passengers will be rescued.", "Four passengers are missing."),
        ("All 18 crew members were rescued.", "One crew member was injured."),
        # one report tells both
        ("All 18 crew members were rescued. One crew member died later.", "One crew member died."),
        ("All 18 crew members were rescued.", "One crew member died on a ship in 2019."),
    ],
)
def test_no_one_is_lost_of_those(saved: str, missed: str) -> None:
    assert not lost(saved, missed)


def test_who_is_missing_may_be_found() -> None:
    later = ("2024-03-08", "2024-03-10")
    saved, missing, dead = "All 18 crew members were rescued.", "One crew member is missing.", "One crew member died."
    assert [f.status for f in lost(missing, saved, days=later)] == [Status.UPDATED]
    assert [f.status for f in lost(saved, missing, days=later)] == [Status.UPDATED]
    assert [f.status for f in lost(dead, saved, days=later)] == [Status.CONFLICTING]
