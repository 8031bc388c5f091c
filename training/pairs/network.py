"""The pair encoder: both texts through one encoder, then the mean of each side, their difference and product, and CLS."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.pair_encoder import CLASSES
from training.encoder import open_encoder, open_tokenizer, pinned_folder

SPECIAL = (101, 102)  # CLS, SEP


class PairEncoder(nn.Module):
    """Scores of the three classes, and one score that both texts speak of one thing."""

    def __init__(self, encoder: nn.Module, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.mix = nn.Sequential(nn.Linear(5 * width, hidden), nn.GELU(), nn.Dropout(dropout))
        self.classes = nn.Linear(hidden, len(CLASSES))
        self.same = nn.Linear(hidden, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """(n x 3 class scores, n scores of sameness)."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        words = attention_mask.bool() & (input_ids != SPECIAL[0]) & (input_ids != SPECIAL[1])
        one = _mean(states, words & (token_type_ids == 0))
        two = _mean(states, words & (token_type_ids == 1))
        mixed = self.mix(torch.cat([states[:, 0], one, two, (one - two).abs(), one * two], dim=-1))
        return self.classes(mixed), self.same(mixed).squeeze(-1)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weight = mask.unsqueeze(-1).to(states.dtype)
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def build(config: dict[str, Any]) -> tuple[PairEncoder, Tokenizer]:
    """The network on the pinned encoder, word embeddings frozen, and the tokenizer."""
    path, heads = pinned_folder(config), config["heads"]
    tokenizer = open_tokenizer(path)
    tokenizer.enable_truncation(config["pairs"]["max_wordpieces"], strategy="longest_first")
    width = config["encoder"]["width"]
    return PairEncoder(open_encoder(path), width, heads["hidden"], heads["dropout"]), tokenizer
