"""Scores and votes that words tell as a pair: "2-1", "a 52-48 vote", "by 120 votes to 80", "121 in favour and 79 against"."""

from __future__ import annotations

import re
from collections.abc import Iterator

SPELLED = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
N = rf"(\d{{1,3}}|{'|'.join(SPELLED)})"
DASHED = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-])")
BY = re.compile(r"\bby (\d{1,3}) to (\d{1,3})\b(?! ?(?:%|per ?cent))", re.IGNORECASE)  # "rejected by 311 to 302"
VOTED = (
    re.compile(rf"\b{N} votes? to {N}\b", re.IGNORECASE),
    re.compile(rf"\b(?:voted|votes? of) (?:by )?{N} to {N}\b", re.IGNORECASE),
    re.compile(
        rf"\b{N} (?:votes? |\w+ )?(?:for|in favou?r)\b,?(?: and| to| with)? {N} (?:votes? |\w+ )?against\b",
        re.IGNORECASE,
    ),
)


def tallies(words: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The pairs of numbers, the smaller first, and where they stand. Of longer numbers the first is the greater: "100-200" is a
    range.
    """
    for pattern, ranges in ((DASHED, RANGES), (BY, 0)):
        for match in pattern.finditer(words):
            one, two = (int(n) for n in match.groups())
            if one >= two or two < ranges:
                yield _pair(one, two), (match.start(1), match.end())
    for pattern in VOTED:
        for match in pattern.finditer(words):
            one, two = (_number(n) for n in match.groups())
            yield _pair(one, two), (match.start(1), match.end())


RANGES = 100  # from here on; "by 5 to 10" is one too


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else SPELLED[word.lower()]


def _pair(one: int, two: int) -> str:
    return f"{min(one, two)}-{max(one, two)}"
