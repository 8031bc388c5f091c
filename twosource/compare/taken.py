"""Words that two reports share though each is its own: they count once, for the report that comes first.

An own report may open with an agency's lead, or print a statement that another prints too. Those words are then no second
report of what they say; all else is.
"""

from __future__ import annotations

from collections.abc import Mapping

from twosource.data import Anchor, Story

MOST = 0.5  # of the words of a point: they were taken

Taken = Mapping[str, tuple[tuple[Anchor, str], ...]]  # article id -> shared words of it, and the origin they count for


def taken_words(story: Story) -> Taken:
    """The shared words of each article, with the earliest origin that has them."""
    home = {article: number for number, origin in enumerate(story.origins) for article in origin.articles}
    found: dict[str, list[tuple[Anchor, int]]] = {}
    for pair in story.shared:
        first = min(home[place.article] for place in pair)
        for place in pair:
            if home[place.article] != first:
                found.setdefault(place.article, []).append((place, first))
    return {
        article: tuple((place, story.origins[first].id) for place, first in sorted(places, key=lambda p: (p[1], p[0])))
        for article, places in found.items()
    }


def origin_of(words: Anchor, origins: Mapping[str, str], taken: Taken) -> str:
    """The origin that an article's words count for."""
    for place, origin in taken.get(words.article, ()):
        if min(words.end, place.end) - max(words.start, place.start) >= MOST * (words.end - words.start):
            return origin
    return origins[words.article]
