"""Where cities lie, so that two of them are known not to be one place: "in Milan", "in Turin".

The list holds those of more than 100,000 people, and capitals (`training/cities.py`). Many a province is called by its city:
two cities of one region are never held apart, since the one may stand for the region of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from twosource.models.names import known_as, plain_name
from twosource.models.roles import land_of

NEAR = 60.0  # km: cities that grow into each other, across a border too
EARTH = 6371.0  # km
# names of a state that is another's, a part's or an island's too, and of unions
VAGUE = frozenset("georgia congo congo_republic guinea ireland palestine eu un nato holy_see".split())
WHOLE = {
    "england": "uk",
    "scotland": "uk",
    "wales": "uk",
    "hong kong": "china",
    "macao": "china",
    "greenland": "denmark",
}


class City(NamedTuple):
    """One of the places that a name may mean; without a region a whole state."""

    land: str
    region: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


def cities_of(name: str) -> tuple[City, ...]:
    """The cities of that name, or the state; none for what is not listed."""
    land = land_of(name)
    if land:
        return () if land in VAGUE else (City(WHOLE.get(land, land)),)
    return _listed().get(plain_name(name)) or _listed().get(known_as(name), ())


def apart(one: Sequence[City], two: Sequence[City]) -> bool:
    """Whether whichever city the one name means is another than, and not near, whichever the other does."""
    return all(_apart(a, b) for a in one for b in two)


def _apart(a: City, b: City) -> bool:
    if not (a.region and b.region):
        return a.land != b.land
    return (a.land, a.region) != (b.land, b.region) and _distance(a, b) > NEAR


def _distance(a: City, b: City) -> float:
    """In km, along the surface (haversine)."""
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(chord))


@cache
def _listed() -> Mapping[str, tuple[City, ...]]:
    text = resources.files("twosource.models").joinpath("cities.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[City, ...]] = {}
    for line in text.splitlines():
        name, land, region, latitude, longitude = line.split("\t")
        city = City(WHOLE.get(land, land), region, float(latitude), float(longitude))
        found[name] = (*found.get(name, ()), city)
    return found
