"""The pages, each with its `.json`, tables also with `.csv`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from twosource.errors import TwosourceError, UsageError
from twosource.reports import as_json, as_table
from twosource.reports.as_html import part
from twosource.reports.words import one_line
from twosource.server.asked import OUTCOMES, PAGE, Misasked, Missing, asked
from twosource.server.facets import NAMES, facets
from twosource.server.kept import Kept
from twosource.server.making import Making
from twosource.server.render import page
from twosource.server.shown import article_view, described, story_view, waiting_view
from twosource.server.tables import to_csv
from twosource.store import Archive
from twosource.store.records import Revision, StoredArticle, StoryEntry

STORY_COLUMNS = ("id", "title", "first", "last", "articles", "outlets")
OUTLET_COLUMNS = ("outlet", "family", "articles", "stories", "first", "last")
LOG_COLUMNS = ("number", "run", "at", "outcome", "source", "article", "reason", "advice", "retrieved")
STATIC = {"page.css": MediaType.CSS, "page.js": "text/javascript"}
FORMS = (".json", ".csv")
REFRESH = "3"  # seconds after which a page that waits for an account asks again
BY, NOTE = 200, 5000  # characters of a reviewer's name, of a note

T = TypeVar("T")
Asking = Request[Any, Any, Any]


def archive_of(request: Asking) -> Archive:
    """The archive that the application serves."""
    archive: Archive = request.app.state.archive
    return archive


def known(find: Callable[[], T], back: str = "/") -> T:
    """What the archive finds; what it does not know is a page that is not there."""
    try:
        return find()
    except UsageError as error:
        raise Missing(str(error), back) from error


def making_of(request: Asking) -> Making:
    """The accounts that the application is making."""
    making: Making = request.app.state.making
    return making


def answer(request: Asking, state: Any, make: Callable[[], Response[Any]]) -> Response[Any]:
    """The page of this address for this state of what it shows: the one kept, or made now and kept."""
    kept: Kept = request.app.state.kept
    had = request.headers.get("if-none-match", "")
    return kept.answer((request.url.path, request.url.query), state, make, had=had)


def kept_in(request: Asking, what: str, *, by: str, note: str) -> Archive:
    """The archive, where it can keep what somebody says. Raises `Misasked` for one that may only be read, or too many words."""
    for name, value, most in (("by", by, BY), ("note", note, NOTE)):
        if len(value) > most or "\x00" in value:
            raise Misasked(f"{name} can have {most} characters, none of number 0; it has {len(value)}")
    archive = archive_of(request)
    if not archive.database.writable:
        raise Misasked(f"this archive may only be read here, so that no {what} can be kept")
    return archive


def keep_review(request: Asking, story: str, finding: str, verdict: str, *, by: str, note: str) -> tuple[str, int]:
    """Keep what a person says about a finding; the story's present id, and the review's number."""
    archive = kept_in(request, "review", by=by, note=note)
    found = known(lambda: archive.story(story)).id
    try:
        return found, archive.review(found, finding, verdict, by=by, note=note)
    except UsageError as error:
        raise Misasked(str(error)) from error


def split(name: str, *forms: str) -> tuple[str, str]:
    """A name without the form it is asked in, and that form."""
    found = next((form for form in forms if name.endswith(form)), "")
    return name.removesuffix(found) if found else name, found


def html(template: str, **shown: Any) -> Response[str]:
    """A page as an answer."""
    return Response(page(template, **shown), media_type=MediaType.HTML)


def csv(text: str, name: str) -> Response[str]:
    """A table as a file."""
    shown = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, media_type="text/csv", headers=shown)


def json(text: str | bytes) -> Response[bytes]:
    """JSON text as an answer."""
    return Response(text.encode() if isinstance(text, str) else text, media_type=MediaType.JSON)


def address(path: str, given: dict[str, Any], **changed: Any) -> str:
    """The page's address with some parameters changed; None takes one away."""
    kept = {name: value for name, value in {**given, "offset": None, **changed}.items() if value is not None}
    return f"{path}?{urlencode(kept)}" if kept else path


# ---- stories


def narrowed(given: dict[str, Any]) -> dict[str, Any]:
    """What of an address's parameters narrows the stories, as the archive calls it."""
    chosen = {name: given[name] for name in ("day", *NAMES) if name in given}
    return chosen | {"words": given["q"]} if given.get("q") else chosen


STORY_PARAMETERS = ("q", "day", *NAMES, "limit", "offset")


def stories(request: Asking) -> Response[Any]:
    """The stories, day by day, with what they can be narrowed by."""
    given = asked(request, *STORY_PARAMETERS)
    archive = archive_of(request)
    start, size = given.get("offset", 0), given.get("limit", PAGE)
    shown = archive.stories(limit=size, offset=start, **narrowed(given))
    if request.url.path.endswith(".csv"):
        return csv(to_csv([e.to_dict() for e in shown], STORY_COLUMNS), "stories")
    counted = archive.counted(**narrowed(given))
    if request.url.path.endswith(".json"):
        return json(msgspec.json.encode({"stories": shown} | counted.to_dict()))
    hits = archive.search(given["q"], limit=10) if given.get("q") else []
    return html(
        "stories.html",
        days=_by_day(shown, archive),
        hits=[described(hit) for hit in hits],
        total=counted.total,
        given=given,
        facets=facets(counted, given, lambda **changed: address("/", given, **changed)),
        before=address("/", given, offset=max(start - size, 0)) if start else "",
        after=address("/", given, offset=start + size) if start + size < counted.total else "",
        forms={form: address(f"/stories{form}", given, offset=given.get("offset")) for form in FORMS},
    )


def _by_day(entries: Sequence[StoryEntry], archive: Archive) -> list[tuple[str, list[dict[str, Any]]]]:
    days: dict[str, list[dict[str, Any]]] = {}
    statuses = archive.statuses([entry.id for entry in entries])
    for entry in entries:
        row = entry.to_dict() | {"title": one_line(entry.title or entry.id), "status": statuses.get(entry.id, ())}
        days.setdefault(entry.last or "without a day", []).append(row)
    return list(days.items())


@get("/stories/{name:str}", include_in_schema=False)
async def story(request: Asking, name: FromPath[str]) -> Response[Any]:
    """A story: its page, its account as JSON, its evidence as a table."""
    asked(request)
    id, form = split(name, *FORMS)
    if form:
        return await account_in(request, id, form)
    made = await sync_to_thread(_story_now, request, id)
    if isinstance(made, Shown):  # its account is not of what it is now
        failed = await _failure(request, made.id)
        made = await sync_to_thread(lambda: _story_page(request, id, _look(request, id), failed))
    return made


def _story_now(request: Asking, id: str) -> Response[Any] | Shown:
    """A story's page, where its account is of what it is now; else the story."""
    shown = _look(request, id)
    return _story_page(request, id, shown) if shown.current else shown


async def account_in(request: Asking, id: str, form: str) -> Response[Any]:
    """The present account as JSON or as a table, waited for where it has to be made."""
    revision = await revision_of(request, id)
    if not revision.current:
        await making_of(request).account(revision.id)
        revision = await revision_of(request, id)

    def make() -> Response[Any]:
        account = archive_of(request).account(revision.id)
        return json(as_json.dumps(account)) if form == ".json" else csv(as_table.to_csv(account), account.story)

    return await sync_to_thread(answer, request, revision, make)


class Shown(NamedTuple):
    """A story as it is now, and whether the kept account is of all of it."""

    id: str
    current: bool
    revision: Revision


async def revision_of(request: Asking, id: str) -> Shown:
    """What the pages of a story follow from."""
    return await sync_to_thread(_look, request, id)


def _look(request: Asking, id: str) -> Shown:
    archive = archive_of(request)
    revision = known(lambda: archive.revision(id))
    return Shown(revision.id, archive.is_current(revision), revision)


async def _failure(request: Asking, story: str) -> TwosourceError | None:
    """Wait a little for the account of a story: why it cannot be made, if it cannot."""
    try:
        await making_of(request).wait(story)
    except TwosourceError as error:
        return error
    return None


def _story_page(request: Asking, id: str, shown: Shown, failed: TwosourceError | None = None) -> Response[Any]:
    """The page of the account that is kept; before there is one, of the articles alone, or why there is none."""

    def make() -> Response[Any]:
        archive = archive_of(request)
        found = known(lambda: archive.story(id))
        account = archive.kept_account(found.id)
        if account is None and failed is not None:
            raise failed
        if account is None:
            made = html("waiting.html", home="/", **waiting_view(found))
            made.headers["refresh"] = REFRESH
            return made
        moved = found.id if found.asked != found.id else ""
        view = story_view(archive, found, account, current=shown.current) | {"failed": failed is not None}
        return html("story_page.html", stories=[view], s=view, moved=moved, asked_for=found.asked, home="/")

    return answer(request, (shown, failed is not None), make)


@post("/stories/{id:str}/reviews", sync_to_thread=True, include_in_schema=False)
def review(
    request: Asking,
    id: FromPath[str],
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    """Keep what a person says about a finding, and go back to it."""
    finding, verdict, by, note = (data.get(name, "") for name in ("finding", "verdict", "by", "note"))
    found, _ = keep_review(request, id, finding, verdict, by=by, note=note)
    return Redirect(f"/stories/{quote(found, safe='')}#s1-{quote(finding, safe='')}", status_code=303)


# ---- articles, outlets, log


@get("/articles/{name:str}", include_in_schema=False)
async def article(request: Asking, name: FromPath[str]) -> Response[Any]:
    """A version of a report, with all its marks and its other versions."""
    given = asked(request, "at")
    archive = archive_of(request)
    id, form = split(name, ".json")
    stored = await sync_to_thread(known, lambda: archive.article(id))
    if form:
        return json(msgspec.json.encode(stored))
    if "at" in given and given["at"][1] > len(stored.article.text):
        raise Misasked(f"at ends behind the article, which has {len(stored.article.text)} characters")
    made = await sync_to_thread(_article_now, request, stored, given.get("at"))
    if isinstance(made, Shown):  # the account that its marks come from is not of what its story is now
        story = made.id
        await _failure(request, story)  # the article reads without the marks
        return await sync_to_thread(lambda: _article_page(request, stored, given.get("at"), _look(request, story)))
    return made


def _article_now(request: Asking, stored: StoredArticle, at: tuple[int, int] | None) -> Response[Any] | Shown:
    """An article's page, where its story's account is of what the story is now, or it has none; else the story."""
    shown = _look(request, stored.story) if stored.story is not None else None
    return shown if shown is not None and not shown.current else _article_page(request, stored, at, shown)


def _article_page(
    request: Asking, stored: StoredArticle, at: tuple[int, int] | None, shown: Shown | None
) -> Response[Any]:
    """An article with the marks of the account that its story has; an article without a story is not kept."""

    def make() -> Response[Any]:
        view = article_view(archive_of(request), stored, at, current=shown is None or shown.current)
        return html("article.html", home="/", **view)

    return answer(request, shown, make) if shown is not None else make()


def outlets(request: Asking) -> Response[Any]:
    """Each outlet with what the archive has of it."""
    asked(request)
    rows = archive_of(request).outlets()
    if request.url.path.endswith(".json"):
        return json(msgspec.json.encode({"outlets": rows}))
    if request.url.path.endswith(".csv"):
        return csv(to_csv([r.to_dict() for r in rows], OUTLET_COLUMNS), "outlets")
    shown = [
        r.to_dict() | {"href": f"/outlet?{urlencode({'name': r.outlet})}", "name": one_line(r.outlet)} for r in rows
    ]
    return html("outlets.html", rows=shown, home="/")


def outlet(request: Asking) -> Response[Any]:
    """An outlet: its family, and the stories it tells."""
    given = asked(request, "name", "limit", "offset")
    archive = archive_of(request)
    entry = next((o for o in archive.outlets() if o.outlet == given.get("name")), None)
    if entry is None:
        raise Missing(f"there is no outlet {given.get('name', '')!r} in the archive", "/outlets")
    start, size = given.get("offset", 0), given.get("limit", PAGE)
    told = archive.stories(outlet=entry.outlet, limit=size, offset=start)
    if request.url.path.endswith(".json"):
        return json(msgspec.json.encode({"outlet": entry, "stories": told}))
    return html(
        "outlet.html", name=one_line(entry.outlet), entry=entry.to_dict(), days=_by_day(told, archive), home="/",
        json=address("/outlet.json", given, offset=given.get("offset")), before=address("/outlet", given, offset=max(start - size, 0)) if start else "",
        after=address("/outlet", given, offset=start + size) if start + size < entry.stories else "",
    )  # fmt: skip


def log(request: Asking) -> Response[Any]:
    """What became of each input: nothing vanishes."""
    given = asked(request, "run", "outcome", "before", "limit")
    archive = archive_of(request)
    chosen = {name: given[name] for name in ("run", "outcome", "before") if name in given}
    entries = archive.log(limit=given.get("limit", PAGE), **chosen)
    if request.url.path.endswith(".json"):
        return json(msgspec.json.encode({"log": entries, "runs": archive.runs(limit=PAGE)}))
    if request.url.path.endswith(".csv"):
        return csv(to_csv([e.to_dict() for e in entries], LOG_COLUMNS), "log")
    last = entries[-1].number if len(entries) == given.get("limit", PAGE) else None
    shown = [
        e.to_dict() | {"source": one_line(e.source), "reason": one_line(e.reason), "advice": one_line(e.advice),
                       "href": f"/articles/{quote(e.article, safe='')}" if e.article and e.outcome != "forgotten" else ""}
        for e in entries
    ]  # fmt: skip
    return html(
        "log.html", rows=shown, runs=[r.to_dict() for r in archive.runs(limit=10)], given=given, home="/",
        outcomes=[(o, address("/log", given, outcome=o, before=None)) for o in OUTCOMES],
        all=address("/log", given, outcome=None, before=None), after=address("/log", given, before=last) if last else "",
        forms={form: address(f"/log{form}", given) for form in FORMS},
    )  # fmt: skip


@get("/static/{name:str}", sync_to_thread=False, include_in_schema=False)
def static(name: FromPath[str]) -> Response[str]:
    """The pages' style and script."""
    if name not in STATIC:
        raise Missing(f"there is no file {name!r}")
    return Response(part(name), media_type=STATIC[name], headers={"cache-control": "max-age=300"})


# one page at several addresses, each a route of its own
SEVERAL: tuple[tuple[Callable[..., Response[Any]], tuple[str, ...]], ...] = (
    (stories, ("/", "/stories", "/stories.json", "/stories.csv")),
    (outlets, ("/outlets", "/outlets.json", "/outlets.csv")),
    (outlet, ("/outlet", "/outlet.json")),
    (log, ("/log", "/log.json", "/log.csv")),
)


def _of_state(show: Callable[[Asking], Response[Any]]) -> Callable[[Asking], Response[Any]]:
    """A list as a page that is kept while nothing that it shows is written into the archive."""

    def shown(request: Asking) -> Response[Any]:
        archive = archive_of(request)
        stories_alone = show is stories and not request.query_params.get("q")
        state = archive.listings() if stories_alone else archive.changes()
        return answer(request, (stories_alone, state), lambda: show(request))

    return shown


HANDLERS = (
    *(get(p, sync_to_thread=True, include_in_schema=False)(_of_state(show)) for show, paths in SEVERAL for p in paths),
    story,
    review,
    article,
    static,
)
