"""Accounts of reports that tell why: the same cause, another one ruled out, none known yet."""

import itertools

import pytest

from twosource.articles import make_article
from twosource.data import Account, Finding, Status
from twosource.pipeline import reconcile

LEADS = (  # reporters' own words: a shared lead would make them one origin
    "A freight train derailed near Moorhafen on Tuesday morning, the railway said. The derailment blocked two lines.",
    "Eleven wagons of a goods train left the rails outside Moorhafen early on Tuesday. The line stays shut after the derailment.",
    "Fire crews pumped diesel from the locomotive all day after the derailment at Moorhafen. Nobody was hurt.",
)


def account(*texts: str, days: tuple[str, ...] = ()) -> Account:
    """The account of one report per text, each with a lead of its own."""
    articles = [
        make_article(
            id=f"r{i}",
            outlet=f"Outlet {i}",
            published=days[i] if days else "2024-03-06",
            text=f"Moorhafen train derailment\n\n{LEADS[i]}\n\n{text}",
        )
        for i, text in enumerate(texts)
    ]
    (made,) = reconcile(articles)
    return made


def causes(made: Account) -> list[Finding]:
    """The findings on why that more than one report speaks of."""
    return [f for f in made.findings if f.kind == "cause"]


def rules(found: list[Finding]) -> list[tuple[str, Status]]:
    """The first rule and the status of each."""
    return [(f.reasons[0].rule, f.status) for f in found]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The cause was not clear.", "Investigators are still looking for the cause of the derailment."),
        ("What caused the derailment is not yet known.", "An inquiry into the cause has begun."),
        ("The railway had not identified a cause by the evening.", "The cause is under investigation."),
    ],
)
def test_a_cause_that_nobody_knows(one: str, two: str) -> None:
    found = causes(account(one, two))
    assert rules(found) == [("cause.unknown", Status.CORROBORATED)]
    assert found[0].articles == ("r0", "r1")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A broken rail caused the derailment, an inspector said.", "The derailment was the result of a broken rail."),
        ("An inspector blamed the derailment on a cracked rail.", "A cracked rail was to blame for the derailment."),
        (
            "An electrical fault in a signal box caused the derailment.",
            "The derailment was caused by a short circuit in a relay, an inspector said.",
        ),
        (
            "Two men were arrested for stealing signal cables.",
            "Police detained two men for the theft of signal cables.",
        ),
    ],
)
def test_one_cause_in_two_reports(one: str, two: str) -> None:
    assert rules(causes(account(one, two))) == [("cause.same", Status.CORROBORATED)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police ruled out sabotage.", "There was no indication of sabotage."),
        ("Nothing points to terrorism, police said.", "Officers do not believe that there was a terrorist motive."),
    ],
)
def test_what_two_reports_rule_out(one: str, two: str) -> None:
    found = [f for f in account(one, two).findings if f.reasons[0].rule == "cause.ruled-out"]
    assert [(f.status, f.articles) for f in found] == [(Status.CORROBORATED, ("r0", "r1"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sabotage caused the derailment, a union leader said.", "The railway ruled out sabotage as the cause."),
        ("The derailment was caused by a broken rail.", "The railway denied that a broken rail caused the derailment."),
    ],
)
def test_a_cause_that_is_given_and_ruled_out(one: str, two: str) -> None:
    (found,) = [f for f in account(one, two).findings if f.kind == "cause"]
    assert found.status is Status.CONFLICTING
    assert {v.normalised for v in found.values} == {"affirmed", "negated"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A broken rail caused the derailment.", "The mayor blamed the derailment on worn brakes."),
        ("Trains were late because of a broken rail.", "A broken rail caused the derailment."),
        ("The cause of death of the driver is not known.", "The cause was not clear."),
        ("Police could not rule out sabotage.", "Police ruled out sabotage."),
        ("The driver's motive is not known.", "The cause was not clear."),
        ("The cause of the injuries was not clear.", "The cause of the derailment was not clear."),
    ],
)
def test_two_questions_stay_two(one: str, two: str) -> None:
    assert [f for f in causes(account(one, two)) if len(f.articles) > 1] == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Trains did not run because of a broken rail.", "Because of a broken rail no trains ran."),
        ("Trains do not run because a rail is broken.", "Trains are not running because a rail is broken."),
    ],
)
def test_why_something_did_not_happen_denies_no_cause(one: str, two: str) -> None:
    assert {rule for rule, _ in rules(causes(account(one, two)))} <= {"cause.same"}


def test_who_is_not_something_is_no_cause_that_is_ruled_out() -> None:
    found = causes(
        account("The miners are not animals, a nurse said.", "A priest shouted: the miners are not animals.")
    )
    assert [f for f in found if len(f.articles) > 1] == []


def test_what_can_cause_it_did_not_yet_cause_it() -> None:
    found = causes(account("Cracked rails can cause derailments.", "Cracked rails caused the derailment."))
    assert [f for f in found if len(f.articles) > 1] == []


def test_copies_do_not_corroborate() -> None:
    text = (
        "The cause was not clear, the railway said, and experts from the capital would look at the rails on Wednesday."
    )
    lead = LEADS[0]
    articles = [
        make_article(id=f"r{i}", outlet=f"Outlet {i}", published="2024-03-06", text=f"{lead}\n\n{text}")
        for i in range(2)
    ]
    (made,) = reconcile(articles)
    assert [f.status for f in causes(made)] == [Status.SINGLE_SOURCE]


def test_the_order_of_the_reports_changes_nothing() -> None:
    texts = ("The cause was not clear.", "The cause is under investigation.", "What caused the derailment is unknown.")
    articles = [
        make_article(id=f"r{i}", outlet=f"O{i}", published="2024-03-06", text=f"{LEADS[i]}\n\n{text}")
        for i, text in enumerate(texts)
    ]
    made = {
        tuple(f.to_dict().__repr__() for account in reconcile(list(order)) for f in causes(account))
        for order in itertools.permutations(articles)
    }
    assert len(made) == 1
    assert all("cause.unknown" in text for text in made.pop())


def test_anchors_are_exact() -> None:
    made = account("The cause was not clear.", "Nobody knows what caused the derailment.")
    for finding in causes(made):
        for value in finding.values:
            for anchor in value.evidence:
                assert anchor.end - anchor.start == len(anchor.quote)


DAYS = ("2024-03-08", "2024-03-09")


@pytest.mark.parametrize(
    "known",
    [
        "The derailment was caused by a broken rail, investigators said.",
        "Early findings point to a broken rail, an investigator said.",
        "The cause of the derailment was a broken rail, an expert said.",
    ],
)
def test_a_cause_that_was_not_known_is_found(known: str) -> None:
    made = account("The cause of the derailment is not yet known, police said.", known, days=DAYS)
    (found,) = (f for f in causes(made) if f.status is Status.UPDATED)
    assert found.reasons[0].rule == "modality.unclear" and "broken rail" in found.values[1].value


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        (
            "The railway is investigating the cause.",
            "The derailment was caused by a broken rail.",
        ),  # not that nobody knows
        ("The railway did not give a reason for the derailment.", "The derailment was caused by a broken rail."),
        ("It is not known what caused the derailment.", "The man was jailed for the derailment."),
        (
            "It is not known what caused the derailment.",
            "Evidence points to the death of the driver in the derailment.",
        ),
        (
            "It is not known what caused the derailment.",
            "Officials blamed the railway on Monday for the delay of a bus.",
        ),
    ],
)
def test_what_is_no_cause_answers_nothing(asked: str, other: str) -> None:
    made = account(asked, other, days=DAYS)
    assert not [f for f in causes(made) if f.reasons[0].rule == "modality.unclear"]
