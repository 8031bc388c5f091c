"""The teacher: a cross-encoder over two sentences, their clauses and what they give marked, too slow to ship.

    python -m training.questions.teacher RUN [--seconds N]

Trains one on each half of the stories of `RUN/pairs.npz` and writes `RUN/soft.npy`: for each pair the log odds by the teacher
that saw no pair of its story. One CPU thread or one GPU; a half that was stopped goes on from its checkpoint.
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

from training.encoder import open_encoder, open_tokenizer, optimiser, pinned_folder, save
from training.questions.sampling import Pairs, batches, epoch, weights_of

HERE = Path(__file__).parent
CLS, SEP, MASK = 101, 102, 103
CLAUSE, GIVEN = 1, 2  # marks of a wordpiece; they add up
CHECKPOINT_SECONDS = 120


class Teacher(nn.Module):
    """Log odds that two statements answer one question."""

    def __init__(self, encoder: nn.Module, width: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.mark = nn.Embedding(CLAUSE + GIVEN + 1, width)
        nn.init.normal_(self.mark.weight, std=0.02)
        self.mix = nn.Sequential(nn.Linear(9 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.out = nn.Linear(width, 1)

    def forward(self, ids: Tensor, types: Tensor, marks: Tensor, there: Tensor) -> Tensor:
        """All b x t: wordpieces, which side they are of, their marks, and whether there is one."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.mark(marks)
        states = self.encoder(inputs_embeds=words, attention_mask=there, token_type_ids=types).last_hidden_state
        told = there & (ids != CLS) & (ids != SEP)
        (c1, g1), (c2, g2) = (_pooled(states, told & (types == side), marks) for side in (0, 1))
        pooled = [states[:, 0], c1 + c2, (c1 - c2).abs(), c1 * c2, g1 + g2, (g1 - g2).abs(), g1 * g2]
        odds: Tensor = self.out(self.mix(torch.cat([*pooled, torch.maximum(c1, c2), torch.maximum(g1, g2)], -1)))
        return odds.squeeze(-1)


def _pooled(states: Tensor, side: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
    """Means of the clause and of what is given; of the sentence where there is no clause, of the clause where nothing is given."""
    clause, given = side & ((marks & CLAUSE) > 0), side & ((marks & GIVEN) > 0)
    clause = torch.where(clause.any(1, keepdim=True), clause, side)
    given = torch.where(given.any(1, keepdim=True), given, clause)
    return _mean(states, clause), _mean(states, given)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weight = mask.unsqueeze(-1).to(states.dtype)
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)


class Statements:
    """The statements as wordpieces with marks."""

    def __init__(self, run: Path, tokenizer: Any, longest: int) -> None:
        told = [json.loads(line) for line in (run / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
        encoded = tokenizer.encode_batch([s["text"] for s in told], add_special_tokens=False)
        self.ids = [e.ids[:longest] for e in encoded]
        self.marks = [
            [CLAUSE * _meets(span, s["clause"]) + GIVEN * _meets(span, s["given"]) for span in e.offsets[:longest]]
            for e, s in zip(encoded, told, strict=True)
        ]
        self.lengths = np.array([len(ids) for ids in self.ids])

    def batch(self, one: np.ndarray, two: np.ndarray, device: str) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The inputs of the network for pairs of statements."""
        longest = int((self.lengths[one] + self.lengths[two]).max()) + 3
        made = np.zeros((4, len(one), longest), dtype=np.int64)
        for row, (a, b) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
            first, whole = len(self.ids[a]) + 2, len(self.ids[a]) + len(self.ids[b]) + 3
            made[0, row, :whole] = [CLS, *self.ids[a], SEP, *self.ids[b], SEP]
            made[1, row, first:whole] = 1
            made[2, row, 1 : first - 1], made[2, row, first : whole - 1] = self.marks[a], self.marks[b]
            made[3, row, :whole] = 1
        ids, types, marks, there = torch.from_numpy(made).to(device)
        return ids, types, marks, there.bool()


def _meets(span: tuple[int, int], marked: tuple[int, int]) -> bool:
    return span[0] < marked[1] and span[1] > marked[0]


def train_half(
    pairs: Pairs, statements: Statements, half: int, run: Path, config: dict[str, Any], seconds: float, device: str
) -> Teacher:
    """A teacher that sees the other half's stories."""
    settings, rng = config["teacher"], np.random.default_rng(config["teacher"]["seeds"][half])
    torch.manual_seed(settings["seeds"][half])
    dropouts = {"attention_dropout": settings["attention_dropout"], "hidden_dropout": settings["dropout"]}
    encoder = open_encoder(pinned_folder(config), **dropouts)
    model = Teacher(encoder, config["encoder"]["width"], settings["head_dropout"]).to(device)
    trainer = optimiser(model, {"optimiser": settings["optimiser"], "encoder": config["encoder"]})
    checkpoint, state = run / f"teacher{half}.pt", {"step": 0.0, "wall": 0.0}
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True, map_location=device)
        model.load_state_dict(saved["model"])
        trainer.load_state_dict(saved["optimiser"])
        state = saved["state"]
    seen, sizes = pairs.story % 2 != half, statements.lengths[pairs.one] + statements.lengths[pairs.two] + 3
    started, last = time.time() - state["wall"], time.time()
    model.train()
    while state["wall"] < seconds:
        for rows in batches(epoch(pairs, seen, config["sample"], rng), sizes, settings["cells"], len(pairs), rng):
            state |= {"step": state["step"] + 1, "wall": time.time() - started}
            if state["wall"] >= seconds:
                break
            share = min(1.0, state["step"] / settings["optimiser"]["warmup_steps"]) * (1 - state["wall"] / seconds)
            for group in trainer.param_groups:
                group["lr"] = group["peak"] * share
            loss = _loss(model, pairs, statements, rows, config, rng, device)
            trainer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), settings["optimiser"]["clip"])
            trainer.step()
            if state["step"] % 50 == 0:
                print(
                    f"half {half} step {state['step']:.0f} loss {float(loss.detach()):.3f} {state['wall']:.0f}s",
                    flush=True,
                )
            if time.time() - last > CHECKPOINT_SECONDS:
                save(checkpoint, model, trainer, state)
                last = time.time()
    save(checkpoint, model, trainer, state)
    return model


def _loss(
    model: Teacher,
    pairs: Pairs,
    statements: Statements,
    rows: np.ndarray,
    config: dict[str, Any],
    rng: np.random.Generator,
    device: str,
) -> Tensor:
    one, two = pairs.one[rows], pairs.two[rows]
    swapped = rng.random(len(rows)) < 0.5
    ids, types, marks, there = statements.batch(np.where(swapped, two, one), np.where(swapped, one, two), device)
    hidden = torch.rand(ids.shape, device=device) < config["teacher"]["hidden_words"]
    ids = torch.where(hidden & there & (ids != CLS) & (ids != SEP), MASK, ids)
    smooth = config["sample"]["smoothing"]
    label = torch.from_numpy(pairs.label[rows].astype(np.float32)).to(device) * (1 - 2 * smooth) + smooth
    weight = torch.from_numpy(weights_of(pairs, rows, config["sample"]["silent"])).to(device)
    with torch.autocast(device, torch.bfloat16):
        odds = model(ids, types, marks, there)
    return (functional.binary_cross_entropy_with_logits(odds.float(), label, reduction="none") * weight).mean()


@torch.no_grad()
def judge(
    model: Teacher, pairs: Pairs, statements: Statements, rows: np.ndarray, cells: int, device: str
) -> np.ndarray:
    """Log odds of these pairs."""
    model.eval()
    sizes = statements.lengths[pairs.one] + statements.lengths[pairs.two] + 3
    found = np.zeros(len(pairs), dtype=np.float32)
    for some in batches(rows, sizes, cells, len(pairs), np.random.default_rng(0)):
        with torch.autocast(device, torch.bfloat16):
            odds = model(*statements.batch(pairs.one[some], pairs.two[some], device))
        found[some] = odds.float().cpu().numpy()
    return found


def main() -> None:
    """Train both halves, judge each half's pairs by the teacher of the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seconds", type=float, default=0.0, help="of training a half (default: config.toml)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pairs, settings = Pairs(options.run), config["teacher"]
    statements = Statements(options.run, open_tokenizer(pinned_folder(config)), settings["longest"])
    soft = np.zeros(len(pairs), dtype=np.float32)
    for half in (0, 1):
        seconds = options.seconds or settings["seconds"]
        model = train_half(pairs, statements, half, options.run, config, seconds, device)
        rows = np.flatnonzero(pairs.story % 2 == half)
        soft += judge(model, pairs, statements, rows, settings["cells"], device)
    np.save(options.run / "soft.npy", soft)


if __name__ == "__main__":
    main()
