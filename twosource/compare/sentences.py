"""The words of statements' sentences as the pair model takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from zlib import crc32

import numpy as np

from twosource.compare.likeness import RARITY, lemma_of, unit
from twosource.data import Anchor, Document, Statement
from twosource.models.pair_model import UPOS, Side

LONGEST, BEFORE = 300, 40  # characters: of a longer sentence the part around the clause is taken, from so far before it
SCALE = 10.0  # the logarithm of a word's rarity is below this
TAG = {name: number for number, name in enumerate(UPOS)}


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """The words of one sentence, with the places where they start and end in the text."""

    meaning: np.ndarray
    tags: np.ndarray
    signs: np.ndarray
    lemmas: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    def side(self, clause: Anchor, given: Anchor | None) -> Side:
        """The sentence with the words of its clause and of what is given marked; where no word is the clause's, all are."""
        told = self._inside(clause)
        value = self._inside(given) if given is not None else np.zeros_like(told)
        return Side(self.meaning, self.tags, self.signs, self.lemmas, told if told.any() else ~told, value)

    def _inside(self, anchor: Anchor) -> np.ndarray:
        within: np.ndarray = (self.ends > anchor.start) & (self.starts < anchor.end)
        return within


class Sentences:
    """The sentences of one document. `rarity`: `likeness.rarity_of` its story."""

    def __init__(self, document: Document, rarity: Mapping[str, float]) -> None:
        if document.meaning is None:
            raise ValueError(f"{document.article.id}: its words have no vectors; run the flow's steps in order")
        tokens = [t for t in document.doc if not t.is_space]
        lemmas = [lemma_of(t) for t in tokens]
        flags = [(t.is_stop or t.is_punct, t.like_num, bool(t.ent_type_), t.head.i == t.i) for t in tokens]
        rare = np.cbrt([rarity.get(lemma, log(2) ** RARITY) for lemma in lemmas]) / SCALE
        rows = np.array([t.i for t in tokens], dtype=np.int64)
        self.all = Sentence(
            meaning=unit(document.meaning[rows]),
            tags=np.array([TAG.get(t.pos_, TAG["X"]) for t in tokens], dtype=np.int64),
            signs=np.column_stack([np.array(flags, dtype=np.float32).reshape(-1, 4), rare]).astype(np.float32),
            lemmas=np.array([crc32(lemma.encode()) for lemma in lemmas], dtype=np.int64),
            starts=np.array([t.idx for t in tokens], dtype=np.int64),
            ends=np.array([t.idx + len(t) for t in tokens], dtype=np.int64),
        )

    def of(self, statement: Statement) -> Sentence:
        """The words of the statement's sentence; none are copied."""
        at = slice(*np.searchsorted(self.all.starts, window(statement)))
        names = ("meaning", "tags", "signs", "lemmas", "starts", "ends")
        return Sentence(*(getattr(self.all, name)[at] for name in names))


def window(statement: Statement) -> tuple[int, int]:
    """Where what is read of a statement's sentence starts and ends in the text."""
    start, end = statement.sentence.start, statement.sentence.end
    if end - start > LONGEST:
        start = max(start, min(statement.anchor.start - BEFORE, end - LONGEST))
        end = min(end, start + LONGEST)
    return start, end
