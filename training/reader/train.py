"""Train the reader.

    python -m training.reader.train --data DIR --out RUN [--processes N] [--device cpu|cuda] [--minutes M] [--max-steps N]
        [--weights FILE] [--larger FOLDER [--teacher FILE --unlabelled FILE]] [--workers N]

Reads the archives named in `prepare.py` from DIR (or TWOSOURCE_DATA), writes checkpoints, `classes.json` and
`report.json` to RUN, and goes on from RUN's checkpoint when there is one: weights, optimiser, step and elapsed time
are those of the checkpoint; the batches that follow are drawn anew, so a resumed run sees other batches than one that
was never stopped. One thread per process on CPU; gradients are averaged. The learning rate falls to zero by elapsed
training time, so a run ends where it was told to. `--weights` starts from an earlier run's checkpoint: its weights
only, a schedule of its own.

`--larger` names the weights of a larger encoder, and a teacher is trained on it (`teacher.py`). With `--teacher`, such a run's
checkpoint, the reader learns besides what the teacher says of news without labels (`unlabelled.py`, `soft.py`). `taught.toml` and
`teacher.toml` configure the two. `--workers` make batches in processes of their own, for a device that one core cannot feed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor, nn

from training.encoder import optimiser, save
from training.reader.batches import INPUTS, Batcher, vocabularies
from training.reader.corpora import unlabelled
from training.reader.evaluate import evaluate
from training.reader.feeding import feed
from training.reader.losses import Losses, groups_of
from training.reader.network import Reader
from training.reader.prepare import archive_sums, build, configured, load_corpora
from training.reader.rounding import round_products
from training.reader.soft import GROUPS, Soft
from training.reader.teacher import build_teacher
from training.reader.units import Corpus

HERE = Path(__file__).parent
CHECKPOINT_SECONDS = 240
MASK = 103  # [MASK] of the encoder's vocabulary; ids below it are special


@dataclass(slots=True)
class Run:
    """One process's share of a run: what it was told, and everything it holds."""

    options: argparse.Namespace
    rank: int
    config: dict[str, Any]
    corpora: dict[str, Corpus]
    classes: dict[str, list[str]]
    batcher: Batcher
    model: Reader
    original: nn.Module  # the untouched encoder, which the embedding is held to
    master: Reader | None  # the teacher
    losses: Losses
    soft: Soft
    trainer: torch.optim.Optimizer
    state: dict[str, float]

    @property
    def checkpoint(self) -> Path:
        """Where the run's state is kept."""
        return Path(self.options.out) / "checkpoint.pt"


def start(rank: int, options: argparse.Namespace) -> Run:
    """Load everything, and the checkpoint when there is one."""
    config = configured(options.config)
    torch.manual_seed(config["seed"])
    found = load_corpora(options.data, config)
    if options.teacher:
        found["unlabelled"] = unlabelled(options.unlabelled)
    if lacking := sorted(set(config["mix"]) - set(found)):
        raise SystemExit(
            f"{options.config} takes batches from {', '.join(lacking)}: give --larger, --teacher and --unlabelled"
        )
    everything = [u for c in found.values() for u in c.train]
    heads = config["heads"]
    classes = vocabularies(everything, min_label=heads["min_label_count"], min_lemma=heads["min_lemma_rule_count"])
    model, original, tokenizer = build(config, classes)
    master = None
    if options.larger:
        larger = build_teacher(options.larger, tokenizer, config, classes)
        if options.teacher:
            larger.load_state_dict(torch.load(options.teacher, map_location="cpu", weights_only=True)["model"])
            master = larger.to(options.device).eval().requires_grad_(False)
        else:
            model = larger
    model.to(options.device)
    original.to(options.device)
    batcher = Batcher(
        tokenizer,
        classes,
        budget=config["optimiser"]["batch_wordpieces"],
        max_wordpieces=config["units"]["max_wordpieces"],
    )
    sizes = Counter(u.event for u in found["events"].train if u.event)
    losses = Losses(config, classes, sizes).to(options.device)
    soft = Soft(config, classes)
    if options.weights:
        model.load_state_dict(torch.load(options.weights, map_location=options.device, weights_only=True)["model"])
    trainer = optimiser(model, config)
    state = {"step": 0, "elapsed": 0.0, "cpu": 0.0}
    run = Run(options, rank, config, found, classes, batcher, model, original, master, losses, soft, trainer, state)
    if run.checkpoint.exists():
        saved = torch.load(run.checkpoint, map_location=options.device, weights_only=True)
        model.load_state_dict(saved["model"])
        trainer.load_state_dict(saved["optimiser"])
        run.state = saved["state"]
    return run


def work(rank: int, options: argparse.Namespace) -> None:
    """One process of the run."""
    torch.set_num_threads(1 if options.device == "cpu" else 4)
    if options.processes > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29517")
        dist.init_process_group("gloo", rank=rank, world_size=options.processes)
    run = start(rank, options)
    if rank == 0:
        (options.out / "classes.json").write_text(json.dumps(run.classes, indent=0))
    train(run)
    if rank == 0:
        save(run.checkpoint, run.model, run.trainer, run.state)
        report(run)


def train(run: Run) -> None:
    """Rounds of steps until the time is up; after each round the processes go on from the mean of their weights."""
    options, config, state = run.options, run.config, run.state
    minutes = options.minutes or config["optimiser"]["minutes"]
    seed = config["seed"] * 1000 + run.rank * 100 + int(state["step"])
    rng = random.Random(seed + 50)  # another draw than that of the batches
    batches = feed(run.batcher, run.corpora, config["mix"], seed, options.workers)
    start_time, cpu, last = time.time() - state["elapsed"], time.process_time() - state["cpu"], time.time()
    running: dict[str, float] = {}
    run.model.train()
    rounded = False
    while True:
        share = _elapsed(start_time, options.processes) / (minutes * 60)
        left = options.max_steps - int(state["step"]) if options.max_steps else config["optimiser"]["round_steps"]
        if share >= 1 or left <= 0:
            return
        if not rounded and share >= config["rounding"]["start"]:
            round_products(run.model)
            rounded = True
        for _ in range(min(left, config["optimiser"]["round_steps"])):
            warm = min(1.0, (state["step"] + 1) / config["optimiser"]["warmup_steps"])
            for group in run.trainer.param_groups:
                group["lr"] = group["peak"] * warm * (1 - share)
            name, batch = next(batches)
            distil = rng.random() < config["loss"]["embedding_share"]
            loss = _step(run, batch, hide=0.0 if distil else config["mask"].get(name, 0.0), distil=distil)
            running[name] = 0.95 * running.get(name, loss) + 0.05 * loss
            state["step"] += 1
        average(run.model, options.processes)
        state["elapsed"], state["cpu"] = share * minutes * 60, time.process_time() - cpu
        if run.rank == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            print(f"step {state['step']} {state['elapsed']:.0f}s cpu {state['cpu']:.0f}s | {shown}", flush=True)
            if time.time() - last > CHECKPOINT_SECONDS:
                save(run.checkpoint, run.model, run.trainer, run.state)
                last = time.time()


def _elapsed(start_time: float, processes: int) -> float:
    """Seconds since the start, the same in every process."""
    elapsed = torch.tensor(time.time() - start_time, dtype=torch.float64)
    if processes > 1:
        dist.broadcast(elapsed, 0)
    return float(elapsed)


def masked(batch: dict[str, Any], share: float) -> dict[str, Any]:
    """The batch with a share of its wordpieces hidden from the encoder, so that many epochs of few words are not learned by heart.

    Word dropout as in Kiperwasser and Goldberg (2016), with the encoder's own [MASK].
    """
    if not share:
        return batch
    ids = batch["input_ids"]
    hidden = (torch.rand(ids.shape, device=ids.device) < share) & (ids > MASK)
    return batch | {"input_ids": ids.masked_fill(hidden, MASK)}


def _step(run: Run, batch: dict[str, Any], *, hide: float, distil: bool) -> float:
    device = run.options.device
    shown = {k: v.to(device, non_blocking=True) if isinstance(v, Tensor) else v for k, v in batch.items()}
    seen = masked(shown, hide)
    with torch.autocast(device, torch.bfloat16, enabled=True):
        loss = _loss(run, shown, seen, run.original if distil else None)
    run.trainer.zero_grad(set_to_none=True)
    if loss.requires_grad:  # a batch may have no label that is known
        loss.backward()
        nn.utils.clip_grad_norm_(run.model.parameters(), run.config["optimiser"]["clip"])
        run.trainer.step()
    return float(loss.detach())


def _loss(run: Run, shown: dict[str, Any], seen: dict[str, Any], original: nn.Module | None) -> Tensor:
    """Of what is labelled by its labels, of anything else by the teacher."""
    if run.master is None or groups_of(shown):
        return run.losses(run.model, original, seen)
    mine = run.model(**{k: seen[k] for k in INPUTS}, wanted=GROUPS)
    loss = run.soft(run.model, mine, run.master, shown)
    return loss if original is None else loss + run.losses.embedding(mine["embedding"], original, seen)


@torch.no_grad()
def average(model: nn.Module, processes: int) -> None:
    """Every process goes on from the mean of the weights, in one message.

    Averaging gradients at every step cost a quarter of a step on two busy cores (local SGD: Stich, 2019).
    """
    if processes < 2:
        return
    chosen = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([p.flatten() for p in chosen])
    dist.all_reduce(flat)
    flat /= processes
    at = 0
    for parameter in chosen:
        parameter.copy_(flat[at : at + parameter.numel()].view_as(parameter))
        at += parameter.numel()


def sum_of(path: Path | None) -> str | None:
    """The sha256 of a file that was given."""
    return None if path is None else hashlib.sha256(path.read_bytes()).hexdigest()


def report(run: Run) -> None:
    """What was trained on what, and how it does on dev."""
    options, found = run.options, run.corpora
    written = {
        "seed": run.config["seed"],
        "started_from": sum_of(options.weights),
        "teacher": sum_of(options.teacher),
        "unlabelled": sum_of(options.unlabelled),
        "config": run.config,
        "archives_sha256": archive_sums(options.data),
        "units": {n: {"train": len(c.train), "dev": len(c.dev)} for n, c in found.items()},
        "excluded": {n: dict(c.excluded) for n, c in found.items()} | {"batches": dict(run.batcher.dropped)},
        "steps": run.state["step"],
        "seconds": round(run.state["elapsed"]),
        "cpu_seconds_per_process": round(run.state["cpu"]),
        "processes": options.processes,
        "versions": {"torch": torch.__version__},
        "dev": evaluate(run.model, run.batcher, found, options.device),
    }
    (options.out / "report.json").write_text(json.dumps(written, indent=1) + "\n")
    print(json.dumps(written["dev"], indent=1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--weights", type=Path, help="checkpoint of an earlier run to start from")
    parser.add_argument("--larger", type=Path, help="folder of all-mpnet-base-v2")
    parser.add_argument("--teacher", type=Path, help="checkpoint of a run with --larger alone")
    parser.add_argument("--unlabelled", type=Path, help="what training.reader.unlabelled wrote")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--max-steps", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    if options.teacher and not (options.larger and options.unlabelled):
        parser.error("--teacher needs --larger and --unlabelled")
    options.data = Path(options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.processes > 1:
        mp.spawn(work, args=(options,), nprocs=options.processes)
    else:
        work(0, options)


if __name__ == "__main__":
    main()
