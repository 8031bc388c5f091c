"""The story that is told of an article beside the one that the grouper decided, and what people correct."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and the column; nothing is corrected yet."""
    op.add_column("members", sa.Column("grouped", sa.String(40), nullable=False, server_default=""))
    op.execute("UPDATE members SET grouped = story")
    op.create_index("members_grouped", "members", ["grouped"])
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("withdrawn", sa.String(40)),
        sa.Column("withdrawn_by", sa.Text),
    )
    op.create_table(
        "holds",
        sa.Column("correction", sa.Integer, sa.ForeignKey("corrections.number"), primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("holds_article", "holds", ["article"])
