"""Pages while their account is being made, and accounts made in a process of their own."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from litestar.testing import TestClient

from tests.server.conftest import HOME
from tests.store.small_archive import ferry, numbered
from twosource.data import Account
from twosource.errors import UsageError
from twosource.server import make_app
from twosource.server.making import Making
from twosource.store import Archive, open_archive


def test_a_page_does_not_wait_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    make, asked = Archive.account, []

    def slow(archive: Archive, story: str, **more: object) -> Account:
        asked.append(story)
        assert go_on.wait(60)
        return make(archive, story)

    with open_archive(tmp_path / "news", create=True) as archive:
        *first, last = ferry()
        archive.add(first)
        (story,) = archive.stories()
        article = archive.story(story.id).articles[0].article.id
        making = Making(archive, 0.05)
        monkeypatch.setattr(Archive, "account", slow)
        with TestClient(make_app(archive, making=making), base_url=HOME) as client:
            waiting = client.get(f"/stories/{story.id}")
            assert waiting.headers["refresh"]
            assert "is being made" in waiting.text
            assert f'href="/articles/{article}"' in waiting.text
            plain = client.get(f"/articles/{article}").text
            assert "is being made" in plain
            assert "<mark" not in plain
            assert asked == [story.id]  # asked for twice, made once
            go_on.set()
            assert client.get(f"/stories/{story.id}.json").json()["findings"]  # machines wait
            ready = client.get(f"/stories/{story.id}")
            assert "refresh" not in ready.headers
            assert "is being made" not in ready.text
            assert "<mark" in client.get(f"/articles/{article}").text
            go_on.clear()
            archive.add([last])
            behind = client.get(f"/stories/{story.id}").text
            assert "the story has 3 articles now" in behind
            assert "being made anew" in behind
            assert 'class="finding' in behind
            go_on.set()
            making.start(story.id).result(60)
            assert "being made anew" not in client.get(f"/stories/{story.id}").text
        making.close()


def test_a_page_is_made_once_for_each_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(tmp_path / "news", create=True) as archive:
        archive.add(numbered(3))
        with TestClient(make_app(archive), base_url=HOME) as client:
            before = client.get("/").text
            listed = []
            search = Archive.stories
            monkeypatch.setattr(Archive, "stories", lambda *a, **k: listed.append(1) or search(*a, **k))
            assert client.get("/").text == before
            assert not listed
            archive.add(ferry())
            after = client.get("/").text
            assert listed
            assert after != before
            assert "Lunde" in after


@pytest.mark.slow
def test_accounts_of_a_process_apart(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news", create=True) as archive:
        archive.add(ferry())
        (story,) = archive.stories()
        making = Making(archive, apart=True)
        making.start(story.id).result(300)
        revision = archive.revision(story.id)
        assert archive.is_current(revision)
        kept = archive.kept_account(story.id)
        assert kept == archive.account(story.id)
        with pytest.raises(UsageError, match="no story"):
            making.start("story-none").result(300)
        (worker,) = making.workers()
        worker.kill()
        worker.join(60)
        making.start(story.id).result(300)  # a new process
        making.close()


def test_a_later_account_that_cannot_be_made_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(archive: Archive, story: str, **more: object) -> Account:
        raise UsageError("no room")

    with open_archive(tmp_path / "news", create=True) as archive:
        *first, last = ferry()
        archive.add(first)
        (story,) = archive.stories()
        make = Archive.account
        with TestClient(make_app(archive, making=Making(archive, 600)), base_url=HOME) as client:
            monkeypatch.setattr(Archive, "account", fails)
            assert client.get(f"/stories/{story.id}").status_code == 400  # there is none to show
            monkeypatch.setattr(Archive, "account", make)
            assert client.get(f"/stories/{story.id}").status_code == 200
            archive.add([last])
            monkeypatch.setattr(Archive, "account", fails)
            behind = client.get(f"/stories/{story.id}")
            assert behind.status_code == 200
            assert "could not be made anew" in behind.text
            assert 'class="finding' in behind.text
            monkeypatch.setattr(Archive, "account", make)
            assert "made anew" not in client.get(f"/stories/{story.id}").text


def test_who_stops_waiting_stops_nobody_and_a_failure_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def fails(archive: Archive, story: str, **more: object) -> Account:
        assert go_on.wait(60)
        raise UsageError(f"no room for {story}")

    async def asked(making: Making) -> None:
        making.start("first")
        running = making.start("second")
        waiting = asyncio.create_task(making.account("second"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, asyncio.sleep(0.01), return_exceptions=True)
        assert not running.cancelled()
        assert not await making.wait("second")
        go_on.set()
        await asyncio.gather(asyncio.wrap_future(running), return_exceptions=True)
        with pytest.raises(UsageError, match="no room for second"):
            await making.wait("second")

    monkeypatch.setattr(Archive, "account", fails)
    with open_archive(tmp_path / "news", create=True) as archive:
        making = Making(archive, 0.05)
        with ThreadPoolExecutor(1) as own:
            own.submit(lambda: asyncio.run(asked(making))).result()
        making.close()


def test_an_archive_that_may_only_be_read_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(tmp_path / "news", create=True) as archive:
        archive.add(ferry())
    monkeypatch.setattr("twosource.store.database.os.access", lambda *given: False)
    with open_archive(tmp_path / "news") as archive:
        (story,) = archive.stories()
        making = Making(archive)
        with TestClient(make_app(archive, making=making), base_url=HOME) as client:
            client.get(f"/stories/{story.id}")
            making.start(story.id).result(60)
            ready = client.get(f"/stories/{story.id}")
            assert "refresh" not in ready.headers
            assert 'class="finding' in ready.text
            finding = client.get(f"/stories/{story.id}.json").json()["findings"][0]["id"]
            review = {"finding": finding, "verdict": "seen", "by": "Ida"}
            answer = client.post(f"/api/v1/stories/{story.id}/reviews", json=review)
            assert (answer.status_code, "may only be read" in answer.json()["detail"]) == (400, True)
        making.close()
