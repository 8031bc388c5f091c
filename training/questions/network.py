"""The small network that the package carries: two statements, each as the reader's vectors of its sentence's words.

Each word looks for what answers to it in the other sentence (decomposable attention, Parikh et al. 2016), is compared with
that, and the words of the clause, of what is given, and of the sentence are pooled, each by learned weights. What depends on
one statement alone (`words`) is kept apart from what takes two (`pair`): a statement stands in many pairs.
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


@dataclass(frozen=True, slots=True)
class Ready:
    """One statement of each of b pairs, its words made ready for any other statement."""

    meaning: Tensor  # b x t x 128, as in `Side`
    asks: Tensor  # b x t x width, what each word looks for
    here: Tensor  # b x t x width, the word itself
    own: Tensor  # b x t x width, its share in the comparison with what answers to it
    answers: Tensor  # b x t x 2 widths, itself and its share in a comparison that it answers to
    rare: Tensor  # b x t, how much a word counts in what is covered
    lemmas: Tensor
    there: Tensor
    clause: Tensor
    given: Tensor


class Questions(nn.Module):
    """Log odds that two statements answer one question; the same whichever comes first."""

    def __init__(self, width: int = 64, dropout: float = 0.2, hidden_words: float = 0.08) -> None:
        super().__init__()
        self.width, self.hidden_words = width, hidden_words
        self.pos = nn.Embedding(TAGS, 12)
        self.lin = nn.Linear(128 + 12 + FLAGS + 1 + 2, width)
        self.n0, self.n1 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.sim = nn.Linear(width, width, bias=False)
        self.lem, self.cos = nn.Parameter(torch.tensor(2.0)), nn.Parameter(torch.tensor(4.0))
        self.mk = nn.Parameter(torch.tensor([0.5, 0.5]))
        self.own, self.answered = nn.Linear(width, width), nn.Linear(width, width, bias=False)
        self.product, self.extra = nn.Linear(width, width, bias=False), nn.Linear(4, width, bias=False)
        self.three = nn.Linear(width, width)
        self.gate = nn.Linear(width, 3)
        self.mix, self.out = nn.Linear(9 * width + 6, 2 * width), nn.Linear(2 * width, 1)
        self.kind = nn.Embedding(5, 2 * width)
        nn.init.zeros_(self.kind.weight)
        self.drop = nn.Dropout(dropout)
        self.bo = nn.Parameter(torch.tensor(0.7))

    def forward(self, one: Side, two: Side, kind: Tensor, base: Tensor) -> Tensor:
        """`kind` (b) is the number of the points' kind, `base` (b) the log odds by the signs of the alignment."""
        return self.pair(self._ready(one), self._ready(two), kind, base)

    def words(self, meaning: Tensor, tags: Tensor, signs: Tensor, clause: Tensor, given: Tensor) -> tuple[Tensor, ...]:
        """From `asks` to `rare` of `Ready`, of words in any number of dimensions."""
        if self.training:
            meaning = meaning * (torch.rand(meaning.shape[:-1], device=meaning.device) > self.hidden_words)[..., None]
        marks = torch.stack([clause.float(), given.float()], -1)
        told = torch.cat([self.drop(meaning), self.pos(tags), signs, marks], -1)
        here = self.n0(functional.gelu(self.lin(told)))
        seen = self.drop(here)
        rare = (signs[..., FLAGS] * (1 - signs[..., 0]) + 1e-3) * clause.float()
        asks = self.sim(here) / (2 * self.width**0.5)
        return asks, here, self.own(seen), torch.cat([here, self.answered(seen)], -1), rare

    def pair(self, one: Ready, two: Ready, kind: Tensor, base: Tensor) -> Tensor:
        """The log odds of statements made ready."""
        cosine = one.meaning @ two.meaning.transpose(1, 2)
        equal = (one.lemmas[:, :, None] == two.lemmas[:, None, :]).float()
        both = one.asks @ two.here.transpose(1, 2) + one.here @ two.asks.transpose(1, 2)
        scores = both + self.lem * equal + self.cos * cosine
        there = self._met(one, two, scores, cosine, equal)
        back = self._met(two, one, *(m.transpose(1, 2) for m in (scores, cosine, equal)))
        pooled = [part for a, b in zip(there[:3], back[:3], strict=True) for part in (a + b, (a - b).abs(), a * b)]
        (alike, same), (alike_, same_) = there[3:], back[3:]
        figures = [alike + alike_, torch.minimum(alike, alike_), same + same_, torch.minimum(same, same_)]
        signs = torch.stack([*figures, (alike - alike_).abs(), base], -1)
        mixed = functional.gelu(self.mix(self.drop(torch.cat([*pooled, signs], -1))) + self.kind(kind))
        odds: Tensor = self.out(self.drop(mixed)).squeeze(-1) + self.bo * base
        return odds

    def _ready(self, side: Side) -> Ready:
        told = self.words(side.meaning, side.tags, side.signs, side.clause, side.given)
        return Ready(side.meaning, *told, side.lemmas, side.there, side.clause, side.given)

    def _met(self, one: Ready, two: Ready, scores: Tensor, cosine: Tensor, equal: Tensor) -> tuple[Tensor, ...]:
        """The pooled words of one side beside what answers to them: clause, given, sentence; and how much of the clause
        the other clause covers, by likeness and by equal lemmas.
        """
        outside, clause = _outside(two.there)[:, None, :], two.clause[:, None, :].float()
        marked = scores + (outside + self.mk[0] * clause + self.mk[1] * two.given[:, None, :].float())
        answer, answered = (torch.softmax(marked, -1) @ two.answers).split(self.width, -1)
        nearest, inside = (cosine + outside).amax(-1), (cosine + _outside(two.clause)[:, None, :]).amax(-1)
        same, same_inside = (equal * two.there[:, None, :].float()).amax(-1), (equal * clause).amax(-1)
        signs = self.extra(self.drop(torch.stack([nearest, inside, same, same_inside], -1)))
        z = self.n1(functional.gelu(one.own + answered + self.product(self.drop(one.here * answer)) + signs))
        z = z + functional.gelu(self.three(z))
        parts = torch.stack([one.clause, one.given, one.there], 1)  # b x 3 x t
        weights = torch.softmax(self.gate(z).transpose(1, 2) + _outside(parts), -1)
        clause_, given, all_ = (weights @ z).unbind(1)
        any_given = one.given.float().amax(1, keepdim=True)
        rare = one.rare / one.rare.sum(1, keepdim=True)
        return clause_, given * any_given, all_, (inside * rare).sum(1), (same_inside * rare).sum(1)


def _outside(mask: Tensor) -> Tensor:
    """What is added to the scores of words outside the mask, so that they count for nothing; where all are outside, all
    are alike.
    """
    return (mask.float() - 1) * -NEVER
