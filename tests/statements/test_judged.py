"""What becomes of a claim, read with the shipped reader."""

import pytest

from tests.statements.test_speakers import read
from twosource.data import Modality, Polarity


@pytest.mark.parametrize(
    ("text", "lemma", "modality"),
    [
        ('The ministry denied reports that the dam had cracked, calling them "fantasy".', "crack", Modality.DENIED),
        ("The ministry dismissed as rumours reports that the dam had cracked.", "crack", Modality.DENIED),
        ("The general called reports that the army bombed the school a lie.", "bomb", Modality.DENIED),
        ("His office described as false a report that Lund met the banker.", "meet", Modality.DENIED),
        ("Claims that Lund met the banker are untrue, his office said.", "meet", Modality.DENIED),
        ("There is no truth to the claim that Lund met the banker, his office said.", "meet", Modality.DENIED),
        ("Reports that Lund had met the banker were dismissed by his office as gossip.", "meet", Modality.DENIED),
        ("The minister denied that the dam had cracked and that the wall was weak.", "weak", Modality.DENIED),
        ("Reports that Lund had met the banker were confirmed by his office.", "meet", Modality.ASSERTED),
        ("There were reports that 12 people had died.", "die", Modality.HEDGED),
        ("The police denied the claim, saying the man fired first.", "fire", Modality.ASSERTED),
        ("The army neither confirmed nor denied that it had bombed the school.", "bomb", Modality.UNCLEAR),
        ("The army refused to confirm that its troops had crossed the border.", "cross", Modality.UNCLEAR),
        ("There was no confirmation from the army that its troops had crossed the border.", "cross", Modality.UNCLEAR),
        ('"Did the minister know of the leak?" asked Iva Kos.', "know", Modality.UNCLEAR),
        ("The union demanded that the firm reopen the plant.", "reopen", Modality.PLANNED),
        ("The judge ordered that Novak be released.", "release", Modality.PLANNED),
        ("The minister insisted that the bridge was safe.", "safe", Modality.ASSERTED),
    ],
)
def test_what_becomes_of_a_claim(text: str, lemma: str, modality: Modality) -> None:
    (claim,) = [s for s in read(text).statements if s.lemma == lemma]
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "lemma", "polarity"),
    [
        ("The aide lied when he said that he had met the banker.", "meet", Polarity.NEGATIVE),
        ("The aide lied when he said that he had not met the banker.", "meet", Polarity.POSITIVE),
        ("The firm falsely told investors that the mill had closed.", "close", Polarity.NEGATIVE),
        ("The firm told investors that the mill had closed.", "close", Polarity.POSITIVE),
    ],
)
def test_what_somebody_lies_about_is_not_so(text: str, lemma: str, polarity: Polarity) -> None:
    (claim,) = [s for s in read(text).statements if s.lemma == lemma]
    assert claim.polarity is polarity


def test_the_claim_is_told_without_the_noun_that_tells_it() -> None:
    (claim,) = [
        s for s in read("The ministry denied reports that the dam had cracked.").statements if s.lemma == "crack"
    ]
    assert claim.anchor.quote == "the dam had cracked"
