"""Wordpieces, held against the package that trained the encoder with them."""

import unicodedata
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from twosource.models.wordpieces import WordPieces, open_wordpieces

PATH = Path(str(resources.files("twosource.models").joinpath("reader/tokenizer.json")))
OURS: WordPieces = open_wordpieces(PATH)
THEIRS: Tokenizer = Tokenizer.from_file(str(PATH))


def is_settled(char: str) -> bool:
    """Whether a character's class is the same in every version of Unicode since 3.2: tables of others lag behind."""
    return unicodedata.ucd_3_2_0.category(char) == unicodedata.category(char) not in {"Cn", "Cs"}


SETTLED = [char for char in map(chr, range(0x110000)) if is_settled(char)]


@pytest.mark.parametrize("form", ["{}", "a{}b"])
def test_every_character_is_cut_alike(form: str) -> None:
    texts = [form.format(char) for char in SETTLED if unicodedata.category(char) not in {"Co", "Lo"}]
    letters = [form.format(char) for char in SETTLED if unicodedata.category(char) == "Lo"][::7]  # the same for most
    for text, theirs in zip(texts + letters, THEIRS.encode_batch(texts + letters), strict=True):
        assert OURS.encode(text) == theirs.ids, ascii(text)


@given(st.text(st.sampled_from(SETTLED) | st.sampled_from("aeiou ny-'.É")))
def test_texts_are_cut_alike(text: str) -> None:
    assert OURS.encode(text) == THEIRS.encode(text).ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ferrymen at Møre denied it: “We never left, not once.”",
        "İstanbul ΟΔΥΣΣΕΥΣ STRASSE ß ǅ ﬁnance",
        "unbelievablenesses " + "x" * 100 + " " + "x" * 101,
        "東京で会議 2,500 m² ½ №5 a\u0301\u200dz\x85q",
    ],
)
def test_hard_texts_are_cut_alike(text: str) -> None:
    assert OURS.encode(text) == THEIRS.encode(text).ids


def test_marks_of_the_model_are_text_in_a_report() -> None:
    assert OURS.unknown not in OURS.cut("the [SEP] of a report")
    assert not set(OURS.ends) & set(OURS.cut("[CLS] the [SEP] of a report"))
