"""Who copies whom in the whole archive, whatever stands around the copied words and in whatever story they are."""

import pytest
import sqlalchemy as sa

from tests.store.small_archive import numbered
from tests.stories.dam_break import AGENCY, ORIGINAL, OWN_REPORT, REWRITTEN, story
from twosource.store import Archive
from twosource.store.contents import as_stored, key_of

AROUND = [
    f"In the town of {name} the council spoke about {what} on Monday and put the decision off until the autumn session."
    for name, what in (("Aster", "trams"), ("Velden", "bins"), ("Lunde", "a bridge"))
]
EMBEDDED = story("embedded", "The week in the towns", [*AROUND[:2], *AGENCY[2:5], AROUND[2]])
REPRINT = story("reprint", "Dam breaks, many flee", AGENCY)


def name(article: object) -> str:
    return as_stored(article, key_of(article)).id  # type: ignore[arg-type]


def test_copies_are_found_and_shown(archive: Archive) -> None:
    archive.add([*numbered(20), ORIGINAL, OWN_REPORT])
    archive.add([REWRITTEN, EMBEDDED, REPRINT])
    found = archive.copies(name(ORIGINAL))
    assert {copied.article for copied in found} == {name(EMBEDDED), name(REPRINT)}
    assert [copied.published for copied in found] == sorted(copied.published or "" for copied in found)
    for copied in found:
        assert copied.story == archive.article(copied.article).story
        for mine, theirs in copied.passages:
            assert archive.article(name(ORIGINAL)).article.anchor(mine.start, mine.end) == mine
            assert archive.article(copied.article).article.anchor(theirs.start, theirs.end) == theirs
    assert {copied.article for copied in archive.copies(name(EMBEDDED))} >= {name(ORIGINAL)}
    assert archive.copies(name(OWN_REPORT)) == ()


def test_a_forgotten_article_leaves_no_keys(archive: Archive) -> None:
    archive.add([ORIGINAL])
    digest, keys = archive.digest(), _keys(archive)
    archive.add([REPRINT])
    archive.forget(name(REPRINT))
    assert archive.copies(name(ORIGINAL)) == ()
    assert _keys(archive) == keys
    assert archive.digest() != digest  # that something was forgotten is part of it
    assert archive.verify() == []


def test_keys_made_in_another_way_are_made_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.store.lineage.AT_ONCE", 2)
    archive.add([ORIGINAL, OWN_REPORT, EMBEDDED, REWRITTEN])
    keys = _keys(archive)
    archive.database.write(lambda connection: connection.execute(sa.text("UPDATE bands SET key = key + 1")))
    assert archive.copies(name(ORIGINAL)) == ()
    monkeypatch.setattr("twosource.store.lineage.keys_version", lambda: 7)
    archive.add([REPRINT])
    assert {copied.article for copied in archive.copies(name(ORIGINAL))} == {name(EMBEDDED), name(REPRINT)}
    assert _keys(archive) > keys


def _keys(archive: Archive) -> set[tuple[int, int]]:
    with archive.database.reading() as connection:
        return {(row[0], row[1]) for row in connection.execute(sa.text("SELECT key, article FROM bands"))}
