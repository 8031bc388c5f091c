"""Text that two articles share: how much, at how many places, and whether it is told or attributed.

Counted are word 5-grams of headlines and paragraphs outside quotation marks: quoting one official verbatim is not
copying. Nor is one passage that both attribute to him; copies share the words between the attributions as well.
Candidate pairs come out of one table of shared 5-grams against articles, so that no pair of texts is compared that has
nothing in common. Thresholds stand on a plateau of the open stories; `accounts` (`origin_f1`) and `lineage` of the benchmarks hold them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from twosource.data import Anchor, Article, BlockKind

QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)")
PROSE = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH})
GRAM = 5
SHARED_TEXT = 0.05  # share of the shorter text's 5-grams; unrelated reports of one event stay below it
MIN_GRAMS = 12  # fewer are set phrases: "the federal reserve cut interest rates by a quarter of a percentage point"
RUN = 3  # 5-grams in a row; less than seven words are a name or a phrase
TOLD = 3  # 5-grams that stand in no attribution, where several places are shared
ALONE = 12  # told 5-grams that a single place needs: sixteen words in a row
WHOLE = 0.80  # of the shorter text: a copy, whatever it says
HALF = 0.5  # of the shorter text, at `SPREAD` places: a copy, even where each sentence says who said it
SPREAD = 3
CHUNK = 4096  # columns of the table at a time
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+")
ATTRIBUTED = re.compile(
    r"\b(?:said|says|saying|told|tells|according to(?! (?:(?:a|the|local|media|news) )*reports?\b)|stat(?:ed|es)|added|adds|wrote|writes|in a (?:written )?statement|warned|warns|argued|argues|"
    r"explained|noted|quoted|as per)\b",
    re.IGNORECASE,
)


class Prose(NamedTuple):
    """An article's own words: 5-grams outside quotations with their first place, and the sentences they stand in."""

    grams: dict[str, tuple[int, int]]
    paragraphs: list[int]  # starts
    sentences: list[int]
    told: list[bool]  # per sentence: not attributed to anybody


class Run(NamedTuple):
    """A stretch of shared words: from, to in the one and in the other text, and its number of 5-grams."""

    start: int
    end: int
    other_start: int
    other_end: int
    grams: int


class Overlap(NamedTuple):
    """What two texts share."""

    share: float  # of the shorter text's 5-grams
    mutual: float  # of the longer text's
    grams: int
    places: int  # paragraphs with shared text
    told: int  # 5-grams outside attributions, in both texts
    passage: tuple[Anchor, Anchor]  # the longest run

    @property
    def copied(self) -> bool:
        """Whether so much is shared that the texts go back to one."""
        if self.grams < MIN_GRAMS or self.share < SHARED_TEXT:
            return False
        if self.places >= 2 and self.told >= TOLD or self.places >= SPREAD and self.share >= HALF:
            return True
        return self.share >= WHOLE or self.told >= ALONE


def read_prose(article: Article) -> Prose:
    """The own words of an article."""
    found = Prose({}, [], [], [])
    for block in article.blocks:
        if block.kind not in PROSE or block.repeats is not None:
            continue
        words = article.text[block.start : block.end]
        found.paragraphs.append(block.start)
        for start, end in sentence_bounds(words):
            found.sentences.append(block.start + start)
            found.told.append(ATTRIBUTED.search(words, start, end) is None)
        plain = QUOTED.sub(lambda m: "\x00" * len(m.group()), words)
        places = [(m.group().lower(), m.start(), m.end()) for m in WORD.finditer(plain)]
        for i in range(len(places) - GRAM + 1):
            window = places[i : i + GRAM]
            first, last = window[0][1], window[-1][2]
            if "\x00" not in plain[first:last]:
                gram = " ".join(w for w, _, _ in window)
                found.grams.setdefault(gram, (block.start + first, block.start + last))
    return found


def sentence_bounds(words: str) -> Iterator[tuple[int, int]]:
    """Start and end of the sentences of a paragraph."""
    start = 0
    for gap in SENTENCE_END.finditer(words):
        yield start, gap.start() + len(gap.group().rstrip())
        start = gap.end()
    if start < len(words):
        yield start, len(words)


def candidates(texts: Sequence[Prose]) -> list[tuple[int, int, int]]:
    """Pairs of texts with `MIN_GRAMS` or more 5-grams in common: their places in the sequence and the number shared."""
    where: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for gram in text.grams:
            where.setdefault(gram, []).append(number)
    shared = [numbers for numbers in where.values() if len(numbers) > 1]
    table = np.zeros((len(texts), len(texts)), dtype=np.float32)
    for first in range(0, len(shared), CHUNK):
        part = shared[first : first + CHUNK]
        holds = np.zeros((len(texts), len(part)), dtype=np.float32)
        for column, numbers in enumerate(part):
            holds[numbers, column] = 1
        table += holds @ holds.T
    rows, columns = np.nonzero(np.triu(table, 1) >= MIN_GRAMS)
    return [(int(i), int(j), int(table[i, j])) for i, j in zip(rows, columns, strict=True)]


def overlap(a: Article, b: Article, prose: Mapping[str, Prose]) -> Overlap | None:
    """What two articles share; None when it is no stretch of seven words."""
    mine, theirs = prose[a.id], prose[b.id]
    found = [run for run in runs(mine, theirs) if run.grams >= RUN]
    if not found:
        return None
    grams = sum(run.grams for run in found)
    longest = max(found, key=lambda run: (run.end - run.start, -run.start))
    return Overlap(
        share=grams / min(len(mine.grams), len(theirs.grams)),
        mutual=grams / max(len(mine.grams), len(theirs.grams)),
        grams=grams,
        places=min(
            len({bisect_right(mine.paragraphs, run.start) for run in found}),
            len({bisect_right(theirs.paragraphs, run.other_start) for run in found}),
        ),
        told=sum(run.grams for run in found if _told(mine, run.start) and _told(theirs, run.other_start)),
        passage=(a.anchor(longest.start, longest.end), b.anchor(longest.other_start, longest.other_end)),
    )


def runs(mine: Prose, theirs: Prose) -> Iterator[Run]:
    """The stretches of 5-grams that both texts have in one order, in the order of the first text."""
    run: Run | None = None
    common = sorted((place, theirs.grams[gram]) for gram, place in mine.grams.items() if gram in theirs.grams)
    for (start, end), (other_start, other_end) in common:
        if run and start <= run.end and run.other_start <= other_start <= run.other_end:
            run = Run(run.start, end, run.other_start, other_end, run.grams + 1)
        else:
            if run:
                yield run
            run = Run(start, end, other_start, other_end, 1)
    if run:
        yield run


def _told(text: Prose, start: int) -> bool:
    return text.told[bisect_right(text.sentences, start) - 1]
