"""Every page there is: followed from the list of stories, each quotation checked, nothing live in it."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from litestar.testing import TestClient

from tests.server.conftest import HOME, MARKUP, story_with
from twosource.reports.as_json import loads
from twosource.reports.words import ELISION, one_line
from twosource.server.facets import MOST, facets
from twosource.store import Archive
from twosource.store.records import Counted

LIVE = {"iframe", "object", "embed", "base", "img", "video", "audio", "template", "math", "frame", "applet"}


class Reading(HTMLParser):
    """A page's elements."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def crawl(client: TestClient) -> dict[str, str]:
    """Every page that links lead to, by address."""
    found: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = answer.text if answer.headers["content-type"].startswith("text/html") else ""
        for href in Reading(found[path]).all("href"):
            at = urljoin(HOME + path, href)
            parts = urlsplit(urldefrag(at)[0])
            if f"{parts.scheme}://{parts.netloc}" == HOME:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


@pytest.fixture(scope="module")
def site(client: TestClient) -> dict[str, str]:
    return crawl(client)


def test_all_kinds_of_pages_are_led_to(site: dict[str, str], archive: Archive) -> None:
    for story in archive.stories():
        assert f"/stories/{story.id}" in site
    assert {"/", "/outlets", "/log", "/outlets.csv", "/log.json", "/stories.json"} <= site.keys()
    assert len([p for p in site if p.startswith("/articles/")]) >= 7


def test_every_quotation_is_words_of_its_place(site: dict[str, str], archive: Archive) -> None:
    count = 0
    for path, source in site.items():
        for at, inner in re.findall(r'<q dir="auto" data-at="([^"]*)">(.*?)</q>', source, re.DOTALL):
            words = html.unescape(re.sub(r"<[^>]*>", "", inner))
            name, _, span = html.unescape(at).rpartition(":")
            start, end = map(int, span.split("-"))
            whole = one_line(archive.article(name).article.text[start:end])
            assert words[0] + words[-1] == "“”", path
            for piece in words[1:-1].split(ELISION):
                assert " ".join(piece.split()) in whole, path
            count += 1
    assert count > 100


def test_every_fragment_is_on_its_page(site: dict[str, str]) -> None:
    ids = {path: set(Reading(source).all("id")) for path, source in site.items()}
    for path, source in site.items():
        assert len(Reading(source).all("id")) == len(ids[path]), path
        for href in Reading(source).all("href"):
            address, fragment = urldefrag(urljoin(HOME + path, href))
            parts = urlsplit(address)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if fragment and address.startswith(HOME) and site.get(target):
                assert fragment in ids[target], (path, href)


def test_nothing_of_a_report_is_live(site: dict[str, str]) -> None:
    for path, source in site.items():
        for tag, attributes in Reading(source).elements:
            assert tag not in LIVE, path
            assert tag != "script" or attributes == {"src": "/static/page.js", "defer": ""}
            assert tag != "style"
            assert not [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href", ""), re.IGNORECASE)
    assert any(html.escape(MARKUP, quote=False) in source for source in site.values())


def test_right_to_left_names_stand_apart(client: TestClient, archive: Archive) -> None:
    source = client.get("/").text
    assert "حريق في الميناء 🔥" in source
    assert "‹U+202E›" in source
    assert "\u202e" not in source


def test_pages_and_json_and_csv_say_the_same(client: TestClient, archive: Archive) -> None:
    story = story_with(archive, "ferry")
    account = archive.account(story)
    assert loads(client.get(f"/stories/{story}.json").content) == account
    rows = list(csv.DictReader(io.StringIO(client.get(f"/stories/{story}.csv").text)))
    assert len(rows) == sum(len(v.evidence) for f in account.findings for v in f.values)
    stories = json.loads(client.get("/stories.json").content)
    assert [s["id"] for s in stories["stories"]] == [s.id for s in archive.stories()]
    assert stories["total"] == len(archive.stories())


def test_tables_run_nothing_in_a_spreadsheet(client: TestClient) -> None:
    for path in ("/log.csv", "/outlets.csv", "/stories.csv"):
        for row in csv.reader(io.StringIO(client.get(path).text)):
            assert not [cell for cell in row if cell.lstrip()[:1] in set("=+-@\t\r＝＋")]


@pytest.mark.parametrize(
    "path", ["/stories/none", "/stories/none.json", "/articles/none", "/outlet?name=none", "/x/y", "/static/x"]
)
def test_what_is_not_there_is_404_with_a_way_back(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert ".json" in path or 'href="/"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path", ["/?day=soon", "/?limit=0", "/?x=1", "/log?outcome=lost", "/outlets?q=1", "/?q=a&q=b", "/api/v1/log?run=x"]
)
def test_what_cannot_be_asked_is_400_and_says_what_can(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert re.search(r"it is |there are |give it once", answer.text)


def test_words_of_an_article_that_ends_earlier(client: TestClient, archive: Archive) -> None:
    article = archive.search("ferry")[0].article
    assert client.get(f"/articles/{article}?at=1-999999").status_code == 400


@pytest.mark.parametrize("words", ["'", '"', "*", "NOT", "a OR", "(", "-", "ferry NEAR", "\\", "%00", "<script>", "🔥", "ferry'); DROP TABLE articles;--"])  # fmt: skip
def test_any_search_is_answered(client: TestClient, archive: Archive, words: str) -> None:
    before = len(archive.stories())
    answer = client.get("/", params={"q": words})
    assert answer.status_code in {200, 400}
    assert "<script>" not in answer.text
    assert len(archive.stories()) == before


def test_facets_narrow(client: TestClient, archive: Archive) -> None:
    found = client.get("/stories.json", params={"outlet": "Harbour Post"}).json()
    assert found["total"] == 1
    assert client.get("/stories.json", params={"language": "fr"}).json()["total"] == 0
    assert client.get("/stories.json", params={"agency": "AP"}).json()["total"] == 0
    story = found["stories"][0]["id"]
    client.get(f"/stories/{story}")  # makes the account, and so its statuses are known
    held = {finding.status.value for finding in archive.account(story).findings}
    assert "refined" in held and "not-comparable" not in held
    for status in ("refined", "updated", "not-comparable"):
        listed = client.get("/stories.json", params={"status": status}).json()["stories"]
        assert [s["id"] for s in listed] == ([story] if status in held else [])
    source = client.get("/").text
    assert 'href="/?outlet=Harbour+Post"' in source


def test_a_page_of_a_list_leads_to_the_same_stories_as_json(client: TestClient) -> None:
    for path in ("/?limit=1&offset=1", "/outlet?name=Harbour+Post&limit=1&offset=1"):
        forms = [href for href in Reading(client.get(path).text).all("href") if ".json?" in href]
        assert forms
        assert all("offset=1" in href and "limit=1" in href for href in forms)


def test_what_is_chosen_is_shown_among_many_alike() -> None:
    outlets = {f"Outlet {n:02}": 1 for n in range(MOST + 5)}
    counted = Counted(total=9, facets={"outlet": outlets, "language": {}, "agency": {}, "status": {}}, days={})
    shown = facets(counted, {"outlet": "Outlet 16"}, lambda **changed: str(changed))[0]
    assert [(v["value"], v["href"]) for v in shown["values"] if v["on"]] == [("Outlet 16", "{'outlet': None}")]
    assert shown["left"] == 5


def test_facets_count_all_and_lead_to_as_many(client: TestClient) -> None:
    said = client.get("/stories.json", params={"limit": 1}).json()
    assert said["total"] == sum(said["facets"]["language"].values()) > 1  # each of these is in one language
    for name in ("outlet", "language", "status"):
        for value, number in said["facets"][name].items():
            assert client.get("/stories.json", params={name: value}).json()["total"] == number
    for day, number in said["days"].items():
        within = client.get("/stories.json", params={"day": day}).json()
        assert within["total"] == number
        assert all(inner.startswith(day) for inner in within["days"])
        assert f"day={day}" in client.get("/").text


def test_a_later_version_says_what_changed(client: TestClient, archive: Archive) -> None:
    article = next(h.article for h in archive.search("Lunde Island") if h.outlet == "Harbour Post")
    source = client.get(f"/articles/{article}").text
    assert "<del>" in source
    assert "14 people" in html.unescape(re.sub(r"<[^>]*>", "", source))


def test_an_article_says_where_its_words_come_from(client: TestClient, archive: Archive) -> None:
    stored = [archive.article(hit.article) for hit in archive.search("Lunde Island")]
    copied = [each for each in stored if each.origin != each.article.id]
    assert copied
    for each in stored:
        assert client.get(f"/articles/{each.article.id}.json").json()["origin"] == each.origin
        source = client.get(f"/articles/{each.article.id}").text
        assert ("Its words go back to" in source) == (each in copied)
        assert each not in copied or f'href="/articles/{each.origin}?at=' in source


def test_a_review_stays_beside_the_status(client: TestClient, archive: Archive) -> None:
    story = story_with(archive, "ferry")
    finding = archive.account(story).findings[0]
    form = {"finding": finding.id, "verdict": "rejected", "by": "Ida <b>", "note": MARKUP}
    sent = client.post(f"/stories/{story}/reviews", data=form, headers={"origin": HOME}, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/stories/{story}#s1-{finding.id}"
    source = client.get(f"/stories/{story}").text
    card = source.partition(f'id="s1-{finding.id}"')[2].partition("</article>")[0]
    assert f"</span>{finding.status}</span>" in card
    assert "rejected by <bdi>Ida &lt;b&gt;</bdi>" in card
    assert archive.account(story).findings[0].status == finding.status
    bad = client.post(f"/stories/{story}/reviews", data=form | {"verdict": "true"}, headers={"origin": HOME})
    assert bad.status_code == 400
    assert "seen, confirmed, rejected" in bad.text


def test_a_head_is_that_of_the_page_without_the_page(archive: Archive, client: TestClient) -> None:
    story = archive.stories()[0].id
    for address in ("/", "/stories", f"/stories/{story}", f"/stories/{story}.json", "/log.csv", "/stories/none"):
        head, whole = client.head(address), client.get(address)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.content))
    assert client.head("/api/v1/events").status_code == 405  # it would have no end


def test_the_kind_of_a_table_is_said_once(client: TestClient) -> None:
    assert client.get("/stories.csv").headers["content-type"] == "text/csv; charset=utf-8"


def test_the_stories_also_stand_above_a_story(client: TestClient) -> None:
    assert client.get("/stories?limit=1").text == client.get("/?limit=1").text


@pytest.mark.parametrize(
    "path", ["/stories/{}", "/stories/{}.json", "/stories/{}.csv", "/api/v1/stories/{}", "/", "/log.json"]
)
def test_a_page_that_stayed_is_not_sent_again(client: TestClient, archive: Archive, path: str) -> None:
    at = path.format(story_with(archive, "ferry"))
    first = client.get(at)
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(at, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert again.headers["x-content-type-options"] == "nosniff"
    other = client.get(at, headers={"if-none-match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)
    assert client.head(at, headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_review_makes_another_page(client: TestClient, archive: Archive) -> None:
    story = story_with(archive, "ferry")
    before = client.get(f"/stories/{story}")
    finding = archive.account(story).findings[0].id
    archive.review(story, finding, "confirmed", by="Ida", note="a new note")
    after = client.get(f"/stories/{story}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "a new note" in after.text
