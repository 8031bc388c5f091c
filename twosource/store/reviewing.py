"""What people said about findings: seen, confirmed or rejected, by whom, with a note.

A review holds to the words it was given on. When the account is made anew, it goes to the finding that has most of
these words, and says when that finding has changed since; where none has them any more, it stays, without a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from twosource.data import Account, Anchor, Finding
from twosource.errors import UsageError
from twosource.store import schema as t
from twosource.store.adding import utc_now
from twosource.store.records import Review, Verdict

Words = frozenset[tuple[str, str]]  # (page, quote): the same words in a later version of the page count


def write_review(connection: Connection, finding: Finding, verdict: str, *, by: str, note: str) -> int:
    """Keep a review; its number."""
    if verdict not in get_args(Verdict):
        raise UsageError(f"a review is one of {', '.join(get_args(Verdict))}, not {verdict!r}")
    if not by.strip():
        raise UsageError("a review needs the name of who gives it")
    anchors = evidence(finding)
    row = {"verdict": verdict, "by": by.strip(), "note": note, "at": utc_now(), "status": str(finding.status)}
    row |= {"finding": finding.id}
    number: int = connection.execute(
        sa.insert(t.reviews).values(**row, anchors=msgspec.json.encode(anchors)).returning(t.reviews.c.number)
    ).scalar_one()
    names = sorted({anchor.article for anchor in anchors})
    articles = list(connection.scalars(sa.select(t.articles.c.number).where(t.articles.c.id.in_(names))))
    connection.execute(sa.insert(t.places), [{"review": number, "article": article} for article in articles])
    return number


def read_reviews(connection: Connection, story: str, account: Account) -> tuple[Review, ...]:
    """The reviews given on words of a story's articles, oldest first; of several on one finding the last one counts."""
    rows = connection.execute(
        sa.select(t.articles.c.id, t.articles.c.page)
        .join(t.members, t.members.c.article == t.articles.c.number)
        .where(t.members.c.story == story)
    )
    pages = {row.id: row.page for row in rows}
    chosen = (
        sa.select(t.places.c.review)
        .join(t.members, t.members.c.article == t.places.c.article)
        .where(t.members.c.story == story)
    )
    found = connection.execute(sa.select(t.reviews).where(t.reviews.c.number.in_(chosen)).order_by(t.reviews.c.number))
    known = {finding.id: (finding, _words(evidence(finding), pages)) for finding in account.findings}
    return tuple(_placed(row, pages, known) for row in found)


def evidence(finding: Finding) -> tuple[Anchor, ...]:
    """All the words a finding rests on."""
    return tuple(sorted({anchor for value in finding.values for anchor in value.evidence}))


def _placed(
    row: sa.Row[tuple[object, ...]], pages: Mapping[str, str], known: Mapping[str, tuple[Finding, Words]]
) -> Review:
    anchors = msgspec.json.decode(row.anchors, type=tuple[Anchor, ...])
    words = _words(anchors, pages)
    shared = [(len(words & its), -len(words ^ its), name == row.finding, name) for name, (_, its) in known.items()]
    best = max((s for s in shared if s[0]), default=None, key=lambda s: (s[:3], s[3]))
    finding, its = known[best[3]] if best else (None, frozenset())
    return Review(
        number=row.number,
        verdict=row.verdict,
        by=row.by,
        note=row.note,
        at=row.at,
        status=row.status,
        anchors=anchors,
        finding=finding.id if finding else None,
        changed=finding is not None and (its != words or str(finding.status) != row.status),
    )


def _words(anchors: Sequence[Anchor], pages: Mapping[str, str]) -> Words:
    return frozenset((pages.get(anchor.article, anchor.article), anchor.quote) for anchor in anchors)


def without(connection: Connection, article: str) -> None:
    """Take the words of a forgotten article out of every review."""
    rows = connection.execute(
        sa.select(t.reviews.c.number, t.reviews.c.anchors)
        .join(t.places, t.places.c.review == t.reviews.c.number)
        .join(t.articles, t.articles.c.number == t.places.c.article)
        .where(t.articles.c.id == article)
    ).all()
    for number, anchors in rows:
        kept = [a for a in msgspec.json.decode(anchors, type=tuple[Anchor, ...]) if a.article != article]
        connection.execute(
            sa.update(t.reviews).where(t.reviews.c.number == number).values(anchors=msgspec.json.encode(kept))
        )
