"""The pairs benchmark: the product's verdict on two sentences, its pairs from a corpus, and the figures of the scores."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import claimdiff
from benchmarks.archives import DataMissing
from benchmarks.pair_encoder import PairScores, pair_encoder
from benchmarks.perturb import Pair
from benchmarks.tasks import pairs
from tests.benchmarks.corpora import make_archive
from tests.benchmarks.test_perturb import TEXT


def judged(one: str, two: str) -> str:
    return pairs.judge([Pair("case", "agree", "2024-03-07", one, two)])[0]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("The coast guard rescued 140 passengers of the ferry.", "The coast guard rescued 90 passengers of the ferry.", "conflicting"),
        ("The coast guard rescued twelve passengers of the ferry.", "The coast guard rescued 12 passengers of the ferry.", "agree"),
        ("The ferry sank off Lunde Island on Tuesday.", "The ferry did not sink off Lunde Island on Tuesday.", "conflicting"),
        ("The ferry sank off Lunde Island on Tuesday.", "The ferry reportedly sank off Lunde Island on Tuesday.", "agree"),
        ("The ferry sank off Lunde Island on Tuesday.", "The city opened a school in Velden with 30 teachers.", "not-comparable"),
    ],
)  # fmt: skip
def test_two_statements_get_the_verdict_of_the_account(one: str, two: str, expected: str) -> None:
    assert judged(one, two) == expected


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "news" / "dev"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        {
            "topic": topic,
            "pair_id": f"{topic}-{i}",
            "claim_a": "The ferry sank.",
            "claim_b": claim,
            "relation": relation,
        }
        for topic in ("Ferry", "Trams", "Schools", "Harbour", "Storm", "Strike", "Budget", "Bridge", "Vote", "Fire")
        for i, (claim, relation) in enumerate([("The ship went down.", 1), ("A school opened.", 0)])
    ]
    files: dict[str, str | bytes] = {
        "ClaimDiff-S/ClaimDiff-strength-train.json": json.dumps({"data": rows}),
        "ClaimDiff-W/ClaimDiff-weak-train.json": json.dumps({"data": [r | {"relation": 0} for r in rows]}),
    }
    make_archive(tmp_path, "claims-claimdiff", files)
    captions = [
        {"gold_label": "contradiction", "sentence1": "A man sleeps.", "sentence2": "A man is not asleep."},
        {"gold_label": "-", "sentence1": "A man sleeps.", "sentence2": "A man dreams."},
    ]
    packed = gzip.compress("\n".join(map(json.dumps, captions)).encode())
    make_archive(tmp_path, "nli-dev", {"snli/snli_1.0_dev.jsonl.gz": packed})
    return tmp_path


class Undecided:
    """A pair encoder that finds everything equally likely."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> PairScores:
        return PairScores(np.full((len(pairs), 3), 1 / 3), np.full(len(pairs), 0.5))


def test_without_a_model_only_the_products_own_verdicts_are_measured(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TWOSOURCE_PAIRS", raising=False)
    pair_encoder.cache_clear()
    result = pairs.run(data, "dev")
    assert "number_right" in result["figures"] and "snli_accuracy" not in result["figures"]
    assert all("TWOSOURCE_PAIRS" in note for note in result["notes"]) and len(result["notes"]) == 2
    assert [name for name, told in result["cases"].items() if told == "left out"] == ["claims", "captions"]


def test_every_part_is_measured_and_no_text_is_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "pair_encoder", Undecided)
    result = pairs.run(data, "dev")
    assert result["counts"]["snli_pairs"] == 1
    assert result["counts"]["claimdiff_topics"] < 10
    assert {"number_right", "negation_right", "unrelated_not_conflicting", "snli_accuracy"} <= set(result["figures"])
    assert "ferry" not in json.dumps(result["cases"]).lower()
    assert set(result["cases"].values()) <= {"agree", "conflicting", "not-comparable"}


def test_parts_whose_corpora_are_missing_are_left_out_with_a_note(data: Path) -> None:
    (data / "nli-dev.tar.xz").unlink()
    (data / "claims-claimdiff.tar.xz").unlink()
    result = pairs.run(data, "dev")
    assert "snli_accuracy" not in result["figures"]
    assert len(result["notes"]) == 2
    with pytest.raises(DataMissing):
        pairs.run(data / "news", "dev")


def test_topics_kept_apart_are_the_same_in_every_run() -> None:
    topics = [f"topic {i}" for i in range(500)]
    apart = [t for t in topics if claimdiff.held_out_topic(t)]
    assert 60 < len(apart) < 140
    assert apart == [t for t in topics if claimdiff.held_out_topic(t)]


@pytest.mark.parametrize(
    ("labels", "scores", "expected"),
    [
        ([True, False], [0.9, 0.1], 1.0),
        ([True, False], [0.1, 0.9], 0.0),
        ([True, False], [0.5, 0.5], 0.5),
        ([True, True, False], [0.9, 0.1, 0.5], 0.5),
        ([True, True], [0.9, 0.1], None),
    ],
)
def test_area_under_the_curve(labels: list[bool], scores: list[float], expected: float | None) -> None:
    assert pairs.auc(labels, np.array(scores)) == expected
