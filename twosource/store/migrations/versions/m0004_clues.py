"""Rare words of articles, by which those without a day find their story. Grouping anew fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "clues",
        sa.Column("dated", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
