"""The reader's corpora as training units: one or more whole sentences of one document, with their labels.

Archives are read from `--data` (or TWOSOURCE_DATA), never copied. Splits are by document: dev is what a corpus
gives as dev, else the tenth of its documents whose name's crc32 is divisible by ten. Whatever is left out is
counted by reason in `Corpus.excluded`.
"""

from __future__ import annotations

import csv
import io
import random
import re
import tarfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy

NER9 = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "NORP": "NORP", "Date": "DATE", "Money": "MONEY",
    "Facility": "FACILITY", "Product": "PRODUCT", "Misc": "MISC",
}  # fmt: skip
NER3 = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
LAYERS = ("source", "cue", "content")


@dataclass(slots=True)
class Unit:
    """Words of one or more sentences; a layer that is None was not annotated. `heads` are word indices in the unit,
    -1 for a root; `links` are (cue words, source words, content words).
    """

    words: list[str]
    sentence: list[int]
    document: str
    spaces: list[bool]
    heads: list[int] | None = None
    labels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    ner3: list[str] | None = None
    ner9: list[str] | None = None
    attribution: dict[str, list[str]] | None = None
    links: list[tuple[list[int], list[int], list[int]]] | None = None
    event: str | None = None

    @property
    def text(self) -> str:
        """The unit as running text."""
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).strip()


@dataclass(slots=True)
class Corpus:
    """Units of one kind, with what was left out and why."""

    train: list[Unit] = field(default_factory=list)
    dev: list[Unit] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)


def members(data: Path, archive: str) -> Iterator[tuple[str, str]]:
    """(name, text) of an archive's text members, in name order."""
    with tarfile.open(data / f"{archive}.tar.xz") as tar:
        names = sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name)
        for member in names:
            handle = tar.extractfile(member)
            if handle is not None and not member.name.endswith(".zip"):
                yield member.name, handle.read().decode("utf-8", "replace")


def held_out(document: str) -> bool:
    """Whether a document belongs to our own development tenth."""
    return zlib.crc32(document.encode()) % 10 == 0


def join(sentences: list[Unit], document: str) -> Unit:
    """Consecutive sentences as one unit."""
    unit = Unit(words=[], sentence=[], document=document, spaces=[])
    for number, part in enumerate(sentences):
        base = len(unit.words)
        unit.words += part.words
        unit.spaces += part.spaces[:-1] + [True]
        unit.sentence += [number] * len(part.words)
        for name in ("labels", "upos", "xpos", "lemmas", "ner3", "ner9"):
            _extend(unit, name, getattr(part, name), number)
        heads = None if part.heads is None else [h + base if h >= 0 else -1 for h in part.heads]
        _extend(unit, "heads", heads, number)
    return unit


def _extend(unit: Unit, name: str, values: list | None, number: int) -> None:  # type: ignore[type-arg]
    if values is None or (number and getattr(unit, name) is None):
        setattr(unit, name, None)
    else:
        setattr(unit, name, (getattr(unit, name) or []) + values)


def pack(documents: dict[str, list[Unit]], *, max_words: int, single_share: float, rng: random.Random) -> list[Unit]:
    """Sentences of each document into units, some single, the others as many as fit."""
    units = []
    for name in sorted(documents):
        pending: list[Unit] = []
        for sentence in documents[name]:
            size = sum(len(s.words) for s in pending)
            if pending and (size + len(sentence.words) > max_words or rng.random() < single_share):
                units.append(join(pending, name))
                pending = []
            pending.append(sentence)
        if pending:
            units.append(join(pending, name))
    return units


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
    """EWT and the free genres of GUM; EWT sentences carry UNER's names where the tokens agree."""
    corpus = Corpus()
    names = {}
    for name, text in members(data, "ner-uner-ewt"):
        if name.endswith(".iob2"):
            names.update(_iob2(text))
    found: dict[str, dict[str, list[Unit]]] = {"train": defaultdict(list), "dev": defaultdict(list)}
    for archive in ("ud-ewt", "ud-gum-free"):
        for name, text in members(data, archive):
            split = Path(name).stem
            if not name.endswith(".conllu") or split not in found:
                continue
            for document, key, unit in conllu(text):
                if archive == "ud-ewt":
                    unit.ner3 = names.get(key)
                    corpus.excluded["EWT sentence without matching UNER tokens (trees kept)"] += unit.ner3 is None
                found[split][f"{archive}/{document}"].append(unit)
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
    for name, text in members(data, "ner-worldwide"):
        if not name.endswith(".tsv"):
            continue
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
        yield Unit(words=words, sentence=[0] * len(words), document=document, spaces=spaces, ner9=tags)


# ---- attribution


def attribution(data: Path, *, max_words: int) -> Corpus:
    """PolNeAR, one annotator per article (the first by name), cut at sentence ends."""
    corpus = Corpus()
    texts: dict[str, dict[str, str]] = {"train": {}, "dev": {}}
    marks: dict[str, dict[str, str]] = {"train": {}, "dev": {}}
    for name, text in members(data, "attribution-polnear"):
        parts = Path(name).parts
        if len(parts) < 4 or parts[1] not in texts:
            continue
        if parts[2] == "text":
            texts[parts[1]][Path(name).stem] = text
        elif name.endswith(".ann"):
            article = Path(name).stem.rsplit("_", 1)[0]
            if article in marks[parts[1]]:
                corpus.excluded["second annotator of an article"] += 1
            else:
                marks[parts[1]][article] = text
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for split in texts:
        for article in sorted(texts[split]):
            if article not in marks[split]:
                corpus.excluded["article without annotation"] += 1
                continue
            units = _attribution_units(
                nlp, article, texts[split][article], marks[split][article], max_words, corpus.excluded
            )
            getattr(corpus, split).extend(units)
    return corpus


Span = tuple[int, int]


def _brat(text: str) -> tuple[dict[str, tuple[str, list[Span]]], list[dict[str, list[str]]]]:
    """Brat text-bound spans by id, and the attributions as role -> span ids."""
    spans: dict[str, tuple[str, list[Span]]] = {}
    events = []
    for line in text.splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) >= 2:
            kind, _, offsets = cells[1].partition(" ")
            spans[cells[0]] = (kind, [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", offsets)])
        elif line.startswith("E") and len(cells) >= 2:
            roles: dict[str, list[str]] = defaultdict(list)
            for pair in cells[1].split():
                role, _, target = pair.partition(":")
                roles[re.sub(r"\d+$", "", role)].append(target)
            events.append(roles)
    return spans, events


def _attribution_units(
    nlp: spacy.Language, article: str, text: str, marks: str, max_words: int, excluded: Counter[str]
) -> list[Unit]:
    spans, events = _brat(marks)
    doc = nlp(text)
    tokens = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(tokens)}

    def words_of(ids: list[str]) -> list[int]:
        pieces = [piece for i in ids if i in spans for piece in spans[i][1]]
        return [index[t.i] for t in tokens if any(a < t.idx + len(t) and t.idx < b for a, b in pieces)]

    linked = [(words_of(e["Cue"]), words_of(e["Source"]), words_of(e["Content"])) for e in events]
    excluded["attribution without cue or content"] += sum(not (c and x) for c, _, x in linked)
    linked = [link for link in linked if link[0] and link[2]]
    bounds = _cuts(doc, index, max_words)
    return [_attribution_unit(article, tokens, linked, a, b) for a, b in bounds if b > a]


def _cuts(doc: spacy.tokens.Doc, index: dict[int, int], max_words: int) -> list[Span]:
    """Units of whole sentences within one paragraph, as word ranges."""
    cuts: list[Span] = []
    for sentence in doc.sents:
        words = [index[t.i] for t in sentence if t.i in index]
        if not words:
            continue
        start, end = words[0], words[-1] + 1
        new_line = "\n" in doc.text[max(0, sentence.start_char - 2) : sentence.start_char + 1]
        if cuts and end - cuts[-1][0] <= max_words and not new_line:
            cuts[-1] = (cuts[-1][0], end)
        else:
            cuts.append((start, end))
    return cuts


def _attribution_unit(article: str, tokens: list, linked: list, start: int, end: int) -> Unit:  # type: ignore[type-arg]
    chosen = tokens[start:end]
    layers = {name: ["O"] * (end - start) for name in LAYERS}
    links = []
    for cue, source, content in linked:
        parts = [[w - start for w in part if start <= w < end] for part in (source, cue, content)]
        for name, part in zip(LAYERS, parts, strict=True):
            for at, w in enumerate(part):
                layers[name][w] = "I" if at and part[at - 1] == w - 1 else "B"
        if parts[1]:
            links.append((parts[1], parts[0], parts[2]))
    sentence, numbers = -1, []
    for token in chosen:
        sentence += bool(token.is_sent_start) or sentence < 0
        numbers.append(sentence)
    return Unit(
        words=[t.text for t in chosen],
        sentence=numbers,
        document=article,
        spaces=[bool(t.whitespace_) or (t.i + 1 < len(t.doc) and t.doc[t.i + 1].is_space) for t in chosen],
        attribution=layers,
        links=links,
    )


# ---- events


def events(data: Path, background: list[Unit], rng: random.Random) -> Corpus:
    """PLV sentences with their PLOVER root, and as many tree units as NONE; dev is a tenth by sentence text."""
    corpus = Corpus()
    nlp = spacy.blank("en")
    for name, text in members(data, "events-plover"):
        if not name.endswith("PLV_train.tsv"):
            continue
        for row in csv.DictReader(io.StringIO(text), delimiter="\t"):
            root = row["gold_root"].strip().upper().replace("YIELD", "CONCEDE")
            doc = nlp(row["sentence"])
            if not root or not len(doc):
                corpus.excluded["PLV row without root or sentence"] += 1
                continue
            words = [t.text for t in doc]
            unit = Unit(
                words=words,
                sentence=[0] * len(words),
                document=row["sentence"],
                spaces=[bool(t.whitespace_) for t in doc],
                event=root,
            )
            (corpus.dev if held_out(row["sentence"]) else corpus.train).append(unit)
    single = [u for u in background if len(set(u.sentence)) == 1 and 6 <= len(u.words) <= 60]
    for unit in rng.sample(single, min(len(corpus.train) // 2, len(single))):
        corpus.train.append(Unit(unit.words, unit.sentence, unit.document, unit.spaces, event="NONE"))
    return corpus
