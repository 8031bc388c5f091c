"""The fit of the pair scorer, on pairs made here."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.event_pairs import FITTED, SIGNS, Mention, signs_of
from benchmarks.tasks.cdec import Topic
from training import cdec


def topic(name: str, seed: int) -> Topic:
    """Four events with three mentions each: words of one event point one way."""
    rng = np.random.default_rng(seed)
    mentions, chains = [], []
    for event in range(4):
        centre = np.eye(8)[event]
        for _ in range(3):
            word = centre + rng.normal(scale=0.2, size=8)
            word /= np.linalg.norm(word)
            own = frozenset({f"word{event}"})
            mentions.append(
                Mention(
                    f"r{len(mentions) % 3}",
                    f"do{event}",
                    word,
                    word,
                    word,
                    word,
                    own,
                    own,
                    own,
                    frozenset(),
                    frozenset(),
                )
            )
            chains.append(f"{name}-{event}")
    reports = {f"r{i}": [f"word{j}" for j in range(i, 4)] for i in range(3)}
    return Topic(name, mentions, [name] * 12, chains, [m.lemma for m in mentions], reports)


def test_fits_writes_and_repeats(tmp_path: Path) -> None:
    topics = [topic(str(i), i) for i in range(6)]
    for run in ("a", "b"):
        cdec.learn(topics, tmp_path / f"{run}.json", tmp_path / f"{run}_report.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    report = json.loads((tmp_path / "a_report.json").read_text(encoding="utf-8"))
    assert report["held_out"]["conll_f1"] == pytest.approx(1.0)
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert written.keys() == json.loads(FITTED.read_text(encoding="utf-8")).keys()
    assert set(written["weights"]) == set(SIGNS)


def test_what_tells_events_apart_gets_weight() -> None:
    topics = [topic(str(i), i) for i in range(4)]
    by = cdec.fit([signs_of(t.mentions, t.reports) for t in topics], topics)
    assert by.weights[SIGNS.index("word")] > 0
