"""The reader's network: MiniLM with learned layer mixes and one small head per task.

Word vector = first wordpiece; the [CLS] vector is the root of every sentence in the unit. The encoder is uncased,
so the shape of each word (lower, Title, UPPER ...) enters the tag heads as an embedding. Arcs stay within a
sentence: scores across sentences are masked. Attribution has BIO layers and, because those do not say who said
what, a link scorer from each cue word to source and content words. After Dozat and Manning (2017) for the biaffine
scorers and Peters et al. (2018) for the layer mixes; the recipe was measured in a prototype before this program.
Coreference scores each word against every other as its antecedent, after Lee et al. (2017) with head words for spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

SHAPES = 8
FAR = -1e4
GROUPS = ("parse", "tags", "names", "said", "event", "coref")
STEPS = (1, 2, 4, 8, 16, 32, 64)  # word distances that coreference tells apart, in both directions
SENTENCE_STEPS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How wide each head is, and how many classes it has."""

    width: int
    layers: int
    arc: int
    label: int
    tag_hidden: int
    link: int
    coref: int
    dropout: float
    classes: dict[str, int]  # label, upos, xpos, lemma, ner3, ner9, event, story


class Mix(nn.Module):
    """Softmax-weighted sum of the encoder's layers, normalised."""

    def __init__(self, layers: int, width: int, dropout: float) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, mixed: Tensor) -> Tensor:
        """What `mixtures` made with this mix's weights, normalised."""
        return self.dropout(self.norm(mixed))  # type: ignore[no-any-return]


def mixtures(mixes: Sequence[Mix], states: Sequence[Tensor]) -> list[Tensor]:
    """One vector per position and mix from the states of all layers, in one product: g x l by l x (b p d)."""
    shares = torch.stack([torch.softmax(mix.weights, 0) for mix in mixes])
    stacked = torch.stack(list(states))
    mixed = torch.matmul(shares, stacked.flatten(1)).unflatten(1, stacked.shape[1:])
    return [mix(part) for mix, part in zip(mixes, mixed.unbind(0), strict=True)]


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


class Window(nn.Module):
    """One hidden layer over each word and its two neighbours."""

    def __init__(self, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.layer = mlp(3 * width, hidden, dropout)

    def forward(self, words: Tensor, sentence: Tensor) -> Tensor:
        """B x w x d -> b x w x hidden; what pads a batch is no neighbour."""
        real = words * (sentence >= 0).unsqueeze(-1).to(words.dtype)
        edge = torch.zeros_like(real[:, :1])
        before, after = torch.cat([edge, real[:, :-1]], 1), torch.cat([real[:, 1:], edge], 1)
        return self.layer(torch.cat([before, real, after], -1))  # type: ignore[no-any-return]


class Antecedents(nn.Module):
    """Scores of each word's antecedents: b x w x (w + 1), column 0 none."""

    def __init__(self, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.anaphor, self.antecedent = mlp(width, hidden, dropout), mlp(width, hidden, dropout)
        self.pair = Biaffine(hidden, 1)
        self.none = nn.Linear(hidden, 1)
        self.place = nn.Linear(2 * len(STEPS) + 2 * len(SENTENCE_STEPS) + 1, 1, bias=False)

    def forward(self, words: Tensor, sentence: Tensor, pieces: Tensor) -> Tensor:
        """`pieces` b x w is each word's first wordpiece id: repeated words are often repeated mentions."""
        anaphor = self.anaphor(words)
        scores = self.pair(anaphor, self.antecedent(words)).squeeze(1)
        scores = scores + self._places(sentence, pieces).to(scores.dtype)
        real = (sentence >= 0).unsqueeze(1).to(scores.dtype)
        itself = torch.eye(pieces.shape[1], dtype=scores.dtype, device=scores.device)
        return torch.cat([self.none(anaphor), scores + (1.0 - real) * FAR + itself * FAR], 2)

    def _places(self, sentence: Tensor, pieces: Tensor) -> Tensor:
        """What distance in words and sentences, and the same first wordpiece, add: b x w x w.

        Distances are scored once each and looked up: a table of marks for every pair would cost more than the pairs.
        """
        weight, n, m = self.place.weight[0], len(STEPS), len(SENTENCE_STEPS)
        size = pieces.shape[1]
        at = torch.arange(size, device=pieces.device)
        offsets = torch.arange(1 - size, size, device=pieces.device)
        words = _steps(offsets, STEPS, weight[: 2 * n])[at.unsqueeze(1) - at.unsqueeze(0) + size - 1]
        last = SENTENCE_STEPS[-1]
        apart = (sentence.unsqueeze(2) - sentence.unsqueeze(1)).clamp(-last, last)
        table = _steps(torch.arange(-last, last + 1, device=pieces.device), SENTENCE_STEPS, weight[2 * n : 2 * (n + m)])
        same = (pieces.unsqueeze(2) == pieces.unsqueeze(1)).to(weight.dtype)
        return words + table[apart + last] + weight[-1] * same


def _steps(distance: Tensor, steps: Sequence[int], weight: Tensor) -> Tensor:
    """The weights of all steps that a distance has passed, forwards and backwards."""
    marks = torch.stack([distance >= n for n in steps] + [distance <= -n for n in steps], -1)
    return (marks.to(weight.dtype) * weight).sum(-1)


class Reader(nn.Module):
    """Encoder and heads. `forward` gives the wanted groups' scores; training asks for what a batch has labels for."""

    def __init__(self, encoder: BertModel, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        s, d = sizes, sizes.dropout
        self.mixes = nn.ModuleDict({g: Mix(s.layers + 1, s.width, 0.1) for g in GROUPS})
        self.shape = nn.ModuleDict({g: nn.Embedding(SHAPES, s.width) for g in ("tags", "names", "said", "coref")})
        for table in self.shape.values():
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.arc_dependent, self.arc_head = mlp(s.width, s.arc, d), mlp(s.width, s.arc, d)
        self.arc = Biaffine(s.arc, 1)
        self.label_dependent, self.label_head = mlp(s.width, s.label, d), mlp(s.width, s.label, d)
        self.label = Biaffine(s.label, s.classes["label"])
        self.tag_hidden = mlp(s.width, s.tag_hidden, 0.1)
        self.tags = nn.ModuleDict({t: nn.Linear(s.tag_hidden, s.classes[t]) for t in ("upos", "xpos", "lemma")})
        self.name_hidden = Window(s.width, s.tag_hidden, 0.1)
        self.names = nn.ModuleDict({t: nn.Linear(s.tag_hidden, s.classes[t]) for t in ("ner3", "ner9")})
        self.said_hidden = Window(s.width, s.tag_hidden, 0.1)
        self.layers = nn.Linear(s.tag_hidden, 9)  # source, cue, content, each O B I
        self.link_cue = mlp(s.width, s.link, d)
        self.link_word = mlp(s.width, s.link, d)
        self.link = Biaffine(s.link, 2)  # to source, to content
        self.event_hidden = mlp(s.width, s.tag_hidden, 0.2)
        self.event = nn.Linear(s.tag_hidden, s.classes["event"])
        self.event_weight = nn.Linear(s.tag_hidden, 1)
        self.story = nn.Linear(s.tag_hidden, s.classes["story"])
        self.coref = Antecedents(s.width, s.coref, d)

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        first: Tensor,
        shape: Tensor,
        sentence: Tensor,
        *,
        wanted: Sequence[str] = GROUPS,
    ) -> dict[str, Tensor]:
        """`first` b x w is each word's first wordpiece (0 pads), `shape` its shape, `sentence` its number (-1 pads)."""
        out = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        states = out.hidden_states
        mask = attention_mask.unsqueeze(-1).to(states[-1].dtype)
        pooled = (states[-1] * mask).sum(1) / mask.sum(1).clamp(min=1)
        result = {"embedding": nn.functional.normalize(pooled, dim=-1), "states": states[-1]}
        at = torch.cat([torch.zeros_like(first[:, :1]), first], 1)  # [CLS], then each word's first wordpiece
        index = at.unsqueeze(-1).expand(-1, -1, states[0].shape[-1])
        chosen: list[Mix] = [self.mixes[group] for group in wanted]  # type: ignore[misc]
        mixed = mixtures(chosen, [torch.gather(state, 1, index) for state in states]) if chosen else []
        rooted = dict(zip(wanted, mixed, strict=True))
        words = {group: vectors[:, 1:] for group, vectors in rooted.items()}
        for group in set(wanted) & set(self.shape.keys()):
            words[group] = words[group] + self.shape[group](shape)
        if "parse" in wanted:
            result |= self._parse(words["parse"], rooted["parse"], sentence)
        if "tags" in wanted:
            hidden = self.tag_hidden(words["tags"])
            result |= {task: head(hidden) for task, head in self.tags.items()}
        if "names" in wanted:
            hidden = self.name_hidden(words["names"], sentence)
            result |= {task: head(hidden) for task, head in self.names.items()}
        if "said" in wanted:
            said = words["said"]
            result["attribution"] = self.layers(self.said_hidden(said, sentence))
            result["links"] = self.link(self.link_cue(said), self.link_word(said))
        if "event" in wanted:
            hidden = self.event_hidden(words["event"])
            result |= {"event": self.event(hidden), "event_weight": self.event_weight(hidden)}
            result["story"] = self.story(hidden)
        if "coref" in wanted:
            result["coref"] = self.coref(words["coref"], sentence, torch.gather(input_ids, 1, first))
        return result

    def _parse(self, words: Tensor, rooted: Tensor, sentence: Tensor) -> dict[str, Tensor]:
        """`rooted` has [CLS], the root, before the words."""
        return {
            "arcs": self.arcs(words, rooted, sentence),
            "label_dependent": self.label_dependent(words),
            "label_head": self.label_head(rooted),
        }

    def arcs(self, parse: Tensor, rooted: Tensor, sentence: Tensor) -> Tensor:
        """Head scores b x w x (w + 1), column 0 the root; words of other sentences are out of reach."""
        scores = self.arc(self.arc_dependent(parse), self.arc_head(rooted)).squeeze(1)
        same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)).to(scores.dtype)
        reach = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        return scores + (1.0 - reach) * FAR
