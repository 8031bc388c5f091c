"""The archive's tables. `migrations/` brings a database to this state; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

metadata = MetaData()


def _article() -> Column[int]:
    """A reference to an article that goes when the article is forgotten."""
    return Column("article", Integer, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True)


# one row per version of a report, written once
articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # sha256 of what was reported
    Column("id", String(80), nullable=False, unique=True),  # follows from the key; anchors name it
    Column("page", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("title", Text),
    Column("published", String(40)),
    Column("day", String(10), nullable=False),  # of publication, else of retrieval, else ""
    Column("retrieved", String(40)),
    Column("added", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # the other fields of the Article, JSON
    Index("articles_page", "page"),
    Index("articles_outlet", "outlet"),
    Index("articles_day", "day"),
)
pending = Table("pending", metadata, _article())  # stored, not yet grouped
members = Table(
    "members",
    metadata,
    _article(),
    Column("story", String(40), nullable=False),  # as it is told, after what people corrected
    Column("grouped", String(40), nullable=False, server_default=""),  # as the grouper decided
    # what the grouper keeps of a placed article, by numbers; null: a later version of a page, or to be placed anew
    Column("topic", String(40)),
    Column("near", LargeBinary),
    Column("links", LargeBinary),
    Index("members_story", "story"),
    Index("members_grouped", "grouped"),
    Index("members_topic", "topic"),
)
# what grouping knows of an article, with the encoder that made it
traits = Table(
    "traits",
    metadata,
    _article(),
    Column("model", String(120), nullable=False),
    Column("data", LargeBinary, nullable=False),
)
# rare words of the articles that stand for a page, by which an article without a day finds those it may belong with, and
# they find it (`undated.py`); rows of an article go by its words, not by a reference
clues = Table(
    "clues",
    metadata,
    Column("dated", SmallInteger, primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
stories = Table(
    "stories",
    metadata,
    Column("id", String(40), primary_key=True),  # named after its earliest article
    Column("title", Text),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Index("stories_last", "last"),
)
# what stories are narrowed by (`narrowing.py`); they go with their story
facets = Table(
    "facets",
    metadata,
    Column("story", String(40), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(10), primary_key=True),
    Column("value", Text, primary_key=True),
    Index("facets_value", "name", "value"),
    sqlite_with_rowid=False,
)
# which articles have a paragraph with a key (`stories/paragraphs.py`), in the order of time; rows of an article go by its
# keys, not by a reference
bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("at", BigInteger, primary_key=True),  # `tracing.moment`
    Column("article", Integer, primary_key=True),
    Column("place", SmallInteger, nullable=False),  # the paragraph's number
    Column("share", SmallInteger, nullable=False),  # of the article's words, in thousandths
    sqlite_with_rowid=False,
)
# the earlier article whose words one has, where there is one (`tracing.py`)
lineage = Table(
    "lineage",
    metadata,
    _article(),
    Column("parent", Integer, ForeignKey("articles.number", ondelete="CASCADE"), nullable=False),
    Index("lineage_parent", "parent"),
)
moves = Table(
    "moves",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("story", String(40), nullable=False),
    Column("into", String(40)),
    Index("moves_story", "story"),
)
readings = Table(
    "readings",
    metadata,
    _article(),
    Column("model", String(120), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
accounts = Table(
    "accounts",
    metadata,
    Column("story", String(40), primary_key=True),
    Column("members", String(64), nullable=False),  # digest of the articles it was made of
    Column("model", String(120), nullable=False),
    Column("data", LargeBinary, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", String(40), nullable=False),
    Column("finished", String(40)),
    Column("taken", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
)
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.number")),  # null: forgotten, by no run
    Column("at", String(40), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("source", Text, nullable=False),
    Column("article", String(80)),  # its id; the row stays when the article is forgotten
    Column("reason", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("retrieved", String(40)),
    Index("log_run", "run", "outcome"),
    Index("log_article", "article"),
)
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("finding", Text, nullable=False),  # its id then
    Column("anchors", LargeBinary, nullable=False),  # JSON
)
# the articles a review holds to
places = Table(
    "places",
    metadata,
    Column("review", Integer, ForeignKey("reviews.number"), primary_key=True),
    _article(),
    Index("places_article", "article"),
)
# what people said of the grouping: that stories are one, that reports do not belong where they are
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", String(40)),  # null: in force
    Column("withdrawn_by", Text),
)
# the articles a correction holds to
holds = Table(
    "holds",
    metadata,
    Column("correction", Integer, ForeignKey("corrections.number"), primary_key=True),
    _article(),
    Index("holds_article", "article"),
)
forgotten = Table(
    "forgotten",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("id", String(80), nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
)
meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
