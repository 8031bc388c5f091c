"""Facets of the stories in a table of their own, and a count of changes."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

AT_ONCE = 500
LONGEST = 200


def upgrade() -> None:
    """Make the table and fill it from what is there."""
    op.create_table(
        "facets",
        sa.Column("story", sa.String(40), sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.String(10), primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("facets_value", "facets", ["name", "value"])
    connection = op.get_bind()
    connection.execute(sa.text("INSERT INTO meta (name, value) VALUES ('changes', 0)"))
    stories = list(connection.scalars(sa.text("SELECT id FROM stories ORDER BY id")))
    for at in range(0, len(stories), AT_ONCE):
        rows = sorted(_of(connection, stories[at : at + AT_ONCE]))
        if rows:
            added = "INSERT INTO facets (story, name, value) VALUES (:story, :name, :value)"
            connection.execute(sa.text(added), [dict(zip(("story", "name", "value"), r, strict=True)) for r in rows])


def _of(connection: sa.Connection, stories: list[str]) -> set[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    chosen: sa.BindParameter[Any] = sa.bindparam("stories", expanding=True)
    members = "SELECT m.story, a.outlet, a.record FROM members m JOIN articles a ON a.number = m.article WHERE m.story IN :stories"  # fmt: skip
    for story, outlet, record in connection.execute(sa.text(members).bindparams(chosen), {"stories": stories}):
        told: dict[str, Any] = msgspec.json.decode(record)
        found |= {(story, "outlet", _plain(outlet)), (story, "language", _plain(told.get("language", "en")))}
        found |= {(story, "agency", _plain(c["name"])) for c in told.get("credits", ()) if c["kind"] == "agency"}
    accounts = "SELECT story, data FROM accounts WHERE story IN :stories"
    for story, data in connection.execute(sa.text(accounts).bindparams(chosen), {"stories": stories}):
        found |= {(story, "status", f["status"]) for f in msgspec.json.decode(zlib.decompress(data))["findings"]}
    return found


def _plain(value: str) -> str:
    return value.replace("\x00", "\ufffd")[:LONGEST]
