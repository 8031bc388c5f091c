"""Two speakers in one sentence, read with the shipped reader."""

import pytest

from tests.statements.test_speakers import read


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Kyiv said 30 drones were shot down, while Moscow claimed all had hit their targets.",
            {"shoot": "Kyiv", "hit": "Moscow"},
        ),
        ("Orde said the bridge was safe but the union denied it.", {"safe": "Orde", "deny": None}),
        ("The police say Novak fired first, which his family disputes.", {"fire": "The police", "dispute": None}),
        (
            "The Post reported that the president had been told of the leak in March, a claim his office denies.",
            {"tell": "The Post", "deny": None},
        ),
        (
            "The union said the firm had offered a raise but that its members rejected it.",
            {"offer": "The union", "reject": "The union"},
        ),
    ],
)
def test_whose_words_they_are(text: str, claims: dict[str, str | None]) -> None:
    assert {s.lemma: s.claimer for s in read(text).statements} == claims


def test_the_media_hand_on_and_others_answer_for_what_they_say() -> None:
    media = read("State television said the minister had told parliament that the reactor was safe.")
    (safe,) = media.statements
    assert safe.claimer == "the minister"
    assert [v.quote for a in media.attributions if a.speaker == "the minister" for v in a.via] == ["State television"]
    lawyer = read("The lawyer said his client had told him that the guards beat him.")
    assert {s.claimer for s in lawyer.statements} == {"The lawyer"}


def test_a_saying_whose_words_another_cue_took() -> None:
    document = read("The bank plans to cut 900 jobs, a person with knowledge of the plan told the Financial Daily.")
    (plan,) = document.statements
    assert plan.claimer == "a person with knowledge of the plan"


@pytest.mark.parametrize(
    ("text", "claimer"),
    [
        ("The BBC reported that police had said the driver was drunk.", "police"),
        ("The bank said it will close 40 branches, the Financial Times reported on Monday.", "The bank"),
        ("Police reported that the driver had said he was drunk.", "Police"),
    ],
)
def test_what_an_outlet_reports_that_somebody_said(text: str, claimer: str) -> None:
    assert read(text).statements[-1].claimer == claimer


def test_words_of_which_all_belong_to_a_contrasted_saying() -> None:
    """Chopped text, as a page cut in pieces leaves it: who is left without words says nothing."""
    said = (
        "Said it who people. where been who said, which when a were for on who were monday, after ”. it was and ; but according "
        'minister monday would on monday police told " will because told he and that it that ferry to reporters not to told '
        "are because for denied will : : minister according."
    )
    document = read(said)
    assert all(attribution.content for attribution in document.attributions)
