"""Verbs that exclude each other."""

import pytest

from twosource.compare.opposites import converse, opposite


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("rise", "fall", True),
        ("beat", "miss", True),
        ("exceed", "fall_short", True),
        ("beat", "exceed", False),
        ("pass", "fail", True),
        ("call_off", "go_ahead", True),
        ("unbailed", "bailed", True),
        ("hold", "collapse", False),
    ],
)
def test_opposites(one: str, two: str, expected: bool) -> None:
    assert opposite({one}, {two}) is opposite({two}, {one}) is expected


def test_one_act_from_its_two_ends() -> None:
    assert converse({"beat"}, {"lose"}) and converse({"lose"}, {"beat"})
    assert not converse({"beat"}, {"win"})
