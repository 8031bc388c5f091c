"""Development figures of the reader, head by head, with gold tokens and sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

import torch

from training.reader.batches import Batcher
from training.reader.corpora import LAYERS, Corpus
from training.reader.network import Reader


def evaluate(
    model: Reader, batcher: Batcher, found: dict[str, Corpus], device: str, limit: int = 2000
) -> dict[str, float]:
    """UAS and LAS (greedy, punctuation included), tag accuracies, span F1 of names and attribution, event accuracy."""
    model.eval()
    tally: Counter[str] = Counter()
    with torch.no_grad():
        for corpus in found.values():
            for batch in batcher.epoch(corpus.dev[:limit]):
                moved = {k: v.to(device) if isinstance(v, torch.Tensor) else v for k, v in batch.items()}
                out = model(**{k: moved[k] for k in ("input_ids", "attention_mask", "first", "shape", "sentence")})
                _count(model, batcher, moved, out, tally)
    model.train()
    return _figures(tally)


def _count(
    model: Reader, batcher: Batcher, batch: dict[str, Any], out: dict[str, torch.Tensor], tally: Counter[str]
) -> None:
    for task in ("upos", "xpos", "lemma"):
        if task in batch:
            known = batch[task] >= 0
            tally[f"{task} n"] += int(known.sum())
            tally[f"{task} hit"] += int((out[task].argmax(-1)[known] == batch[task][known]).sum())
    if "heads" in batch:
        known = batch["heads"] >= 0
        heads = out["arcs"].argmax(-1)
        index = heads.unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
        labels = model.label.at(out["label_dependent"], torch.gather(out["label_head"], 1, index)).argmax(-1)
        right = (heads == batch["heads"]) & known
        tally["arcs n"] += int(known.sum())
        tally["arcs hit"] += int(right.sum())
        tally["labels hit"] += int((right & (labels == batch["label"])).sum())
    for task in ("ner3", "ner9"):
        if task in batch:
            names = list(batcher.index[task])
            for row in range(len(batch["units"])):
                gold = [names[i] for i in batch[task][row].tolist() if i >= 0]
                mine = [names[i] for i in out[task][row].argmax(-1).tolist()][: len(gold)]
                _spans(tally, task, gold, mine)
    if "links" in batch:
        codes = out["attribution"].unflatten(-1, (3, 3)).argmax(-1)
        for row, unit in enumerate(batch["units"]):
            for i, layer in enumerate(LAYERS):
                mine = ["OBI"[c] for c in codes[row, : len(unit.words), i].tolist()]
                _spans(tally, layer, (unit.attribution or {})[layer], mine)
        known = batch["links"] >= 0
        said, wanted = out["links"][known] > 0, batch["links"][known] > 0
        tally["link hit"] += int((said & wanted).sum())
        tally["link said"] += int(said.sum())
        tally["link wanted"] += int(wanted.sum())
    if "event_class" in batch:
        real = (batch["sentence"] >= 0).unsqueeze(-1)
        mean = (out["event"] * real).sum(1) / real.sum(1)
        tally["event n"] += len(batch["units"])
        tally["event hit"] += int((mean.argmax(-1) == batch["event_class"]).sum())


def _spans(tally: Counter[str], name: str, gold: list[str], mine: list[str]) -> None:
    a, b = spans(gold), spans(mine)
    tally[f"{name} hit"] += len(a & b)
    tally[f"{name} said"] += len(b)
    tally[f"{name} wanted"] += len(a)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of BIO tags; an I that nothing precedes begins a span."""
    found, start, kind = set(), None, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if start is not None and (mark != "I" or name != kind):
            found.add((start, i, kind))
            start = None
        if mark in "BI" and start is None and mark != "O":
            start, kind = i, name
    return found


def _figures(tally: Counter[str]) -> dict[str, float]:
    def share(hit: str, n: str) -> float:
        return round(tally[hit] / tally[n], 4) if tally[n] else 0.0

    figures = {
        "uas": share("arcs hit", "arcs n"),
        "las": share("labels hit", "arcs n"),
        "upos": share("upos hit", "upos n"),
        "xpos": share("xpos hit", "xpos n"),
        "lemma_rule": share("lemma hit", "lemma n"),
        "event_accuracy": share("event hit", "event n"),
    }
    for name in ("ner3", "ner9", *LAYERS, "link"):
        both = tally[f"{name} said"] + tally[f"{name} wanted"]
        figures[f"{name}_f1"] = round(2 * tally[f"{name} hit"] / both, 4) if both else 0.0
    return figures
