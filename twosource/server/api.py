"""The API under /api/v1: the records of the archive and of the JSON account, described by OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import MediaType, Response, get, post
from litestar.params import FromPath, JSONBody

from twosource.data import Account
from twosource.reports.as_json import dumps
from twosource.server.asked import PAGE, asked
from twosource.server.pages import STORY_PARAMETERS, Asking, archive_of, find_stories, keep_review, known, learn
from twosource.store.records import LogEntry, OutletEntry, Review, StoredArticle, StoryEntry, Verdict, Version


class Stories(msgspec.Struct):
    """A page of the list of stories; `more` says that the archive has more than were counted."""

    stories: list[StoryEntry]
    total: int
    more: bool


class NewReview(msgspec.Struct, forbid_unknown_fields=True):
    """What a person says about a finding."""

    finding: str
    verdict: Verdict
    by: str
    note: str = ""


class Kept(msgspec.Struct):
    """The number that a new review was given."""

    number: int


@get("/api/v1/stories", sync_to_thread=True)
def list_stories(request: Asking) -> Stories:
    """Stories, latest first. Parameters: q, day, outlet, language, agency, status, limit, offset."""
    shown, chosen, more = find_stories(request, asked(request, *STORY_PARAMETERS))
    return Stories(shown, len(chosen), more)


@get("/api/v1/stories/{id:str}", sync_to_thread=True)
def get_account(request: Asking, id: FromPath[str]) -> Response[Account]:
    """The story's account: what `twosource show --json` prints."""
    asked(request)
    archive = archive_of(request)
    account = known(lambda: archive.account(id))
    learn(request, account)
    made: Response[Any] = Response(dumps(account).encode(), media_type=MediaType.JSON)
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


HANDLERS = (list_stories, get_account, get_reviews, add_review, get_article, get_versions, list_outlets, list_log)
