"""Steps from one state of the archive's tables to the next, run by Alembic when an archive is opened."""
