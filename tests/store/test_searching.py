"""Asking by words: the same questions in SQLite and PostgreSQL, and nothing a user types is a query of its own."""

from collections.abc import Callable, Iterator

import pytest

from tests.small_stories import FERRY
from tests.store.small_archive import article, both
from twosource.store import Archive, open_archive

CASES = [
    ("ferry", 3),
    ("ferries", 3),  # inflected
    ("FERRY marigold", 3),
    ("ferry strike", 0),  # all words must occur
    ('"ferry Marigold"', 1),
    ('"Marigold ferry"', 0),
    ("ferry -overloaded", 1),
    ('ferry -"passenger ferry"', 2),
    ("Aster", 3),
    ("-ferry", 0),  # nothing is asked for
    ("", 0),
    ('"', 0),
    ("''; DROP TABLE articles; --", 0),
    ("title:ferry", 0),
    ("ferry OR strike", 0),
    ("ferry*", 3),
    ("NEAR(ferry sinks)", 0),
    ("ferry\x00", 3),
    ("ferry AND", 0),
    ("the ferry", 3),
    ("(((", 0),
    ("ferry ^ 19", 1),
]


@pytest.fixture(scope="module")
def filled(locations: Callable[[], str]) -> Iterator[Archive]:
    with open_archive(locations(), create=True) as opened:
        opened.add(both())
        yield opened


@pytest.mark.parametrize(("words", "count"), CASES)
def test_words(filled: Archive, words: str, count: int) -> None:
    archive, found = filled, filled.search(words)
    assert len(found) == count
    for hit in found:
        stored = archive.article(hit.article)
        assert stored.article.anchor(hit.anchor.start, hit.anchor.end) == hit.anchor
        assert hit.story == stored.story
    assert len(archive.stories(words=words)) == min(1, count)


def test_marks_stand_where_the_words_do(archive: Archive) -> None:
    text = (
        "Dam \U0001f30a breaks <b>above</b> Velden\n\n"
        + "Nothing else was known. " * 30
        + "The dams broke at dawn & <i>no</i> one saw."
    )
    archive.add([article(FERRY[0], text=text)])
    (hit,) = archive.search("broke")
    whole = archive.article(hit.article).article.text
    assert [whole[start:end] for start, end in hit.marks] == ["broke"]
    assert "The dams broke at dawn" in hit.anchor.quote
    (hit,) = archive.search("dam")
    assert whole[slice(*hit.marks[0])] == "Dam"


def test_the_best_come_first_whatever_the_order(archive: Archive) -> None:
    archive.add(reversed(both()))
    found = [hit.outlet for hit in archive.search("ferry")]
    assert [hit.outlet for hit in archive.search("ferry", limit=2)] == found[:2]
    assert [hit.outlet for hit in archive.search("ferry", limit=2, offset=2)] == found[2:]
