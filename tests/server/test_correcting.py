"""Correcting the grouping in a browser and by the API: forms, their checks, and the list with its undo."""

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from litestar.testing import TestClient

from tests.server.conftest import HOME, MARKUP, reports
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import Archive, open_archive

FROM = {"origin": HOME}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.archive", create=True) as opened:
        opened.add(reports()[:5])
        yield opened


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as asking:
        asking.follow_redirects = False
        yield asking


def forms(source: str) -> dict[str, set[str]]:
    """The fields of the page's forms that correct something, by address."""
    found = {str(form.get("action")): {str(field.get("name")) for field in form.xpath(".//input")} for form in lxml.html.document_fromstring(source).iter("form")}  # fmt: skip
    return {action: fields for action, fields in found.items() if action.endswith(("/merge", "/split", "/undo"))}


def test_a_story_put_together_by_its_form_and_taken_back(client: TestClient, archive: Archive) -> None:
    ferries, strike = (entry.id for entry in archive.stories())
    fields = forms(client.get(f"/stories/{ferries}").text)[f"/stories/{ferries}/merge"]
    given = {"story": f" {HOME}/stories/{strike}?x=1#top ", "by": "Ida <b>", "note": MARKUP}
    assert fields == given.keys()
    sent = client.post(f"/stories/{ferries}/merge", data=given, headers=FROM)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/stories/{strike}")
    source = client.get(f"/stories/{ferries}").text
    assert f"{ferries} is part of {strike} now" in source
    assert "This story was put together by hand: <bdi>Ida &lt;b&gt;</bdi>" in source
    assert MARKUP not in source
    assert forms(source)["/corrections/1/undo"] == {"by"}
    assert MARKUP not in client.get("/corrections").text
    assert forms(client.get("/corrections").text) == {"/corrections/1/undo": {"by"}}
    sent = client.post("/corrections/1/undo", data={"by": "Paul"}, headers=FROM)
    assert (sent.status_code, sent.headers["location"]) == (303, "/corrections#c1")
    assert {entry.id for entry in archive.stories()} == {ferries, strike}
    assert "by hand" not in client.get(f"/stories/{ferries}").text
    assert forms(client.get("/corrections").text) == {}
    assert client.get("/corrections.json").json()["corrections"][0]["withdrawn_by"] == "Paul"


def test_reports_parted_by_their_form(client: TestClient, archive: Archive) -> None:
    ferries = archive.stories()[0].id
    source = client.get(f"/stories/{ferries}").text
    assert forms(source)[f"/stories/{ferries}/split"] == {"article", "by", "note"}
    offered = lxml.html.document_fromstring(source).xpath("//input[@type='checkbox'][@name='article']/@value")
    assert set(offered) == set(archive.revision(ferries).articles)
    address = f"/stories/{ferries}/split"
    sent = client.post(address, data={"article": offered[:2], "by": "Ida"}, headers=FROM)
    assert sent.status_code == 303
    parted = archive.revision(sent.headers["location"].rpartition("/")[2])
    assert set(parted.articles) == set(offered[:2])
    assert "This story was parted by hand" in client.get(sent.headers["location"]).text
    rest = str(archive.article(offered[2]).story)
    assert (
        f"/stories/{rest}/split" not in client.get(f"/stories/{rest}").text
    )  # one report has nothing to be parted from
    old = client.post(f"/stories/{rest}/split", data={"article": offered[0], "by": "Paul"}, headers=FROM)  # an old page
    assert (old.status_code, len(archive.corrections())) == (400, 1)
    assert "look at the story again" in old.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": "Ida"}, "there is no story &#39;&#39;"),
        ({"story": "story-1", "by": "Ida"}, "there is no story &#39;story-1&#39;"),
        ({"story": "STRIKE", "by": " "}, "needs the name"),
        ({"story": "FERRIES", "by": "Ida"}, "one story already"),
        ({"story": "STRIKE", "by": "x" * 201}, "at most 200|can have 200"),
        ({"story": "STRIKE", "by": "Ida", "note": "a\x00"}, "none of number 0"),
        ({"story": "\x00", "by": "Ida"}, "none of number 0"),
        ({"story": "x" * 501, "by": "Ida"}, "can have 500 characters"),
    ],
)
def test_what_cannot_be_put_together(client: TestClient, archive: Archive, given: dict[str, str], said: str) -> None:
    ferries, strike = (entry.id for entry in archive.stories())
    named = {"STRIKE": strike, "FERRIES": ferries}
    given = {field: named.get(value, value) for field, value in given.items()}
    answer = client.post(f"/stories/{ferries}/merge", data=given, headers=FROM)
    assert answer.status_code == 400
    assert any(words in answer.text for words in said.split("|"))
    assert archive.corrections() == []


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_correction_comes_from_a_page_of_ours(client: TestClient, archive: Archive, headers: dict[str, str]) -> None:
    ferries, strike = (entry.id for entry in archive.stories())
    article = archive.revision(ferries).articles[0]
    for address, given in (
        (f"/stories/{ferries}/merge", {"story": strike}),
        (f"/stories/{ferries}/split", {"article": article}),
        ("/corrections/1/undo", {}),
    ):
        assert client.post(address, data=given | {"by": "Eve"}, headers=headers).status_code == 403
    assert archive.corrections() == []


def test_corrections_in_json(client: TestClient, archive: Archive) -> None:
    ferries, strike = (entry.id for entry in archive.stories())
    articles = archive.revision(ferries).articles
    together = {"kind": "together", "stories": [ferries, strike], "by": "Ida", "note": "n"}
    made = client.post("/api/v1/corrections", json=together)
    assert (made.status_code, made.json()["stories"]) == (201, [strike])
    apart = client.post("/api/v1/corrections", json={"kind": "apart", "articles": [articles[0]], "by": "Ida"})
    assert (apart.status_code, apart.json()["articles"]) == (201, [articles[0]])
    undone = client.post("/api/v1/corrections/2/undo", json={"by": "Paul"})
    assert (undone.status_code, undone.json()["withdrawn_by"]) == (201, "Paul")
    listed = client.get("/api/v1/corrections").json()
    assert [(c["number"], c["kind"], c["withdrawn_by"]) for c in listed] == [
        (1, "together", None),
        (2, "apart", "Paul"),
    ]
    for wrong in (
        together,
        together | {"articles": [articles[0]]},
        together | {"kind": "same"},
        {"kind": "apart", "by": "Ida"},
        {"kind": "apart", "articles": ["\x00"], "by": "Ida"},
        {"kind": "apart", "articles": [articles[0]]},
    ):
        assert client.post("/api/v1/corrections", json=wrong).status_code == 400
    assert client.post("/api/v1/corrections/2/undo", json={"by": "Ida"}).status_code == 400
    for number in (0, 2**31, 10**30):
        assert client.post(f"/api/v1/corrections/{number}/undo", json={"by": "Ida"}).status_code == 404
    assert client.post("/api/v1/corrections/77/undo", json={"by": "Ida"}).status_code == 400
    assert len(archive.corrections()) == 2


def test_an_archive_that_may_only_be_read_offers_nothing(client: TestClient, archive: Archive) -> None:
    ferries, strike = (entry.id for entry in archive.stories())
    archive.merge(ferries, strike, by="Ida")
    archive.account(strike)
    archive.database.writable = False
    source = client.get(f"/stories/{strike}").text
    assert "put together by hand" in source
    assert forms(source) == forms(client.get("/corrections").text) == {}
    answer = client.post("/corrections/1/undo", data={"by": "Ida"}, headers=FROM)
    assert answer.status_code == 400
    assert "no correction can be kept" in answer.text
