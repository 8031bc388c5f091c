"""Who is who within one article: names, titles, pronouns, and a reader's own links where it has them."""

from __future__ import annotations

import pytest

from twosource.annotate import annotate, antecedents
from twosource.annotate.antecedents import READ
from twosource.annotate.mentions import find_entities
from twosource.articles import make_article
from twosource.data import Document, Entity


def read(text: str) -> Document:
    """The text as a document."""
    return next(annotate([make_article(text, id="t", outlet="Outlet")]))


def holding(entities: tuple[Entity, ...], words: str) -> Entity | None:
    """The entity with a mention of exactly these words."""
    return next((e for e in entities if any(m.anchor.quote == words for m in e.mentions)), None)


PRONOUNS = [
    ("Ida Brandt left the hall. She spoke to nobody.", "She", "Ida Brandt"),
    ("Paul Renner met Clara Holt on Monday. He praised the plan.", "He", "Paul Renner"),
    ("Paul Renner met Clara Holt on Monday. She praised the plan.", "She", "Clara Holt"),
    ("Mr. Renner met Mrs. Holt on Monday. Later she praised the plan.", "she", "Holt"),
    ("In his speech, Paul Renner praised the workers of the port.", "his", "Paul Renner"),
    ("Paul Renner said that he would resign in May.", "he", "Paul Renner"),
    ("Karl Moser beat Clara Holt to the post. “It was close,” she said.", "she", "Clara Holt"),
    ("Clara Holt, the head of the bank, spoke on Monday.\n\nShe said that rates would stay.", "She", "Clara Holt"),
]


@pytest.mark.parametrize(("text", "pronoun", "name"), PRONOUNS)
def test_pronouns(text: str, pronoun: str, name: str) -> None:
    """Gender, subjects, own clauses and words before their name."""
    entity = holding(read(text).entities, pronoun)
    assert entity is not None and entity.name == name


def test_nobody_fits() -> None:
    """A pronoun without a person near it stands for nobody."""
    assert holding(read("The ferry sank on Monday near the island of Lunde.").entities, "She") is None


def test_a_mr_is_not_the_woman_of_that_name() -> None:
    """One surname, two titles, two people."""
    entities = read("Ida Brandt came with Mr. Brandt on Monday. Ida Brandt left early.").entities
    assert len([e for e in entities if e.type == "person"]) in {1, 2}
    ida = holding(entities, "Ida Brandt")
    assert ida is not None and len([m for m in ida.mentions if m.anchor.quote == "Ida Brandt"]) == 2


def test_two_of_one_family() -> None:
    """ "Mr" and "Mrs" before one surname are two; so are two bodies of two states."""
    holts = read("Mr Holt was arrested on Monday. Mrs Holt was not at home.").entities
    assert len([e for e in holts if e.name == "Holt"]) == 2
    text = "Iran's Foreign Ministry condemned the raid. Israel's Foreign Ministry defended it."
    assert len([e for e in read(text).entities if e.name == "Foreign Ministry"]) == 2


def test_titles() -> None:
    """Words before a name, beside it, and after "is"."""
    text = "Interior Minister Paul Renner met Clara Holt, the mayor of Velden. Holt is a former judge."
    entities = read(text).entities
    titles = {t.quote for e in entities for t in e.titles}
    assert "Interior Minister" in titles
    assert any(t.startswith("the mayor") for t in titles)
    assert all(t == text[a.start : a.end] for e in entities for a in e.titles for t in [a.quote])


def test_links_of_the_reader_count_where_there_are_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coreference layer's link is a sign, and outweighs the rules when it weighs enough."""
    monkeypatch.setattr(antecedents, "READER", 3.0)
    document = read("Paul Renner met Karl Holt in Velden on Monday. He praised the plan.")
    doc = document.doc
    doc.user_data[READ] = []
    without = holding(find_entities(document.article, doc), "He")
    assert without is not None and without.name == "Paul Renner"
    he = next(t.i for t in doc if t.text == "He")
    holt = next(t.i for t in doc if t.text == "Holt")
    karl = next(t.i for t in doc if t.text == "Karl")
    doc.user_data[READ] = [(he, holt, 0.95), (he, karl, 0.0)]
    found = holding(find_entities(document.article, doc), "He")
    assert found is not None and found.name == "Karl Holt"
