"""Facets of stories: counted over all of them, never of another state than the list."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.small_stories import FERRY
from tests.store.conftest import POSTGRES
from tests.store.small_archive import article, both, ferry, numbered
from twosource.store import Archive, adding, open_archive
from twosource.store.narrowing import FACETS, ends


def counted_one_by_one(archive: Archive) -> dict[str, Counter[str]]:
    """Outlets, languages and agencies of each story, from its articles."""
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for entry in archive.stories(limit=10**6):
        articles = [stored.article for stored in archive.story(entry.id).articles]
        found["outlet"].update({a.outlet for a in articles})
        found["language"].update({a.language for a in articles})
        found["agency"].update({c.name for a in articles for c in a.credits if c.kind == "agency"})
    return found


def test_counts_are_those_of_all_stories(archive: Archive) -> None:
    archive.add([*both(), *numbered(40)])
    archive.add(
        article(
            FERRY[0], id="x", outlet="Reef Radio", url="https://reef.example/x", text=FERRY[0]["text"] + "\n\n(Reuters)"
        )
        for _ in "1"
    )
    counted = archive.counted()
    assert counted.total == len(archive.stories(limit=10**6)) >= 20
    expected = counted_one_by_one(archive)
    assert {name: dict(values) for name, values in counted.facets.items()} == {n: dict(c) for n, c in expected.items()}
    assert expected["agency"]
    ranked = list(counted.facets["outlet"].items())
    assert ranked == sorted(ranked, key=lambda c: (-c[1], c[0]))
    for name in FACETS:
        for value, number in counted.facets[name].items():
            assert len(archive.stories(limit=10**6, **{name: value})) == number
            assert archive.counted(**{name: value}).total == number


def test_words_and_days_narrow_the_counts(archive: Archive) -> None:
    archive.add([*both(), *numbered(120)])
    bridges = archive.stories(words="bridge", limit=10**6)
    assert archive.counted(words="bridge").total == len(bridges) > 40
    told = [s for s in bridges if any(a.article.outlet == "Outlet 3" for a in archive.story(s.id).articles)]
    assert archive.counted(words="bridge", outlet="Outlet 3").total == len(told) > 10
    assert archive.counted(words="-").total == 0
    for day, number in archive.counted().days.items():
        assert len(day) == 4
        assert archive.counted(day=day).total == len(archive.stories(day=day, limit=10**6)) == number
    within = archive.counted(day="2001").days
    assert sum(within.values()) >= archive.counted(day="2001").total  # some go on from one month to the next
    assert all(m.startswith("2001-") and len(m) == 7 for m in within)
    days = archive.counted(day="2001-02").days
    assert all(archive.counted(day=d).total == number for d, number in days.items())
    assert all(d.startswith("2001-02-") for d in days)
    assert ends("2001-02") == ("2001-02-01", "2001-02-31")
    assert ends("2001") == ("2001-01-01", "2001-12-31")
    assert ends("2001-02-03") == ("2001-02-03", "2001-02-03")


def test_a_status_is_of_the_account_of_now(archive: Archive) -> None:
    first, second, third = ferry()
    archive.add([first, second, *numbered(3)])
    (story,) = archive.stories(words="Lunde")
    assert archive.counted().facets["status"] == {}
    held = {str(f.status) for f in archive.account(story.id).findings}
    assert archive.statuses([story.id]) == {story.id: tuple(sorted(held))}
    assert set(archive.counted().facets["status"]) == held
    archive.add(numbered(5)[3:])
    assert archive.statuses([story.id])  # others came in; this story stays as it is
    archive.add([third])
    (story,) = archive.stories(words="Lunde")
    assert archive.statuses([story.id]) == {}  # it grew: its account is to be made anew
    archive.account(story.id)
    assert archive.statuses([story.id])
    archive.forget(next(a.article.id for a in archive.story(story.id).articles))
    assert archive.statuses([archive.stories(words="Lunde")[0].id]) == {}


def test_facets_go_with_their_story(archive: Archive) -> None:
    (alone,) = numbered(1)
    archive.add([alone])
    assert archive.counted().facets["outlet"] == {"Outlet 0": 1}
    archive.forget(archive.search("bridge")[0].article)
    assert archive.counted().facets["outlet"] == {}
    assert archive.counted().days == {}


@pytest.mark.parametrize(
    "altered",
    [
        "DELETE FROM facets WHERE name = 'outlet'",
        "UPDATE facets SET value = 'xx' WHERE name = 'language'",
        "DELETE FROM facets WHERE name = 'status' AND value = (SELECT min(value) FROM facets WHERE name = 'status')",
        "DELETE FROM accounts",
    ],
)
def test_facets_of_another_state_are_found(altered: str, archive: Archive) -> None:
    archive.add(ferry())
    (story,) = archive.stories()
    archive.account(story.id)
    assert len(archive.statuses([story.id])[story.id]) > 1
    assert archive.verify() == []
    archive.database.write(lambda connection: connection.execute(sa.text(altered)))
    (fault,) = archive.verify()
    assert fault.where == story.id
    assert "narrowed" in fault.what


def test_every_write_is_counted(archive: Archive) -> None:
    before = archive.changes()
    archive.stories()
    assert archive.changes() == before
    archive.add(ferry())
    after = archive.changes()
    assert after > before
    listed = archive.listings()
    assert listed > 0
    archive.account(archive.stories()[0].id)
    assert archive.changes() > after
    assert archive.listings() > listed  # it has statuses now
    before = archive.changes(), archive.listings()
    adding.add(archive.database, numbered(2))  # stored, not yet grouped
    assert archive.changes() > before[0]
    assert archive.listings() == before[1]
    archive.settle()
    assert archive.listings() > before[1]
    listed = archive.listings()
    archive.forget(archive.search("bridge")[0].article)
    assert archive.listings() > listed


def test_a_facet_that_there_is_not(archive: Archive) -> None:
    with pytest.raises(TypeError, match="outlet, language"):
        archive.stories(colour="red")


def test_odd_values_are_kept(archive: Archive) -> None:
    odd = article(FERRY[0], outlet="Nul\x00Post " + "x" * 300, language="xx" * 200)
    archive.add([odd])
    (outlet,) = archive.counted().facets["outlet"]
    assert archive.counted(outlet=outlet).total == 1
    assert archive.counted(outlet=odd.outlet).total == 1


@pytest.mark.skipif(bool(POSTGRES), reason="of files")
def test_an_archive_of_before_is_brought_up(tmp_path: Path) -> None:
    location = tmp_path / "news"
    with open_archive(location, create=True) as archive:
        credited = [article(r, text=r["text"] + "\n\n(Reuters)") for r in FERRY]
        archive.add([*credited, *numbered(4)])
        archive.account(archive.stories(words="Lunde")[0].id)
        expected = archive.counted()
    assert expected.facets["agency"] and expected.facets["status"]
    with sqlite3.connect(location) as old:
        old.execute("DROP TABLE facets")
        old.execute("DROP TABLE lineage")
        old.execute("DROP TABLE clues")
        old.execute("DROP TABLE holds")
        old.execute("DROP TABLE corrections")
        old.execute("DROP INDEX members_grouped")
        old.execute("ALTER TABLE members DROP COLUMN grouped")
        old.execute("DELETE FROM meta WHERE name = 'changes'")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    with open_archive(location) as archive:
        assert archive.counted() == expected
        archive.add(numbered(6))
        assert archive.counted().total == len(archive.stories(limit=100))
        assert archive.verify() == []
