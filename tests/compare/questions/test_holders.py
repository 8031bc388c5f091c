"""Accounts of reports that give one office to two persons."""

from itertools import permutations

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.compare.questions.holders import one_person
from twosource.data import Conflict, Status

RULE = "office.two-holders"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norway's interior minister, Lars Holm, thanked the crews.",
        ),
        (
            "Nordbank CEO Tomas Berg said that the ship was insured.",
            "The ship was insured, said Lars Holm, chief executive of Nordbank.",
        ),
        (
            "Helena Vogt, the mayor of Moorhafen, thanked the crews.",
            "Moorhafen Mayor Petra Lang thanked the crews.",
        ),
        (  # one field in more or fewer words
            "Nordbank's risk management chief Tomas Berg said that the ship was insured.",
            "The ship was insured, said Lars Holm, director of management at Nordbank.",
        ),
    ],
)
def test_two_holders(one: str, two: str) -> None:
    (found,) = findings(articles(one, two), RULE)
    assert (found.kind, found.status, found.conflict) == ("person", Status.CONFLICTING, Conflict.PERSON)
    assert [{a.article for a in v.evidence} for v in found.values] == [{"r0"}, {"r1"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # variants of one name
            "Norwegian Interior Minister Mehrdad Hasanzadeh thanked the crews.",
            "Norway's interior minister, Mahdad Hassanzadeh, thanked the crews.",
        ),
        (  # two offices
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norwegian Foreign Minister Lars Holm thanked the crews.",
        ),
        (  # of two states
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Danish Interior Minister Lars Holm thanked the crews.",
        ),
        (  # nobody says whose
            "Interior Minister Tomas Berg thanked the crews.",
            "The interior minister, Lars Holm, thanked the crews.",
        ),
        (  # a state's office and a body's
            "Norway's president Tomas Berg thanked the crews.",
            "The president of Norway's Nordbank, Lars Holm, thanked the crews.",
        ),
        (  # another office, or none that is held
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norway's former interior minister, Lars Holm, thanked the crews.",
        ),
        (
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norwegian Deputy Interior Minister Lars Holm thanked the crews.",
        ),
        (  # one of several
            "Nordbank director Tomas Berg said that the ship was insured.",
            "The ship was insured, said Lars Holm, a director at Nordbank.",
        ),
        (  # a report tells of the change
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norway's interior minister, Lars Holm, thanked the crews. Lars Holm was appointed on Thursday.",
        ),
        (  # of an earlier time
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "In 2003 Norwegian Interior Minister Lars Holm closed the old harbour.",
        ),
        (  # the report has both
            "Norwegian Interior Minister Tomas Berg thanked the crews.",
            "Norway's interior minister, Lars Holm, thanked the crews. Norwegian Interior Minister Tomas Berg wrote to them.",
        ),
    ],
)
def test_no_two_holders(one: str, two: str) -> None:
    assert findings(articles(one, two), RULE) == []


def test_several_share_it() -> None:
    """Once a report calls somebody co-CEO, two chief executives of that bank are no surprise."""
    texts = (
        "Nordbank CEO Tomas Berg praised the crews.",
        "The crews did well, said Lars Holm, chief executive of Nordbank.",
    )
    assert len(findings(articles(*texts), RULE)) == 1
    assert findings(articles(*texts, "Nordbank's co-CEO Petra Lang thanked the crews."), RULE) == []


def test_months_apart_an_office_may_have_changed_hands() -> None:
    texts = "Helena Vogt, the mayor of Moorhafen, thanked the crews.", "Moorhafen Mayor Petra Lang thanked the crews."
    assert findings(articles(*texts, days=("2024-03-08", "2024-03-09")), RULE)
    assert not findings(articles(*texts, days=("2024-03-08", "2024-06-09")), RULE)


def test_the_order_of_the_articles_changes_nothing() -> None:
    given = articles(
        "Helena Vogt, the mayor of Moorhafen, thanked the crews.",
        "Moorhafen Mayor Petra Lang thanked the crews.",
        "Moorhafen's mayor Helena Vogt thanked the crews.",
    )
    told = {str([f.to_dict() for f in findings(list(order), RULE)]) for order in permutations(given)}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Eskandar Momeni", "Iskander Mohseni", False),
        ("David Ellison", "Larry Ellison", False),
        ("Mehrdad Hasanzadeh", "Mahdad Hassanzadeh", True),
        ("Golam Mortuza Majumder", "Golam Mortuza Mozumder", True),
        ("Vogt", "Petra Lang", True),  # a single name may be another part of the longer one
    ],
)
def test_one_person(one: str, two: str, same: bool) -> None:
    assert one_person(one, two) is same
