"""Are two names one name? Spelling, transliteration, titles, particles, initials and acronyms.

A name is compared by the skeleton of its parts: Latin letters (anyascii), without vowels and doubled letters, with
sounds that transliterations mix up made one (q/k/c, kh/h, ph/f, z/s, y/i, w/v). Given names must agree as well as
family names: two Georges with one surname are two people unless their middle names say the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

TITLES = frozenset(
    "mr mrs ms miss dr prof professor president vice prime minister premier chancellor king queen prince princess sheikh sheik emir sultan "
    "gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal brig brigadier adm admiral marshal commander "
    "gov governor sen senator rep representative mp congressman congresswoman secretary ambassador judge justice attorney mayor chief chair chairman "
    "chairwoman chairperson ceo director spokesman spokeswoman spokesperson officer sheriff deputy acting interim former ex sir lord lady dame "
    "pope cardinal bishop archbishop rabbi imam ayatollah rev reverend father sister crown transitional foreign defence defense finance interior "
    "treasurer coach inspector constable superintendent warrant sr jr hon".split()
)
PARTICLES = frozenset(
    "al el ul as ash at ad an ar bin ibn ben abu umm de da do dos das del della di du la le van von der den ter bint".split()
)
SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "s"), ("dj", "j"), ("ts", "s"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v"), ("j", "i"), ("y", "i"), ("g", "g"),
)  # fmt: skip
CLOSE = 0.93  # Jaro-Winkler of two parts that are one name misspelt


def same_name(a: str, b: str) -> tuple[float, str]:
    """Score 0..1 that two names are one, and why."""
    one, two = name_parts(a), name_parts(b)
    if not one or not two:
        return 0.0, "a name without parts"
    if one == two:
        return 1.0, "same parts"
    if is_acronym(a, b) or is_acronym(b, a):
        return 0.9, "acronym"
    if len(one) == 1 or len(two) == 1:
        single, other = (one, two) if len(one) == 1 else (two, one)
        if any(same_part(single[0], part) for part in other):
            return (0.8, "one part stands in the other name") if len(other) > 1 else (0.95, "one spelling of the other")
        return 0.0, "no part in common"
    return _full(one, two)


def _full(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[float, str]:
    """Two names of several parts: each part of the shorter needs its own in the longer."""
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    left = list(longer)
    exact = 0
    for part in shorter:
        home = next((p for p in left if same_part(part, p)), None)
        if home is None:
            home = next((p for p in left if _initial(part, p)), None)
            if home is None:
                return 0.2, f"nothing for {part!r}"
        else:
            exact += 1
        left.remove(home)
    if not exact:
        return 0.3, "initials only"
    if len(shorter) > 1 and len(left) >= 1 and _middle_clash(shorter, longer):
        return 0.4, "other middle names"
    return (0.95 if exact == len(shorter) else 0.85), "every part has its own"


def _middle_clash(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    left = list(longer)
    for part in shorter:
        if part in left:
            left.remove(part)
    return len(shorter) > 2 and any(len(p) == 1 for p in left)


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def same_part(a: str, b: str) -> bool:
    """Whether two name parts are one name in two spellings."""
    if a == b:
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    one, two = skeleton(a), skeleton(b)
    if one == two and len(one) >= 2 and (min(len(a), len(b)) >= 5 or JaroWinkler.similarity(a, b) >= 0.8):
        return True
    return min(len(a), len(b)) >= 5 and JaroWinkler.similarity(a, b) >= CLOSE and one[:1] == two[:1]


@lru_cache(maxsize=50_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Lowercase Latin parts of a name without titles, particles and possessive s."""
    plain = re.sub(r"[’']s\b", "", name)
    plain = anyascii(plain).lower().replace(".", " ").replace("'", "")
    words = [w for w in re.split(r"[^a-z0-9]+", plain) if w]
    kept = tuple(w for w in words if w not in TITLES and w not in PARTICLES and w != "the")
    return kept or tuple(w for w in words if w != "the")


@lru_cache(maxsize=50_000)
def skeleton(part: str) -> str:
    """A part's consonants with sounds that transliterations mix up made one."""
    for old, new in SOUNDS:
        part = part.replace(old, new)
    head, rest = part[:1], re.sub(r"[aeiouh]", "", part[1:])
    return re.sub(r"(.)\1+", r"\1", ("a" if head in "aeiou" else head) + rest)


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long`'s words (small words may be left out)."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (2 <= len(letters) <= 7 and letters.isupper()):
        return False
    words = [w for w in re.split(r"[\s\-]+", re.sub(r"\(.*?\)|[’']s\b", "", long)) if w]
    full = "".join(w[0] for w in words).upper()
    big = "".join(w[0] for w in words if w[0].isupper())
    return len(words) > 1 and letters in {full, big}
