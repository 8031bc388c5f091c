"""Documents into stories: which articles tell one event, and who copies whom among them."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Article, Story
from twosource.stories.families import family_of
from twosource.stories.group import group_articles, story_id
from twosource.stories.grouper import Grouper, Placed, StoryEvent
from twosource.stories.origins import find_lineage
from twosource.stories.traits import Traits, features

__all__ = [
    "Grouper",
    "Placed",
    "StoryEvent",
    "Traits",
    "features",
    "group_articles",
    "group_stories",
    "make_story",
]


def group_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """The stories the articles tell, with their lineage, earliest first."""
    return tuple(make_story(group) for group in group_articles(articles))


def make_story(articles: Sequence[Article], *, id: str | None = None) -> Story:
    """The story that these articles tell, by publication and id, with their lineage."""
    origins, shared = find_lineage(articles)
    return Story(
        id=id or story_id(articles),
        articles=tuple(articles),
        origins=origins,
        families={a.id: family_of(a.outlet, a.url) for a in articles},
        shared=shared,
    )
