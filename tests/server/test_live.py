"""What is new: a story that came in, one that grew, a finding that changed."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from tests.store.small_archive import ferry
from twosource.server.live import Event, Listener, Watch, follow
from twosource.store import open_archive

T = TypeVar("T")


def run(awaited: Coroutine[None, None, T]) -> T:
    """What it comes to. A browser test before this one keeps its loop running in this thread, so in another one."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, awaited).result()


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

        events = run(watched())
    assert events[0].kind == "grown"
    assert events[0].story == story.id
    changed = [e for e in events if e.kind == "finding"]
    assert changed
    assert all(e.status and e.status != e.before for e in changed)


def test_a_new_story(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news.archive", create=True) as archive:
        watch = Watch(archive)

        async def told() -> list[str]:
            before = await watch.look()
            await asyncio.to_thread(archive.add, ferry())
            now = await watch.look()
            assert watch.news(now, await watch.look()) == []
            return [event.kind for event in watch.news(before, now)]

        assert run(told()) == ["story"]


def test_all_who_listen_share_a_look_and_an_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(tmp_path / "news.archive", create=True) as archive:
        first, second, third = ferry()
        archive.add([first, second])
        (story,) = archive.stories()
        watch = Watch(archive)
        asked: Counter[str] = Counter()
        for name in ("listings", "stories", "account"):
            whole = getattr(archive, name)
            monkeypatch.setattr(
                archive, name, lambda *a, name=name, whole=whole, **o: asked.update([name]) or whole(*a, **o)
            )

        async def told() -> list[list[Event]]:
            listeners = [Listener(watch, frozenset({story.id})) for _ in range(20)]
            await asyncio.gather(*(listener.begin(60) for listener in listeners))
            assert (asked["listings"], asked["stories"]) == (1, 1)
            assert asked["account"] == 2  # made, and read, once
            assert await listeners[0].news(0) == []  # what the account says is part of the list
            asked.clear()
            assert await asyncio.gather(*(listener.news(0) for listener in listeners)) == [[]] * 20
            assert set(asked) == {"listings"}  # nothing has changed, and a number says so
            asked.clear()
            await asyncio.to_thread(archive.add, [third])
            watch._looked = float("-inf")
            return await asyncio.gather(*(listener.news(60) for listener in listeners))

        found = run(told())
        assert asked == {"listings": 1, "stories": 1, "account": 2}
        assert found == [found[0]] * 20
        assert {event.kind for event in found[0]} == {"grown", "finding"}


def test_a_story_that_an_earlier_report_gives_another_id_is_still_followed(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news.archive", create=True) as archive:
        first, second, third = ferry()
        archive.add([second, third])
        (story,) = archive.stories()
        listener = Listener(Watch(archive), frozenset({story.id}))

        async def told() -> list[Event]:
            await listener.begin(0)
            await asyncio.to_thread(archive.add, [first])
            return await listener.news(0)

        events = run(told())
        (now,) = archive.stories()
        assert now.id != story.id
        assert {event.story for event in events} == {now.id}
        assert {event.kind for event in events} == {"story", "finding"}
