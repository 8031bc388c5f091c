"""The stretch of time that a figure is of."""

import pytest

from tests.compare.test_apart import figures_of
from twosource.compare.periods import Period, period_of


def are_apart(one: Period, two: Period) -> bool:
    """Whether what was read makes them different stretches of time."""
    named = [(one.place, two.place), (one.span, two.span)]
    if any(a and b and a != b for a, b in named):
        return True
    return bool(one.first and two.first) and (one.last < two.first or two.last < one.first)


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("Profit in the third quarter was 2 million euros.", "Profit in the fourth quarter was 3 million euros.", True),
        ("Profit in the third quarter was 2 million euros.", "Profit in the third quarter was 3 million euros.", False),
        ("The yard sold 120 boats in 2023.", "The yard sold 150 boats in 2024.", True),
        ("The yard sold 120 boats in May.", "The yard sold 150 boats in June.", True),
        ("The yard sold 120 boats last month.", "The yard sold 150 boats in February.", False),
        ("The yard sold 120 boats.", "The yard sold 150 boats in June.", False),
        ("The yard sold 120 boats in the first half.", "The yard sold 150 boats in the second half.", True),
        ("The yard lost $4 million in the first nine months.", "The yard lost $6 million in the full year.", True),
        ("Quarterly profit was $2 million.", "Annual profit was $9 million.", True),
        ("In the past week, 31 people were held.", "In the past month, 82 people were held.", True),
        ("The club earned 40 million euros in the 2022/23 season.", "The club earned 55 million euros in the 2023/24 season.", True),
    ],
)  # fmt: skip
def test_stretches_of_two_reports(one: str, two: str, apart: bool) -> None:
    (first, *_), (second, *_) = figures_of(one), figures_of(two)
    periods = [period_of(p.statement, p.quantity) for p in (first, second) if p.quantity]
    assert are_apart(*periods) is apart


def test_each_figure_has_its_own() -> None:
    sold, before = figures_of("The yard sold 150 boats in 2024, up from 120 in 2023.")
    assert sold.quantity and before.quantity
    assert period_of(sold.statement, sold.quantity).first == "2024-01-01"
    assert period_of(before.statement, before.quantity).first == "2023-01-01"


def test_a_start_is_no_stretch() -> None:
    (held,) = figures_of("Police have held 82 people since January.")
    assert held.quantity
    assert not period_of(held.statement, held.quantity).first
