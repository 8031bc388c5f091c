"""Keys of paragraphs in the order of time, and from which earlier report an article has its words. `add` makes both anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; the keys in the old one have no time."""
    op.drop_table("bands")
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.BigInteger, primary_key=True),
        sa.Column("article", sa.Integer, primary_key=True),
        sa.Column("place", sa.SmallInteger, nullable=False),
        sa.Column("share", sa.SmallInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lineage",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("parent", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("lineage_parent", "lineage", ["parent"])
