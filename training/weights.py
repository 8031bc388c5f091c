"""What the programs share that fit weights of signs: L-BFGS, the command line, the files they write."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]  # value and slope


def minimise(loss: Loss, theta: np.ndarray, *, rounds: int = 400, memory: int = 10) -> np.ndarray:
    """L-BFGS with step halving (Nocedal and Wright, 2006, algorithm 7.4)."""
    value, slope = loss(theta)
    past: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(rounds):
        step = _direction(slope, past)
        scale = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        descent = float(slope @ step)
        while True:
            new, new_slope = loss(theta + scale * step)
            if new <= value + 1e-4 * scale * descent or scale < 1e-10:
                break
            scale /= 2
        if (scale * step) @ (new_slope - slope) > 1e-10:
            past = [*past[1 - memory :], (scale * step, new_slope - slope)]
        theta = theta + scale * step
        done = abs(value - new) < 1e-7 * abs(value)
        value, slope = new, new_slope
        if done:
            break
    return theta


def _direction(slope: np.ndarray, past: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    step = -slope
    shares = []
    for s, y in reversed(past):
        shares.append(float(s @ step) / float(s @ y))
        step = step - shares[-1] * y
    if past:
        s, y = past[-1]
        step = step * (float(s @ y) / float(y @ y))
    for (s, y), share in zip(past, reversed(shares), strict=True):
        step = step + s * (share - float(y @ step) / float(s @ y))
    return step


def main(
    about: str, train: Callable[[Path], tuple[Mapping[str, Any], Mapping[str, Any]]], *, out: Path, report: Path
) -> None:
    """The command line: `train` makes what is shipped and its report of the public corpora."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--report", type=Path, default=report)
    given = parser.parse_args()
    for path, content in zip((given.out, given.report), train(given.data), strict=True):
        path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
