"""What travels to another machine for training: weights in int8, in parts of a size that can be sent."""

from pathlib import Path

import numpy as np
import pytest

from training.reader import away

pytestmark = pytest.mark.training


def test_packed_weights_come_back_within_half_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(away, "LARGE", 50)
    monkeypatch.setattr(away, "PART", 2000)
    draw = np.random.default_rng(5)
    weights = {f"layer.{i}": draw.normal(size=(30, 40)).astype(np.float32) for i in range(4)}
    weights |= {"bias": draw.normal(size=40).astype(np.float32), "empty": np.zeros((10, 10), dtype=np.float32)}
    away.pack_weights(weights, tmp_path)
    parts = sorted(tmp_path.iterdir())
    assert len(parts) == 4
    assert all(part.stat().st_size < 4000 for part in parts)
    # a table's steps and scales may lie in one part each: all are read before any is put together
    back = away.unpack_weights(parts)
    assert back.keys() == weights.keys()
    assert np.array_equal(back["bias"], weights["bias"])
    for name in ("layer.0", "layer.3", "empty"):
        step = np.abs(weights[name]).max(1, keepdims=True) / 127
        assert back[name].dtype == np.float32
        assert (np.abs(back[name] - weights[name]) <= step * 0.501 + 1e-9).all()
