"""What no report of a story answers."""

import pytest

from twosource.articles import make_article
from twosource.pipeline import reconcile


def gaps(*texts: str, published: str | None = None) -> set[str]:
    """The kinds of gaps of a story of these reports."""
    articles = [make_article(id=f"r{i}", outlet=f"O{i}", published=published, text=t) for i, t in enumerate(texts)]
    return {gap.kind for account in reconcile(articles) for gap in account.gaps}


@pytest.mark.parametrize("when", ["at 6 a.m.", "on Tuesday", "on 5 March 2024"])
def test_an_hour_and_a_weekday_say_when_though_nothing_dates_the_reports(when: str) -> None:
    told = gaps(
        f"Ferry sinks off Lunde\n\nThe ferry Hilde sank off Lunde {when}, the coastguard said.",
        "Ferry lost near Lunde\n\nThe ferry Hilde was lost in a storm near Lunde, its owners said.",
    )
    assert "no-date" not in told
    assert "no-publication-date" in told


def test_nobody_says_when_or_where() -> None:
    told = gaps(
        "Ferry sinks\n\nThe ferry Hilde sank and its crew swam ashore, the coastguard said.",
        "Ferry lost\n\nThe ferry Hilde was lost, its owners said, and nobody knows why.",
        published="2024-03-07",
    )
    assert {"no-date", "no-place"} <= told
    assert "no-publication-date" not in told
