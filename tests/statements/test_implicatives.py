"""What words say of the verbs that they govern, read with the shipped reader."""

import pytest

from tests.statements.test_certainty import LETTERS, judged
from tests.statements.test_certainty import SIGNS as POLARITIES
from twosource.annotate.reader import load_language
from twosource.data import Modality, Polarity
from twosource.statements.implicatives import SIGNS, TABLE, continues, governed, signature, told_verb

POSITIVE, NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE
ASSERTED, PLANNED = Modality.ASSERTED, Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "word", "polarity", "modality"),
    [
        # both ways
        ("The climbers managed to reach the top.", "managed", POSITIVE, ASSERTED),
        ("The climbers did not manage to reach the top.", "manage", NEGATIVE, ASSERTED),
        ("The union did not fail to win the vote.", "fail", POSITIVE, ASSERTED),
        ("The clerk forgot to lock the vault.", "forgot", NEGATIVE, ASSERTED),
        ("The driver narrowly missed hitting a truck.", "missed", NEGATIVE, ASSERTED),
        ("The two sides succeeded in reaching a deal.", "succeeded", POSITIVE, ASSERTED),
        ("The two sides did not succeed in reaching a deal.", "succeed", NEGATIVE, ASSERTED),
        ("The guest was too weak to stand.", "weak", NEGATIVE, ASSERTED),
        # one way
        ("The senator was prevented from entering the hall.", "prevented", NEGATIVE, ASSERTED),
        ("The parties stopped short of signing the pact.", "stopped", NEGATIVE, ASSERTED),
        ("The champion decided against defending her title.", "decided", NEGATIVE, ASSERTED),
        ("The club opted not to sell the striker.", "opted", NEGATIVE, ASSERTED),
        ("The court forced the ministry to publish the report.", "forced", POSITIVE, ASSERTED),
        ("The court did not force the ministry to publish the report.", "force", NEGATIVE, PLANNED),
        ("The mayor was not forced to resign.", "forced", NEGATIVE, PLANNED),
        ("The rule forbids guards to accept gifts.", "forbids", NEGATIVE, ASSERTED),
        ("The court barred the union from charging the fee.", "barred", NEGATIVE, ASSERTED),
        ("Fog made it impossible to land.", "made", NEGATIVE, ASSERTED),
        ("The minister did not refuse to resign.", "refuse", POSITIVE, PLANNED),
        ("The guards did not hesitate to fire.", "hesitate", POSITIVE, ASSERTED),
        # open
        ("The rebels tried to seize the airport.", "tried", POSITIVE, PLANNED),
        ("The rebels did not try to seize the airport.", "try", NEGATIVE, ASSERTED),
        ("Soldiers were ordered to fire on the crowd.", "ordered", POSITIVE, PLANNED),
        ("The governor was about to sign the bill.", "about", POSITIVE, PLANNED),
        ("The board considered closing the mine.", "considered", POSITIVE, PLANNED),
        # nouns
        ("An attempt to rob the bank failed.", "rob", POSITIVE, PLANNED),
        ("His refusal to sign the bill angered allies.", "sign", NEGATIVE, ASSERTED),
        # what something is for
        ("The senator backed a move to block the agency from writing new rules.", "block", NEGATIVE, PLANNED),
        ("Guards used tear gas to keep protesters from storming the gate.", "keep", NEGATIVE, PLANNED),
        ("The fence was built to prevent bears from entering the camp.", "built", POSITIVE, ASSERTED),
        ("The law is meant to keep owners from renting flats to tourists.", "meant", POSITIVE, ASSERTED),
        ("A rule designed to stop the firm from selling the drug took effect.", "designed", POSITIVE, ASSERTED),
        ("The union failed to stop the port from hiring guards.", "failed", POSITIVE, ASSERTED),
        ("The trial was to begin on Monday.", "begin", POSITIVE, PLANNED),
        ("His first act was to close the mine.", "close", POSITIVE, ASSERTED),
        ("A cracked rail was to blame for the crash.", "blame", POSITIVE, ASSERTED),
    ],
)
def test_what_happened(text: str, word: str, polarity: Polarity, modality: Modality) -> None:
    assert judged(text, word)[:2] == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The minister refused to resign.", "refused", "resign"),
        ("Guards prevented the senator from entering the hall.", "prevented", "entering"),
        ("Fog made it impossible to land.", "made", "land"),
        ("The lawyers tried to keep the firm from selling the plant.", "tried", "selling"),
        # where the parse hangs the gerund elsewhere
        ("The house agreed to a move designed to block the mayor from making any appointments.", "block", "making"),
        ("His failure to stop the crowd from entering led to deaths.", "stop", "entering"),
        ("The firm declined to comment on the sale.", "declined", "declined"),
        ("The minister plans to resign.", "plans", "plans"),
        ("The bridge failed on Sunday.", "failed", "failed"),
    ],
)
def test_the_verb_that_is_told(text: str, word: str, told: str) -> None:
    doc = load_language()(text)
    governor = next(t for t in doc if t.text == word)
    assert told_verb(governor).text == told
    below = governed(governor)
    assert below is None or len(signature(governor, below)) == 2


def test_a_gerund_completes_a_word_of_the_table_alone() -> None:
    doc = load_language()("The senator was barred from entering the hall after arriving late.")
    assert [t.text for t in doc if continues(t)] == ["entering"]


def test_each_word_has_one_signature_for_a_form() -> None:
    words = [(form, word) for form, signs in TABLE.items() for line in signs.values() for word in line.split()]
    assert len(words) == len(set(words)) == len(SIGNS)


@pytest.mark.parametrize(
    ("text", "word", "sign", "letter"),
    [
        ("The firm is in talks to buy its rival.", "buy", "+", "p"),
        ("The company backed out of a deal to buy the club.", "buy", "+", "p"),
        ("Hopes of finding survivors faded.", "finding", "+", "p"),
        ("The storm is on course to hit Florida on Friday.", "hit", "+", "p"),
        ("He is on track to win.", "win", "+", "p"),
        ("He was on the verge of quitting.", "quitting", "+", "p"),
        ("The strike was called off hours before it was to begin.", "called", "+", "a"),
        ("The drug has yet to be approved.", "approved", "-", "a"),
        ("Far from resigning, the minister announced new cuts.", "resigning", "-", "a"),
        ("The suspect is wanted for killing two people.", "killing", "+", "h"),
        ("He was arrested for driving drunk.", "driving", "+", "h"),
        ("He was convicted of killing two people.", "killing", "+", "a"),
    ],
)
def test_what_is_near_sought_or_laid_to_somebody(text: str, word: str, sign: str, letter: str) -> None:
    assert judged(text, word)[:2] == (POLARITIES[sign], LETTERS[letter])


@pytest.mark.parametrize(
    ("text", "word", "sign", "letter"),
    [
        ("The firm is due to publish results.", "due", "+", "p"),
        ("The talks are due to resume on Monday.", "due", "+", "p"),
        ("The train is due to leave at 8 p.m.", "leave", "+", "p"),
        ("The match is due on Friday.", "due", "+", "p"),
        ("The verdict is expected on Friday.", "expected", "+", "p"),
        ("The hearing is set for Monday.", "set", "+", "p"),
        ("The bridge was set on fire on Monday.", "set", "+", "a"),
        ("The delay is due to a fault.", "fault", "+", "a"),
        ("The minister ruled out meeting the envoy.", "meeting", "+", "d"),
        ("The army claimed to have shot down five jets.", "claimed", "+", "h"),
        ("Ten people are presumed dead.", "dead", "+", "h"),
    ],
)
def test_what_is_only_fixed_claimed_or_presumed(text: str, word: str, sign: str, letter: str) -> None:
    assert judged(text, word)[:2] == (POLARITIES[sign], LETTERS[letter])
