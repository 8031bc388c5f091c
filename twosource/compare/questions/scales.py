"""What words of rank say: "deadliest" and "bloodiest" measure harm, "largest" and "highest" greatness; "3rd" is a place."""

from __future__ import annotations

import re

# Stems of adjectives by what they measure. A scale that is not listed is its own.
SCALES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "great",
        tuple(
            "big larg great huge massive vast extensive high tall strong power intens heav wide steep sharp fierce mighty".split()
        ),
    ),
    ("small", tuple("small low weak slight slim minor few".split())),
    (
        "harm",
        tuple(
            "worst deadl deathl blood lethal fatal destructive devastat damag catastroph disastr violent sever serious grave".split()
        ),
    ),
    ("cost", tuple("cost expens pric valuabl lucrative dear".split())),
    ("good", tuple("best fine success".split())),
    ("long", ("long",)),
    ("short", ("short",)),
    ("old", ("old",)),
    ("young", ("young",)),
    ("near", tuple("near clos".split())),
)


ORDINALS = {
    word: n
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(),
        start=2,
    )
}
COUNTED_OFF = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def ordinal(word: str) -> int:
    """The place that a word gives, from "second" and "1st" on; 0 where it gives none."""
    written = COUNTED_OFF.fullmatch(word)
    return int(written[1]) if written else ORDINALS.get(word, 0)


def scale_of(word: str) -> str:
    """What an adjective measures: "deadliest" and "bloodiest" measure harm. The adjective itself where none is listed."""
    return next((name for name, stems in SCALES if word.startswith(stems)), word)
