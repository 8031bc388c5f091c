"""Development figures of the reader, head by head, with gold tokens and sentences.

    python -m training.reader.evaluate RUN --data DIR [--limit UNITS]

evaluates RUN's checkpoint as it stands, which tells half-way whether a run is worth its time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import torch

from training.reader.batches import INPUTS, Batcher
from training.reader.losses import groups_of, pooled
from training.reader.network import Reader
from training.reader.prepare import build, configured, load_corpora
from training.reader.units import LAYERS, Corpus
from twosource.annotate.decode import bio_spans


def evaluate(
    model: Reader, batcher: Batcher, found: dict[str, Corpus], device: str, limit: int = 2500
) -> dict[str, float]:
    """UAS and LAS (greedy, punctuation included), tag accuracies, span F1 of names and attribution, event macro-F1,
    share of right antecedents (GUM's and LitBank's pronouns) and of right choices between GAP's two names.
    """
    model.eval()
    tally: Counter[str] = Counter()
    with torch.no_grad():
        for corpus in found.values():
            step = max(1, len(corpus.dev) // limit)
            for batch in batcher.epoch(corpus.dev[::step][:limit]):
                moved = {k: v.to(device) if isinstance(v, torch.Tensor) else v for k, v in batch.items()}
                out = model(**{k: moved[k] for k in INPUTS}, wanted=groups_of(moved))
                _count(model, batcher, moved, out, tally)
    model.train()
    return _figures(tally, list(batcher.index["event"]))


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
            for row, unit in enumerate(batch["units"]):
                gold = getattr(unit, task)
                if gold is not None:
                    mine = bio_spans(out[task][row, : len(unit.words)].float().cpu().numpy(), names)
                    _spans(tally, task, gold, mine)
    if "links" in batch:
        _count_said(batch, out, tally)
    if "event_class" in batch:
        scores = pooled(out["event"], out["event_weight"], batch["event_words"])
        for wanted, mine in zip(batch["event_class"].tolist(), scores.argmax(-1).tolist(), strict=True):
            tally[f"event wanted {wanted}"] += 1
            tally[f"event said {mine}"] += 1
            tally[f"event hit {wanted}"] += wanted == mine
    if "coref_gold" in batch and "heads" not in batch:
        _count_antecedents(batch, out["coref"], tally)


def _count_said(batch: dict[str, Any], out: dict[str, torch.Tensor], tally: Counter[str]) -> None:
    scores = out["attribution"].unflatten(-1, (3, 3)).float().cpu().numpy()
    for row, unit in enumerate(batch["units"]):
        for i, layer in enumerate(LAYERS):
            gold = [f"{t}-x" if t != "O" else t for t in (unit.attribution or {})[layer]]
            _spans(tally, layer, gold, bio_spans(scores[row, : len(unit.words), i], ["O", "B-x", "I-x"]))
    known = batch["links"] >= 0
    said, wanted = out["links"][known] > 0, batch["links"][known] > 0
    tally["link hit"] += int((said & wanted).sum())
    tally["link said"] += int(said.sum())
    tally["link wanted"] += int(wanted.sum())


def _count_antecedents(batch: dict[str, Any], scores: torch.Tensor, tally: Counter[str]) -> None:
    best = scores.float().masked_fill(~batch["coref_open"], -1e9).argmax(-1)
    hit = torch.gather(batch["coref_gold"], 2, best.unsqueeze(-1)).squeeze(-1)
    for row, unit in enumerate(batch["units"]):
        if unit.choice is not None:
            if unit.choice.right is not None:
                means = [max(float(scores[row, unit.choice.pronoun, w + 1]) for w in n) for n in unit.choice.names]
                tally["gap n"] += 1
                tally["gap hit"] += (means[1] > means[0]) == bool(unit.choice.right)
            continue
        for word in sorted({w for w, _ in unit.mentions or ()}):
            tally["antecedent n"] += 1
            tally["antecedent hit"] += int(hit[row, word])


def _spans(tally: Counter[str], name: str, gold: list[str], mine: list[tuple[int, int, str]]) -> None:
    a, b = spans(gold), set(mine)
    tally[f"{name} hit"] += len(a & b)
    tally[f"{name} said"] += len(b)
    tally[f"{name} wanted"] += len(a)
    tally[f"{name} overlap"] += sum(any(_overlap(x, y) >= 0.5 for y in b) for x in a)


def _overlap(a: tuple[int, int, str], b: tuple[int, int, str]) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 and a[2] == b[2] else 0.0


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


def _figures(tally: Counter[str], events: list[str]) -> dict[str, float]:
    def share(hit: str, n: str) -> float:
        return round(tally[hit] / tally[n], 4) if tally[n] else 0.0

    def f1(hit: str, said: str, wanted: str) -> float:
        both = tally[said] + tally[wanted]
        return 2 * tally[hit] / both if both else 0.0

    figures = {
        "uas": share("arcs hit", "arcs n"),
        "las": share("labels hit", "arcs n"),
        "upos": share("upos hit", "upos n"),
        "xpos": share("xpos hit", "xpos n"),
        "lemma_rule": share("lemma hit", "lemma n"),
        "antecedent": share("antecedent hit", "antecedent n"),
        "gap_choice": share("gap hit", "gap n"),
    }
    asked = [i for i in range(len(events)) if tally[f"event wanted {i}"]]
    scores = [f1(f"event hit {i}", f"event said {i}", f"event wanted {i}") for i in asked]
    figures["event_macro_f1"] = round(sum(scores) / len(scores), 4) if scores else 0.0
    for name in ("ner3", "ner9", *LAYERS, "link"):
        figures[f"{name}_f1"] = round(f1(f"{name} hit", f"{name} said", f"{name} wanted"), 4)
    for name in LAYERS:
        figures[f"{name}_overlap_f1"] = round(f1(f"{name} overlap", f"{name} said", f"{name} wanted"), 4)
    return figures


def main() -> None:
    """Evaluate a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "config.toml")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = configured(options.config)
    classes = json.loads((options.run / "classes.json").read_text())
    model, _, tokenizer = build(config, classes)
    saved = torch.load(options.run / "checkpoint.pt", map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])
    batcher = Batcher(tokenizer, classes, budget=2000, max_wordpieces=config["units"]["max_wordpieces"])
    figures = evaluate(model, batcher, load_corpora(options.data, config), "cpu", options.limit)
    print(json.dumps({"state": saved["state"]} | figures, indent=1))


if __name__ == "__main__":
    main()
