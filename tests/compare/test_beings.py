"""Nouns for somebody and nouns for something."""

from __future__ import annotations

import numpy as np
import pytest

from twosource.annotate import annotate
from twosource.articles import make_article
from twosource.compare.beings import LEAST, being, weights
from twosource.errors import ModelError


@pytest.mark.parametrize(
    ("sentence", "somebody", "something"),
    [
        ("The gunmen left the valley in a stolen lorry.", "gunmen", "valley"),
        ("The minister signed the treaty.", "minister", "treaty"),
        ("On Monday two rescuers searched the ruins.", "rescuers", "ruins"),
        ("A carpenter fell from the roof.", "carpenter", "roof"),
    ],
)
def test_somebody_and_something(sentence: str, somebody: str, something: str) -> None:
    (document,) = annotate([make_article(sentence, id="a", outlet="Post")])
    assert document.meaning is not None
    score = {t.text: being(document.meaning[t.i]) for t in document.doc}
    assert score[somebody] > LEAST > score[something]


def test_a_word_without_a_vector_is_nobody() -> None:
    assert being(np.zeros(len(weights()) - 1)) == -np.inf


def test_weights_of_another_reader_are_refused() -> None:
    with pytest.raises(ModelError, match="training/beings.py"):
        being(np.ones(len(weights()) + 3))
