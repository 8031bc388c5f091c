"""Accounts of what one report denies and another tells in other words."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.compare.questions.gainsaid import akin
from twosource.data import Finding, Status

ONE_DAY = ("2024-03-08", "2024-03-08")


def gainsaid(*texts: str, days: tuple[str, ...] = ONE_DAY) -> list[Finding]:
    """The findings on what is told and denied."""
    return [f for f in findings(articles(*texts, days=days), "polarity.negated") if f.kind == "event"]


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        ("The attackers demanded a ransom of $5 million.", "The insurer said it had not received a ransom demand."),
        ("Aid trucks entered Harim on Saturday evening.", "No aid trucks had reached Harim by Saturday night."),
        ("Sanctions were at the center of the discussion.", "They did not discuss sanctions, the minister said."),
        ("A second meeting is planned for next month.", "No further meeting has been agreed."),
        ("The alarm sounded at 3:12 a.m.", "The alarm did not go off."),
        ("President Oskar Brandt conceded defeat.", "The president refused to concede."),
        ("Gunfire was heard near the palace.", "There was no shooting, residents said."),
        (
            "The bishop apologised to the victims in a letter.",
            "The bishop's letter contained no apology to the victims.",
        ),
        (
            "The two leaders met privately at the summit in Oslo.",
            "There was no meeting between the two leaders at the summit in Oslo, the foreign ministry said.",
        ),
        (
            "Residents of the valley were evacuated before the dam burst on Friday.",
            "No evacuation of the valley had been ordered before the dam burst on Friday.",
        ),
        (
            "Three people survived when a bus plunged into the Sava river on Thursday.",
            "There were no survivors when the bus plunged into the Sava river on Thursday, police said.",
        ),
        (
            "Police searched the house in Marlow on Tuesday and found explosives in the cellar.",
            "Officers who searched a house in Marlow on Tuesday did not find any explosives.",
        ),
    ],
)
def test_a_denial_in_other_words(told: str, denial: str) -> None:
    for texts in ((told, denial), (denial, told)):
        (finding,) = gainsaid(*texts)
        assert finding.status is Status.CONFLICTING
        assert sorted(v.normalised for v in finding.values) == ["affirmed", "negated"]


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        # of others
        ("Gunmen opened fire on a patrol near Tarn on Monday.", "Police did not open fire on the gunmen near Tarn."),
        ("Passengers reported problems with the heating.", "The pilot did not report any problems."),
        ("Mr Holm conceded on Monday.", "Ms Berg has not conceded."),
        ("Trucks reached the southern camp on Monday.", "No trucks reached the northern camp on Monday."),
        ("The foreign minister attended the talks in Oslo.", "The finance minister did not attend the talks in Oslo."),
        ("The Liberals supported the bill on Tuesday.", "The Greens did not support the bill on Tuesday."),
        # of another thing
        ("The central bank raised its forecast.", "The central bank did not raise its key rate."),
        ("Mild side effects were reported in the trial.", "No serious side effects were reported in the trial."),
        ("Prosecutors presented evidence of fraud.", "The judge found no evidence of fraud."),
        # of another day, or since
        ("The ferry sailed to Lisk on Monday.", "The ferry did not sail to Lisk on Sunday."),
        ("Trucks reached the camp at noon.", "Trucks have not reached the camp yet."),
        # bounded
        ("The alarm sounded at noon.", "The alarm did not go off until five."),
        # the report tells both
        ("The alarm sounded at noon.", "The alarm did not go off, he said. The alarm sounded at noon, she said."),
    ],
)
def test_no_denial(told: str, denial: str) -> None:
    assert not gainsaid(told, denial)


def test_what_had_not_happened_then_happened() -> None:
    (finding,) = gainsaid(
        "No aid trucks had reached Harim.", "Aid trucks entered Harim.", days=("2024-03-08", "2024-03-10")
    )
    assert finding.status is Status.UPDATED


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("discuss", "discussion", True),
        ("injure", "injury", True),
        ("arrive", "arrival", True),
        ("survive", "survivor", True),
        ("council", "councillor", True),
        ("apologise", "apology", True),
        ("protest", "protect", False),
        ("contract", "contain", False),
        ("general", "generate", False),
    ],
)
def test_words_of_one_stem(one: str, two: str, alike: bool) -> None:
    assert akin(one, two) is akin(two, one) is alike
