"""Of what a statement tells."""

import pytest

from tests.compare.test_stances import points_of
from twosource.compare.questions.whose import resolved, same_phrase, whose


@pytest.mark.parametrize(
    ("text", "verb", "of"),
    [
        ("The gunman killed himself.", "kill", "The gunman"),
        ("The gunman took his own life.", "take", "The gunman"),
        ("Police killed the gunman.", "kill", "the gunman"),
        ("The bridge, which was built in 2016, was closed.", "build", "The bridge"),
        ("The bridge was closed. It was built in 2016.", "build", "The bridge"),
        ("Ilse Brandt, who was born in 1971, led it.", "bear", "Ilse Brandt"),
        ("It was built in 2016.", "build", ""),
    ],
)
def test_what_it_is_told_of(text: str, verb: str, of: str) -> None:
    points = points_of(text, kind="event")
    point = next(p for p in points if p.statement.lemma == verb)
    assert resolved(whose(point.statement), point, points) == of


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the airport", "The airport", True),
        ("Brandt", "Ilse Brandt", True),
        ("the former mayor", "The former mayor", True),
        ("the airport", "the harbour", False),
        ("an airport", "an airport", False),
        ("mayor", "the mayor of Orsk", False),
        ("it", "it", False),
        ("", "the airport", False),
    ],
)
def test_one_phrase(one: str, two: str, same: bool) -> None:
    assert same_phrase(one, two) is same_phrase(two, one) is same
