"""Export a trained reader for run time: ONNX int8 per channel, its classes, its tokenizer, and their sha256.

    python -m training.reader.export RUN [--out twosource/models/reader] [--checkpoint FILE]

The graph takes one unit (batch of one at run time, so that a text's result never depends on its neighbours) and gives
every head's scores; label scores are for the greedy heads, and the label projections are given too so that a tree
repaired outside the graph can be labelled. The embedding is the mean-pooled, normalised last layer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import tempfile
import tomllib
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.reader import corpora
from training.reader.batches import INPUTS
from training.reader.meaning import narrowed
from training.reader.network import Reader
from training.reader.prepare import build

HERE = Path(__file__).parent
VERSION = "2"
TRAINING_ONLY = ("story",)  # classes of heads that stay behind
OUTPUTS = (
    "embedding", "arcs", "label", "label_dependent", "label_head", "upos", "xpos", "lemma", "ner3", "ner9",
    "attribution", "links", "event", "event_weight", "coref", "meaning",
)  # fmt: skip


class Graph(nn.Module):
    """The reader with label scores for its own greedy heads, and its last layer narrowed to the vectors that align."""

    def __init__(self, reader: Reader, meaning: nn.Linear) -> None:
        super().__init__()
        self.reader, self.meaning = reader, meaning

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, first: Tensor, shape: Tensor, sentence: Tensor
    ) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        out = self.reader(input_ids, attention_mask, first, shape, sentence)
        index = out["arcs"].argmax(-1).unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
        out["label"] = self.reader.label.at(out["label_dependent"], torch.gather(out["label_head"], 1, index))
        out["meaning"] = self.meaning(out["states"])
        return tuple(out[name] for name in OUTPUTS)


def export(reader: Reader, meaning: nn.Linear, folder: Path) -> Path:
    """Write `reader.onnx` (int8) into folder."""
    graph = Graph(reader.eval(), meaning.eval())
    ids = torch.randint(1000, 20000, (1, 14))
    words = torch.arange(1, 11).unsqueeze(0)
    example = (ids, torch.ones_like(ids), words, torch.ones_like(words), torch.zeros_like(words))
    axes = {
        "input_ids": {1: "pieces"},
        "attention_mask": {1: "pieces"},
        "first": {1: "words"},
        "shape": {1: "words"},
        "sentence": {1: "words"},
    }
    axes |= {
        name: {1: "words"}
        for name in OUTPUTS
        if name not in {"embedding", "arcs", "label_head", "links", "coref", "meaning"}
    }
    axes |= {name: {1: "words", 2: "rooted"} for name in ("arcs", "coref")}
    axes |= {"meaning": {1: "pieces"}, "label_head": {1: "rooted"}, "links": {2: "words", 3: "words_"}}
    with tempfile.TemporaryDirectory() as scratch:
        full, ready = Path(scratch) / "full.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            graph,
            example,
            full,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(full, ready, skip_symbolic_shape=True)
        # Biaffine products are batched; onnxruntime has no per-channel int8 kernel for them, and fp32 keeps their accuracy.
        graph_ready = onnx.load(ready).graph
        batched = {t.name for t in graph_ready.initializer if len(t.dims) != 2}
        kept = [n.name for n in graph_ready.node if n.op_type == "MatMul" and batched & set(n.input)]
        quantize_dynamic(
            ready, folder / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept
        )
    return folder / "reader.onnx"


def main() -> None:
    """Export the run's checkpoint and write the catalogue entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"), help="the archives of the run")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=Path("twosource/models/reader"))
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    config = tomllib.loads(options.config.read_text())
    classes = json.loads((options.run / "classes.json").read_text())
    reader, _, tokenizer = build(config, classes)
    saved = torch.load(options.checkpoint or options.run / "checkpoint.pt", map_location="cpu", weights_only=True)
    reader.load_state_dict(saved["model"])
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
    entry = {"name": "reader", "version": VERSION, "steps": saved["state"]["step"], "sha256": digests}
    (options.out / "model.json").write_text(json.dumps(entry, indent=1) + "\n")


if __name__ == "__main__":
    main()
