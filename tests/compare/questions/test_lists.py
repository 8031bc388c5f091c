"""Accounts of lists of names that several reports give."""

from functools import cache
from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import reconcile

# each report has its own words around the list, so that no report copies another
LEADS = (
    "Strike stops the ferries\n\nA strike stopped most ferries on the west coast on Monday, the ports authority said.",
    "West coast ferries at a standstill\n\nThousands of travellers were stranded when ferry crews walked out over pay on Monday.",
    "Crews walk out over pay\n\nShips stayed in port along the western shore as their crews refused to work on Monday.",
)


@cache
def found(texts: tuple[str, ...], order: tuple[int, ...] | None = None) -> list[Finding]:
    """The findings on lists."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-05", text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    accounts = list(reconcile([articles[i] for i in order or range(len(texts))]))
    return [f for a in accounts for f in a.findings if f.reasons[0].rule.startswith("list.")]


@pytest.mark.parametrize(
    ("texts", "kind", "status"),
    [
        (
            (
                "The crews have blocked the harbours of Bergen, Stavanger and Kristiansand since the morning.",
                "Ships lay idle in Stavanger, Kristiansand and Bergen, a clerk of the authority said.",
            ),
            "place",
            Status.CORROBORATED,
        ),
        (
            (
                "The crews have blocked several harbours, among them Bergen and Stavanger.",
                "No ship has left harbours such as Stavanger, Kristiansand and Bergen, a clerk said.",
            ),
            "place",
            Status.REFINED,
        ),
        (
            (
                "Talks were led by Anna Berg, Karl Lund and Peter Holm, the union said.",
                "At the table sat Peter Holm, 51, a retired judge, Anna Berg and Karl Lund.",
            ),
            "person",
            Status.CORROBORATED,
        ),
        (
            (
                "The firms that stopped were Volvo, Nokia and Ericsson.",
                "The companies Nokia, Volvo, Siemens and Ericsson cancelled all deliveries.",
            ),
            "other",
            Status.REFINED,
        ),
    ],
)
def test_reports_list_the_same(texts: tuple[str, ...], kind: str, status: Status) -> None:
    (finding,) = found(texts)
    assert (finding.kind, finding.status) == (kind, status)
    assert finding.articles == ("r0", "r1")


@pytest.mark.parametrize(
    "texts",
    [
        (  # one name in common
            "The crews have blocked Bergen, Stavanger and Kristiansand.",
            "No ship has left Bergen, Florø or Molde, a clerk said.",
        ),
        (  # a place in a place
            "The crews met in Bergen, Norway, on Monday evening.",
            "No ship has left Bergen, Norway, a clerk of the authority said.",
        ),
        (  # those who died, those who were saved
            "Anna Berg, Karl Lund and Peter Holm were killed when a crane fell on the quay.",
            "Anna Berg, Karl Lund and Peter Holm were rescued from the quay, the mayor said.",
        ),
        (  # for it, against it
            "Anna Berg, Karl Lund and Peter Holm voted for the offer.",
            "The members Anna Berg, Karl Lund and Peter Holm voted against the offer, a clerk said.",
        ),
    ],
)
def test_what_is_no_common_list(texts: tuple[str, ...]) -> None:
    assert not found(texts)


def test_evidence_is_the_list_with_its_head_words() -> None:
    (finding,) = found(
        (
            "The crews have blocked several harbours, among them Bergen, Molde and Stavanger.",
            "A clerk said that Molde, Stavanger and Bergen, among others, would stay shut.",
        )
    )
    words = {e.article: e.quote for v in finding.values for e in v.evidence}
    assert words == {
        "r0": "among them Bergen, Molde and Stavanger",
        "r1": "Molde, Stavanger and Bergen, among others",
    }


def test_copies_of_one_report_make_no_list() -> None:
    text = f"{LEADS[0]}\n\nThe crews have blocked the harbours of Bergen, Stavanger and Kristiansand since the morning."
    articles = [make_article(id=f"c{i}", outlet=f"O{i}", published="2024-03-05", text=text) for i in range(2)]
    (account,) = reconcile(articles)
    assert not [f for f in account.findings if f.reasons[0].rule.startswith("list.")]


def test_order_of_articles_changes_nothing() -> None:
    texts = (
        "The crews have blocked the harbours of Bergen, Stavanger and Kristiansand since the morning.",
        "Ships lay idle in Stavanger, Kristiansand and Bergen, a clerk of the authority said.",
        "Quiet lay over the harbours Molde, Bergen and Stavanger.",
    )
    first = found(texts)
    assert first
    assert all(found(texts, order) == first for order in permutations(range(3)))
