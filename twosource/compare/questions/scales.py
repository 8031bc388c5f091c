"""What adjectives of rank measure: "deadliest" and "bloodiest" harm, "largest" and "highest" greatness."""

from __future__ import annotations

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


def scale_of(word: str) -> str:
    """What an adjective measures: "deadliest" and "bloodiest" measure harm. The adjective itself where none is listed."""
    return next((name for name, stems in SCALES if word.startswith(stems)), word)
