"""The first tables: articles, stories, log, readings, accounts, reviews, and the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SEARCHED = 400_000  # characters of a text that PostgreSQL indexes; its index entry may have 1 MB
SQLITE = (
    "CREATE VIRTUAL TABLE words USING fts5(title, text, content='articles', content_rowid='number', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER articles_stay BEFORE UPDATE ON articles BEGIN "
    "SELECT RAISE(ABORT, 'an article is never changed'); END",
)
POSTGRESQL = (  # a text search that leaves no word out, as FTS5 does
    "CREATE TEXT SEARCH DICTIONARY twosource_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION twosource (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION twosource ALTER MAPPING REPLACE english_stem WITH twosource_stem",
    "ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS "
    f"(to_tsvector('twosource', coalesce(title, '') || ' ' || left(text, {SEARCHED}))) STORED",
    "CREATE INDEX articles_words ON articles USING gin (words)",
    "CREATE FUNCTION articles_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'an article is never changed'; END $$",
    "CREATE TRIGGER articles_stay BEFORE UPDATE ON articles FOR EACH ROW EXECUTE FUNCTION articles_stay()",
)


def upgrade() -> None:
    """Make the tables."""
    _articles()
    _stories()
    _kept()
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def article() -> sa.Column[int]:
    """A reference to an article that goes with it."""
    return sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("id", sa.String(80), nullable=False, unique=True),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("published", sa.String(40)),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("retrieved", sa.String(40)),
        sa.Column("added", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("articles_page", "articles", ["page"])
    op.create_index("articles_outlet", "articles", ["outlet"])
    op.create_index("articles_day", "articles", ["day"])


def _stories() -> None:
    op.create_table("pending", article())
    op.create_table(
        "members",
        article(),
        sa.Column("story", sa.String(40), nullable=False),
        sa.Column("topic", sa.String(40)),
        sa.Column("near", sa.LargeBinary),
        sa.Column("links", sa.LargeBinary),
    )
    op.create_index("members_story", "members", ["story"])
    op.create_index("members_topic", "members", ["topic"])
    op.create_table(
        "traits",
        article(),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("first", sa.String(10), nullable=False),
        sa.Column("last", sa.String(10), nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("outlets", sa.Integer, nullable=False),
    )
    op.create_index("stories_last", "stories", ["last"])
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("article", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moves",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("story", sa.String(40), nullable=False),
        sa.Column("into", sa.String(40)),
    )
    op.create_index("moves_story", "moves", ["story"])


def _kept() -> None:
    op.create_table(
        "readings",
        article(),
        sa.Column("model", sa.String(120), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("story", sa.String(40), primary_key=True),
        sa.Column("members", sa.String(64), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("finished", sa.String(40)),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("stored", sa.Integer, nullable=False),
        sa.Column("duplicate", sa.Integer, nullable=False),
        sa.Column("quarantined", sa.Integer, nullable=False),
    )
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.number")),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("article", sa.String(80)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("advice", sa.Text, nullable=False),
        sa.Column("retrieved", sa.String(40)),
    )
    op.create_index("log_run", "log", ["run", "outcome"])
    op.create_index("log_article", "log", ["article"])
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("anchors", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("review", sa.Integer, sa.ForeignKey("reviews.number"), primary_key=True),
        article(),
    )
    op.create_index("places_article", "places", ["article"])
    op.create_table(
        "forgotten",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
