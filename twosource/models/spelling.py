"""Are two parts of names one name in two spellings? By sound, as transliterations vary, and not by likeness alone.

Consonants must be the same sounds. Vowels may differ as they do between ways to write one name in Latin letters: a and e,
e and i, o and u (Ahmad, Ahmed; Salim, Salem; Omar, Umar), long ones doubled (ee, ou), one left out between consonants.
A last vowel is kept: it tells Mario from Maria and Paul from Paula. Short parts leave no room: "Chen" is not "Cheng".
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from twosource.models.genders import single_name_gender

LOOSE = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "s"), ("dj", "j"), ("ts", "s"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v"), ("j", "i"), ("y", "i"), ("g", "g"),
)  # fmt: skip
# what is one sound in most languages' Latin spellings: for names too short to differ by more
CLOSE_SOUNDS = (("sch", "sh"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("y", "i"))  # fmt: skip
# one long vowel
LONG_VOWELS = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("aei", "ai"), ("eu", "u"), ("iu", "u"))
ALIKE = frozenset("ae ea ei ie ou uo".split())  # vowels that stand for one another
SHORT = 5  # letters below which consonants and vowels must be the same sounds
LOOSE_FROM = 6  # letters from which consonants that transliterations mix up are one
SLIP_FROM = 8  # letters from which one letter is a slip of the pen, unless near the end: Peterson is not Petersen
FAR = 9
ROMAN = re.compile("[ivxl]+")
CLOSE = 0.93  # Jaro-Winkler of two parts that look alike

Beats = tuple[str, tuple[str, ...]]  # consonants, and the vowels before, between and after them


@lru_cache(maxsize=100_000)
def same_part(a: str, b: str) -> bool:
    """Whether two name parts are one name in two spellings."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < 3 or not (a.isalpha() and b.isalpha()) or (ROMAN.fullmatch(a) and ROMAN.fullmatch(b)):
        return False
    sounds = LOOSE if shorter >= LOOSE_FROM else CLOSE_SOUNDS
    most = 0 if shorter < SHORT else 2 if shorter < LOOSE_FROM else 3 if shorter < SLIP_FROM else 4
    if any(_apart(beats(x, sounds), beats(y, sounds), (a, b)) <= most for x in readings(a) for y in readings(b)):
        return True
    if shorter >= SLIP_FROM and a[0] == b[0] and a[-2:] == b[-2:] and Levenshtein.distance(a, b) == 1:
        return True
    return shorter >= LOOSE_FROM and a[0] == b[0] and len(a) == len(b) and _two_turned(a, b)


def _two_turned(a: str, b: str) -> bool:
    """Whether two letters that stand side by side have changed places."""
    at = next(i for i in range(len(a)) if a[i] != b[i])
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def readings(part: str) -> tuple[str, ...]:
    """A part, and what it sounds like where its letters stand for two sounds: Arabic q is a g in Libya and the Gulf,
    French tch a sound that others write t.
    """
    other = re.sub(r"q+", "g", part) if "q" in part else part.replace("tch", "t")
    return (part,) if other == part else (part, other)


@lru_cache(maxsize=100_000)
def beats(part: str, sounds: tuple[tuple[str, str], ...]) -> Beats:
    """The consonants of a part, and the vowels before, between and after them."""
    part = re.sub(r"[aeou]llah$", "allah", part)
    part = re.sub(r"qu(?=[ei])", "k", part)
    for old, new in sounds:
        part = part.replace(old, new)
    part = part[:1] + part[1:].replace("h", "")
    part = re.sub(r"([^aeiou])\1+", r"\1", part)
    groups = re.split(r"[^aeiou]", part)
    return re.sub(r"[aeiou]", "", part), tuple(_long(g) for g in groups)


def _long(vowels: str) -> str:
    vowels = re.sub(r"(.)\1+", lambda m: {"ee": "i", "oo": "u"}.get(m.group()[:2], m.group(1)), vowels)
    for old, new in LONG_VOWELS:
        vowels = vowels.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", vowels)


def _apart(one: Beats, two: Beats, parts: tuple[str, str]) -> int:
    """How far two names of the same consonants are apart in their vowels; `FAR` where they are two names."""
    if one[0] != two[0] or not one[0]:
        return FAR
    (first, *inside, last), (other, *between, final) = one[1], two[1]
    far = 0 if {first, other} == {"o", "u"} else _letters(first, other)
    for a, b in zip(inside, between, strict=True):
        far += _letters(a, b) if a and b else 0 if a == b else 2 if (a or b) in "ae" else FAR
    given = [bool(single_name_gender(p)) for p in parts]
    if {last, final} == {"", "e"}:
        return far + (FAR if any(given) else 2)
    return far + (0 if last == final else FAR if all(given) or len(last) != len(final) else _letters(last, final))


def _letters(a: str, b: str) -> int:
    """How many letters of two groups of vowels stand for one another; `FAR` where others differ."""
    if len(a) == len(b):
        return sum(1 if x + y in ALIKE else 0 if x == y else FAR for x, y in zip(a, b, strict=True))
    short, long = sorted((a, b), key=len)
    if not short or len(long) - len(short) > 1:
        return FAR
    return 3 + min(_letters(short, long[:i] + long[i + 1 :]) for i in range(len(long)))


@lru_cache(maxsize=100_000)
def alike_part(a: str, b: str) -> bool:
    """Whether two parts look alike: spellings of one name, or two names that a careless pen mixes up."""
    if a == b:
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    one, two = skeleton(a), skeleton(b)
    if one == two and len(one) >= 2 and (min(len(a), len(b)) >= 5 or JaroWinkler.similarity(a, b) >= 0.8):
        return True
    return min(len(a), len(b)) >= 5 and JaroWinkler.similarity(a, b) >= CLOSE and one[:1] == two[:1]


@lru_cache(maxsize=50_000)
def skeleton(part: str) -> str:
    """A part's consonants with sounds that transliterations mix up made one."""
    for old, new in LOOSE:
        part = part.replace(old, new)
    head, rest = part[:1], re.sub(r"[aeiouh]", "", part[1:])
    return re.sub(r"(.)\1+", r"\1", ("a" if head in "aeiou" else head) + rest)
