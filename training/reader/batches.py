"""Units into tensors: wordpieces, word starts, shapes, and label indices."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer

from training.reader.corpora import LAYERS, Unit
from twosource.models.words import lemma_rule, shape_of

IGNORE = -100
TAG_TASKS = ("upos", "xpos", "lemma", "ner3", "ner9")


def vocabularies(units: Sequence[Unit], *, min_label: int, min_lemma: int) -> dict[str, list[str]]:
    """Class names per task. Rare dependency subtypes fall back to their universal relation."""
    labels = Counter(label for u in units for label in u.labels or ())
    kept = {lab for lab, n in labels.items() if n >= min_label} | {lab.split(":")[0] for lab in labels}
    rules = Counter(lemma_rule(w, lem) for u in units if u.lemmas for w, lem in zip(u.words, u.lemmas, strict=True))
    bio = {
        task: ["O"] + sorted({t for u in units for t in getattr(u, task) or () if t != "O"})
        for task in ("ner3", "ner9")
    }
    return {
        "label": sorted(kept),
        "upos": sorted({t for u in units for t in u.upos or ()}),
        "xpos": sorted({t for u in units for t in u.xpos or ()}),
        "lemma": sorted(r for r, n in rules.items() if n >= min_lemma),
        "event": sorted({u.event for u in units if u.event}),
        **bio,
    }


class Batcher:
    """Makes batches of at most `budget` padded wordpieces, similar lengths together."""

    def __init__(
        self, tokenizer: Tokenizer, classes: dict[str, list[str]], *, budget: int, max_wordpieces: int
    ) -> None:
        self.tokenizer, self.budget, self.limit = tokenizer, budget, max_wordpieces
        self.index = {task: {name: i for i, name in enumerate(names)} for task, names in classes.items()}
        self.dropped: Counter[str] = Counter()

    def pieces(self, unit: Unit) -> tuple[list[int], list[int]] | None:
        """Wordpiece ids with [CLS] and [SEP], and each word's first position; None when too long."""
        encoding = self.tokenizer.encode(unit.words, is_pretokenized=True)
        firsts: dict[int, int] = {}
        for position, word in enumerate(encoding.word_ids):
            if word is not None:
                firsts.setdefault(word, position)
        if len(encoding.ids) > self.limit or len(firsts) != len(unit.words):
            self.dropped["unit too long or word without wordpieces"] += 1
            return None
        return encoding.ids, [firsts[i] for i in range(len(unit.words))]

    def stream(self, units: Sequence[Unit], rng: random.Random) -> Iterator[dict[str, Any]]:
        """Endless shuffled batches."""
        while True:
            yield from self.epoch(units, rng)

    def epoch(self, units: Sequence[Unit], rng: random.Random | None = None) -> Iterator[dict[str, Any]]:
        """All units once; shuffled within similar lengths when `rng` is given."""
        noise = (lambda: rng.random() * 12) if rng else (lambda: 0.0)
        order = sorted(units, key=lambda u: len(u.words) + noise())
        batches: list[list[Unit]] = []
        for unit in order:
            size = len(unit.words) * 1.4 + 2
            if batches and (len(batches[-1]) + 1) * size <= self.budget:
                batches[-1].append(unit)
            else:
                batches.append([unit])
        if rng:
            rng.shuffle(batches)
        for batch in batches:
            made = self.tensors(batch)
            if made is not None:
                yield made

    def tensors(self, units: Sequence[Unit]) -> dict[str, Any] | None:
        """One padded batch, labels included where all its units have them."""
        coded = [(u, p) for u in units if (p := self.pieces(u)) is not None]
        if not coded:
            return None
        width = max(len(ids) for _, (ids, _) in coded)
        words = max(len(u.words) for u, _ in coded)
        shape = (len(coded), words)
        batch: dict[str, Any] = {
            "units": [u for u, _ in coded],
            "input_ids": torch.zeros(len(coded), width, dtype=torch.long),
            "attention_mask": torch.zeros(len(coded), width, dtype=torch.long),
            "first": torch.zeros(shape, dtype=torch.long),
            "shape": torch.zeros(shape, dtype=torch.long),
            "sentence": torch.full(shape, -1, dtype=torch.long),
        }
        for row, (unit, (ids, firsts)) in enumerate(coded):
            n = len(unit.words)
            batch["input_ids"][row, : len(ids)] = torch.tensor(ids)
            batch["attention_mask"][row, : len(ids)] = 1
            batch["first"][row, :n] = torch.tensor(firsts)
            batch["shape"][row, :n] = torch.tensor([shape_of(w) for w in unit.words])
            batch["sentence"][row, :n] = torch.tensor(unit.sentence)
        self._labels(batch, [u for u, _ in coded], shape)
        return batch

    def _labels(self, batch: dict[str, Any], units: Sequence[Unit], shape: tuple[int, int]) -> None:
        for task in TAG_TASKS:
            values = [self._tags(u, task) for u in units]
            if any(v is not None for v in values):
                batch[task] = _padded(values, shape)
        if all(u.heads is not None for u in units):
            batch["heads"] = _padded([[h + 1 for h in u.heads or ()] for u in units], shape)
            batch["label"] = _padded([[self._label(lab) for lab in u.labels or ()] for u in units], shape)
        if all(u.attribution is not None for u in units):
            for layer in LAYERS:
                codes = [["OBI".index(t) for t in (u.attribution or {})[layer]] for u in units]
                batch[layer] = _padded(codes, shape)
            batch["links"] = _links(units, shape)
        if all(u.event is not None for u in units):
            batch["event_class"] = torch.tensor([self.index["event"][u.event or ""] for u in units])

    def _tags(self, unit: Unit, task: str) -> list[int] | None:
        if task == "lemma":
            if unit.lemmas is None:
                return None
            rules = [lemma_rule(w, lem) for w, lem in zip(unit.words, unit.lemmas, strict=True)]
            return [self.index["lemma"].get(r, IGNORE) for r in rules]
        values = getattr(unit, task)
        return None if values is None else [self.index[task].get(v, IGNORE) for v in values]

    def _label(self, label: str) -> int:
        table = self.index["label"]
        return table.get(label, table[label.split(":")[0]])


def _padded(values: Sequence[Sequence[int] | None], shape: tuple[int, int]) -> torch.Tensor:
    table = torch.full(shape, IGNORE, dtype=torch.long)
    for row, codes in enumerate(values):
        if codes:
            table[row, : len(codes)] = torch.tensor(codes)
    return table


def _links(units: Sequence[Unit], shape: tuple[int, int]) -> torch.Tensor:
    """B x 2 x w x w: 1 where the row's cue word governs the column's source (0) or content (1) word, -1 off cue rows."""
    table = torch.full((shape[0], 2, shape[1], shape[1]), -1.0)
    for row, unit in enumerate(units):
        n = len(unit.words)
        for cue, source, content in unit.links or ():
            for word in cue:
                table[row, :, word, :n] = table[row, :, word, :n].clamp(min=0.0)
                for side, part in enumerate((source, content)):
                    table[row, side, word, part] = 1.0
    return table
