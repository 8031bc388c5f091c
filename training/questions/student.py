"""Train the small network that is shipped, on the labels and on what the teacher thinks.

    python -m training.questions.student RUN [--seconds N]

Reads `RUN/pairs.npz` and `RUN/soft.npy`, writes `RUN/student.pt` (the mean of the weights over the last steps) and
`RUN/report.json`. One CPU thread or one GPU; goes on from its checkpoint.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import save
from training.questions.network import Questions, Side
from training.questions.sampling import Pairs, batches, epoch, weights_of

HERE = Path(__file__).parent
CHECKPOINT_SECONDS = 120


class Words:
    """The words of all statements, on the device."""

    def __init__(self, pairs: Pairs, device: str) -> None:
        self.lengths = pairs.lengths
        self.starts = torch.from_numpy(np.cumsum(pairs.lengths) - pairs.lengths).to(device)
        self.counts = torch.from_numpy(pairs.lengths).to(device)
        self.meaning = torch.from_numpy(pairs.meaning).to(device)
        self.tags, self.lemmas = (torch.from_numpy(getattr(pairs, n)).to(device) for n in ("tags", "lemmas"))
        self.signs = torch.from_numpy(pairs.signs).to(device)
        self.marks = torch.from_numpy(pairs.marks).to(device)

    def side(self, statements: np.ndarray) -> Side:
        """Statements, padded to the longest."""
        rows = torch.from_numpy(statements).to(self.starts.device)
        place = torch.arange(int(self.lengths[statements].max()), device=rows.device)[None]
        there = place < self.counts[rows][:, None]
        at = torch.where(there, self.starts[rows][:, None] + place, 0)
        marks = self.marks[at] & there[..., None]
        meaning = self.meaning[at].float() / 127
        return Side(meaning, self.tags[at], self.signs[at], self.lemmas[at], there, marks[..., 0], marks[..., 1])


def loss_of(model: Questions, pairs: Pairs, words: Words, rows: np.ndarray, soft: np.ndarray, config: Any) -> Tensor:
    """Cross entropy against the labels and against the teacher's."""
    settings, device = config["student"], words.starts.device
    odds = torch.from_numpy(pairs.odds[rows]).to(device)
    odds = odds + settings["base_noise"] * torch.randn_like(odds)
    kind = torch.from_numpy(pairs.kind[rows]).to(device)
    found = model(words.side(pairs.one[rows]), words.side(pairs.two[rows]), kind, odds)
    smooth = config["sample"]["smoothing"]
    label = torch.from_numpy(pairs.label[rows].astype(np.float32)).to(device) * (1 - 2 * smooth) + smooth
    weight = torch.from_numpy(weights_of(pairs, rows, config["sample"]["silent"])).to(device)
    hard = (functional.binary_cross_entropy_with_logits(found, label, reduction="none") * weight).mean()
    taught = functional.binary_cross_entropy_with_logits(found, torch.from_numpy(soft[rows]).to(device))
    return (1 - settings["soft"]) * hard + settings["soft"] * taught


def train(run: Path, config: dict[str, Any], seconds: float) -> None:
    """Steps until the time is spent; then the mean of the weights, and the report."""
    settings, device = config["student"], "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(settings["seed"])
    pairs, rng = Pairs(run), np.random.default_rng(settings["seed"])
    words, sizes = Words(pairs, device), np.maximum(pairs.lengths[pairs.one], pairs.lengths[pairs.two]) ** 2
    taught = settings["base_weight"] * pairs.odds + settings["teacher_weight"] * np.load(run / "soft.npy")
    soft = (1 / (1 + np.exp(-taught))).astype(np.float32)
    model = Questions(settings["width"], settings["dropout"], settings["hidden_words"]).to(device)
    many, single = ([p for p in model.parameters() if (p.dim() > 1) == wide] for wide in (True, False))
    groups = [{"params": many, "weight_decay": settings["weight_decay"]}, {"params": single, "weight_decay": 0.0}]
    trainer = torch.optim.AdamW(groups, lr=settings["lr"], betas=(0.9, 0.98))
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    checkpoint, state = run / "student-checkpoint.pt", {"step": 0.0, "pairs": 0.0, "wall": 0.0}
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True, map_location=device)
        model.load_state_dict(saved["model"])
        trainer.load_state_dict(saved["optimiser"])
        mean, state = torch.load(run / "student.pt", weights_only=True, map_location=device), saved["state"]
    started, last, all_of = time.time() - state["wall"], time.time(), np.ones(len(pairs), dtype=bool)
    while state["wall"] < seconds:
        rows_of = epoch(pairs, all_of, config["sample"], rng)
        for rows in batches(rows_of, sizes, settings["cells"], settings["most"], rng):
            state = {"step": state["step"] + 1, "pairs": state["pairs"] + len(rows), "wall": time.time() - started}
            if state["wall"] >= seconds:
                break
            share = min(1.0, state["step"] / settings["warmup_steps"]) * (1 - state["wall"] / seconds)
            for group in trainer.param_groups:
                group["lr"] = settings["lr"] * share
            loss = loss_of(model, pairs, words, rows, soft, config)
            trainer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), settings["clip"])
            trainer.step()
            _follow(mean, model, min(settings["average"], state["step"] / (state["step"] + 50)))
            if state["step"] % 100 == 0:
                print(f"step {state['step']:.0f} loss {float(loss.detach()):.3f} {state['wall']:.0f}s", flush=True)
            if time.time() - last > CHECKPOINT_SECONDS:
                _keep(run, model, trainer, state, mean)
                last = time.time()
    _keep(run, model, trainer, state, mean)
    report = {"device": device, "statements": len(pairs.lengths), "pairs": len(pairs)} | {
        n: round(v) for n, v in state.items()
    }
    (run / "report.json").write_text(json.dumps(report | {"config": config}, indent=1) + "\n", encoding="utf-8")


def _keep(
    run: Path, model: nn.Module, trainer: torch.optim.Optimizer, state: dict[str, float], mean: dict[str, Tensor]
) -> None:
    torch.save({name: value.cpu() for name, value in mean.items()}, run / "student.pt")
    save(run / "student-checkpoint.pt", model, trainer, state)


@torch.no_grad()
def _follow(mean: dict[str, Tensor], model: nn.Module, kept: float) -> None:
    for name, value in model.state_dict().items():
        mean[name].lerp_(value, 1 - kept)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seconds", type=float, default=0.0, help="default: config.toml")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    train(options.run, config, options.seconds or config["student"]["seconds"])


if __name__ == "__main__":
    main()
