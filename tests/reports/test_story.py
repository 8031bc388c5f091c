"""Stories of unusual shape on the page: one article, no date, two thousand articles, names from right to left."""

from __future__ import annotations

import re

import msgspec
import pytest

from tests.reports.conftest import Told, tell
from tests.small_stories import FERRY
from twosource.data import Account, Anchor, Article, ArticleEntry, Attribution, Basis, Origin, TimeRange
from twosource.reports import arrange
from twosource.reports.as_html import page

PARTS: tuple[()] = ()


def test_one_article() -> None:
    told = tell(FERRY[:1])
    source = page([told.account], told.articles)
    assert "1 article from 1 outlet of 1 publisher family goes back to 1 independent origin." in source
    assert "All reports go back to one origin: nothing is corroborated" in source
    assert 'class="conflicting"' not in source


def test_no_dates(ferry: Told) -> None:
    entries = tuple(msgspec.structs.replace(e, published=None, published_basis="none") for e in ferry.account.articles)
    account = msgspec.structs.replace(ferry.account, articles=entries, timeline=())
    source = page([account], ferry.articles)
    assert "undated" in source
    assert "No statement has a date." in source
    assert "None" not in re.sub(r"<(style|script)>.*?</\1>", "", source, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "shown"), [("صوت عدن", "صوت عدن"), ("\u202eevil", "‹U+202E›evil"), ("🔥 News", "🔥 News")]
)
def test_names_from_right_to_left_and_signs(ferry: Told, name: str, shown: str) -> None:
    entries = tuple(msgspec.structs.replace(e, outlet=name, title=name) for e in ferry.account.articles)
    source = page([msgspec.structs.replace(ferry.account, articles=entries)], ferry.articles)
    assert re.search(rf"<bdi>(<a [^>]*>)?{re.escape(shown)}", source)
    assert "\u202e" not in source


def test_two_thousand_articles(ferry: Told) -> None:
    first = ferry.account.articles[0]
    more = tuple(
        ArticleEntry(
            id=f"x{n}", outlet=f"Outlet {n}", origin=f"x{n}", family=f"Outlet {n}", sha256="", url=None, title=f"Report {n}",
            published="2024-03-08", published_basis="given", date_basis=Basis.PUBLICATION, language="en", credits=(), notes=(),
        )
        for n in range(2000)
    )  # fmt: skip
    origins = tuple(Origin(id=e.id, articles=(e.id,), outlets=(e.outlet,), families=(e.family,)) for e in more)
    account: Account = msgspec.structs.replace(
        ferry.account, articles=ferry.account.articles + more, origins=ferry.account.origins + origins
    )
    texts = [*ferry.articles, *(Article(id=e.id, outlet=e.outlet, text="Short.", sha256="") for e in more)]
    source = page([account], texts)
    assert "2,003 articles" in source
    assert "more articles have no column here" in source
    assert source.count('<article class="text"') == len(texts)
    assert source.count('<th scope="col" class="one"') <= 80
    assert first.outlet in source


@pytest.mark.parametrize(
    ("words", "value", "clock", "expected"),
    [
        ("said", "2024-03-05", None, ("said", "2024-03-05")),
        ("told\nreporters", "2024-03-05", "05:00", ("told reporters", "2024-03-05 05:00")),
        (":", "2024-03-05..2024-03-07", None, ("", "2024-03-05 to 2024-03-07")),
        ("", "", None, ("", "")),
    ],
)
def test_how_and_when_it_was_said(words: str, value: str, clock: str | None, expected: tuple[str, str]) -> None:
    at = Anchor("a", 0, len(words), words)
    time = TimeRange(at, value, "", "", "day", Basis.TEXT, clock=clock) if value else None
    given = Attribution(id="x", source=None, cue=at if words else None, content=(), kind="indirect", time=time)
    assert (arrange.cue(given), arrange.when(given)) == expected


def test_who_said_what_says_when(ferry: Told) -> None:
    time = TimeRange(ferry.account.attributions[0].content[0], "2024-03-05", "", "", "day", Basis.TEXT)
    told = tuple(msgspec.structs.replace(a, time=time) for a in ferry.account.attributions)
    account = msgspec.structs.replace(ferry.account, attributions=told)
    assert "said <time>2024-03-05</time>" in page([account], ferry.articles)
    assert "said <time>" not in page([ferry.account], ferry.articles)
