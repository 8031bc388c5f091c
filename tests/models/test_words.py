"""What the network sees of a word, and lemmas by rule."""

import pytest

from twosource.models.words import PRONOUNS, SHAPE_NAMES, apply_lemma_rule, lemma_rule, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("ferry", "lower"), ("Ferry", "title"), ("UN", "upper"), ("iPhone", "mixed"), ("McOrr", "mixed"),
        ("2024", "digits"), ("F-16", "digits"), ("U.S.", "upper"), (".", "punctuation"), ("—", "punctuation"),
        ("J.", "initial"), ("A", "initial"), ("a", "lower"), ("I", "initial"), ("Łódź", "title"), ("北京", "mixed"),
    ],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert SHAPE_NAMES[shape_of(word)] == shape


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("ferries", "ferry", "3+y"), ("sank", "sink", "3+ink"), ("said", "say", "2+y"), ("Orr", "Orr", "0+"),
        ("Boats", "boat", "1+"), ("was", "be", "3+be"),
    ],
)  # fmt: skip
def test_a_rule_leads_from_word_to_lemma(word: str, lemma: str, rule: str) -> None:
    assert lemma_rule(word, lemma) == rule
    assert apply_lemma_rule(word, rule) == lemma.lower()


def test_a_rule_that_cuts_too_much_leaves_the_word() -> None:
    assert apply_lemma_rule("At", "3+y") == "at"


def test_pronouns_are_lower_case() -> None:
    assert {p.lower() for p in PRONOUNS} == PRONOUNS
    assert {"he", "her", "its", "themselves"} <= PRONOUNS
