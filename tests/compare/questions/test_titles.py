"""Accounts of reports that say who somebody is."""

from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Article, Conflict, Finding, Status
from twosource.pipeline import reconcile

LEADS = (
    "A freighter ran aground off Moorhafen in the night to Friday, and forty sailors were brought ashore, the coast guard said.",
    "Forty sailors were rescued off Moorhafen when their freighter hit the rocks in a gale on Friday, the harbour said.",
    "The freighter that hit the rocks off Moorhafen had forty sailors aboard, all of whom are safe, the owners said.",
)


def articles(*texts: str, days: tuple[str, ...] = ()) -> list[Article]:
    """One article per text, each with its own lead."""
    return [
        make_article(
            id=f"r{i}",
            outlet=f"O{i}",
            published=days[i] if days else "2024-03-08",
            text=f"{LEADS[i]}\n\n{text}",
        )
        for i, text in enumerate(texts)
    ]


def findings(given: list[Article], *rules: str) -> list[Finding]:
    """The findings that one of the rules made."""
    found = [f for account in reconcile(given) for f in account.findings]
    return [f for f in found if any(r.rule in rules for r in f.reasons)]


TITLES = ("title.same", "title.compatible", "title.excludes")


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        (
            "Anton Reiss, who heads the Ostmark coast guard, praised his crews.",
            "The crews had worked all night, said Anton Reiss, head of the coast guard in Ostmark.",
            Status.CORROBORATED,
        ),
        (
            "Former Prime Minister Tomas Berg visited the sailors in hospital.",
            "Tomas Berg, an ex-PM, visited the sailors in hospital.",
            Status.CORROBORATED,
        ),
        (
            "Lieutenant General Tomas Berg said that the navy had sent two ships.",
            "The navy sent two ships, said Tomas Berg, a spokesman for the army.",
            Status.REFINED,
        ),
        (  # a rank in short, and a rank that is a kind of the other
            "Lt. Col. Tomas Berg said that the navy had sent two ships.",
            "The navy sent two ships, Colonel Tomas Berg said.",
            Status.CORROBORATED,
        ),
        (
            "Helena Vogt is the acting mayor of Moorhafen, and she thanked the crews.",
            "Moorhafen's mayor Helena Vogt thanked the crews.",
            Status.CORROBORATED,
        ),
    ],
)
def test_compatible(one: str, two: str, status: Status) -> None:
    (found,) = findings(articles(one, two), *TITLES)
    assert (found.kind, found.status, found.conflict) == ("title", status, None)
    assert found.articles == ("r0", "r1")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # two ranks of one ladder
            "Sergeant Tomas Berg was hurt when a rope broke.",
            "A rope broke and hurt Captain Tomas Berg.",
        ),
        (  # two kinships to one person
            "Among the sailors was Jonas Weber, a son of singer Lena Weber.",
            "Jonas Weber, the brother of singer Lena Weber, was among the sailors.",
        ),
        (  # held now and held no longer, both in so many words
            "Helena Vogt is the mayor of Moorhafen.",
            "The former mayor of Moorhafen, Helena Vogt, thanked the crews.",
        ),
    ],
)
def test_excluding(one: str, two: str) -> None:
    (found,) = findings(articles(one, two), *TITLES)
    assert (found.kind, found.status, found.conflict) == ("title", Status.CONFLICTING, Conflict.TITLE)
    assert [{a.article for a in v.evidence} for v in found.values] == [{"r0"}, {"r1"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # a report tells of the change
            "Sergeant Tomas Berg was hurt when a rope broke.",
            "A rope broke and hurt Captain Tomas Berg. Tomas Berg had been promoted on Monday.",
        ),
        (  # what is left out is no conflict
            "Mayor Helena Vogt thanked the crews of the port.",
            "The former mayor of Moorhafen, Helena Vogt, thanked the crews.",
        ),
        (  # brothers of different people
            "Among the sailors was Jonas Weber, a son of singer Lena Weber.",
            "Jonas Weber, the brother of painter Otto Klein, was among the sailors.",
        ),
    ],
)
def test_not_excluding(one: str, two: str) -> None:
    assert all(f.conflict is None for f in findings(articles(one, two), *TITLES))


def test_of_titles_that_exclude_each_other_no_third_is_told() -> None:
    given = articles(
        "Harbour Secretary Tomas Berg thanked the crews.",
        "Deputy Harbour Secretary Tomas Berg thanked the crews.",
        "Harbour spokesman Tomas Berg thanked the crews.",
    )
    (found,) = findings(given, "title.excludes")
    assert [v.value for v in found.values] == ["Harbour Secretary", "Deputy Harbour Secretary"]


def test_courtesy_tells_nothing() -> None:
    one, two = "Mr Tomas Berg thanked the crews of the port.", "The crews were thanked by Mr. Tomas Berg."
    assert findings(articles(one, two), *TITLES) == []


def test_a_thing_is_described_too() -> None:
    one = "The ship was bound for Ostmark, the second-largest port of the country."
    two = "It had left Ostmark, the country's second-largest port, on Monday."
    (found,) = findings(articles(one, two), *TITLES)
    assert (found.kind, found.status) == ("other", Status.CORROBORATED)


def test_copies_are_one_origin() -> None:
    text = (
        f"{LEADS[0]}\n\nAnton Reiss, head of the coast guard in Ostmark, praised his crews. They had worked all night."
    )
    given = [make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-08", text=text) for i in range(3)]
    assert {f.status for f in findings(given, *TITLES)} == {Status.SINGLE_SOURCE}


def test_the_order_of_the_articles_changes_nothing() -> None:
    given = articles(
        "Sergeant Tomas Berg was hurt when a rope broke.",
        "A rope broke and hurt Captain Tomas Berg.",
        "Tomas Berg, a father of three, was hurt by a rope.",
    )
    told = {str([f.to_dict() for f in findings(list(order), *TITLES)]) for order in permutations(given)}
    assert len(told) == 1


def test_what_the_statement_tells_stands_for_itself() -> None:
    """A description takes no statement away from the account."""
    one = "Anton Reiss, who heads the Ostmark coast guard, fed a stray dog."
    two = "The crews had worked all night, said Anton Reiss, head of the coast guard in Ostmark."
    account = next(iter(reconcile(articles(one, two))))
    assert any("stray dog" in a.quote for f in account.findings for v in f.values for a in v.evidence)
