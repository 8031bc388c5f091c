"""What the teacher says of a batch without labels, as losses for the reader (Hinton et al., 2015).

Every head is held to the teacher's whole distribution: where the teacher doubts, the reader learns its doubt.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.reader.batches import INPUTS
from training.reader.network import FAR, Reader

GROUPS = ("parse", "tags", "names", "said", "coref")
TAGS = ("upos", "xpos", "lemma", "ner3", "ner9")
CUE_AT = 3  # of the nine scores of attribution: source, cue, content, each O B I
MENTIONS = ("NOUN", "PROPN", "PRON")  # tags of the words whose antecedents are asked for
LEAST_CUE = 0.05

Batch = dict[str, Any]


class Soft:
    """Weighted sum of the divergences from the teacher."""

    def __init__(self, config: dict[str, Any], classes: dict[str, list[str]]) -> None:
        self.weight: dict[str, float] = config["loss"]
        self.upos = {tag: classes["upos"].index(tag) for tag in MENTIONS}

    def __call__(self, model: Reader, mine: dict[str, Tensor], teacher: Reader, shown: Batch) -> Tensor:
        """`mine` is what the model gave for `GROUPS` (it may have read with wordpieces hidden); the teacher reads all that is shown."""
        with torch.no_grad():
            theirs = teacher(**{k: shown[k] for k in INPUTS}, wanted=GROUPS)
        real = shown["sentence"] >= 0
        total = self._tree(model, teacher, mine, theirs, real)
        for task in TAGS:
            total = total + self.weight[task] * divergence(mine[task][real], theirs[task][real])
        total = total + self._said(mine, theirs, real)
        return total + self.weight["coref"] * self._coref(mine["coref"], theirs, real)

    def _tree(
        self, model: Reader, teacher: Reader, mine: dict[str, Tensor], theirs: dict[str, Tensor], real: Tensor
    ) -> Tensor:
        heads = theirs["arcs"].argmax(-1)
        arc = divergence(mine["arcs"][real], theirs["arcs"][real])
        label = divergence(_labels(model, mine, heads)[real], _labels(teacher, theirs, heads)[real])
        return self.weight["arc"] * arc + self.weight["label"] * label

    def _said(self, mine: dict[str, Tensor], theirs: dict[str, Tensor], real: Tensor) -> Tensor:
        one, two = (out["attribution"][real].unflatten(-1, (3, 3)).flatten(0, 1) for out in (mine, theirs))
        total = 3 * self.weight["attribution"] * divergence(one, two)
        cue = 1 - torch.softmax(theirs["attribution"][..., CUE_AT : CUE_AT + 3].float(), -1)[..., 0]
        asked = (real & (cue > LEAST_CUE)).nonzero()
        if len(asked):
            row, at = asked.unbind(1)
            there = real[row].unsqueeze(1).float()
            scores, said = mine["links"][row, :, at].float(), theirs["links"][row, :, at].float()
            wanted = torch.sigmoid(said)
            each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
            own = functional.binary_cross_entropy_with_logits(said, wanted, reduction="none")  # the teacher's doubt
            each = (each - own) * there
            weight = cue[row, at].view(-1, 1, 1)
            total = total + self.weight["link"] * (each * weight).sum() / (2 * there * weight).sum().clamp(min=1.0)
        return total

    def _coref(self, mine: Tensor, theirs: dict[str, Tensor], real: Tensor) -> Tensor:
        """A pronoun's antecedents stand on both sides of it, any other's before it, as in `batches`."""
        tags = theirs["upos"].argmax(-1)
        noun = real & ((tags == self.upos["NOUN"]) | (tags == self.upos["PROPN"]))
        asked = noun | (real & (tags == self.upos["PRON"]))
        if not asked.any():
            return mine.new_zeros((), dtype=torch.float32)
        words = torch.arange(real.shape[1], device=real.device)
        after = functional.pad(words.unsqueeze(0) > words.unsqueeze(1), (1, 0))  # w x (w + 1)
        closed = noun.unsqueeze(-1) & after
        one, two = (scores.float().masked_fill(closed, FAR) for scores in (mine, theirs["coref"]))
        return divergence(one[asked], two[asked])


def _labels(reader: Reader, out: dict[str, Tensor], heads: Tensor) -> Tensor:
    index = heads.unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
    return reader.label.at(out["label_dependent"], torch.gather(out["label_head"], 1, index))


def divergence(mine: Tensor, theirs: Tensor) -> Tensor:
    """Mean divergence (Kullback-Leibler) of the rows' distributions from the teacher's."""
    wanted = torch.log_softmax(theirs.float(), -1)
    return functional.kl_div(torch.log_softmax(mine.float(), -1), wanted, reduction="batchmean", log_target=True)
