"""Scores and votes in words."""

import pytest

from twosource.compare.tallies import tallies


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("beat Malmo 2-1", ["1-2"]),
        ("lost 1–2 to Malmo", ["1-2"]),
        ("approved by a vote of 52-48", ["48-52"]),
        ("passed the law 121-79", ["79-121"]),
        ("passed by 120 votes to 80", ["80-120"]),
        ("backed by nine votes to six", ["6-9"]),
        ("voted 53 to 47 to approve", ["47-53"]),
        ("rejected by 311 to 302", ["302-311"]),
        ("with 121 votes in favour and 79 against", ["79-121"]),
        ("voted 14 for, 3 against", ["3-14"]),
        ("100-200 people", []),
        ("rose by 5 to 10 dollars", []),
        ("cut by 20 to 15 percent", []),
        ("the 2019-20 season", []),
    ],
)
def test_pairs(words: str, expected: list[str]) -> None:
    assert [pair for pair, _ in tallies(words)] == expected


def test_where_they_stand() -> None:
    words = "passed with 121 votes in favour and 79 against"
    ((_, (start, end)),) = tallies(words)
    assert words[start:end] == "121 votes in favour and 79 against"
