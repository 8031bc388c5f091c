"""Whether what two statements tell can have happened in one place: by the cities and states that they name."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.models.cities import City, apart, cities_of

MOST = 3  # words of a place's name
THERE = re.compile(
    r"\b(?:in|near|on|at|outside|around|across|over|hit|hits|struck|shelled|bombed|pounded)\s+"
    r"((?:[A-Z][\w’'-]*\.?\s)*[A-Z][\w’'-]*\.?)(,\s+[A-Z]\w+)?"
)


@lru_cache(maxsize=1 << 15)
def places_in(words: str) -> tuple[tuple[City, ...], ...]:
    """For each listed city or state in which, or on which, some words say that something happens: which ones it may be. None of
    a name that another follows, as of a street or a person.
    """
    found = [_listed(match[1]) for match in THERE.finditer(words) if not match[2]]
    return tuple(dict.fromkeys(cities for cities in found if cities))


def _listed(name: str) -> tuple[City, ...]:
    words = re.sub(r"[’']s$", "", name.rstrip(".")).split()
    return cities_of(" ".join(words)) if len(words) <= MOST else ()


def elsewhere(one: str, two: str) -> bool:
    """Whether both name places, of which none can be one of the other's: "strikes on Kharkiv", "strikes on Odesa"."""
    here, there = places_in(one), places_in(two)
    return bool(here and there) and all(apart(a, b) for a in here for b in there)
