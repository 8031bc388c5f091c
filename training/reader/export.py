"""Export a trained reader for run time: ONNX int8 per channel, its classes, its tokenizer, and their sha256.

    python -m training.reader.export RUN [--out twosource/models/reader] [--checkpoint FILE ...]

Of several checkpoints the mean of their weights is exported (Izmailov et al. 2018): where a run was gone on with from a
raised rate, the mean of its ends is better than either.

The graph (`graph.py`) takes one unit, so that a text's result never depends on its neighbours, and gives every head's
scores; label scores are for the greedy heads, and the label projections are given too so that a tree repaired
outside the graph can be labelled. The embedding is the mean-pooled, normalised last layer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn

from training import encoder
from training.reader import corpora, rounding
from training.reader.graph import INPUTS, OUTPUTS, Graph
from training.reader.meaning import narrowed
from training.reader.network import Reader
from training.reader.prepare import build, configured

HERE = Path(__file__).parent
VERSION = "4.1"
TRAINING_ONLY = ("story",)  # classes of heads that stay behind


def export(reader: Reader, meaning: nn.Linear, folder: Path) -> Path:
    """Write `reader.onnx` (int8) into folder."""
    words = torch.arange(1, 11).unsqueeze(0)
    example = (torch.randint(1000, 20000, (1, 14)), words, torch.ones_like(words), torch.zeros_like(words))
    axes = {name: {1: "words"} for name in (*INPUTS, *OUTPUTS) if name != "embedding"}
    axes |= {name: {1: "words", 2: "rooted"} for name in ("arcs", "coref")}
    axes |= {"input_ids": {1: "pieces"}, "meaning": {1: "pieces"}}
    axes |= {"label_head": {1: "rooted"}, "links": {2: "words", 3: "words_"}}
    encoder.export(
        Graph(reader, meaning),
        example,
        folder / "reader.onnx",
        axes=axes,
        names=(INPUTS, OUTPUTS),
        scales=rounding.scales,
        op_types_to_quantize=["MatMul"],  # the graph has the table of wordpieces in int8 already
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # past operators that onnx does not know
    )
    return folder / "reader.onnx"


def opened(path: Path) -> dict[str, Any]:
    """A checkpoint."""
    saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return saved


def mean_of(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of one network, each in its own type; what is no weight is the first one's."""
    return {
        name: torch.stack([each[name].double() for each in weights]).mean(0).to(first.dtype)
        if first.is_floating_point()
        else first
        for name, first in weights[0].items()
    }


def main() -> None:
    """Export the run's checkpoint and write the catalogue entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"), help="the archives of the run")
    parser.add_argument("--checkpoint", type=Path, nargs="+", help="instead of the run's; several are averaged")
    parser.add_argument("--out", type=Path, default=Path("twosource/models/reader"))
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    config = configured(options.config)
    classes = json.loads((options.run / "classes.json").read_text())
    reader, _, tokenizer = build(config, classes)
    saved = [opened(path) for path in options.checkpoint or [options.run / "checkpoint.pt"]]
    reader.load_state_dict(mean_of([each["model"] for each in saved]))
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    units = config["units"]
    trees = corpora.trees(
        Path(options.data), max_words=units["max_words"], single_share=0.2, rng=random.Random(config["seed"])
    )
    export(reader, narrowed(reader, tokenizer, trees.train), options.out)
    tokenizer.save(str(options.out / "tokenizer.json"))
    shipped = {task: names for task, names in classes.items() if task not in TRAINING_ONLY}
    (options.out / "classes.json").write_text(json.dumps(shipped, indent=0) + "\n")
    label = reader.label
    tables = {
        "pair": label.pair,
        "dependent": label.dependent.weight,
        "head": label.head.weight,
        "bias": label.dependent.bias + label.head.bias,
    }
    from safetensors.torch import save_file

    save_file({k: v.detach().half().contiguous() for k, v in tables.items()}, options.out / "labels.safetensors")
    if (options.run / "report.json").exists():
        shutil.copy(options.run / "report.json", HERE / "report.json")
    names = ("reader.onnx", "tokenizer.json", "classes.json", "labels.safetensors")
    digests = {n: hashlib.sha256((options.out / n).read_bytes()).hexdigest() for n in names}
    entry = {"name": "reader", "version": VERSION, "steps": saved[-1]["state"]["step"], "sha256": digests}
    (options.out / "model.json").write_text(json.dumps(entry, indent=1) + "\n")


if __name__ == "__main__":
    main()
