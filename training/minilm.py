"""Export the untouched all-MiniLM-L6-v2 as int8 ONNX, as the reader is exported: its speed is held against this one's.

python -m training.minilm FOLDER minilm.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from training import encoder


class Embedding(nn.Module):
    """The encoder with the mean of its last layer, normalised."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """One vector for a batch of one."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return nn.functional.normalize(states.mean(1), dim=-1)


def export(weights: Path, to: Path) -> None:
    """Write the int8 model, per channel, of a folder of weights."""
    network = BertModel.from_pretrained(str(weights), add_pooling_layer=False, attn_implementation="eager")
    example = torch.randint(1000, 20000, (1, 14))
    names = ("input_ids", "attention_mask")
    encoder.export(
        Embedding(network),
        (example, torch.ones_like(example)),
        to,
        axes={name: {1: "pieces"} for name in names},
        names=(names, ("embedding",)),
    )


def main() -> None:
    """Export a folder of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("to", type=Path)
    options = parser.parse_args()
    export(options.weights, options.to)


if __name__ == "__main__":
    main()
