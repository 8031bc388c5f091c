"""Number words and digits as values, with the vague words of news as documented intervals.

The conventions for vague words are ours, chosen wide: "dozens" is 24 to 99, "hundreds" 200 to 999, "several" 3 to 9,
"a few" 2 to 5; other coders fix single values for them (ACLED counts 12 for dozens, 100 for hundreds), which hides
that the report did not say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

UNITS = {w: i for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "mn": 1e6, "bn": 1e9, "tn": 1e12, "m": 1e6, "k": 1e3, "b": 1e9,
}  # fmt: skip
VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2e3, 9999),
    "millions": (2e6, 9.99e6), "billions": (2e9, 9.99e9), "several": (3, 9), "a few": (2, 5), "few": (2, 5), "a couple": (2, 2), "a handful": (3, 7),
    "a dozen": (12, 12), "half a dozen": (6, 6), "two dozen": (24, 24), "tens of thousands": (2e4, 99999), "hundreds of thousands": (2e5, 999999),
    "tens of millions": (2e7, 9.99e7), "hundreds of millions": (2e8, 9.99e8), "several dozen": (36, 108), "several hundred": (300, 900),
    "several thousand": (3e3, 9e3), "a few hundred": (200, 500), "a few thousand": (2e3, 5e3), "several hundred thousand": (3e5, 9e5), "dozen": (12, 12),
    "several million": (3e6, 9e6), "thousands upon thousands": (2e3, 99999), "hundreds upon hundreds": (200, 999),
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "a half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "one-third": 1 / 3, "two thirds": 2 / 3, "two-thirds": 2 / 3, "a quarter": 1 / 4,
    "one quarter": 1 / 4, "one-quarter": 1 / 4, "three quarters": 3 / 4, "three-quarters": 3 / 4, "a fifth": 1 / 5, "one fifth": 1 / 5, "one-fifth": 1 / 5,
    "two fifths": 2 / 5, "two-fifths": 2 / 5, "a tenth": 1 / 10, "one tenth": 1 / 10,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12,
}  # fmt: skip

_small = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_scale_words = "hundred|thousand|million|billion|trillion|lakh|crore"
WORDS = rf"(?:(?:a|one half|half a) (?={_scale_words})(?:{_scale_words})|(?:{_small})(?:[- ](?:{_small}|{_scale_words})|[ -]and[ -](?={_small})(?:{_small}))*)"
DIGITS = r"(?:\d{1,3}(?:[,.\u202f\u00a0 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALE = rf"(?:[ -]?(?:{_scale_words})\b|[ ]?(?:mn|bn|tn)\b|(?:m|k|b|bn|tn)\b)"
VAGUE_WORDS = "|".join(re.escape(w) for w in sorted(VAGUE, key=len, reverse=True))
FRACTION_WORDS = "|".join(re.escape(w) for w in sorted(FRACTIONS, key=len, reverse=True))


class Number(NamedTuple):
    """An interval of values; `exact` is False for vague words."""

    low: float
    high: float
    exact: bool
    rule: str


def parse_digits(text: str, scale: str = "") -> Number | None:
    """Digits with separators and an optional scale word or letter."""
    plain = text.replace("\u202f", " ").replace("\u00a0", " ")
    plain = re.sub(r"[, ](?=\d{3})", "", plain)
    if re.fullmatch(r"\d{1,3}\.\d{3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    factor = SCALES.get(scale.strip(" -").lower(), 1.0) if scale else 1.0
    return Number(value * factor, value * factor, True, "digits" if not scale else "digits.scale")


def parse_words(text: str) -> Number | None:
    """Cardinal words: "twenty-five", "two hundred and six", "half a million", "a hundred"."""
    lowered = text.lower()
    half = lowered.startswith("half a ")
    tokens = re.split(r"[- ]+", lowered.removeprefix("half a ").removeprefix("one half "))
    total = current = 0.0
    for token in tokens:
        if token in UNITS:
            current += UNITS[token]
        elif token in TENS:
            current += TENS[token]
        elif token == "hundred":
            current = max(current, 1) * 100
        elif token in SCALES:
            total += max(current, 1) * SCALES[token]
            current = 0
        elif token not in {"and", "a"}:
            return None
    value = (total + current) * (0.5 if half else 1.0)
    return Number(value, value, True, "words")


def parse_vague(text: str) -> Number | None:
    """Vague words as intervals."""
    bounds = VAGUE.get(" ".join(text.lower().split()))
    return None if bounds is None else Number(float(bounds[0]), float(bounds[1]), bounds[0] == bounds[1], "vague")
