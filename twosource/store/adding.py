"""Inputs into the archive: each one stored, known already, or set aside with the reason, and that in the log.

An input is acknowledged when the transaction that holds it, its log entry and the run's counts is committed. Whatever
stops the process between two transactions, the counts hold, and a second run stores nothing twice.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.data import Article
from twosource.errors import InputRefused, ModelError
from twosource.store import schema as t
from twosource.store.contents import as_stored, key_of, row_of, spellings
from twosource.store.database import Database, parts
from twosource.store.records import Added
from twosource.store.searching import index

if TYPE_CHECKING:
    from twosource.store.deaths import Deaths

BATCH = 100  # inputs a transaction holds at most
HOLD = 1.0  # seconds after which the inputs read so far are committed
SOURCE_CHARACTERS = 4_000
HAD = "the run before, which was stopped, has stored it"
NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")  # what a text column cannot hold: of a file's name, any bytes may be


class Had(NamedTuple):
    """An address that is not asked again: a run that was stopped has stored what is there."""

    source: str
    article: str


Input = Article | InputRefused | Had
Progress = Callable[[str, int, int], None]


def add(
    database: Database,
    inputs: Iterable[Input],
    *,
    total: int = 0,
    batch: int = BATCH,
    progress: Progress | None = None,
    deaths: Deaths | None = None,
) -> Added:
    """Store the inputs; `progress("add", done, total)` is called after each transaction, for what is acknowledged.

    `deaths` is what is known of killed runs, where the caller has it open already.
    """
    from twosource.store.deaths import forget, watched  # what reads articles: only who adds waits for it
    from twosource.store.lineage import refresh_keys

    refresh_keys(database)
    run = database.write(_begin_run)
    done = Added(run=run, taken=0, stored=0, duplicate=0, quarantined=0)
    with watched(database) if deaths is None else nullcontext(deaths) as known:
        for some in _batches(inputs, batch):
            rows = _read_ahead(database, some, known)
            through = frozenset(known.passed)  # with what they left in the archive: a later kill is no death of theirs

            def commit(connection: Connection, rows: Any = rows, through: Any = through) -> dict[str, int]:
                forget(connection, through)
                return _commit(connection, run, rows)

            counts = database.write(commit)
            known.passed -= through
            done = Added(run=run, **{n: getattr(done, n) + counts[n] for n in counts})
            if progress is not None:
                progress("add", done.taken, total)
    database.write(lambda connection: _end_run(connection, run))
    return done


def utc_now() -> str:
    """The time of a commit, ISO 8601. It stands beside what is stored and never decides anything."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _batches(inputs: Iterable[Input], size: int) -> Iterator[list[Input]]:
    """The inputs in lists of `size`, fewer where reading them takes long."""
    some: list[Input] = []
    started = time.monotonic()
    for item in inputs:
        some.append(item)
        if len(some) >= size or time.monotonic() - started > HOLD:
            yield some
            some, started = [], time.monotonic()
    if some:
        yield some


def _begin_run(connection: Connection) -> int:
    row = {"started": utc_now(), "taken": 0, "stored": 0, "duplicate": 0, "quarantined": 0}
    number: int = connection.execute(sa.insert(t.runs).values(row).returning(t.runs.c.number)).scalar_one()
    return number


def _end_run(connection: Connection, run: int) -> None:
    connection.execute(sa.update(t.runs).where(t.runs.c.number == run).values(finished=utc_now()))


def _prepared(item: Input) -> dict[str, Any]:
    """A log entry without its outcome, with the article's row where there is one."""
    if isinstance(item, InputRefused):
        return {"source": _plain(item.source), "reason": _plain(item.reason), "advice": item.advice, "article": None}
    if isinstance(item, Had):
        return {"source": _plain(item.source), "reason": HAD, "advice": "", "article": item.article}
    key = key_of(item)
    stored = as_stored(item, key)
    entry = {"source": _plain(item.source or item.url or item.id), "reason": "", "advice": "", "article": stored.id}
    return entry | {"retrieved": item.retrieved, "row": row_of(stored, key, "")}


def _read_ahead(database: Database, items: list[Input], deaths: Deaths) -> list[dict[str, Any]]:
    """The entries, new ones with what grouping and lineage have to know of them; here, so that processes share the work."""
    entries = [_prepared(item) for item in items]
    keys = sorted({e["row"]["key"] for e in entries if "row" in e})
    with database.reading() as connection:
        known = set(connection.scalars(sa.select(t.articles.c.key).where(t.articles.c.key.in_(keys))))
        _spell_as_stored(connection, [e["row"] for e in entries if "row" in e])
    ready = []
    for entry, item in zip(entries, items, strict=True):
        if isinstance(item, Article) and (key := entry["row"]["key"]) not in known:
            known.add(key)
            try:
                entry |= _traits(item, entry["source"], key, deaths)
            except InputRefused as refusal:
                entry = _prepared(refusal)
        ready.append(entry)
    return ready


def _spell_as_stored(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Have later versions of a page go with the stored ones: an archive's rows are never changed, and old ones have "www."."""
    page = t.articles.c.page
    asked = sorted({spelled for row in rows for spelled in spellings(row["page"])})
    stored = {p for some in parts(asked) for p in connection.scalars(sa.select(page).where(page.in_(some)).distinct())}
    for row in rows:
        row["page"] = next((s for s in spellings(row["page"]) if s in stored), row["page"])


def _traits(item: Article, source: str, key: str, deaths: Deaths) -> dict[str, Any]:
    """An article's traits and its paragraphs' keys. Whatever goes wrong with one article is a row of the log."""
    from twosource.articles.box import KILLED, REFUSED
    from twosource.store.tracing import held_keys
    from twosource.stories import features  # the encoder: only who adds waits for it

    before = deaths.before(source, key)
    if before >= KILLED:
        raise InputRefused(source, f"twosource was killed {before} times while reading it", REFUSED)
    deaths.box.put(source, key)
    try:
        return {"traits": msgspec.structs.replace(features(item), article=key), "keys": held_keys(item)}
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        reason = f"it cannot be read ({type(error).__name__}: {error})"
        raise InputRefused(source, reason, "Report it with the text.") from error
    finally:
        deaths.box.empty()


def _plain(words: str) -> str:
    return NO_TEXT.sub("\ufffd", words)[:SOURCE_CHARACTERS]


def _commit(connection: Connection, run: int, entries: list[dict[str, Any]]) -> dict[str, int]:
    """Store what is new and log every input, in one transaction; the counts."""
    from twosource.store.lineage import keep_keys

    now = utc_now()
    keys = sorted({e["row"]["key"] for e in entries if "row" in e})
    known = set(connection.scalars(sa.select(t.articles.c.key).where(t.articles.c.key.in_(keys))))
    gone = {row.key: row for row in connection.execute(sa.select(t.forgotten).where(t.forgotten.c.key.in_(keys))).all()}
    new: dict[str, dict[str, Any]] = {}
    logged = []
    for entry in entries:
        row = entry.get("row")
        outcome, reason, advice = "quarantined", entry["reason"], entry["advice"]
        if row is not None and row["key"] in gone:
            reason = f"it was forgotten on {gone[row['key']].at[:10]} ({gone[row['key']].reason or 'no reason given'})"
            advice = "Take it out of the source."
        elif row is None and reason == HAD:
            outcome = "duplicate"
        elif row is not None and (row["key"] in known or row["key"] in new):
            outcome, reason = "duplicate", f"the archive has it as {entry['article']}"
        elif row is not None:
            outcome = "stored"
            new[row["key"]] = row | {"added": now}
        logged.append(_logged(entry, run, now, (outcome, reason, advice)))
    if new:
        connection.execute(sa.insert(t.articles), list(new.values()))  # in the order in which they came
        index(connection, sorted(new))
        found = connection.execute(sa.select(t.articles.c.key, t.articles.c.number).where(t.articles.c.key.in_(new)))
        numbers = {row.key: row.number for row in found}
        connection.execute(sa.insert(t.pending), [{"article": numbers[key]} for key in sorted(new)])
        made = {e["row"]["key"]: e["traits"] for e in entries if "traits" in e}
        rows = [
            {"article": numbers[k], "model": made[k].model, "data": made[k].to_bytes()}
            for k in sorted(new.keys() & made.keys())
        ]
        if rows:
            connection.execute(sa.insert(t.traits), rows)
        keep_keys(
            connection,
            {
                numbers[e["row"]["key"]]: e["keys"]
                for e in entries
                if e.get("row", {}).get("key") in new and "keys" in e
            },
        )
    connection.execute(sa.insert(t.log), logged)
    counts = {"taken": len(entries)} | {
        n: sum(e["outcome"] == n for e in logged) for n in ("stored", "duplicate", "quarantined")
    }
    grown = {name: t.runs.c[name] + number for name, number in counts.items()}
    connection.execute(sa.update(t.runs).where(t.runs.c.number == run).values(grown))
    return counts


def _logged(entry: dict[str, Any], run: int, now: str, outcome: tuple[str, str, str]) -> dict[str, Any]:
    return {
        "run": run,
        "at": now,
        "outcome": outcome[0],
        "source": entry["source"],
        "article": entry["article"],
        "reason": outcome[1],
        "advice": outcome[2],
        "retrieved": entry.get("retrieved"),
    }
