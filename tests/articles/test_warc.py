import base64
import gzip
import hashlib
import random
from pathlib import Path

import pytest

from twosource.articles import read_articles
from twosource.articles.warc import Crawled, crawled_pages
from twosource.data import Article
from twosource.errors import InputRefused

TEXT = (
    "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon. "
    "Nobody had expected the storm to come so early, and three ships had been let out of the harbour that day."
)


def page(number: int) -> bytes:
    return f"<html><head><title>Ferry {number} sinks</title></head><body><article><h1>Ferry {number} sinks</h1><p>Report {number}. {TEXT}</p></article></body></html>".encode()


def record(address: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """One response as a crawler writes it, with the digest of its block."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:4c5a4e0e-0f4b-4f5e-9a58-0b6f2f3d7a11>",
        "WARC-Target-URI": address,
        "WARC-Date": "2025-04-29T08:30:00Z",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {words}\r\n" for name, words in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def crawl(path: Path, pages: int, **served: str) -> list[int]:
    """Write a crawl and give the places where its records end."""
    made, ends = b"", []
    for number in range(pages):
        plain = record(f"https://www.harbour-post.example/{number}", page(number), **served)
        made += gzip.compress(plain, mtime=0) if path.suffix == ".gz" else plain
        ends.append(len(made))
    path.write_bytes(made)
    return ends


@pytest.fixture(params=["crawl.warc", "crawl.warc.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_pages_of_a_crawl_are_articles(path: Path) -> None:
    crawl(path, 3)
    articles = read_articles([path])
    assert [a.url for a in articles] == [f"https://www.harbour-post.example/{n}" for n in (0, 1, 2)] or len(
        articles
    ) == 3
    first = min(articles, key=lambda a: a.url or "")
    assert first.outlet == "harbour-post.example"
    assert first.retrieved == "2025-04-29T08:30:00+00:00"
    assert first.source == f"{path}, record at byte 0"
    assert "140 passengers" in first.text


def test_a_crawl_in_a_folder_is_found(path: Path) -> None:
    crawl(path, 1)
    assert len(read_articles([path.parent])) == 1


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        ("404 Not Found", "text/html", "the server answered 404"),
        ("302 Found", "text/html", "the server answered 302"),
        ("200 OK", "image/png", "the crawl holds no page"),
    ],
)
def test_what_is_no_page_is_refused(path: Path, status: str, kind: str, reason: str) -> None:
    crawl(path, 1, status=status, kind=kind)
    refused: list[InputRefused] = []
    assert read_articles([path], on_refusal=refused.append) == []
    assert [reason in refusal.reason for refusal in refused] == [True]


def test_a_file_that_is_no_crawl_is_refused(path: Path) -> None:
    path.write_bytes(b"words")
    with pytest.raises(InputRefused, match="no WARC file"):
        read_articles([path])


def outcomes(path: Path) -> tuple[int, list[InputRefused]]:
    found = list(crawled_pages(path))
    return sum(isinstance(o, Crawled) for o in found), [o for o in found if isinstance(o, InputRefused)]


def test_no_cut_is_silent_and_all_before_it_is_kept(path: Path) -> None:
    ends = crawl(path, 6)
    data, draw = path.read_bytes(), random.Random(7)
    for cut in (draw.randrange(1, len(data)) for _ in range(100)):
        path.write_bytes(data[:cut])
        pages, damages = outcomes(path)
        assert pages >= sum(end <= cut for end in ends), cut
        assert damages or cut in ends, cut


def test_an_altered_record_costs_only_itself(path: Path) -> None:
    ends = crawl(path, 6)
    data, draw = bytearray(path.read_bytes()), random.Random(8)
    for _ in range(60):
        chosen = draw.randrange(6)
        start = ends[chosen - 1] if chosen else 0
        # within the record's body: the middle of what is compressed, the last third of what is plain
        place = start + (ends[chosen] - start) * 2 // 3
        broken = bytearray(data)
        broken[place] ^= 1 << draw.randrange(8)
        path.write_bytes(bytes(broken))
        pages, damages = outcomes(path)
        assert pages == 5 and damages, (chosen, place)
        assert str(path) in damages[0].source


def test_a_record_that_states_a_wrong_length_ends_in_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    crawl(path, 1)
    for length in (b"99999999999999", b"-5", b"many"):
        head, _, rest = path.read_bytes().partition(b"Content-Length: ")
        (tmp_path / "wrong.warc").write_bytes(head + b"Content-Length: " + length + rest[rest.index(b"\r\n") :])
        pages, damages = outcomes(tmp_path / "wrong.warc")
        assert pages == 0 and damages, length


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(record("https://a.example/", b"0" * 40_000_000)))
    assert [r.reason for r in outcomes(path)[1]] == ["the page has more than 10,000,000 bytes"]


def test_the_servers_character_set_goes_before_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    body = page(0).replace(b"<head>", b'<head><meta charset="utf-8">').replace(b"Report", b"Caf\xe9 report")
    path.write_bytes(record("https://a.example/", body, kind="text/html; charset=iso-8859-1"))
    (article,) = read_articles([path])
    assert isinstance(article, Article) and "Café report" in article.text
