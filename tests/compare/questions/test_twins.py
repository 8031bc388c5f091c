"""Sentences that are the same but for one thing."""

import pytest

from twosource.articles import make_article
from twosource.compare.actors import name_actors
from twosource.compare.questions.twins import Twins, find_twins
from twosource.pipeline import read_documents


def twins(*texts: str) -> list[Twins]:
    """The twins of one article per text, all of one day."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=t) for i, t in enumerate(texts)]
    documents = [*read_documents(articles)]
    return find_twins(documents, {e: a.id for a in name_actors(documents) for e in a.entities})


@pytest.mark.parametrize(
    ("one", "two", "kind", "words"),
    [
        (
            "The council closed the harbour on Tuesday after divers found the mine.",
            "The council closed the harbour on Thursday after divers found the mine.",
            "date",
            ("Tuesday", "Thursday"),
        ),
        (
            "The council approved the plan for the northern quay after a long debate.",
            "The council did not approve the plan for the northern quay after a long debate.",
            "polarity",
            ("approved", "did not approve"),
        ),
        (
            "The ferry sank in heavy seas near Lisbon while carrying pilgrims home.",
            "The ferry sank in heavy seas near Porto while carrying pilgrims home.",
            "place",
            ("Lisbon", "Porto"),
        ),
    ],
)
def test_one_thing_changed(one: str, two: str, kind: str, words: tuple[str, str]) -> None:
    (found,) = twins(one, two)
    assert found.kind == kind
    assert all(w in told.words.quote for w, told in zip(words, (found.one, found.two), strict=True))
    assert all(told.sentence.covers(told.words) for told in (found.one, found.two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # the same words
            "The council closed the harbour on Tuesday after divers found the mine.",
            "The council closed the harbour on Tuesday after divers found the mine.",
        ),
        (  # two things differ: two events
            "The ferry sank in heavy seas near Lisbon on Monday while carrying pilgrims home.",
            "The ferry sank in heavy seas near Porto on Tuesday while carrying pilgrims home.",
        ),
        (  # who and how many differ
            "The ferry sank near Lisbon while carrying 40 pilgrims home.",
            "The ferry sank near Porto while carrying 90 pilgrims home.",
        ),
        (  # the "no" that answers
            "No, the council closed the harbour on Tuesday after divers found the mine.",
            "The council closed the harbour on Tuesday after divers found the mine.",
        ),
        (  # initials of one name
            "The workers of the United Harbour Company walked out after the talks had failed.",
            "The workers of the UHC walked out after the talks had failed.",
        ),
        (  # other words all over
            "The council closed the harbour on Tuesday after divers found the mine.",
            "On Friday ships could not enter, since a mine had been seen by divers.",
        ),
    ],
)
def test_no_twins(one: str, two: str) -> None:
    assert twins(one, two) == []


def test_of_alike_sentences_the_nearest_is_the_twin() -> None:
    found = twins(
        "The council closed the harbour on Tuesday after divers found the mine.",
        "The council closed the harbour on Tuesday after divers found the mine.\n\n"
        "The council closed the harbour on Thursday after divers found the mine.",
    )
    assert found == []


def test_sentences_of_one_article_are_no_twins() -> None:
    assert (
        twins(
            "The council closed the harbour on Tuesday after divers found the mine.\n\n"
            "The council closed the harbour on Thursday after divers found the mine."
        )
        == []
    )
