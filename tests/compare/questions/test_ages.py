"""Accounts of reports that give somebody's age."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.articles import make_article
from twosource.data import Finding, Status
from twosource.pipeline import account_of, read_documents, reconcile

RULES = ("quantity.equal", "quantity.disjoint", "quantity.compatible")


def ages(*texts: str, days: tuple[str, ...] = ()) -> list[Finding]:
    """The findings about an age."""
    given = findings(articles(*texts, days=days), *RULES)
    return [f for f in given if any((v.normalised or "").endswith(" a") for v in f.values)]


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        ("Anton Reiss, 49, a welder from Ostmark, is missing.", "Among the missing is 49-year-old Anton Reiss.", Status.CORROBORATED),
        ("Anton Reiss, 49, a welder from Ostmark, is missing.", "His wife prays for Anton Reiss, 40, who is missing.", Status.CONFLICTING),
        ("Sixty-year-old Jorun Vik led the ship. The captain, Jorun Vik, 60, is safe.", "Jorun Vik, 60, led the ship.", Status.CORROBORATED),
        ("The captain is Jorun Vik, 61.", "The ship was led by 59-year-old Captain Jorun Vik.", Status.CONFLICTING),
        ("Jorun Vik, a 61-year-old sailor, led the ship.", "Jorun Vik (59) led the ship.", Status.CONFLICTING),
        ("Little Sara Hadad, eight, was in the garden.", "Nine-year-old Sara Haddad was buried on Tuesday.", Status.CONFLICTING),
        ("The pilot, Jiro Tanaka, 39, told police so.", "Its pilot, Captain Jirou Tanaka, 40, crawled out.", Status.CONFLICTING),
    ],
)  # fmt: skip
def test_the_age_of_one_person(one: str, two: str, status: Status) -> None:
    assert {f.status for f in ages(one, two)} == {status}


def test_two_persons_have_two_ages() -> None:
    found = ages(
        "Anton Reiss, 49, and Tomas Berg, 30, are missing.", "Tomas Berg, 30, and Anton Reiss, 49, are missing."
    )
    assert {f.status for f in found} == {Status.CORROBORATED}


def test_years_between_the_reports_are_no_conflict() -> None:
    texts = ("Anton Reiss, 49, was charged.", "Anton Reiss, 50, was convicted.")
    assert not [f for f in ages(*texts, days=("2024-03-08", "2025-01-20")) if f.conflict]
    assert [f for f in ages(*texts, days=("2024-03-08", "2024-03-09")) if f.conflict]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Anton Reiss will be 50 in April.", "The club has signed Anton Reiss, 49."),
        ("Anton Reiss, 46, told a newspaper in 2021 that he was proud.", "Anton Reiss, 49, was charged."),
    ],
)
def test_an_age_of_another_time_is_no_other_age(one: str, two: str) -> None:
    assert not [f for f in ages(one, two) if f.conflict]


def test_an_age_is_no_toll_and_two_ages_of_an_unnamed_man_confirm_nothing() -> None:
    texts = ("A sailor, a man aged 71, died in hospital in Moorhafen.", "A man, 72, died in hospital in Moorhafen.")
    found = [f for account in reconcile(articles(*texts)) for f in account.findings if len(f.articles) == 2]
    told = [{a.quote for v in f.values for a in v.evidence} for f in found if f.status is Status.CORROBORATED]
    assert not [words for words in told if any("71" in w for w in words) and any("72" in w for w in words)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The driver, 52, was arrested.", "The 47-year-old driver was arrested."),
        ("The driver, 52, was arrested.", "The driver, aged 47, was arrested."),
        ("The pilot, who was 61, died at the scene.", "The 58-year-old pilot died at the scene."),
        ("The suspect is 24 years old.", "The suspect, 26, lived alone."),
    ],
)
def test_the_age_of_the_only_one_of_a_kind(one: str, two: str) -> None:
    assert {f.status for f in unnamed(one, two)} == {Status.CONFLICTING}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The driver, 52, died. Another driver, 47, was hurt.", "The 47-year-old driver was hurt."),
        ("The driver, 52, died. Two drivers were held.", "The 47-year-old driver was held."),
        ("The man, 52, sat by the river.", "The 47-year-old man drove away."),
    ],
)
def test_of_several_no_age_is_told(one: str, two: str) -> None:
    assert not [f for f in unnamed(one, two) if f.conflict]


def unnamed(*texts: str) -> list[Finding]:
    """The findings about an age in reports known to be of one story."""
    given = [make_article(t, id=i, outlet=i, published="2025-03-04") for i, t in zip("ab", texts, strict=True)]
    found = account_of("s", list(read_documents(given))).findings
    return [f for f in found if len(f.articles) == 2 and any((v.normalised or "").endswith(" a") for v in f.values)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Of the crew, a steward of 32 called Kim woke up in hospital.", "A 33-year-old man surnamed Kim was saved."),
        ("Anton Reiss fled on Monday. He is 75.", "The mayor, Anton Reiss, a retired judge of 74, has left the country."),
        ("The court jailed Anton Reiss. Judge Nina Horn found the 52-year-old guilty.", "Reiss, 53, was jailed."),
        ("The vote went to Anton Reiss. The 52-year-old former coach won by a mile.", "Reiss, 53, won the vote."),
        ("The driver was 22, police said.", "The 24-year-old driver died of a gunshot."),
        ("The attacker, a 24-year-old man, was held.", "The 26-year-old suspect was held."),
        ("The gunman was a 24-year-old man, guards said.", "The gunman, 26, was held."),
        ("They held Bell and his son Nuri Bell Valento. Ali Bell had won. Bell, 64, was seen on Saturday.", "Ali Bell, 65, sat there."),
    ],
)  # fmt: skip
def test_ages_that_the_sentence_or_the_one_before_gives(one: str, two: str) -> None:
    assert {f.status for f in unnamed(one, two)} == {Status.CONFLICTING}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Juri Vogt, 35, won.", "Jura Vogt, 61, won."),
        ("Lena Vogt met Anton Reiss. The 30-year-old man drove the car.", "Lena Vogt, 61, met Reiss."),
        ("Anton Reiss wrote a book. His wife is 62, she said.", "Anton Reiss, 64, wrote a book."),
        ("The crew of 32 is safe.", "The 30-year-old crew is safe."),
        ("The gunman shot a 24-year-old man.", "The 26-year-old suspect was held."),
        ("The gunmen fled. The gunman, 24, was found.", "The 26-year-old suspect was held."),
    ],
)
def test_ages_of_two_persons(one: str, two: str) -> None:
    assert not [f for f in unnamed(one, two) if f.conflict]
