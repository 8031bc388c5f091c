"""Which figures are points."""

import pytest

from tests.compare.test_stances import points_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The mill hired 48 men.", ["48"]),
        ("The mill hired 48 / 50 men.", ["48", "50"]),
        ("The page was changed on 11 / 09 / 2010 by the mill.", []),
        ("The mill was shut at 12: 48PM by its owners.", []),
        ("The mill was shut at 5: 03p by its owners.", []),
        ("The Gulls (7-9) beat the Larks by nine points.", ["nine points"]),
    ],
)
def test_parts_of_a_stamp_count_nothing(text: str, figures: list[str]) -> None:
    points = points_of(text, kind="quantity")
    assert [p.focus.quote for p in points if p.focus] == figures
