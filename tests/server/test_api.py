"""The API: the records of the archive, described as they are."""

import msgspec
from litestar.testing import TestClient

from tests.server.conftest import story_with
from twosource.data import Account
from twosource.reports.as_json import dumps
from twosource.store import Archive
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


def test_methods_that_are_not_there(client: TestClient) -> None:
    answer = client.post("/api/v1/stories", json={})
    assert answer.status_code == 405
    assert answer.json()["status"] == 405
