"""Stories follow from the articles alone: whatever the order, the portions, the late ones, and what was forgotten."""

import random

import msgspec
import pytest

from tests.store.small_archive import numbered, stream
from twosource.data import Article
from twosource.store import Archive, checking, open_archive
from twosource.store.contents import as_stored, key_of, page_of
from twosource.store.neighbours import Neighbours
from twosource.stories import Grouper, features

ARTICLES = stream()


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles in a transaction and few in memory, so that every path is walked."""
    monkeypatch.setattr("twosource.store.settling.AT_ONCE", 4)
    monkeypatch.setattr("twosource.store.settling.MOST_NODES", 25)


def expected(articles: list[Article]) -> dict[str, set[str]]:
    """What one grouper makes of the earliest versions, all at once; the other versions with theirs."""
    pages: dict[str, list[Article]] = {}
    for article in articles:
        pages.setdefault(page_of(article, key_of(article)), []).append(article)
    heads = {min((a.published or "", key_of(a)) for a in versions)[1]: versions for versions in pages.values()}
    grouper = Grouper()
    first = {key_of(a): a for a in articles}
    grouper.place(msgspec.structs.replace(features(first[key]), article=key) for key in heads)
    return {
        story: {key_of(version) for key in keys for version in heads[key]} for story, keys in grouper.stories().items()
    }


def found(archive: Archive) -> dict[str, set[str]]:
    stories: dict[str, set[str]] = {}
    for entry in archive.log(outcome="stored", limit=1000):
        try:
            stored = archive.article(str(entry.article))
        except Exception:  # forgotten
            continue
        stories.setdefault(str(stored.story), set()).add(stored.key)
    return stories


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_portions(seed: int, archive: Archive) -> None:
    draw = random.Random(seed)
    articles = draw.sample(ARTICLES, len(ARTICLES))
    while articles:
        portion = [articles.pop() for _ in range(min(len(articles), draw.randint(1, 12)))]
        archive.add(portion, batch=draw.randint(1, 5))
    assert found(archive) == expected(ARTICLES)
    assert archive.verify() == []


@pytest.mark.parametrize("seed", range(3))
def test_forgotten_ones_leave_no_trace_in_the_stories(seed: int, archive: Archive) -> None:
    draw = random.Random(seed)
    archive.add(draw.sample(ARTICLES, len(ARTICLES)))
    left = draw.sample(ARTICLES, len(ARTICLES))
    for _ in range(5):
        gone = left.pop()
        archive.forget(as_stored(gone, key_of(gone)).id)
        assert found(archive) == expected(left)
    assert archive.verify() == []


def test_every_id_ever_given_leads_to_its_first_article(archive: Archive) -> None:
    draw = random.Random(5)
    given: set[str] = set()
    for article in draw.sample(ARTICLES, len(ARTICLES)):
        archive.add([article])
        given |= {entry.id for entry in archive.stories(limit=1000)}
    current = found(archive)
    assert given > current.keys()  # some were renamed or merged on the way
    for story in given:
        page = archive.story(story)
        assert any(key.startswith(story.removeprefix("story-")) for key in current[page.id])
    assert {move.story for move in archive.moves(limit=1000)} >= given - current.keys()


def test_other_weights_group_everything_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(ARTICLES[:20])
    monkeypatch.setattr("twosource.store.settling.grouping_version", lambda: 7)
    before = found(archive)
    assert archive.settle() == 20
    assert found(archive) == before
    assert archive.moves() == []


def test_two_processes_worth_of_settling(location: str) -> None:
    with open_archive(location, create=True) as one, open_archive(location) as two:
        one.add(ARTICLES[::2])
        two.add(ARTICLES[1::2])
        one.add([ARTICLES[0]])
        assert found(one) == expected(ARTICLES)


def test_a_late_report_of_a_story_that_went_on_for_months(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = numbered(30)  # six days apart, each the neighbour of the next
    loaded = []
    load = Neighbours.load
    monkeypatch.setattr(
        Neighbours, "load", lambda self, connection: loaded.append(self.stretch) or load(self, connection)
    )
    archive.add(articles[3:])
    loaded.clear()
    archive.add(articles[:3][::-1])
    assert found(archive) == expected(articles)
    assert loaded[-1].last - loaded[0].last > 60  # more was loaded when the change was seen to reach further


def test_an_article_forgotten_while_it_is_being_grouped(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(ARTICLES[:12])
    gone, left = ARTICLES[5], [*ARTICLES[:5], *ARTICLES[6:20]]
    place, name = Neighbours.place, as_stored(gone, key_of(gone)).id

    def interrupted(self: Neighbours, *given: object) -> object:
        monkeypatch.setattr(Neighbours, "place", place)
        archive.database.write(lambda connection: checking.forget(connection, name, ""))  # as another process would
        return place(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Neighbours, "place", interrupted)
    archive.add(ARTICLES[12:20])
    assert found(archive) == expected(left)
    assert archive.verify() == []
