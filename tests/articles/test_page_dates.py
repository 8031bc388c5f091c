import json
from typing import Any

import pytest
from lxml.html import document_fromstring

from tests.pace import at_most
from twosource.articles.page_dates import date_in_address, find_dates


def dated(head: str = "", body: str = "", url: str | None = None) -> tuple[str | None, str, str]:
    found = find_dates(document_fromstring(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>"), url)
    return found.published, found.basis, found.by


def ld(content: Any) -> str:
    return f'<script type="application/ld+json">{content if isinstance(content, str) else json.dumps(content)}</script>'


ARTICLE = {"@type": "NewsArticle", "datePublished": "2025-02-03T21:40:00-05:00"}
META = '<meta property="article:published_time" content="2025-02-04T02:40:00Z">'
ADDRESS = "https://echo.example/2025/02/04/pool"


@pytest.mark.parametrize(
    ("head", "published", "by"),
    [
        (ld(ARTICLE), "2025-02-03T21:40:00-05:00", "JSON-LD"),
        (ld([{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]), "2025-02-03T21:40:00-05:00", "JSON-LD"),
        (ld({"@graph": [{"@type": "Organization"}, ARTICLE]}), "2025-02-03T21:40:00-05:00", "JSON-LD"),
        (ld({"@type": ["ReportageNewsArticle"], "datePublished": "2025-02-03"}), "2025-02-03", "JSON-LD"),
        (META + ld(ARTICLE), "2025-02-03T21:40:00-05:00", "JSON-LD"),
        (META, "2025-02-04T02:40:00+00:00", "meta element"),
        (META + ld(ARTICLE | {"datePublished": "0001-01-01T00:00:00"}), "2025-02-04T02:40:00+00:00", "meta element"),
        (META + ld("{broken"), "2025-02-04T02:40:00+00:00", "meta element"),
        (META + ld(ARTICLE | {"datePublished": ["2025"]}), "2025-02-04T02:40:00+00:00", "meta element"),
        (META + ld("[" * 100_000), "2025-02-04T02:40:00+00:00", "meta element"),
    ],
)
def test_the_surest_place_first(head: str, published: str, by: str) -> None:
    assert dated(head, url=ADDRESS) == (published, "page", by)


def test_the_address_comes_last() -> None:
    assert dated(url=ADDRESS) == ("2025-02-04", "url", "address")
    assert dated(body='<time datetime="2025-02-03T21:40:00-05:00">yesterday</time>', url=ADDRESS)[:2] == (
        "2025-02-03T21:40:00-05:00",
        "page",
    )


def test_no_date_is_made_up() -> None:
    assert dated(
        body="<p>The pool was built in 1961 and closed on 3 February.</p>", url="https://echo.example/pool"
    ) == (None, "none", "address")


@pytest.mark.parametrize(
    ("url", "date"),
    [
        (ADDRESS, "2025-02-04"),
        ("https://echo.example/news-2025-02-04.html", "2025-02-04"),
        ("https://echo.example/20250204/pool", "2025-02-04"),
        ("https://echo.example/2025/13/04/pool", None),
        ("https://echo.example/article/202502041234", None),
        ("https://echo.example/pool", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, date: str | None) -> None:
    assert date_in_address(url) == date


def test_many_dates_cost_little() -> None:
    with at_most(5):
        dated(
            "".join(ld(ARTICLE | {"datePublished": "9" * 60}) for _ in range(500))
            + f"<meta name=date content='{'1.' * 5000}'>"
        )
