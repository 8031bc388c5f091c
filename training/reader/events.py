"""Events in PLOVER root codes: PLV's sentences with their marked source and target, and NGEC's synthetic stories.

The synthetic stories are fiction written by a machine and never mix with real news: they train an output layer of
their own on the shared encoder, which is not exported.
"""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

import spacy
from spacy.tokens import Doc

from training.reader.units import Corpus, Unit, held_out, members

NONE = "NONE"  # no event: sentences of the tree corpora
KEPT_APART = 5  # PLV sentences whose crc32 is divisible by this are the benchmark and never trained on
STORY_WORDS = 90
MARK = re.compile(r"</?[st]>")


def events(data: Path, background: list[Unit], rng: random.Random) -> Corpus:
    """PLV sentences with their PLOVER root, and half as many tree units as NONE; dev is the fifth kept apart."""
    corpus = Corpus()
    nlp = spacy.blank("en")
    for name, raw in members(data, "events-plover"):
        if not name.endswith("PLV_train.tsv"):
            continue
        for row in csv.DictReader(io.StringIO(raw.decode()), delimiter="\t"):
            root = row["gold_root"].strip().upper().replace("YIELD", "CONCEDE")
            doc = nlp(row["sentence"])
            if not root or not len(doc):
                corpus.excluded["PLV row without root or sentence"] += 1
                continue
            unit = _unit(doc, row["sentence"])
            unit.event = root
            unit.aside = _marked(doc, row["marked_sentence"], corpus.excluded)
            (corpus.dev if held_out(row["sentence"], KEPT_APART) else corpus.train).append(unit)
    single = [u for u in background if len(set(u.sentence)) == 1 and 6 <= len(u.words) <= 60]
    for unit in rng.sample(single, min(len(corpus.train) // 2, len(single))):
        corpus.train.append(Unit(unit.words, unit.sentence, unit.document, unit.spaces, event=NONE))
    return corpus


def stories(data: Path) -> Corpus:
    """The beginnings of NGEC's synthetic stories, with their label."""
    corpus = Corpus()
    nlp = spacy.blank("en")
    for name, raw in members(data, "events-plover"):
        if not name.endswith(".zip"):
            continue
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for inner in sorted(archive.namelist()):
                for row in csv.DictReader(io.StringIO(archive.read(inner).decode())):
                    doc = nlp(" ".join(row["text"].split())[:1200])[:STORY_WORDS].as_doc()
                    if not len(doc):
                        corpus.excluded["NGEC story without text"] += 1
                        continue
                    unit = _unit(doc, row["text"])
                    unit.story = row["label"].strip().upper()
                    corpus.train.append(unit)
    return corpus


def _unit(doc: Doc, document: str) -> Unit:
    return Unit(
        words=[t.text for t in doc],
        sentence=[0] * len(doc),
        document=document,
        spaces=[bool(t.whitespace_) for t in doc],
    )


def _marked(doc: Doc, marked: str, excluded: Counter[str]) -> frozenset[int]:
    """Words of the marked source and target; none where the marks do not give back the sentence."""
    if MARK.sub("", marked) != doc.text:
        excluded["PLV marks that do not fit the sentence (kept without marks)"] += 1
        return frozenset()
    inside: set[int] = set()
    at, opened = 0, []
    for part in re.split(r"(</?[st]>)", marked):
        if not MARK.fullmatch(part):
            if opened:
                inside |= {t.i for t in doc if t.idx < at + len(part) and at < t.idx + len(t)}
            at += len(part)
        elif part[1] == "/":
            opened = opened[:-1]
        else:
            opened = [*opened, part]
    return frozenset(inside) if len(inside) < len(doc) else frozenset()
