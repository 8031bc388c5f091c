"""Words beside a noun that make two things of it: the northern camp, the southern camp; the finance minister, the foreign minister; and
somebody's brother, who is another than he.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# on each line words of which a thing bears one
LINES = (
    "northern southern eastern western central northeastern northwestern southeastern southwestern",
    "north south east west",
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "finance foreign interior defence defense health justice education transport energy economy trade prime culture agriculture environment labour labor",
    "serious severe major significant grave mild minor slight small",
    "male female",
    "upper lower",
    "local regional national federal",
    "domestic international",
    "civilian military",
    "public private",
    "primary secondary",
)
OF = {word: number for number, line in enumerate(LINES) for word in line.split()}
GRAVE = frozenset("serious severe major significant grave".split())
MODIFIER = re.compile(
    rf"\b({'|'.join(sorted(OF))})(?: (?:side|police|aid|news|air|health))? ([^\W\d_]+)", re.IGNORECASE
)


def modified_apart(one: str, two: str) -> bool:
    """Whether some noun bears one word of a line here, and only others of that line there."""
    here, there = _modified(one), _modified(two)
    return any(not here[key] & there[key] for key in here.keys() & there.keys())


@lru_cache(maxsize=1 << 15)
def _modified(words: str) -> Mapping[tuple[int, str], frozenset[str]]:
    """The modifiers of each noun, by line; those for much are one."""
    found: dict[tuple[int, str], frozenset[str]] = {}
    for match in MODIFIER.finditer(words):
        word = match[1].lower()
        key = OF[word], match[2].lower().removesuffix("s")
        found[key] = found.get(key, frozenset()) | {"serious" if word in GRAVE else word}
    return found


KIN = re.compile(
    r"\b([A-Z][\w-]+)[’']s? (?:\w+ ){0,2}?(?:brother|sister|son|daughter|wife|husband|father|mother|nephew|niece|cousin|uncle|widow|"
    r"girlfriend|boyfriend|bodyguard|driver|children|parents|family|relatives)\b"
)


def of_kin(one: str, two: str) -> bool:
    """Whether words tell of somebody's brother, or another of his people, and the others name him alone: "the arrest of Omar Haddad's
    brother", "the arrest of Omar Haddad".
    """
    return any(_of_kin(here, there) for here, there in ((one, two), (two, one)))


def _of_kin(related: str, alone: str) -> bool:
    names = {match[1] for match in KIN.finditer(related)}
    return any(
        len(re.findall(rf"\b{re.escape(name)}\b", related)) == 1
        and re.search(rf"\b{re.escape(name)}\b(?![’']s)", alone)
        and not RELATED.search(alone)
        for name in names
    )


RELATED = re.compile(
    r"\b(?:brother|sister|son|daughter|wife|husband|father|mother|nephew|niece|cousin|uncle|widow|girlfriend|boyfriend|bodyguard|driver|"
    r"child\w*|parents?|famil\w+|relatives?|sibling|spouse|partner|couple)\b",
    re.IGNORECASE,
)
