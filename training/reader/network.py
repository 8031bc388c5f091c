"""The reader's network: MiniLM with learned layer mixes and one small head per task.

Word vector = first wordpiece; the [CLS] vector is the root of every sentence in the unit. The encoder is uncased,
so the shape of each word (lower, Title, UPPER ...) enters the tag heads as an embedding. Arcs stay within a
sentence: scores across sentences are masked. Attribution has BIO layers and, because those do not say who said
what, a link scorer from each cue word to source and content words. After Dozat and Manning (2017) for the biaffine
scorers and Peters et al. (2018) for the layer mixes; the recipe was measured in a prototype before this program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

SHAPES = 8
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """How wide each head is, and how many classes it has."""

    width: int
    layers: int
    arc: int
    label: int
    tag_hidden: int
    link: int
    dropout: float
    classes: dict[str, int]  # label, upos, xpos, lemma, ner3, ner9, event


class Mix(nn.Module):
    """Softmax-weighted sum of the encoder's layers, normalised."""

    def __init__(self, layers: int, width: int, dropout: float) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Sequence[Tensor]) -> Tensor:
        """One vector per position from the states of all layers."""
        share = torch.softmax(self.weights, 0)
        total = states[0] * share[0]
        for i in range(1, len(states)):
            total = total + states[i] * share[i]
        return self.dropout(self.norm(total))


def mlp(width: int, hidden: int, dropout: float) -> nn.Sequential:
    """One hidden layer."""
    return nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Dropout(dropout))


class Biaffine(nn.Module):
    """Scores of (dependent, head) pairs: b x n x d and b x m x d -> b x k x n x m, with head bias."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.pair = nn.Parameter(torch.zeros(classes, width, width))
        self.dependent = nn.Linear(width, classes)
        self.head = nn.Linear(width, classes)
        nn.init.normal_(self.pair, std=0.02)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of every pair."""
        scores = torch.matmul(torch.matmul(dependent.unsqueeze(1), self.pair), head.unsqueeze(1).transpose(2, 3))
        return (
            scores
            + self.dependent(dependent).transpose(1, 2).unsqueeze(3)
            + self.head(head).transpose(1, 2).unsqueeze(2)
        )

    def at(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of each dependent with its own head: b x n x d twice -> b x n x k."""
        left = torch.matmul(dependent.unsqueeze(1), self.pair)  # b k n d
        scores = (left * head.unsqueeze(1)).sum(-1).transpose(1, 2)
        return scores + self.dependent(dependent) + self.head(head)


class Reader(nn.Module):
    """Encoder and heads. `forward` gives every head's scores; training picks what a batch has labels for."""

    def __init__(self, encoder: BertModel, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        s, d = sizes, sizes.dropout
        self.mixes = nn.ModuleDict(
            {g: Mix(s.layers + 1, s.width, 0.1) for g in ("parse", "tags", "names", "said", "event")}
        )
        self.shape = nn.ModuleDict({g: nn.Embedding(SHAPES, s.width) for g in ("tags", "names", "said")})
        for table in self.shape.values():
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.arc_dependent, self.arc_head = mlp(s.width, s.arc, d), mlp(s.width, s.arc, d)
        self.arc = Biaffine(s.arc, 1)
        self.label_dependent, self.label_head = mlp(s.width, s.label, d), mlp(s.width, s.label, d)
        self.label = Biaffine(s.label, s.classes["label"])
        self.tag_hidden = mlp(s.width, s.tag_hidden, 0.1)
        self.tags = nn.ModuleDict({t: nn.Linear(s.tag_hidden, s.classes[t]) for t in ("upos", "xpos", "lemma")})
        self.name_hidden = mlp(s.width, s.tag_hidden, 0.1)
        self.names = nn.ModuleDict({t: nn.Linear(s.tag_hidden, s.classes[t]) for t in ("ner3", "ner9")})
        self.said_hidden = mlp(s.width, s.tag_hidden, 0.1)
        self.layers = nn.Linear(s.tag_hidden, 9)  # source, cue, content, each O B I
        self.link_cue = mlp(s.width, s.link, d)
        self.link_word = mlp(s.width, s.link, d)
        self.link = Biaffine(s.link, 2)  # to source, to content
        self.event = nn.Linear(s.width, s.classes["event"])

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, first: Tensor, shape: Tensor, sentence: Tensor
    ) -> dict[str, Tensor]:
        """`first` b x w is each word's first wordpiece (0 pads), `shape` its shape, `sentence` its number (-1 pads)."""
        out = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        states = out.hidden_states
        mask = attention_mask.unsqueeze(-1).to(states[-1].dtype)
        pooled = (states[-1] * mask).sum(1) / mask.sum(1).clamp(min=1)
        index = first.unsqueeze(-1).expand(-1, -1, states[0].shape[-1])

        def words(group: str) -> Tensor:
            return torch.gather(self.mixes[group](states), 1, index)

        parse_all = self.mixes["parse"](states)
        parse = torch.gather(parse_all, 1, index)
        rooted = torch.cat([parse_all[:, :1], parse], 1)  # [CLS] first: the root
        tags = self.tag_hidden(words("tags") + self.shape["tags"](shape))
        names = self.name_hidden(words("names") + self.shape["names"](shape))
        said = words("said") + self.shape["said"](shape)
        result = {
            "embedding": nn.functional.normalize(pooled, dim=-1),
            "arcs": self.arcs(parse, rooted, sentence),
            "label_dependent": self.label_dependent(parse),
            "label_head": self.label_head(rooted),
            "attribution": self.layers(self.said_hidden(said)),
            "links": self.link(self.link_cue(said), self.link_word(said)),
            "event": self.event(words("event")),
        }
        result |= {task: head(tags) for task, head in self.tags.items()}
        return result | {task: head(names) for task, head in self.names.items()}

    def arcs(self, parse: Tensor, rooted: Tensor, sentence: Tensor) -> Tensor:
        """Head scores b x w x (w + 1), column 0 the root; words of other sentences are out of reach."""
        scores = self.arc(self.arc_dependent(parse), self.arc_head(rooted)).squeeze(1)
        same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)).to(scores.dtype)
        reach = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        return scores + (1.0 - reach) * FAR
