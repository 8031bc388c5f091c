"""The pair encoder opens only with its own files and labels, and scores each pair by itself."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.archives import DataMissing
from benchmarks.pair_encoder import CLASSES, open_pairs, pair_encoder
from twosource.errors import ModelError

TRAINED = Path(os.environ.get("TWOSOURCE_PAIRS", ""))
needs_model = pytest.mark.skipif(not TRAINED.name, reason="set TWOSOURCE_PAIRS to the folder of a trained pair encoder")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the catalogue entry of a model and one file."""
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    digest = hashlib.sha256(b"{}").hexdigest()
    entry = {"name": "pairs", "version": "1", "classes": CLASSES, "sha256": {"tokenizer.json": digest}}
    (tmp_path / "model.json").write_text(json.dumps(entry), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("classes", [CLASSES[::-1], CLASSES[:2], ()])
def test_labels_that_do_not_fit_are_refused(folder: Path, classes: tuple[str, ...]) -> None:
    entry = json.loads((folder / "model.json").read_text(encoding="utf-8")) | {"classes": classes}
    (folder / "model.json").write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(ModelError, match="labels"):
        open_pairs(folder)


def test_an_altered_file_is_refused(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{} ", encoding="utf-8")
    with pytest.raises(ModelError, match=r"tokenizer\.json was altered"):
        open_pairs(folder)


def test_no_setting_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TWOSOURCE_PAIRS", raising=False)
    pair_encoder.cache_clear()
    with pytest.raises(DataMissing, match="TWOSOURCE_PAIRS"):
        pair_encoder()


@needs_model
def test_scores_are_probabilities_and_do_not_depend_on_the_neighbours() -> None:
    first, second = ("The ferry sank on Tuesday.", "The ferry did not sink."), ("Trams stopped.", "A tram stopped.")
    alone, together = pair_encoder().score([first]), pair_encoder().score([second, first, first])
    assert np.array_equal(together.classes[1], alone.classes[0])
    assert together.same[1] == together.same[2] == alone.same[0]
    assert np.allclose(together.classes.sum(axis=1), 1, atol=1e-4)
    assert ((together.same >= 0) & (together.same <= 1)).all()


@needs_model
def test_no_pairs_give_no_scores() -> None:
    scores = pair_encoder().score([])
    assert scores.classes.shape == (0, 3)
    assert scores.same.shape == (0,)


@needs_model
def test_a_long_pair_is_cut_and_still_scored() -> None:
    long = "The harbour master said that the ferry had left the port. " * 60
    assert pair_encoder().score([(long, "The ferry sank.")]).classes.shape == (1, 3)


@needs_model
@pytest.mark.parametrize(
    ("premise", "hypothesis", "expected"),
    [
        ("The coast guard rescued 140 passengers from the ferry.", "Passengers were rescued.", "entailment"),
        (
            "The ferry sank off the island on Tuesday morning.",
            "The ferry did not sink off the island.",
            "contradiction",
        ),
        ("The ferry sank off the island on Tuesday.", "The mayor opened a school in Velden.", "neutral"),
    ],
)
def test_plain_pairs_are_classed(premise: str, hypothesis: str, expected: str) -> None:
    scores = pair_encoder().score([(premise, hypothesis)])
    assert CLASSES[int(scores.classes[0].argmax())] == expected
