from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_stories import FERRY, STRIKE
from tests.stories.dam_break import ORIGINAL, OWN_REPORT, REWRITTEN
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.group import average_linkage, group_articles, story_id

DAM = [ORIGINAL, REWRITTEN, OWN_REPORT]
RENNER = [  # the minister of the ferry story, in another matter
    {
        "id": "tax1",
        "outlet": "Harbour Post",
        "published": "2024-03-06",
        "text": "Renner wants a tax on second homes\n\nInterior Minister Paul Renner proposed a tax on second homes on Wednesday, to pay for "
        "schools in the mountain districts.\n\nOwners of holiday houses called the plan unfair.",
    },
    {
        "id": "tax2",
        "outlet": "Capital Daily",
        "published": "2024-03-07",
        "text": "Second homes to be taxed, minister says\n\nHoliday houses would be taxed at two percent of their value under a plan that Paul "
        "Renner, the interior minister, showed on Wednesday.\n\nThe money is meant for schools in mountain districts.",
    },
]


def articles(rows: list[dict[str, str]]) -> list[Article]:
    return [make_article(r["text"], id=r["id"], outlet=r["outlet"], published=r["published"]) for r in rows]


def ids(groups: tuple[tuple[Article, ...], ...]) -> set[frozenset[str]]:
    return {frozenset(a.id for a in group) for group in groups}


STORIES = {"ferry": articles(FERRY), "strike": articles(STRIKE), "dam": DAM, "tax": articles(RENNER)}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_stays_whole(name: str) -> None:
    assert len(group_articles(STORIES[name])) == 1


@pytest.mark.parametrize(("one", "two"), list(permutations(STORIES, 2)))
def test_two_events_are_told_apart(one: str, two: str) -> None:
    groups = group_articles([*STORIES[one], *STORIES[two]])
    assert ids(groups) == {frozenset(a.id for a in STORIES[name]) for name in (one, two)}


def test_the_order_of_the_articles_changes_nothing() -> None:
    mixed = [*STORIES["tax"], *STORIES["ferry"]]
    assert len({group_articles(order) for order in permutations(mixed)}) == 1


def test_few_articles() -> None:
    assert group_articles([]) == ()
    assert group_articles([ORIGINAL]) == ((ORIGINAL,),)


def test_an_id_follows_from_the_contents() -> None:
    assert story_id(DAM) == story_id(DAM[::-1]) != story_id(DAM[:2])


def slow_average_linkage(likeness: np.ndarray, threshold: float, tied: float) -> list[list[int]]:
    def within(group: list[int]) -> float:
        return float(np.mean([likeness[i, j] for i, j in permutations(group, 2)]))

    def mean(one: list[int], two: list[int]) -> float:
        found = round(float(likeness[np.ix_(one, two)].mean()), 6)
        alone = min(len(one), len(two)) == 1
        return found if alone or found >= round(tied * min(within(one), within(two)), 6) else -np.inf

    groups = [[i] for i in range(len(likeness))]
    while len(groups) > 1:
        best, a, b = max(
            (mean(groups[i], groups[j]), -i, -j) for i in range(len(groups)) for j in range(i + 1, len(groups))
        )
        if best < threshold:
            break
        groups[-a] = sorted(groups[-a] + groups[-b])
        del groups[-b]
    return sorted(groups)


@given(
    st.lists(st.sampled_from([-0.1, 0.0, 0.1, 0.25, 0.3, 0.5, 0.9]), min_size=36, max_size=36),
    st.sampled_from([0.0, 0.5, 0.9]),
)
def test_average_linkage_is_what_its_definition_says(values: list[float], tied: float) -> None:
    likeness = np.zeros((9, 9))
    likeness[np.triu_indices(9, 1)] = values
    likeness += likeness.T + np.eye(9)
    assert average_linkage(likeness, 0.24, tied) == slow_average_linkage(likeness, 0.24, tied)
