"""The archive as its callers meet it: what goes in comes out, once, with its story and its account."""

import json
import random
import tempfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_stories import FERRY
from tests.store.small_archive import REFUSED, article, both, ferry, numbered
from twosource import pipeline
from twosource.data import Account, Document
from twosource.errors import ArchiveError, UsageError
from twosource.pipeline import reconcile
from twosource.store import Archive, open_archive, schema
from twosource.store.contents import as_stored, key_of

HARBOUR = FERRY[0]
LATER = {"text": HARBOUR["text"].replace("at least 12 people", "at least 14 people"), "modified": "2024-03-07"}


def test_every_input_has_one_outcome(archive: Archive) -> None:
    added = archive.add([*ferry(), REFUSED, ferry()[0]])
    assert (added.taken, added.stored, added.duplicate, added.quarantined) == (5, 3, 1, 1)
    assert added.balanced
    outcomes = [(entry.outcome, entry.source, entry.reason) for entry in archive.log(outcome="quarantined")]
    assert outcomes == [("quarantined", REFUSED.source, REFUSED.reason)]
    assert archive.log(outcome="duplicate")[0].article == archive.log(outcome="stored")[2].article
    assert not archive.verify()


def test_stored_once_however_often_it_comes(archive: Archive) -> None:
    archive.add(both())
    digest = archive.digest()
    again = archive.add(reversed(both()))
    assert (again.stored, again.duplicate) == (0, 5)
    assert archive.digest() == digest
    assert [run.taken for run in archive.runs()] == [5, 5]


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    odd = article(
        HARBOUR, text="Ferry “Marigold” sinks \U0001f6a2\n\nA na\u0308ive\x00 caf\u00e9 \u202eodd (Reuters)\n", id="x"
    )
    archive.add([odd])
    stored = archive.article(as_stored(odd, key_of(odd)).id)
    assert stored.article.text == odd.text
    assert msgspec.structs.replace(stored.article, id="x", credits=()) == msgspec.structs.replace(odd, credits=())
    assert all(stored.article.anchor(c.anchor.start, c.anchor.end) == c.anchor for c in stored.article.credits)
    assert not archive.verify()


def test_stories_do_not_depend_on_order_or_portions(locations: Callable[[], str]) -> None:
    told = set()
    for number, order in enumerate(random.Random(7).sample(list(permutations(both())), 5)):
        with open_archive(locations(), create=True) as archive:
            for portion in (order[:2], order[2:3], order[3:]):
                archive.add(portion, batch=1 + number)
            told.add(archive.digest())
    assert len(told) == 1


def test_lists_of_stories(archive: Archive) -> None:
    archive.add(both())
    ferries, strike = archive.stories()
    assert (ferries.articles, ferries.first, ferries.last) == (3, "2024-03-06", "2024-03-07")
    assert archive.stories(day="2023-10-03") == [strike]
    assert archive.stories(outlet="Lunde Radio") == [ferries]
    assert archive.stories(words="tram drivers") == [strike]
    assert archive.stories(words="zeppelin") == []
    assert archive.stories(limit=1, offset=1) == [strike]


def test_an_account_is_that_of_the_pipeline_and_kept(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(ferry())
    (entry,) = archive.stories()
    account = archive.account(entry.id)
    page = archive.story(entry.id)
    (expected,) = reconcile([stored.article for stored in page.articles])
    assert account == msgspec.structs.replace(expected, story=entry.id)

    def never(*arguments: object, **options: object) -> Account:
        raise AssertionError("it was kept")

    monkeypatch.setattr("twosource.pipeline.account_of", never)
    assert archive.account(entry.id) == account


def test_readings_of_another_version_are_not_mixed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(ferry())
    (entry,) = archive.stories()
    account = archive.account(entry.id)
    read = []
    monkeypatch.setattr("twosource.annotate.packed.unpack", lambda *given: read.append(given))
    monkeypatch.setattr("twosource.models.load.reader_name", lambda: "reader-99")
    assert archive.account(entry.id) == account
    assert not read


def test_an_account_follows_the_families_in_force(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(ferry())
    (entry,) = archive.stories()
    before = archive.account(entry.id)
    table = tmp_path / "families.toml"
    table.write_text(f'"One House" = {json.dumps([a.outlet for a in before.articles])}\n', encoding="utf-8")
    monkeypatch.setenv("TWOSOURCE_FAMILIES", str(table))
    assert not archive.is_current(archive.revision(entry.id))
    assert {listed.family for listed in archive.account(entry.id).articles} == {"One House"}
    assert archive.is_current(archive.revision(entry.id))
    monkeypatch.delenv("TWOSOURCE_FAMILIES")
    assert archive.account(entry.id) == before


def test_kept_readings_give_the_same_account(archive: Archive) -> None:
    first, second, third = ferry()
    archive.add([first, second])
    archive.account(archive.stories()[0].id)
    archive.add([third])  # the account is made from two kept readings and a new one
    (entry,) = archive.stories()
    (expected,) = reconcile([stored.article for stored in archive.story(entry.id).articles])
    assert archive.account(entry.id) == msgspec.structs.replace(expected, story=entry.id)


def test_a_changed_page_is_a_new_version(archive: Archive) -> None:
    archive.add(ferry())
    archive.add([article(HARBOUR, **LATER, url=HARBOUR["url"] + "?utm_source=feed#top")])
    (entry,) = archive.stories()
    assert entry.articles == 4
    page = archive.story(entry.id)
    assert len(page.articles) == 3
    ((before, after),) = page.changed
    assert not before.changes
    (change,) = after.changes
    assert change.before is not None and "at least 12" in change.before.quote
    assert change.after is not None and "at least 14" in change.after.quote
    newest = next(stored for stored in page.articles if stored.versions == 2)
    assert newest.article.text == LATER["text"]
    for name in (before.article, HARBOUR["url"]):
        assert archive.versions(name) == (before, after)


@pytest.mark.parametrize("at_once", [True, False])
def test_of_versions_that_do_not_say_which_is_later_it_is_what_came_later(archive: Archive, at_once: bool) -> None:
    texts = [HARBOUR["text"].replace("at least 12 people", f"at least {n} people") for n in range(20, 27)]
    corrections = [article(HARBOUR, text=text) for text in texts]
    for inputs in [[*ferry(), *corrections]] if at_once else [ferry(), *([c] for c in corrections)]:
        archive.add(inputs)
    (entry,) = archive.stories()
    (newest,) = (stored for stored in archive.story(entry.id).articles if stored.versions > 1)
    assert newest.article.text == texts[-1]
    assert [v.article for v in archive.versions(HARBOUR["url"])][-1] == newest.article.id


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_page_fetched_again_without_its_date_is_the_later_version(archive: Archive, order: tuple[int, ...]) -> None:
    told: list[dict[str, Any]] = [
        {"retrieved": "2024-03-06T10:00:00"},
        {"retrieved": "2024-03-07T10:00:00", "published": None, "text": LATER["text"]},
        {"published": None, "text": HARBOUR["text"] + " More soon."},  # neither: the oldest
    ]
    for number in order:
        archive.add([article(HARBOUR, **told[number])])
    archive.add(ferry()[1:])
    (entry,) = archive.stories()
    (newest,) = (stored for stored in archive.story(entry.id).articles if stored.versions > 1)
    assert newest.article.text == LATER["text"]


def test_an_id_once_given_leads_somewhere(archive: Archive) -> None:
    first, second, third = ferry()
    archive.add([second])
    archive.add([third])
    old = archive.stories()[0].id
    archive.add([first])  # earlier than both: the story is named after it
    (entry,) = archive.stories()
    assert entry.id != old
    page = archive.story(old)
    assert (page.id, page.asked) == (entry.id, old)
    (move,) = archive.moves()
    assert (move.kind, move.story, move.into) == ("renamed", old, entry.id)


@pytest.mark.parametrize("name", ["story-0123456789abcdef", "story-", "' OR 1=1 --"])
def test_an_id_never_given_is_an_error(archive: Archive, name: str) -> None:
    archive.add(ferry())
    for call in (archive.story, archive.article, archive.versions):
        with pytest.raises(UsageError):
            call(name)


# ---- forgetting


def test_forgotten_is_forgotten(archive: Archive, location: str) -> None:
    first, second, third = ferry()
    archive.add([first, second, third])
    old = archive.stories()[0].id
    archive.account(old)
    gone = as_stored(first, key_of(first))
    assert old.removeprefix("story-") in key_of(first)
    assert archive.forget(gone.id, reason="asked by the outlet") == gone.id
    for call in (archive.article, archive.forget):
        with pytest.raises(UsageError, match="forgotten"):
            call(gone.id)
    (entry,) = archive.stories()
    assert archive.story(old).id == entry.id != old
    assert archive.search("Marigold Brandt") == []
    again = archive.add([first])
    assert again.quarantined == 1
    assert "asked by the outlet" in archive.log(outcome="quarantined")[0].reason
    assert not archive.verify()
    if "://" not in location:
        archive.close()
        with open(location, "rb") as file:
            assert b"Ida Brandt" not in file.read()


def kept_accounts(archive: Archive) -> list[str]:
    with archive.database.reading() as connection:
        return sorted(connection.scalars(sa.select(schema.accounts.c.story)))


def test_accounts_of_a_story_that_lost_an_article_are_forgotten_too(archive: Archive) -> None:
    first, second, third = ferry()
    archive.add([second, third])
    old = archive.stories()[0].id
    archive.account(old)
    assert kept_accounts(archive) == [old]
    archive.add([first])  # the story has another name now, and the account kept under the old one tells of `second`
    archive.forget(as_stored(second, key_of(second)).id)
    assert kept_accounts(archive) == []


def test_an_account_made_while_an_article_is_forgotten_is_not_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(ferry())
    (entry,) = archive.stories()
    made = pipeline.account_of

    def interrupted(story: str, documents: list[Document]) -> Account:
        archive.forget(documents[-1].article.id)  # as another process would
        return made(story, documents)

    monkeypatch.setattr(pipeline, "account_of", interrupted)
    archive.account(entry.id)
    assert kept_accounts(archive) == []


def test_the_archive_without_it_is_as_if_it_had_never_come(archive: Archive, location: str) -> None:
    archive.add(both()[1:])
    stories = archive.stories()
    archive.add(both()[:1])
    archive.forget(as_stored(both()[0], key_of(both()[0])).id)
    assert archive.stories() == stories


def test_a_story_of_one_goes_with_its_article(archive: Archive) -> None:
    archive.add(ferry()[:1])
    (entry,) = archive.stories()
    archive.forget(archive.story(entry.id).articles[0].article.id)
    assert archive.stories() == []
    with pytest.raises(UsageError, match="forgotten"):
        archive.story(entry.id)
    assert not archive.verify()


# ---- opening


def test_what_is_no_archive_is_said(tmp_path) -> None:
    (tmp_path / "text").write_text("no database" * 500)
    with pytest.raises(ArchiveError, match="not an archive"):
        open_archive(tmp_path / "text")
    with pytest.raises(ArchiveError, match="there is no archive"):
        open_archive(tmp_path / "missing")
    with pytest.raises(ArchiveError, match="a folder"):
        open_archive(tmp_path, create=True)
    with pytest.raises(ArchiveError, match="there is no folder"):
        open_archive(tmp_path / "a" / "b", create=True)
    with pytest.raises(ArchiveError, match="PostgreSQL"):
        open_archive("mysql://user:secret@host/name", create=True)


def test_another_programs_database_is_left_alone(tmp_path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE articles (id)")
    other.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(ArchiveError, match="something else"):
        open_archive(tmp_path / "other.db", create=True)
    assert (tmp_path / "other.db").read_bytes() == before


def test_many_articles_page_by_page(archive: Archive) -> None:
    archive.add(numbered(60), batch=7)
    assert sum(story.articles for story in archive.stories(limit=1000)) == 60
    seen, before = [], None
    while entries := archive.log(limit=25, before=before):
        seen += [entry.number for entry in entries]
        before = seen[-1]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 60
    assert sum(outlet.articles for outlet in archive.outlets()) == 60


POOL = [*numbered(6), REFUSED, article(HARBOUR, **LATER), article(HARBOUR)]


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from(range(len(POOL))), max_size=8), max_size=4))
def test_the_counts_always_balance(portions: list[list[int]]) -> None:
    seen: set[int] = set()
    with tempfile.TemporaryDirectory() as folder, open_archive(f"{folder}/news", create=True) as archive:
        for portion in portions:
            added = archive.add([POOL[number] for number in portion], batch=3)
            articles = [n for n in portion if POOL[n] is not REFUSED]
            assert added.taken == len(portion)
            assert added.quarantined == len(portion) - len(articles)
            assert added.stored == len(set(articles) - seen)
            assert added.balanced
            seen |= set(articles)
        assert len(archive.log(limit=1000)) == sum(map(len, portions))
        assert archive.verify() == []


def test_stopped_before_the_grouping(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(Archive, "settle", lambda *given, **options: 0)
        archive.add(both())
        assert archive.stories() == []
        assert archive.verify() == []
    assert archive.settle() == 5
    digest, name = archive.digest(), archive.search("ferry")[0].article
    with monkeypatch.context() as stopped:
        stopped.setattr(Archive, "settle", lambda *given, **options: 0)
        archive.forget(name)
        assert archive.verify() == []
    archive.settle()
    assert archive.digest() != digest
    assert archive.verify() == []


def test_www_makes_no_other_page(archive: Archive) -> None:
    archive.add(ferry())
    plain = HARBOUR["url"].replace("://www.", "://")
    archive.add([article(HARBOUR, **LATER, url=plain.replace("://", "://www."))])
    before, after = archive.versions(plain)
    assert archive.versions(HARBOUR["url"]) == archive.versions(plain.replace("://", "://www.")) == (before, after)
    assert len(archive.story(archive.stories()[0].id).articles) == 3


def test_a_page_that_was_stored_with_its_www_keeps_it(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = HARBOUR["url"].replace("://www.", "://")
    monkeypatch.setattr("twosource.store.contents.page_of_address", lambda url: url.partition("://")[2])
    archive.add([article(HARBOUR, url=plain.replace("://", "://www."))])
    monkeypatch.undo()
    archive.add([article(HARBOUR, **LATER, url=plain)])
    before, after = archive.versions(plain)
    assert before.article == archive.article(before.article).article.id != after.article
    assert archive.article(after.article).page == archive.article(before.article).page
    assert archive.article(after.article).page.startswith("www.")
    assert archive.verify() == []
