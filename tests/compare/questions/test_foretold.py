"""Accounts of what one report announces and a later one tells as done."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Status

DAYS = ("2024-03-04", "2024-03-08")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("President Ida Brandt will visit Aster on Thursday.", "President Ida Brandt visited Aster on Thursday."),
        ("Minister Ida Brandt is expected to resign this week.", "Ida Brandt resigned on Thursday."),
        ("Ida Brandt and Karl Holm are to meet in Aster.", "Ida Brandt met Karl Holm in Aster on Thursday."),
        ("Karl Holm is due to testify this week.", "Karl Holm testified on Thursday."),
        ("Ida Brandt said on Monday that she would resign.", "Ida Brandt resigned on Thursday."),
        ("The prime minister said he would resign.", "The prime minister resigned on Thursday."),
    ],
)
def test_what_was_announced_is_done(one: str, two: str) -> None:
    (finding,) = findings(articles(one, two, days=DAYS), "plan.done")
    assert finding.status is Status.UPDATED
    assert [v.normalised for v in finding.values] == ["planned", "done"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("President Ida Brandt will visit Aster.", "Minister Karl Holm visited Aster."),  # another doer
        ("President Ida Brandt will visit Aster.", "President Ida Brandt visited Velden."),  # another place
        ("President Ida Brandt will visit Aster.", "President Ida Brandt did not visit Aster."),
        ("President Ida Brandt will visit Aster.", "President Ida Brandt will visit Aster soon."),
        ("The foreign minister said he would resign.", "The finance minister resigned on Thursday."),
        ("A minister said he would resign.", "A minister resigned on Thursday."),
    ],
)
def test_other_deeds_are_not_foretold(one: str, two: str) -> None:
    assert findings(articles(one, two, days=DAYS), "plan.done") == []
