"""Readers beside an `add`: the benchmark itself, on a small archive."""

from pathlib import Path

import pytest

from benchmarks.made_stream import flat, stream
from benchmarks.tasks.load import MIX, Asked, Size, fill, measure, our_pages, serve, summary, things_of
from tests.store.small_archive import both
from twosource.store import open_archive

SIZE = Size(reports=30, readers=2, seconds=5.0, opened=2, more=300)


@pytest.mark.slow
def test_a_few_readers_while_reports_come_in(tmp_path: Path) -> None:
    location, ours = tmp_path / "news.archive", [both()[:3], both()[3:]]
    fill(location, ours, SIZE.reports)
    with open_archive(location) as archive:
        pages = our_pages(things_of(archive, ours, SIZE.opened))
    assert set(pages) == set(MIX)
    more = list(stream(flat(ours), SIZE.reports + SIZE.more, 150))[SIZE.reports :]
    found = measure(serve(location), pages, location, more, SIZE)
    assert found["pages"] >= SIZE.readers
    assert found["failed"] == found["refused"] == 0
    with open_archive(location) as archive:
        archive.settle()
        assert archive.verify() == []


def test_what_is_counted() -> None:
    asked = [*(Asked("list", 200, n / 100) for n in range(100)), Asked("story", 500, 2.0), Asked("story", 0, 30.0)]
    found = summary(asked, cpu=1.02)
    assert (found["pages"], found["failed"], found["refused"]) == (102, 2, 0)
    assert found["failures"] == ["0", "500"]
    assert found["p50_ms"] == 510
    assert found["p99_ms"] == 2000
    assert found["cpu_ms"] == 10
    assert found["within"] == 50 / 102
    assert found["kinds"]["story"] == (30_000, 30_000)
