"""How often `add` was killed at which input, so that an input cannot stop it for ever.

While inputs are taken in, a small file beside the archive (in the folder for temporary files where the archive is a
server) holds the one at work. Who is killed leaves it behind; the next `add` finds it, counts, and tries the input
again; after the third time the input is quarantined. A living process holds a lock on its file.
"""

from __future__ import annotations

import glob
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.articles.box import KILLED, Box, place_key
from twosource.errors import ArchiveError
from twosource.store import schema as t
from twosource.store.database import Database

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows: boxes are not looked at, deaths of a whole run are not counted
    fcntl = None

DIED = "died:"  # of names in the table `meta`; the input's key follows


class Deaths:
    """The deaths known when this was opened, and the box of this run."""

    def __init__(self, box: Box, died: dict[str, int]) -> None:
        self.box = box
        self.died = died
        self.passed: set[str] = set()  # keys in `died` that got through and are to be forgotten

    def before(self, place: str, state: str) -> int:
        """How often a run died at an input; unless that is too often it is tried now, and forgotten when it got through."""
        key = place_key(place, state)
        deaths = self.died.get(key, 0)
        if 0 < deaths < KILLED:
            self.passed.add(key)
        return deaths


@contextmanager
def watched(database: Database) -> Iterator[Deaths]:
    """Count what earlier runs died of, and have a box for this one; what got through and is not forgotten yet is in the end."""
    prefix = _prefix(database)
    dead = list(_left_behind(prefix))
    died = database.write(lambda connection: _counted(connection, dead)) if dead else _known(database)
    box = _new_box(prefix)
    deaths = Deaths(box, died)
    try:
        yield deaths
    finally:
        box.close()
        Path(box.path).unlink(missing_ok=True)
        if deaths.passed:
            database.write(lambda connection: forget(connection, deaths.passed))


def _prefix(database: Database) -> str:
    if database.sqlite:
        return f"{os.path.abspath(database.name)}-reading-"
    place = hashlib.sha256(database.engine.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return str(Path(tempfile.gettempdir()) / f"twosource-{place}-reading-")


def _new_box(prefix: str) -> Box:
    number = 0
    while True:
        try:
            box = Box(f"{prefix}{os.getpid()}-{number}")
        except OSError as error:
            raise ArchiveError(f"{prefix}: no file can be made beside the archive ({error.strerror})") from error
        if _locked(box.file) and os.fstat(box.file).st_nlink:  # else somebody takes it for one left behind, or has it
            box.empty()
            return box
        box.close()
        number += 1


def _left_behind(prefix: str) -> Iterator[str]:
    """The keys in the boxes whose owners are gone; the boxes are removed."""
    for name in [] if fcntl is None else sorted(glob.glob(f"{glob.escape(prefix)}*")):
        try:
            box = Box(name)
        except OSError:  # another user's, or removed just now
            continue
        if _locked(box.file) and os.fstat(box.file).st_nlink:
            if key := box.content()[0]:
                yield key
            Path(name).unlink(missing_ok=True)
        box.close()


def _locked(file: int) -> bool:
    """Whether the file is ours now."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _known(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return _all(connection)


def _all(connection: Connection) -> dict[str, int]:
    m = t.meta.c
    rows = connection.execute(sa.select(m.name, m.value).where(m.name.startswith(DIED, autoescape=True)))
    return {name.removeprefix(DIED): value for name, value in rows}


def _counted(connection: Connection, dead: Iterable[str]) -> dict[str, int]:
    died = _all(connection)
    for key in dead:
        died[key] = died.get(key, 0) + 1
        connection.execute(sa.delete(t.meta).where(t.meta.c.name == DIED + key))
        connection.execute(sa.insert(t.meta).values(name=DIED + key, value=died[key]))
    return died


def forget(connection: Connection, keys: Iterable[str]) -> None:
    """The runs that died at these inputs count no more."""
    connection.execute(sa.delete(t.meta).where(t.meta.c.name.in_([DIED + key for key in sorted(keys)])))
