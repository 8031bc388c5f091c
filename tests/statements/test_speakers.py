"""Who speaks, in sentences that we wrote, read with the shipped reader."""

import pytest

from twosource.articles.make import make_article
from twosource.data import Document
from twosource.pipeline import read_documents


def read(text: str) -> Document:
    (document,) = read_documents([make_article(text, id="a", outlet="Herald", published="2025-03-04")])
    return document


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The firm is accused of dumping acid in the river.", None),
        ("The villagers were told that the dam was safe.", None),
        ("The villagers were told by the mayor that the dam was safe.", "the mayor"),
        ("The firm has been accused by residents of dumping acid in the river.", "residents"),
        ("The minister was quoted as saying that the airport had fallen.", "The minister"),
        ("A neighbour, who gave his name only as Tomas, told AFP he had seen smoke.", "A neighbour"),
        ("A man who police say planned the attack was arrested on Friday.", "police"),
        ("The president was quoted by state media as saying the attack killed four soldiers.", "The president"),
        ("The general was cited by Interfax as saying that two bridges had been hit.", "The general"),
        ("The mayor, who denies the charges, said he would appeal.", "The mayor"),
        ("Medics quoted by Al Jazeera said 12 people were killed.", "Medics"),
        (
            '"Two depots are burning," read a post on the governor\'s Telegram channel.',
            "the governor's Telegram channel",
        ),
    ],
)
def test_who_speaks(text: str, source: str | None) -> None:
    (said,) = read(text).attributions
    assert (said.source.quote if said.source else None) == source


def test_who_is_asked_does_not_ask() -> None:
    asked, said = read("Asked whether he would resign, Lund said that he would stay.").attributions
    assert asked.source is None
    assert said.speaker == "Lund"


def test_a_verb_with_a_subject_needs_no_speaker_from_another_sentence() -> None:
    blamed, denied = read("The minister blamed Iran for the blast. Tehran has denied any role.").attributions
    assert (blamed.speaker, denied.speaker) == ("The minister", "Tehran")


def test_who_is_spoken_to_before_a_colon_does_not_speak() -> None:
    found = read(
        'In his interview with "Morning Show" host Ann Roe: "I put in a man who never took control."'
    ).attributions
    assert all(said.speaker != "Ann Roe" for said in found)
