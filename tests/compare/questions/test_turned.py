"""Accounts of things whose state turned from one report to the next."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status

DAYS = ("2024-03-04", "2024-03-08")


def turned(*texts: str, days: tuple[str, ...] = DAYS) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "state.turned")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The forest fire near Aster was burning out of control on Monday.",
            "Crews have brought the blaze near Aster under control.",
        ),
        ("The gunman was still at large on Monday night.", "The gunman surrendered to police in Aster."),
        ("Mayor Ida Brandt is in intensive care after the attack.", "Ida Brandt left hospital on Friday."),
        ("About 40,000 homes in Aster are without power.", "Power was back on in all of Aster on Friday."),
        ("Nobody has claimed responsibility for the bombing.", "The Red Front claimed responsibility for the bombing."),
        ("The ferry ran aground off Aster with 200 aboard.", "The ferry was refloated at high tide."),
        ("The passengers were trapped in the train for hours.", "All passengers were evacuated."),
        ("The jury is still deliberating in the trial of Ida Brandt.", "A jury found Ida Brandt guilty."),
        ("The suspect has not been identified.", "The suspect was identified as Karl Holm, 34."),
    ],
)
def test_a_later_report_tells_of_the_next_state(one: str, two: str) -> None:
    (finding,) = turned(one, two)
    assert finding.status is Status.UPDATED
    assert [v.evidence[0].article for v in finding.values] == ["r0", "r1"]


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        ("Twelve people are missing in Aster.", "Three people were found alive in the rubble.", DAYS),  # others
        ("The airport in Aster was closed.", "The airport in Velden reopened.", DAYS),
        (
            "The government imposed sanctions on Velden.",
            "The curfew in Aster was lifted.",
            DAYS,
        ),  # two things of one scale
        ("Power was back on in all of Aster.", "Thousands are without power in Aster.", DAYS),  # the other way round
        ("The gunman was still at large.", "The gunman surrendered.", (DAYS[0], DAYS[0])),  # neither is later
        ("The airport in Aster is closed.", "The airport could reopen on Thursday.", DAYS),
        ("The gunman was still at large.", "Police expect the gunman to be caught soon.", DAYS),  # not yet
        ("The jury in the Holm trial is deliberating.", "The jury in the Brandt trial reached a verdict.", DAYS),
    ],
)
def test_other_things_do_not_turn(one: str, two: str, days: tuple[str, str]) -> None:
    assert turned(one, two, days=days) == []
