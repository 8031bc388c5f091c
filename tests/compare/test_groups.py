"""Which points may stand in one group."""

import numpy as np
import pytest

from tests.compare.test_stances import points_of
from twosource.articles import make_article
from twosource.compare.align import Scores
from twosource.compare.groups import counted_by_place, has_grown, of_one_verb, one_question
from twosource.compare.pairs import all_pairs
from twosource.compare.verdicts import Setting


@pytest.mark.parametrize(
    ("one", "two", "score", "kept"),
    [
        ("Ines Orr was buried in Lunde.", "Ines Orr warned the owners.", 0.5, False),
        ("Ines Orr was buried in Lunde.", "Ines Orr warned the owners.", 0.8, True),
        ("Ines Orr warned the workers.", "Ines Orr warned the owners.", 0.5, True),
    ],
)
def test_two_deeds_of_one_person_do_not_confirm_each_other(one: str, two: str, score: float, kept: bool) -> None:
    persons = points_of(one, two, kind="person")
    assert [p.article for p in persons] == ["a", "b"]
    pairs = all_pairs(2)
    values = np.where(pairs.left == pairs.right, 1.0, score)
    found = of_one_verb(Scores(pairs, values), persons, 0.35).block([0, 1])
    assert found[0, 1] == found[1, 0] == (score if kept else 0)


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
