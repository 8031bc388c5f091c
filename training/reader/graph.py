"""The reader as it runs: the trained network's weights in fewer and larger steps, for one unit at a time.

One unit alone has no padding, so there is no mask of attention; attention is one operator of onnxruntime; the layers
are mixed at the words only; what reads the same vectors is one product; relation scores are taken with each word's
greedy head only. `tests/training` holds it against `network.Reader`, which is what was trained.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.reader.network import FAR, SENTENCE_STEPS, STEPS, Biaffine, Reader, _steps

INPUTS = ("input_ids", "first", "shape", "sentence")
OUTPUTS = (
    "embedding", "arcs", "label", "label_dependent", "label_head", "upos", "xpos", "lemma", "ner3", "ner9",
    "attribution", "links", "event", "event_weight", "coref", "meaning",
)  # fmt: skip


class Attention(torch.autograd.Function):
    """Softmax attention of all heads; `MultiHeadAttention` of onnxruntime in the exported graph."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """B x p x d three times -> b x p x d."""
        parts = [x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value)]
        return nn.functional.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator, with the shape that what follows has to know."""
        out = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        out.setType(query.type())
        return out


def joined(*layers: nn.Module) -> nn.Linear:
    """Linear layers that read the same vectors as one; of an `mlp` its linear layer."""
    linear = [layer[0] if isinstance(layer, nn.Sequential) else layer for layer in layers]
    out = nn.Linear(linear[0].in_features, sum(layer.out_features for layer in linear))  # type: ignore[misc, arg-type]
    with torch.no_grad():
        out.weight.copy_(torch.cat([layer.weight for layer in linear]))  # type: ignore[misc]
        out.bias.copy_(torch.cat([layer.bias for layer in linear]))  # type: ignore[misc]
    return out


class Pairs(nn.Module):
    """A biaffine scorer as products of two dimensions: b x n x d and b x m x d -> b x k x n x m."""

    def __init__(self, scorer: Biaffine) -> None:
        super().__init__()
        self.classes, width = scorer.pair.shape[:2]
        self.pair = nn.Linear(width, self.classes * width)  # d x (k d): all classes at once
        self.own = nn.Linear(width, self.classes)
        with torch.no_grad():
            self.pair.weight.copy_(scorer.pair.transpose(1, 2).reshape(-1, width))
            self.pair.bias.copy_(scorer.head.weight.flatten())  # (P d + w) . h is what the pair and the head bring
            self.own.weight.copy_(scorer.dependent.weight)
            self.own.bias.copy_(scorer.dependent.bias + scorer.head.bias)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of every pair."""
        left = self._left(dependent).transpose(1, 2)
        scores = torch.matmul(left, head.unsqueeze(1).transpose(2, 3))
        return scores + self.own(dependent).transpose(1, 2).unsqueeze(3)

    def at(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of each dependent with its own head: b x n x d twice -> b x n x k."""
        scores = torch.matmul(self._left(dependent), head.unsqueeze(3)).squeeze(3)
        return scores + self.own(dependent)

    def _left(self, dependent: Tensor) -> Tensor:
        """B x n x k x d."""
        return self.pair(dependent).unflatten(2, (self.classes, -1))  # type: ignore[no-any-return]


class Graph(nn.Module):
    """All outputs for one unit."""

    def __init__(self, reader: Reader, meaning: nn.Linear) -> None:
        super().__init__()
        self.reader, self.meaning = reader, meaning
        self.heads = reader.encoder.config.num_attention_heads
        mixes: Any = list(reader.mixes.values())
        self.groups = list(reader.mixes.keys())
        self.register_buffer("shares", torch.stack([torch.softmax(mix.weights, 0) for mix in mixes]).detach())
        self.parse_width = reader.arc.pair.shape[1], reader.label.pair.shape[1]
        self.parse_hidden = joined(reader.arc_dependent, reader.label_dependent, reader.arc_head, reader.label_head)
        self.arc, self.label, self.link = Pairs(reader.arc), Pairs(reader.label), Pairs(reader.link)
        self.link_hidden = joined(reader.link_cue, reader.link_word)
        self.coref_hidden = joined(reader.coref.anaphor, reader.coref.antecedent)
        self.coref_pair = Pairs(reader.coref.pair)
        # the table of wordpieces is half the file: int8, each row with a scale of its own
        table = reader.encoder.embeddings.word_embeddings.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("piece_scale", scale)
        self.register_buffer("piece_rows", (table / scale).round().to(torch.int8))
        self.register_buffer("places", _places(reader.coref.place.weight[0]).detach())

    def forward(self, input_ids: Tensor, first: Tensor, shape: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        states = self._states(input_ids)
        at = torch.cat([torch.zeros_like(first[:1, :1]), first], 1)[0]  # [CLS], then each word's first wordpiece
        stacked = torch.cat([state.index_select(1, at) for state in states])
        mixed = torch.matmul(self.shares, stacked.flatten(1)).unflatten(1, (-1, stacked.shape[2]))
        rooted = {g: self.reader.mixes[g].norm(mixed[i : i + 1]) for i, g in enumerate(self.groups)}  # type: ignore[union-attr, operator]
        words = {g: vectors[:, 1:] for g, vectors in rooted.items() if g != "parse"}
        for group, table in self.reader.shape.items():
            words[group] = words[group] + table(shape)
        out = {
            "embedding": nn.functional.normalize(states[-1].mean(1), dim=-1),
            "meaning": self.meaning(states[-1]),
        }
        apart = sentence.unsqueeze(2) - sentence.unsqueeze(1)
        out |= self._parse(rooted["parse"], apart)
        out |= self._tags(words)
        out |= self._said(words["said"])
        hidden = self.reader.event_hidden(words["event"])
        out |= {"event": self.reader.event(hidden), "event_weight": self.reader.event_weight(hidden)}
        out["coref"] = self._coref(words["coref"], apart, input_ids.index_select(1, first[0]))
        return tuple(out[name] for name in OUTPUTS)

    def _states(self, input_ids: Tensor) -> list[Tensor]:
        """What the embedding and each layer of the encoder give."""
        encoder: Any = self.reader.encoder
        table = encoder.embeddings
        fixed = table.position_embeddings.weight + table.token_type_embeddings.weight[0]
        pieces = self.piece_rows[input_ids].float() * self.piece_scale[input_ids]  # type: ignore[index]
        states = [table.LayerNorm(pieces + fixed[: input_ids.shape[1]])]
        for layer in encoder.encoder.layer:
            x, own = states[-1], layer.attention.self
            said = Attention.apply(own.query(x), own.key(x), own.value(x), self.heads)
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(said) + x)
            inner = nn.functional.gelu(layer.intermediate.dense(x))
            states.append(layer.output.LayerNorm(layer.output.dense(inner) + x))
        return states

    def _parse(self, rooted: Tensor, apart: Tensor) -> dict[str, Tensor]:
        hidden = nn.functional.gelu(self.parse_hidden(rooted))
        arc, label = self.parse_width
        arc_dependent, label_dependent, arc_head, label_head = hidden.split([arc, label, arc, label], 2)
        label_dependent = label_dependent[:, 1:]
        scores = self.arc(arc_dependent[:, 1:], arc_head).squeeze(1)
        far = (apart != 0).to(scores.dtype) * FAR
        arcs = scores + nn.functional.pad(far, (1, 0))
        chosen = label_head.index_select(1, arcs.argmax(-1)[0])
        return {
            "arcs": arcs,
            "label": self.label.at(label_dependent, chosen),
            "label_dependent": label_dependent,
            "label_head": label_head,
        }

    def _tags(self, words: dict[str, Tensor]) -> dict[str, Tensor]:
        """Tags and names."""
        hidden = self.reader.tag_hidden(words["tags"])
        out = {task: head(hidden) for task, head in self.reader.tags.items()}
        hidden = _window(self.reader.name_hidden, words["names"])
        return out | {task: head(hidden) for task, head in self.reader.names.items()}

    def _said(self, words: Tensor) -> dict[str, Tensor]:
        hidden = nn.functional.gelu(self.link_hidden(words))
        cue, word = hidden.chunk(2, 2)
        return {
            "attribution": self.reader.layers(_window(self.reader.said_hidden, words)),
            "links": self.link(cue, word),
        }

    def _coref(self, words: Tensor, apart: Tensor, pieces: Tensor) -> Tensor:
        anaphor, antecedent = nn.functional.gelu(self.coref_hidden(words)).chunk(2, 2)
        scores = self.coref_pair(anaphor, antecedent).squeeze(1)
        far, last = STEPS[-1], SENTENCE_STEPS[-1]
        numbers = torch.arange(words.shape[1], device=words.device)
        distance = (numbers.unsqueeze(1) - numbers.unsqueeze(0)).clamp(-far, far)
        places = self.places[(distance + far) * (2 * last + 1) + (apart.clamp(-last, last) + last)]  # type: ignore[index, operator]
        same = (pieces.unsqueeze(2) == pieces.unsqueeze(1)).to(scores.dtype) * self.reader.coref.place.weight[0, -1]
        return torch.cat([self.reader.coref.none(anaphor), scores + places + same], 2)


def _window(window: nn.Module, words: Tensor) -> Tensor:
    """`Window` without padding."""
    edge = torch.zeros_like(words[:, :1])
    before, after = torch.cat([edge, words[:, :-1]], 1), torch.cat([words[:, 1:], edge], 1)
    return window.layer(torch.cat([before, words, after], -1))  # type: ignore[no-any-return, operator]


def _places(weight: Tensor) -> Tensor:
    """What each distance in words and sentences adds to an antecedent's score; no word is its own antecedent."""
    n, m = len(STEPS), len(SENTENCE_STEPS)
    words = _steps(torch.arange(-STEPS[-1], STEPS[-1] + 1), STEPS, weight[: 2 * n])
    words = words + (torch.arange(len(words)) == STEPS[-1]) * FAR
    last = SENTENCE_STEPS[-1]
    apart = _steps(torch.arange(-last, last + 1), SENTENCE_STEPS, weight[2 * n : 2 * (n + m)])
    return (words.unsqueeze(1) + apart).flatten()
