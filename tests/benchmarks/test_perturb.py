"""A changed sentence differs where the edit says, by the words it says, and is judged as the kind of change demands."""

import random
from collections import Counter

import pytest

from benchmarks import perturb
from benchmarks.news import joined
from twosource.articles.make import make_article
from twosource.data import Document
from twosource.pipeline import read_documents

TEXT = """Ferry sinks off Lunde Island

The ferry Marigold sank off Lunde Island on Tuesday and the coast guard rescued 140 passengers within 3 hours.

Harbour master Ida Brandt said that the ship was carrying 12 cars and had left the port of Aster at dawn.

The owner paid $4 million for the ship in 2019, and the ferry sailed 30 miles every morning.

Rescuers found seven children on a raft, a spokesman for the coast guard said on Wednesday.

The owner did not say why the ship turned back, and only two of its boats were launched.
"""
OTHERS = [("person", "Paul Renner"), ("place", "Velden"), ("organisation", "Tram Union")]


@pytest.fixture(scope="module")
def document() -> Document:
    article = make_article(TEXT, id="ferry", outlet="post", published="2024-03-07")
    return next(iter(read_documents([article])))


@pytest.fixture(scope="module")
def made(document: Document) -> list[tuple[str, perturb.Edit]]:
    """(sentence, edit) for every edit that the article allows."""
    rng = random.Random(1)
    return [(s.quote, e) for s in perturb.sentences(document) for e in perturb.edits(document, s, rng, OTHERS)]


def test_every_edit_changes_the_words_it_names_and_no_others(document: Document) -> None:
    rng = random.Random(1)
    for sentence in perturb.sentences(document):
        for edit in perturb.edits(document, sentence, rng, OTHERS):
            start, end = edit.at.start - sentence.start, edit.at.end - sentence.start
            changed = edit.apply(sentence)
            assert sentence.quote[start:end] == edit.at.quote != edit.new
            assert changed == sentence.quote[:start] + edit.new + sentence.quote[end:]


def test_the_same_seed_makes_the_same_edits(document: Document, made: list[tuple[str, perturb.Edit]]) -> None:
    rng = random.Random(1)
    again = [(s.quote, e) for s in perturb.sentences(document) for e in perturb.edits(document, s, rng, OTHERS)]
    assert again == made


def test_each_kind_is_found(made: list[tuple[str, perturb.Edit]]) -> None:
    found = Counter(edit.kind for _, edit in made)
    assert {"number", "unit", "date", "negation", "hedge", "name", "same-number", "same-unit", "same-date"} <= set(
        found
    )


def test_a_figure_becomes_one_that_is_well_apart(made: list[tuple[str, perturb.Edit]]) -> None:
    numbers = [e for _, e in made if e.kind == "number" and e.at.quote.isdigit()]
    assert numbers
    for edit in numbers:
        old, new = float(edit.at.quote), float(edit.new)
        assert abs(new - old) >= 2


def test_a_weekday_becomes_another_and_its_day_of_the_month_agrees(made: list[tuple[str, perturb.Edit]]) -> None:
    days = {e.at.quote: e.new for _, e in made if e.kind == "date" and e.at.quote in perturb.WEEKDAYS}
    assert days
    assert all(new in perturb.WEEKDAYS and new != old for old, new in days.items())
    otherwise = {e.at.quote: e.new for _, e in made if e.kind == "same-date"}
    assert otherwise["Wednesday"] == "March 6"
    assert otherwise["Tuesday"] == "March 5"


def test_a_measure_is_converted_by_its_factor(made: list[tuple[str, perturb.Edit]]) -> None:
    assert ("30 miles", "48.3 kilometers") in {(e.at.quote, e.new) for _, e in made if e.kind == "same-unit"}


def test_no_verb_of_a_sentence_that_is_negative_already_is_negated(made: list[tuple[str, perturb.Edit]]) -> None:
    assert not [s for s, e in made if e.kind in {"negation", "hedge"} and "did not" in s]


def test_the_negated_verb_keeps_its_grammar(document: Document, made: list[tuple[str, perturb.Edit]]) -> None:
    changed = {e.new for _, e in made if e.kind == "negation"}
    assert "did not sink" in changed
    assert changed <= {" not"} | {c for c in changed if c.startswith(("did not ", "does not ", "do not "))}


def test_a_name_becomes_one_of_its_type_that_the_sentence_does_not_have(made: list[tuple[str, perturb.Edit]]) -> None:
    names = [(s, e) for s, e in made if e.kind == "name"]
    assert ("Ida Brandt", "Paul Renner") in {(e.at.quote, e.new) for _, e in names}
    assert all(e.new not in s for s, e in names)


def test_a_look_alike_is_another_sentence_of_the_article(document: Document) -> None:
    first = perturb.sentences(document)[0]
    other = perturb.look_alike(document, first)
    assert other is not None
    assert other != first
    assert other in perturb.sentences(document)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("He did n't say `` no '' .", "He didn't say “no”."),
        ("The city 's 2 , 000 trams ( all of them ) stopped .", "The city's 2,000 trams (all of them) stopped."),
        ("A man-of-war , $ 5 , at 1 : 30 a. m.", "A man-of-war, $5, at 1:30 a.m."),
    ],
)
def test_tokens_are_joined_as_a_sentence_is_written(tokens: str, text: str) -> None:
    assert joined(tokens) == text
