"""What agrees in words never agrees where its figures or times exclude each other."""

import pytest

from tests.compare.test_verdicts import account
from twosource.articles import make_article
from twosource.compare.agreeing import figures_by_statement, supported
from twosource.compare.points import Point, collect_points
from twosource.data import Status
from twosource.pipeline import read_documents


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("The fire killed 14 workers.", "The fire killed 40 workers.", False),
        ("The fire killed 14 workers.", "The fire killed at least 12 workers.", True),
        ("The fire killed 14 workers.", "The fire killed workers.", True),
        ("The owners paid $72 million for the plant.", "The owners paid $18 million for the plant.", False),
        (
            "Rescuers brought the pair down to the valley at 7 a.m.",
            "Rescuers flew the pair down to the valley at 9:10 a.m.",
            False,
        ),
        (
            "Rescuers brought the pair down to the valley at 7 a.m.",
            "Rescuers flew the pair down to the valley about 7 a.m.",
            True,
        ),
        (
            "Rescuers brought the pair down to the valley on Monday.",
            "Rescuers flew the pair down to the valley on Sunday.",
            False,
        ),
    ],
)
def test_no_agreement_over_figures_or_times_that_exclude_each_other(one: str, two: str, agree: bool) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    said = {one.rstrip("."), two.rstrip(".")}
    found = [
        f
        for f in made.findings
        if f.status in {Status.CORROBORATED, Status.REFINED}
        and {a.quote.rstrip(".") for v in f.values for a in v.evidence} >= said
    ]
    assert bool(found) == agree


def test_no_agreement_over_a_bound_that_a_later_figure_has_passed() -> None:
    made = account(
        ("2024-03-05", "At least 144 people were killed in the flood at Aster."),
        ("2024-03-07", "The flood at Aster killed 1,644 people."),
    )
    assert {f.status for f in made.findings if f.kind == "quantity" and len(f.articles) == 2} == {Status.UPDATED}
    agreed = [f for f in made.findings if f.status in {Status.CORROBORATED, Status.REFINED}]
    told = [{a.quote for v in f.values for a in v.evidence} for f in agreed]
    assert not [quotes for quotes in told if sum("killed" in quote for quote in quotes) > 1]


def statements(*texts: str) -> tuple[list[Point], list[Point]]:
    """Event and figure points of one article per text, all of one day."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-05", text=t) for i, t in enumerate(texts)]
    points = collect_points([*read_documents(articles)], {})
    return [p for p in points if p.kind == "event"], [p for p in points if p.kind == "quantity"]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        # another figure is no support
        (("The laboratory got 319 samples.", "The laboratory named 266 victims."), 0),
        # one that can be the same is
        (("The laboratory got 319 samples.", "The laboratory got over 300 samples."), 2),
        # a bound is true of much, and so is a small count of something else
        (("The laboratory got over 250 samples.", "The laboratory named 266 victims."), 0),
        (("The laboratory got two samples.", "The laboratory named two victims."), 0),
        # words without a figure leave it to the likeness of the words
        (("The laboratory got 319 samples.", "The laboratory got samples."), 2),
        # the two that meet stay, the third goes
        (
            (
                "The laboratory got 319 samples.",
                "The laboratory got 319 samples.",
                "The laboratory named 266 victims.",
            ),
            2,
        ),
    ],
)
def test_a_figure_needs_support(texts: tuple[str, ...], kept: int) -> None:
    events, figures = statements(*texts)
    assert len(events) == len(texts)
    assert len(supported(events, figures_by_statement(figures), {})) == kept


def test_plainly_one_statement_needs_no_figure() -> None:
    events, figures = statements("The laboratory got 319 samples.", "The laboratory got 266 samples.")
    one, two = events
    assert supported(events, figures_by_statement(figures), {(id(one), id(two)): 0.9}) == events
