"""Alembic's entry: run the steps on the connection that `database.py` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from twosource.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
