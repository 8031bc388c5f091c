"""Stories follow from the articles alone: whatever the order, the portions, the late ones, and what was forgotten."""

import random

import msgspec
import pytest

from tests.small_stories import FERRY, STRIKE
from tests.store.small_archive import numbered, stream
from twosource.articles import make_article
from twosource.data import Article
from twosource.store import Archive, checking, open_archive
from twosource.store.contents import as_stored, key_of, page_of
from twosource.store.neighbours import Neighbours
from twosource.stories import Grouper, Traits, features
from twosource.stories.likeness import row_of, stacked
from twosource.stories.undated import SHARED, clues, likeliest

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
    heads = {min((a.published or "9", key_of(a)) for a in versions)[1]: versions for versions in pages.values()}
    first = {key_of(a): a for a in articles}
    traits = {key: msgspec.structs.replace(features(first[key]), article=key) for key in heads}
    grouper, rest = Grouper(), Grouper()
    grouper.place(t for t in traits.values() if t.day)
    told = {story: list(keys) for story, keys in grouper.stories().items()}
    beside = {key: beside_dated(each, told, traits) for key, each in traits.items() if not each.day}
    rest.place(traits[key] for key, story in beside.items() if story is None)
    told |= {story: list(keys) for story, keys in rest.stories().items()}
    for key, story in beside.items():
        if story is not None:
            told[story].append(key)
    return {story: {key_of(version) for key in keys for version in heads[key]} for story, keys in told.items()}


def beside_dated(one: Traits, told: dict[str, list[str]], traits: dict[str, Traits]) -> str | None:
    """The dated story that an undated article joins, every one of them looked at."""
    found = {
        story: stacked([row_of(traits[key]) for key in sorted(keys)])
        for story, keys in sorted(told.items())
        if any(len(set(clues(one)) & set(clues(traits[key]))) >= SHARED for key in keys)
    }
    return likeliest(row_of(one), found.items())


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


def without_day(row: dict[str, str]) -> Article:
    """A report without its date, from a file of its own."""
    return make_article(**{k: v for k, v in row.items() if k not in ("published", "url")})  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_page_without_a_date_meets_the_dated_ones(order: tuple[int, ...], archive: Archive) -> None:
    portions = [[without_day(FERRY[0])], [without_day(STRIKE[0])], [make_article(**row) for row in FERRY[1:]]]
    for number in order:
        archive.add(portions[number])
    alone, ferry = sorted(archive.stories(), key=lambda s: s.articles)
    assert (ferry.articles, ferry.first, ferry.last) == (3, FERRY[1]["published"][:10], FERRY[2]["published"][:10])
    assert {s.date_basis for s in archive.story(ferry.id).articles} == {"published", "likeness"}
    (strike,) = archive.story(alone.id).articles
    assert (alone.first, strike.date_basis) == ("", "none")
    assert ferry.id.removeprefix("story-") == min((a.published, key_of(a)) for a in portions[2])[1][:16]
    assert archive.verify() == []


def test_the_dated_ones_a_page_was_put_with_are_forgotten(archive: Archive) -> None:
    undated, dated = without_day(FERRY[0]), [make_article(**row) for row in FERRY[1:]]
    archive.add([undated, *dated])
    (story,) = archive.stories()
    for article in dated:
        archive.forget(as_stored(article, key_of(article)).id)
    (left,) = archive.stories()
    assert (left.articles, left.first) == (1, "")
    assert archive.story(story.id).id == left.id
    assert archive.article(key_of(undated)).date_basis == "none"
    assert archive.verify() == []


def test_a_later_version_with_a_date_places_the_page(archive: Archive) -> None:
    undated = make_article(**{k: v for k, v in STRIKE[0].items() if k != "published"})
    archive.add([undated, *(make_article(**row) for row in FERRY)])
    assert archive.article(key_of(undated)).date_basis == "none"
    archive.add([make_article(**STRIKE[0])])
    stored = archive.article(key_of(undated))
    assert (stored.date_basis, stored.versions) == ("page", 2)
    assert archive.story(str(stored.story)).entry.first == STRIKE[0]["published"][:10]
