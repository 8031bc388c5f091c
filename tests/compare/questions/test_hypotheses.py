"""What sentences say is not known or not so, read with the shipped reader: its parse may fail a few of them."""

import pytest

from twosource.annotate.reader import load_language
from twosource.compare.questions.hypotheses import find_ruled_out, find_unknown

MOST_WRONG = 1
NOT_KNOWN = [
    ("The cause of the fire is not yet known.", False, "fire"),
    ("The cause of the derailment remains unclear.", False, "derailment"),
    ("It was not clear what caused the explosion.", False, "explosion"),
    ("What caused the crash has yet to be established.", False, "crash"),
    ("Investigators are trying to determine the cause of the outage.", False, "outage"),
    ("The cause of the outbreak is under investigation.", False, "outbreak"),
    ("An investigation into the cause of the collapse has begun.", False, "collapse"),
    ("Police have not identified a motive.", True, ""),
    ("Detectives were still looking for a motive.", True, ""),
    ("No motive has been established.", True, ""),
    ("There was no immediate explanation for the shutdown.", False, "shutdown"),
    ("Officials had no information on why the bridge fell.", False, "fell"),
]


def test_a_cause_that_is_not_known() -> None:
    wrong = []
    for text, motive, effect in NOT_KNOWN:
        found = [(x.motive, x.effect.text if x.effect is not None else "") for x in find_unknown(load_language()(text))]
        if found != [(motive, effect)]:
            wrong.append(f"{text} {found}")
    assert len(wrong) <= MOST_WRONG, "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "The cause of the fire was a short circuit.",
        "Investigators have determined the cause of the fire.",
        "Experts managed to find the cause of the leak.",
        "The party fought for a good cause.",
        "The shop was closed for safety reasons.",
        "Prosecutors found no reason to charge the driver.",
    ],
)
def test_a_cause_that_is_known_or_not_asked_for(text: str) -> None:
    assert not [*find_unknown(load_language()(text))]


RULED_OUT = [
    ("Police ruled out sabotage.", "sabotage"),
    ("Arson has been ruled out as the cause.", "Arson"),
    ("There was no evidence of fraud.", "fraud"),
    ("Investigators found no sign of foul play.", "play"),
    ("The man has no links to extremism.", "extremism"),
    ("Nothing points to sabotage.", "sabotage"),
    ("The fire is not being treated as arson.", "arson"),
    ("It was not an accident.", "accident"),
    ("The outage was not the work of hackers.", "work"),
]


def test_what_is_ruled_out() -> None:
    found = {text: [x.what.text for x in find_ruled_out(load_language()(text))] for text, _ in RULED_OUT}
    wrong = [f"{text} {found[text]}" for text, what in RULED_OUT if what not in found[text]]
    assert len(wrong) <= MOST_WRONG, "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Police could not rule out sabotage.",
        "No possibility has been ruled out.",
        "There was evidence of fraud.",
        "Investigators believe that sabotage was the cause.",
        "I don't think she made it.",
        "Neighbours could not believe that it was an accident.",
        "This is not the first time that a bus has crashed here.",
        "It is no secret that the line is old.",
        "He should not have been on that train.",
        "There were no warning signs of the attack.",
    ],
)
def test_what_is_left_open(text: str) -> None:
    assert not [*find_ruled_out(load_language()(text))]
