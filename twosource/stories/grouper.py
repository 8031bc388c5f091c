"""A stream of articles into stories, with the same stories whatever the order, the batches and the processes.

Articles join topics as they come (`topics.py`); each topic that changed is told apart into stories anew (`apart.py`).
Both follow from the articles alone. An id is the id of a story's first article, so that every id ever given leads to the
story that has that article now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from twosource.stories.apart import tell_apart
from twosource.stories.likeness import Row, Rows, Weights, chances, row_of, shipped_weights
from twosource.stories.near import Said, as_numbers
from twosource.stories.topics import Node, Topics
from twosource.stories.traits import Traits
from twosource.stories.window import Window

WINDOW_DAYS = 7
ID_DIGITS = 16
AT_ONCE = 250  # articles that are compared with a day together


class StoryEvent(msgspec.Struct, frozen=True):
    """What changed: `articles` are those that came, `others` the ids that now lead here, or the ids of the parts."""

    kind: Literal["created", "joined", "merged", "split"]
    story: str
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Placed(msgspec.Struct, frozen=True):
    """An article as the grouper keeps it: to store, and to go on from."""

    traits: Traits
    near: dict[
        str, tuple[float, float]
    ]  # earlier articles: chance that they tell the same event, second weights' logit
    links: tuple[str, ...]  # first articles of the topics it joined or tied


class Grouper:
    """Stories of all articles placed so far. `window_days` None compares articles of any days."""

    def __init__(
        self, *, window_days: int | None = WINDOW_DAYS, weights: Weights | None = None, known: Iterable[Placed] = ()
    ) -> None:
        self.weights = weights or shipped_weights()
        self.window = Window(window_days)
        self.topics = Topics(window_days, self.weights.topic)
        self.home: dict[str, str] = {}  # article -> first article of its story
        self.members: dict[str, list[str]] = {}  # first article -> the story's articles, in order
        self.ids: dict[str, str] = {}  # id -> the article that it comes from
        self.touched: set[str] = set()  # articles of the topics that the last placing changed
        self._restore(known)

    # ---- asking

    @property
    def nodes(self) -> dict[str, Node]:
        """Every article placed."""
        return self.topics.nodes

    @property
    def last(self) -> tuple[str, str]:
        """Where the latest article placed stands in the order."""
        return self.topics.last

    def story_of(self, article: str) -> str:
        """Id of the story that has the article. Raises KeyError for one that was never placed."""
        return story_id(self.home[article])

    def stories(self) -> dict[str, tuple[str, ...]]:
        """Each story's articles in order of publication; earliest story first."""
        return {story_id(first): tuple(self.members[first]) for first in self._in_order(self.members)}

    def leads_to(self, story: str) -> str | None:
        """The story to which an id leads now; None for an id that was never given."""
        return self.story_of(self.ids[story]) if story in self.ids else None

    def placed(self, article: str) -> Placed:
        """The article as it is to be stored."""
        node = self.topics.nodes[article]
        beside = {self.topics.numbered[number]: said for number, said in node.near.items()}
        earlier = {other.article: said for other, said in beside.items() if other.order < node.order}
        return Placed(node.traits, dict(sorted(earlier.items())), node.links)

    def later(self, article: str) -> list[str]:
        """The article's neighbours that stand after it."""
        node = self.topics.nodes[article]
        return [other.article for other in self.topics.near(node) if other.order > node.order]

    def state(self) -> bytes:
        """All that the grouper knows, to go on from with `from_state`."""
        return msgspec.msgpack.encode([self.placed(a) for a in sorted(self.topics.nodes)])

    @classmethod
    def from_state(
        cls, state: bytes, *, window_days: int | None = WINDOW_DAYS, weights: Weights | None = None
    ) -> Grouper:
        """The grouper that gave the state."""
        known = msgspec.msgpack.decode(state, type=list[Placed])
        return cls(window_days=window_days, weights=weights, known=known)

    # ---- placing

    def place(self, traits: Iterable[Traits]) -> list[StoryEvent]:
        """Take articles in; what changed, in the order of the stories. One that is known already changes nothing."""
        new = {t.article: t for t in traits if t.article not in self.topics.nodes}
        arriving = sorted(new.values(), key=lambda t: t.order)
        arrivals = [node for some in batched(arriving) for node in self._enter(some)]
        self.touched = self.topics.decide(arrivals)
        before = {a: self.home[a] for a in self.touched if a in self.home}
        self._retell(self.touched)
        return list(self._events(before, set(new)))

    def _enter(self, arriving: Sequence[Traits]) -> list[Node]:
        """Into the index, with their chances against the articles there and each against those before it."""
        rows = [row_of(traits) for traits in arriving]
        nodes = [self._keep(traits, row) for traits, row in zip(arriving, rows, strict=True)]
        found = self.window.near_each(arriving, rows)
        for node, row, (names, others) in zip(nodes, rows, found, strict=True):
            if names:
                self._compare(node, row, names, others)
        return nodes

    def _compare(self, node: Node, row: Row, names: Sequence[str], others: Rows) -> None:
        """Keep the chances that an article has with others, on both sides."""
        chance, second = chances(row, others, self.weights)
        kept = np.flatnonzero(chance >= self.weights.keep)
        for at, said in zip(kept.tolist(), zip(chance[kept].tolist(), second[kept].tolist(), strict=True), strict=True):
            self._beside(node, self.nodes[names[at]], said)

    def _beside(self, one: Node, two: Node, said: Said) -> None:
        one.near.add(two.number, said)
        two.near.add(one.number, said)

    def _keep(self, traits: Traits, row: Row) -> Node:
        self.window.add(traits, row)
        node = Node(traits, row.words_only())
        self.topics.enter(node)
        self.ids[story_id(node.article)] = node.article
        return node

    def _retell(self, touched: Iterable[str]) -> None:
        """Find the stories of the topics of these articles anew."""
        firsts = {self.topics.home[a] for a in touched}
        articles = [a for first in firsts for a in self.topics.members[first]]
        for article in articles:
            self.members.pop(article, None)
        for first in firsts:
            topic = [self.topics.nodes[a] for a in self.topics.members[first]]
            for story in self._told(topic):
                self.members[story[0]] = story
                self.home.update(dict.fromkeys(story, story[0]))

    def _told(self, topic: list[Node]) -> Iterator[list[str]]:
        """The stories of one topic."""
        if len(topic) == 1:
            yield [topic[0].article]
            return
        numbers = as_numbers([node.number for node in topic])
        chance = np.zeros((len(topic), len(topic)))
        second = np.full_like(chance, -np.inf)
        for i, node in enumerate(topic):
            at, chances_, logits = node.near.among(numbers)
            chance[i, at], second[i, at] = chances_, logits
        for story in tell_apart([node.row for node in topic], chance, second, self.weights):
            yield [topic[i].article for i in story]

    # ---- letting go

    def drop(self, before: int) -> set[str]:
        """Forget the topics that ended before a day, for whoever places nothing earlier than a window after it; the articles
        forgotten. Their ids lead nowhere here any more.
        """
        gone = {
            article
            for members in self.topics.members.values()
            if 0 < self.topics.nodes[members[-1]].day < before
            for article in members
        }
        for article in gone:
            self.members.pop(article, None)
            del self.home[article], self.ids[story_id(article)]
        self.topics.forget(gone)
        self.window.drop(before)
        self.touched -= gone
        return gone

    # ---- saying what changed

    def _events(self, before: Mapping[str, str], new: set[str]) -> Iterator[StoryEvent]:
        """The changes from the stories before to those now."""
        was: dict[str, set[str]] = {}  # story now -> stories that its old articles had
        now: dict[str, set[str]] = {}  # story before -> stories that have its articles
        fresh: dict[str, list[str]] = {}
        for article in self._in_order({*before, *new}):
            home = self.home[article]
            old = was.setdefault(home, set())
            if article in new:
                fresh.setdefault(home, []).append(article)
            else:
                old.add(before[article])
                now.setdefault(before[article], set()).add(home)
        for first in self._in_order(now):
            if len(now[first]) > 1:
                yield StoryEvent("split", story_id(first), others=self._ids(now[first]))
        for home in self._in_order(was):
            others = was[home] - {home}
            if not was[home]:
                yield StoryEvent("created", story_id(home), tuple(fresh[home]))
                continue
            if others:
                yield StoryEvent("merged", story_id(home), others=self._ids(others))
            if home in fresh:
                yield StoryEvent("joined", story_id(home), tuple(fresh[home]))

    def _in_order(self, articles: Iterable[str]) -> list[str]:
        return sorted(articles, key=lambda a: self.topics.nodes[a].order)

    def _ids(self, firsts: Iterable[str]) -> tuple[str, ...]:
        return tuple(story_id(first) for first in self._in_order(firsts))

    def _restore(self, known: Iterable[Placed]) -> None:
        placed = sorted(known, key=lambda p: p.traits.order)
        for each in placed:
            self._keep(each.traits, row_of(each.traits))
        for each in placed:
            node = self.nodes[each.traits.article]
            node.links = tuple(a for a in each.links if a in self.nodes)  # the others are too old to matter
            for other, said in each.near.items():
                if other in self.nodes:
                    self._beside(node, self.nodes[other], said)
        self.topics.restore()
        self._retell(self.topics.nodes)


def batched(traits: Sequence[Traits]) -> Iterator[Sequence[Traits]]:
    """A long list in pieces whose likeness to a day fits in the memory."""
    for at in range(0, len(traits), AT_ONCE):
        yield traits[at : at + AT_ONCE]


def story_id(first: str) -> str:
    """The id of the story whose first article has this sha256."""
    return f"story-{first[:ID_DIGITS]}"
