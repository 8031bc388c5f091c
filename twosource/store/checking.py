"""Whether an archive is as it must be, what its contents come to, and how an article leaves it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.data import Article
from twosource.store import schema as t
from twosource.store.adding import Progress, utc_now
from twosource.store.contents import ID_DIGITS, article_of, key_of
from twosource.store.correcting import hand_over
from twosource.store.database import Database, parts
from twosource.store.homes import tell
from twosource.store.narrowing import facets_of, write_statuses
from twosource.store.reading import no_article
from twosource.store.records import Fault
from twosource.store.reviewing import without
from twosource.store.searching import unindex
from twosource.store.telling import in_force, linked, told

AT_ONCE = 500
COUNTS = ("stored", "duplicate", "quarantined")


def digest(connection: Connection) -> str:
    """What the archive holds as one number: equal for equal contents, however and whenever they came in."""
    total = hashlib.sha256()
    c, h = t.corrections.c, t.holds.c
    a, m, s = t.articles.c, t.members.c, t.stories.c
    grouped = sa.select(a.key, m.story).outerjoin(t.members, m.article == a.number).order_by(a.key)
    stories = sa.select(s.id, s.title, s.first, s.last, s.articles, s.outlets).order_by(s.id)
    p = t.articles.alias("parents").c
    traced = (
        sa.select(a.key, p.key)
        .join(t.lineage, t.lineage.c.article == a.number)
        .join(p.number.table, p.number == t.lineage.c.parent)
        .order_by(a.key)
    )
    for chosen in (grouped, traced, stories, sa.select(t.forgotten.c.key).order_by(t.forgotten.c.key)):
        for row in connection.execution_options(yield_per=AT_ONCE).execute(chosen):
            total.update(json.dumps(list(row), ensure_ascii=False).encode() + b"\n")
        total.update(b"\n")
    holding = sa.select(c.number, c.kind, a.page).join(t.holds, h.correction == c.number)
    holding = holding.join(t.articles, a.number == h.article).where(c.withdrawn.is_(None)).distinct()
    corrected: dict[int, list[str]] = {}
    for number, kind, page in connection.execute(holding.order_by(c.number, a.page)):
        corrected.setdefault(number, [kind]).append(page)
    for words in corrected.values():  # in their order; one withdrawn is as if it had never been
        total.update(json.dumps(words, ensure_ascii=False).encode() + b"\n")
    return total.hexdigest()


def verify(database: Database, *, progress: Progress | None = None) -> list[Fault]:
    """Everything that is not as it must be: the file, each text against its hash, the stories, the counts."""
    faults = list(_file(database))
    with database.reading() as connection:
        faults += [*_articles(connection, progress), *_stories(connection), *_told(connection)]
        faults += _facets(connection)
        faults += _counts(connection)
    return faults


def _file(database: Database) -> Iterator[Fault]:
    """The database's own checks, and the full-text index against the texts."""
    if not database.sqlite:
        return
    with database.reading() as connection:
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if message != "ok":
                yield Fault(what=f"the file is damaged: {message}", where=database.name)
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Fault(what=f"a row of {row[0]} belongs to no {row[2]}", where=f"{row[0]} {row[1]}")
    if not database.writable:  # the index is checked by a statement that writes
        return
    try:
        database.write(
            lambda connection: connection.exec_driver_sql("INSERT INTO words(words, rank) VALUES('integrity-check', 1)")
        )
    except Exception as error:
        yield Fault(what=f"the full-text index does not fit the texts ({error})", where=database.name)


def _articles(connection: Connection, progress: Progress | None) -> Iterator[Fault]:
    total = connection.scalar(sa.select(sa.func.count()).select_from(t.articles)) or 0
    rows = connection.execution_options(yield_per=AT_ONCE).execute(sa.select(t.articles).order_by(t.articles.c.number))
    for done, row in enumerate(rows, start=1):
        if progress is not None and (done % AT_ONCE == 0 or done == total):
            progress("verify", done, total)
        try:
            article = article_of(row._mapping)
        except ValueError as error:
            yield Fault(what=f"its record cannot be read ({error})", where=row.id)
            continue
        if key_of(article) != row.key or not row.id.endswith(f"-{row.key[:ID_DIGITS]}") or article.id != row.id:
            yield Fault(what="its contents do not fit its key: it was altered", where=row.id)
        elif hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
            yield Fault(what="its text does not fit its hash: it was altered", where=row.id)
        elif not _anchored(article):
            yield Fault(what="a credit does not stand where it says", where=row.id)


def _anchored(article: Article) -> bool:
    return all(article.anchor(c.anchor.start, c.anchor.end) == c.anchor for c in article.credits)


def _stories(connection: Connection) -> Iterator[Fault]:
    """Each article waits or has one story, and the list of stories says what the members say."""
    a, m = t.articles.c, t.members.c
    homeless = (
        sa.select(a.id)
        .outerjoin(t.members, m.article == a.number)
        .outerjoin(t.pending, t.pending.c.article == a.number)
        .where(m.story.is_(None), t.pending.c.article.is_(None))
    )
    for (name,) in connection.execute(homeless.order_by(a.id)):
        yield Fault(what="it has no story and does not wait for one", where=name)
    counted = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            sa.select(m.story, sa.func.count(), sa.func.count(sa.distinct(a.outlet)))
            .join(t.articles, a.number == m.article)
            .group_by(m.story)
        )
    }
    listed = {r.id: (r.articles, r.outlets) for r in connection.execute(sa.select(t.stories))}
    waiting = set(connection.scalars(sa.select(m.story).join(t.pending, t.pending.c.article == m.article)))
    for story in sorted((counted.keys() | listed.keys()) - waiting):  # what waits is put right when it is grouped
        if counted.get(story) != listed.get(story):
            yield Fault(what=f"listed as {listed.get(story)}, found {counted.get(story)}", where=story)


def _told(connection: Connection) -> Iterator[Fault]:
    """Each article is told in the story that the grouping and the corrections in force give it."""
    a, m = t.articles.c, t.members.c
    held = in_force(connection)
    corrected = {row.grouped for row in held}
    moved: sa.Select[Any] = (
        sa.select(a.id, m.story, m.grouped).join(t.articles, a.number == m.article).where(m.story != m.grouped)
    )
    for row in connection.execute(moved.order_by(a.id)):
        if row.grouped not in corrected:
            yield Fault(what=f"told in {row.story}, grouped in {row.grouped}, and nobody corrected that", where=row.id)
    for story in told(connection, held, corrected):
        for row in story.rows:
            if row.story != story.id:
                yield Fault(what=f"told in {row.story}, by grouping and corrections in {story.id}", where=row.id)


class _Finding(msgspec.Struct):
    status: str


class _Found(msgspec.Struct):
    findings: tuple[_Finding, ...]


def _facets(connection: Connection) -> Iterator[Fault]:
    """What stories are narrowed by is what their articles have, and the statuses are those of an account that is kept."""
    a, m, f = t.articles.c, t.members.c, t.facets.c
    waits = sa.select(m.story).join(t.pending, t.pending.c.article == m.article)
    grouped = connection.scalars(sa.select(t.stories.c.id).where(t.stories.c.id.not_in(waits)).order_by(t.stories.c.id))
    for some in parts(grouped.all()):
        told: dict[str, list[tuple[str, bytes]]] = {}
        members = sa.select(m.story, a.outlet, a.record).join(t.articles, a.number == m.article)
        for row in connection.execute(members.where(m.story.in_(some))):
            told.setdefault(row.story, []).append((row.outlet, row.record))
        listed: dict[str, set[tuple[str, str]]] = {}
        for row in connection.execute(sa.select(t.facets).where(f.story.in_(some))):
            listed.setdefault(row.story, set()).add((row.name, row.value))
        accounts = sa.select(t.accounts.c.story, t.accounts.c.data).where(t.accounts.c.story.in_(some))
        kept = {row.story: row.data for row in connection.execute(accounts)}
        for story in some:
            here = listed.get(story, set())
            statuses = {value for name, value in here if name == "status"}
            try:
                of_articles = facets_of(told.get(story, ()))
                of_account = _statuses(kept.get(story)) if statuses else set()
            except (ValueError, zlib.error) as error:
                yield Fault(what=f"what it is narrowed by cannot be checked ({error})", where=story)
                continue
            if {(name, value) for name, value in here if name != "status"} != of_articles or statuses != of_account:
                yield Fault(what="what it is narrowed by is not what its articles and its account have", where=story)


def _statuses(account: bytes | None) -> set[str]:
    if account is None:
        return set()
    return {finding.status for finding in msgspec.json.decode(zlib.decompress(account), type=_Found).findings}


def _counts(connection: Connection) -> Iterator[Fault]:
    """Taken = stored + duplicate + quarantined, and the log and the articles say the same."""
    found: dict[int, dict[str, int]] = {}
    log, a = t.log.c, t.articles.c
    for run, outcome, number in connection.execute(
        sa.select(log.run, log.outcome, sa.func.count()).where(log.run.is_not(None)).group_by(log.run, log.outcome)
    ):
        found.setdefault(run, {})[outcome] = number
    for row in connection.execute(sa.select(t.runs).order_by(t.runs.c.number)):
        counts = {name: getattr(row, name) for name in COUNTS}
        if row.taken != sum(counts.values()) or {k: v for k, v in counts.items() if v} != found.get(row.number, {}):
            yield Fault(
                what=f"it counts {row.taken} = {counts}, the log has {found.get(row.number)}", where=f"run {row.number}"
            )
    stored = connection.scalar(sa.select(sa.func.count()).where(log.outcome == "stored")) or 0
    gone = connection.scalar(sa.select(sa.func.count()).select_from(t.forgotten)) or 0
    there = connection.scalar(sa.select(sa.func.count()).select_from(t.articles)) or 0
    if stored != there + gone:
        yield Fault(what=f"{stored} articles were stored and {gone} forgotten, but there are {there}", where="log")
    unlogged = sa.select(a.id).where(a.id.not_in(sa.select(log.article).where(log.outcome == "stored")))
    for (name,) in connection.execute(unlogged.order_by(a.id)):
        yield Fault(what="no entry of the log says where it came from", where=name)


# ---- forgetting


def forget(connection: Connection, name: str, reason: str) -> str:
    """Remove an article: its text, its readings, the accounts it is in. Key, reason and log entry stay; its id."""
    a = t.articles.c
    row = connection.execute(
        sa.select(a.number, a.key, a.id, a.text, a.record, t.members.c.story, t.members.c.grouped)
        .outerjoin(t.members, t.members.c.article == a.number)
        .where(sa.or_(a.id == name, a.key == name))
    ).one_or_none()
    if row is None:
        raise no_article(connection, name)
    from twosource.store.lineage import drop_keys
    from twosource.store.neighbours import unplace  # the grouper, and with it the encoder
    from twosource.store.undated import drop_clues

    now = utc_now()
    without(connection, row.id)
    held = linked(connection, [row.grouped] if row.grouped else [])
    hand_over(connection, row.number)
    unplace(connection, [row.number])
    unindex(connection, row.number)
    drop_clues(connection, row.number)
    drop_keys(connection, row.number, article_of(row._mapping))
    connection.execute(sa.delete(t.articles).where(a.number == row.number))
    connection.execute(sa.insert(t.forgotten).values(key=row.key, id=row.id, at=now, reason=reason))
    entry = {"at": now, "outcome": "forgotten", "source": "", "article": row.id, "reason": reason, "advice": ""}
    connection.execute(sa.insert(t.log).values(entry))
    connection.execute(sa.delete(t.accounts).where(t.accounts.c.story == row.story))
    write_statuses(connection, str(row.story), ())
    left = connection.scalar(sa.select(sa.func.count()).where(t.members.c.story == row.story))
    if row.story and not left:
        connection.execute(sa.delete(t.stories).where(t.stories.c.id == row.story))
        connection.execute(sa.insert(t.moves).values(at=now, kind="emptied", story=row.story, into=None))
    if held and row.story:
        tell(connection, {row.grouped}, held, lost=[row.story] if left else [])
    return str(row.id)
