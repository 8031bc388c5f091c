"""Accounts of reports that count people in one place, or nobody."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status


def counts(*texts: str, days: tuple[str, ...] = ()) -> list[Finding]:
    """The disagreements about a figure."""
    given = findings(
        articles(*texts, days=days), "quantity.disjoint", "update.bound-passed", "count.unknown", "count.zero"
    )
    return [f for f in given if f.kind == "quantity"]


LATER = ("2024-03-08", "2024-03-10")


def test_the_toll_of_a_place_is_updated() -> None:
    (found,) = counts("Two people died in Ostmark.", "Of the victims seven were killed in Ostmark.", days=LATER)
    assert found.status is Status.UPDATED
    assert [v.value.lower() for v in found.values] == ["two", "seven"]


def test_two_places_have_two_tolls() -> None:
    assert not counts("Two people died in Ostmark and nine in Lindau.", "Seven people died in Brenn.", days=LATER)


def test_the_toll_of_a_place_joins_no_other() -> None:
    texts = (
        "At least 34 people died in Ostmark. In Lunde 12 people died.",
        "At least 95 people were killed.",
        "Some 220 people died.",
    )
    found = counts(*texts, days=("2024-03-08", "2024-03-10", "2024-03-12"))
    assert not [f for f in found if "34" in {v.value.split()[-1] for v in f.values}]


def test_a_report_that_gives_two_figures_counts_two_things() -> None:
    texts = (
        "Two people died in Ostmark. In 1987 forty people were killed in Ostmark.",
        "Seven people died in Ostmark.",
    )
    assert not [f for f in counts(*texts, days=LATER) if len(f.values) > 2]


def test_a_number_that_nobody_had_yet() -> None:
    (found,) = counts(
        "It was unclear how many people were missing, the navy said.", "Now 12 people are missing.", days=LATER
    )
    assert found.status is Status.UPDATED
    assert found.reasons[0].rule == "count.unknown"
    assert [v.normalised for v in found.values] == ["not known", "12"]
    assert found.about == ("people were missing",)


def test_what_is_not_known_on_the_same_day_is_no_update() -> None:
    assert not counts("It was unclear how many people were missing.", "Twelve people are missing.")


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("Nobody on board was hurt, the owners said.", "One of the crew was slightly hurt, a doctor said.", True),
        ("Nobody on board was hurt, the owners said.", "A doctor said that 3 crew members were injured.", True),
        ("No one was hurt when a crane fell on the quay.", "When a crane fell on the quay, 2 men were hurt.", True),
        # other people, another thing, another year
        ("Nobody on board was hurt, the owners said.", "A doctor said that 3 people on the beach were injured.", False),
        ("No one was hurt when a crane fell on the quay.", "In the town hall 2 men were hurt in a brawl.", False),
        ("No one was hurt when a crane fell on the quay.", "When a crane fell on the quay in 1998, 2 men were hurt.", False),
        # a report that tells both
        ("Nobody on board was hurt, the owners said.", "Nobody on board was killed; 3 crew members were injured.", True),
        ("No injuries were life-threatening, a doctor said.", "A doctor said that 3 crew members were injured.", False),
    ],
)  # fmt: skip
def test_nobody_against_some(one: str, two: str, apart: bool) -> None:
    assert [f.status for f in counts(one, two)] == [Status.CONFLICTING] * apart
    assert [f.status for f in counts(one, two, days=LATER)] == [Status.UPDATED] * apart


TRAM = "A tram left the rails in Ostmark on Monday. "


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("There were no casualties in the shelling of Ostmark.", "Six people were killed in the shelling of Ostmark.", True),
        ("All passengers survived when the jet left the runway.", "Two passengers were killed when the jet left the runway.", True),
        ("The mill burned down without loss of life.", "Two people died when the mill burned down.", True),
        ("The crew escaped unhurt when the trawler sank off Lunde.", "Two crew members were hurt when the trawler sank off Lunde.", True),
        # a bare sentence tells of what the one before it tells
        (TRAM + "No injuries were reported.", TRAM + "Four people were injured.", True),
        (TRAM + "There were no immediate reports of casualties.", TRAM + "Four people were injured, police said.", True),
        (TRAM + "No injuries were reported.", "A brawl broke out in Lunde. Four people were injured.", False),
        # one who got away, the rest of them, nothing broken
        (TRAM + "The driver escaped unhurt.", TRAM + "Four passengers were injured.", False),
        (TRAM + "No serious injuries were reported.", TRAM + "Four people were injured.", False),
        (TRAM + "No further casualties were reported.", TRAM + "Four people were injured.", False),
        ("The quake near Lunde caused no damage.", "Four people were injured in the quake near Lunde.", False),
    ],
)  # fmt: skip
def test_nobody_in_other_words(one: str, two: str, apart: bool) -> None:
    assert [f.status for f in counts(one, two) if f.reasons[0].rule == "count.zero"] == [Status.CONFLICTING] * apart


@pytest.mark.parametrize(
    ("none", "some", "told"),
    [
        ("The fire is out of control. No injuries have been reported.", "One firefighter was slightly injured.", True),
        ("No injuries have been reported.", "One firefighter was injured in another fire.", False),
        ("The fire is out of control. No injuries have been reported.", "A tram hit a car. Two were injured.", False),
    ],
)
def test_nobody_in_the_only_sentence_that_tells_of_it(none: str, some: str, told: bool) -> None:
    lead = "The wildfire near Portella has burned three villages."
    found = counts(f"{lead} {none}", f"{lead} {some}", days=("2024-03-08", "2024-03-08"))
    assert bool(found) is told
