"""Feeds followed round after round: what is new in them goes into the archive, and the servers are asked gently.

A feed that did not change is answered in a line (conditional requests); a page that the archive has is not asked for
again; rounds begin a little off the beat, so that many watchers do not ask at once.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from twosource.articles.feeds import Link
from twosource.articles.fetch import Fetched, Fetcher
from twosource.articles.follow import Read, fetch_all, follow
from twosource.articles.records import Given
from twosource.data import Article
from twosource.errors import InputRefused, UsageError
from twosource.store.adding import Progress
from twosource.store.archive import Archive
from twosource.store.intake import reading
from twosource.store.records import Added

EVERY = 900.0  # seconds between two rounds
JITTER = 0.1  # of it


@dataclass
class Watch:
    """The feeds of a watch, and what each said when it was last read."""

    archive: Archive
    feeds: tuple[Link, ...]
    fetcher: Fetcher
    _said: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def round(self, *, progress: Progress | None = None) -> Added:
        """Read each feed once and add what is new."""
        with reading(self.archive) as (reader, deaths):
            return self.archive.add(self._news(reader.read_fetched), progress=progress, deaths=deaths)

    def _news(self, read: Read) -> Iterator[Article | InputRefused]:
        """What is new in the feeds: all feeds first, then the pages that they name, several hosts at once."""
        new: list[Article | Link | InputRefused] = []
        said: dict[str, tuple[str | None, str | None]] = {}
        for number, answer in sorted(fetch_all(self.feeds, self._asked)):
            if isinstance(answer, InputRefused):
                yield answer
            elif answer.data is not None:
                feed = self.feeds[number]
                new += [item for item in read(answer, feed, Given()) if not self._known(item)]
                said[feed.url] = (answer.etag, answer.modified)
        yield from follow(new, self.fetcher, Given(), read=read)
        self._said |= said  # only now: a round that broke off reads the feeds again

    def _asked(self, url: str) -> Fetched:
        etag, modified = self._said.get(url, (None, None))
        return self.fetcher.fetch(url, etag=etag, modified=modified)

    def _known(self, item: Article | Link | InputRefused) -> bool:
        """Whether the archive has the page of a link. Articles are left to `add`, which knows versions."""
        if not isinstance(item, Link) or item.is_list:
            return False
        try:
            return bool(self.archive.versions(item.url))
        except UsageError:
            return False


def feeds_of(outcomes: Iterable[Article | Link | InputRefused]) -> tuple[Link, ...]:
    """The feeds that addresses and reading lists name. Raises `InputRefused` for anything else."""
    feeds: dict[str, Link] = {}
    for outcome in outcomes:
        if isinstance(outcome, InputRefused):
            raise outcome
        if isinstance(outcome, Article):
            raise InputRefused(outcome.source, "it is an article, not a feed", "Give feeds' addresses or an OPML file.")
        feeds.setdefault(outcome.url, outcome)
    return tuple(feeds.values())


def rounds(
    watch: Watch,
    stop: threading.Event,
    *,
    every: float = EVERY,
    most: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Added]:
    """Rounds until `stop` is set, or `most` of them."""
    jitter = random.Random()
    done = 0
    while not stop.is_set():
        yield watch.round(progress=progress)
        done += 1
        if done == most:
            return
        stop.wait(every * (1 + JITTER * (2 * jitter.random() - 1)))
