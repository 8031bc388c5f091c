"""The API: the records of the archive, described as they are."""

from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient

from tests.server.conftest import HOME, story_with
from tests.store.small_archive import ferry
from twosource.data import Account
from twosource.errors import ArchiveError
from twosource.reports.as_json import dumps
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import Archive, open_archive
from twosource.store.records import StoredArticle


def test_an_account_is_the_json_account(client: TestClient, archive: Archive) -> None:
    story = story_with(archive, "ferry")
    assert client.get(f"/api/v1/stories/{story}").text == dumps(archive.account(story))


def test_an_article_round_trips(client: TestClient, archive: Archive) -> None:
    article = archive.search("ferry")[0].article
    got = msgspec.json.decode(client.get(f"/api/v1/articles/{article}").content, type=StoredArticle)
    assert got == archive.article(article)


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/schema/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    assert {"/api/v1/stories", "/api/v1/stories/{id}", "/api/v1/events"} <= described["paths"].keys()
    schemas = described["components"]["schemas"]
    assert set(Account.__struct_fields__) <= set(schemas["Account"]["properties"])


def test_a_review_in_json(client: TestClient, archive: Archive) -> None:
    story = story_with(archive, "strike")
    finding = archive.account(story).findings[0].id
    made = client.post(f"/api/v1/stories/{story}/reviews", json={"finding": finding, "verdict": "seen", "by": "Ida"})
    assert made.status_code == 201
    kept = client.get(f"/api/v1/stories/{story}/reviews").json()
    assert kept[-1]["finding"] == finding
    assert kept[-1]["by"] == "Ida"
    for wrong in ({"finding": "none", "verdict": "seen", "by": "x"}, {"finding": finding, "verdict": "seen", "by": " "}, {"finding": finding, "verdict": "seen", "by": "x", "more": 1}, {}):  # fmt: skip
        assert client.post(f"/api/v1/stories/{story}/reviews", json=wrong).status_code == 400


@pytest.mark.parametrize("wrong", [{"by": "x" * 201}, {"by": "a\x00b"}, {"note": "x" * 5001}, {"note": "a\x00b"}])
def test_a_review_is_kept_whole_or_refused(client: TestClient, archive: Archive, wrong: dict[str, str]) -> None:
    story = story_with(archive, "strike")
    before = archive.reviews(story)
    given = {"finding": archive.account(story).findings[0].id, "verdict": "seen", "by": "Ida"} | wrong
    assert client.post(f"/api/v1/stories/{story}/reviews", json=given).status_code == 400
    assert client.post(f"/stories/{story}/reviews", data=given, headers={"origin": HOME}).status_code == 400
    assert archive.reviews(story) == before


def test_json_nested_without_end_is_refused(client: TestClient, archive: Archive) -> None:
    deep = client.post(
        f"/api/v1/stories/{story_with(archive, 'strike')}/reviews",
        content=b"[" * 90_000,
        headers={"content-type": "application/json"},
    )
    assert deep.status_code == 400
    assert "nested" in deep.json()["detail"]


def test_an_account_asked_for_here_gives_the_lists_its_statuses(tmp_path: Path) -> None:
    with (
        open_archive(tmp_path / "news.archive", create=True) as archive,
        TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as asking,
    ):
        archive.add(ferry())
        story = archive.stories()[0].id
        asking.get("/")  # what the story can be found by is read
        statuses = {f["status"] for f in asking.get(f"/api/v1/stories/{story}").json()["findings"]}
        assert statuses
        for status in statuses:
            listed = asking.get("/stories.json", params={"status": status}).json()["stories"]
            assert story in {s["id"] for s in listed}


def test_events_of_a_story_that_there_is_not(client: TestClient) -> None:
    assert client.get("/api/v1/events?name=none").status_code == 404


def test_methods_that_are_not_there(client: TestClient) -> None:
    answer = client.post("/api/v1/stories", json={})
    assert answer.status_code == 405
    assert answer.json()["status"] == 405


def test_what_is_wrong_with_a_review_is_said(archive: Archive, client: TestClient) -> None:
    address = f"/api/v1/stories/{archive.stories()[0].id}/reviews"
    for sent, said in (({"finding": "x", "verdict": "true", "by": "a"}, "'true'"), ({"finding": "x"}, "verdict")):
        answer = client.post(address, json=sent)
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


def test_where_the_archive_lies_is_not_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    place = archive.database.name

    def broken(*_: object, **__: object) -> None:
        raise ArchiveError(f"{place}: the database cannot be reached (host db.example, user reader)")

    with TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as asking:
        story = story_with(archive, "ferry")
        assert place not in asking.get(f"/stories/{story}").text
        assert "twosource show news.archive" in asking.get(f"/stories/{story}").text
        monkeypatch.setattr(Archive, "listings", broken)
        monkeypatch.setattr(Archive, "outlets", broken)
        for path in ("/", "/stories.json", "/api/v1/outlets"):
            answer = asking.get(path)
            assert answer.status_code == 503
            assert not [word for word in (place, "db.example", "reader") if word in answer.text]
