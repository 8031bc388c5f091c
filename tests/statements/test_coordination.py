"""What coordinated verbs share, and counted participles, in sentences of our own read with the shipped reader."""

import pytest
from spacy.tokens import Doc

from tests.statements.test_certainty import LETTERS, SIGNS, judged
from twosource.annotate.reader import load_language
from twosource.statements.clauses import find_clauses
from twosource.statements.coordination import counted_before, first_of


def clauses(text: str) -> list[str]:
    doc: Doc = load_language()(text)
    return [doc[c.start : c.end].text for sentence in doc.sents for c in find_clauses(sentence)]


@pytest.mark.parametrize(
    ("text", "word", "sign", "letter"),
    [
        ("The company said it would cut 500 jobs and close two plants.", "close", "+", "p"),
        ("It will close the plant, cut 500 jobs and sell the brand.", "sell", "+", "p"),
        ("The court could fine the company or ban its sales.", "ban", "+", "h"),
        ("She could be deported or jailed for ten years.", "jailed", "+", "h"),
        ("They may have been killed and buried in the forest.", "buried", "+", "h"),
        ("The ship should be raised and towed to port.", "towed", "+", "c"),
        ("He allegedly broke into the house and stole a painting.", "stole", "+", "h"),
        ("The minister will not resign or apologise for the remarks.", "apologise", "-", "p"),
        ("They have not found or recovered the body.", "recovered", "-", "a"),
        ("He never admitted the theft or returned the money.", "returned", "-", "a"),
        ("No one died or was seriously hurt.", "hurt", "-", "a"),
        ("Officials neither confirmed nor denied the report.", "denied", "+", "u"),
    ],
)
def test_what_is_said_once_bears_on_each(text: str, word: str, sign: str, letter: str) -> None:
    assert judged(text, word)[:2] == (SIGNS[sign], LETTERS[letter])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It did not hit the target but landed in a field.", "landed"),
        ("The army did not shoot and has left the village.", "left"),
        ("He will resign and has packed his bags.", "packed"),
        ("He was not hurt and returned home.", "returned"),
        ("Police did not charge him and freed him on Friday.", "freed"),
        ("No one died and three were hurt.", "hurt"),
        ("Prosecutors did not call witnesses, and rested their case.", "rested"),
    ],
)
def test_a_verb_with_a_form_of_its_own_stands_alone(text: str, word: str) -> None:
    assert judged(text, word)[:2] == (SIGNS["+"], LETTERS["a"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people were killed and 30 injured in the blast.", ["At least 12 people were killed", "30 injured in the blast"]),
        ("More than 420 people have been killed and 3,700 wounded.", ["More than 420 people have been killed", "3,700 wounded"]),
        ("Twelve people were killed and 40 others wounded.", ["Twelve people were killed", "40 others wounded"]),
        ("The crash left 12 dead and 30 injured.", ["The crash left 12 dead", "30 injured"]),
        ("Officials said 15 were dead and 27 missing.", ["Officials said", "15 were dead", "27 missing"]),
        ("No one was killed or injured in the blast.", ["No one was killed or injured in the blast"]),
        ("He was not arrested or charged.", ["He was not arrested or charged"]),
    ],
)  # fmt: skip
def test_who_is_counted_heads_a_clause_and_a_bare_verb_does_not(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_a_counted_participle_has_its_own_subject() -> None:
    doc = load_language()("More than 420 people have been killed and 3,700 wounded.")
    word = next(t for t in doc if t.text == "wounded")
    assert doc[counted_before(word) : word.i].text == "3,700"
    assert counted_before(next(t for t in doc if t.text == "killed")) is None


def test_the_first_of_several() -> None:
    doc = load_language()("It will close the plant, cut 500 jobs and sell the brand.")
    assert first_of(next(t for t in doc if t.text == "sell")).text == "close"
    assert first_of(next(t for t in doc if t.text == "close")).text == "close"
