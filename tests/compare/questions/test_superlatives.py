"""How a report ranks things, and what it compares them with, read from single sentences."""

from functools import cache

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.questions.comparatives import Comparison, find_comparisons
from twosource.compare.questions.scopes import Scopes, called
from twosource.compare.questions.superlatives import Ranking, find_rankings
from twosource.data import Document
from twosource.pipeline import read_documents


@cache
def read(sentence: str) -> tuple[Document, dict[str, str], dict[str, str], dict[str, str]]:
    """A report with one sentence: document, Actor ids of entities and of names, names of Actors."""
    (document,) = read_documents([make_article(id="r", outlet="O", published="2024-03-08", text=f"{sentence}\n")])
    actors = name_actors([document])
    return document, {e: a.id for a in actors for e in a.entities}, called(actors), {a.id: a.name for a in actors}


def ranked(sentence: str) -> list[Ranking]:
    document, actor_of, names, _ = read(sentence)
    return find_rankings(Scopes(document, actor_of, names))


def compared(sentence: str) -> list[Comparison]:
    document, actor_of, names, _ = read(sentence)
    return find_comparisons(Scopes(document, actor_of, names))


@pytest.mark.parametrize(
    ("sentence", "words", "scale", "head", "time"),
    [
        ("It was the worst flood in the valley in 40 years.", "the worst flood in the valley in 40 years", "harm", "flood", "in:P40Y"),
        ("The strike, the country's longest since 1987, ended on Monday.", "the country's longest since 1987", "long", "strike", "since:1987"),
        ("Turnout was the lowest on record.", "the lowest on record", "small", "turnout", "ever"),
        ("The merger is the largest ever in the shipping industry.", "the largest ever in the shipping industry", "great", "merger", "ever"),
        ("The team reached the final for the first time since 1998.", "the first time since 1998", "first", "reach", "since:1998"),
        ("The walkout is the biggest the railway has seen in a decade.", "the biggest the railway has seen in a decade", "great", "walkout", "in:P10Y"),
        ("Officials called the outbreak one of the most serious in living memory.", "one of the most serious in living memory", "harm", "outbreak", "ever:living"),
        ("The company reported a record profit on Friday.", "a record profit", "great", "profit", "ever"),
        ("It was an unprecedented attack on the port.", "an unprecedented attack", "new", "attack", "ever"),
        ("Inflation hit a 40-year high in June.", "a 40-year high", "great", "inflation", "in:40-year"),
        ("Unemployment fell to its lowest level since 2008.", "its lowest level since 2008", "small", "unemployment", "since:2008"),
        ("The governor won by the widest margin in state history.", "the widest margin in state history", "great", "margin", "ever"),
        ("This was the closest election in decades.", "the closest election in decades", "near", "election", "in:PXDE"),
        ("It was the longest walk since the end of the war.", "the longest walk since the end of the war", "long", "walk", "since:end,war"),
        ("The attack was unprecedented.", "The attack was unprecedented", "new", "attack", "ever"),
    ],
)  # fmt: skip
def test_a_ranking_is_read_to_the_end_of_its_scope(sentence: str, words: str, scale: str, head: str, time: str) -> None:
    (found,) = ranked(sentence)
    assert found.words.quote.startswith(words)
    assert sentence[found.words.start : found.words.end] == found.words.quote
    assert (found.scale, found.head, found.scope.time) == (scale, head, time)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not the biggest storm of the winter.",
        "The response was not unprecedented.",
        "Is this the worst storm in years?",
        "The latest figures came on Friday.",
        "Most residents left before the storm.",
        "At least 40 people were hurt.",
        "The first responders came from the port.",
        "Sales fell in the first half of 2023.",
        "He has a criminal record.",
        "Her closest aides left the town.",
        "They acted in the best interests of the club.",
        "The crisis was at its worst in May.",
    ],
)
def test_what_ranks_nothing_is_no_ranking(sentence: str) -> None:
    assert ranked(sentence) == []


def test_the_place_on_the_list_is_read() -> None:
    (second,) = ranked("Moorhafen is the second-largest port in Northland.")
    (shared,) = ranked("The fire was one of the deadliest in Northland since 1990.")
    assert (second.place, second.shared) == (2, False)
    assert (shared.place, shared.shared) == (1, True)


def test_several_share_the_top_of_a_list() -> None:
    (found,) = ranked("The ship carried cars of the world's two largest carmakers.")
    assert (found.shared, found.head, found.scope.limits) == (True, "carmaker", frozenset({"world"}))


def test_a_ranking_of_an_earlier_thing_says_its_year() -> None:
    (found,) = ranked("The 1953 flood, the worst in the country's history, killed 300 people.")
    assert (found.head, found.dated) == ("flood", "1953")


@pytest.mark.parametrize(
    ("sentence", "words", "direction", "to"),
    [
        ("The fire burned an area larger than Malta.", "an area larger than Malta", "more", "Malta"),
        ("The fire covered an area twice the size of Malta.", "an area twice the size of Malta", "more", "Malta"),
        ("Turnout was lower than in 2019.", "Turnout was lower than in 2019", "less", "2019"),
        ("The water rose above the 1953 flood.", "above the 1953 flood", "more", "flood:1953"),
        ("Deaths surpassed the toll of the 2009 epidemic.", "surpassed the toll of the 2009 epidemic", "more", "epidemic:2009"),
        ("The turnout did not reach the record set in 1976.", "did not reach the record set in 1976", "less", "record:1976"),
    ],
)  # fmt: skip
def test_a_comparison_has_a_direction_and_a_reference(sentence: str, words: str, direction: str, to: str) -> None:
    (found,) = compared(sentence)
    names = read(sentence)[3]
    assert (found.words.quote, found.direction, names.get(found.to, found.to)) == (words, direction, to)


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 200 people came to the port.",
        "The repairs cost more than the council expected.",
        "It was not larger than Malta.",
        "The boat turned above Malta.",
        "No fire in the country was larger than Malta.",
    ],
)
def test_what_compares_with_no_known_thing_is_no_comparison(sentence: str) -> None:
    assert compared(sentence) == []
