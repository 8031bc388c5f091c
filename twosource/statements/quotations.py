"""Quoted stretches of a text, by typography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import Anchor, Article, BlockKind

PAIRS = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}
QUOTABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.SUBHEADING})
OPENING = re.compile(r"[“«\"]|(?<![\w.,!?”’\"])[‘'](?=\w)")
SCARE_WORDS = 3  # up to which it is a word or two set apart, not a passage that somebody spoke


def find_quotations(article: Article) -> tuple[Anchor, ...]:
    """Quotations with their marks, in text order. A quotation open at the end of its block ends there."""
    found: list[Anchor] = []
    for block in article.blocks:
        if block.kind in QUOTABLE and block.repeats is None:
            found += [article.anchor(a, b) for a, b in _in(article.text, block.start, block.end)]
    return tuple(found)


def _in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while (opening := OPENING.search(text, at, end)) is not None:
        mark = opening.group()
        closing = _closing(text, opening.end(), end, mark)
        opens_line = opening.start() == start and text[opening.end()].isupper()
        if closing is None and mark in {"'", "‘"} and not opens_line:
            at = opening.end()  # an apostrophe
            continue
        stop = end if closing is None else closing
        yield opening.start(), stop
        at = stop


def _closing(text: str, at: int, end: int, mark: str) -> int | None:
    """Offset after the closing mark. Single marks close only where no letter follows."""
    wanted = PAIRS[mark]
    pattern = re.compile(rf"{re.escape(wanted)}(?!\w)" if mark in {"'", "‘"} else re.escape(wanted))
    match = pattern.search(text, at, end)
    return match.end() if match else None
