"""Stories of unusual shape on the page: one article, no date, two thousand articles, names from right to left."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from tests.reports.conftest import Told, tell
from tests.small_stories import FERRY
from twosource.data import Account, Anchor, Article, ArticleEntry, Attribution, Basis, Label, Origin, TimeRange
from twosource.reports import arrange
from twosource.reports.as_html import page
from twosource.reports.links import PLACES, Links
from twosource.reports.story import TELLERS, naming

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


def reprinted(told: Told, times: int) -> tuple[Account, list[Article]]:
    """The account with each article reprinted by further outlets, every anchor in each of them."""

    def copy(noun: Any, n: int) -> Any:
        """A noun of the account as it is in the nth reprint."""
        fields = {"article": f"{noun.article}-{n}"} if isinstance(noun, Anchor) else {}
        fields |= {"outlet": f"{noun.outlet} {n}"} if isinstance(noun, Label) else {}
        return msgspec.structs.replace(noun, **fields)

    def spread(anchors: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*anchors, *(copy(anchor, n) for n in range(times) for anchor in anchors))

    base, new = told.account, msgspec.structs.replace
    entries = [new(e, id=f"{e.id}-{n}", outlet=f"{e.outlet} {n}") for n in range(times) for e in base.articles]
    origins = tuple(
        new(o, articles=(*o.articles, *(f"{a}-{n}" for n in range(times) for a in o.articles))) for o in base.origins
    )
    findings = tuple(
        new(
            f,
            values=tuple(new(v, evidence=spread(v.evidence)) for v in f.values),
            articles=(*f.articles, *(f"{a}-{n}" for n in range(times) for a in f.articles)),
        )
        for f in base.findings
    )
    actors = tuple(new(a, labels=spread(a.labels)) for a in base.actors)
    articles = [new(a, id=f"{a.id}-{n}", outlet=f"{a.outlet} {n}") for n in range(times) for a in told.articles]
    account = new(base, articles=(*base.articles, *entries), origins=origins, findings=findings, actors=actors)
    return account, [*told.articles, *articles]


def test_of_many_reprints_a_wording_names_some_and_counts_the_rest(ferry: Told) -> None:
    few, _ = reprinted(ferry, 30)
    many, _ = reprinted(ferry, 300)
    links = Links(many, 1, (), elsewhere="/articles/")
    words = links.wordings(arrange.evidence(many.findings[0]))[0]
    assert len(words["places"]) == PLACES
    assert words["more"] == 300 + 1 - PLACES
    source = page([many], [])
    assert "; and 281 more</span>" in source
    for table in re.findall(r'<table class="naming">.*?</table>', source, flags=re.DOTALL):
        assert table.count("<tr>") <= 1 + TELLERS
    listed = len(page([many], [])) - len(page([few], []))
    assert (
        listed < 270 * len(ferry.articles) * 1_000
    )  # a row of the list, of the graph of copies, and of the matrix's choice


def test_outlets_left_out_of_a_naming_are_counted_and_every_wording_stays(ferry: Told) -> None:
    many, _ = reprinted(ferry, 300)
    for given in arrange.namings(many):
        shown = naming(given, Links(many, 1, ()))
        assert len(shown["rows"]) <= TELLERS
        assert shown["left"] == max(len(given.outlets) - TELLERS, 0)
        words = {w["words"] for row in shown["rows"] for w in (*row["own"], *row["quoted"])}
        assert words == {w.words for w in given.wordings}
