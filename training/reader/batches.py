"""Units into tensors: wordpieces, word starts, shapes, and label indices."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer

from training.reader.units import LAYERS, Unit
from twosource.models.words import PRONOUNS, lemma_rule, shape_of

IGNORE = -100
TAG_TASKS = ("upos", "xpos", "lemma", "ner3", "ner3_news", "ner9")
INPUTS = ("input_ids", "attention_mask", "first", "shape", "sentence")


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
        "story": sorted({u.story for u in units if u.story}),
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
        self._known: dict[int, tuple[list[int], list[int]] | None] = {}

    def pieces(self, unit: Unit) -> tuple[list[int], list[int]] | None:
        """`_pieces` of a unit, remembered: units live as long as the run."""
        if id(unit) not in self._known:
            self._known[id(unit)] = self._pieces(unit)
        return self._known[id(unit)]

    def _pieces(self, unit: Unit) -> tuple[list[int], list[int]] | None:
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
        sized = [(len(p[0]) + (rng.random() * 16 if rng else 0.0), u) for u in units if (p := self.pieces(u))]
        batches: list[list[Unit]] = []
        widest = 0
        for _, unit in sorted(sized, key=lambda pair: pair[0]):
            size = len((self.pieces(unit) or ([], []))[0])
            widest = max(widest, size)
            if batches and (len(batches[-1]) + 1) * widest <= self.budget:
                batches[-1].append(unit)
            else:
                batches.append([unit])
                widest = size
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
        if any(u.mentions is not None or u.choice is not None for u in units):
            batch["coref_gold"], batch["coref_open"] = _antecedents(units, shape)
        for task in ("event", "story"):
            values = [getattr(u, task) for u in units]
            if all(v is not None for v in values):
                batch[f"{task}_class"] = torch.tensor([self.index[task].get(v, IGNORE) for v in values])
                batch["event_words"] = _event_words(units, shape)

    def _tags(self, unit: Unit, task: str) -> list[int] | None:
        if task == "lemma":
            if unit.lemmas is None:
                return None
            rules = [lemma_rule(w, lem) for w, lem in zip(unit.words, unit.lemmas, strict=True)]
            return [self.index["lemma"].get(r, IGNORE) for r in rules]
        values = getattr(unit, task)
        table = self.index[task.removesuffix("_news")]
        return None if values is None else [table.get(v, IGNORE) for v in values]

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


def _antecedents(units: Sequence[Unit], shape: tuple[int, int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Two b x w x (w + 1) tables: right antecedents, and candidates that count; column 0 is none.

    A pronoun's candidates stand on both sides of it, any other mention's before it. Words that are no mention's head
    are not asked. GAP knows two names only: where one is right the choice is between the two and none, and where
    neither is, all others are right together.
    """
    gold = torch.zeros(shape[0], shape[1], shape[1] + 1, dtype=torch.bool)
    candidates = torch.zeros_like(gold)
    for row, unit in enumerate(units):
        n = len(unit.words)
        chains: dict[int, set[int]] = {}
        for word, chain in unit.mentions or ():
            chains.setdefault(word, set()).add(chain)
        for word, mine in chains.items():
            both = unit.words[word].lower() in PRONOUNS
            candidates[row, word, : (n if both else word) + 1] = True
            candidates[row, word, word + 1] = False
            right = [w for w, others in chains.items() if w != word and (both or w < word) and mine & others - {-1}]
            gold[row, word, [w + 1 for w in right] or [0]] = True
        if unit.choice is not None:
            word, names = unit.choice.pronoun, [[w + 1 for w in name] for name in unit.choice.names]
            if unit.choice.right is None:
                candidates[row, word, : n + 1] = gold[row, word, : n + 1] = True
                gold[row, word, names[0] + names[1]] = False
                candidates[row, word, word + 1] = gold[row, word, word + 1] = False
            else:
                candidates[row, word, [0, *names[0], *names[1]]] = True
                gold[row, word, names[unit.choice.right]] = True
    return gold, candidates


def _event_words(units: Sequence[Unit], shape: tuple[int, int]) -> torch.Tensor:
    """Words where the event may stand: those of the unit that are not its marked source or target."""
    table = torch.zeros(shape, dtype=torch.bool)
    for row, unit in enumerate(units):
        table[row, [i for i in range(len(unit.words)) if i not in unit.aside]] = True
    return table
