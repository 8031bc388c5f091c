"""Export a trained pair encoder for run time: ONNX int8 per channel, its tokenizer, and their sha256.

    python -m training.pairs.export RUN --out FOLDER

The graph takes one pair (batch of one at run time, so that a pair's scores never depend on its neighbours).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tomllib
from pathlib import Path

import torch

from benchmarks.pair_encoder import CLASSES, OUTPUTS
from training import encoder
from training.pairs.network import PairEncoder, build

HERE = Path(__file__).parent
VERSION = "1"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(model: PairEncoder, folder: Path) -> None:
    """Write `pairs.onnx` (int8) into folder."""
    ids = torch.randint(1000, 20000, (1, 16))
    types = torch.tensor([[0] * 9 + [1] * 7])
    encoder.export(
        model,
        (ids, torch.ones_like(ids), types),
        folder / "pairs.onnx",
        axes={name: {1: "pieces"} for name in INPUTS},
        names=(INPUTS, tuple(OUTPUTS)),
    )


def main() -> None:
    """Export the run's checkpoint and write the catalogue entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer = build(tomllib.loads(options.config.read_text()))
    saved = torch.load(options.run / "checkpoint.pt", map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])
    export(model, options.out)
    tokenizer.save(str(options.out / "tokenizer.json"))
    if (options.run / "report.json").exists():
        shutil.copy(options.run / "report.json", HERE / "report.json")
    digests = {n: hashlib.sha256((options.out / n).read_bytes()).hexdigest() for n in ("pairs.onnx", "tokenizer.json")}
    entry = {
        "name": "pairs",
        "version": VERSION,
        "steps": round(saved["state"]["step"]),
        "classes": CLASSES,
        "sha256": digests,
    }
    (options.out / "model.json").write_text(json.dumps(entry, indent=1) + "\n")


if __name__ == "__main__":
    main()
