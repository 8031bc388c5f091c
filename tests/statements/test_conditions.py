"""Conditions and questions, in sentences of our own read with the shipped reader."""

import pytest

from tests.statements.test_certainty import LETTERS, judged
from twosource.data import Modality


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("If the dam bursts, thousands will flee.", "bursts"),
        ("If the dam bursts, thousands will flee.", "flee"),
        ("Should the talks fail, the strike will go on.", "fail"),
        ("Had the dam burst, thousands would have died.", "burst"),
        ("Unless the rain stops, the town will be cleared.", "cleared"),
    ],
)
def test_what_depends_on_something_else(text: str, word: str) -> None:
    assert judged(text, word)[1] is Modality.HYPOTHETICAL


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("Investigators are looking into whether the dam was sabotaged.", "sabotaged", "u"),
        ("Reporters asked if the minister had resigned.", "resigned", "u"),
        ("He had resigned, the ministry would later say.", "resigned", "a"),
        ("Even if it rains, the match goes ahead.", "goes", "a"),
    ],
)
def test_questions_and_what_only_looks_like_a_condition(text: str, word: str, letter: str) -> None:
    assert judged(text, word)[1] is LETTERS[letter]
