"""What agrees in words never agrees where its figures exclude each other."""

import pytest

from tests.compare.test_verdicts import account
from twosource.data import Status


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("The fire killed 14 workers.", "The fire killed 40 workers.", False),
        ("The fire killed 14 workers.", "The fire killed at least 12 workers.", True),
        ("The fire killed 14 workers.", "The fire killed workers.", True),
        ("The owners paid $72 million for the plant.", "The owners paid $18 million for the plant.", False),
    ],
)
def test_no_agreement_over_figures_that_exclude_each_other(one: str, two: str, agree: bool) -> None:
    made = account(("2024-03-05", one), ("2024-03-05", two))
    said = {one.rstrip("."), two.rstrip(".")}
    found = [
        f
        for f in made.findings
        if f.status in {Status.CORROBORATED, Status.REFINED}
        and {a.quote.rstrip(".") for v in f.values for a in v.evidence} >= said
    ]
    assert bool(found) == agree
