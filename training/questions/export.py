"""Export the trained pair model for run time.

python -m training.questions.export RUN/student.pt
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.questions.network import FLAGS, Questions, Side
from twosource.models.load import PAIRS, home
from twosource.models.pair_model import FILE, INPUTS, SIDES

NAMES = tuple(f"{name}_{side}" for side in SIDES for name in INPUTS)
VERSION = "1"


class Flat(nn.Module):
    """The network with its inputs one by one."""

    def __init__(self, network: Questions) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> Tensor:
        """Inputs in the order of `NAMES`, then kind and base."""
        sides = []
        for start in (0, len(INPUTS)):
            meaning, tags, signs, lemmas, there, clause, given = inputs[start : start + len(INPUTS)]
            sides.append(Side(meaning, tags, signs, lemmas, there, clause, given))
        odds: Tensor = self.network(*sides, *inputs[-2:])
        return odds


def export(network: Questions, folder: Path) -> None:
    """Write the network and its catalogue entry."""
    b, example = 2, []
    for t in (5, 7):
        meaning, lemmas = torch.randn(b, t, 128), torch.randint(0, 9, (b, t))
        marks = [torch.ones(b, t, dtype=torch.bool) for _ in range(3)]
        example += [meaning, torch.zeros(b, t, dtype=torch.long), torch.zeros(b, t, FLAGS + 1), lemmas, *marks]
    example += [torch.zeros(b, dtype=torch.long), torch.zeros(b)]
    folder.mkdir(parents=True, exist_ok=True)
    axes = {name: {0: "pairs", 1: f"words_{name.rpartition('_')[2]}"} for name in NAMES}
    torch.onnx.export(
        Flat(network).eval(),
        tuple(example),
        folder / FILE,
        input_names=[*NAMES, "kind", "base"],
        output_names=["odds"],
        dynamic_axes=axes | {name: {0: "pairs"} for name in ("kind", "base", "odds")},
        opset_version=17,
        dynamo=False,
    )
    digest = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    entry = {"name": "pairs", "version": VERSION, "sha256": {FILE: digest}}
    (folder / "model.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")


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
