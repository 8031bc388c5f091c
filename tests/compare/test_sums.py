"""Parts that make another report's figure."""

import pytest

from tests.compare.test_stances import points_of
from twosource.compare.sums import adds_up


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("Twelve children and two teachers died.", "Fourteen people died.", True),
        ("Six men, three women and two children died.", "Eleven people died.", True),
        ("Twelve children and two teachers died.", "Fifteen people died.", False),
        # who gives a part too gives no sum of it
        ("Five of the six shells were found.", "Eleven of the six shells were found.", False),
        ("Twelve children died.", "Fourteen people died.", False),
        ("Nine adults and three children died.", "Twelve people, including three children, died.", True),
        ("A pilot and two passengers died.", "Three people died.", True),
        ("Two children, a man and a woman died.", "Four people died.", True),
        ("A pilot and two passengers died.", "Four people died.", False),
        ("A pilot saw two passengers.", "Three people saw them.", False),
    ],
)
def test_parts_that_add_up(part: str, whole: str, expected: bool) -> None:
    points = points_of(part, whole, kind="quantity")
    first = next(p for p in points if p.article == "a")
    other = next(p for p in points if p.article == "b")
    assert adds_up(first, other) is expected
