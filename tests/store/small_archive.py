"""Articles for the archive's tests, made from the small stories; they report nothing that happened."""

from typing import Any

from tests.small_stories import FERRY, STRIKE
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import InputRefused

REFUSED = InputRefused("reports/empty.txt", "the file is empty", "Remove it.")


def article(row: dict[str, str], **changed: Any) -> Article:
    """The article of a row, with some fields changed."""
    return make_article(**(row | changed))  # type: ignore[arg-type]


def ferry() -> list[Article]:
    """Three reports of one event."""
    return [article(row) for row in FERRY]


def both() -> list[Article]:
    """Five reports of two events, months apart."""
    return [article(row) for row in FERRY + STRIKE]


def numbered(count: int) -> list[Article]:
    """Short reports of as many events, a week apart, so that grouping is quick."""
    return [
        make_article(
            f"Bridge {n} closed in Velden\n\nThe city closed bridge number {n} on Monday for repairs, it said.",
            id=f"n{n}",
            outlet=f"Outlet {n % 7}",
            url=f"https://outlet{n % 7}.example/{n}",
            published=f"{2000 + n // 52}-{1 + n % 52 // 5:02}-{1 + n % 5 * 6:02}",
        )
        for n in range(count)
    ]
