"""What a corpus becomes: units of one or more whole sentences of one document, with the labels that it has.

Archives are read from `--data` (or TWOSOURCE_DATA), never copied. Splits are by document: dev is what a corpus
gives as dev, else the tenth of its documents whose name's crc32 is divisible by ten. Whatever is left out is
counted by reason in `Corpus.excluded`.
"""

from __future__ import annotations

import random
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAYERS = ("source", "cue", "content")
NO_MENTION = -1
PER_WORD = ("labels", "upos", "xpos", "lemmas", "ner3", "ner3_news", "ner9")


@dataclass(frozen=True, slots=True)
class Choice:
    """GAP's question: does the pronoun (a word) mean the first name, the second, or neither?"""

    pronoun: int
    names: tuple[tuple[int, ...], tuple[int, ...]]
    right: int | None


@dataclass(slots=True)
class Unit:
    """Words of one or more sentences; a layer that is None was not annotated.

    `heads` are word indices in the unit, -1 for a root; `links` are (cue words, source words, content words);
    `mentions` are (head word, chain), chain `NO_MENTION` for a pronoun that means nothing; `aside` are words that
    are not the event's own: its marked source and target.
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
    ner3_news: list[str] | None = None
    ner9: list[str] | None = None
    attribution: dict[str, list[str]] | None = None
    links: list[tuple[list[int], list[int], list[int]]] | None = None
    mentions: list[tuple[int, int]] | None = None
    choice: Choice | None = None
    event: str | None = None
    story: str | None = None
    aside: frozenset[int] = frozenset()

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


def members(data: Path, archive: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of an archive's files, in name order."""
    with tarfile.open(data / f"{archive}.tar.xz") as tar:
        for member in sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name):
            handle = tar.extractfile(member)
            if handle is not None:
                yield member.name, handle.read()


def texts(data: Path, archive: str, ending: str) -> Iterator[tuple[str, str]]:
    """(name, text) of an archive's files with that ending, in name order."""
    for name, raw in members(data, archive):
        if name.endswith(ending):
            yield name, raw.decode("utf-8", "replace")


def held_out(document: str, one_in: int = 10) -> bool:
    """Whether a document belongs to our own development part."""
    return zlib.crc32(document.encode()) % one_in == 0


def join(sentences: Sequence[Unit], document: str) -> Unit:
    """Consecutive sentences as one unit; a layer that one of them lacks is lacking."""
    unit = Unit(words=[], sentence=[], document=document, spaces=[])
    for number, part in enumerate(sentences):
        unit.spaces += part.spaces[:-1] + [True]
        unit.sentence += [number] * len(part.words)
        unit.words += part.words
    for name in PER_WORD:
        parts = [getattr(part, name) for part in sentences]
        if all(part is not None for part in parts):
            setattr(unit, name, [tag for part in parts for tag in part])
    bases = [0]
    for part in sentences:
        bases.append(bases[-1] + len(part.words))
    if all(part.heads is not None for part in sentences):
        unit.heads = [
            h + base if h >= 0 else -1 for part, base in zip(sentences, bases, strict=False) for h in part.heads or ()
        ]
    if all(part.mentions is not None for part in sentences):
        unit.mentions = [
            (w + base, chain) for part, base in zip(sentences, bases, strict=False) for w, chain in part.mentions or ()
        ]
    return unit


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
