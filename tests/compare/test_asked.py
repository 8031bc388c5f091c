"""Which figures answer one question."""

import pytest

from tests.compare.test_apart import at_odds as figures_at_odds
from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.asked import counted_by_place, has_grown, one_question
from twosource.compare.verdicts import Setting


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("In Ostmark 34 people were killed.", "The flood killed 95 people.", False),
        ("In Ostmark 34 people were killed.", "The flood killed 95 people in Ostmark.", True),
        ("The flood killed 34 people.", "A flood killed 95 people.", True),
        ("The pier in Lunde is 34 metres long.", "The pier is 95 metres long.", True),
        ("The mill has 40 workers on its list.", "Some 90 workers ran out.", False),
        ("The mill has 40 workers on its list.", "Some 60 workers ran out.", True),
        ("The mill has 40 workers on its list.", "On the list of the mill stand 90 workers.", True),
        ("The mill employs 40 workers.", "The mill employs 90 workers.", True),
    ],
)
def test_figures_that_may_disagree(one: str, two: str, expected: bool) -> None:
    first, second = points_of(one, two, kind="quantity")
    assert [first.article, second.article] == ["a", "b"]
    assert one_question(first, second, 0.5, by_place=frozenset({"dead"})) is expected


def test_a_place_that_alone_is_named_is_where_all_were_counted() -> None:
    first, second = points_of("In Ostmark 34 people were killed.", "The flood killed 95 people.", kind="quantity")
    assert one_question(first, second, 0.5)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("In Ostmark 34 people were killed.", "The flood killed 95 people."), set()),
        (("In Ostmark 34 people were killed.", "In Lunde 61 people were killed."), {"dead"}),
        (("In Ostmark 34 people were killed.", "Some 60 people were killed in Ostmark."), set()),
        (
            (
                "In Ostmark and Lunde 95 people were killed.",
                "In Ostmark 34 people were killed.",
                "In Lunde 61 people were killed.",
            ),
            {"dead"},
        ),
    ],
)
def test_what_is_counted_place_by_place(texts: tuple[str, ...], expected: set[str]) -> None:
    assert counted_by_place(points_of(*texts, kind="quantity")) == expected


def test_figures_far_apart_may_have_grown_from_one_day_to_the_next() -> None:
    first, second = points_of("The mill has 40 workers on its list.", "Some 90 workers ran out.", kind="quantity")
    articles = {
        p.article: make_article(p.anchor.quote, id=p.article, outlet=p.article, published=day)
        for p, day in ((first, "2026-03-01"), (second, "2026-03-03"))
    }
    setting = Setting(articles, {})
    assert has_grown(first, second, setting)
    assert one_question(first, second, 0.5, grown=True)
    back = Setting({"a": articles["b"], "b": articles["a"]}, {})
    assert not has_grown(first, second, back)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("The Liberals won 168 seats.", "The Liberal Party won 169 seats.", True),
        ("The Liberals won 168 seats.", "The Conservative Party won 144 seats.", False),
        ("Five men were arrested in Lunde.", "Nine men shouted at the mayor.", False),
        ("The blaze killed nine men.", "Seven men died in the blaze.", True),
    ],
)
def test_two_doers_and_two_fates_are_two_questions(one: str, two: str, expected: bool) -> None:
    first, second = points_of(one, two, kind="quantity")
    assert one_question(first, second, 0.65) is expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hurricane Delma struck Cuba as a Category 3 storm.", "Hurricane Delma struck Florida as a Category 1 storm."),
        ("Delma made landfall as a Category 1 storm.", "Delma had reached Category 4 over the Gulf before landfall."),
        ("Delma is expected to make landfall as a Category 4 storm.", "Delma made landfall as a Category 2 storm."),
        ("Delma, a Category 4 storm, churned towards Texas.", "Delma, a Category 3 storm, churned towards Texas."),
        ("Hurricane Delma hit the coast as a Category 4 storm.", "Hurricane Ernst hit the coast as a Category 3 storm."),
    ],
)  # fmt: skip
def test_a_storm_has_more_categories_than_one(one: str, two: str) -> None:
    assert not figures_at_odds(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Delma slammed into the coast as a Category 4 hurricane.", "Delma came ashore as a Category 3 hurricane."),
        (
            "Hurricane Delma hit Texas on Monday as a Category 2 storm, forecasters said.",
            "Hurricane Delma hit Texas on Monday as a Category 4 storm.",
        ),
    ],
)
def test_it_comes_ashore_with_one(one: str, two: str) -> None:
    assert figures_at_odds(one, two)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Orders rose 8 per cent in March.", "Exports rose 9.5 per cent in March.", False),
        ("Revenue rose 8 per cent in March.", "Sales rose 9.5 per cent in March.", True),
    ],
)
def test_two_measures_move_each_by_its_own(one: str, two: str, expected: bool) -> None:
    assert figures_at_odds(one, two) is expected
