"""Accounts of reports that rank a thing or compare it with another."""

from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "A flood hit the town of Moorhafen on Tuesday, and the mayor closed the harbour.",
    "Water from the bay ran through the streets of Moorhafen on Tuesday after a storm, residents said.",
    "The council of Moorhafen met on Wednesday to speak about the flood, the deputy mayor told reporters.",
)


def comparisons(*texts: str, order: tuple[int, ...] | None = None) -> list[Finding]:
    """What the reports, each with its own lead, rank or compare alike or apart."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published=f"2024-03-{8 + i:02}", text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    articles = [articles[i] for i in order or range(len(texts))]
    found = [f for account in reconcile(articles) for f in account.findings]
    return [f for f in found if f.reasons[0].rule.startswith(("rank.", "compared."))]


@pytest.mark.parametrize(
    ("one", "two", "status", "rule"),
    [
        (
            "It was the worst flood in Moorhafen since 1953.",
            "The flood was the deadliest in Moorhafen since 1953.",
            Status.CORROBORATED,
            "rank.same",
        ),
        (
            "It was the worst flood in Moorhafen since 1953.",
            "The town has not seen such water for long; it was the worst flood in decades.",
            Status.REFINED,
            "rank.compatible",
        ),
        (
            "Moorhafen, Northland's second-largest port, lost its pier.",
            "Ships left Northland's second-largest port in the night.",
            Status.CORROBORATED,
            "rank.same",
        ),
        (
            "The flood covered an area larger than Malta.",
            "The area under water was bigger than Malta.",
            Status.CORROBORATED,
            "compared.same",
        ),
        (
            "The flood covered an area larger than Malta.",
            "The water covered an area twice the size of Malta.",
            Status.REFINED,
            "compared.compatible",
        ),
    ],
)
def test_rankings_of_one_thing_agree(one: str, two: str, status: Status, rule: str) -> None:
    (found,) = comparisons(one, two)
    assert (found.status, found.reasons[0].rule, found.kind) == (status, rule, "other")
    assert found.articles == ("r0", "r1")


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        (
            "Moorhafen is the largest port in Northland.",
            "Moorhafen is the second-largest port in Northland.",
            Conflict.QUANTITY,
        ),
        (
            "It was the first flood in Moorhafen since 1953.",
            "The flood was the first flood in Moorhafen since 1976.",
            Conflict.DATE,
        ),
        (
            "The flood covered an area larger than Malta.",
            "The water covered an area smaller than Malta.",
            Conflict.QUANTITY,
        ),
    ],
)
def test_two_places_on_one_list_are_a_conflict(one: str, two: str, conflict: Conflict) -> None:
    (found,) = comparisons(one, two)
    assert (found.status, found.conflict) == (Status.CONFLICTING, conflict)
    assert len(found.values) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It was the worst flood in Moorhafen since 1953.", "The 1976 flood was the worst in Northland's history."),
        ("Moorhafen is the largest port in Northland.", "Hafenburg is the largest port in Southland."),
        ("It was one of the largest ports in Northland.", "One of the largest ports in Northland lies to the east."),
        ("The mayor called it the worst thing.", "The worst thing was the cold, a resident said."),
        ("It was the longest debate in years.", "It was the strongest wind in years."),
        ("The flood covered an area larger than Malta.", "The storm killed more sheep than Malta has."),
    ],
)
def test_two_things_are_not_compared(one: str, two: str) -> None:
    assert comparisons(one, two) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Moorhafen is the second-largest port in Northland.", "Moorhafen is the largest fishing port in Northland."),
        ("Moorhafen is the second-largest port in Northland.", "Moorhafen is one of the largest ports in Northland."),
        ("It was the first flood in Moorhafen since 1953.", "It was the first summer flood in Moorhafen since 1976."),
        ("It was the worst flood in Moorhafen since 1953.", "It was the worst flood in Moorhafen since 1976."),
    ],
)
def test_rankings_on_two_lists_can_both_hold(one: str, two: str) -> None:
    (found,) = comparisons(one, two)
    assert (found.status, found.reasons[0].rule) == (Status.REFINED, "rank.compatible")


def test_evidence_is_the_words_of_the_ranking() -> None:
    (found,) = comparisons(
        "It was the worst flood in Moorhafen since 1953, when the dyke broke.",
        "Nobody slept: it was the worst flood in 40 years, the mayor said.",
    )
    assert [[a.quote for a in v.evidence] for v in found.values] == [
        ["the worst flood in Moorhafen since 1953"],
        ["the worst flood in 40 years"],
    ]


def test_the_order_of_the_reports_changes_nothing() -> None:
    texts = (
        "It was the worst flood in Moorhafen since 1953.",
        "It was the worst flood in decades.",
        "The council called it the biggest flood of the year.",
    )
    accounts = {tuple(comparisons(*texts, order=order)) for order in permutations(range(3))}
    assert len(accounts) == 1


def test_copies_of_one_report_do_not_corroborate() -> None:
    text = (
        "A flood hit the town of Moorhafen on Tuesday, and the mayor closed the harbour for three days.\n\n"
        "It was the worst flood in Moorhafen since 1953, and the water took two bridges and a school with it."
    )
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=text) for i in range(2)]
    found = [f for account in reconcile(articles) for f in account.findings if f.reasons[0].rule.startswith("rank.")]
    assert [f.status for f in found] == [Status.SINGLE_SOURCE]


def test_what_else_a_statement_says_is_still_told() -> None:
    texts = (
        "The flood, the worst in decades, ruined the library of the old school near the harbour.",
        "Hotels gave beds to guests of a wedding that ended in the worst flood in decades, a baker said.",
    )
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    found = [
        f for account in reconcile(articles) for f in account.findings if not f.reasons[0].rule.startswith("rank.")
    ]
    told = [a.quote for f in found for v in f.values for a in v.evidence]
    assert any("ruined the library" in quote for quote in told)
