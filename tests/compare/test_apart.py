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
        ("Some 8,000 people marched in Dorn on Saturday.", "Some 40,000 people marched in Dorn last month."),
        ("Guards arrested 40 people on Saturday.", "Guards arrested 120 people last month."),
        ("The law was to take effect in May.", "The law did not take effect in May."),
        ("The ferry was due to sail in May.", "The ferry did not sail in June."),
        ("The abbot visited Dorn on Saturday.", "The abbot visited Dorn last month."),
        ("The quake struck 12 km north of Dorn.", "The quake struck at a depth of 15 km."),
        ("Two thirds of the 120 lawmakers voted for the bill.", "Eighty lawmakers voted for the bill."),
        ("Oil rose $1.70 to $82.40 a barrel.", "Oil rose 2.1 percent to $82.40 a barrel."),
        # what must be reached, what would be, what such things do
        ("A vote is valid with a turnout above 50 percent.", "Turnout was 71 percent, the commission said."),
        ("If every ballot were thrown out, Roe would have 51 percent.", "Roe has 49 percent of the votes."),
        ("A magnitude 6 quake can damage houses.", "A magnitude 5 quake damaged houses in Dorn."),
        # one of several causes, and all; some of those named, and all
        ("The spending caps alone would save $120 billion.", "The plan would save $215 billion."),
        (
            "Three of the victims were identified as Ana Roe, Tom Berg and Ida Lund.",
            "Police identified the five victims.",
        ),
        # other kin, other harm, another place to measure from, another subject
        ("Lund is survived by five children.", "Lund is survived by nine grandchildren."),
        ("Lund is survived by two children.", "Lund is survived by four grandsons."),
        ("Lund had two sons, ages 6 and 16.", "Lund had two sons, ages 16 and 6."),
        ("The storm damaged 40 houses in Dorn.", "The storm destroyed 12 houses in Dorn."),
        ("The storm was 400 miles south of Dorn.", "The storm was 280 miles east of Lipa."),
        ("Aster Motors fell 1.1 percent.", "Lipa Steel fell 2.3 percent."),
        # what moves on from hour to hour
        ("The hurricane was moving northwest at 16 mph.", "The hurricane was moving northwest at 17 mph."),
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
        ("Turnout was 74 percent.", "Turnout was 71 percent, the commission said."),
        ("The caps would save $120 billion.", "The caps would save $215 billion."),
        ("Lund is survived by five children.", "Lund is survived by three children."),
        ("Lund had two sons, ages 6 and 16.", "Lund had two sons, ages 6 and 17."),
        ("The storm damaged 40 houses in Dorn.", "The storm damaged 12 houses in Dorn."),
        ("The village is 400 miles south of Dorn.", "The village is 280 miles south of Dorn."),
        ("Aster Motors fell 1.1 percent.", "Aster Motors fell 2.3 percent."),
        ("The lorry was going at 90 mph when it crashed.", "The lorry was going at 70 mph when it crashed."),
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
