"""The only place that opens connections: an address into its bytes, politely, and never into a private network.

A name is resolved once, every address it has must be a public one, and the connection goes to the address that was
checked; each redirect is a new address. robots.txt is kept (protego reads it), one host is asked at most once a second
or as it wishes, and a page that is too large, too slow or compressed into a bomb is given up.
"""

from __future__ import annotations

import ipaddress
import random
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from twosource.articles.decode import PAGE_BYTES
from twosource.errors import InputRefused

if TYPE_CHECKING:
    import httpx2
    from protego import Protego

AGENT = "twosource (news comparison; obeys robots.txt)"
PORTS = {"http": 80, "https": 443}
REDIRECTS = 5
SECONDS = 30.0  # for one answer
PAUSE = 1.0  # between two requests to one host
UNREACHED = 600.0  # seconds for which a site that could not be reached is left alone
LONGEST_PAUSE = 30.0  # a robots.txt that asks for more is not waited for
ROBOTS_BYTES = 512_000
WRAPPED = (
    ipaddress.ip_network("2002::/16"),  # 6to4
    ipaddress.ip_network("64:ff9b::/96"),  # NAT64
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2001::/32"),  # Teredo
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fetched(NamedTuple):
    """What an address gave: `data` is None where nothing changed since the last time."""

    url: str  # the last one, behind the redirects
    data: bytes | None
    kind: str
    charset: str | None
    etag: str | None
    modified: str | None
    retrieved: str | None = None


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also when it is wrapped in another."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in WRAPPED):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass
class Fetcher:
    """A polite client; `close` it. Threads may share it: a host is asked by one at a time.

    `permits` decides on addresses and `pause` on waiting: tests replace both.
    """

    permits: Callable[[Address], bool] = is_public
    pause: float = PAUSE
    resolve: Callable[..., Sequence[tuple[Any, ...]]] = socket.getaddrinfo
    ports: frozenset[int] = frozenset(PORTS.values())
    _client: httpx2.Client | None = None
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _unreached: dict[str, tuple[float, InputRefused]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _jitter: random.Random = field(default_factory=random.Random)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The bytes of an address. Raises `InputRefused`, with the reason, where they cannot or must not be had."""
        headers = {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        return self._follow(url, headers, limit=PAGE_BYTES, obey=True)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _follow(self, url: str, headers: dict[str, str], *, limit: int, obey: bool) -> Fetched:
        for _ in range(REDIRECTS + 1):
            _parts(url)
            if obey:  # each redirect is a new address, maybe of another site
                self._obey(url)
            with self._only(urlsplit(url).netloc.lower()):
                self._wait(url)
                answer = self._ask(url, headers, limit)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise InputRefused(url, f"more than {REDIRECTS} redirects", "Give the article's own address.")

    def _ask(self, url: str, headers: dict[str, str], limit: int) -> Fetched | str:
        """One request: the answer, or where it points to."""
        import httpx2

        parts, address = self._checked(url)
        with self._only(""):
            if self._client is None:
                self._client = _client()
            client = self._client
        host = f"[{address}]" if address.version == 6 else str(address)
        target = parts._replace(netloc=f"{host}:{parts.port or PORTS[parts.scheme]}").geturl()
        sent = {"Host": parts.netloc, "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            with client.stream("GET", target, headers=sent, extensions={"sni_hostname": parts.hostname}) as response:
                if response.status_code == 304:
                    return Fetched(url, None, "", None, headers.get("If-None-Match"), headers.get("If-Modified-Since"))
                if response.is_redirect:
                    return urljoin(url, response.headers.get("location", ""))
                if response.status_code != 200:
                    raise InputRefused(
                        url, f"the server answered {response.status_code}", _advice(response.status_code)
                    )
                data = _body(response, url, limit)
                said = response.headers
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            raise InputRefused(
                url, f"it cannot be fetched ({type(error).__name__}: {error})", "Try again later."
            ) from None
        kind = said.get("content-type", "").partition(";")[0].strip().lower()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Fetched(url, data, kind, response.charset_encoding, said.get("etag"), said.get("last-modified"), now)

    def _checked(self, url: str) -> tuple[SplitResult, Address]:
        """The parts of a web address and the public address it stands for, resolved once."""
        parts = _parts(url)
        port = parts.port or PORTS[parts.scheme]
        if port not in self.ports or parts.username is not None:
            raise InputRefused(url, "an address with a port or a login", "Give the public address of the page.")
        try:
            found = self.resolve(str(parts.hostname), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputRefused(url, f"its host is not found ({error})", "Check the address.") from None
        addresses = sorted({str(entry[4][0]).partition("%")[0] for entry in found})
        known = [ipaddress.ip_address(address) for address in addresses]
        if not known or not all(self.permits(address) for address in known):
            raise InputRefused(url, "its host is within a private network", "Only public addresses are fetched.")
        return parts, next((a for a in known if a.version == 4), known[0])

    def _obey(self, url: str) -> None:
        """Raise `InputRefused` for an address that the site's robots.txt keeps from programs."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        since, refusal = self._unreached.get(site, (-UNREACHED, None))
        if refusal is not None and time.monotonic() - since < UNREACHED:
            raise InputRefused(url, refusal.reason, refusal.advice)
        with self._only(f"{site}/robots.txt"):
            if site not in self._robots:
                try:
                    self._robots[site] = self._rules(site)
                except InputRefused as failed:  # a feed may name hundreds of pages of a site that is gone
                    self._unreached[site] = (time.monotonic(), failed)
                    raise InputRefused(url, failed.reason, failed.advice) from None
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(url, AGENT):
            raise InputRefused(
                url, "the site's robots.txt does not allow it", "Save the page yourself and give the file."
            )

    def _rules(self, site: str) -> Protego | None:
        """A site's rules; None where it has none. A site whose rules cannot be had for now is left alone (RFC 9309)."""
        from protego import Protego

        try:
            found = self._follow(f"{site}/robots.txt", {}, limit=ROBOTS_BYTES, obey=False)
        except InputRefused as refusal:
            if "the server answered 4" in refusal.reason:
                return None
            raise
        return Protego.parse((found.data or b"").decode("utf-8", "replace"))

    def _only(self, name: str) -> threading.Lock:
        """What one thread at a time holds."""
        return self._locks.setdefault(name, threading.Lock())

    def _wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        wish = float(rules.crawl_delay(AGENT) or 0) if rules is not None else 0.0
        gap = min(max(self.pause, wish), LONGEST_PAUSE) if self.pause else 0.0
        wait = self._asked.get(parts.netloc, 0.0) + gap - time.monotonic()
        if wait > 0 and parts.netloc in self._asked:
            time.sleep(wait + self._jitter.random() * gap / 4)
        self._asked[parts.netloc] = time.monotonic()


def _client() -> httpx2.Client:
    """A client that keeps nothing: a kept connection would be to an address, not to the host whose certificate was checked."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    forgetful = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    once = httpx2.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx2.Client(trust_env=False, follow_redirects=False, timeout=10.0, limits=once, cookies=forgetful)


def _parts(url: str) -> SplitResult:
    """The parts of a web address. Raises `InputRefused` for what is none."""
    try:
        parts = urlsplit(url)
        if parts.scheme in PORTS and parts.hostname and parts.port != 0:
            return parts
    except ValueError:
        pass
    raise InputRefused(url, "no web address", "Give an http or https address.")


def _body(response: httpx2.Response, url: str, limit: int) -> bytes:
    """The unpacked body, given up when it is too large or too slow."""
    deadline = time.monotonic() + SECONDS
    data = bytearray()
    for part in response.iter_bytes(65_536):
        data += part
        if len(data) > limit:
            raise InputRefused(url, f"more than {limit:,} bytes", "Save the page yourself and give the file.")
        if time.monotonic() > deadline:
            raise InputRefused(url, f"not read within {SECONDS:.0f} seconds", "Try again later.")
    return bytes(data)


def _advice(status: int) -> str:
    if status in {401, 402, 403}:
        return "The page needs a login or refuses programs: save it yourself and give the file."
    return "Check the address." if status in {404, 410} else "Try again later."
