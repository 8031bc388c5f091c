"""Export the trained pair model for run time: one network for the words of statements, one for pairs of them.

python -m training.questions.export RUN/student.pt
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.questions.network import FLAGS, Questions, Ready
from twosource.models.load import PAIRS, home
from twosource.models.pair_model import FILES, INPUTS, READY, SIDES, WORD_INPUTS

NAMES = tuple(f"{name}_{side}" for side in SIDES for name in INPUTS)
VERSION = "2"


class WordsPart(nn.Module):
    """What depends on one statement alone."""

    def __init__(self, network: Questions) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Inputs in the order of `WORD_INPUTS`, n words of any statements; outputs in that of `READY`."""
        return self.network.words(*inputs)


class PairPart(nn.Module):
    """What takes two statements."""

    def __init__(self, network: Questions) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> Tensor:
        """Inputs in the order of `NAMES`, then kind and base."""
        one, two = (Ready(*inputs[start : start + len(INPUTS)]) for start in (0, len(INPUTS)))
        return self.network.pair(one, two, *inputs[-2:])


def export(network: Questions, folder: Path) -> None:
    """Write both networks and the catalogue entry."""
    folder.mkdir(parents=True, exist_ok=True)
    network, n, b = network.eval(), 6, 2
    marks = [torch.ones(n, dtype=torch.bool) for _ in range(2)]
    words = (torch.randn(n, 128), torch.zeros(n, dtype=torch.long), torch.zeros(n, FLAGS + 1), *marks)
    _write(WordsPart(network), folder / FILES[0], words, WORD_INPUTS, READY, {0: "words"})
    pairs: list[Tensor] = []
    for t in (5, 7):
        there = [torch.ones(b, t, dtype=torch.bool) for _ in range(3)]
        told = [torch.randn(b, t, size * network.width) for size in (1, 1, 1, 2)]
        pairs += [torch.randn(b, t, 128), *told, torch.ones(b, t), torch.randint(0, 9, (b, t)), *there]
    pairs += [torch.zeros(b, dtype=torch.long), torch.zeros(b)]
    _write(PairPart(network), folder / FILES[1], tuple(pairs), (*NAMES, "kind", "base"), ("odds",), {0: "pairs"})
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    entry = {"name": "pairs", "version": VERSION, "sha256": digests}
    (folder / "model.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")


def _write(
    part: nn.Module,
    file: Path,
    example: tuple[Tensor, ...],
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    axis: dict[int, str],
) -> None:
    axes = {name: axis | ({1: f"words_{name.rpartition('_')[2]}"} if name in NAMES else {}) for name in inputs}
    torch.onnx.export(
        part.eval(),
        example,
        file,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes | {name: axis for name in outputs},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export a run's weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=home(PAIRS))
    options = parser.parse_args()
    network = Questions()
    network.load_state_dict(torch.load(options.weights, map_location="cpu", weights_only=True))
    export(network, options.out)


if __name__ == "__main__":
    main()
