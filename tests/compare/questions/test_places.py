"""Accounts of where something is or happened, told by reports that vary their words."""

from functools import cache
from itertools import permutations

import pytest

from twosource.articles import make_article
from twosource.data import Conflict, Finding, Status
from twosource.pipeline import reconcile

# each report has its own words around what is asked, so that no report copies another
CRASH = (
    "Small plane crash kills two\n\nA small plane crashed on Monday with two people on board, the aviation office said.",
    "Two dead after plane crash\n\nBoth people in a light aircraft died when the plane crashed on Monday, a coroner said.",
    "Investigators at site of plane crash\n\nExperts began to look at the wreck of a plane that crashed on Monday.",
)
QUAKE = (
    "Strong earthquake wakes thousands\n\nA strong earthquake shook houses before dawn on Monday, the seismic service said.",
    "Quake cracks walls, no deaths\n\nAn earthquake cracked walls and roads early on Monday, mayors of several towns reported.",
    "Schools shut after quake\n\nPupils stayed at home after a quake that rattled windows, teachers told the radio.",
)


@cache
def found(
    texts: tuple[str, ...], leads: tuple[str, ...] = CRASH, order: tuple[int, ...] | None = None
) -> list[Finding]:
    """What rules found on where it happened."""
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-05", text=f"{leads[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    accounts = list(reconcile([articles[i] for i in order or range(len(texts))]))
    return [f for a in accounts for f in a.findings if f.reasons[0].rule.startswith("where.")]


@pytest.mark.parametrize(
    ("texts", "rule", "status"),
    [
        (
            (
                "The plane crashed near the village of Tarnow.",
                "The aircraft crashed in a field near Tarnow, a farmer said.",
            ),
            "where.same",
            Status.CORROBORATED,
        ),
        (  # a place in a place
            (
                "The plane crashed near Tarnow in southern Poland.",
                "The crash happened in southern Poland, a spokesman told the radio.",
            ),
            "where.finer",
            Status.REFINED,
        ),
        (  # what happens once has one place, whatever it is called
            (
                "The plane crashed into a hostel near the river.",
                "The crash happened in Tarnow, a spokesman told the radio.",
            ),
            "where.finer",
            Status.REFINED,
        ),
    ],
)
def test_where_it_happened(texts: tuple[str, ...], rule: str, status: Status) -> None:
    assert [(f.reasons[0].rule, f.status) for f in found(texts)] == [(rule, status)]


@pytest.mark.parametrize(
    ("texts", "conflict"),
    [
        (
            (
                "The earthquake struck 15 km from Tarnow, the service said.",
                "The quake struck 90 km from Tarnow, a geologist told the radio.",
            ),
            True,
        ),
        (  # rounded
            (
                "The earthquake struck 15.2 km from Tarnow, the service said.",
                "The quake struck about 15 km from Tarnow, a geologist told the radio.",
            ),
            False,
        ),
        (
            (
                "The earthquake struck north of Tarnow, the service said.",
                "The quake struck south of Tarnow, a geologist told the radio.",
            ),
            True,
        ),
        (
            (
                "The earthquake struck north of Tarnow, the service said.",
                "The quake struck northwest of Tarnow, a geologist told the radio.",
            ),
            False,
        ),
    ],
)
def test_only_words_that_hold_places_apart_make_a_conflict(texts: tuple[str, ...], conflict: bool) -> None:
    (finding,) = found(texts, QUAKE)
    assert (finding.conflict is Conflict.PLACE, finding.status is Status.CONFLICTING) == (conflict, conflict)


def test_where_somebody_is() -> None:
    (finding,) = found(
        (
            "The owner of the plane, Anna Berg, fled to Norway last week.",
            "Anna Berg now lives in Norway, the coroner added.",
        )
    )
    assert (finding.kind, finding.status) == ("place", Status.CORROBORATED)
    assert {e.quote for v in finding.values for e in v.evidence} == {"fled to Norway", "lives in Norway"}


@pytest.mark.parametrize(
    "texts",
    [
        (  # people of a place, in two matters
            "Officials in Norway closed the airfield.",
            "Doctors in Norway treat a child who was hurt.",
        ),
        (  # two places without a word on what happened there
            "The pilot had trained at a school in Oslo.",
            "Her family has a house in Bergen.",
        ),
        (  # it did not happen there
            "The plane crashed near Tarnow.",
            "The plane did not crash near Tarnow, a spokesman said.",
        ),
        (  # a seat of power, where many things happen
            "Reporters waited at the White House.",
            "A gardener retired at the White House.",
        ),
        (  # a name that both reports have
            "Berg ate at a restaurant in Bergen.",
            "The father of Berg has a shop in Bergen.",
        ),
    ],
)
def test_what_is_no_answer_to_where(texts: tuple[str, ...]) -> None:
    assert not found(texts)


def test_copies_of_one_report_make_no_place() -> None:
    text = f"{CRASH[0]}\n\nThe plane crashed near the village of Tarnow."
    articles = [make_article(id=f"c{i}", outlet=f"O{i}", published="2024-03-05", text=text) for i in range(2)]
    (account,) = reconcile(articles)
    assert not [f for f in account.findings if f.reasons[0].rule.startswith("where.")]


def test_order_of_articles_changes_nothing() -> None:
    texts = (
        "The plane crashed near the village of Tarnow.",
        "The aircraft crashed in a field near Tarnow, a farmer said.",
        "The crash happened in southern Poland, near Tarnow.",
    )
    first = found(texts)
    assert first
    assert all(found(texts, CRASH, order) == first for order in permutations(range(3)))
