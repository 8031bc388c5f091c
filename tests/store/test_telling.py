"""What is told follows from the articles and the corrections alone, whatever came first and whatever was withdrawn."""

import random
from collections.abc import Callable
from typing import Any, Literal

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.small_archive import stream
from tests.store.test_settling import expected, found
from twosource.data import Article
from twosource.store import Archive, checking, correcting, open_archive, schema, settling
from twosource.store.contents import as_stored, in_time, key_of, page_of, row_of, story_id
from twosource.store.telling import _replayed

ARTICLES = stream()
Given = tuple[Literal["together", "apart"], frozenset[str]]  # by key


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles in a transaction, each of which leaves everything told as it should be."""

    def write(connection: sa.Connection, **given: Any) -> bool:
        done = whole(connection, **given)
        assert list(checking._told(connection)) == []
        return done

    whole = settling._write
    monkeypatch.setattr(settling, "_write", write)
    monkeypatch.setattr("twosource.store.settling.AT_ONCE", 4)
    monkeypatch.setattr("twosource.store.settling.MOST_NODES", 25)


class At:
    """A row of the kind that `in_time` asks for."""

    def __init__(self, article: Article) -> None:
        self.__dict__ |= row_of(article, key_of(article), "")


def replayed(groups: dict[str, set[str]], corrections: list[Given], articles: list[Article]) -> dict[str, set[str]]:
    """The rule itself, on sets of keys."""
    pages: dict[str, set[str]] = {}
    for article in articles:
        pages.setdefault(page_of(article, key_of(article)), set()).add(key_of(article))
    page_of_key = {key: versions for versions in pages.values() for key in versions}
    told = [set(keys) for keys in groups.values()]
    for kind, keys in corrections:
        its = set().union(*(page_of_key[key] for key in keys if key in page_of_key))
        if kind == "apart":
            told = [story - its for story in told] + [its]
        else:
            near = [story for story in told if story & its]
            told = [story for story in told if not story & its] + [set().union(*near)]
    of = {key_of(article): At(article) for article in articles}
    return {story_id(min((of[key] for key in story), key=in_time).key): story for story in told if story}  # type: ignore[attr-defined]


def give(archive: Archive, correction: Given) -> int:
    """Keep a correction of articles by key, whatever they are told in."""
    kind, keys = correction

    def work(connection: sa.Connection) -> int:
        chosen = sa.select(schema.articles.c.number).where(schema.articles.c.key.in_(keys))
        return correcting.give(connection, kind, list(connection.scalars(chosen)), by="Ida", note="").number

    return archive.database.write(work)


def drawn(draw: random.Random, articles: list[Article]) -> Given:
    kind: Literal["together", "apart"] = draw.choice(("together", "apart"))
    return kind, frozenset(key_of(article) for article in draw.sample(articles, draw.choice((2, 2, 3))))


@pytest.mark.parametrize("seed", range(2))
def test_any_order_and_portions(seed: int, archive: Archive) -> None:
    draw = random.Random(seed)
    waiting, there = draw.sample(ARTICLES, len(ARTICLES)), []
    corrections: dict[int, Given] = {}
    while waiting:
        portion = [waiting.pop() for _ in range(min(len(waiting), draw.randint(1, 12)))]
        there += portion
        archive.add(portion, batch=draw.randint(1, 5))
        for correction in [drawn(draw, there) for _ in range(draw.randint(0, 2)) if len(there) > 3]:
            corrections[give(archive, correction)] = correction
        if corrections and draw.random() < 0.3:
            number = draw.choice(sorted(corrections))
            archive.undo(number, by="Paul")
            del corrections[number]
        assert archive.verify() == []
    assert corrections
    groups = expected(ARTICLES)
    told = replayed(groups, list(corrections.values()), ARTICLES)
    assert told != groups
    assert found(archive) == told
    assert {entry.id: entry.articles for entry in archive.stories(limit=1000)} == {s: len(k) for s, k in told.items()}
    for number in draw.sample(sorted(corrections), len(corrections)):
        archive.undo(number, by="Paul")
    assert found(archive) == groups
    assert archive.verify() == []


def test_equal_contents_have_equal_digests(archive: Archive, locations: Callable[[], str]) -> None:
    draw = random.Random(9)
    corrections = [drawn(draw, ARTICLES) for _ in range(5)]
    archive.add(ARTICLES)
    plain = archive.digest()
    for correction in corrections:
        give(archive, correction)
    assert archive.digest() != plain
    with open_archive(locations(), create=True) as other:
        late = draw.sample(ARTICLES, len(ARTICLES))
        needed = [a for a in late if any(key_of(a) in keys for _, keys in corrections)]
        other.add(needed)
        withdrawn = give(other, ("together", frozenset(key_of(a) for a in needed[:3])))
        for correction in corrections:
            give(other, correction)
        other.add([a for a in late if a not in needed])
        other.undo(withdrawn, by="Paul")
        assert other.digest() == archive.digest()
    for correction in archive.corrections():
        archive.undo(correction.number, by="Paul")
    assert archive.digest() == plain


def test_forgotten_ones_leave_no_trace(archive: Archive) -> None:
    draw = random.Random(0)
    archive.add(ARTICLES)
    corrections = [("apart", frozenset(key_of(a) for a in draw.sample(ARTICLES, 3))) for _ in range(3)]
    for correction in corrections:
        give(archive, correction)  # type: ignore[arg-type]
    left = list(ARTICLES)
    gone = [a for _, keys in corrections for a in ARTICLES if key_of(a) in keys]
    for article in [*dict.fromkeys(gone[:6]), *draw.sample([a for a in left if a not in gone], 2)]:
        left.remove(article)
        archive.forget(as_stored(article, key_of(article)).id)
        assert archive.verify() == []
    kept = [(kind, keys - {key_of(a) for a in ARTICLES if a not in left}) for kind, keys in corrections]
    assert found(archive) == replayed(expected(left), kept, left)  # type: ignore[arg-type]


class Row:
    """A row of what corrections hold to."""

    def __init__(self, number: int, kind: str, article: int) -> None:
        self.number, self.kind, self.article = number, kind, article


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=10),
    st.lists(st.tuples(st.sampled_from(["together", "apart"]), st.sets(st.integers(0, 12), min_size=1, max_size=4))),
)
def test_a_replay_is_a_partition_that_the_last_one_holds_in(
    homes: list[int], corrections: list[tuple[str, set[int]]]
) -> None:
    whole: dict[str, set[int]] = {}
    for article, home in enumerate(homes):
        whole.setdefault(str(home), set()).add(article)
    held = [Row(n, kind, article) for n, (kind, its) in enumerate(corrections) for article in sorted(its)]
    pieces = _replayed(held, whole)  # type: ignore[arg-type]
    assert sorted(a for piece in pieces for a in piece.articles) == list(range(len(homes)))
    if corrections:
        kind, its = corrections[-1][0], corrections[-1][1] & set(range(len(homes)))
        having = [piece for piece in pieces if piece.articles & its]
        assert len(having) <= 1
        assert kind == "together" or not its or having[0].articles == its
    shaped = [piece.articles for piece in pieces if piece.articles not in whole.values()]
    assert all(piece.corrections for piece in pieces if piece.articles in shaped)
