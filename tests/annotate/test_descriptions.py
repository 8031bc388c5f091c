"""Which named one a description stands for: by the head of a title, its modifiers, an age."""

from __future__ import annotations

import pytest

from twosource.annotate import annotate
from twosource.articles import make_article


def described(text: str, words: str) -> str:
    """The name of the entity that the words are a mention of, "" for none."""
    (document,) = annotate([make_article(text, id="t", outlet="Outlet")])
    return next((e.name for e in document.entities if any(m.anchor.quote == words for m in e.mentions)), "")


CASES = [
    ("Finance Minister Ida Brandt presented the budget. Taxes will rise, the minister said.", "the minister", "Ida Brandt"),
    ("Prime Minister Anna Holt arrived late. The premier said talks would last.", "The premier", "Anna Holt"),
    ("Ida Brandt, a doctor at the hospital, treated the wounded. The doctor was tired.", "The doctor", "Ida Brandt"),
    ("Ida Brandt, 43, was named minister on Monday. The 43-year-old said taxes would fall.", "The 43-year-old", "Ida Brandt"),
    ("Ida Brandt, 43, was stabbed on Monday. The 19-year-old was arrested.", "The 19-year-old", ""),
    ("Police chief Ada Renn spoke first. Later the police gave figures.", "the police", ""),
    ("County Judge Rob Kelm signed the paper. The county asked for help.", "The county", ""),
    ("Interior Minister Lars Holm spoke. The finance minister was absent.", "The finance minister", ""),
    ("Minister Lars Holm spoke. The former minister was absent.", "The former minister", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), CASES)
def test_descriptions(text: str, words: str, name: str) -> None:
    """A word inside a title is not the one who bears it; a modifier that the title lacks speaks against it."""
    assert described(text, words) == name


def test_a_title_beside_another_name() -> None:
    """ "The interior minister, Lars Holm" is Holm, whoever was minister before."""
    text = "Culture Minister Ida Brandt came first. The interior minister, Lars Holm, came later."
    assert described(text, "The interior minister") != "Ida Brandt"
