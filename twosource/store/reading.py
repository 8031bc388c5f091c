"""What is in the archive: stories, articles, versions of a page, the log. All of it reads, none of it writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from twosource.data import Anchor, Article
from twosource.errors import UsageError
from twosource.store import schema as t
from twosource.store.ancestry import origins
from twosource.store.contents import ID_DIGITS, article_of, page_of_address, spellings
from twosource.store.database import parts
from twosource.store.records import (
    Change,
    DateBasis,
    LogEntry,
    Move,
    Revision,
    Run,
    StoredArticle,
    StoryEntry,
    StoryPage,
    Version,
)
from twosource.store.telling import corrections_of

STORY = re.compile(rf"story-([0-9a-f]{{{ID_DIGITS}}})")
LINE = re.compile(r"[^\n]+")


def resolve(connection: Connection, story: str) -> str:
    """The story that an id leads to now. Raises `UsageError` for an id never given."""
    if connection.scalar(sa.select(t.stories.c.id).where(t.stories.c.id == story)):
        return story
    home = story_of_first(connection, story)
    if home is not None:
        return home
    moved = connection.execute(
        sa.select(t.moves.c.kind, t.moves.c.into)
        .where(t.moves.c.story == story, t.moves.c.kind != "split")
        .order_by(t.moves.c.number.desc())
        .limit(1)
    ).one_or_none()
    if moved is None:
        raise UsageError(f"there is no story {story!r}. `twosource stories` lists them")
    if moved.kind == "emptied":
        raise UsageError(f"story {story!r} has no articles any more: they were forgotten")
    return resolve(connection, str(moved.into))


def story_of_first(connection: Connection, story: str) -> str | None:
    """The story that now has the article which an id was named after; None where there is no such article."""
    named = STORY.fullmatch(story)
    if named is None:
        return None
    home: str | None = connection.scalar(
        sa.select(t.members.c.story)
        .join(t.articles, t.articles.c.number == t.members.c.article)
        .where(t.articles.c.key >= named[1], t.articles.c.key < named[1] + "g")
    )
    return home


def story(connection: Connection, asked: str) -> StoryPage:
    """A story with the newest version of each of its pages, and what changed on the pages that have several."""
    current = resolve(connection, asked)
    entry = connection.execute(sa.select(t.stories).where(t.stories.c.id == current)).one()
    rows = _rows(connection, t.members.c.story == current)
    pages = _pages(rows)
    newest = sorted((versions[-1] for versions in pages), key=lambda r: (r["published"] or "", r["id"]))
    counts = {versions[-1]["id"]: len(versions) for versions in pages}
    return StoryPage(
        id=current,
        asked=asked,
        entry=StoryEntry(**entry._mapping),
        articles=tuple(_stored(connection, newest, counts)),
        changed=tuple(_history(versions) for versions in pages if len(versions) > 1),
        corrections=corrections_of(connection, current),
    )


def revision(connection: Connection, asked: str) -> Revision:
    """What everything that is shown of a story follows from, so that nobody has to look whether it changed."""
    current = resolve(connection, asked)
    rows = connection.execute(
        sa.select(t.articles.c.id, t.articles.c.page)
        .join(t.members, t.members.c.article == t.articles.c.number)
        .where(t.members.c.story == current)
    ).all()
    pages: dict[str, list[str]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row.id)
    several = sorted(page for page, ids in pages.items() if len(ids) > 1)
    newest = [ids[0] for ids in pages.values() if len(ids) == 1]
    for some in parts(several):
        newest += [versions[-1]["id"] for versions in _pages(_rows(connection, t.articles.c.page.in_(some)))]
    kept = connection.execute(
        sa.select(t.accounts.c.members, t.accounts.c.model).where(t.accounts.c.story == current)
    ).one_or_none()
    reviews = connection.scalar(sa.select(sa.func.max(t.reviews.c.number))) or 0
    c = t.corrections.c
    given = connection.execute(sa.select(sa.func.count(c.number), sa.func.count(c.withdrawn))).one()
    return Revision(
        id=current,
        articles=tuple(sorted(row.id for row in rows)),
        newest=digest_of(newest),
        members=kept.members if kept else "",
        model=kept.model if kept else "",
        reviews=reviews,
        corrections=sum(given),
    )


def digest_of(articles: Iterable[str]) -> str:
    """The digest of the articles that an account is made of, by their ids."""
    return hashlib.sha256("\n".join(sorted(articles)).encode()).hexdigest()


def article(connection: Connection, name: str) -> StoredArticle:
    """The article with this id or key."""
    rows = _rows(connection, sa.or_(t.articles.c.id == name, t.articles.c.key == name))
    if not rows:
        raise no_article(connection, name)
    count = connection.scalar(sa.select(sa.func.count()).where(t.articles.c.page == rows[0]["page"])) or 1
    return _stored(connection, rows[:1], {rows[0]["id"]: count})[0]


def no_article(connection: Connection, name: str) -> UsageError:
    """That there is no article with this id or key, and whether there was one."""
    gone = connection.execute(
        sa.select(t.forgotten).where(sa.or_(t.forgotten.c.id == name, t.forgotten.c.key == name))
    ).one_or_none()
    why = f"it was forgotten on {gone.at[:10]}" if gone else "`twosource search` and `show` name articles"
    return UsageError(f"there is no article {name!r}: {why}")


def versions(connection: Connection, name: str) -> tuple[Version, ...]:
    """The versions of a page, oldest first, each with what it changed. `name` is an article's id, its key, or an address."""
    page = connection.scalar(
        sa.select(t.articles.c.page).where(sa.or_(t.articles.c.id == name, t.articles.c.key == name))
    )
    rows = _rows(connection, t.articles.c.page.in_([page] if page else spellings(page_of_address(name))))
    if not rows:
        raise UsageError(f"there is no article or address {name!r} in the archive")
    return _history(_pages(rows)[0])


def log(
    connection: Connection,
    *,
    run: int | None = None,
    outcome: str | None = None,
    limit: int,
    before: int | None = None,
    earliest: bool = False,
) -> list[LogEntry]:
    """Log entries, latest or earliest first; `before` is the number of the last one seen."""
    chosen = sa.select(t.log)
    for column, value in ((t.log.c.run, run), (t.log.c.outcome, outcome)):
        if value is not None:
            chosen = chosen.where(column == value)
    if before is not None:
        chosen = chosen.where(t.log.c.number < before)
    number = t.log.c.number
    rows = connection.execute(chosen.order_by(number if earliest else number.desc()).limit(limit)).all()
    return [LogEntry(**row._mapping) for row in rows]


def runs(connection: Connection, *, limit: int) -> list[Run]:
    """What each `add` took in and made of it, latest first."""
    rows = connection.execute(sa.select(t.runs).order_by(t.runs.c.number.desc()).limit(limit)).all()
    return [Run(**row._mapping) for row in rows]


def moves(connection: Connection, *, story: str | None = None, limit: int) -> list[Move]:
    """Merges, splits and renamings, latest first."""
    chosen = sa.select(t.moves)
    if story is not None:
        chosen = chosen.where(sa.or_(t.moves.c.story == story, t.moves.c.into == story))
    return [Move(**row._mapping) for row in connection.execute(chosen.order_by(t.moves.c.number.desc()).limit(limit))]


def outlets(connection: Connection) -> list[tuple[str, int, int, str, str]]:
    """Each outlet with its articles, its stories, and its first and last day."""
    rows = connection.execute(
        sa.select(
            t.articles.c.outlet,
            sa.func.count(),
            sa.func.count(sa.distinct(t.members.c.story)),
            sa.func.min(t.articles.c.day),
            sa.func.max(t.articles.c.day),
        )
        .outerjoin(t.members, t.members.c.article == t.articles.c.number)
        .group_by(t.articles.c.outlet)
        .order_by(t.articles.c.outlet)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


# ---- rows into records


def _rows(connection: Connection, condition: sa.ColumnElement[bool]) -> list[RowMapping]:
    chosen = (
        sa.select(t.articles, t.members.c.story, t.members.c.grouped)
        .outerjoin(t.members, t.members.c.article == t.articles.c.number)
        .where(condition)
    )
    return [row._mapping for row in connection.execute(chosen)]


def _pages(rows: Sequence[RowMapping]) -> list[list[RowMapping]]:
    """The versions of each page, oldest first; pages by their oldest version."""
    pages: dict[str, list[RowMapping]] = {}
    for row in rows:
        pages.setdefault(row["page"], []).append(row)
    dated = [sorted(_stated(versions), key=_age) for versions in pages.values()]
    return [[row for _, row in versions] for versions in sorted(dated, key=lambda versions: _age(versions[0]))]


def _stated(rows: Sequence[RowMapping]) -> Iterator[tuple[str, RowMapping]]:
    """Each version of a page with what it says of its own age; one that was fetched and says nothing is as old as the one
    fetched before it. Which came in first decides nothing here, so that no order of adding does.
    """
    records = ((row, article_of(row)) for row in rows)
    own = [
        (row["retrieved"] or "", record.modified or record.published or "", row["number"], row)
        for row, record in records
    ]
    before = ""
    for retrieved, stated, _, row in sorted(own, key=lambda version: version[:3]):
        before = stated or (before if retrieved else "")
        yield before, row


def _age(version: tuple[str, RowMapping]) -> tuple[str, str, int]:
    """By what the page says of itself, then by when it was fetched, then by when it came in."""
    stated, row = version
    return (stated, row["retrieved"] or "", row["number"])


def _stored(connection: Connection, rows: Sequence[RowMapping], versions: Mapping[str, int]) -> list[StoredArticle]:
    """The records of rows; `versions`: how many each one's page has."""
    its = origins(connection, [row["number"] for row in rows])
    bases = _date_bases(connection, rows)
    return [
        StoredArticle(
            key=row["key"],
            article=article_of(row),
            page=row["page"],
            added=row["added"],
            story=row["story"],
            versions=versions[row["id"]],
            origin=its[row["number"]],
            date_basis=bases[row["number"]],
        )
        for row in rows
    ]


def _date_bases(connection: Connection, rows: Sequence[RowMapping]) -> dict[int, DateBasis]:
    """What put each article among the stories of its days."""
    a, s, m = t.articles.c, t.stories.c, t.members.c
    undated = [row for row in rows if not row["day"]]
    pages: set[str] = set()
    stories: set[str] = set()
    groups: set[str] = set()  # the grouper's, of those that people put elsewhere
    for some in parts(undated):
        page, story = (sorted({row[column] for row in some if row[column]}) for column in ("page", "story"))
        group = sorted({row["grouped"] for row in some if row["grouped"] != row["story"]})
        pages |= set(connection.scalars(sa.select(a.page).where(a.page.in_(page), a.day != "")))
        stories |= set(connection.scalars(sa.select(s.id).where(s.id.in_(story), s.first != "")))
        grouped = sa.select(m.grouped).join(t.articles, a.number == m.article).where(m.grouped.in_(group), a.day != "")
        groups |= set(connection.scalars(grouped)) if group else set()
    bases: dict[int, DateBasis] = {}
    for row in rows:
        if row["published"] or row["retrieved"]:
            bases[row["number"]] = "published" if row["published"] else "retrieved"
        elif row["page"] in pages:
            bases[row["number"]] = "page"
        elif row["grouped"] != row["story"] and (row["grouped"] in groups) != (row["story"] in stories):
            bases[row["number"]] = "hand"
        else:
            bases[row["number"]] = "likeness" if row["story"] in stories else "none"
    return bases


def _history(rows: Sequence[RowMapping]) -> tuple[Version, ...]:
    made = []
    before: Article | None = None
    for row in rows:
        now = article_of(row)
        made.append(
            Version(
                article=now.id,
                title=now.title,
                published=now.published,
                modified=now.modified,
                retrieved=now.retrieved,
                added=row["added"],
                changes=changes(before, now) if before else (),
            )
        )
        before = now
    return tuple(made)


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """Lines that are not the same in two versions of a page, in order."""
    old, new = ([m.span() for m in LINE.finditer(a.text)] for a in (before, after))
    matcher = SequenceMatcher(a=[before.text[s:e] for s, e in old], b=[after.text[s:e] for s, e in new], autojunk=False)
    return tuple(
        Change(before=_stretch(before, old[a:b]), after=_stretch(after, new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _stretch(article: Article, lines: Sequence[tuple[int, int]]) -> Anchor | None:
    return article.anchor(lines[0][0], lines[-1][1]) if lines else None
