"""Words by which two statements exclude each other."""

import pytest

from tests.compare.test_stances import points_of
from twosource.compare.contrasts import told_otherwise


def words(one: str, two: str) -> tuple[str, str] | None:
    """The words that the first statements of two reports are apart by."""
    a, b = (next(p for p in points_of(one, two, kind="event") if p.article == side) for side in "ab")
    found = told_otherwise(a, b)
    return None if found is None else (found[0].quote, found[1].quote)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("The court upheld the ban.", "The court struck down the ban.", ("upheld", "struck")),
        ("Spain beat Italy 2-1 in the final.", "Spain beat Italy 2-0 in the final.", ("2-1", "2-0")),
        (
            "It was her third title of the year.",
            "It was her fourth title of the year.",
            ("third title", "fourth title"),
        ),
        ("The boat sank north of Darvan.", "The boat sank south of Darvan.", ("north of", "south of")),
        ("Cole voted for the bill.", "Cole voted against the bill.", ("voted for", "voted against")),
        ("Cole voted yes on the bill.", "Cole voted no on the bill.", ("voted yes", "voted no")),
        ("Police chief Ines Orr resigned.", "Police chief Ines Orr was fired.", ("resigned", "fired")),
        ("The coach stepped down.", "The coach was sacked.", ("stepped", "sacked")),
        ("Ines Orr quit on Friday.", "Ines Orr was removed from office.", ("quit", "removed")),
        (
            "Two of the three climbers were hurt.",
            "All three climbers were hurt.",
            ("Two of the three climbers", "All three climbers"),
        ),
        (
            "One of the two pilots survived.",
            "Both of the pilots survived.",
            ("One of the two pilots", "Both of the pilots"),
        ),
        ("The talks were called off.", "The talks are back on.", ("called", "on")),
        ("Police shot a man in Dorn.", "Soldiers shot a man in Dorn.", ("Police", "Soldiers")),
        ("The bus driver was killed.", "The lorry driver was killed.", ("The bus driver", "The lorry driver")),
        (
            "Russian soldiers shelled Lipa.",
            "Ukrainian soldiers shelled Lipa.",
            ("Russian soldiers", "Ukrainian soldiers"),
        ),
        ("The grocer beat forecasts for May.", "The grocer missed forecasts for May.", ("beat", "missed")),
        ("Kane scored twice in Mainz.", "Kane scored a hat-trick in Mainz.", ("twice", "hat-trick")),
        ("Helvar will buy Nord in cash.", "Helvar will buy Nord in an all-stock deal.", ("in cash", "all-stock")),
        ("Two men spied for China.", "Two men spied for Russia.", ("for China", "for Russia")),
        (
            "The gunman took his own life.",
            "The gunman was shot dead by two police officers.",
            ("took", "shot"),
        ),
        ("The grocer exceeded its targets.", "The grocer fell short of its targets.", ("exceeded", "fell")),
        ("Ines Orr was denied bail.", "Ines Orr was freed on bail.", ("denied", "freed")),
        ("A judge granted bail to Ines Orr.", "Ines Orr was remanded in custody.", ("granted", "remanded")),
        ("The truce held on Sunday.", "The truce collapsed on Sunday.", ("held", "collapsed")),
        (
            "Orr was convicted of first-degree murder.",
            "Orr was convicted of second-degree murder.",
            ("first-degree", "second-degree"),
        ),
        ("Orr was charged with attempted murder.", "Orr was charged with murder.", ("attempted murder", "murder")),
        ("A Boeing 737 left the runway.", "A Boeing 777 left the runway.", ("Boeing 737", "Boeing 777")),
        ("A Boeing 737 left the runway.", "An Airbus A320 left the runway.", ("Boeing 737", "Airbus A320")),
        ("The guard shot the gunman.", "The gunman shot the guard.", ("shot", "shot")),
    ],
)
def test_words_of_which_only_one_can_be_right(one: str, two: str, expected: tuple[str, str]) -> None:
    assert words(one, two) == expected
    assert words(two, one) == expected[::-1]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The truck hit a wall.", "The lorry hit a wall."),
        ("Police and soldiers searched the house.", "Police searched the house."),
        ("A man and a woman were killed.", "A woman was killed."),
        ("American soldiers left the base.", "US soldiers left the base."),
        ("Ines Orr resigned.", "Ines Orr dismissed the claims."),
        ("Ines Orr resigned.", "Ines Orr was forced to resign."),
        ("The minister resigned.", "The deputy minister was fired."),
        ("Two of the three climbers were hurt.", "Two climbers were hurt."),
        ("One of the drivers was hurt.", "Both drivers were hurt."),
        ("The gunman shot a guard.", "A guard was shot by the gunman."),
        ("France accused Chad of theft.", "Chad accused France of theft."),
        ("Canada imposed duties on Mexico's steel.", "Mexico imposed duties on Canada's wheat."),
        ("Talks were held in Dorn.", "The talks in Dorn collapsed."),
        ("Orr is charged with murder.", "Orr is charged with murder and attempted murder."),
        ("Orr was charged with murder.", "Orr was charged with first-degree murder."),
        ("A Boeing 737 left the runway.", "A jet left the runway."),
        ("A Boeing 737 hit an Airbus A320.", "The Airbus A320 was hit."),
        ("The Airbus A320 landed safely.", "The Airbus A320-200 landed safely."),
        ("Ines Orr was freed on bail.", "Bail was granted to Ines Orr."),
    ],
)
def test_words_that_may_all_be_right(one: str, two: str) -> None:
    assert words(one, two) is None
