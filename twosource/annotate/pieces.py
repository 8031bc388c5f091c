"""The wordpieces of a Doc's words, cut once per word form: the network's input for any unit of the Doc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.models.words import PRONOUNS, shape_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

MOST_FORMS = 200_000  # remembered at once
DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
PRONOUN, DEFINITE = 1, 2  # kinds of words in a chain


@dataclass(frozen=True, slots=True)
class Form:
    """A word form: its text, wordpieces, letter case, and kind of word in a chain."""

    text: str
    ids: list[int]
    shape: int
    chain: int


class Cutter:
    """Wordpieces of word forms, remembered: the tokenizer cuts each word by itself."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.ends: list[int] = tokenizer.encode("").ids  # [CLS], [SEP]
        self._known: dict[int, Form] = {}

    def cut(self, doc: Doc) -> Pieces:
        """The pieces of all tokens of a Doc."""
        numbers, owners = np.unique(doc.to_array("ORTH"), return_inverse=True)
        forms = self._forms(doc, numbers.tolist())
        counts = np.array([len(form.ids) for form in forms], dtype=np.int64)
        flat = np.array([i for form in forms for i in form.ids], dtype=np.int64)
        begins = np.cumsum(counts) - counts
        return Pieces(self.ends, forms, flat, begins, counts, owners)

    def _forms(self, doc: Doc, numbers: list[int]) -> list[Form]:
        """The forms of these numbers of spaCy's store."""
        new = [number for number in numbers if number not in self._known]
        if len(self._known) + len(new) > MOST_FORMS:
            self._known.clear()
            new = numbers
        if new:
            texts = [doc.vocab.strings[number] for number in new]
            encoding = self.tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
            cut: list[list[int]] = [[] for _ in texts]
            for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
                if word is not None:
                    cut[word].append(piece)
            for number, text, ids in zip(new, texts, cut, strict=True):
                self._known[number] = Form(text, ids, shape_of(text), _chain_word(text.lower()))
        return [self._known[number] for number in numbers]


def _chain_word(lowered: str) -> int:
    return PRONOUN if lowered in PRONOUNS else DEFINITE if lowered in DETERMINERS else 0


class Pieces:
    """Per token of a Doc: text, letter case, kind of word in a chain, where its pieces begin in `flat`, and how many."""

    def __init__(
        self,
        ends: Sequence[int],
        forms: Sequence[Form],
        flat: np.ndarray,
        begins: np.ndarray,
        counts: np.ndarray,
        owners: np.ndarray,
    ) -> None:
        self.ends, self.flat = ends, flat
        self.begins, self.counts = begins[owners], counts[owners]
        self.shapes = np.array([form.shape for form in forms], dtype=np.int64)[owners]
        self.chain = np.array([form.chain for form in forms], dtype=np.int64)[owners]
        self.texts: list[str] = np.array([form.text for form in forms], dtype=object)[owners].tolist()

    def size(self, words: np.ndarray) -> int:
        """Number of pieces of these words, with the marks at both ends."""
        return int(self.counts[words].sum()) + len(self.ends)

    def feed(self, words: np.ndarray, most: int) -> dict[str, np.ndarray]:
        """Ids, and the place of each word's first piece (0 where it has none), of at most so many pieces."""
        counts = self.counts[words]
        places = np.cumsum(counts) - counts + 1  # after [CLS]
        shift = np.repeat(self.begins[words] - places + 1, counts)
        ids = np.empty(len(shift) + 2, dtype=np.int64)
        ids[0], ids[-1] = self.ends
        ids[1:-1] = self.flat[shift + np.arange(len(shift))]
        first = np.where((counts > 0) & (places < most), places, 0)
        return {"input_ids": ids[:most], "first": first, "shape": self.shapes[words]}


def word_means(pieces: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Mean vector of each word's pieces; zero for a word that has none. `pieces` are a unit's, its two ends included."""
    rows = np.zeros((len(first), pieces.shape[1]), dtype=np.float32)
    real = np.flatnonzero(first)
    if len(real):
        begins = first[real]
        counts = np.diff(begins, append=max(len(pieces) - 1, begins[-1] + 1))
        rows[real] = np.add.reduceat(pieces[: begins[-1] + counts[-1]], begins) / counts[:, None].astype(np.float32)
    return rows
