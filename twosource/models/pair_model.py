"""The pair model: two statements, as the reader has read their sentences, into log odds that both answer one question.

A small network over vectors that are there already (`training/questions`): 110,000 weights, a fifth of a millisecond a
pair. It is verified by its sha256 when it is opened, as the reader is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twosource.models.load import PAIRS, home, read_entry, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILE = "pairs.onnx"
SIDES = ("one", "two")
INPUTS = {  # of each side: what it holds of n words
    "meaning": np.float32,
    "tags": np.int64,
    "signs": np.float32,
    "lemmas": np.int64,
    "there": np.bool_,
    "clause": np.bool_,
    "given": np.bool_,
}
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
KINDS = ("event", "quantity", "date", "place", "person")  # their numbers
CELLS = 1 << 16  # pairs of words looked at together: bounds the memory
DIGITS = 4  # rounded, so that the last bits of a product never decide an order


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A statement's sentence, n words: `meaning` n x 128 unit vectors, `tags` numbers in `UPOS`, `signs` n x 5 (stop word
    or mark, number, in a name, root, rarity), `lemmas` a number for each lemma, `clause` and `given` which words are the
    statement's and which give the point's value.
    """

    meaning: np.ndarray
    tags: np.ndarray
    signs: np.ndarray
    lemmas: np.ndarray
    clause: np.ndarray
    given: np.ndarray


def odds(pairs: Sequence[tuple[Side, Side]], kind: str, base: np.ndarray) -> np.ndarray:
    """Log odds that the statements of each pair answer one question, in order. `base`: log odds by the alignment's signs."""
    found = np.zeros(len(pairs))
    lengths = np.array([max(len(a.tags), len(b.tags)) for a, b in pairs], dtype=np.int64)
    for some in _batches(lengths):
        feed = {"kind": np.full(len(some), KINDS.index(kind)), "base": base[some].astype(np.float32)}
        for place, side in enumerate(SIDES):
            feed |= {f"{name}_{side}": made for name, made in _padded([pairs[at][place] for at in some]).items()}
        found[some] = _session().run(["odds"], feed)[0]
    return np.round(found, DIGITS)


def _batches(lengths: np.ndarray) -> Iterator[np.ndarray]:
    """Places of pairs of about one length."""
    order, start = np.argsort(lengths, kind="stable"), 0
    while start < len(order):
        end = start + 1
        while end < len(order) and (end + 1 - start) * lengths[order[end]] ** 2 <= CELLS:
            end += 1
        yield order[start:end]
        start = end


def _padded(sides: Sequence[Side]) -> dict[str, np.ndarray]:
    longest = max(len(side.tags) for side in sides)
    made = {}
    for name, type_ in INPUTS.items():
        wide = (sides[0].meaning if name == "meaning" else sides[0].signs).shape[1:] if type_ is np.float32 else ()
        block = np.zeros((len(sides), longest, *wide), dtype=type_)
        for row, side in zip(block, sides, strict=True):
            row[: len(side.tags)] = True if name == "there" else getattr(side, name)
        made[name] = block
    return made


@cache
def _session() -> InferenceSession:
    """The shipped network, opened once per process."""
    return open_network(home(PAIRS))


def open_network(folder: Path) -> InferenceSession:
    """The network of a folder, verified. Raises ModelError where its file is missing or altered."""
    from onnxruntime import InferenceSession, SessionOptions

    verify(folder / FILE, read_entry(folder)["sha256"][FILE])
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession((folder / FILE).read_bytes(), options, providers=["CPUExecutionProvider"])
