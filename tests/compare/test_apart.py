"""Figures of two things, in accounts of reports that we wrote."""

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.points import Point, collect_points
from twosource.data import Finding, Status
from twosource.pipeline import account_of, read_documents

DAY = "2025-03-04"


def figures_of(text: str) -> list[Point]:
    """The figures of a text."""
    documents = list(read_documents([make_article(text, id="a", outlet="A", published=DAY)]))
    actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
    return [p for p in collect_points(documents, actor_of) if p.kind == "quantity"]


def told(*texts: str) -> list[Finding]:
    """What two or more of these reports say of one thing."""
    articles = [make_article(t, id=i, outlet=i, published=DAY) for i, t in zip("abc", texts, strict=False)]
    account = account_of("s", list(read_documents(articles)))
    return [f for f in account.findings if f.status is not Status.SINGLE_SOURCE]


def at_odds(*texts: str) -> bool:
    """Whether an account of these reports tells a disagreement on a figure or a date."""
    return any(f.status in {Status.CONFLICTING, Status.UPDATED} for f in told(*texts) if f.kind in {"quantity", "date"})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nair got 14,320 votes and Selby 12,908.", "Nair received 14,320 votes.\n\nSelby received 12,908 votes."),
        ("Dorn and Mersk lost 12 and 15 houses respectively.", "Dorn lost 12 houses.\n\nMersk lost 15 houses."),
        ("Turnout was 62 percent in Dorn and 58 percent in Mersk.", "Turnout in Mersk was 58 percent.\n\nTurnout in Dorn was 62 percent."),
        ("Men earn 2,400 euros and women 2,100.", "Women earn 2,100 euros.\n\nMen earn 2,400 euros."),
    ],
)  # fmt: skip
def test_who_gives_both_tells_of_two_things(one: str, two: str) -> None:
    assert not at_odds(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Profit in the third quarter was 2.1 million euros.", "Profit in the fourth quarter was 2.9 million euros."),
        ("Exports rose 4% in May.", "Exports rose 6% in June."),
        ("The yard sold 120 boats in 2023.", "The yard sold 150 boats in 2024."),
        ("The index fell 2 percent on Monday.", "The index fell 3 percent on Tuesday."),
        ("The quake struck 12 km north of Dorn.", "The quake struck at a depth of 15 km."),
        ("Two thirds of the 120 lawmakers voted for the bill.", "Eighty lawmakers voted for the bill."),
        ("Oil rose $1.70 to $82.40 a barrel.", "Oil rose 2.1 percent to $82.40 a barrel."),
    ],
)
def test_figures_of_two_things_are_no_conflict(one: str, two: str) -> None:
    found = [f for f in told(one, two) if f.status is Status.CONFLICTING]
    assert not [f for f in found if f.kind in {"quantity", "date"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nair got 14,320 votes and Selby 12,908.", "Nair got 14,230 votes and Selby 12,908."),
        ("Profit in the third quarter was 2.1 million euros.", "Profit in the third quarter was 2.9 million euros."),
        ("The attack killed 12 people on Monday.", "The attack killed 14 people on Tuesday."),
        ("The quake struck at a depth of 12 km.", "The quake was 15 km deep."),
        ("The mine has been shut for the past three days.", "The mine has been shut for the past three weeks."),
        ("Officials said 12 people died, but the mayor said 14 had died.", "Officials said 12 people died, but the mayor said 14 had died."),
        ("Organisers said 30,000 people marched, but police put the crowd at 12,000.", "Police said 12,000 people marched."),
        ("Six of the nine miners were rescued.", "All nine miners were rescued."),
        ("Two of the three climbers were killed.", "All three climbers were killed."),
        ("Six of nine hostages were killed.", "Nine hostages were killed."),
    ],
)  # fmt: skip
def test_rivals_stay_rivals(one: str, two: str) -> None:
    assert at_odds(one, two)


def test_a_total_is_not_how_many_of_it_something_befell() -> None:
    found = told("Six of the nine miners were rescued.", "All nine miners were rescued.")
    assert not [f for f in found if f.kind == "quantity" and f.status is Status.CORROBORATED]
