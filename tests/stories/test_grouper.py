"""Stories follow from the articles alone: not from their order, the size of batches, or where a process stopped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.made_traits import made
from twosource.stories.grouper import Grouper, StoryEvent, story_id
from twosource.stories.traits import Traits

# near ones by chance, days that let some pairs meet and others not
ARTICLE = st.tuples(st.integers(0, 3), st.integers(0, 20), st.sampled_from([4, 8, 12, 20]), st.sampled_from([0.6, 1.2]))


def articles(rows: list[tuple[int, int, int, float]]) -> list[Traits]:
    return [made(n, story, day, shared=shared, noise=noise) for n, (story, day, shared, noise) in enumerate(rows)]


def stories(traits: list[Traits], sizes: list[int]) -> dict[str, tuple[str, ...]]:
    grouper = Grouper()
    at = 0
    for size in [*sizes, len(traits)]:
        grouper.place(traits[at : at + size])
        at += size
    return grouper.stories()


@settings(deadline=None, max_examples=60)
@given(st.lists(ARTICLE, min_size=1, max_size=14), st.randoms(use_true_random=False), st.lists(st.integers(1, 4)))
def test_order_and_batches_change_nothing(rows: list, random, sizes: list[int]) -> None:
    traits = articles(rows)
    together = Grouper()
    together.place(traits)
    shuffled = random.sample(traits, len(traits))
    assert stories(shuffled, sizes) == together.stories()
    assert stories(shuffled, [1] * len(shuffled)) == together.stories()


@settings(deadline=None, max_examples=40)
@given(st.lists(ARTICLE, min_size=2, max_size=12), st.randoms(use_true_random=False), st.integers(0, 12))
def test_a_grouper_goes_on_from_its_state(rows: list, random, stop: int) -> None:
    traits = articles(rows)
    random.shuffle(traits)
    whole, halted = Grouper(), Grouper()
    halted.place(traits[:stop])
    resumed = Grouper.from_state(halted.state())
    assert resumed.stories() == halted.stories()
    whole.place(traits[:stop])
    assert resumed.place(traits[stop:]) == whole.place(traits[stop:])
    assert resumed.state() == whole.state()


@settings(deadline=None, max_examples=60)
@given(st.lists(ARTICLE, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_an_id_once_given_leads_somewhere(rows: list, random) -> None:
    """Whoever follows the events alone knows the stories, and no id of theirs is lost."""
    traits = articles(rows)
    random.shuffle(traits)
    grouper, given_ids = Grouper(), set()
    for each in traits:
        for event in grouper.place([each]):
            given_ids |= {event.story, *event.others}
    now = grouper.stories()
    assert all(grouper.leads_to(story) in now for story in given_ids)
    assert set(now) <= given_ids
    assert grouper.leads_to("story-0000") is None


def test_articles_of_one_event_meet_and_others_do_not() -> None:
    traits = [made(n, story=n % 2, day=n) for n in range(6)]
    grouper = Grouper()
    events = grouper.place(traits)
    assert [event.kind for event in events] == ["created", "created"]
    assert [len(members) for members in grouper.stories().values()] == [3, 3]
    assert grouper.story_of(traits[4].article) == grouper.story_of(traits[0].article)


def test_the_same_words_a_month_later_are_another_story() -> None:
    grouper = Grouper()
    grouper.place([made(0, story=1, day=0), made(1, story=1, day=40)])
    assert len(grouper.stories()) == 2


def test_an_earlier_article_gives_the_story_its_id() -> None:
    late, early = made(1, story=1, day=2), made(2, story=1, day=1)
    grouper = Grouper()
    grouper.place([late])
    assert grouper.place([early]) == [
        StoryEvent("merged", story_id(early.article), others=(story_id(late.article),)),
        StoryEvent("joined", story_id(early.article), (early.article,)),
    ]
    assert grouper.leads_to(story_id(late.article)) == story_id(early.article)


def test_an_article_given_twice_counts_once() -> None:
    grouper = Grouper()
    one = made(0, story=1)
    grouper.place([one, one])
    assert grouper.place([one]) == []
    assert grouper.stories() == {story_id(one.article): (one.article,)}


def test_an_unknown_article_has_no_story() -> None:
    with pytest.raises(KeyError):
        Grouper().story_of("nothing")
