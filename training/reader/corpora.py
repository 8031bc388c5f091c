"""Trees with lemmas and names (UD English EWT, the free genres of GUM), newswire with names in nine types, and news without labels."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.reader.coreference import gum_mentions
from training.reader.units import Corpus, Unit, held_out, join, pack, texts

NER9 = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "NORP": "NORP", "Date": "DATE", "Money": "MONEY",
    "Facility": "FACILITY", "Product": "PRODUCT", "Misc": "MISC",
}  # fmt: skip
NER3 = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
# the newswire's types as the three of UNER; a facility or a Misc may be one of them or nothing, so it is left open
NEWS_AS_NER3 = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "FACILITY": "?", "MISC": "?"}


# ---- Universal Dependencies with UNER names


def conllu(text: str) -> Iterator[tuple[str, str, Unit]]:
    """(document, sentence text key, sentence) of a CoNLL-U file."""
    document = ""
    for block in text.split("\n\n"):
        rows = []
        for line in block.splitlines():
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
        if not rows:
            continue
        yield (
            document,
            " ".join(r[1] for r in rows),
            Unit(
                words=[r[1] for r in rows],
                sentence=[0] * len(rows),
                document=document,
                spaces=["SpaceAfter=No" not in r[9] for r in rows],
                heads=[int(r[6]) - 1 for r in rows],
                labels=[r[7] for r in rows],
                upos=[r[3] for r in rows],
                xpos=[r[4] for r in rows],
                lemmas=[r[2] for r in rows],
            ),
        )


def trees(data: Path, *, max_words: int, single_share: float, rng: random.Random) -> Corpus:
    """EWT with UNER's names and the free genres of GUM with its coreference, where the tokens agree."""
    corpus = Corpus()
    names: dict[str, list[str]] = {}
    for _, text in texts(data, "ner-uner-ewt", ".iob2"):
        names |= _iob2(text)
    found: dict[str, dict[str, list[Unit]]] = {"train": defaultdict(list), "dev": defaultdict(list)}
    for archive in ("ud-ewt", "ud-gum-free"):
        for name, text in texts(data, archive, ".conllu"):
            split = Path(name).stem
            if split not in found:
                continue
            for document, key, unit in conllu(text):
                if archive == "ud-ewt":
                    unit.ner3 = names.get(key)
                    corpus.excluded["EWT sentence without matching UNER tokens (trees kept)"] += unit.ner3 is None
                found[split][f"{archive}/{document}"].append(unit)
    for split in found:
        gum_mentions(data, split, found[split], corpus.excluded)
    corpus.train = pack(found["train"], max_words=max_words, single_share=single_share, rng=rng)
    corpus.dev = [join([s], d) for d in sorted(found["dev"]) for s in found["dev"][d]]
    return corpus


def _iob2(text: str) -> dict[str, list[str]]:
    """UNER sentences by their words. `OTH` and stray `B-O` of the draft train file become O (see data.md)."""
    found = {}
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        tags = []
        for row in rows:
            mark, _, kind = row[2].partition("-")
            tags.append(f"{mark}-{NER3[kind]}" if kind in NER3 else "O")
        if rows:
            found[" ".join(r[1] for r in rows)] = tags
    return found


# ---- newswire names


def newswire(data: Path, *, max_words: int, rng: random.Random) -> Corpus:
    """The worldwide newswire's articles, names in nine types; dev is a tenth of the articles."""
    corpus = Corpus()
    found: dict[str, dict[str, list[Unit]]] = {"train": {}, "dev": {}}
    for name, text in texts(data, "ner-worldwide", ".tsv"):
        document = Path(name).name
        sentences = list(_newswire_sentences(text, document))
        found["dev" if held_out(document) else "train"][document] = sentences
    corpus.train = pack(found["train"], max_words=max_words, single_share=0.15, rng=rng)
    corpus.dev = pack(found["dev"], max_words=max_words, single_share=0.15, rng=random.Random(0))
    return corpus


def _newswire_sentences(text: str, document: str) -> Iterator[Unit]:
    for block in re.split(r"\n\s*\n", text):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        rows = [r for r in rows if len(r) > 1 and not r[0].startswith("http")]
        if not rows:
            continue
        tags = []
        for row in rows:
            mark, _, kind = row[1].partition("-")
            tags.append(f"{mark}-{NER9[kind]}" if kind in NER9 and mark in "BI" else "O")
        words = [r[0] for r in rows]
        spaces = [
            i + 1 < len(words) and words[i + 1] not in {".", ",", ":", ";", "'s", "’s", ")", "?"}
            for i in range(len(words))
        ]
        unit = Unit(words=words, sentence=[0] * len(words), document=document, spaces=spaces, ner9=tags)
        unit.ner3_news = [_as_ner3(tag) for tag in tags]
        yield unit


def _as_ner3(tag: str) -> str:
    mark, _, kind = tag.partition("-")
    chosen = NEWS_AS_NER3.get(kind, "O")
    return chosen if chosen in {"?", "O"} else f"{mark}-{chosen}"


# ---- news without labels


def unlabelled(path: Path) -> Corpus:
    """The units of a file that `unlabelled.py` wrote."""
    corpus = Corpus()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words, sentence = json.loads(line)
            corpus.train.append(Unit(words=words, sentence=sentence, document="", spaces=[True] * len(words)))
    return corpus
