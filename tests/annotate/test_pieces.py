"""Wordpieces per word form, and the network's input made of them."""

import numpy as np
import pytest
from spacy.tokens import Doc

from twosource.annotate.pieces import DEFINITE, PRONOUN, Cutter, word_means
from twosource.annotate.reader import load_language
from twosource.models.load import reader_model


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    return Cutter(reader_model().tokenizer)


def doc_of(*words: str) -> Doc:
    return Doc(load_language().vocab, words=list(words))


@pytest.mark.parametrize(
    "words",
    [
        ["The", "ferryman", "denied", "it", "."],
        ["Ünïcode", "\u200b", "№5", "don't", "co-founder", "..."],
        ["x" * 150, "a"],  # too long for the tokenizer: one unknown piece
        ["the", "The", "THE"],
    ],
)
def test_as_the_tokenizer_cuts_the_whole(cutter: Cutter, words: list[str]) -> None:
    whole = reader_model().tokenizer.encode(words, is_pretokenized=True)
    feed = cutter.cut(doc_of(*words)).feed(np.arange(len(words)), 400)
    assert feed["input_ids"].tolist() == whole.ids
    assert feed["first"].tolist() == [whole.word_ids.index(i) if i in whole.word_ids else 0 for i in range(len(words))]


def test_a_part_of_the_words(cutter: Cutter) -> None:
    pieces = cutter.cut(doc_of("Rain", "fell", "on", "Aster", "harbour"))
    chosen = np.array([1, 3])
    whole = reader_model().tokenizer.encode(["fell", "Aster"], is_pretokenized=True)
    assert pieces.feed(chosen, 400)["input_ids"].tolist() == whole.ids
    assert pieces.size(chosen) == len(whole.ids)


def test_no_more_pieces_than_asked_for(cutter: Cutter) -> None:
    feed = cutter.cut(doc_of(*["harbour"] * 9)).feed(np.arange(9), 5)
    assert len(feed["input_ids"]) == 5
    assert feed["first"].tolist() == [1, 2, 3, 4, 0, 0, 0, 0, 0]


def test_words_of_chains(cutter: Cutter) -> None:
    assert cutter.cut(doc_of("She", "saw", "the", "sea")).chain.tolist() == [PRONOUN, 0, DEFINITE, 0]


def test_forms_are_forgotten_not_mixed_up(cutter: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.annotate.pieces.MOST_FORMS", 2)
    for _ in range(2):
        pieces = cutter.cut(doc_of("Orr", "left", "Aster"))
        assert pieces.texts == ["Orr", "left", "Aster"]


def test_means_of_words() -> None:
    rows = np.array([[9.0], [1.0], [3.0], [5.0], [9.0]], dtype=np.float32)  # the ends count for no word
    assert word_means(rows, np.array([1, 0, 3])).tolist() == [[2.0], [0.0], [5.0]]
