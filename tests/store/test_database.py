"""The tables, their migrations, and what a user is told when the database fails."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.store.conftest import POSTGRES
from tests.store.small_archive import ferry
from twosource.errors import ArchiveError
from twosource.store import Archive, open_archive
from twosource.store.database import HEAD, open_database
from twosource.store.schema import metadata

SHADOWS = ("words", "alembic_version")


def test_the_migrations_make_the_tables_that_the_code_reads(archive: Archive) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        return not (kind == "table" and str(name).startswith(SHADOWS)) and name != "articles_words"

    with archive.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        found = [d for d in compare_metadata(context, metadata) if "words" not in str(d)]
    assert found == []


def test_the_last_migration_is_the_head() -> None:
    names = sorted(path.name for path in Path("twosource/store/migrations/versions").glob("m*.py"))
    assert names[-1].startswith(f"m{HEAD}_")


def test_an_article_is_never_changed(archive: Archive) -> None:
    archive.add(ferry())
    with pytest.raises(sa.exc.DBAPIError, match="never changed"):
        archive.database.write(lambda connection: connection.execute(sa.text("UPDATE articles SET outlet = 'x'")))


def test_a_later_version_is_not_opened(location: str) -> None:
    open_archive(location, create=True).close()
    database = open_database(location, create=False)
    database.write(lambda connection: connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()
    with pytest.raises(ArchiveError, match="later twosource"):
        open_archive(location)


@pytest.mark.skipif(bool(POSTGRES), reason="files alone have permissions")
@pytest.mark.parametrize("shut", ["file", "folder"])
def test_an_archive_that_may_only_be_read(
    shut: str, archive: Archive, location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(ferry())
    archive.close()
    place = tmp_path / "a b%41?" / "news.archive"
    place.parent.mkdir()
    place.write_bytes(Path(location).read_bytes())
    access = os.access
    closed = place if shut == "file" else place.parent

    def asked(path: Any, mode: int, **options: Any) -> bool:  # who runs this as root may write everywhere
        return Path(path) != closed and access(path, mode, **options)

    monkeypatch.setattr("twosource.store.database.os.access", asked)
    before = place.read_bytes()
    with open_archive(place) as opened:
        (story,) = opened.stories()
        account = opened.account(story.id)
        assert account == opened.account(story.id)
        assert len(opened.search("ferry")) == 3
        assert opened.verify() == []
        assert opened.kept_account(story.id) == account
        assert opened.is_current(opened.revision(story.id))
    assert place.read_bytes() == before
    with pytest.raises(ArchiveError, match="it may not be written to"):
        open_archive(place, create=True)
    if shut == "folder":
        assert [path.name for path in place.parent.iterdir()] == ["news.archive"]


def test_an_archive_without_corrections_is_brought_up(archive: Archive, location: str) -> None:
    archive.add(ferry())
    digest = archive.digest()
    before = (
        "DROP TABLE holds",
        "DROP TABLE corrections",
        "DROP INDEX members_grouped",
        "ALTER TABLE members DROP COLUMN grouped",
        "UPDATE alembic_version SET version_num = '0004'",
    )
    archive.database.write(lambda connection: [connection.execute(sa.text(statement)) for statement in before])
    archive.close()
    with open_archive(location) as opened:
        assert opened.digest() == digest
        assert opened.verify() == []
        (story,) = opened.stories()
        opened.split(opened.story(story.id).articles[0].article.id, by="Ida")
        assert len(opened.stories()) == 2
        assert opened.verify() == []


def test_an_archive_of_earlier_tables_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "news.archive"
    open_archive(place, create=True).close()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    monkeypatch.setattr("twosource.store.database.os.access", lambda *given: False)
    with pytest.raises(ArchiveError, match="made by an earlier twosource .tables 0001."):
        open_archive(place)


@pytest.mark.parametrize(
    ("name", "said"), [("", "an empty name"), ("a" * 300, "it cannot be opened"), ("none/news", "there is no folder")]
)
def test_names_that_no_archive_can_have(name: str, said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        open_archive(name, create=True)


def test_a_file_with_the_name_of_memory_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_archive(":memory:", create=True) as archive:
        archive.add(ferry())
    with open_archive(":memory:") as archive:
        assert len(archive.search("ferry")) == 3


def test_what_fails_is_undone_and_said(archive: Archive) -> None:
    def half(connection: sa.Connection) -> None:
        connection.execute(sa.text("DELETE FROM articles"))
        raise RuntimeError("stopped")

    archive.add(ferry())
    with pytest.raises(RuntimeError):
        archive.database.write(half)
    assert len(archive.search("ferry")) == 3
    assert archive.verify() == []


@pytest.mark.skipif(bool(POSTGRES), reason="of files")
def test_a_file_that_may_not_be_written(tmp_path: Path, locations: Callable[[], str]) -> None:
    location = tmp_path / "news"
    open_archive(location, create=True).close()
    damaged = bytearray(location.read_bytes())
    damaged[8192:60_000] = b"\xff" * (60_000 - 8192)
    location.write_bytes(damaged)
    with pytest.raises(ArchiveError, match="damaged"), open_archive(location) as archive:
        archive.add(ferry())


@pytest.mark.skipif(bool(POSTGRES), reason="of files")
def test_a_writer_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.store.database.SQLITE_PRAGMAS", ("PRAGMA busy_timeout = 10",))
    monkeypatch.setattr("twosource.store.database.PAUSE", 0.001)
    location = tmp_path / "news"
    with open_archive(location, create=True) as archive:
        other = sqlite3.connect(location, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert archive.stories() == []  # readers go on
        with pytest.raises(ArchiveError, match="kept it locked"):
            archive.add(ferry())
        other.execute("ROLLBACK")
        other.close()
        assert archive.add(ferry()).stored == 3


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ArchiveError, match="cannot be reached") as caught:
        open_archive(f"postgresql://reader:secret@/news?host={tmp_path}", create=True)
    assert "secret" not in str(caught.value)
