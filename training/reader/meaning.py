"""The encoder's last layer narrowed to the vectors by which statements are aligned word by word.

Principal components of the states of training text, the mean taken out: 128 of 384 keep what tells words apart, and
scaling them half way to equal variance keeps the few largest from drowning the rest (both measured in training/LOG.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import nn

from training.reader.network import Reader
from training.reader.units import Unit

WIDTH = 128
UNITS = 1000
WHITENED = 0.5  # 0 keeps the components' variances, 1 makes them equal


def narrowed(reader: Reader, tokenizer: Tokenizer, units: Sequence[Unit]) -> nn.Linear:
    """The linear map from states (width of the encoder) to vectors of words."""
    chosen = sorted(units, key=lambda u: (u.document, u.text))
    states = torch.cat([_states(reader, tokenizer, u) for u in chosen[:: max(1, len(chosen) // UNITS)]])
    return components(states, WIDTH)


def components(states: torch.Tensor, width: int) -> nn.Linear:
    """Principal components of the rows as a linear map, each with its largest weight positive."""
    mean = states.mean(0)
    around = (states - mean).double()
    variance, axes = torch.linalg.eigh(around.T @ around / len(around))
    order = torch.argsort(-variance)[:width]
    chosen = axes[:, order] * variance[order].clamp(min=1e-9) ** (-WHITENED / 2)
    chosen = chosen * torch.sign(torch.gather(chosen, 0, chosen.abs().argmax(0, keepdim=True)))
    layer = nn.Linear(states.shape[1], width)
    with torch.no_grad():
        layer.weight.copy_(chosen.T.float())
        layer.bias.copy_(-(mean.double() @ chosen).float())
    return layer


def _states(reader: Reader, tokenizer: Tokenizer, unit: Unit) -> torch.Tensor:
    """Last states of the wordpieces of a unit, without [CLS] and [SEP]."""
    ids = torch.tensor([tokenizer.encode(unit.words, is_pretokenized=True).ids[:400]])
    with torch.no_grad():
        reader.eval()
        out = reader.encoder(input_ids=ids, attention_mask=torch.ones_like(ids))
    return out.last_hidden_state[0, 1:-1]
