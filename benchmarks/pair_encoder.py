"""Two texts into what the pair encoder thinks of them: entailed, neutral, contradicting, and whether they tell one thing.

The model is not part of the package: as signs of the alignment and as a signal of conflicts it brought nothing held out
(training/LOG.md). `python -m training.pairs.train` and `.export` make it; TWOSOURCE_PAIRS names its folder.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.archives import DataMissing
from twosource.errors import ModelError
from twosource.models.load import EXACT, read_entry, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SETTING = "TWOSOURCE_PAIRS"
CLASSES = ("entailment", "neutral", "contradiction")
OUTPUTS = {"classes": len(CLASSES), "same": 1}


@dataclass(frozen=True, slots=True)
class PairScores:
    """Probabilities for n pairs: `classes` n x 3 in the order of `CLASSES`, `same` n."""

    classes: np.ndarray
    same: np.ndarray


class PairEncoder:
    """A cross-encoder over (premise, hypothesis).

    Each pair runs alone: int8 activations are scaled by what is in the batch, and a pair's scores must not depend on
    its neighbours.
    """

    def __init__(self, name: str, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self.name = name
        self._session = session
        self._tokenizer = tokenizer

    def score(self, pairs: Sequence[tuple[str, str]]) -> PairScores:
        """Scores of (premise, hypothesis) pairs, in order; a pair given twice is looked at once."""
        found = {pair: self._one(*pair) for pair in dict.fromkeys(pairs)}
        rows = [found[pair] for pair in pairs]
        classes = np.stack([row for row, _ in rows]) if rows else np.zeros((0, len(CLASSES)))
        return PairScores(classes, np.array([same for _, same in rows]))

    def _one(self, premise: str, hypothesis: str) -> tuple[np.ndarray, float]:
        encoded = self._tokenizer.encode(premise, hypothesis)
        ids = np.array([encoded.ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        classes, same = self._session.run(list(OUTPUTS), feed)
        raised = np.exp(classes[0].astype(np.float64) - classes[0].max())
        # rounded, so that the last bits of a product never decide an order
        return np.round(raised / raised.sum(), 5), round(float(1 / (1 + np.exp(-same[0]))), 5)


@cache
def pair_encoder() -> PairEncoder:
    """The pair encoder that the setting names, verified and opened once. Raises DataMissing where it names none."""
    folder = os.environ.get(SETTING)
    if not folder:
        raise DataMissing(f"No pair encoder: train one (training/pairs) and name its folder in {SETTING}.")
    return open_pairs(Path(folder))


def open_pairs(folder: Path) -> PairEncoder:
    """Open a pair encoder's folder. Raises ModelError where a file is missing or altered, or its labels do not fit."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    entry = read_entry(folder)
    for name, expected in entry["sha256"].items():
        verify(folder / name, expected)
    if tuple(entry.get("classes", ())) != CLASSES:
        raise ModelError(
            f"{folder.name}: the model's labels are {', '.join(entry.get('classes', ())) or 'not given'}, this code "
            f"needs {', '.join(CLASSES)}; install the version this code was made for"
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry(*EXACT)
    session = InferenceSession((folder / "pairs.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])
    given = {o.name: o.shape for o in session.get_outputs()}
    for name, width in OUTPUTS.items():
        if name not in given or (width > 1 and given[name][-1] != width):
            raise ModelError(
                f"{folder.name}: output {name!r} of the model does not fit; export it anew (training.pairs.export)"
            )
    return PairEncoder(
        f"{entry['name']}-{entry['version']}", session, Tokenizer.from_file(str(folder / "tokenizer.json"))
    )
