"""Documents into stories: which articles tell one event, and who copies whom among them."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Article, Story
from twosource.stories.families import family_of
from twosource.stories.group import group_articles, story_id
from twosource.stories.origins import find_origins

__all__ = ["group_stories"]


def group_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """The stories the articles tell, with their lineage, earliest first."""
    return tuple(
        Story(
            id=story_id(group),
            articles=group,
            origins=find_origins(group),
            families={a.id: family_of(a.outlet, a.url) for a in group},
        )
        for group in group_articles(articles)
    )
