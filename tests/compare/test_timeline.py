"""What happened when, and when what was said."""

from __future__ import annotations

import pytest

from twosource.articles import make_article
from twosource.data import TimelineEntry
from twosource.pipeline import reconcile


def timeline(text: str) -> tuple[TimelineEntry, ...]:
    article = make_article(text, id="a", outlet="Post", title="", published="2024-05-14")  # a Tuesday
    (account,) = reconcile([article])
    return account.timeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry hit the pier, the harbour master said on Monday.", "the harbour master said on Monday"),
        ("The harbour master said on Monday that the ferry hit the pier.", "The harbour master said on Monday"),
        ("The ministry announced on Monday that the bridge would close.", "The ministry announced on Monday"),
    ],
)
def test_the_day_of_a_saying(text: str, words: str) -> None:
    said = [e for e in timeline(text) if e.said]
    assert [(e.date, [a.quote for a in e.evidence]) for e in said] == [("2024-05-13", [words])]


def test_the_day_of_what_is_told_is_no_saying() -> None:
    entries = timeline("Officials said the ferry hit the pier on Monday.")
    assert [(e.date, e.said) for e in entries] == [("2024-05-13", False)]


def test_both_days_stand_apart() -> None:
    entries = timeline("The ferry sank on Sunday, the harbour master said on Monday.")
    assert [(e.date, e.said) for e in entries] == [("2024-05-12", False), ("2024-05-13", True)]


def test_an_hour_takes_the_last_day_named_and_says_so() -> None:
    entries = timeline("The ferry sank on Sunday. At 7:11 p.m. divers found the wreck.")
    assert [(e.date, e.inferred, [a.quote for a in e.evidence]) for e in entries] == [
        ("2024-05-12", False, ["The ferry sank on Sunday"]),
        ("2024-05-12", True, ["At 7:11 p.m. divers found the wreck"]),
    ]


def test_an_hour_without_a_day_before_it_is_no_entry() -> None:
    assert timeline("At 7:11 p.m. divers found the wreck.") == ()


def test_an_hour_takes_no_day_of_a_saying() -> None:
    entries = timeline(
        "The ferry sank on Sunday, the harbour master said on Monday. At 7:11 p.m. divers found the wreck."
    )
    assert [(e.date, e.inferred, e.said) for e in entries] == [
        ("2024-05-12", False, False),
        ("2024-05-12", True, False),
        ("2024-05-13", False, True),
    ]


def test_a_day_after_the_report_is_planned_whatever_the_words() -> None:
    entries = timeline("The club called off Saturday's match.")
    assert [(e.date, e.planned) for e in entries] == [("2024-05-18", True)]
