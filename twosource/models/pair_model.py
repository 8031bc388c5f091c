"""The pair model: two statements, as the reader has read their sentences, into log odds that both answer one question.

A small network over vectors that are there already (`training/questions`): 106,000 weights. One part of it reads the words of
each statement, once; the other takes pairs, .1 ms each. Both are verified by sha256 when they are opened, as the reader is.
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

FILES = ("words.onnx", "pairs.onnx")  # what depends on one statement alone, and what takes two
SIDES = ("one", "two")
WORD_INPUTS = ("meaning", "tags", "signs", "clause", "given")
READY = ("asks", "here", "own", "answers", "rare")  # what is made of each word
INPUTS = ("meaning", *READY, "lemmas", "there", "clause", "given")  # of each side of a pair
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
KINDS = ("event", "quantity", "date", "place", "person")  # their numbers
CELLS = 1 << 15  # pairs of words looked at together: bounds the memory
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


def odds(sides: Sequence[Side], left: np.ndarray, right: np.ndarray, kind: str, base: np.ndarray) -> np.ndarray:
    """Log odds that two statements answer one question, for each pair of places in `sides`. `base`: their log odds by the
    alignment's signs.
    """
    found = np.zeros(len(left))
    if not len(left):
        return found
    words = _Words(sides)
    for some in _batches(np.maximum(words.lengths[left], words.lengths[right])):
        feed = {"kind": np.full(len(some), KINDS.index(kind)), "base": base[some].astype(np.float32)}
        for side, rows in zip(SIDES, (left[some], right[some]), strict=True):
            feed |= {f"{name}_{side}": made for name, made in words.padded(rows).items()}
        found[some] = _sessions()[1].run(["odds"], feed)[0]
    return np.round(found, DIGITS)


class _Words:
    """The words of all sides, one after the other, made ready for pairs."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self.lengths = np.array([len(side.tags) for side in sides], dtype=np.int64)
        self.starts = np.cumsum(self.lengths) - self.lengths
        read = {name: np.concatenate([getattr(side, name) for side in sides]) for name in (*WORD_INPUTS, "lemmas")}
        ready = _sessions()[0].run(READY, {name: read[name] for name in WORD_INPUTS})
        kept = {name: read[name] for name in ("meaning", "lemmas", "clause", "given")}
        self.ready = kept | dict(zip(READY, ready, strict=True))

    def padded(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """The inputs of the network for some sides, as wide as the longest; beyond a side's end anything may stand but marks."""
        place = np.arange(self.lengths[rows].max())
        there = place < self.lengths[rows][:, None]
        at = np.where(there, self.starts[rows][:, None] + place, 0)
        made = {name: ready[at] for name, ready in self.ready.items()}
        marks = {name: made[name] & there for name in ("clause", "given")}
        return made | marks | {"there": there, "rare": made["rare"] * there}


def _batches(lengths: np.ndarray) -> Iterator[np.ndarray]:
    """Places of pairs of about one length."""
    order, start = np.argsort(lengths, kind="stable"), 0
    while start < len(order):
        end = start + 1
        while end < len(order) and (end + 1 - start) * lengths[order[end]] ** 2 <= CELLS:
            end += 1
        yield order[start:end]
        start = end


@cache
def _sessions() -> list[InferenceSession]:
    """The shipped networks, opened once per process."""
    return open_networks(home(PAIRS))


def open_networks(folder: Path) -> list[InferenceSession]:
    """The networks of a folder, those of `FILES`, verified. Raises ModelError where a file is missing or altered."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    digests, opened = read_entry(folder)["sha256"], []
    for name in FILES:
        verify(folder / name, digests[name])
        opened.append(InferenceSession((folder / name).read_bytes(), options, providers=["CPUExecutionProvider"]))
    return opened
