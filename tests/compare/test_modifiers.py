"""Words before a noun that make two things of it."""

import pytest

from twosource.compare.modifiers import modified_apart


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("the northern camp", "the southern camp", True),
        ("the finance minister", "a former foreign minister", True),
        ("no serious side effects", "mild side effects", True),
        ("serious injuries", "severe injuries", False),
        ("the northern camp", "the northern camps", False),
        ("the northern camp", "the southern town", False),
        ("the northern camp", "the camp", False),
        ("the first goal and the second goal", "the second goal", False),
    ],
)
def test_two_things(one: str, two: str, apart: bool) -> None:
    assert modified_apart(one, two) is modified_apart(two, one) is apart
