"""Causes of which a thing has one."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.compare.rivalcauses import rivals
from twosource.data import Status


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ({"short", "circuit"}, {"lightning"}, True),
        ({"pilot", "error"}, {"engine", "failure"}, True),
        ({"software", "update"}, {"cyberattack"}, True),
        ({"pilot", "error", "fog"}, {"pilot", "error"}, False),
        ({"arson"}, {"fog"}, False),
        ({"arson"}, {"negligence"}, False),
    ],
)
def test_kinds_of_causes(one: set[str], two: set[str], apart: bool) -> None:
    assert rivals(one, two) is rivals(two, one) is apart


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("The fire in Orr was caused by a short circuit.", "Lightning caused the fire in Orr.", True),
        (
            "Pilot error caused the crash near Olm on Monday.",
            "The crash near Olm on Monday was due to an engine failure.",
            True,
        ),
        ("The crash near Olm was caused by fog and pilot error.", "Pilot error caused the crash near Olm.", False),
        ("The fire in Orr was caused by arson.", "Smoke caused two deaths in Orr.", False),
    ],
)
def test_two_causes_of_one_thing(one: str, two: str, told: bool) -> None:
    found = findings(articles(one, two, days=("2024-03-08", "2024-03-08")), "words.exclude")
    assert {f.status for f in found if f.kind == "cause"} == ({Status.CONFLICTING} if told else set())
    assert bool(found) is told
