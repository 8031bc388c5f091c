"""What a run starts from: the corpora as units, the pinned encoder, the tokenizer."""

from __future__ import annotations

import hashlib
import random
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from training.encoder import open_encoder, open_tokenizer, pinned_folder
from training.reader import attribution, coreference, corpora, events
from training.reader.network import Reader, Sizes
from training.reader.units import Corpus, Unit

ARCHIVES = (
    "ud-ewt", "ud-gum-free", "ner-uner-ewt", "ner-worldwide", "attribution-polnear", "events-plover",
    "coref-gum-free", "coref-litbank", "coref-gap",
)  # fmt: skip


def archive_sums(data: Path) -> dict[str, str]:
    """The sha256 of each archive."""
    return {a: hashlib.sha256((data / f"{a}.tar.xz").read_bytes()).hexdigest() for a in ARCHIVES}


def configured(path: Path) -> dict[str, Any]:
    """A configuration, over the one beside it that it names in `on`; of `mix` only what it has itself."""
    own = tomllib.loads(path.read_text(encoding="utf-8"))
    if "on" not in own:
        return own
    made = configured(path.with_name(own.pop("on")))
    for name, section in own.items():
        made[name] = section if name == "mix" or not isinstance(section, dict) else made[name] | section
    return made


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
    path, settings = pinned_folder(config), config["encoder"]
    encoder = open_encoder(
        path, attention_dropout=settings["attention_dropout"], hidden_dropout=settings["hidden_dropout"]
    )
    teacher = AutoModel.from_pretrained(path, attn_implementation="eager", add_pooling_layer=False).eval()
    return Reader(encoder, sizes_of(config, classes)), teacher, open_tokenizer(path)


def sizes_of(config: dict[str, Any], classes: dict[str, list[str]]) -> Sizes:
    """How wide the encoder and the heads are."""
    settings, heads = config["encoder"], config["heads"]
    return Sizes(
        width=settings["width"],
        layers=settings["layers"],
        arc=heads["arc"],
        label=heads["label"],
        tag_hidden=heads["tag_hidden"],
        link=heads["link"],
        coref=heads["coref"],
        dropout=heads["dropout"],
        classes={task: len(names) for task, names in classes.items()},
    )
