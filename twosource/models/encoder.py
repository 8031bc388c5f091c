"""Texts into unit vectors by the reader's encoder (all-MiniLM-L6-v2, mean pooled, int8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from twosource.models.load import ReaderModel, reader_model

MAX_PIECES = 256


class Encoder:
    """`encode(texts)` gives an n x 384 float32 array of unit vectors.

    Each text runs alone: int8 activations are scaled by what is in the batch, and a text's vector must not depend
    on its neighbours.
    """

    def __init__(self, model: ReaderModel) -> None:
        self.model = model
        self.dimension = 384

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of the texts, in order."""
        known: dict[str, np.ndarray] = {}
        for text in texts:
            if text not in known:
                known[text] = self._vector(text)
        rows = [known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def _vector(self, text: str) -> np.ndarray:
        ids = self.model.tokenizer.encode(text).ids
        if len(ids) > MAX_PIECES:
            ids = [*ids[: MAX_PIECES - 1], ids[-1]]
        word = np.zeros(1, dtype=np.int64)
        feed = {"input_ids": np.array(ids, dtype=np.int64), "first": word, "shape": word, "sentence": word}
        return self.model.run(["embedding"], feed)["embedding"]


@cache
def shared_encoder() -> Encoder:
    """The process's encoder."""
    return Encoder(reader_model())
