"""Batches from several corpora by their shares, made in worker processes where the device is faster than one core."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.reader.batches import Batcher
from training.reader.units import Corpus

Named = tuple[str, dict[str, Any]]
AHEAD = 8  # batches that each worker makes in advance


class Drawn(IterableDataset[Named]):
    """An endless draw; each worker has every n-th unit of each corpus, and a seed of its own."""

    def __init__(self, batcher: Batcher, corpora: Mapping[str, Corpus], mix: Mapping[str, float], seed: int) -> None:
        self.batcher, self.corpora, self.mix, self.seed = batcher, corpora, mix, seed

    def __iter__(self) -> Iterator[Named]:
        worker = get_worker_info()
        at, step = (worker.id, worker.num_workers) if worker else (0, 1)
        rng = random.Random(self.seed + at)
        units = {name: self.corpora[name].train for name in self.mix}
        # a corpus of fewer units than workers is whole for those that would have none
        streams = {name: self.batcher.stream(all_[at::step] or all_, rng) for name, all_ in units.items()}
        while True:
            name = rng.choices(list(self.mix), list(self.mix.values()))[0]
            batch = next(streams[name])
            batch.pop("units")  # texts would travel between processes for nothing
            yield name, batch


def feed(
    batcher: Batcher, corpora: Mapping[str, Corpus], mix: Mapping[str, float], seed: int, workers: int
) -> Iterator[Named]:
    """(corpus, batch) without end; without workers in this process."""
    drawn = Drawn(batcher, corpora, mix, seed)
    if not workers:
        return iter(drawn)
    torch.multiprocessing.set_sharing_strategy("file_system")  # type: ignore[no-untyped-call]
    return iter(DataLoader(drawn, batch_size=None, num_workers=workers, prefetch_factor=AHEAD, pin_memory=True))
