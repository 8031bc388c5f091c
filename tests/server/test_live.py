"""What is new: a story that came in, one that grew, a finding that changed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests.store.small_archive import ferry
from twosource.server.live import Event, Watch, follow
from twosource.store import open_archive


def test_news_as_reports_come_in(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news.archive", create=True) as archive:
        first, second, third = ferry()
        archive.add([first, second])
        (story,) = archive.stories()

        async def watched() -> list[Event]:
            events: list[Event] = []
            async for message in follow(Watch(archive), frozenset({story.id}), every=0.01):
                if message.comment == "watching":
                    await asyncio.to_thread(archive.add, [third])
                elif message.data:
                    events.append(msgspec.json.decode(str(message.data), type=Event))
                elif events:
                    return events
            raise AssertionError("the stream ended")

        with ThreadPoolExecutor(1) as own:  # a browser test before this one keeps its loop running in this thread
            events = own.submit(lambda: asyncio.run(watched())).result()
    assert events[0].kind == "grown"
    assert events[0].story == story.id
    changed = [e for e in events if e.kind == "finding"]
    assert changed
    assert all(e.status and e.status != e.before for e in changed)


def test_a_new_story(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news.archive", create=True) as archive:
        watch = Watch(archive)
        before = watch.state()
        archive.add(ferry())
        assert [e.kind for e in watch.news(before, watch.state())] == ["story"]
        assert watch.news(watch.state(), watch.state()) == []
