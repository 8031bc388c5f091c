"""What stories can be narrowed by: outlet, language, agency, status, each with its number of stories.

Read once per state of a story and kept: a story that did not change is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from twosource.store import Archive
from twosource.store.records import StoryEntry

NAMES = ("outlet", "language", "agency", "status")
MOST = 12  # values of a facet that are shown
READ = 5000  # stories that can be narrowed; a list says when there are more
COUNTED = 300  # of the stories asked for, so many are counted: the latest


class Traits(NamedTuple):
    """What one story has of each facet."""

    outlet: tuple[str, ...]
    language: tuple[str, ...]
    agency: tuple[str, ...]
    status: tuple[str, ...]  # of its kept account; none while nobody has asked for one


class Facets:
    """The traits of the archive's stories, kept while the stories stay as they are."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._known: dict[str, tuple[StoryEntry, Traits]] = {}
        self._lock = Lock()

    def of(self, entry: StoryEntry) -> Traits:
        """The story's traits."""
        known = self._known.get(entry.id)
        if known is not None and known[0] == entry:
            return known[1]
        articles = [stored.article for stored in self.archive.story(entry.id).articles]
        traits = Traits(
            tuple(sorted({a.outlet for a in articles})),
            tuple(sorted({a.language for a in articles})),
            tuple(sorted({c.name for a in articles for c in a.credits if c.kind == "agency"})),
            self.archive.kept_statuses(entry.id),
        )
        with self._lock:
            self._known[entry.id] = (entry, traits)
        return traits

    def learn(self, story: str, statuses: Iterable[str]) -> None:
        """Take note of an account that was made: the statuses of its findings."""
        with self._lock:
            if story in self._known:
                entry, traits = self._known[story]
                self._known[story] = (entry, traits._replace(status=tuple(sorted(set(statuses)))))

    def chosen(self, entries: Iterable[StoryEntry], wanted: Mapping[str, str]) -> list[StoryEntry]:
        """The stories that have all that is wanted."""
        if not wanted:
            return list(entries)
        return [e for e in entries if all(value in getattr(self.of(e), name) for name, value in wanted.items())]

    def counts(
        self, entries: Sequence[StoryEntry], wanted: Mapping[str, str], address: Callable[..., str]
    ) -> list[dict[str, object]]:
        """Each facet with its commonest values, and the address that takes one up or lets it go."""
        made: list[dict[str, object]] = []
        for name in NAMES:
            counted: dict[str, int] = {}
            for entry in entries[:COUNTED]:
                for value in getattr(self.of(entry), name):
                    counted[value] = counted.get(value, 0) + 1
            on = wanted.get(name)
            ranked = sorted(counted.items(), key=lambda item: (item[0] != on, -item[1], item[0]))
            values = [
                {
                    "value": value,
                    "count": count,
                    "on": value == on,
                    "href": address(**{name: None if value == on else value}),
                }
                for value, count in ranked[:MOST]
            ]
            made.append({"name": name, "values": values, "left": len(ranked) - len(values)})
        return made
