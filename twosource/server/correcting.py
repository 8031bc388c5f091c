"""Corrections of the grouping: the forms of a story's page, and the list of all that people said, with its undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from twosource.errors import UsageError
from twosource.server.asked import Misasked, Missing, asked
from twosource.server.pages import Asking, answer, archive_of, html, json, kept_in, known
from twosource.server.shown import correction_view
from twosource.store import Archive
from twosource.store.records import Correction

NAME = 500  # characters of the id or address of a story or article
LAST = 2**31 - 1  # number that a correction can have
Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


def keep_merge(request: Asking, stories: Sequence[str], *, by: str, note: str) -> Correction:
    """Have stories told as one."""
    _check(stories)
    return _kept(request, lambda archive: archive.merge(*stories, by=by, note=note), by=by, note=note)


def keep_split(request: Asking, articles: Sequence[str], *, by: str, note: str) -> Correction:
    """Have articles told apart from their story."""
    _check(articles)
    return _kept(request, lambda archive: archive.split(*articles, by=by, note=note), by=by, note=note)


def keep_undo(request: Asking, number: int, *, by: str) -> Correction:
    """Withdraw a correction."""
    if not 0 < number <= LAST:
        raise Missing(f"there is no correction {number}", "/corrections")
    return _kept(request, lambda archive: archive.undo(number, by=by), by=by)


def _kept(request: Asking, work: Callable[[Archive], Correction], *, by: str, note: str = "") -> Correction:
    archive = kept_in(request, "correction", by=by, note=note)
    try:
        return work(archive)
    except UsageError as error:
        raise Misasked(str(error)) from error


def _check(names: Sequence[str]) -> None:
    if any(len(name) > NAME or "\x00" in name for name in names):
        raise Misasked(f"an id can have {NAME} characters, none of number 0")


def _all(data: Mapping[str, Any], name: str) -> list[str]:
    """The values that a form has under a name."""
    value = data.get(name, [])
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _one(data: Mapping[str, Any], name: str) -> str:
    return next(iter(_all(data, name)), "")


@post("/stories/{id:str}/merge", sync_to_thread=True, include_in_schema=False)
def merge(request: Asking, id: FromPath[str], data: Form) -> Redirect:
    """Have the story told as one with another, given by id or address, and go to it."""
    here = known(lambda: archive_of(request).revision(id)).id
    other = _one(data, "story").strip().partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    made = keep_merge(request, [here, other], by=_one(data, "by"), note=_one(data, "note"))
    return _to(made)


@post("/stories/{id:str}/split", sync_to_thread=True, include_in_schema=False)
def split(request: Asking, id: FromPath[str], data: Form) -> Redirect:
    """Have reports told apart from the story that the page shows, and go to theirs."""
    revision = known(lambda: archive_of(request).revision(id))
    articles = _all(data, "article")
    gone = sorted(set(articles) - set(revision.articles))
    if gone:
        raise Misasked(f"{gone[0][:100]!r} is not in {revision.id} by now: look at the story again")
    return _to(keep_split(request, articles, by=_one(data, "by"), note=_one(data, "note")))


@post("/corrections/{number:int}/undo", sync_to_thread=True, include_in_schema=False)
def undo(request: Asking, number: FromPath[int], data: Form) -> Redirect:
    """Withdraw a correction, and go to the list that says so."""
    keep_undo(request, number, by=_one(data, "by"))
    return Redirect(f"/corrections#c{number}", status_code=303)


def _to(made: Correction) -> Redirect:
    return Redirect(f"/stories/{quote(made.stories[0], safe='')}" if made.stories else "/", status_code=303)


def corrections(request: Asking) -> Response[Any]:
    """What people corrected, those withdrawn too; the last one first on the page."""
    asked(request)
    archive = archive_of(request)

    def make() -> Response[Any]:
        listed = archive.corrections()
        if request.url.path.endswith(".json"):
            return json(msgspec.json.encode({"corrections": listed}))
        shown = [correction_view(correction) for correction in reversed(listed)]
        return html("corrections.html", rows=shown, correctable=archive.database.writable, home="/")

    return answer(request, archive.changes(), make)


HANDLERS = (
    merge,
    split,
    undo,
    *(get(p, sync_to_thread=True, include_in_schema=False)(corrections) for p in ("/corrections", "/corrections.json")),
)
