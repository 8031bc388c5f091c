"""Words to articles: FTS5 in SQLite, a stored tsvector in PostgreSQL, one way of asking for both.

Words must all occur, in any inflection; "words in quotation marks" occur in this order; -word must not occur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Select

from twosource.data import Anchor
from twosource.store import schema as t
from twosource.store.records import Hit

TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
OPEN, CLOSE = "\ue000", "\ue001"  # private characters: marks around what was found
AROUND = 90  # characters of the article shown on each side of the first place
CONFIGURATION: sa.ColumnElement[Any] = sa.literal_column("'twosource'::regconfig")  # of PostgreSQL: no word is left out
MARKS = re.compile(f"{OPEN}|{CLOSE}")


def index(connection: Connection, keys: Sequence[str]) -> None:
    """Make new articles findable. PostgreSQL does so by itself; SQLite lets no trigger of an untrusted file do it."""
    if connection.dialect.name == "sqlite":
        new = "SELECT number, title, text FROM articles WHERE key IN :keys ORDER BY number"
        statement = sa.text(f"INSERT INTO words(rowid, title, text) {new}")
        connection.execute(statement.bindparams(sa.bindparam("keys", expanding=True)), {"keys": keys})


def unindex(connection: Connection, number: int) -> None:
    """Take an article, still stored, out of the index, so that none of its words stay in the file."""
    if connection.dialect.name == "sqlite":
        old = "SELECT 'delete', number, title, text FROM articles WHERE number = :number"
        connection.execute(sa.text(f"INSERT INTO words(words, rowid, title, text) {old}"), {"number": number})
        connection.exec_driver_sql("INSERT INTO words(words) VALUES('optimize')")


def matching(connection: Connection, words: str) -> Select[Any] | None:
    """Numbers of the articles with these words, as `number` and `rank` (best lowest); None when nothing is asked."""
    if connection.dialect.name == "sqlite":
        query = _fts5(words)
        if query is None:
            return None
        found = sa.text("SELECT rowid AS number, rank FROM words WHERE words MATCH :query").bindparams(query=query)
        return sa.select(found.columns(sa.column("number", sa.Integer), sa.column("rank", sa.Float)).subquery())
    asked = _tsquery(words)
    if asked is None:
        return None
    vector: sa.ColumnClause[Any] = sa.column("words")
    return (
        sa.select(t.articles.c.number, (-sa.func.ts_rank_cd(vector, asked)).label("rank"))
        .select_from(t.articles)
        .where(vector.op("@@")(asked))
    )


def search(connection: Connection, words: str, *, limit: int, offset: int = 0) -> list[Hit]:
    """The articles with these words, best first, each with the place of the first ones."""
    found = matching(connection, words)
    if found is None:
        return []
    numbers = found.subquery()
    best = (
        sa.select(numbers, t.articles.c.key)
        .join(t.articles, t.articles.c.number == numbers.c.number)
        .order_by(numbers.c.rank, t.articles.c.key)
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    columns = (t.articles.c.id, t.articles.c.outlet, t.articles.c.title, t.articles.c.published, t.articles.c.text)
    rows = connection.execute(
        sa.select(*columns, t.members.c.story, best.c.number, best.c.rank)
        .join(best, best.c.number == t.articles.c.number)
        .outerjoin(t.members, t.members.c.article == t.articles.c.number)
        .order_by(best.c.rank, best.c.key)
    ).all()
    marked = _marked(connection, words, [row.number for row in rows])
    return [
        Hit(
            article=row.id,
            story=row.story,
            outlet=row.outlet,
            title=row.title,
            published=row.published,
            **_place(row.id, row.text, marked.get(row.number, "")),
        )
        for row in rows
    ]


def asks(words: str) -> bool:
    """Whether words ask for anything: words to leave out find nothing by themselves."""
    return _terms(words) is not None


def _terms(words: str) -> tuple[list[str], list[str]] | None:
    """The words and phrases that must occur, and those that must not; None where nothing is asked for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in TERM.finditer(words.replace("\x00", " ")):
        term = found[2] if found[2] is not None else found[3]
        if re.search(r"\w", term):
            (unwanted if found[1] else wanted).append(term)
    return (wanted, unwanted) if wanted else None


def _fts5(words: str) -> str | None:
    """A query of FTS5 in which everything a user wrote is a quoted string."""
    terms = _terms(words)
    if terms is None:
        return None
    wanted, unwanted = (['"' + term.replace('"', '""') + '"' for term in some] for some in terms)
    return f"({' AND '.join(wanted)})" + "".join(f" NOT {term}" for term in unwanted)


def _tsquery(words: str) -> sa.ColumnElement[Any] | None:
    """The same for PostgreSQL."""
    terms = _terms(words)
    if terms is None:
        return None
    wanted, unwanted = ([sa.func.phraseto_tsquery(CONFIGURATION, term) for term in some] for some in terms)
    asked: sa.ColumnElement[Any] = wanted[0]
    for term in [*wanted[1:], *(sa.func.tsquery_not(term) for term in unwanted)]:
        asked = sa.func.tsquery_and(asked, term)
    return asked


def _marked(connection: Connection, words: str, numbers: list[int]) -> dict[int, str]:
    """The articles' whole texts with marks around what was found."""
    if not numbers:
        return {}
    if connection.dialect.name == "sqlite":
        statement = sa.text(
            "SELECT rowid, highlight(words, 1, :open, :close) FROM words WHERE words MATCH :query AND rowid IN :numbers"
        ).bindparams(sa.bindparam("numbers", expanding=True))
        values = {"open": OPEN, "close": CLOSE, "query": _fts5(words), "numbers": numbers}
    else:
        options = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"
        shown = sa.func.ts_headline(CONFIGURATION, t.articles.c.text, _tsquery(words), options)
        return {
            row[0]: row[1]
            for row in connection.execute(sa.select(t.articles.c.number, shown).where(t.articles.c.number.in_(numbers)))
        }
    return {row[0]: row[1] for row in connection.execute(statement, values)}


def _place(article: str, text: str, marked: str) -> dict[str, Any]:
    """Where the words stand: a stretch of the article around the first of them, and all their places in it."""
    places = _places(marked) if MARKS.sub("", marked) == text else []
    first = places[0][0] if places else 0
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1 if first > AROUND else 0
    end = text.find(" ", min(len(text), first + AROUND))
    end = len(text) if end < 0 else end
    anchor = Anchor(article, start, end, text[start:end])
    return {"anchor": anchor, "marks": tuple(place for place in places if start <= place[0] and place[1] <= end)}


def _places(marked: str) -> list[tuple[int, int]]:
    """Offsets, in the text without marks, of what stands between them."""
    places, taken, start = [], 0, 0
    for mark in MARKS.finditer(marked):
        position = mark.start() - taken
        taken += 1
        if mark.group() == OPEN:
            start = position
        else:
            places.append((start, position))
    return places
