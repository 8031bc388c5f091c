"""Who claims something: a spokesperson of a body speaks for it, so that "the army" and "an army spokesman" are one claimer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SPOKES = r"spokes(?:man|woman|person|people|men|women)"
FOR = re.compile(rf"^(?:[\w’'-]+ )*?{SPOKES} (?:for|of) (.+)$", re.IGNORECASE)
OF = re.compile(rf"^(.+?)(?:['’]s?)? (?:(?:chief|main|senior|official) )?{SPOKES}\b(?: [A-Z].*|,.*)?$")
LEADING = re.compile(r"^(?:the|an?|its|their|one|another)\s+|['’]s?$", re.IGNORECASE)
# of which nothing says whose spokesman it is
NOBODY = frozenset(
    {"", "a", "an", "the", "one", "another", "chief", "main", "senior", "official", "his", "her", "its", "their"}
)


@lru_cache(maxsize=1 << 12)
def spoken_for(claimer: str) -> str:
    """The body that a claimer is or speaks for, in small letters; the claimer where it speaks for none that is named."""
    found = FOR.match(claimer) or OF.match(claimer)
    body = LEADING.sub("", LEADING.sub("", found[1])).casefold() if found else ""
    return claimer.casefold().removeprefix("the ") if body in NOBODY else body


def one_claimer(one: str | None, two: str | None) -> bool:
    """Whether two claimers are one; nobody named is the outlet itself."""
    return spoken_for(one or "") == spoken_for(two or "")


def claimers_once(claimers: Iterable[str | None]) -> tuple[str, ...]:
    """Claimers in the order of the letters, each once, by the shortest words that name it."""
    named = sorted({c for c in claimers if c}, key=lambda c: (len(c), c))
    once: dict[str, str] = {}
    for claimer in named:
        once.setdefault(spoken_for(claimer), claimer)
    return tuple(sorted(once.values()))
