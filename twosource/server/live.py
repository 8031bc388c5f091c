"""What is new while one watches: stories that came in or grew, findings whose status changed, as server-sent events.

All who listen share one look at the archive, which reads a single number while nothing has changed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from threading import Lock
from typing import Any, NamedTuple

import msgspec
from litestar import Request, get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from twosource.errors import TwosourceError
from twosource.server.asked import asked
from twosource.server.making import Making
from twosource.server.pages import known
from twosource.store import Archive
from twosource.store.records import StoryEntry

EVERY = 2.0  # seconds between two events of one who listens; a look serves all for half of it
WATCHED = 2000  # latest stories that are watched


class Event(msgspec.Struct):
    """One thing that is new: `kind` is story, grown or finding."""

    kind: str
    story: str
    title: str
    finding: str = ""
    status: str = ""
    before: str = ""  # the status that the finding had


class Look(NamedTuple):
    """The latest stories, and the number of the archive's list that they were read from."""

    number: int
    stories: dict[str, StoryEntry]


class Watch:
    """Looks at the archive for all who listen, and says what is new since a look."""

    def __init__(self, archive: Archive, making: Making | None = None) -> None:
        self.archive = archive
        self.making = making or Making(archive)
        self._look = Look(-1, {})
        self._looked = float("-inf")
        self._lock = Lock()
        self._statuses: dict[str, tuple[int, asyncio.Future[dict[str, str]]]] = {}

    async def look(self, fresh: float = 0.0) -> Look:
        """The latest stories, by a look that is at most `fresh` seconds old."""
        if time.monotonic() - self._looked < fresh:
            return self._look
        return await asyncio.to_thread(self._again, fresh)

    def _again(self, fresh: float) -> Look:
        with self._lock:
            if time.monotonic() - self._looked >= fresh:  # nobody else has looked while this one waited
                number = self.archive.listings()  # before the list: what changes in between is seen the next time
                if number != self._look.number:
                    self._look = Look(number, {e.id: e for e in self.archive.stories(limit=WATCHED)})
                self._looked = time.monotonic()
            return self._look

    async def findings(self, story: str, number: int) -> dict[str, str]:
        """The statuses of the story's findings, as of a number of the list; none where its account cannot be made."""
        kept = self._statuses.get(story)
        if kept is None or kept[0] != number:
            self._statuses = {other: its for other, its in self._statuses.items() if its[0] == number}
            kept = self._statuses[story] = (number, asyncio.ensure_future(self._found(story)))
        return await asyncio.shield(kept[1])  # who is gone before the end stops it for nobody else

    async def _found(self, story: str) -> dict[str, str]:
        try:
            await self.making.account(story)
            account = await asyncio.to_thread(self.archive.account, story)
            return {finding.id: str(finding.status) for finding in account.findings}
        except TwosourceError:
            return {}

    async def present(self, story: str, look: Look) -> str:
        """The story that has a story's first article now: a merge or an earlier report gives it another id."""
        if story in look.stories:
            return story
        try:
            return (await asyncio.to_thread(self.archive.revision, story)).id
        except TwosourceError:
            return story

    def news(self, before: Look, now: Look) -> list[Event]:
        """Stories that are new or have grown."""
        if before.number == now.number:
            return []
        return [
            Event("grown" if id in before.stories else "story", id, entry.title or id)
            for id, entry in now.stories.items()
            if before.stories.get(id) != entry
        ]

    def changed(self, story: str, title: str, before: dict[str, str], now: dict[str, str]) -> list[Event]:
        """Findings of a story that are new or have another status."""
        return [
            Event("finding", story, title, finding, status, before.get(finding, ""))
            for finding, status in now.items()
            if before.get(finding) != status
        ]


class Listener:
    """One who listens: what was told, and of the stories named also their findings."""

    def __init__(self, watch: Watch, stories: frozenset[str]) -> None:
        self.watch = watch
        self.named = stories
        self.before = Look(-1, {})
        self.statuses: dict[str, dict[str, str]] = {}

    async def begin(self, fresh: float) -> None:
        """Take note of how things are."""
        self.before = await self.watch.look(fresh)
        self.statuses = {story: await self.watch.findings(story, self.before.number) for story in self.named}

    async def news(self, fresh: float) -> list[Event]:
        """What is new since the last time."""
        now = await self.watch.look(fresh)
        events = self.watch.news(self.before, now)
        grown = {event.story for event in events}
        for story in sorted(self.named) if events else ():
            present = await self.watch.present(story, now)
            if present in grown:
                found = await self.watch.findings(present, now.number)
                events += self.watch.changed(
                    present, now.stories[present].title or present, self.statuses[story], found
                )
                self.statuses[story] = found
        self.before = now
        return events


async def follow(
    watch: Watch, stories: frozenset[str], every: float = EVERY
) -> AsyncGenerator[ServerSentEventMessage, None]:
    """Events without end. For the stories named, also their findings, each time they change."""
    listener, fresh = Listener(watch, stories), every / 2
    await listener.begin(fresh)
    number = 0
    yield ServerSentEventMessage(comment="watching")
    while True:
        await asyncio.sleep(every)
        events = await listener.news(fresh)
        for event in events:
            number += 1
            yield ServerSentEventMessage(data=msgspec.json.encode(event).decode(), event=event.kind, id=str(number))
        if not events:
            yield ServerSentEventMessage(comment="nothing new")  # a connection that is gone is noticed


@get("/api/v1/events", sync_to_thread=True)
def events(request: Request[Any, Any, Any]) -> ServerSentEvent:
    """Server-sent events: story, grown, and for a story named in `name` also finding."""
    given = asked(request, "name")
    watch: Watch = request.app.state.watch
    named = {known(lambda: watch.archive.story(given["name"])).id} if "name" in given else set()
    return ServerSentEvent(follow(watch, frozenset(named)))


HANDLERS = (events,)
