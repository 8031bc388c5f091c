"""Verdicts that become findings."""

import pytest

from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.findings import figures_once
from twosource.compare.verdicts import Setting, judge_figures


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Fire kills 14. The fire killed 14 workers.", "Fire kills 40. The fire killed 40 workers.", 1),
        # another slot, another pair of values
        ("Fire kills 14. The fire hurt 14 workers.", "Fire kills 40. The fire hurt 40 workers.", 2),
        ("Fire kills 14. The fire killed 9 workers.", "Fire kills 40. The fire killed 40 workers.", 2),
    ],
)
def test_figures_at_odds_are_told_once(one: str, two: str, told: int) -> None:
    left, right, more, last = points_of(one, two, kind="quantity")
    setting = Setting({i: make_article(t, id=i, outlet=i) for i, t in (("a", one), ("b", two))}, {"a": "a", "b": "b"})
    pairs = ((left, more), (right, last))
    found = list(
        figures_once(
            [(judge_figures(pair, setting), score) for pair, score in zip(pairs, (0.7, 0.6), strict=True)], setting
        )
    )
    assert len(found) == told
    assert {p for verdict, _ in found for a in verdict.answers for p in a.points} == {left, right, more, last}
    assert found[0][1] == 0.7
