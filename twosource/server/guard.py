"""What stands before every route: which hosts may ask, who may change, and what a page may load.

A page of another site can make a browser send requests here (DNS rebinding, forms). So the Host must be one of ours on
every request, and a request that changes something must come from a page of ours, or be JSON from no page at all.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from litestar.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("localhost", "127.0.0.1", "[::1]")
CLOSE: Any = {"type": "websocket.close"}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ENDLESS = "/api/v1/events"  # of an answer without end there is no head alone
COOKIE = "twosource_token"
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """An application behind these rules."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], token: str) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the headers of every answer."""
        kind = str(scope["type"])
        if kind == "websocket":
            await send(CLOSE)  # there are none here
            return
        if kind != "http":  # the server's own start and end
            await self.app(scope, receive, send)
            return
        headers = _headers(scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _answer(send, *refusal)
            return
        if self.token and not self._known(headers):
            await self._ask(scope, send)
            return

        asked: Any = scope
        head = asked["method"] == "HEAD" and asked["path"].rstrip("/") != ENDLESS
        if head:  # the answer to GET, without its body
            asked = {**scope, "method": "GET"}

        async def sending(message: Message) -> None:
            if head and message["type"] == "http.response.body":
                without: Any = {**message, "body": b""}
                message = without
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                more = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in given]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self.app(asked, receive, sending)

    def _refusal(self, scope: Any, headers: dict[str, str]) -> tuple[int, str] | None:
        if name_of(headers.get("host", "")) not in self.hosts:
            return 400, "this server does not answer to that host; see twosource serve --allow-host"
        if "\x00" in scope["path"]:  # PostgreSQL takes none, and would be said to be out of reach
            return 400, "an address cannot hold the character of number 0"
        if scope["method"] in SAFE:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site not in {None, "same-origin"}:
            return 403, "a change must come from a page of this server"
        if origin is not None and origin.partition("://")[2].lower() != headers["host"].lower():
            return 403, "a change must come from a page of this server"
        if origin is None and site is None and headers.get("content-type", "").split(";")[0] != "application/json":
            return 403, "without a page of this server, send JSON"
        return None

    def _known(self, headers: dict[str, str]) -> bool:
        given = headers.get("authorization", "").removeprefix("Bearer ")
        try:
            kept = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            kept = None
        offers = [given, kept.value if kept is not None else ""]
        return any(hmac.compare_digest(offer.encode(), self.token.encode()) for offer in offers)

    async def _ask(self, scope: Any, send: Send) -> None:
        """A link with the token sets it as a cookie; anything else is told to bring one."""
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if scope["method"] == "GET" and hmac.compare_digest(asked.get("token", "").encode(), self.token.encode()):
            cookie = f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
            await _answer(send, 303, "", [("location", "/"), ("set-cookie", cookie)])
            return
        await _answer(send, 401, "a token is needed: open the address that twosource serve printed", [("www-authenticate", "Bearer")])  # fmt: skip


def name_of(host: str) -> str:
    """A Host header without its port, lower case."""
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; one given twice is worth nothing, whichever a reader behind us would take."""
    found: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        found[name] = (
            "\x00" if name in found and name in {"host", "origin", "sec-fetch-site"} else value.decode("latin-1")
        )
    return found


async def _answer(send: Send, status: int, text: str, more: list[tuple[str, str]] | None = None) -> None:
    body = f"{text}\n".encode() if text else b""
    headers = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(body))), *HEADERS.items()]
    raw = [(name.encode(), value.encode()) for name, value in [*headers, *(more or [])]]
    start: Any = {"type": "http.response.start", "status": status, "headers": raw}
    end: Any = {"type": "http.response.body", "body": body}
    await send(start)
    await send(end)
