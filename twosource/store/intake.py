"""Sources into the archive: read in a process of their own, links followed, and what came of each input in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.articles.fetch import Fetcher
from twosource.articles.follow import follow
from twosource.articles.guarded import Reader
from twosource.articles.records import Given
from twosource.store.adding import Progress
from twosource.store.deaths import Deaths, watched
from twosource.store.records import Added

if TYPE_CHECKING:
    from twosource.store.archive import Archive


def add_sources(
    archive: Archive,
    sources: Iterable[str | Path],
    *,
    given: Given | None,
    fetcher: Fetcher | None,
    total: int,
    progress: Progress | None,
) -> Added:
    """Add what sources hold, addresses behind links included."""
    given = given or Given()
    with ExitStack() as stack:
        reader, deaths = stack.enter_context(reading(archive))
        web = fetcher or stack.enter_context(closing(Fetcher()))
        found = reader.read_sources(sources, outlet=given.outlet, published=given.published, url=given.url)
        elsewhere = given._replace(url=None)  # what lies behind a link has its own address
        inputs = follow(found, web, elsewhere, read=reader.read_fetched)
        return archive.add(inputs, total=total, progress=progress, deaths=deaths)


@contextmanager
def reading(archive: Archive) -> Iterator[tuple[Reader, Deaths]]:
    """A process that reads for the archive, and what is known of runs that were killed."""
    with watched(archive.database) as deaths, Reader(box=deaths.box.path, died=deaths.died) as reader:
        try:
            yield reader, deaths
        finally:
            deaths.passed |= reader.passed
