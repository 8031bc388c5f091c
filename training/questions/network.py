"""The small network that the package carries: two statements, each as the reader's vectors of its sentence's words.

Each word looks for what answers to it in the other sentence (decomposable attention, Parikh et al. 2016), is compared with
that, and the words of the clause, of what is given, and of the sentence are pooled, each by learned weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

TAGS = 17  # UPOS
FLAGS = 4  # stop word or mark, number, in a name, root of its sentence
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of each of b pairs, padded to t words."""

    meaning: Tensor  # b x t x 128, unit vectors
    tags: Tensor  # b x t, number of the part of speech
    signs: Tensor  # b x t x 5: the flags, and the rarity of the word
    lemmas: Tensor  # b x t, a number for each lemma
    there: Tensor  # b x t, True where a word stands
    clause: Tensor  # b x t, True in the statement
    given: Tensor  # b x t, True in what the point gives; nowhere for an event


class Questions(nn.Module):
    """Log odds that two statements answer one question; the same whichever comes first."""

    def __init__(self, width: int = 64, dropout: float = 0.2, hidden_words: float = 0.08) -> None:
        super().__init__()
        self.hidden_words = hidden_words
        self.pos = nn.Embedding(TAGS, 12)
        self.lin = nn.Linear(128 + 12 + FLAGS + 1 + 2, width)
        self.n0, self.n1 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.sim = nn.Linear(width, width, bias=False)
        self.lem, self.cos = nn.Parameter(torch.tensor(2.0)), nn.Parameter(torch.tensor(4.0))
        self.mk = nn.Parameter(torch.tensor([0.5, 0.5]))
        self.two, self.three = nn.Linear(4 * width + 4, width), nn.Linear(width, width)
        self.gate = nn.Linear(width, 3)
        self.mix, self.out = nn.Linear(9 * width + 6, 2 * width), nn.Linear(2 * width, 1)
        self.kind = nn.Embedding(5, 2 * width)
        nn.init.zeros_(self.kind.weight)
        self.drop = nn.Dropout(dropout)
        self.bo = nn.Parameter(torch.tensor(0.7))

    def forward(self, one: Side, two: Side, kind: Tensor, base: Tensor) -> Tensor:
        """`kind` (b) is the number of the points' kind, `base` (b) the log odds by the signs of the alignment."""
        h, g = self._words(one), self._words(two)
        cosine = one.meaning @ two.meaning.transpose(1, 2)
        equal = (one.lemmas[:, :, None] == two.lemmas[:, None, :]).float()
        both = self.sim(h) @ g.transpose(1, 2) + h @ self.sim(g).transpose(1, 2)
        scores = both / (2 * h.shape[-1] ** 0.5) + self.lem * equal + self.cos * cosine
        there = self._met(h, g, one, two, scores, cosine, equal)
        back = self._met(g, h, two, one, *(m.transpose(1, 2) for m in (scores, cosine, equal)))
        pooled = [part for a, b in zip(there[:3], back[:3], strict=True) for part in (a + b, (a - b).abs(), a * b)]
        (alike, same), (alike_, same_) = there[3:], back[3:]
        figures = [alike + alike_, torch.minimum(alike, alike_), same + same_, torch.minimum(same, same_)]
        signs = torch.stack([*figures, (alike - alike_).abs(), base], -1)
        mixed = functional.gelu(self.mix(self.drop(torch.cat([*pooled, signs], -1))) + self.kind(kind))
        odds: Tensor = self.out(self.drop(mixed)).squeeze(-1) + self.bo * base
        return odds

    def _words(self, side: Side) -> Tensor:
        meaning = side.meaning
        if self.training:
            meaning = meaning * (torch.rand(meaning.shape[:2], device=meaning.device) > self.hidden_words)[..., None]
        marks = torch.stack([side.clause.float(), side.given.float()], -1)
        told = torch.cat([self.drop(meaning), self.pos(side.tags), side.signs, marks], -1)
        found: Tensor = self.n0(functional.gelu(self.lin(told)))
        return found

    def _met(
        self, h: Tensor, g: Tensor, one: Side, two: Side, scores: Tensor, cosine: Tensor, equal: Tensor
    ) -> tuple[Tensor, ...]:
        """The pooled words of one side beside what answers to them: clause, given, sentence; and how much of the clause
        the other clause covers, by likeness and by equal lemmas.
        """
        there, clause = two.there[:, None, :], two.clause[:, None, :].float()
        marked = scores + self.mk[0] * clause + self.mk[1] * two.given[:, None, :].float()
        answer = torch.softmax(marked.masked_fill(~there, NEVER), -1) @ g
        within = two.clause[:, None, :]
        nearest, inside = (cosine.masked_fill(~m, -1.0).amax(-1) for m in (there, within))
        same, same_inside = ((equal * m.float()).amax(-1) for m in (there, within))
        told = [h, answer, h - answer, h * answer, *(x[..., None] for x in (nearest, inside, same, same_inside))]
        z = self.n1(functional.gelu(self.two(self.drop(torch.cat(told, -1)))))
        z = z + functional.gelu(self.three(z))
        gates = self.gate(z)
        pooled = [_pooled(z, gates[..., k], mask) for k, mask in enumerate((one.clause, one.given, one.there))]
        weight = (one.signs[..., FLAGS] * (1 - one.signs[..., 0]) + 1e-3) * one.clause.float()
        share = weight / weight.sum(1, keepdim=True)
        return (*pooled, (inside * share).sum(1), (same_inside * share).sum(1))


def _pooled(words: Tensor, gates: Tensor, mask: Tensor) -> Tensor:
    any_there = mask.any(1, keepdim=True).float()
    weights = torch.softmax(gates.masked_fill(~mask, NEVER), -1) * any_there
    pooled: Tensor = (weights[..., None] * words).sum(1)
    return pooled
