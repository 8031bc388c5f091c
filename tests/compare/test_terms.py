"""What a figure is to whom: wanted, offered, agreed; asked for, given."""

import pytest

from twosource.articles import make_article
from twosource.compare.terms import bid, penalty
from twosource.data import Statement, Status
from twosource.pipeline import account_of, read_documents


def statement_of(text: str) -> Statement:
    (document,) = read_documents([make_article(text, id="r", outlet="A", published="2024-03-05")])
    return document.statements[0]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The workers want a 7 percent pay rise.", "wanted"),
        ("The union is asking for 7 percent.", "wanted"),
        ("The employers have offered 4 percent.", "offered"),
        ("The two sides agreed on a pay rise of 5 percent.", "agreed"),
        ("The strike ended on Thursday with a 5 percent pay rise.", "agreed"),
        ("Pay rose by 5 percent.", ""),
    ],
)
def test_bids(text: str, side: str) -> None:
    assert bid(statement_of(text)) == side


def test_penalties() -> None:
    assert penalty(statement_of("Prosecutors demanded ten years in prison.")) == "asked"
    assert penalty(statement_of("He was sentenced to four years in prison.")) == "given"


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("The dockers want a 7 percent pay rise.", "The dockers demanded a pay rise of 8 percent.", True),
        (
            "The dockers want a 7 percent pay rise.",
            "The employers have offered the dockers a pay rise of 4 percent.",
            False,
        ),
        (
            "The dockers want a 7 percent pay rise.",
            "The dockers and the employers agreed on a pay rise of 5 percent.",
            False,
        ),
    ],
)
def test_what_is_wanted_is_no_rival_of_what_is_offered(one: str, two: str, differ: bool) -> None:
    given = [
        make_article(t, id=f"r{i}", outlet=f"Outlet {i}", published="2024-03-05") for i, t in enumerate((one, two))
    ]
    found = account_of("s", list(read_documents(given))).findings
    assert bool([f for f in found if f.status in {Status.CONFLICTING, Status.UPDATED}]) is differ
