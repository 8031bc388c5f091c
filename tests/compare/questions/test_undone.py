"""Accounts of what one report tells as done and a later one as undone."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import reconcile

DAYS = ("2024-03-04", "2024-03-08")


def undone(*texts: str, days: tuple[str, ...] = DAYS) -> list[Finding]:
    """The findings that the rule made."""
    return findings(articles(*texts, days=days), "state.undone")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The council closed the coast road to all traffic.", "The coast road was reopened on Friday."),
        ("The ferry company suspended all crossings.", "Crossings resumed on Friday, the company said."),
        ("Access to the port was restricted.", "Access was restored overnight."),
        ("The city cancelled the concert in the park.", "The concert in the park went ahead on Friday."),
        ("Ida Brandt was denied bail.", "Ida Brandt was released on bail on Friday."),
    ],
)
def test_what_was_done_is_undone(one: str, two: str) -> None:
    (finding,) = undone(one, two)
    assert finding.status is Status.UPDATED
    assert [v.evidence[0].article for v in finding.values] == ["r0", "r1"]


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        (  # another thing
            "The council closed the coast road to all traffic.",
            "The school in Aster was reopened on Friday.",
            ("2024-03-04", "2024-03-08"),
        ),
        (  # neither is later
            "The council closed the coast road to all traffic.",
            "The coast road was reopened.",
            ("2024-03-04", "2024-03-04"),
        ),
        (  # only planned
            "The council closed the coast road to all traffic.",
            "The coast road will be reopened on Sunday.",
            ("2024-03-04", "2024-03-08"),
        ),
        (  # people without a name may be others
            "Police arrested two men on the quay.",
            "Two men were released from hospital.",
            ("2024-03-04", "2024-03-08"),
        ),
    ],
)
def test_other_things_are_not_undone(one: str, two: str, days: tuple[str, str]) -> None:
    assert undone(one, two, days=days) == []


def test_what_is_undone_confirms_nothing_that_was_done() -> None:
    texts = (
        "Ferry sinks off Lunde\n\nThe ferry sank at 6 a.m. on Friday. The council closed the harbour.",
        "Harbour reopens\n\nThe harbour of Lunde was reopened on Sunday. The ferry went down at 7 a.m. on Friday.",
    )
    given = [make_article(text, id=f"r{i}", outlet=f"O{i}") for i, text in enumerate(texts)]
    found = [f for account in reconcile(given) for f in account.findings if f.status is Status.CORROBORATED]
    told = [{a.quote for v in f.values for a in v.evidence} for f in found]
    assert not [t for t in told if any("closed" in w for w in t) and any("reopen" in w.lower() for w in t)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A flood alert was issued for the coast.", "The flood alert was lifted on Friday."),
        ("Nine miners are trapped in the Aster mine.", "All nine miners were rescued from the Aster mine."),
        ("Police arrested two men over the robbery in Aster.", "Police released two men arrested over the robbery in Aster."),
        ("The council postponed the fair in Aster.", "The fair in Aster was rescheduled, the council said."),
    ],
)  # fmt: skip
def test_alerts_the_trapped_and_the_arrested(one: str, two: str) -> None:
    (finding,) = undone(one, two)
    assert finding.status is Status.UPDATED


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Premier Tom Ekin will visit Aster on Friday.", "Premier Tom Ekin cancelled his visit to Aster.", True),
        ("The concert will go ahead, organisers said.", "The concert was called off, organisers said.", True),
        ("The match is scheduled for Aster.", "The match was postponed indefinitely.", True),
        ("The match will be played in Aster.", "The concert in Aster was called off.", False),
        ("The match was played in Aster.", "The match was called off.", False),
    ],
)
def test_what_was_announced_is_called_off(one: str, two: str, told: bool) -> None:
    found = findings(articles(one, two, days=DAYS), "plan.dropped")
    assert [f.status for f in found] == [Status.UPDATED] * told
    assert findings(articles(one, two, days=("2024-03-08", "2024-03-04")), "plan.dropped") == []
