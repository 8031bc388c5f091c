"""Sources into the archive: read in a process of their own, links followed, and what came of each input in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched, Fetcher
from twosource.articles.follow import Outcome, follow
from twosource.articles.guarded import Reader
from twosource.articles.records import Given
from twosource.store import schema as t
from twosource.store.adding import Had, Progress
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
        new = Resumed(archive)

        def read(answer: Fetched, link: Link, said: Given) -> Iterator[Outcome]:
            return new.only(reader.read_fetched(answer, link, said))

        inputs = follow(new.only(found), web, elsewhere, read=read)
        return archive.add(inputs, total=total, progress=progress, deaths=deaths)


class Resumed:
    """The addresses that the last run had from the web before it was stopped: they are counted and not asked again."""

    def __init__(self, archive: Archive) -> None:
        self.had = _had(archive)

    def only(self, outcomes: Iterable[Outcome]) -> Iterator[Any]:
        """The outcomes; what was had stands for a link to it."""
        for outcome in outcomes:
            article = self.had.get(outcome.url) if isinstance(outcome, Link) else None
            if not isinstance(outcome, Link) or article is None:
                yield outcome
            elif article:
                self.had[outcome.url] = ""  # an address counts once, however many lists name it
                yield Had(outcome.url, article)


def _had(archive: Archive) -> dict[str, str]:
    """Addresses in the log of the last run with their articles, where it was stopped within the last day."""
    log, yesterday = t.log.c, (datetime.now(UTC) - timedelta(days=1)).isoformat()
    last = next(iter(archive.runs(limit=1)), None)
    if last is None or last.finished is not None or last.started < yesterday:
        return {}
    wanted = sa.and_(log.run == last.number, log.outcome.in_(("stored", "duplicate")), log.source.like("http%"))
    with archive.database.reading() as connection:
        return {
            source: str(article)
            for source, article in connection.execute(sa.select(log.source, log.article).where(wanted))
        }


@contextmanager
def reading(archive: Archive) -> Iterator[tuple[Reader, Deaths]]:
    """A process that reads for the archive, and what is known of runs that were killed."""
    with watched(archive.database) as deaths, closing(Reader(box=deaths.box.path, died=deaths.died)) as reader:
        reader.passed = deaths.passed
        yield reader, deaths
