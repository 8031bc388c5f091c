import gzip
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched, Fetcher, is_public
from twosource.articles.follow import fetch_all
from twosource.errors import InputRefused

PAGE = b"<html><body><p>The ferry sank off Lunde Island.</p></body></html>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}, PAGE),
    "/cookie": (200, {"Content-Type": "text/html", "Set-Cookie": "who=reader; Path=/"}, PAGE),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"0" * 30_000_000)),
    "/moved": (301, {"Location": "/page"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/inside": (302, {"Location": "http://inside.example/secret"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/login": (401, {}, b""),
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /kept\n"),
    "/to-kept": (302, {"Location": "/kept"}, b""),
    "/kept": (200, {"Content-Type": "text/html"}, PAGE),
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []
    cookies: list[str] = []

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        self.cookies += [self.headers["Cookie"]] if "Cookie" in self.headers else []
        status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        if status == 200 and self.headers.get("If-None-Match") == headers.get("ETag", "none"):
            status, body = 304, b""
        self.send_response(status)
        for name, words in headers.items():
            self.send_header(name, words)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Handler.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetcher(port: int) -> Iterator[Fetcher]:
    """A fetcher for which news.example is the test's server, and inside.example a machine next to it."""

    def resolve(host: str, at: int, **_: object) -> list[tuple[object, ...]]:
        if host not in {"news.example", "inside.example"}:
            raise socket.gaierror("unknown")
        address = "127.0.0.1" if host == "news.example" else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, at))]

    made = Fetcher(lambda a: str(a) == "127.0.0.1", 0.0, resolve, frozenset({port, 80}))
    yield made
    made.close()


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_a_page_is_fetched(fetcher: Fetcher, port: int, path: str) -> None:
    found = fetcher.fetch(f"http://news.example:{port}{path}")
    assert (found.data, found.kind) == (PAGE, "text/html")
    assert all(host == f"news.example:{port}" for host, _ in Handler.asked)


def test_what_did_not_change_is_not_sent_again(fetcher: Fetcher, port: int) -> None:
    first = fetcher.fetch(f"http://news.example:{port}/page")
    assert first.etag == '"1"'
    assert fetcher.fetch(f"http://news.example:{port}/page", etag=first.etag).data is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "answered 404"),
        ("/login", "answered 401"),
        ("/bomb", "more than 10,000,000 bytes"),
        ("/round", "redirects"),
        ("/inside", "private network"),
        ("/file", "no web address"),
        ("/kept", "robots.txt"),
        ("/to-kept", "robots.txt"),
    ],
)
def test_what_must_not_be_fetched_is_refused(fetcher: Fetcher, port: int, path: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        fetcher.fetch(f"http://news.example:{port}{path}")
    assert (f"news.example:{port}", "/kept") not in Handler.asked


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "http://user:word@news.example/",
        "http://news.example:22/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest",
        "http://[",
        "http:///nothing",
        "words",
    ],
)
def test_an_address_that_is_not_public_is_never_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputRefused):
        Fetcher(pause=0.0).fetch(url)


def test_every_address_of_a_host_must_be_public() -> None:
    def resolve(host: str, at: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, at)) for address in ("93.184.216.34", "10.0.0.1")]

    with pytest.raises(InputRefused, match="private network"):
        Fetcher(pause=0.0, resolve=resolve).fetch("http://news.example/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("fd00::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_one_host_is_asked_at_intervals(port: int) -> None:
    waits: list[float] = []

    def resolve(host: str, at: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("127.0.0.1", at))]

    fetcher = Fetcher(lambda _: True, 0.2, resolve, frozenset({port}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("twosource.articles.fetch.time.sleep", waits.append)
        fetcher.fetch(f"http://news.example:{port}/page")
        fetcher.fetch(f"http://news.example:{port}/page")
    fetcher.close()
    assert waits and all(0.0 < wait <= 0.25 for wait in waits)


def test_a_site_that_cannot_be_reached_is_not_asked_for_each_of_its_pages() -> None:
    asked: list[str] = []

    def resolve(host: str, at: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        raise socket.gaierror("unknown")

    fetcher = Fetcher(pause=0.0, resolve=resolve)
    for page in range(3):
        with pytest.raises(InputRefused, match="its host is not found") as refused:
            fetcher.fetch(f"http://gone.example/{page}")
        assert refused.value.source == f"http://gone.example/{page}"
    assert asked == ["gone.example"]


def test_cookies_are_not_kept(fetcher: Fetcher, port: int) -> None:
    for path in ("/cookie", "/page"):
        fetcher.fetch(f"http://news.example:{port}{path}")
    assert Handler.cookies == []


def test_hosts_are_asked_at_once_and_their_rules_once(port: int) -> None:
    """Threads share a fetcher: each host keeps its pace, robots.txt is read once for a host."""

    def resolve(host: str, at: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("127.0.0.1", at))]

    fetcher = Fetcher(lambda _: True, 0.05, resolve, frozenset({port}))
    links = [Link(f"http://h{h}.example:{port}/{path}", "") for path in ("page", "moved", "kept") for h in range(6)]
    answers = dict(fetch_all(links, fetcher.fetch))
    fetcher.close()
    assert [type(answers[n]) for n in range(18)] == [Fetched] * 12 + [InputRefused] * 6
    asked = Counter(Handler.asked)
    assert {path for _, path in asked} == {"/robots.txt", "/page", "/moved"}
    assert all(asked[f"h{h}.example:{port}", "/robots.txt"] == 1 for h in range(6))
