"""Accounts of how many were on board."""

import pytest

from tests.compare.questions.test_titles import articles, findings
from twosource.data import Finding, Status

LIST = "A plane with 142 passengers and six crew on board crashed."


def aboard(*texts: str) -> list[Finding]:
    """What is told of figures that may be at odds, or one."""
    rules = ("quantity.disjoint", "quantity.equal", "quantity.compatible")
    found = [f for f in findings(articles(*texts), *rules) if f.kind == "quantity"]
    return [f for f in found if {v.normalised for v in f.values} & {"6", "142", "148", "150"}]


@pytest.mark.parametrize(
    ("listed", "whole", "status"),
    [
        (LIST, "A plane with 150 people on board crashed.", Status.CONFLICTING),
        (LIST, "A plane with 148 people on board crashed.", Status.CORROBORATED),
        (LIST, "A plane carrying 150 people crashed.", Status.CONFLICTING),
        (LIST, "A plane carrying 150 passengers and crew crashed.", Status.CONFLICTING),
        (LIST, "A plane with about 150 people on board crashed.", Status.REFINED),
        ("There were six crew and 142 passengers on board.", "There were 150 people on board.", Status.CONFLICTING),
        (
            "A plane with 142 passengers, two pilots and four crew crashed.",
            "A plane with 150 people aboard crashed.",
            Status.CONFLICTING,
        ),
    ],
)
def test_a_sum_against_a_whole(listed: str, whole: str, status: Status) -> None:
    (finding,) = aboard(listed, whole)
    assert finding.status is status
    assert not any(v.value in {"six", "142", "four"} for v in finding.values)


def test_of_three_reports_two_agree() -> None:
    (finding,) = aboard(LIST, "A plane with 148 people on board crashed.", "A plane with 150 people on board crashed.")
    assert [len({e.article for e in v.evidence}) for v in finding.values] == [2, 1]


@pytest.mark.parametrize(
    ("listed", "whole"),
    [
        ("Two passengers and six crew members died in the crash.", "A plane with 150 people on board crashed."),
        ("A bus with 40 passengers and two crew crashed.", "A plane with 150 people on board crashed."),
        (LIST, "A plane with 142 on board crashed."),
    ],
)
def test_no_sum_of_that(listed: str, whole: str) -> None:
    assert not [f for f in aboard(listed, whole) if f.status is Status.CONFLICTING]
