"""Who may ask, who may change: foreign hosts, foreign pages, other addresses without a token."""

import pytest
from litestar.testing import TestClient

from tests.server.conftest import HOME, story_with
from twosource.server import make_app
from twosource.server.guard import name_of
from twosource.server.run import is_local
from twosource.store import Archive

ROUTES = ["/", "/stories.json", "/outlets", "/log", "/static/page.js", "/api/v1/stories", "/api/v1/schema/openapi.json", "/nowhere"]  # fmt: skip
FOREIGN = [
    "evil.example",
    "evil.example:8021",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "",
    "[::2]",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("route", ROUTES)
def test_a_foreign_host_gets_nothing(client: TestClient, route: str, host: str) -> None:
    assert client.get(route, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("path", ["/stories/a%00b", "/articles/%00.json", "/api/v1/stories/%00/reviews"])
def test_no_address_holds_the_character_that_postgresql_cannot(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8021", "localhost:1", "LOCALHOST", "[::1]:8021"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/stories.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "name"), [("a.example:80", "a.example"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("A", "a")]
)
def test_names_of_hosts(host: str, name: str) -> None:
    assert name_of(host) == name


REFUSED = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://["},
    {"origin": f"{HOME}:9999"},
    {"origin": HOME, "sec-fetch-site": "cross-site"},
    {"origin": HOME, "sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {},
]


@pytest.mark.parametrize("headers", REFUSED)
def test_a_change_comes_from_a_page_of_ours(client: TestClient, archive: Archive, headers: dict[str, str]) -> None:
    story = story_with(archive, "strike")
    before = archive.reviews(story)
    form = {"finding": archive.account(story).findings[0].id, "verdict": "seen", "by": "Eve"}
    for content in ("application/x-www-form-urlencoded", "text/plain"):
        sent = client.post(f"/stories/{story}/reviews", data=form, headers=headers | {"content-type": content})
        assert sent.status_code == 403
    assert archive.reviews(story) == before


def test_every_answer_has_the_policy_and_no_cors(client: TestClient) -> None:
    for route in ROUTES:
        headers = client.get(route, headers={"origin": "http://evil.example"}).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]


def test_another_address_asks_for_a_token(archive: Archive) -> None:
    app = make_app(archive, hosts=["news.example"], token="secret")
    with TestClient(app, base_url="http://news.example") as asking:
        for route in ROUTES:
            assert asking.get(route).status_code == 401
            assert asking.get(route, headers={"authorization": "Bearer wrong"}).status_code == 401
        assert asking.get("/stories.json", headers={"authorization": "Bearer secret"}).status_code == 200
        given = asking.get("/?token=secret", follow_redirects=False)
        assert given.status_code == 303
        assert "HttpOnly; SameSite=Strict" in given.headers["set-cookie"]
        assert asking.get("/outlets").status_code == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("news.example", False)],
)  # fmt: skip
def test_local_addresses(host: str, local: bool) -> None:
    assert is_local(host) is local
