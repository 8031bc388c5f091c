"""How surely figures at odds are of one question."""

import pytest

from tests.compare.test_findings import account
from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.align import weights
from twosource.compare.atodds import SURE, AtOdds
from twosource.compare.groups import Aligned
from twosource.compare.verdicts import Setting, Verdict, judge_figures
from twosource.data import Finding


def figures(one: str, two: str) -> list[Finding]:
    """The disagreements on figures."""
    found = account(one, two, published=("2024-03-07",) * 2).findings
    return [f for f in found if f.reasons[0].rule == "quantity.disjoint"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The fire in the Brennt plant killed 14 workers.", "The fire in the Brennt plant killed 40 workers."),
        ("The storm tore the roofs off 300 houses in Dorn.", "The storm in Dorn tore the roofs off 350 houses."),
    ],
)
def test_one_statement_with_another_figure_is_surely_one_question(one: str, two: str) -> None:
    (finding,) = figures(one, two)
    assert finding.sure


def at_odds(one: str, two: str) -> tuple[AtOdds, Verdict]:
    """The verdict on the one figure of each text, and what can be asked of it."""
    events, figures = (points_of(one, two, kind=kind) for kind in ("event", "quantity"))
    setting = Setting({i: make_article(t, id=i, outlet=i) for i, t in (("a", one), ("b", two))}, {"a": "a", "b": "b"})
    aligned = Aligned(events, "event", weights(), setting)
    return AtOdds(aligned), judge_figures(figures, setting)


@pytest.mark.parametrize(
    ("one", "two", "slot", "far"),
    [
        ("The fire killed 14 workers.", "The fire killed 15 workers.", 1.0, 0.0),
        ("The fire killed 14 workers.", "The fire killed 40 workers.", 1.0, 1.0),
        ("The mill sold 14 ships.", "The mill sold 15 ships.", 0.0, 0.0),
        ("The mill sold 14 ships.", "The yard bought 45 boats.", 0.0, 1.0),
    ],
)
def test_what_the_chance_is_made_of(one: str, two: str, slot: float, far: float) -> None:
    asked, verdict = at_odds(one, two)
    signs = asked.signs(verdict, 0.5)
    assert (signs["slot"], signs["far"], signs["alike"]) == (slot, far, 0.5)
    assert 0 <= signs["statements"] <= 1


def test_other_words_no_slot_and_far_apart_are_told_with_the_chance() -> None:
    asked, near = at_odds("The fire killed 14 workers.", "The fire killed 15 workers.")
    assert asked.doubted(near, 0.9) is near
    asked, other = at_odds("The mill sold 14 ships.", "The yard bought 45 boats.")
    assert asked.chance(other, 0.5) < SURE
    doubted = asked.doubted(other, 0.5)
    assert [r.rule for r in doubted.reasons[len(other.reasons) :]] == ["alike.loosely"]
    assert doubted.reasons[-1].inputs[0].startswith("chance 0.")


@pytest.mark.parametrize(
    ("earlier", "later", "sure"),
    [
        (
            "A bridge collapsed near Dorn on Sunday, killing five people.",
            "The death toll from the bridge collapse rose to seven.",
            True,
        ),
        (
            "A bridge collapsed near Dorn on Sunday, killing five people.",
            "The death toll from the flood in Amberg rose to seven.",  # nothing says that it is of the bridge
            False,
        ),
        (
            "The flood hit a camp near Dorn, where five campers died.",
            "The death toll from the flood rose to seven.",  # those of the camp are fewer
            False,
        ),
    ],
)
def test_a_toll_of_what_another_report_tells_is_surely_its_own(earlier: str, later: str, sure: bool) -> None:
    found = account(earlier, later, published=("2024-03-07", "2024-03-08")).findings
    assert any(f.sure for f in found if f.reasons[0].rule == "quantity.disjoint") is sure
