"""Articles into topics, one at a time, with the same topics whatever the order.

Each article is decided once, in the order of publication, against the topics that stood before it: it joins the topic
with whose articles it is most likely to tell one event, on average, and ties a second one to it where the two are as
near. An article that comes late is decided at its own place, and those later ones are decided anew whose topics it
changed. So topics follow from the articles alone. No topic is longer than the window: what decides an article lies
within two windows of its day, however long the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from heapq import heappop, heappush
from typing import NamedTuple

from twosource.stories.likeness import Row
from twosource.stories.near import Near, as_numbers
from twosource.stories.traits import Traits

Order = tuple[str, str]


class Node:
    """An article among the others."""

    __slots__ = ("article", "back", "day", "decided", "links", "near", "number", "order", "row", "traits")

    def __init__(self, traits: Traits, row: Row) -> None:
        self.traits = traits
        self.row = row
        self.article = traits.article
        self.order: Order = traits.order
        self.day = traits.day
        self.number = 0  # among those in memory, as they came
        self.near = Near()  # earlier and later ones
        self.links: tuple[str, ...] = ()  # first articles of the topics it joined or tied
        self.back: set[str] = set()  # those that linked to it
        self.decided = False


class Candidate(NamedTuple):
    """A topic that an article might join: its articles before it and within the window."""

    chance: float
    first: Node
    members: list[Node]


class Topics:
    """The topics of all articles taken in. `width` None compares articles of any days."""

    def __init__(self, width: int | None, least: float) -> None:
        self.width = width
        self.least = least
        self.nodes: dict[str, Node] = {}
        self.numbered: dict[int, Node] = {}
        self.numbers = 0  # given so far
        self.home: dict[str, str] = {}  # article -> first article of its topic
        self.members: dict[str, list[str]] = {}  # first article -> the topic's articles, in order
        self.last: Order = ("", "")  # of those decided

    def enter(self, node: Node) -> None:
        """Take an article in, a topic of its own until it is decided."""
        node.number, self.numbers = self.numbers, self.numbers + 1
        self.nodes[node.article] = self.numbered[node.number] = node
        self.home[node.article] = node.article
        self.members[node.article] = [node.article]

    def near(self, node: Node) -> list[Node]:
        """The neighbours of an article."""
        return [self.numbered[number] for number in node.near.numbers()]

    def forget(self, articles: Set[str]) -> None:
        """Let whole topics go."""
        gone = as_numbers(sorted(self.nodes[a].number for a in articles))
        left = {n.number for a in articles for n in self.near(self.nodes[a]) if n.article not in articles}
        for number in left:
            self.numbered[number].near.forget(gone)
        for article in articles:
            for linked in self.nodes[article].links:
                if linked in self.nodes:
                    self.nodes[linked].back.discard(article)
            self.members.pop(article, None)
            del self.numbered[self.nodes[article].number], self.nodes[article], self.home[article]

    def restore(self) -> None:
        """Find all topics by the links that the articles have."""
        for node in self.nodes.values():
            node.decided = True
            self.last = max(self.last, node.order)
            for article in node.links:
                self.nodes[article].back.add(node.article)
        self._settle(list(self.nodes), whole=False)

    def decide(self, arrivals: Iterable[Node]) -> set[str]:
        """Decide articles that were taken in, and those later ones that depend on them; the articles of what changed."""
        due = [(node.order, node.article) for node in arrivals]
        due.sort()
        waiting = {article for _, article in due}
        touched: set[str] = set(waiting)
        while due:
            _, article = heappop(due)
            waiting.discard(article)
            changed, later = self._decide(self.nodes[article])
            touched.update(changed)
            for again in later:
                if again not in waiting:
                    waiting.add(again)
                    heappush(due, (self.nodes[again].order, again))
        return touched

    def _decide(self, node: Node) -> tuple[list[str], list[str]]:
        """Link an article to the topics before it; whose topic changed, and what to decide anew because of that."""
        links = tuple(sorted(c.first.article for c in self._choose(node)))
        again, node.decided = node.decided, True
        late = node.order < self.last
        self.last = max(self.last, node.order)
        if again and links == node.links:
            return [], []
        firsts = {self.home[a] for a in (node.article, *links)}
        changed = [a for first in sorted(firsts) for a in self.members[first]]
        if links != node.links:
            for article in node.links:
                self.nodes[article].back.discard(node.article)
            for article in links:
                self.nodes[article].back.add(node.article)
            node.links = links
            self._settle(changed, whole=not again)
        if not late:
            return changed, []
        return changed, [n.article for m in changed for n in self.near(self.nodes[m]) if n.order > node.order]

    def _choose(self, node: Node) -> list[Candidate]:
        """The topic to join, and those to tie to it."""
        fit = sorted(
            (c for c in self._candidates(node) if c.chance >= self.least), key=lambda c: (-c.chance, c.first.order)
        )
        chosen, joined = fit[:1], [*fit[0].members, node] if fit else []
        for other in fit[1:]:
            if self._mean(joined, other.members) >= self.least:
                chosen.append(other)
                joined += other.members
        return chosen

    def _candidates(self, node: Node) -> Iterator[Candidate]:
        """The topics of the article's neighbours as they stood before it: a mean chance needs one as high."""
        seen: set[str] = set()
        chances = node.near.chances()
        for article in sorted(self.numbered[n].article for n, chance in chances.items() if chance >= self.least):
            if article in seen or self.nodes[article].order > node.order:
                continue
            topic = self._topic_before(article, node.order)
            seen.update(n.article for n in topic)
            first = min(topic, key=lambda n: n.order)
            if not self._meets(first, node):
                continue
            members = [n for n in topic if self._meets(n, node)]
            total = sum(sorted(chances[n.number] for n in members if n.number in chances))
            yield Candidate(round(total / len(members), 6), first, members)

    def _meets(self, one: Node, two: Node) -> bool:
        return self.width is None or not (one.day and two.day) or abs(one.day - two.day) <= self.width

    def _mean(self, some: list[Node], others: list[Node]) -> float:
        """Mean chance between two sets of articles."""
        numbers = as_numbers([n.number for n in others])
        total: float = sum(sorted(chance for n in some for chance in n.near.among(numbers)[1].tolist()))
        return round(total / (len(some) * len(others)), 6)

    def _topic_before(self, article: str, order: Order) -> list[Node]:
        """The article's topic as it stood before a place in the order."""
        topic = self.members[self.home[article]]
        if self.nodes[topic[-1]].order < order:
            return [self.nodes[a] for a in topic]
        reached, todo = {article}, [article]
        while todo:
            node = self.nodes[todo.pop()]
            for other in (*node.links, *node.back):
                if other not in reached and self.nodes[other].order < order:
                    reached.add(other)
                    todo.append(other)
        return [self.nodes[a] for a in reached]

    def _settle(self, articles: list[str], *, whole: bool) -> None:
        """Find the topics of the articles anew; `whole`: they have become one."""
        for article in articles:
            self.members.pop(article, None)
        if whole:
            self._write(articles)
            return
        left = dict.fromkeys(articles)
        while left:
            reached, todo = set[str](), [next(iter(left))]
            while todo:
                article = todo.pop()
                if article not in reached:
                    reached.add(article)
                    todo += [*self.nodes[article].links, *self.nodes[article].back]
            self._write(reached)
            for article in reached:
                left.pop(article, None)

    def _write(self, articles: Iterable[str]) -> None:
        topic = sorted(articles, key=lambda a: self.nodes[a].order)
        self.members[topic[0]] = topic
        for article in topic:
            self.home[article] = topic[0]
