"""Accounts of reports of which one tells of one more death by its number."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Status

LATER = ("2024-03-08", "2024-03-10")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "Five people died in a fire at a plant in Brno.",
            "A sixth person has died after the fire in Brno, a hospital said.",
        ),
        ("Five people were killed in a fire in Brno.", "The fire in Brno claimed a sixth life on Tuesday."),
        (
            "The measles outbreak in Utah has killed five people.",
            "Officials reported a sixth death in the outbreak in Utah.",
        ),
    ],
)
def test_one_more_death_is_an_update(earlier: str, later: str) -> None:
    (found,) = findings(articles(earlier, later, days=LATER), "count.next")
    assert found.status is Status.UPDATED
    assert found.values[0].value.lower() == "five" and "sixth" in found.values[1].value


def test_what_the_toll_was_before_stands_with_it() -> None:
    texts = (
        "Three people died in a fire at a plant in Brno.",
        "The death toll from the fire in Brno rose to five.",
        "A sixth person has died after the fire at the plant in Brno.",
    )
    (found,) = findings(articles(*texts, days=("2024-03-08", "2024-03-09", "2024-03-10")), "count.next")
    assert [v.value.lower() for v in found.values] == ["three", "five", "a sixth person"]


def test_its_number_is_the_toll() -> None:
    texts = "Six people died in a fire in Brno.", "A sixth person has died after the fire in Brno, a hospital said."
    (found,) = findings(articles(*texts), "count.next")
    assert found.status is Status.CORROBORATED


@pytest.mark.parametrize(
    "other",
    [
        "A second person was arrested after the fire in Brno.",  # no death
        "A ninth person has died after the fire in Brno.",  # of eight that no report tells of
        "A sixth person has died in floods near Lima.",  # of another thing
        "A sixth person might have died in the fire in Brno.",
    ],
)
def test_other_numbers_are_no_toll(other: str) -> None:
    assert not findings(articles("Five people died in a fire in Brno.", other, days=LATER), "count.next")


def test_a_later_report_of_fewer_is_not_overtaken() -> None:
    texts = "A sixth person has died after the fire in Brno.", "Five people died in the fire in Brno."
    assert not findings(articles(*texts, days=LATER), "count.next")
