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
