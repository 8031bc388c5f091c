"""Two places of one thing: talks in Ankara by one report, in Istanbul by another; a crash near Cali, near Medellin.

Only cities and states of a list are held apart (`models/cities.py`), and only between reports neither of which names the
other's place anywhere: who names both may tell of two things, or of a move.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from twosource.compare.hours import Clocks
from twosource.compare.questions.evidence import Ruled, answers_of, because
from twosource.compare.questions.happenings import VEHICLES
from twosource.compare.questions.located import Located
from twosource.compare.questions.parse import LIGHT
from twosource.compare.stances import one_verb, stance, telling
from twosource.compare.verdicts import Setting, Verdict
from twosource.compare.when import times_apart
from twosource.data import Anchor, Article, Conflict, Status
from twosource.models.cities import City, apart, cities_of

SCORE = 0.5
SINGLE = frozenset({"crash", "sinking", "eruption", "collapse", "slide", "landing", "landfall"})  # a story tells of one
# what people come to, once in a story
GATHERINGS = frozenset(
    "talk summit meeting conference ceremony funeral wedding trial hearing final match game semi-final semifinal concert "
    "inauguration congress launch negotiation signing forum marathon race premiere auction".split()
)
# verbs that tell where somebody speaks
SPEAKING = frozenset("say tell report write speak add announce comment post warn call claim".split())
OTHER = r"\b(?:another|other|previous|earlier|last|next|second|third|fourth|new|fresh|separate|both|each|every|several|similar)\b"
SHOWN = re.compile(r"\b[A-Z][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _At:
    """A phrase of place with the cities or states that it may mean."""

    located: Located
    name: str
    cities: tuple[City, ...]


def judge_elsewhere(located: Sequence[Located], main: frozenset[str], setting: Setting) -> Iterator[Ruled]:
    """One verdict for each thing that reports put in two places. `main` are the kinds that the story is about."""
    told: set[tuple[str, ...]] = set()
    for group in _of_one_thing([found for x in located if (found := _at(x)) is not None], main):
        sides = _sides(group, setting)
        names = tuple(sorted(side[0].name for side in sides))
        if len(sides) > 1 and names not in told:
            told.add(names)
            points = [[x.located for x in side] for side in sides]
            reason = because("where.elsewhere", names, [x.words for side in points for x in side])
            yield Verdict("place", Status.CONFLICTING, answers_of(points), (reason,), Conflict.PLACE), SCORE


def _at(x: Located) -> _At | None:
    """The phrase, where its finest listed place is known: nothing after it that may hold another of its name."""
    if x.far is not None or x.side or stance(x.point) not in {"affirmed", "planned"}:
        return None
    if x.verb in SPEAKING or x.somebody or _another(x):
        return None
    for at, spot in enumerate(x.spots):
        cities = cities_of(spot.words.split(",")[0]) if spot.place else ()
        if cities:
            for wider in x.spots[at + 1 :]:
                lands = {c.land for c in cities_of(wider.words) if not c.region}
                cities = tuple(c for c in cities if c.land in lands)
            return _At(x, spot.words, cities) if cities else None
    return None


def _another(x: Located) -> bool:
    """Whether it is one of several, by a word beside it or before what is located: previous talks."""
    told = x.point.statement.anchor.quote
    return re.search(OTHER, x.point.anchor.quote, re.IGNORECASE) is not None or any(
        re.search(rf"{OTHER} (?:\w+ )?{re.escape(thing)}", told, re.IGNORECASE) for thing in x.things
    )


def _of_one_thing(found: Sequence[_At], main: frozenset[str]) -> Iterator[list[_At]]:
    """Phrases by what they locate: a kind of happening of which a story tells once, a gathering, a vehicle on its way, or a
    verb with one participant.
    """
    keyed: dict[str, list[_At]] = defaultdict(list)
    for x in found:
        for key in _keys(x.located, main):
            keyed[f"{x.located.way} {stance(x.located.point)} {key}"].append(x)
    for key in sorted(keyed):
        group = keyed[key]
        if len({x.located.article for x in group}) > 1:
            yield group


def _keys(x: Located, main: frozenset[str]) -> set[str]:
    keys = {f"@{kind}" for kind in x.kinds & main & SINGLE}
    if x.way == "at":
        keys |= {thing for thing in x.things & GATHERINGS}
    else:
        keys |= {"vehicle"} if x.things & VEHICLES else set()
    statement = x.point.statement
    party = statement.recipient or statement.actor
    if x.verb and x.verb not in LIGHT and one_verb(x.verb, statement.lemma) and party is not None:
        keys |= {f"{x.verb} {name}" for name in _names(party)}
    return keys


def _names(party: Anchor) -> set[str]:
    """The names in a phrase, or what it is where it is the one of the story: "the suspect"."""
    named = {w.lower() for w in SHOWN.findall(party.quote)} & telling(party)
    if named:
        return named
    words = party.quote.lower().split()
    return {words[-1]} if words[0] == "the" and not words[-1].endswith("s") else set()


def _sides(group: Sequence[_At], setting: Setting) -> list[list[_At]]:
    """The phrases by place, of those places that another report excludes."""
    by_article: dict[str, list[_At]] = defaultdict(list)
    for x in group:
        by_article[x.located.article].append(x)
    # a report that has the thing in two places tells of two things
    one = [
        x
        for xs in by_article.values()
        if not any(apart(a.cities, b.cities) for a, b in combinations(xs, 2))
        for x in xs
    ]
    places: dict[str, list[_At]] = defaultdict(list)
    for x in one:
        places[x.name].append(x)
    out: set[str] = set()
    for a, b in combinations(sorted(places), 2):
        if any(_exclude(x, y, setting) for x, y in product(places[a], places[b])):
            out |= {a, b}
    return [places[name] for name in sorted(out, key=lambda n: places[n][0].located.words)]


def _exclude(x: _At, y: _At, setting: Setting) -> bool:
    a, b = x.located, y.located
    if a.article == b.article or not apart(x.cities, y.cities):
        return False
    articles: Mapping[str, Article] = setting.articles
    if _names_it(articles[a.article], y.name) or _names_it(articles[b.article], x.name):
        return False
    return not times_apart(a.point, b.point, articles, Clocks())


def _names_it(article: Article, place: str) -> bool:
    return place.lower() in article.text.lower()
