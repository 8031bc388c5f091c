"""A larger reader that is never shipped: the same heads on all-mpnet-base-v2, to label news for the small one.

Its wordpieces are those of MiniLM under other numbers, so that units, batches and labels are the same for both. The folder of
weights is named by the user; its sha256 is that of the upstream release (Apache-2.0).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training.reader.network import Reader
from training.reader.prepare import sizes_of

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # model.safetensors
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


class Renumbered(nn.Module):
    """An encoder that takes the wordpieces of another one's table."""

    def __init__(self, encoder: nn.Module, numbers: Tensor) -> None:
        super().__init__()
        self.inner = encoder
        self.register_buffer("numbers", numbers)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, *, output_hidden_states: bool = False) -> Any:
        """As the encoder itself."""
        asked = {"attention_mask": attention_mask, "output_hidden_states": output_hidden_states}
        return self.inner(input_ids=self.numbers[input_ids], **asked)  # type: ignore[index]


def renumbering(small: Tokenizer, large: Tokenizer) -> Tensor:
    """For each wordpiece of the small encoder its number in the large one's table; what it lacks is unknown there."""
    table, known = large.get_vocab(), small.get_vocab()
    unknown = table["[UNK]"]
    numbers = torch.full((max(known.values()) + 1,), unknown, dtype=torch.long)
    for piece, number in known.items():
        numbers[number] = table.get(SPECIAL.get(piece, piece), unknown)
    return numbers


def build_teacher(folder: Path, small: Tokenizer, config: dict[str, Any], classes: dict[str, list[str]]) -> Reader:
    """The untrained teacher on the folder's weights, with the heads of a configuration."""
    weights = folder / "model.safetensors"
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{weights} has sha256 {found}, expected {SHA256}")
    dropout = config["encoder"]["hidden_dropout"]
    encoder = AutoModel.from_pretrained(
        folder, add_pooling_layer=False, hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout
    )
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    numbers = renumbering(small, Tokenizer.from_file(str(folder / "tokenizer.json")))
    width, layers = encoder.config.hidden_size, encoder.config.num_hidden_layers
    sizes = replace(sizes_of(config, classes), width=width, layers=layers)
    return Reader(Renumbered(encoder, numbers), sizes)  # type: ignore[arg-type]
