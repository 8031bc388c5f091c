"""The application: its routes, its errors as pages or JSON, and the guard in front of all of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from litestar import Litestar, MediaType, Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

import twosource
from twosource.errors import ArchiveError, TwosourceError
from twosource.server import api, correcting, live, pages
from twosource.server.asked import Misasked, Missing
from twosource.server.guard import LOCAL, Guard
from twosource.server.kept import Kept
from twosource.server.making import Making
from twosource.server.render import page
from twosource.store import Archive

BODY = 100_000  # bytes that a request may send


class _Request(Request[Any, Any, Any]):
    """A request whose JSON may be nested deeper than can be read."""

    async def json(self) -> Any:
        """The body. Raises `ValidationException` where it is nested too deeply."""
        try:
            return await super().json()
        except RecursionError as error:
            raise ValidationException("the JSON is nested too deeply") from error


def make_app(
    archive: Archive, *, hosts: Collection[str] = (), token: str = "", making: Making | None = None
) -> ASGIApp:
    """The pages and the API of an open archive. `hosts` may ask beside this machine; `token` is asked of everybody.
    `making` makes accounts in another way than in a thread of this process.
    """
    making = making or Making(archive)
    inner = Litestar(
        route_handlers=[*pages.HANDLERS, *correcting.HANDLERS, *api.HANDLERS, *live.HANDLERS],
        state=State({"archive": archive, "kept": Kept(), "making": making, "watch": live.Watch(archive, making)}),
        exception_handlers={
            Misasked: _misasked,
            Missing: _missing,
            HTTPException: _http,
            ArchiveError: _unreadable,
            TwosourceError: _refused,
            Exception: _broken,
        },
        openapi_config=OpenAPIConfig(
            title="twosource",
            version=twosource.__version__,
            path="/api/v1/schema",
            render_plugins=[JsonRenderPlugin()],
            description="An archive's stories and their accounts. The records are those of the JSON account.",
        ),
        request_class=_Request,
        request_max_body_size=BODY,
        debug=False,
    )
    return Guard(inner, {*LOCAL, *hosts}, token)


def _misasked(request: Request[Any, Any, Any], error: Misasked) -> Response[Any]:
    return _error(request, 400, "This cannot be asked", str(error), "/")


def _missing(request: Request[Any, Any, Any], error: Missing) -> Response[Any]:
    return _error(request, 404, "There is nothing here", str(error), error.back)


def _refused(request: Request[Any, Any, Any], error: TwosourceError) -> Response[Any]:
    return _error(request, 400, "This cannot be done", str(error), "/")


def _unreadable(request: Request[Any, Any, Any], error: ArchiveError) -> Response[Any]:
    """What the database complains of names its place, its host, its user: for whoever runs this, not for who asks."""
    if request.logger:
        request.logger.error("%s", error)
    return _error(request, 503, "The archive cannot be read now", "Its server's log says why. Ask again later.", "/")


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    said = {404: "There is no such page", 405: "This cannot be done here", 413: "This is too long"}
    wrong = error.extra if isinstance(error, ValidationException) and isinstance(error.extra, list) else []
    named = [
        f"{part.get('key', 'it')}: {part['message']}" for part in wrong if isinstance(part, dict) and "message" in part
    ]
    detail = "; ".join(named) or error.detail
    made = _error(request, error.status_code, said.get(error.status_code, "This cannot be done"), detail, "/")
    for name, value in (error.headers or {}).items():
        made.headers[name] = value
    return made


def _broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if request.logger:
        request.logger.error("%s: %s", type(error).__name__, error)
    return _error(request, 500, "A fault of twosource", type(error).__name__, "/")


def _error(request: Request[Any, Any, Any], status: int, title: str, detail: str, back: str) -> Response[Any]:
    if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
        return Response({"status": status, "title": title, "detail": detail}, status_code=status)
    html = page("error.html", title=title, status=status, detail=detail, back=back)
    return Response(html, status_code=status, media_type=MediaType.HTML)
