"""One connection to one archive: open, migrate, read, write; every failure of the database in words of the user.

SQLite in WAL mode, or PostgreSQL by its address. Each write is one short transaction that takes the writer's place at
its start, so that no reader waits and no writer finds its reading outdated when it comes to write.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from twosource.errors import ArchiveError

HEAD = "0005"  # the state of the tables that this code reads
APPLICATION = 0x74776F73  # "twos": marks an SQLite file as an archive
BUSY_MS = 60_000  # a writer waits so long for the others
TRIES, PAUSE = 8, 0.25  # after that, or where the server breaks off a transaction; the pause doubles
WRITER = 0x74776F73  # PostgreSQL: one writer at a time, as in SQLite
SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",  # first: the others may have to wait
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power loss
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what was forgotten is overwritten
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -65536",
)
PARTS = 500  # of an IN list
READ_ONLY = "it may not be written to. Check the permissions of the file and of its folder"
COUNT_CHANGE = sa.text("UPDATE meta SET value = value + 1 WHERE name = 'changes'")
COUNT_LISTING = sa.text("UPDATE meta SET value = value + 1 WHERE name = 'listings'")
FIRST_LISTING = sa.text("INSERT INTO meta (name, value) VALUES ('listings', 1)")
COUNTED = sa.text("SELECT value FROM meta WHERE name = :name")
T = TypeVar("T")


class Database:
    """An open archive's engine with its two kinds of transaction."""

    def __init__(self, engine: Engine, name: str, *, writable: bool = True) -> None:
        self.engine = engine
        self.name = name
        self.writable = writable
        self.unwritten: dict[str, Any] = {}  # accounts by story, where they cannot be written: the last ones made
        self.sqlite = engine.dialect.name == "sqlite"
        # PostgreSQL: what a writer reads after it got its turn must be as the one before it left it
        self._writes: dict[str, Any] = {"writes": True} if self.sqlite else {"isolation_level": "READ COMMITTED"}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot to read from; it neither waits for writers nor keeps them waiting."""
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise explained(error, self.name) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its changes are committed: all of them or none. It may be called again."""
        pause = PAUSE
        for attempt in range(1, TRIES + 1):
            try:
                with self.engine.connect().execution_options(**self._writes) as connection, connection.begin():
                    if not self.sqlite:
                        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER)))
                    made = work(connection)
                    connection.execute(COUNT_CHANGE)
                    return made
            except DBAPIError as error:
                if attempt == TRIES or not passing(error):
                    raise explained(error, self.name) from error
                time.sleep(pause)
                pause *= 2
        raise AssertionError("unreachable")

    def counted(self, name: str) -> int:
        """How often anything was written ("changes"), or the list of stories ("listings")."""
        with self.reading() as connection:
            return int(connection.execute(COUNTED, {"name": name}).scalar() or 0)

    def tidy(self) -> None:
        """Empty SQLite's write-ahead log into the file, so that nothing deleted lies in it."""
        if self.sqlite:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def count_listing(connection: Connection) -> None:
    """Take note that the list of stories, or what it is narrowed by, changes with this transaction."""
    if not connection.execute(COUNT_LISTING).rowcount:
        connection.execute(FIRST_LISTING)


def open_database(location: str, *, create: bool) -> Database:
    """The archive at a path or PostgreSQL address, its tables brought up to date."""
    database = _postgresql(location) if "://" in location else _sqlite(location, create=create)
    try:
        _bring_up(database, create=create)
    except DBAPIError as error:
        database.close()
        raise explained(error, database.name) from error
    except ArchiveError:
        database.close()
        raise
    return database


def _sqlite(location: str, *, create: bool) -> Database:
    path = Path(location)
    if not location:  # an unset variable of a script; as a path it would be the folder that we are in
        raise ArchiveError("'': an empty name. Name a file, such as news.archive")
    try:
        _check(path, create=create)
    except OSError as error:  # it may not be looked at, its name is too long
        raise ArchiveError(f"{path}: it cannot be opened ({error.strerror}). Check path and permissions") from error
    fixed = _is_fixed(path)
    writable = not fixed and (not path.exists() or os.access(path, os.W_OK))
    if create and not writable:
        raise ArchiveError(f"{path}: {READ_ONLY}")
    address = _address(path, fixed=fixed)
    engine = sa.create_engine(address, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, writers at once
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine, str(path), writable=writable)


def _is_fixed(path: Path) -> bool:
    """Whether a file does not change: nothing can be made in its folder, as on a disc, and nobody is writing to it."""
    return path.exists() and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _address(path: Path, *, fixed: bool) -> sa.URL:
    """An SQLite file's address. One that does not change is read without the shared memory that has no place there."""
    whole = str(path.absolute())  # a file may be called :memory:
    if not fixed:
        return sa.URL.create("sqlite", database=whole)
    return sa.URL.create("sqlite", database=f"file:{quote(whole)}", query={"immutable": "1", "uri": "true"})


def _check(path: Path, *, create: bool) -> None:
    """Raise `ArchiveError` where no archive can be."""
    if not path.exists() and not create:
        raise ArchiveError(f"{path}: there is no archive. Make one with `twosource add {path} SOURCE...`")
    if path.is_dir():
        raise ArchiveError(f"{path}: a folder, not an archive. Name a file, such as {path}/news.archive")
    if path.exists() and not path.is_file():
        raise ArchiveError(f"{path}: a device, not a file. Name another place for the archive")
    if not path.parent.is_dir():
        raise ArchiveError(f"{path}: there is no folder {path.parent}. Make it first, or name another place")


def _postgresql(location: str) -> Database:
    try:
        url = sa.make_url(location)
    except (sa.exc.ArgumentError, ValueError):  # a port that is no number
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise ArchiveError(
            f"{_shown(location)}: archives are files or PostgreSQL databases, as postgresql://user@host/name"
        )
    try:
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError:
        raise ArchiveError("PostgreSQL needs a driver. Install it with: pip install 'twosource[postgres]'") from None
    return Database(engine.execution_options(isolation_level="REPEATABLE READ"), _shown(location))


def _shown(location: str) -> str:
    """A location for messages: without the password."""
    try:
        return sa.make_url(location).render_as_string(hide_password=True) if "://" in location else location
    except (sa.exc.ArgumentError, ValueError):
        return location.partition("://")[0] + "://..."


def _bring_up(database: Database, *, create: bool) -> None:
    """Run the migrations that the archive has not seen yet."""
    with database.engine.connect() as connection, connection.begin():
        found = _state(connection, database)
    if found == HEAD:
        return
    if found is None and not create:
        raise ArchiveError(f"{database.name}: there is no archive. Make one with `twosource add`")
    if found is not None and found > HEAD:
        raise ArchiveError(f"{database.name}: made by a later twosource (tables {found}). Install that version")
    if not database.writable:
        raise ArchiveError(
            f"{database.name}: made by an earlier twosource (tables {found}), and it may not be written to, which bringing it up"
            " to date needs. Open it once where it may be, or open a copy"
        )
    if database.sqlite:
        _write_ahead(database)
    database.write(lambda connection: _migrate(connection, database))


def _write_ahead(database: Database) -> None:
    """Let readers and the writer not wait for each other; the file remembers it."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # the mode cannot be changed inside a transaction
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("BEGIN")


def _state(connection: Connection, database: Database) -> str | None:
    """The migration an archive is at; None for an empty database."""
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in tables and "articles" in tables:
        return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())
    if tables - {"alembic_version"}:
        raise ArchiveError(f"{database.name}: a database of something else. Name another place for the archive")
    return None


def _migrate(connection: Connection, database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    if _state(connection, database) == HEAD:  # another process was faster
        return
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "twosource:store/migrations")
    command.upgrade(config, "head")
    if database.sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def parts(items: Sequence[T]) -> list[Sequence[T]]:
    """A long list in pieces that fit a query."""
    return [items[i : i + PARTS] for i in range(0, len(items), PARTS)]


# ---- what the database complains of


def passing(error: DBAPIError) -> bool:
    """Whether trying again may help: locked for long, or broken off for the sake of another transaction."""
    code = getattr(error.orig, "sqlstate", None)
    return _sqlite_code(error) in {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"} or code in {"40001", "40P01"}


def explained(error: DBAPIError, name: str) -> Exception:
    """An error of the database as one that says what to do; the error itself where it is a fault of this code."""
    code, state = _sqlite_code(error), getattr(error.orig, "sqlstate", None) or ""
    words = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    full = "the disk is full. Nothing that was acknowledged is lost; make room and run the command again"
    if code == "SQLITE_FULL" or state == "53100" or code.startswith("SQLITE_IOERR"):
        return ArchiveError(f"{name}: {full if 'IOERR' not in code else f'{words}: {full}'}")
    known = {
        "SQLITE_NOTADB": "not an archive (and no SQLite database). Name another file",
        "SQLITE_CANTOPEN": "it cannot be opened. Check path and permissions",
        "SQLITE_READONLY": READ_ONLY,
        "SQLITE_CORRUPT": "it is damaged. Restore a copy, or read what is left with `sqlite3 FILE .recover`",
        "SQLITE_BUSY": "another process has kept it locked. Try again when that one is done",
    }
    for prefix, advice in known.items():
        if code.startswith(prefix):
            return ArchiveError(f"{name}: {advice}")
    if error.connection_invalidated or state.startswith(("08", "28", "3D", "57")) or (not state and not code):
        return ArchiveError(f"{name}: the database cannot be reached ({words}). Check that it runs and the address")
    return error


def _sqlite_code(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlite_errorname", "") if isinstance(error.orig, sqlite3.Error) else ""
