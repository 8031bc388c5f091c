"""The pair model: one answer for a pair, whichever side comes first and whatever runs beside it."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from twosource.errors import ModelError
from twosource.models.pair_model import FILES, Side, odds, open_networks

SHIPPED = Path(str(resources.files("twosource.models").joinpath("pairs")))


def _side(seed: int, words: int) -> Side:
    drawn = np.random.default_rng(seed)
    meaning = drawn.normal(size=(words, 128)).astype(np.float32)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    clause, given = np.zeros(words, dtype=bool), np.zeros(words, dtype=bool)
    clause[: words // 2 + 1], given[:1] = True, seed % 2 == 0
    signs = drawn.random((words, 5)).astype(np.float32)
    return Side(meaning, drawn.integers(0, 17, words), signs, drawn.integers(0, 9, words), clause, given)


SIDES = [_side(seed, words) for seed, words in enumerate((1, 4, 9, 26, 30, 75))]
BASE = np.array([-1.0, 0.0, 2.0])


LEFT, RIGHT = np.array([0, 1, 2]), np.array([3, 5, 4])


def test_the_order_of_the_sides_does_not_matter() -> None:
    there, back = odds(SIDES, LEFT, RIGHT, "event", BASE), odds(SIDES, RIGHT, LEFT, "event", BASE)
    assert there == pytest.approx(back, abs=2e-4)


def test_a_pair_is_scored_alike_alone_and_in_company() -> None:
    left, right = np.triu_indices(6, 1)
    base = np.linspace(-2, 2, len(left))
    none = np.array([0])
    alone = [
        odds([SIDES[i], SIDES[j]], none, none + 1, "place", base[at : at + 1])[0]
        for at, (i, j) in enumerate(zip(left.tolist(), right.tolist(), strict=True))
    ]
    assert odds(SIDES, left, right, "place", base) == pytest.approx(alone, abs=2e-4)


def test_no_pairs_no_odds() -> None:
    assert odds([], LEFT[:0], RIGHT[:0], "date", np.zeros(0)).shape == (0,)


@pytest.mark.parametrize("name", FILES)
def test_an_altered_network_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "pairs")
    with (tmp_path / "pairs" / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match="altered"):
        open_networks(tmp_path / "pairs")
    (tmp_path / "pairs" / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        open_networks(tmp_path / "pairs")
