"""What is new while one watches: stories that came in or grew, findings whose status changed, as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from twosource.errors import TwosourceError
from twosource.server.asked import asked
from twosource.server.making import Making
from twosource.server.pages import known
from twosource.store import Archive
from twosource.store.records import StoryEntry

EVERY = 2.0  # seconds between two looks at the archive
WATCHED = 2000  # latest stories that are watched


class Event(msgspec.Struct):
    """One thing that is new: `kind` is story, grown or finding."""

    kind: str
    story: str
    title: str
    finding: str = ""
    status: str = ""
    before: str = ""  # the status that the finding had


class Watch:
    """Looks at the archive and says what is new since a state."""

    def __init__(self, archive: Archive, making: Making | None = None) -> None:
        self.archive = archive
        self.making = making or Making(archive)

    def state(self) -> dict[str, StoryEntry]:
        """The latest stories as they are now."""
        return {entry.id: entry for entry in self.archive.stories(limit=WATCHED)}

    async def findings(self, story: str) -> dict[str, str]:
        """The statuses of the story's findings; none where its account cannot be made."""
        try:
            await self.making.account(story)
            account = await asyncio.to_thread(self.archive.account, story)
            return {finding.id: str(finding.status) for finding in account.findings}
        except TwosourceError:
            return {}

    def news(self, before: dict[str, StoryEntry], now: dict[str, StoryEntry]) -> list[Event]:
        """Stories that are new or have grown."""
        made = []
        for id, entry in now.items():
            if before.get(id) != entry:
                made.append(Event("grown" if id in before else "story", id, entry.title or id))
        return made

    def changed(self, story: str, title: str, before: dict[str, str], now: dict[str, str]) -> list[Event]:
        """Findings of a story that are new or have another status."""
        return [
            Event("finding", story, title, finding, status, before.get(finding, ""))
            for finding, status in now.items()
            if before.get(finding) != status
        ]


async def follow(
    watch: Watch, stories: frozenset[str], every: float = EVERY
) -> AsyncGenerator[ServerSentEventMessage, None]:
    """Events without end. For the stories named, also their findings, each time they change."""
    before = await asyncio.to_thread(watch.state)
    statuses = {story: await watch.findings(story) for story in stories}
    number = 0
    yield ServerSentEventMessage(comment="watching")
    while True:
        await asyncio.sleep(every)
        now = await asyncio.to_thread(watch.state)
        events = watch.news(before, now)
        for story in sorted(stories & {event.story for event in events}):
            found = await watch.findings(story)
            events += watch.changed(story, now[story].title or story, statuses[story], found)
            statuses[story] = found
        before = now
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
