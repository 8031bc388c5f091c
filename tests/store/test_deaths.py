"""Inputs that kill whoever reads them, over and over: all others get in, and the counts hold."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.articles.deadly import START, WORDS
from tests.small_stories import write_jsonl
from tests.store.processes import Adding
from twosource.articles import guarded
from twosource.store import Archive, open_archive
from twosource.store.adding import add
from twosource.store.deaths import _prefix, watched
from twosource.store.intake import reading

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name != "posix", reason="files are locked as POSIX does"),
]
ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from twosource.articles import guarded; guarded.START = sys.argv.pop(1); from twosource.cli import main; main()"


def source(path: Path, *words: str) -> Path:
    rows = [{"outlet": "Post", "published": "2025-01-02", "text": f"{WORDS} Report {w}"} for w in words]
    return write_jsonl(path, rows)


def checked(archive: Archive) -> None:
    assert archive.verify() == []
    assert all(run.taken == run.stored + run.duplicate + run.quarantined for run in archive.runs())


def test_an_input_that_kills_its_reader_is_set_aside(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(guarded, "START", START)
    added = archive.add_sources([source(tmp_path / "a.jsonl", "one", "[segfault]", "three", "[memory]", "three")])
    assert (added.taken, added.stored, added.duplicate, added.quarantined) == (5, 2, 1, 2)
    assert [entry.reason.partition(":")[0] for entry in archive.log(outcome="quarantined")] == [
        "reading it was stopped twice"
    ] * 2
    checked(archive)


def test_an_input_that_kills_add_itself_is_set_aside(location: str, tmp_path: Path) -> None:
    """kill -9 of `add` by one line, at each run: it is tried again twice, then the others get in."""
    read = source(tmp_path / "a.jsonl", "one", "[parent]", "three", "four")
    command = [sys.executable, "-c", PROGRAM, START, "add", location, str(read)]
    ran = [subprocess.run(command, cwd=ROOT, capture_output=True, check=False) for _ in range(5)]
    assert [process.returncode for process in ran] == [-9, -9, -9, 3, 3]
    with open_archive(location) as archive:
        checked(archive)
        last, before, *_ = archive.runs()  # a killed run may have stored the first line
        assert (before.taken, before.quarantined) == (4, 1)
        assert sum(run.stored for run in archive.runs()) == 3
        assert (last.taken, last.duplicate, last.quarantined) == (4, 3, 1)
        entry = archive.log(outcome="quarantined")[0]
        assert (entry.source, entry.reason) == (f"{read}, line 2", "twosource was killed 3 times while reading it")
        assert not list(Path(_prefix(archive.database)).parent.glob("*-reading-*"))
    read.write_text(read.read_text().replace("[parent]", "two"))  # a changed file is tried again
    assert b"1 stored + 3 duplicate + 0 quarantined" in subprocess.run(command, cwd=ROOT, capture_output=True).stdout


def test_an_article_at_which_add_dies_is_set_aside(locations: Callable[[], str]) -> None:
    """The same where the process that holds the archive dies of an article's traits."""
    location = locations()
    codes = []
    for _ in range(4):
        process = Adding(location, {"count": 12, "deadly": 7})
        process.finished()
        codes.append(process.code)
    assert codes == [-9, -9, -9, 0]
    with open_archive(location) as archive:
        checked(archive)
        assert (archive.runs()[0].quarantined, sum(s.articles for s in archive.stories())) == (1, 11)


def test_who_was_killed_at_a_harmless_input_is_forgiven(archive: Archive, tmp_path: Path) -> None:
    read = source(tmp_path / "a.jsonl", "one", "two")
    for _ in range(3):
        with watched(archive.database) as deaths:  # what a killed run leaves behind
            state = read.stat()
            deaths.box.put(f"{read}, line 2", f"{state.st_size} {state.st_mtime_ns}")
            os.link(deaths.box.path, f"{_prefix(archive.database)}of-a-dead-one")
        assert archive.add_sources([read]).quarantined == 0
        with watched(archive.database) as deaths:
            assert deaths.died == {}


def test_an_input_is_forgiven_as_soon_as_it_is_stored(archive: Archive, tmp_path: Path) -> None:
    """A run that is killed later has not died of it: deaths at one place of many runs do not add up."""
    one, two = (source(tmp_path / f"{word}.jsonl", word) for word in ("one", "two"))
    with watched(archive.database) as deaths:
        state = one.stat()
        deaths.box.put(f"{one}, line 1", f"{state.st_size} {state.st_mtime_ns}")
        os.link(deaths.box.path, f"{_prefix(archive.database)}of-a-dead-one")
    with reading(archive) as (reader, deaths):
        assert list(deaths.died.values()) == [1]

        def inputs() -> Iterator[object]:
            yield from reader.read_sources([one])
            with archive.database.reading() as connection:  # as a run finds it that comes after a kill at this point
                left = connection.execute(sa.text("SELECT name, value FROM meta WHERE name LIKE 'died:%'"))
                kept.append({row.name: row.value for row in left})
            yield from reader.read_sources([two])

        kept: list[dict[str, int]] = []
        add(archive.database, inputs(), batch=1, deaths=deaths)  # type: ignore[arg-type]
    assert kept == [{}]


def test_the_box_of_a_living_process_is_left_alone(archive: Archive) -> None:
    with watched(archive.database) as one:
        one.box.put("a", "")
        with watched(archive.database) as two:
            assert two.died == {}
            assert one.box.path != two.box.path
        assert one.box.content()[1] == "a"
