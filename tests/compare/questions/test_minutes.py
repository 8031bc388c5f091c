"""Accounts of reports that give the minute of a goal."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status


def minutes(*texts: str) -> list[Finding]:
    """What reports tell of the minute of one thing."""
    return findings(articles(*texts), "minute.same", "minute.apart")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lena Voss scored the winner in the 78th minute.", "Lena Voss scored the winner in the 87th minute."),
        ("Voss scored in the 78th minute of a 2-1 win.", "Voss scored after 87 minutes in a 2-1 win."),
        ("Ida Berg was sent off in the 34th minute.", "Ida Berg was sent off in the 43rd minute."),
    ],
)
def test_one_goal_falls_in_one_minute(one: str, two: str) -> None:
    (found,) = minutes(one, two)
    assert found.status is Status.CONFLICTING
    assert len(found.values) == 2


def test_after_so_many_minutes_is_the_next_one_too() -> None:
    (found,) = minutes("Voss scored after 78 minutes.", "Voss scored in the 79th minute.")
    assert found.status is Status.CORROBORATED


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lena Voss scored in the 78th minute.", "Ida Berg scored in the 23rd minute."),
        ("Voss opened the scoring in the 12th minute.", "Voss scored the second goal in the 78th minute."),
        ("Voss scored in the 12th minute.", "Voss scored in the 78th minute."),
        ("Voss scored in the 12th minute and again in the 78th minute of a 2-1 win.", "Voss scored in the 78th minute of a 2-1 win."),
        ("Voss scored twice in a 3-1 win, first in the 12th minute.", "Voss scored in the 78th minute of a 3-1 win."),
        ("Ida Berg was booked in the 34th minute.", "Ida Berg was sent off in the 43rd minute."),
    ],
)  # fmt: skip
def test_two_goals_need_not(one: str, two: str) -> None:
    assert not [f for f in minutes(one, two) if f.status is Status.CONFLICTING]
