"""What the archive answers with: plain frozen records, so that no caller sees a database row."""

from __future__ import annotations

from typing import Literal

from twosource.data import Anchor, Article, Attribution, Credit, Entity, Noun, Quantity, Statement, TimeRange

Outcome = Literal["stored", "duplicate", "quarantined", "forgotten"]
Told = Literal["together", "apart"]
Verdict = Literal["seen", "confirmed", "rejected"]
DateBasis = Literal["published", "retrieved", "page", "likeness", "hand", "none"]

GROUPED_BY = {  # what put a report without a date of publication into its story
    "retrieved": "the time it was retrieved",
    "page": "another version of its page, which has a date",
    "likeness": "its likeness to reports with a date",
    "hand": "hand",
    "none": "its likeness to others without one",
}

CORRECTED = {"together": "put together", "apart": "parted"}  # what a person did to the stories it concerns


class Added(Noun, frozen=True):
    """What became of the inputs of one run: `taken = stored + duplicate + quarantined`, always."""

    run: int
    taken: int
    stored: int
    duplicate: int
    quarantined: int

    @property
    def balanced(self) -> bool:
        """Whether each input has exactly one outcome."""
        return self.taken == self.stored + self.duplicate + self.quarantined


class LogEntry(Noun, frozen=True):
    """One input and what became of it, with the reason."""

    number: int
    run: int | None  # None for what was forgotten
    at: str  # when it was committed, UTC
    outcome: Outcome
    source: str  # file and line, or address, it came from
    article: str | None  # id of the article it is, or repeats
    reason: str
    advice: str = ""
    retrieved: str | None = None


class Run(Noun, frozen=True):
    """One `add`, with its counts; `finished` is None where it was stopped before its end."""

    number: int
    started: str
    finished: str | None
    taken: int
    stored: int
    duplicate: int
    quarantined: int


class StoredArticle(Noun, frozen=True):
    """One version of one report, as stored. `article.id` is the archive's id, which follows from the contents."""

    key: str  # sha256 of what was reported: outlet, address, title, byline, date, text
    article: Article
    page: str  # versions of one address share it
    added: str
    story: str | None  # None while it waits to be grouped
    versions: int = 1  # of its page
    origin: str = ""  # id of the earliest article of its lineage; its own where none before it has its words
    date_basis: DateBasis = "none"  # what put it among stories with days; page: another version of its page has a date


class Layers(Noun, frozen=True):
    """What was read in one article."""

    entities: tuple[Entity, ...] = ()
    times: tuple[TimeRange, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()


class Change(Noun, frozen=True):
    """A place where a later version of a page differs: words before, words after; either may be missing."""

    before: Anchor | None
    after: Anchor | None


class Version(Noun, frozen=True):
    """A version of a page, with what changed since the one before."""

    article: str
    title: str | None
    published: str | None
    modified: str | None
    retrieved: str | None
    added: str
    changes: tuple[Change, ...] = ()


class StoryEntry(Noun, frozen=True):
    """A story as lists show it."""

    id: str
    title: str | None
    first: str  # days of its first and last article, "" when no date is known
    last: str
    articles: int
    outlets: int


class Counted(Noun, frozen=True):
    """How many stories were asked for, and of them those with each value of a facet, the commonest first."""

    total: int
    facets: dict[str, dict[str, int]]  # outlet, language, agency, status: value -> stories
    days: dict[str, int]  # years, months or days within what was asked for, latest first: stories that go on then


class Revision(Noun, frozen=True):
    """What all that is shown of a story follows from: while it is the same, so is every page of the story."""

    id: str
    articles: tuple[str, ...]  # all versions of all its pages, by id
    newest: str  # digest of the newest of each, of which an account is made
    members: str  # digest of those that the kept account was made of; "" where none is kept
    model: str  # that made it
    reviews: int  # number of the archive's last review
    corrections: int = 0  # how many the archive was given, and how many of them were withdrawn


class Correction(Noun, frozen=True):
    """What a person said of the grouping: that stories are one, or that reports are a story of their own."""

    number: int
    kind: Told  # together: the stories of these articles are one; apart: these articles do not belong where they were
    by: str
    note: str
    at: str
    articles: tuple[str, ...]  # it holds to, by id; of stories put together the earliest of each
    stories: tuple[str, ...]  # that tell these articles now
    withdrawn: str | None = None  # when; None while it is in force
    withdrawn_by: str | None = None


class StoryPage(Noun, frozen=True):
    """A story with its articles, newest version of each page, and what changed on pages with several versions."""

    id: str
    asked: str  # the id asked for; another one where stories were merged or an earlier report came in
    entry: StoryEntry
    articles: tuple[StoredArticle, ...]
    changed: tuple[tuple[Version, ...], ...] = ()
    corrections: tuple[Correction, ...] = ()  # those in force that made the story what it is


class Hit(Noun, frozen=True):
    """An article with the words searched for: a stretch of it around the first of them, and their places in the text."""

    article: str
    story: str | None
    outlet: str
    title: str | None
    published: str | None
    anchor: Anchor
    marks: tuple[tuple[int, int], ...] = ()


class Copied(Noun, frozen=True):
    """An article that shares its words with the one asked for, with the passages that show it (its own words second)."""

    article: str
    outlet: str
    title: str | None
    published: str | None
    story: str | None
    share: float  # of the shorter text's own words
    passages: tuple[tuple[Anchor, Anchor], ...]


class Descent(Noun, frozen=True):
    """Where an article's words come from: the earliest report of its lineage in the archive, and what shows it."""

    article: str
    origin: str  # its own id where no earlier report has its words
    steps: tuple[Copied, ...] = ()  # the origin; where it has its words at second hand, each report on the way to it
    credits: tuple[Credit, ...] = ()  # the agency or outlet that it takes its story from, by its own words
    credited: tuple[str, ...] = ()  # ids of reports of its story by those


class Move(Noun, frozen=True):
    """What happened to a story: merged into another, split, renamed by an earlier report, emptied by `forget`."""

    number: int
    at: str
    kind: Literal["merged", "split", "renamed", "emptied"]
    story: str
    into: str | None


class Review(Noun, frozen=True):
    """A person's mark on a finding. It holds to the words it was given on, not to a row or an id."""

    number: int
    verdict: Verdict
    by: str
    note: str
    at: str
    status: str  # of the finding when it was marked
    anchors: tuple[Anchor, ...]  # its evidence then
    finding: str | None = None  # the finding of the present account that holds these words; None when none does
    changed: bool = False  # that finding has another status or other evidence by now


class OutletEntry(Noun, frozen=True):
    """An outlet with its number of reports."""

    outlet: str
    family: str
    articles: int
    stories: int
    first: str
    last: str


class Fault(Noun, frozen=True):
    """Something in the archive that is not as it must be."""

    what: str
    where: str
