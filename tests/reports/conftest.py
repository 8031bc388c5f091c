"""Accounts of our small stories, made once."""

from typing import NamedTuple

import pytest

from tests.small_stories import FERRY, STRIKE
from twosource.articles import make_article
from twosource.data import Account, Article
from twosource.pipeline import reconcile


class Told(NamedTuple):
    """A story's account with its articles."""

    account: Account
    articles: list[Article]


def tell(rows: list[dict[str, str]]) -> Told:
    """The one account of a story's rows."""
    articles = [make_article(**row) for row in rows]
    (account,) = reconcile(articles)
    return Told(account, articles)


@pytest.fixture(scope="session")
def ferry() -> Told:
    return tell(FERRY)


@pytest.fixture(scope="session")
def strike() -> Told:
    return tell(STRIKE)


@pytest.fixture(scope="session")
def hostile() -> Told:
    """The ferry with markup, terminal escapes and direction marks in every place that a report can fill."""
    rows = [dict(row) for row in FERRY]
    rows[0]["text"] = (
        rows[0]["text"]
        .replace("at least 12 people", "at least 12 people <img src=x onerror=alert(1)>")
        .replace("Ferry sinks", "<script>alert(1)</script> Ferry \x1b[31msinks\u202e", 1)
    )
    rows[0]["outlet"] = "<b>Harbour</b> [red]Post</style>"
    rows[0]["url"] = "javascript:alert(1)"
    rows[1]["title"] = "</title><script>alert(2)</script>"
    return tell(rows)
