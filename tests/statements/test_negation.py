"""Words that negate a predicate, read with the shipped reader."""

import pytest

from twosource.annotate.reader import load_language
from twosource.statements.negation import negators, negators_on


@pytest.mark.parametrize(
    ("text", "word", "marks"),
    [
        ("The dam did not break.", "break", {"not"}),
        ("No passengers were hurt.", "hurt", {"No"}),
        ("No aid trucks had reached Harim by Saturday night.", "reached", {"No"}),
        ("The parliament has yet to approve the dam.", "has", {"yet"}),
        ("The court upheld the fine instead of cancelling it.", "cancelling", {"instead"}),
        ("The man was shot before he could detonate the bomb.", "detonate", {"before"}),
        ("The mayor left before he opened the bridge.", "opened", set()),
        ("The ferry nearly sank off the cape.", "sank", {"nearly"}),
        ("Prices nearly doubled in May.", "doubled", set()),
        ("Police foiled an attack on the station.", "foiled", {"foiled"}),
        ("The minister refused to resign.", "refused", {"refused"}),
        ('Lund "is not our rival and never was", she said.', "rival", {"not"}),  # the second only goes on
        ("No, the council did not sell the quay.", "sell", {"not"}),  # the answer negates nothing
        ("No, the council sold the quay.", "sold", set()),
        ("The senator voted no on the quay.", "voted", set()),
    ],
)
def test_words_that_negate(text: str, word: str, marks: set[str]) -> None:
    token = next(t for t in load_language()(text) if t.text == word)
    assert {t.text for t in negators(token)} == marks
    assert {t.text for t in negators_on(token)} == marks - {word}
