"""An archive to test with: SQLite in a fresh folder, or a fresh PostgreSQL schema where TWOSOURCE_TEST_POSTGRES says so."""

import os
import uuid
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from twosource.store import Archive, open_archive

POSTGRES = os.environ.get("TWOSOURCE_TEST_POSTGRES", "")


@pytest.fixture(scope="module")
def locations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Places where archives may be made, a new one at each call."""
    engine = sa.create_engine(sa.make_url(POSTGRES).set(drivername="postgresql+psycopg")) if POSTGRES else None
    schemas: list[str] = []
    folder = tmp_path_factory.mktemp("archives")

    def place() -> str:
        if engine is None:
            schemas.append("")
            return str(folder / f"news{len(schemas)}.archive")
        schemas.append(f"test_{uuid.uuid4().hex[:12]}")
        with engine.begin() as connection:
            connection.execute(sa.schema.CreateSchema(schemas[-1]))
        url = sa.make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schemas[-1]}"})
        return url.render_as_string(hide_password=False)

    yield place
    if engine is not None:
        with engine.begin() as connection:
            for schema in schemas:
                connection.execute(sa.schema.DropSchema(schema, cascade=True))
        engine.dispose()


@pytest.fixture
def location(locations: Callable[[], str]) -> str:
    """Where an archive may be made."""
    return locations()


@pytest.fixture
def archive(location: str) -> Iterator[Archive]:
    """A new archive."""
    with open_archive(location, create=True) as opened:
        yield opened
