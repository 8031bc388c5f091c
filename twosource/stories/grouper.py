"""A stream of articles into stories, one article at a time, with the same stories whatever the order.

Each article is decided once, in the order of publication, against the stories that stood before it: it joins the story
with whose articles it most likely tells one event, on average, and ties a second one to it where the two are as near.
An article that comes late is decided at its own place, and those later ones are decided anew whose stories it changed.
So the stories follow from the articles alone: order, size of batches and number of processes change nothing.

An id is the id of a story's first article, so that every id ever given leads to the story that has that article now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import Literal, NamedTuple

import msgspec

from twosource.stories.likeness import Row, Weights, chances, row_of, shipped_weights, stacked
from twosource.stories.traits import Traits
from twosource.stories.window import Window

WINDOW_DAYS = 7
ID_DIGITS = 16
Order = tuple[str, str]


class StoryEvent(msgspec.Struct, frozen=True):
    """What changed: `articles` are those that moved, `others` the ids that now lead here, or the ids of the parts."""

    kind: Literal["created", "joined", "merged", "split"]
    story: str
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Placed(msgspec.Struct, frozen=True):
    """An article as the grouper keeps it: to store, and to go on from."""

    traits: Traits
    near: dict[str, float]  # earlier articles, and the chance that they tell the same event
    links: tuple[str, ...]  # first articles of the stories it joined or tied


class Node:
    """An article among the others."""

    __slots__ = ("article", "back", "day", "decided", "links", "near", "order", "traits")

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self.article = traits.article
        self.order: Order = traits.order
        self.day = traits.day
        self.near: dict[str, float] = {}  # earlier and later ones
        self.links: tuple[str, ...] = ()
        self.back: set[str] = set()
        self.decided = False


class Candidate(NamedTuple):
    """A story that an article might join: its articles before it and within the window."""

    chance: float
    first: Node
    members: list[Node]


class Grouper:
    """Stories of all articles placed so far. `window_days` None compares articles of any days."""

    def __init__(
        self,
        *,
        window_days: int | None = WINDOW_DAYS,
        weights: Weights | None = None,
        known: Iterable[Placed] = (),
    ) -> None:
        self.weights = weights or shipped_weights()
        self.window = Window(window_days)
        self.nodes: dict[str, Node] = {}
        self.home: dict[str, str] = {}  # article -> first article of its story
        self.members: dict[str, list[str]] = {}  # first article -> the story's articles, in order
        self.last: Order = ("", "")  # of those decided
        self.ids: dict[str, str] = {}  # id -> the article that it comes from
        self._restore(known)

    # ---- asking

    def story_of(self, article: str) -> str:
        """Id of the story that has the article. Raises KeyError for one that was never placed."""
        return story_id(self.home[article])

    def stories(self) -> dict[str, tuple[str, ...]]:
        """Each story's articles in order of publication; earliest story first."""
        firsts = sorted(self.members, key=lambda first: self.nodes[first].order)
        return {story_id(first): tuple(self.members[first]) for first in firsts}

    def leads_to(self, story: str) -> str | None:
        """The story to which an id leads now; None for an id that was never given."""
        return self.story_of(self.ids[story]) if story in self.ids else None

    def placed(self, article: str) -> Placed:
        """The article as it is to be stored."""
        node = self.nodes[article]
        earlier = {a: p for a, p in sorted(node.near.items()) if self.nodes[a].order < node.order}
        return Placed(node.traits, earlier, node.links)

    def state(self) -> bytes:
        """All that the grouper knows, to go on from with `from_state`."""
        return msgspec.msgpack.encode([self.placed(a) for a in sorted(self.nodes)])

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
        new = {t.article: t for t in traits if t.article not in self.nodes}
        arrivals = [self._enter(t) for t in sorted(new.values(), key=lambda t: t.order)]
        before: dict[str, str] = {}
        due: list[tuple[Order, str]] = []
        for node in arrivals:
            heappush(due, (node.order, node.article))
        waiting = set(new)
        while due:
            _, article = heappop(due)
            waiting.discard(article)
            for again in self._decide(self.nodes[article], before):
                if again not in waiting:
                    waiting.add(again)
                    heappush(due, (self.nodes[again].order, again))
        return list(self._events(before, set(new)))

    def _enter(self, traits: Traits) -> Node:
        """Into the index, with its chances against the articles there."""
        node = Node(traits)
        row = row_of(traits)
        names, rows = self.window.near(traits, row)
        if names:
            found = chances(row, stacked(rows), self.weights)
            for name, chance in zip(names, found.tolist(), strict=True):
                if chance >= self.weights.keep:
                    node.near[name] = chance
                    self.nodes[name].near[node.article] = chance
        self._keep(node, row)
        return node

    def _keep(self, node: Node, row: Row) -> None:
        self.window.add(node.traits, row)
        self.nodes[node.article] = node
        self.home[node.article] = node.article
        self.members[node.article] = [node.article]
        self.ids[story_id(node.article)] = node.article

    def _decide(self, node: Node, before: dict[str, str]) -> list[str]:
        """Link an article to the stories before it; the later articles to decide anew because of that."""
        links = tuple(sorted(c.first.article for c in self._choose(node)))
        again, node.decided = node.decided, True
        late = node.order < self.last
        self.last = max(self.last, node.order)
        if again and links == node.links:
            return []
        touched = {self.home[a] for a in (node.article, *links)}
        changed = [a for first in sorted(touched) for a in self.members[first]]
        if links != node.links:
            for article in changed:
                before.setdefault(article, self.home[article])
            self._link(node, links)
            self._settle(changed, whole=not again)
        if not late:
            return []
        return [a for m in changed for a in self.nodes[m].near if self.nodes[a].order > node.order]

    def _link(self, node: Node, links: tuple[str, ...]) -> None:
        for article in node.links:
            self.nodes[article].back.discard(node.article)
        for article in links:
            self.nodes[article].back.add(node.article)
        node.links = links

    def _choose(self, node: Node) -> list[Candidate]:
        """The story to join, and those to tie to it."""
        fit = sorted(
            (c for c in self._candidates(node) if c.chance >= self.weights.join),
            key=lambda c: (-c.chance, c.first.order),
        )
        if not fit:
            return []
        chosen, joined = [fit[0]], [*fit[0].members, node]
        for other in fit[1:]:
            if self._mean(joined, other.members) >= self.weights.join:
                chosen.append(other)
                joined += other.members
        return chosen

    def _candidates(self, node: Node) -> Iterator[Candidate]:
        """The stories of the article's neighbours as they stood before it."""
        seen: set[str] = set()
        for article in sorted(node.near):
            if article in seen or self.nodes[article].order > node.order:
                continue
            story = self._story_before(article, node.order)
            seen.update(n.article for n in story)
            members = [n for n in story if self._meets(n, node)]
            total = sum(sorted(node.near.get(n.article, 0.0) for n in members))
            yield Candidate(round(total / len(members), 6), min(story, key=lambda n: n.order), members)

    def _meets(self, one: Node, two: Node) -> bool:
        width = self.window.width
        return width is None or not (one.day and two.day) or abs(one.day - two.day) <= width

    def _mean(self, some: list[Node], others: list[Node]) -> float:
        """Mean chance between two sets of articles."""
        names = {n.article for n in others}
        total = sum(sorted(p for n in some for a, p in n.near.items() if a in names))
        return round(total / (len(some) * len(others)), 6)

    def _story_before(self, article: str, order: Order) -> list[Node]:
        """The article's story as it stood before a place in the order."""
        story = self.members[self.home[article]]
        if self.nodes[story[-1]].order < order:
            return [self.nodes[a] for a in story]
        reached, todo = {article}, [article]
        while todo:
            node = self.nodes[todo.pop()]
            for other in (*node.links, *node.back):
                if other not in reached and self.nodes[other].order < order:
                    reached.add(other)
                    todo.append(other)
        return [self.nodes[a] for a in reached]

    def _settle(self, articles: list[str], *, whole: bool) -> None:
        """Find the stories of the articles anew; `whole`: they have become one."""
        for article in articles:
            self.members.pop(article, None)
        if whole:
            self._write(articles)
            return
        left = set(articles)
        while left:
            reached, todo = set[str](), [min(left)]
            while todo:
                article = todo.pop()
                if article not in reached:
                    reached.add(article)
                    todo += [*self.nodes[article].links, *self.nodes[article].back]
            self._write(reached)
            left -= reached

    def _write(self, articles: Iterable[str]) -> None:
        story = sorted(articles, key=lambda a: self.nodes[a].order)
        self.members[story[0]] = story
        for article in story:
            self.home[article] = story[0]

    # ---- saying what changed

    def _events(self, before: dict[str, str], new: set[str]) -> Iterator[StoryEvent]:
        """The changes from the stories before to those now."""
        was: dict[str, set[str]] = {}  # story now -> stories that its old articles had
        now: dict[str, set[str]] = {}  # story before -> stories that have its articles
        fresh: dict[str, list[str]] = {}
        for article in sorted({*before, *new}, key=lambda a: self.nodes[a].order):
            home = self.home[article]
            if article in new:
                fresh.setdefault(home, []).append(article)
                was.setdefault(home, set())
            else:
                was.setdefault(home, set()).add(before[article])
                now.setdefault(before[article], set()).add(home)
        for old in sorted(now, key=lambda first: self.nodes[first].order):
            if len(now[old]) > 1:
                yield StoryEvent("split", story_id(old), others=self._ids(now[old]))
        for home in sorted(was, key=lambda first: self.nodes[first].order):
            others = {o for o in was[home] if o != home}
            if not was[home]:
                yield StoryEvent("created", story_id(home), tuple(fresh[home]))
                continue
            if others:
                yield StoryEvent("merged", story_id(home), others=self._ids(others))
            if home in fresh:
                yield StoryEvent("joined", story_id(home), tuple(fresh[home]))

    def _ids(self, firsts: Iterable[str]) -> tuple[str, ...]:
        return tuple(story_id(first) for first in sorted(firsts, key=lambda first: self.nodes[first].order))

    def _restore(self, known: Iterable[Placed]) -> None:
        placed = sorted(known, key=lambda p: p.traits.order)
        for each in placed:
            node = Node(each.traits)
            self._keep(node, row_of(each.traits))
            self.last = max(self.last, node.order)
        for each in placed:
            node = self.nodes[each.traits.article]
            node.links = each.links
            node.decided = True
            for other, chance in each.near.items():
                node.near[other] = chance
                self.nodes[other].near[node.article] = chance
            for other in each.links:
                self.nodes[other].back.add(node.article)
        self._settle(list(self.nodes), whole=False)


def story_id(first: str) -> str:
    """The id of the story whose first article has this sha256."""
    return f"story-{first[:ID_DIGITS]}"
