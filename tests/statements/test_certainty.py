"""How sure sentences are, read with the shipped reader: its parse may fail a few of them, the rules may not."""

import pytest
from spacy.tokens import Doc

from tests.statements.sure_cases import CASES
from twosource.annotate.reader import load_language
from twosource.data import Modality, Polarity
from twosource.statements.certainty import certainty
from twosource.statements.clauses import find_clauses

LETTERS = {"a": Modality.ASSERTED, "h": Modality.HEDGED, "p": Modality.PLANNED, "c": Modality.HYPOTHETICAL,
           "d": Modality.DENIED, "u": Modality.UNCLEAR}  # fmt: skip
SIGNS = {"+": Polarity.POSITIVE, "-": Polarity.NEGATIVE}
MOST_WRONG = 4


def judged(text: str, word: str) -> tuple[Polarity, Modality, tuple[str, ...]]:
    """Polarity, modality and marks of the clause that the word heads, or else belongs to."""
    doc = load_language()(text)
    clauses = [c for sentence in doc.sents for c in find_clauses(sentence)]
    held = [c for c in clauses if any(doc[i].text == word for i in c.tokens)]
    clause = next((c for c in clauses if c.predicate.text == word), held[0] if held else None)
    assert clause is not None, f"no clause holds {word!r}"
    polarity, modality, marks = certainty(doc, clause.start, clause.end, clause.predicate)
    return polarity, modality, tuple(text[a:b] for a, b in marks)


def test_sentences_we_wrote() -> None:
    assert len(CASES) > 80
    wrong = [
        f"{text} [{word}] {got}"
        for text, word, sign, letter in CASES
        if (got := judged(text, word))[:2] != (SIGNS[sign], LETTERS[letter])
    ]
    assert len(wrong) <= MOST_WRONG, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "word", "marks"),
    [
        ("The dam did not break.", "break", ("not",)),
        ("The blast reportedly killed six people.", "killed", ("reportedly",)),
        ("The ministry denied that its troops had crossed the border.", "crossed", ("denied",)),
        ("It remains unclear what the two leaders discussed.", "discussed", ("unclear",)),
        ("The dam broke on Sunday.", "broke", ()),
    ],
)
def test_the_marks_say_why(text: str, word: str, marks: tuple[str, ...]) -> None:
    assert judged(text, word)[2] == marks


def test_without_a_parse_cues_anywhere_count() -> None:
    doc = Doc(load_language().vocab, words="The dam may not break".split())
    polarity, modality, marks = certainty(doc, 0, 5, doc[4])
    assert (polarity, modality) == (Polarity.NEGATIVE, Modality.HEDGED)
    assert [doc.text[a:b] for a, b in marks] == ["may", "not"]


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("It was not known whether fuel or chemicals had been on board the ship.", "board", "u"),
        ("It was unclear whether cargo for import or export had been at the port.", "port", "u"),
        ("The vote on whether to leave was held on Monday.", "held", "a"),
        ("Asked whether he would stay, the coach left the room.", "left", "a"),
    ],
)
def test_what_stands_under_whether_asserts_nothing(text: str, word: str, letter: str) -> None:
    assert judged(text, word)[1] is LETTERS[letter]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # what is only supposed
        ('"If we do not think the dam is safe, we will not open it," Lund said.', "safe", (Polarity.NEGATIVE, Modality.HYPOTHETICAL)),
        ("Lund asked if the dam was safe.", "safe", (Polarity.POSITIVE, Modality.UNCLEAR)),
        # who denies to have known of it has not denied it
        ("Lund denied that he knew the dam had cracked.", "cracked", (Polarity.POSITIVE, Modality.ASSERTED)),
        ("Lund denied that the dam had cracked.", "cracked", (Polarity.POSITIVE, Modality.DENIED)),
        # what somebody is not given is no claim
        ("The judge denied bail to Lund.", "denied", (Polarity.POSITIVE, Modality.ASSERTED)),
        ("Lund denied the charges.", "denied", (Polarity.POSITIVE, Modality.DENIED)),
        # no more allowed than possible
        ("The law makes it illegal for a landlord to charge the fee.", "charge", (Polarity.NEGATIVE, Modality.ASSERTED)),
        # the words left out of a quotation stand above the infinitive
        ('"We cannot afford ... to lose a seat," Lund said.', "lose", (Polarity.NEGATIVE, Modality.ASSERTED)),
    ],
)  # fmt: skip
def test_what_stands_above_a_clause(text: str, word: str, expected: tuple[Polarity, Modality]) -> None:
    assert judged(text, word)[:2] == expected
