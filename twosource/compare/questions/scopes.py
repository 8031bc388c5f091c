"""How far a ranking reaches: "in 30 years", "since 1931", "in the country's history", "the world's", "to hit the coast"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from twosource.compare.questions.lines import HAVE, MARKS, Line, begins, lines, named_by, phrase_after, stem
from twosource.compare.questions.parse import COMMON, NAMES
from twosource.data import Actor, Anchor, Document, Entity, Mention, TimeRange

# prepositions whose phrase says among what, or since when, a thing is ranked
REACHING = frozenset("in of for since between within among across on over during throughout outside against".split())
EXPERIENCED = frozenset("seen had known experienced suffered recorded faced witnessed endured".split())
# words that let a list go back to its beginning
EVER = (
    ("ever",),
    ("yet",),
    ("so", "far"),
    ("to", "date"),
    ("on", "record"),
    ("of", "all", "time"),
    ("of", "its", "kind"),
)
HISTORY = frozenset("history memory record time times era".split())
SPANS = frozenset("generation lifetime season term tenure presidency reign career".split())
# of these the phrase is part of the scope only with a place, a history or a time: "in the raid" tells where it happened
WHERE = frozenset("in on over during throughout outside across within".split())
WHOLES = frozenset("world industry sector league sport business market".split())
ROWS = frozenset("series string wave spate succession row list spell".split())
NARROWING = frozenset("recent modern living contemporary postwar peacetime".split())
EMPTY = frozenset("kind type sort area size term name number way one".split())
# any of these may be the place that another report names
NESTED = 12  # mentions that may begin before the one a word is part of
UNITS = frozenset("country nation state region city kingdom province county town district area island republic".split())
YEARLY = re.compile(r"\d{3,4}")  # the TIMEX3 value of "the year", "the decade"
LONG_ENOUGH = frozenset({"month", "quarter", "season", "year", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Scope:
    """`time` is normalised ("since:1931", "in:P30Y", "of:2025", "ever"); `limits` are Actor ids and lemmas."""

    time: str = ""
    limits: frozenset[str] = frozenset()
    dated: str = ""

    def ever(self) -> Scope:
        """The same, over all time where it says none."""
        return self if self.time else replace(self, time="ever")


@dataclass(slots=True)
class _Reading:
    time: str = ""
    dated: str = ""
    limits: set[str] = field(default_factory=set)

    def when(self, time: str) -> None:
        # "has had so far this year": the year says more than that it is so far
        if not self.time or self.time == "ever":
            self.time = time


def called(actors: Sequence[Actor]) -> dict[str, str]:
    """Names in lower case with the id of the first Actor so called."""
    return {name.lower(): actor.id for actor in reversed(actors) for name in actor.names}


class Scopes:
    """Reads scopes in one document. `actor_of` maps Entity ids to Actor ids, `called` names in lower case."""

    def __init__(self, document: Document, actor_of: Mapping[str, str], called: Mapping[str, str]) -> None:
        self.document = document
        self.lines = list(lines(document))
        self.people = {actor_of[e.id] for e in document.entities if e.type == "person" and e.id in actor_of}
        self.called = called
        self.times = sorted(document.times, key=lambda t: t.anchor)
        self.mentions: list[tuple[Mention, str]] = sorted(
            ((m, _actor(m, e, actor_of, called)) for e in document.entities for m in e.mentions if e.id in actor_of),
            key=lambda pair: (pair[0].anchor, pair[1]),
        )
        self.begin = {m.anchor.start: actor for m, actor in reversed(self.mentions) if m.kind == "name"}
        self.end = {m.anchor.end: actor for m, actor in reversed(self.mentions) if m.kind == "name"}
        self.starts = [m.anchor.start for m, _ in self.mentions]
        day = document.article.published_date
        self.year = day.year if day is not None else 0

    # ---- the tail of a ranking

    def read(self, line: Line, at: int) -> tuple[Scope, int]:
        """The scope that begins at `at`, and where it ends."""
        got, i = _Reading(), at
        while i < len(line.tokens):
            quoted = 1 if line.word(i) in MARKS else 0  # the "most damaging event" to hit the coast
            end = self._step(line, i + quoted, got)
            if not end:
                break
            i = end
        return Scope(got.time, frozenset(got.limits), got.dated), i

    def _step(self, line: Line, at: int, got: _Reading) -> int:
        """Past the next part of the scope; 0 where none begins here."""
        return (
            self._ever(line, at, got)
            or self._bare_time(line, at, got)
            or self._phrase(line, at, got)
            or self._clause(line, at, got)
            or self._infinitive(line, at, got)
        )

    def with_owner(self, line: Line, start: int, core: tuple[int, int], head: int, scope: Scope) -> Scope:
        """The scope with the possessor before the ranking ("the world's", "its") and names before its noun ("the largest
        U.S. automaker"). `core` is where the ranking words begin and end.
        """
        limits = set(scope.limits)
        if head > core[1]:
            limits |= self._named(line, core[1], head)
        for i in range(start, core[0]):
            if line.tag(i) == "PRP$":
                limits |= {self.actor_at(line, i)} - {""}
            elif line.tag(i) == "POS":
                limits |= self._named(line, max(start, begins(line, i)), i) or {self._called(line, i - 1)}
        return replace(scope, limits=frozenset(x for x in limits - EMPTY if x[:1].isalnum()))

    def _ever(self, line: Line, at: int, got: _Reading) -> int:
        for words in EVER:
            if tuple(line.words(at, at + len(words))) == words:
                got.when("ever")
                return at + len(words)
        if line.tag(at) == "VBN" and line.word(at) in EXPERIENCED:
            got.when("ever")
            return at + 1
        return 0

    def _bare_time(self, line: Line, at: int, got: _Reading) -> int:
        """A time without a preposition: "this year"."""
        time = self._time_from(line, at, at + 1)
        if time is None or time.anchor.start != line.tokens[at].idx or line.word(at) not in {"this", "last"}:
            return 0
        if time.precision not in LONG_ENOUGH:
            return 0
        got.when(f"of:{time.value}")
        return _past(line, at, time)

    def _phrase(self, line: Line, at: int, got: _Reading) -> int:
        word = line.word(at)
        if word == "by" and line.tag(at + 1) in COMMON:  # "by area", "by market value"
            end = named_by(line, at + 1)[1]
            got.limits.add("by " + stem(line.tokens[end - 1]))
            return end
        if word not in REACHING:
            return 0
        head, end = phrase_after(line, at + 1)
        time = self._time_from(line, at + 1, max(end, at + 2))
        if time is not None:
            return self._dated_phrase(line, at, time, max(end, _past(line, at + 1, time)), got)
        if head < 0:
            return 0
        if word == "since":
            return self._since(line, at + 1, head, end, got)
        if word == "between" and line.word(end) == "and":
            more, last = phrase_after(line, end + 1)
            if more >= 0:
                got.limits |= self._named(line, end + 1, last) or {self._called(line, more)}
                end = last
        if word in WHERE and not self._reaches(line, at + 1, head) and not self._timed(line, end):
            return 0
        self._limit(line, at + 1, head, end, got)
        return end

    def _timed(self, line: Line, at: int) -> bool:
        """Whether a time follows, so that the scope goes on: "in the valley in 40 years"."""
        ahead = _Reading()
        return bool((self._ever(line, at, ahead) or self._phrase(line, at, ahead)) and ahead.time)

    def _since(self, line: Line, start: int, head: int, end: int, got: _Reading) -> int:
        """Since something without a date of its own: "since the election of 1972", "since the end of the war"."""
        event = ",".join(sorted(self._named(line, start, end) or {stem(line.tokens[head])}))
        while line.word(end) in {"of", "in"}:
            head, last = phrase_after(line, end + 1)
            time = self._time_from(line, end + 1, last)
            if time is not None and time.value:
                got.when(f"since:{time.value}")
                return _past(line, end, time)
            if head < 0:
                break
            event += "," + ",".join(sorted(self._named(line, end + 1, last) or {stem(line.tokens[head])}))
            end = last
        got.when(f"since:{event}")
        return end

    def _reaches(self, line: Line, start: int, head: int) -> bool:
        """Whether a phrase names a place or whole, a history or a span of life."""
        if stem(line.tokens[head]) in UNITS | HISTORY | SPANS | ROWS | WHOLES:
            return True
        return bool(self._named(line, start, head + 1)) or line.tag(head) in NAMES

    def _limit(self, line: Line, start: int, head: int, end: int, got: _Reading) -> None:
        """What a phrase adds: a history, a span of life, or among whom the thing is ranked."""
        lemma, words = stem(line.tokens[head]), set(line.words(start, end))
        named = self._named(line, start, head + 1)
        if lemma in SPANS:
            got.when(f"in:{lemma}")
            got.limits |= named
        elif lemma in HISTORY:
            narrowed = sorted(words & NARROWING)
            got.when(":".join(["ever", *narrowed]))
            got.limits |= named
            got.limits |= (
                {stem(line.tokens[i]) for i in range(start, head) if line.tag(i) in COMMON} - named - NARROWING
            )
        else:
            got.limits |= named or {self._called(line, head)}
        got.limits -= EMPTY | HISTORY

    def _dated_phrase(self, line: Line, at: int, time: TimeRange, end: int, got: _Reading) -> int:
        """A phrase with a time: "since 1931", "of this century"; a day on which it happened is no scope."""
        word = line.word(at)
        if time.kind == "duration":
            got.when(f"in:{time.timex}")
        elif word == "since":
            got.when(f"since:{time.value or time.timex}")
        elif time.precision in LONG_ENOUGH or (time.kind == "vague" and YEARLY.fullmatch(time.timex)):
            value = time.value or time.timex
            if word in WHERE and time.precision in {"month", "quarter", "season"}:
                return 0  # "a record high in June": when, not among what
            earlier = time.precision == "year" and self.year and int(value[:4]) < self.year and word == "in"
            if earlier:
                got.dated = value
            else:
                got.when(f"of:{value}")
        elif time.kind == "vague":
            head, last = phrase_after(line, at + 1)
            if head < 0 or line.tokens[head].idx < time.anchor.end:
                return 0
            self._limit(line, at + 1, head, last, got)
            return last
        else:
            return 0
        return end

    def _clause(self, line: Line, at: int, got: _Reading) -> int:
        """A clause of experience: "(that) the country has ever had"."""
        start = at + 1 if line.word(at) in {"that", "which"} else at
        head, end = phrase_after(line, start)
        if head < 0 and line.tag(start) == "PRP":
            head, end = start, start + 1
        if head < 0 or line.word(end) not in HAVE:
            return 0
        after = end + 2 if line.word(end + 1) == "ever" else end + 1
        if line.word(after) not in EXPERIENCED:
            return 0
        got.when("ever")
        got.limits |= self._named(line, start, end) or {self._called(line, head)}
        return after + 1

    def _infinitive(self, line: Line, at: int, got: _Reading) -> int:
        """What it came to: "to hit the coast"."""
        if line.word(at) != "to" or line.tag(at + 1) != "VB":
            return 0
        head, end = phrase_after(line, at + 2)
        if head < 0:
            return 0
        got.limits |= self._named(line, at + 2, end) or {self._called(line, head)}
        return end

    # ---- names and times

    def _named(self, line: Line, start: int, end: int) -> set[str]:
        """The Actors that a stretch names."""
        first, last = line.tokens[start].idx, line.tokens[end - 1].idx + len(line.tokens[end - 1])
        low = max(0, bisect_right(self.starts, first) - 3)
        return {
            actor
            for mention, actor in self.mentions[low : bisect_right(self.starts, last)]
            if first <= mention.anchor.start and mention.anchor.end <= last and mention.kind == "name"
        }

    def _called(self, line: Line, at: int) -> str:
        """The Actor of a name that the reader took for none here, else the lemma."""
        word = stem(line.tokens[at])
        return self.called.get(word, word)

    def actor_at(self, line: Line, at: int) -> str:
        """The Actor of the mention that the word is part of, "" where it is part of none."""
        token = line.tokens[at]
        last = bisect_right(self.starts, token.idx)
        around = [
            (len(m.anchor.quote), actor)
            for m, actor in self.mentions[max(0, last - NESTED) : last]
            if m.anchor.end > token.idx
        ]
        return min(around)[1] if around else ""

    def actor_ending(self, line: Line, end: int) -> str:
        """The Actor whose name ends just before `end`."""
        edge = line.tokens[end - 1].idx + len(line.tokens[end - 1])
        return self.end.get(edge, "")

    def actor_beginning(self, line: Line, at: int) -> str:
        """The Actor whose name begins at `at`, an article aside."""
        at = at + 1 if line.word(at) in {"the", *MARKS} else at
        if at >= len(line.tokens):
            return ""
        edge = line.tokens[at].idx
        return self.begin.get(edge, "")

    def date_of(self, line: Line, at: int) -> str:
        """The year that the noun phrase around a noun gives it: "the 1987 flood", "the flood of 1987"."""
        start = begins(line, at + 1)
        after = at + 2 if line.tag(at + 1) == "VBN" else at + 1  # "the record set in 1976"
        head, end = phrase_after(line, after + 1) if line.word(after) in {"of", "in"} else (-1, at + 1)
        if head >= 0 and line.tag(head) in COMMON:  # "the toll of the 1953 flood": the year is the flood's
            end = at + 1
        start = begins(line, start - 1) if line.word(start - 1) in {"of", "in"} else start
        time = self._time_from(line, start, max(end, at + 1))
        if time is None or time.kind != "date" or time.precision not in {"year", "month"}:
            return ""
        return time.value if not self.year or int(time.value[:4]) < self.year else ""

    def _time_from(self, line: Line, start: int, end: int) -> TimeRange | None:
        """The first time expression that stands in a stretch of the sentence."""
        if start >= len(line.tokens) or start >= end:
            return None
        tokens = line.tokens[start:end]
        here = self.document.article.anchor(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        return next((t for t in self.times if _inside(t.anchor, here)), None)


def _actor(mention: Mention, entity: Entity, actor_of: Mapping[str, str], called: Mapping[str, str]) -> str:
    """The Actor of a mention; of a name that the reader took for a place here and a group there, the first so called."""
    mine = actor_of[entity.id]
    one_name = mention.kind == "name" and entity.type != "person"
    return called.get(mention.anchor.quote.lower(), mine) if one_name else mine


def _inside(time: Anchor, here: Anchor) -> bool:
    return time.overlaps(here)


def _past(line: Line, at: int, time: TimeRange) -> int:
    """The place of the first word after a time expression."""
    return next((i for i in range(at, len(line.tokens)) if line.tokens[i].idx >= time.anchor.end), len(line.tokens))
