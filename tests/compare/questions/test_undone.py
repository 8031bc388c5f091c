"""Accounts of what one report tells as done and a later one as undone."""

import pytest

from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "Storm over Lunde\n\nA storm broke over Lunde and the harbour of Aster, the coastguard said.",
    "After the storm\n\nThe coastguard in Aster counted the boats that the storm over Lunde had sunk.",
)


def undone(one: str, two: str, days: tuple[str, str] = ("2024-03-04", "2024-03-08")) -> list[Finding]:
    """The findings of two reports that the rule made."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=days[i], text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate((one, two))
    ]
    found = [f for account in reconcile(articles) for f in account.findings]
    return [f for f in found if f.reasons[0].rule == "state.undone"]


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
    assert undone(one, two, days) == []
