"""Train the pair encoder.

    python -m training.pairs.news --data DIR --out RUN/news.jsonl       # changed sentences, once
    python -m training.pairs.train --data DIR --out RUN [--cpu-seconds N] [--minutes M]

Reads the archives named in `corpora.py` from DIR (or TWOSOURCE_DATA) and RUN/news.jsonl, writes checkpoints and
`report.json` to RUN, and goes on from RUN's checkpoint when there is one (weights, optimiser, step and CPU time are the
checkpoint's, the batches that follow are drawn anew). One thread. The learning rate falls to zero by the CPU time
spent or by the clock, whichever is further, so that a run ends where it was told to on a busy machine too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.pair_encoder import CLASSES
from training.encoder import optimiser, save
from training.pairs.corpora import ARCHIVES, UNKNOWN, Corpus, Pair, load
from training.pairs.network import PairEncoder, build

HERE = Path(__file__).parent
CHECKPOINT_SECONDS = 120
DEV_PAIRS = 400  # of each source, during and after training


@dataclass(slots=True)
class Batch:
    """Pairs of about one length, as tensors."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    labels: Tensor
    same: Tensor


def batches(
    pairs: Sequence[Pair], tokenizer: Tokenizer, settings: dict[str, Any], rng: random.Random
) -> Iterator[Batch]:
    """Batches without end: a window of pairs at a time, sorted by length, cut by the padded size."""
    order: list[int] = []
    while True:
        window: list[tuple[Any, Pair]] = []
        pieces = 0
        while pieces < settings["window"] * settings["batch_wordpieces"] and len(window) < len(pairs):
            if not order:
                order = rng.sample(range(len(pairs)), len(pairs))
            pair = pairs[order.pop()]
            window.append((tokenizer.encode(pair.premise, pair.hypothesis), pair))
            pieces += len(window[-1][0].ids)
        window.sort(key=lambda w: len(w[0].ids))
        cut = [*_cut(window, settings["batch_wordpieces"])]
        rng.shuffle(cut)
        for part in cut:
            yield as_batch(part)


def _cut(window: Sequence[tuple[Any, Pair]], budget: int) -> Iterator[list[tuple[Any, Pair]]]:
    part: list[tuple[Any, Pair]] = []
    for encoded, pair in window:
        if part and len(encoded.ids) * (len(part) + 1) > budget:
            yield part
            part = []
        part.append((encoded, pair))
    if part:
        yield part


def as_batch(part: Sequence[tuple[Any, Pair]]) -> Batch:
    """Encoded pairs as padded tensors."""
    longest = max(len(e.ids) for e, _ in part)

    def padded(name: str) -> Tensor:
        return torch.tensor([[*getattr(e, name), *[0] * (longest - len(e.ids))] for e, _ in part])

    return Batch(
        padded("ids"),
        padded("attention_mask"),
        padded("type_ids"),
        torch.tensor([p.label for _, p in part]),
        torch.tensor([float(p.same) for _, p in part]),
    )


def losses(model: PairEncoder, batch: Batch, config: dict[str, Any]) -> Tensor:
    """Cross entropy of the classes and of sameness, each where it is known."""
    settings = config["loss"]
    classes, same = model(batch.ids, batch.mask, batch.types)
    total = (classes.sum() + same.sum()) * 0.0
    if bool((batch.labels != UNKNOWN).any()):
        total = total + nn.functional.cross_entropy(
            classes.float(), batch.labels, ignore_index=UNKNOWN, label_smoothing=settings["smoothing"]
        )
    known = batch.same >= 0
    if bool(known.any()):
        alike = nn.functional.binary_cross_entropy_with_logits(same.float()[known], batch.same[known])
        total = total + settings["same"] * alike
    return total


@torch.no_grad()
def evaluate(model: PairEncoder, tokenizer: Tokenizer, corpora: dict[str, Corpus], most: int) -> dict[str, Any]:
    """Accuracy of the classes and of sameness at even odds, on pairs kept apart."""
    model.eval()
    found: dict[str, Any] = {}
    for source, corpus in corpora.items():
        right = total = alike = known = 0
        sample = random.Random(0).sample(corpus.dev, min(most, len(corpus.dev)))
        encoded = sorted(((tokenizer.encode(p.premise, p.hypothesis), p) for p in sample), key=lambda e: len(e[0].ids))
        for part in _cut(encoded, 6000):
            batch = as_batch(part)
            with torch.autocast("cpu", torch.bfloat16):
                classes, same = model(batch.ids, batch.mask, batch.types)
            asked = batch.labels != UNKNOWN
            right += int((classes.argmax(-1) == batch.labels)[asked].sum())
            total += int(asked.sum())
            asked = batch.same >= 0
            alike += int(((same > 0) == (batch.same > 0.5))[asked].sum())
            known += int(asked.sum())
        found[source] = {
            "pairs": len(sample),
            "accuracy": round(right / total, 4) if total else None,
            "same": round(alike / known, 4) if known else None,
        }
    model.train()
    return found


def train(options: argparse.Namespace, config: dict[str, Any]) -> None:
    """Steps until the CPU time is spent, then the report."""
    torch.manual_seed(config["seed"])
    corpora = load(options.data, options.out / "news.jsonl", config["pairs"]["held_out"])
    model, tokenizer = build(config)
    trainer = optimiser(model, config)
    checkpoint, state = options.out / "checkpoint.pt", {"step": 0.0, "pairs": 0.0, "cpu": 0.0, "wall": 0.0}
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        trainer.load_state_dict(saved["optimiser"])
        state = saved["state"]
    rng = random.Random(config["seed"] + int(state["step"]))
    mix = config["mix"]
    streams = {name: batches(corpora[name].train, tokenizer, config["optimiser"], rng) for name in mix}
    budget = options.cpu_seconds or config["optimiser"]["cpu_seconds"]
    minutes = options.minutes or config["optimiser"]["minutes"]
    begun, started = time.process_time() - state["cpu"], time.time() - state["wall"]
    last, running = time.time(), dict[str, float]()
    model.train()
    while (share := max((time.process_time() - begun) / budget, (time.time() - started) / (60 * minutes))) < 1:
        warm = min(1.0, (state["step"] + 1) / config["optimiser"]["warmup_steps"])
        for group in trainer.param_groups:
            group["lr"] = group["peak"] * warm * (1 - share)
        name = rng.choices(list(mix), list(mix.values()))[0]
        batch = next(streams[name])
        with torch.autocast("cpu", torch.bfloat16):
            loss = losses(model, batch, config)
        trainer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), config["optimiser"]["clip"])
        trainer.step()
        value = float(loss.detach())
        running[name] = 0.9 * running.get(name, value) + 0.1 * value
        state |= {"step": state["step"] + 1, "pairs": state["pairs"] + len(batch.ids)}
        state |= {"cpu": time.process_time() - begun, "wall": time.time() - started}
        if state["step"] % 50 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            print(f"step {state['step']:.0f} pairs {state['pairs']:.0f} cpu {state['cpu']:.0f}s | {shown}", flush=True)
        if time.time() - last > CHECKPOINT_SECONDS:
            save(checkpoint, model, trainer, state)
            last = time.time()
    save(checkpoint, model, trainer, state)
    report(options, config, state, corpora, evaluate(model, tokenizer, corpora, DEV_PAIRS))


def report(
    options: argparse.Namespace,
    config: dict[str, Any],
    state: dict[str, float],
    corpora: dict[str, Corpus],
    dev: dict[str, Any],
) -> None:
    """What was trained on what, and how it does on pairs kept apart."""
    digests = {a: hashlib.sha256((options.data / f"{a}.tar.xz").read_bytes()).hexdigest() for a in ARCHIVES}
    written = {
        "seed": config["seed"],
        "config": config,
        "archives_sha256": digests,
        "news_pairs_sha256": hashlib.sha256((options.out / "news.jsonl").read_bytes()).hexdigest(),
        "classes": CLASSES,
        "sets": {name: {"train": len(c.train), "dev": len(c.dev)} for name, c in corpora.items()},
        **{name: round(value) for name, value in state.items()},
        "versions": {"torch": torch.__version__},
        "dev": dev,
    }
    (options.out / "report.json").write_text(json.dumps(written, indent=1) + "\n")
    print(json.dumps(dev, indent=1))


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--cpu-seconds", type=float, default=0.0)
    parser.add_argument("--minutes", type=float, default=0.0)
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    options.data = Path(options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    train(options, tomllib.loads(options.config.read_text()))


if __name__ == "__main__":
    main()
