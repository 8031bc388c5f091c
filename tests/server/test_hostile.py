"""Public XSS payloads as outlet, title, text, refused input and search: nothing of them is live on any page."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
import pytest
from litestar.testing import TestClient

from tests.payloads import xss_payloads
from tests.server.conftest import HOME
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import InputRefused
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import open_archive

TOGETHER = 48  # payloads that one article carries
OURS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "nav", "span", "main", "h1", "h2", "h3", "p", "form", "label",
    "input", "button", "div", "aside", "section", "ul", "ol", "li", "bdi", "time", "q", "b", "table", "thead", "tbody", "tr", "th",
    "td", "details", "summary", "select", "option", "article", "fieldset", "legend", "mark", "code", "ins", "del", "header", "dl",
    "dt", "dd", "svg", "line", "circle", "rect", "path", "text", "dialog", "kbd", "figure", "caption", "strong", "br",
}  # fmt: skip


def live(source: str) -> list[str]:
    """What of a page could run: elements and attributes that are not ours."""
    found = []
    for element in lxml.html.document_fromstring(source).iter():
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        names = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        if element.tag not in OURS:
            found.append(element.tag)
        if element.tag == "script" and (names.get("src") != "/static/page.js" or element.text):
            found.append("script")
        found += [
            name for name in names if name.startswith("on") or name in {"style", "srcdoc", "formaction", "xlink:href"}
        ]
        for name in ("href", "src", "action"):
            if name in names and not names[name].startswith(("/", "#", "http://", "https://")):
                found.append(f"{name}={names[name][:30]}")
    return found


@pytest.fixture(scope="module")
def payloads() -> list[str]:
    return xss_payloads()


@pytest.fixture(scope="module")
def client(payloads: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    groups = [payloads[i : i + TOGETHER] for i in range(0, len(payloads), TOGETHER)]
    with open_archive(tmp_path_factory.mktemp("hostile") / "a.archive", create=True) as archive:
        archive.add(
            [*(_article(n, group) for n, group in enumerate(groups)), *(InputRefused(p, p, p) for p in payloads)]
        )
        with TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as asking:
            yield asking


def _article(number: int, payloads: list[str]) -> Article:
    plain = (
        f"The city of Velden closed bridge number {number} for repairs on Monday, the mayor said after a long meeting."
    )
    return make_article(
        id=f"h{number}", outlet=" ".join(payloads), title=" ".join(payloads)[:3000], url=f"https://h{number}.example/",
        published=f"{1990 + number // 12}-{1 + number % 12:02}-01",
        text=f"{plain}\n\n" + "\n\n".join(f"{payload} The council met on Monday and voted for it." for payload in payloads),
    )  # fmt: skip


@pytest.mark.slow
def test_outlets_titles_and_texts(client: TestClient) -> None:
    pages = ["/", "/outlets"]
    stories = client.get("/stories.json", params={"limit": 500}).json()["stories"]
    assert len(stories) > 40
    articles = {e["article"] for e in client.get("/api/v1/log?outcome=stored&limit=500").json()}
    pages += [f"/articles/{article}" for article in sorted(articles)[:3]]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert live(answer.text) == [], page


def test_refused_inputs(client: TestClient) -> None:
    at: str | None = "/log?limit=500"
    seen = 0
    while at is not None:
        source = client.get(at).text
        assert live(source) == []
        rest = lxml.html.document_fromstring(source).xpath("//a[@rel='next']/@href")
        at = str(rest[0]) if rest else None
        seen += 1
    assert seen > 4


@pytest.mark.slow
def test_search(client: TestClient, payloads: list[str]) -> None:
    for payload in payloads:
        answer = client.get("/", params={"q": payload})
        assert answer.status_code in {200, 400}
        assert live(answer.text) == [], payload


def test_paths(client: TestClient, payloads: list[str]) -> None:
    for payload in payloads[::20]:
        answer = client.get("/outlet", params={"name": payload[:400]})
        assert answer.status_code in {200, 400, 404}
        assert live(answer.text) == [], payload
