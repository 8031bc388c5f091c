"""What must survive: kill -9 at any moment, a full disk, writers and readers all at once."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.conftest import POSTGRES
from tests.store.processes import Adding
from tests.store.small_archive import numbered, stream
from twosource.store import Archive, open_archive
from twosource.store.contents import key_of

COUNT = 60


def adding(location: str, **options: object) -> Adding:
    return Adding(location, {"count": COUNT} | options)


def acknowledged(lines: list[list[str]]) -> int:
    return max((int(words[1]) for words in lines if words[0] == "add"), default=0)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float]:
    """The digest of an archive that nothing disturbed, and the seconds it took once it had begun."""
    process = adding(str(tmp_path_factory.mktemp("undisturbed") / "news"))
    assert process.out.readline() == "ready\n"
    started = time.monotonic()
    lines, err = process.finished()
    assert err == ""
    return lines[-1][1], time.monotonic() - started


def kill_and_go_on(location: str, moments: list[float]) -> str:
    """Kill an `add` at each of the moments; check what is there; let the last one finish. The digest."""
    articles = numbered(COUNT)
    for moment in moments:
        process = adding(location)
        assert process.out.readline() == "ready\n"
        time.sleep(moment)
        process.kill()
        lines, _ = process.finished()
        with open_archive(location, create=True) as archive:
            assert archive.verify() == []
            there = {entry.article for entry in archive.log(limit=100_000) if entry.outcome == "stored"}
            keys = {archive.article(str(name)).key for name in there}
            assert {key_of(article) for article in articles[: acknowledged(lines)]} <= keys
            assert len(there) == len(keys)
            assert all(run.taken == run.stored + run.duplicate + run.quarantined for run in archive.runs(limit=1000))
    lines, err = adding(location).finished()
    assert err == ""
    with open_archive(location) as archive:
        assert archive.verify() == []
        assert sum(story.articles for story in archive.stories(limit=1000)) == COUNT
    return lines[-1][1]


@pytest.mark.faults
def test_killed_at_a_handful_of_moments(locations: Callable[[], str], undisturbed: tuple[str, float]) -> None:
    digest, seconds = undisturbed
    draw = random.Random(3)
    assert kill_and_go_on(locations(), [draw.uniform(0, seconds) for _ in range(6)]) == digest


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_killed_at_two_hundred_moments(locations: Callable[[], str], undisturbed: tuple[str, float]) -> None:
    digest, seconds = undisturbed
    draw = random.Random(4)
    for _ in range(25):
        assert kill_and_go_on(locations(), [draw.uniform(0, seconds) for _ in range(8)]) == digest


@pytest.mark.faults
@pytest.mark.skipif(bool(POSTGRES), reason="limits the size of files")
@pytest.mark.parametrize("size", [100_000, 190_000, 250_000, 300_000])
def test_a_full_disk(size: int, tmp_path: Path, undisturbed: tuple[str, float]) -> None:
    location = str(tmp_path / "news")
    process = adding(location, bytes=size)
    lines, err = process.finished()
    assert process.code == 6, err
    assert "make room and run the command again" in err
    assert location in err
    with open_archive(location, create=True) as archive:
        assert archive.verify() == []
        assert len(archive.log(limit=1000)) >= acknowledged(lines)
    lines, err = adding(location).finished()
    assert lines[-1][1] == undisturbed[0]


@pytest.mark.faults
def test_two_writers_and_ten_readers(location: str, undisturbed: tuple[str, float]) -> None:
    with open_archive(location, create=True) as archive:
        writers = [adding(location, batch=3), adding(location, batch=4, backwards=True)]
        with ThreadPoolExecutor(10) as readers:
            looks = list(readers.map(lambda n: _look(location, n, writers), range(10)))
        assert all(looks)
        for writer in writers:
            lines, err = writer.finished()
            assert (writer.code, err) == (0, "")
        assert archive.digest() == undisturbed[0]
        assert archive.verify() == []
        assert sum(run.stored for run in archive.runs()) == COUNT
        assert sum(run.duplicate for run in archive.runs()) == COUNT


@pytest.mark.faults
@pytest.mark.slow
def test_any_order_any_portions_any_number_of_processes(locations: Callable[[], str]) -> None:
    """Reports of events that cross, with later versions: the same stories, whoever brings them in which order."""
    told: dict[str, list[tuple[int, int, int]]] = {}
    sets = set()
    for processes, batch, seed in ((1, 100, 1), (1, 1, 2), (2, 3, 3), (2, 100, 4), (4, 1, 5), (4, 7, 6), (4, 100, 7)):
        location = locations()
        with open_archive(location, create=True) as archive:
            ran = [
                adding(location, stream=True, batch=batch, seed=seed, share=(share, processes))
                for share in range(processes)
            ]
            for process in ran:
                _, err = process.finished()
                assert (process.code, err) == (0, "")
            assert archive.verify() == []
            assert sum(run.stored for run in archive.runs()) == len(stream())
            assert all(run.taken == run.stored + run.duplicate + run.quarantined for run in archive.runs())
            told.setdefault(archive.digest(), []).append((processes, batch, seed))
            stories = [archive.story(story.id) for story in archive.stories(limit=1000)]
            sets.add(frozenset(frozenset(s.key for s in story.articles) for story in stories))
    assert len(told) == 1, told
    assert len(sets) == 1


def _look(location: str, number: int, writers: list[Adding]) -> int:
    """Read all kinds of things as long as anyone writes; how often."""
    looks = 0
    with open_archive(location) as archive:
        while any(writer.code is None for writer in writers):
            _read(archive, number)
            looks += 1
            time.sleep(0.01)
    return looks


def _read(archive: Archive, number: int) -> None:
    for entry in archive.stories(limit=5, offset=number):
        page = archive.story(entry.id)
        assert page.entry.articles == len(page.articles)
    archive.search(f"bridge {number}", limit=5)
    archive.log(limit=5)
    archive.outlets()
