"""What a name or a word says of a person's gender."""

from __future__ import annotations

import pytest

from twosource.models.genders import given_name_gender, word_gender

WORDS = [("Mrs.", "f"), ("spokeswoman", "f"), ("councilwoman", "f"), ("husband", "m"), ("sheikh", ""), ("minister", "")]
NAMES = [
    ("Clara Holt", "f"),
    ("Paul Renner", "m"),
    ("Renner", ""),
    ("Sheikh Mohammed Omar", "m"),
    ("Dr Clara Holt", "f"),
]


@pytest.mark.parametrize(("word", "gender"), WORDS)
def test_words(word: str, gender: str) -> None:
    """Titles and nouns; any word in -woman; "sheikh" is a woman's name too."""
    assert word_gender(word) == gender


@pytest.mark.parametrize(("name", "gender"), NAMES)
def test_given_names(name: str, gender: str) -> None:
    """The first part behind the titles, where there is another."""
    assert given_name_gender(name) == gender
