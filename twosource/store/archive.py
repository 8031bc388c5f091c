"""An open archive: everything that can be asked of it and done with it, each in a call of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from twosource.data import Account
from twosource.errors import ArchiveError, UsageError
from twosource.store import adding, checking, correcting, narrowing, reading, reviewing, searching, telling
from twosource.store.adding import BATCH, Input, Progress
from twosource.store.database import READ_ONLY, Database, open_database
from twosource.store.records import (
    Added,
    Copied,
    Correction,
    Counted,
    Descent,
    Fault,
    Hit,
    Layers,
    LogEntry,
    Move,
    OutletEntry,
    Review,
    Revision,
    Run,
    StoredArticle,
    StoryEntry,
    StoryPage,
    Version,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from twosource.articles.fetch import Fetcher
    from twosource.articles.records import Given
    from twosource.store.deaths import Deaths
    from twosource.store.neighbours import Neighbours

T = TypeVar("T")
LIMIT = 100  # entries of a list that does not say how many it wants


def open_archive(location: str | Path, *, create: bool = False) -> Archive:
    """The archive at a path, or at a PostgreSQL address. Made where there is none and `create` is given.

    Raises `ArchiveError` with what to do where it cannot be opened.
    """
    return Archive(open_database(str(location), create=create))


class Archive:
    """An open archive. Threads may share it; processes open their own. Use it with `with`, or `close` it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._near: Neighbours | None = None  # the days grouped last: the next report need not load them again
        self._settling = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # ---- in

    def add(
        self,
        inputs: Iterable[Input],
        *,
        total: int = 0,
        batch: int = BATCH,
        progress: Progress | None = None,
        deaths: Deaths | None = None,
    ) -> Added:
        """Store articles and refusals, then group what is new. What `progress` was told of is safe."""
        added = adding.add(self.database, inputs, total=total, batch=batch, progress=progress, deaths=deaths)
        self.settle(progress=progress)
        return added

    def add_sources(
        self,
        sources: Iterable[str | Path],
        *,
        given: Given | None = None,
        fetcher: Fetcher | None = None,
        total: int = 0,
        progress: Progress | None = None,
    ) -> Added:
        """Read files, folders, feeds and addresses, in a process of its own within limits, and `add` what they hold."""
        from twosource.store.intake import add_sources  # readers of pages and feeds: only who reads waits for them

        return add_sources(self, sources, given=given, fetcher=fetcher, total=total, progress=progress)

    def settle(self, *, progress: Progress | None = None) -> int:
        """Group the articles that wait; how many there were. `add` ends with it; after a crash it finishes the work."""
        from twosource.store import settling  # the encoder: only who adds waits for it

        with self._settling:
            near, self._near = self._near, None  # half-changed where an error comes between
            done, self._near = settling.settle(self.database, near=near, progress=progress)
        return done

    def forget(self, article: str, *, reason: str = "") -> str:
        """Remove an article for good, by id or key; it will not be stored again. Its id."""
        name = self.database.write(lambda connection: checking.forget(connection, article, reason))
        self.settle()
        self.database.tidy()
        return name

    # ---- stories

    def stories(
        self,
        *,
        day: str | None = None,
        words: str | None = None,
        limit: int = LIMIT,
        offset: int = 0,
        **facets: str | None,
    ) -> list[StoryEntry]:
        """Stories, latest first: all, or those going on on a day or in a month or year (`2024-03`), with words in one
        of their articles, or with a facet: outlet, language, agency, status (of an account that is kept).
        """
        wanted = _wanted(facets)
        with self.database.reading() as connection:
            return narrowing.stories(connection, wanted, day=day, words=words, limit=limit, offset=offset)

    def counted(self, *, day: str | None = None, words: str | None = None, **facets: str | None) -> Counted:
        """How many stories `stories` would list without a limit, and of them each value of each facet."""
        wanted = _wanted(facets)
        with self.database.reading() as connection:
            return narrowing.counted(connection, wanted, day=day, words=words)

    def revision(self, story: str) -> Revision:
        """What all that is shown of a story follows from; by any id it ever had."""
        from twosource.store import accounts

        with self.database.reading() as connection:
            return accounts.with_unwritten(self.database, reading.revision(connection, story))

    def is_current(self, revision: Revision) -> bool:
        """Whether the story's kept account is of all its articles and of this version of the models."""
        from twosource.store import accounts

        return (revision.members, revision.model) == (revision.newest, accounts.made_by())

    def kept_account(self, story: str) -> Account | None:
        """The account made last, by its story's present id; it may be of fewer articles than the story has now."""
        from twosource.store import accounts

        return accounts.kept(self.database, story)

    def statuses(self, stories: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The statuses of the findings of stories' accounts, where one is kept; nothing is made for it."""
        with self.database.reading() as connection:
            return narrowing.statuses(connection, stories)

    def story(self, id: str) -> StoryPage:
        """A story by any id it ever had: the newest version of each report, and what changed in which."""
        with self.database.reading() as connection:
            return reading.story(connection, id)

    def account(self, story: str, *, progress: Progress | None = None) -> Account:
        """The story's account, kept until its articles or the models change."""
        from twosource.store import accounts  # the whole pipeline: only who asks for an account waits for it

        return accounts.account(self.database, story, progress=progress)

    def moves(self, story: str | None = None, *, limit: int = LIMIT) -> list[Move]:
        """Merges, splits and renamings of stories, latest first."""
        with self.database.reading() as connection:
            return reading.moves(connection, story=story, limit=limit)

    # ---- what people correct of the grouping

    def merge(self, *stories: str, by: str, note: str = "") -> Correction:
        """Have stories, by any ids they ever had, told as one, whatever the grouping says. Nothing of it is lost."""
        return self._corrected(lambda connection: correcting.merge(connection, stories, by=by, note=note))

    def split(self, *articles: str, by: str, note: str = "") -> Correction:
        """Have articles of one story, by id or key, told as a story of their own."""
        return self._corrected(lambda connection: correcting.split(connection, articles, by=by, note=note))

    def undo(self, correction: int, *, by: str) -> Correction:
        """Withdraw a correction: what is told is what it would be without it."""
        return self._corrected(lambda connection: correcting.undo(connection, correction, by=by))

    def corrections(self) -> list[Correction]:
        """All corrections, those withdrawn too, first to last."""
        with self.database.reading() as connection:
            return telling.listed(connection)

    def _corrected(self, work: Callable[[Connection], T]) -> T:
        if not self.database.writable:
            raise ArchiveError(f"{self.database.name}: {READ_ONLY}")
        return self.database.write(work)

    # ---- articles

    def article(self, id: str) -> StoredArticle:
        """One version of a report, by id or key."""
        with self.database.reading() as connection:
            return reading.article(connection, id)

    def layers(self, article: str) -> Layers | None:
        """What was read in an article when an account was made of it; None before."""
        from twosource.store import accounts

        return accounts.layers(self.database, article)

    def versions(self, page: str) -> tuple[Version, ...]:
        """The versions of a page, oldest first, with what each changed; by address, or id of one of them."""
        with self.database.reading() as connection:
            return reading.versions(connection, page)

    def copies(self, id: str) -> tuple[Copied, ...]:
        """The articles of the whole archive that share an article's words, earliest first, with the passages."""
        from twosource.store import lineage

        lineage.refresh_keys(self.database)
        with self.database.reading() as connection:
            return lineage.copies(connection, id)

    def origin(self, id: str) -> Descent:
        """The earliest article of the whole archive whose words an article has, with the passages and credits."""
        from twosource.store import lineage

        lineage.refresh_keys(self.database)
        with self.database.reading() as connection:
            return lineage.descent(connection, id)

    def search(self, words: str, *, limit: int = LIMIT, offset: int = 0) -> list[Hit]:
        """The articles with these words, best first. Quotation marks keep words together, a minus leaves them out."""
        with self.database.reading() as connection:
            return searching.search(connection, words, limit=limit, offset=offset)

    def outlets(self) -> list[OutletEntry]:
        """Each outlet with what the archive has of it."""
        from twosource.stories.families import family_of

        with self.database.reading() as connection:
            rows = reading.outlets(connection)
        return [
            OutletEntry(outlet=o, family=family_of(o), articles=n, stories=s, first=first, last=last)
            for o, n, s, first, last in rows
        ]

    # ---- reviews

    def review(self, story: str, finding: str, verdict: str, *, by: str, note: str = "") -> int:
        """Mark a finding of the story's account as seen, confirmed or rejected; the review's number."""
        account = self.account(story)
        found = next((f for f in account.findings if f.id == finding), None)
        if found is None:
            raise UsageError(f"{story} has no finding {finding!r}")
        return self.database.write(
            lambda connection: reviewing.write_review(connection, found, verdict, by=by, note=note)
        )

    def reviews(self, story: str, *, account: Account | None = None) -> tuple[Review, ...]:
        """The reviews on a story, oldest first, each with the finding of an account, else the present one, it is on."""
        account = account or self.account(story)
        with self.database.reading() as connection:
            return reviewing.read_reviews(connection, account.story, account)

    # ---- what happened, and whether all is well

    def log(
        self,
        *,
        run: int | None = None,
        outcome: str | None = None,
        limit: int = LIMIT,
        before: int | None = None,
        earliest: bool = False,
    ) -> list[LogEntry]:
        """What became of each input, latest or earliest first; `before` goes on where a list of the latest ended."""
        with self.database.reading() as connection:
            return reading.log(connection, run=run, outcome=outcome, limit=limit, before=before, earliest=earliest)

    def runs(self, *, limit: int = LIMIT) -> list[Run]:
        """What each `add` took in and made of it, latest first."""
        with self.database.reading() as connection:
            return reading.runs(connection, limit=limit)

    def changes(self) -> int:
        """How often anything was written: while the number stays, every answer does."""
        return self.database.counted("changes")

    def listings(self) -> int:
        """How often the list of stories was written: while the number stays, `stories` and `counted` without words do."""
        return self.database.counted("listings")

    def verify(self, *, progress: Progress | None = None) -> list[Fault]:
        """Check everything: file, texts, stories, counts. An empty list is a sound archive."""
        return checking.verify(self.database, progress=progress)

    def digest(self) -> str:
        """One number for all that is stored, equal for equal contents in whatever order they came."""
        with self.database.reading() as connection:
            return checking.digest(connection)


def _wanted(facets: Mapping[str, str | None]) -> dict[str, str]:
    """The facets asked for by value. Raises `TypeError` for one that there is not."""
    unknown = sorted(facets.keys() - set(narrowing.FACETS))
    if unknown:
        raise TypeError(f"there is no facet {', '.join(unknown)}; there are {', '.join(narrowing.FACETS)}")
    return {name: value for name, value in facets.items() if value is not None}
