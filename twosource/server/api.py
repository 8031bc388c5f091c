"""The API under /api/v1: the records of the archive and of the JSON account, described by OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, JSONBody

from twosource.data import Account
from twosource.server.asked import PAGE, Misasked, asked
from twosource.server.correcting import keep_merge, keep_split, keep_undo
from twosource.server.pages import STORY_PARAMETERS, Asking, account_in, archive_of, keep_review, known, narrowed
from twosource.store.records import (
    Correction,
    LogEntry,
    OutletEntry,
    Review,
    StoredArticle,
    StoryEntry,
    Told,
    Verdict,
    Version,
)


class Stories(msgspec.Struct):
    """A page of the list of stories, and how many there are in all, with each value of each facet."""

    stories: list[StoryEntry]
    total: int
    facets: dict[str, dict[str, int]]
    days: dict[str, int]


class NewReview(msgspec.Struct, forbid_unknown_fields=True):
    """What a person says about a finding."""

    finding: str
    verdict: Verdict
    by: str
    note: str = ""


class NewCorrection(msgspec.Struct, forbid_unknown_fields=True):
    """What a person corrects of the grouping: stories that are told together, or articles that are told apart."""

    kind: Told
    by: str
    note: str = ""
    stories: list[str] = []
    articles: list[str] = []


class Withdrawal(msgspec.Struct, forbid_unknown_fields=True):
    """Who withdraws a correction."""

    by: str


class Kept(msgspec.Struct):
    """The number that a new review was given."""

    number: int


@get("/api/v1/stories", sync_to_thread=True)
def list_stories(request: Asking) -> Stories:
    """Stories, latest first. Parameters: q, day, outlet, language, agency, status, limit, offset."""
    given = asked(request, *STORY_PARAMETERS)
    archive = archive_of(request)
    start, size = given.get("offset", 0), given.get("limit", PAGE)
    counted = archive.counted(**narrowed(given))
    shown = archive.stories(limit=size, offset=start, **narrowed(given))
    return Stories(shown, counted.total, counted.facets, counted.days)


@get("/api/v1/stories/{id:str}")
async def get_account(request: Asking, id: FromPath[str]) -> Response[Account]:
    """The story's account: what `twosource show --json` prints."""
    asked(request)
    made: Response[Any] = await account_in(request, id, ".json")
    return made


@get("/api/v1/stories/{id:str}/reviews", sync_to_thread=True)
def get_reviews(request: Asking, id: FromPath[str]) -> list[Review]:
    """What people said about the story's findings, oldest first."""
    asked(request)
    archive = archive_of(request)
    return list(known(lambda: archive.reviews(id)))


@post("/api/v1/stories/{id:str}/reviews", sync_to_thread=True)
def add_review(request: Asking, id: FromPath[str], data: JSONBody[NewReview]) -> Kept:
    """Keep what a person says about a finding of the story."""
    asked(request)
    return Kept(keep_review(request, id, data.finding, data.verdict, by=data.by, note=data.note)[1])


@get("/api/v1/corrections", sync_to_thread=True)
def list_corrections(request: Asking) -> list[Correction]:
    """What people corrected of the grouping, those withdrawn too, first to last."""
    asked(request)
    return archive_of(request).corrections()


@post("/api/v1/corrections", sync_to_thread=True)
def add_correction(request: Asking, data: JSONBody[NewCorrection]) -> Correction:
    """Have stories told together, by `stories`, or reports told apart from theirs, by `articles`."""
    asked(request)
    wanted, other = (data.stories, data.articles) if data.kind == "together" else (data.articles, data.stories)
    if other:
        raise Misasked("together takes stories, apart takes articles")
    keep = keep_merge if data.kind == "together" else keep_split
    return keep(request, wanted, by=data.by, note=data.note)


@post("/api/v1/corrections/{number:int}/undo", sync_to_thread=True)
def withdraw_correction(request: Asking, number: FromPath[int], data: JSONBody[Withdrawal]) -> Correction:
    """Withdraw a correction: all is told as it would be without it."""
    asked(request)
    return keep_undo(request, number, by=data.by)


@get("/api/v1/articles/{id:str}", sync_to_thread=True)
def get_article(request: Asking, id: FromPath[str]) -> StoredArticle:
    """One version of a report, whole."""
    asked(request)
    archive = archive_of(request)
    return known(lambda: archive.article(id))


@get("/api/v1/articles/{id:str}/versions", sync_to_thread=True)
def get_versions(request: Asking, id: FromPath[str]) -> list[Version]:
    """The versions of the report's page, oldest first, with what each changed."""
    asked(request)
    archive = archive_of(request)
    return list(known(lambda: archive.versions(id)))


@get("/api/v1/outlets", sync_to_thread=True)
def list_outlets(request: Asking) -> list[OutletEntry]:
    """Each outlet with what the archive has of it."""
    asked(request)
    return archive_of(request).outlets()


@get("/api/v1/log", sync_to_thread=True)
def list_log(request: Asking) -> list[LogEntry]:
    """What became of each input, latest first. Parameters: run, outcome, before, limit."""
    given = asked(request, "run", "outcome", "before", "limit")
    return archive_of(request).log(limit=given.pop("limit", PAGE), **given)


HANDLERS = (
    list_stories,
    get_account,
    get_reviews,
    add_review,
    list_corrections,
    add_correction,
    withdraw_correction,
    get_article,
    get_versions,
    list_outlets,
    list_log,
)
