"""What each head is asked for, as one number per batch."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.reader.batches import IGNORE, INPUTS, TAG_TASKS
from training.reader.network import FAR, Reader
from training.reader.units import LAYERS

Batch = dict[str, Any]


def groups_of(batch: Batch) -> tuple[str, ...]:
    """The head groups that a batch has labels for; only these are computed."""
    needed = {
        "parse": ("heads",),
        "tags": ("upos", "xpos", "lemma"),
        "names": ("ner3", "ner3_news", "ner9"),
        "said": ("links",),
        "event": ("event_class", "story_class"),
        "coref": ("coref_gold",),
    }
    return tuple(group for group, keys in needed.items() if any(k in batch for k in keys))


class Losses:
    """Weighted sum of the losses that a batch has labels for."""

    def __init__(self, config: dict[str, Any], classes: dict[str, list[str]], events: dict[str, int]) -> None:
        self.weight: dict[str, float] = config["loss"]
        rare = config["class_weight"]
        self.tag_weight = {
            task: torch.tensor([rare.get(name.partition("-")[2], 1.0) for name in classes[task]])
            for task in ("ner3", "ner9")
        }
        self.event_weight = _inverse_root(classes["event"], events)
        self.smoothing: float = config["heads"]["event_smoothing"]

    def to(self, device: str) -> Losses:
        """The class weights on a device."""
        self.tag_weight = {task: table.to(device) for task, table in self.tag_weight.items()}
        self.event_weight = self.event_weight.to(device)
        return self

    def __call__(self, model: Reader, teacher: nn.Module | None, batch: Batch) -> Tensor:
        """The loss of one batch; with a teacher also the embedding's distance to the original."""
        out = model(**{k: batch[k] for k in INPUTS}, wanted=groups_of(batch))
        total = out["embedding"].new_zeros((), dtype=torch.float32)
        if teacher is not None:
            total = total + self.embedding(out["embedding"], teacher, batch)
        for task in TAG_TASKS:
            if task in batch and (batch[task] != IGNORE).any():
                head = task.removesuffix("_news")
                loss = cross_entropy(out[head], batch[task], self.tag_weight.get(head))
                total = total + self.weight[task] * loss
        if "heads" in batch:
            total = total + self._tree(model, out, batch)
        if "links" in batch:
            total = total + self._said(out, batch)
        if "coref_gold" in batch:
            total = total + self.weight["coref"] * antecedent_loss(out["coref"], batch)
        for task in ("event", "story"):
            if f"{task}_class" in batch:
                total = total + self.weight[task] * self._event(out, batch, task)
        return total

    def _tree(self, model: Reader, out: dict[str, Tensor], batch: Batch) -> Tensor:
        heads = batch["heads"]
        arc = cross_entropy(out["arcs"], heads)
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
        governed = torch.gather(out["label_head"], 1, index)
        label = cross_entropy(model.label.at(out["label_dependent"], governed), batch["label"])
        return self.weight["arc"] * arc + self.weight["label"] * label

    def _said(self, out: dict[str, Tensor], batch: Batch) -> Tensor:
        scores = out["attribution"].unflatten(-1, (3, 3))
        total = out["attribution"].new_zeros((), dtype=torch.float32)
        for i, layer in enumerate(LAYERS):
            total = total + self.weight["attribution"] * cross_entropy(scores[:, :, i], batch[layer])
        wanted = batch["links"]
        known = wanted >= 0
        if known.any():
            link = nn.functional.binary_cross_entropy_with_logits(out["links"][known].float(), wanted[known])
            total = total + self.weight["link"] * link
        return total

    def _event(self, out: dict[str, Tensor], batch: Batch, task: str) -> Tensor:
        scores = pooled(out[task], out["event_weight"], batch["event_words"])
        wanted = batch[f"{task}_class"]
        weights = self.event_weight if task == "event" else None
        return nn.functional.cross_entropy(scores, wanted, weights, ignore_index=IGNORE, label_smoothing=self.smoothing)

    def embedding(self, mine: Tensor, teacher: nn.Module, batch: Batch) -> Tensor:
        """How far the sentence vectors are from the untouched encoder's, each by itself and among each other."""
        with torch.no_grad():
            states = teacher(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            theirs = nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1).float()
        mine = mine.float()
        apart = 1 - (mine * theirs).sum(-1).mean()
        pairs = nn.functional.mse_loss(mine @ mine.T, theirs @ theirs.T)
        return self.weight["embedding_cosine"] * apart + self.weight["embedding_pairs"] * pairs


def _inverse_root(names: list[str], counts: dict[str, int]) -> Tensor:
    """Class weights by the inverse root of the class's size, mean 1, between a half and two."""
    raw = torch.tensor([max(counts.get(name, 0), 1) ** -0.5 for name in names])
    return (raw / raw.mean()).clamp(0.5, 2.0)


def cross_entropy(scores: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean over the words that have a label."""
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), weight, ignore_index=IGNORE)


def antecedent_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Marginal log-likelihood of the right antecedents among the candidates, mean over the words that are asked."""
    gold, candidates = batch["coref_gold"], batch["coref_open"]
    asked = gold.any(-1)
    if not asked.any():
        return scores.new_zeros((), dtype=torch.float32)
    scores = scores[asked].float()
    right = torch.logsumexp(scores.masked_fill(~gold[asked], FAR * 10), -1)
    everything = torch.logsumexp(scores.masked_fill(~candidates[asked], FAR * 10), -1)
    return (everything - right).mean()


def pooled(scores: Tensor, weight: Tensor, words: Tensor) -> Tensor:
    """Sentence scores: the words' scores, weighted by a softmax of their learned weights over `words`."""
    share = torch.softmax(weight.squeeze(-1).float().masked_fill(~words, FAR * 10), -1)
    return (scores.float() * share.unsqueeze(-1)).sum(1)
