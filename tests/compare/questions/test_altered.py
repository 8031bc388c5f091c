"""Accounts of reports that share a sentence but for one thing."""

import pytest

from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "A mine from the war was found in the harbour of Moorhafen this week, the mayor said.",
    "Divers in Moorhafen came upon an old sea mine by the quay, a spokesman for the port said.",
)


def disagreements(one: str, two: str, *, days: tuple[str, str] = ("2024-03-08", "2024-03-08")) -> list[Finding]:
    """What two reports, each with its own lead, disagree on."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=day, text=f"{LEADS[i]}\n\n{text}")
        for i, (day, text) in enumerate(zip(days, (one, two), strict=True))
    ]
    found = [f for account in reconcile(articles) for f in account.findings]
    return [f for f in found if f.status in {Status.CONFLICTING, Status.UPDATED}]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        (
            "The council closed the harbour on Tuesday after divers found the mine.",
            "The council closed the harbour on Thursday after divers found the mine.",
            Conflict.DATE,
        ),
        (
            "The navy will search the bay from March 10 to 14 with two boats.",
            "The navy will search the bay from March 12 to 14 with two boats.",
            Conflict.DATE,
        ),
        (
            "The council approved the plan for the northern quay after a long debate.",
            "The council did not approve the plan for the northern quay after a long debate.",
            Conflict.POLARITY,
        ),
        (
            "The ferry was sent to Lisbon while the divers worked on the mine.",
            "The ferry was sent to Porto while the divers worked on the mine.",
            Conflict.PLACE,
        ),
    ],
)
def test_a_changed_word_is_a_conflict(one: str, two: str, conflict: Conflict) -> None:
    found = disagreements(one, two)
    assert [f.conflict for f in found] == [conflict]
    assert {f.status for f in found} == {Status.CONFLICTING}


def test_a_change_says_which_words() -> None:
    (found,) = disagreements(
        "The ferry was sent to Lisbon while the divers worked on the mine.",
        "The ferry was sent to Porto while the divers worked on the mine.",
    )
    reasons = {r.rule: [a.quote for a in r.anchors] for r in found.reasons}
    assert reasons["sentence.one-change"] == ["Lisbon", "Porto"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # one day, written in two ways
            "The council closed the harbour on Tuesday after divers found the mine.",
            "The council closed the harbour on March 5 after divers found the mine.",
        ),
        (  # a report says that one place lies in the other
            "The ferry was sent to Porto while the divers worked on the mine. It lies off Porto, Portugal.",
            "The ferry was sent to Portugal while the divers worked on the mine.",
        ),
        (  # one of two places is a state
            "The ferry was sent to Porto while the divers worked on the mine.",
            "The ferry was sent to Portugal while the divers worked on the mine.",
        ),
        (  # what two say of each other
            "The Harbour Union blamed the Port Council for the delay in the search.",
            "The Port Council blamed the Harbour Union for the delay in the search.",
        ),
        (  # one name with and without its accent
            "The divers slept in the port of Coruña while the navy worked on the mine.",
            "The divers slept in the port of Coruna while the navy worked on the mine.",
        ),
        (  # one may tell several papers
            "The old mine could have sunk a ferry, the mayor of Moorhafen told the Nordsee Herald on Thursday.",
            "The old mine could have sunk a ferry, the mayor of Moorhafen told the Baltic Tribune on Thursday.",
        ),
        (  # when a page came out says nothing of the event
            "Tuesday, March 5, 2024 | Updated 9:01 AM EDT",
            "Thursday, March 7, 2024 | Updated 9:01 AM EDT",
        ),
    ],
)
def test_no_conflict(one: str, two: str) -> None:
    assert disagreements(one, two) == []


def test_what_was_not_yet_so_is_an_update() -> None:
    found = disagreements(
        "The navy has not cleared the northern basin of the old mine.",
        "The navy has cleared the northern basin of the old mine.",
        days=("2024-03-08", "2024-03-10"),
    )
    assert [f.status for f in found] == [Status.UPDATED]
