"""The public sets of stories and the stream, as articles with their traits; vectors are kept in a folder if one is named.

TWOSOURCE_VECTORS names a folder, outside this repository, in which the vectors of texts are kept by the text's sha256 and
the encoder's version, so that a second run takes seconds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from benchmarks.archives import texts
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import InputRefused
from twosource.models.encoder import shared_encoder
from twosource.models.load import reader_model
from twosource.stories.traits import Traits, features


@dataclass(frozen=True, slots=True)
class Told:
    """Articles of a set, their traits, and the story each tells; None where nobody has said."""

    name: str
    articles: list[Article]
    traits: list[Traits]
    gold: list[str | None]

    def without(self, left_out: Callable[[str], bool]) -> Told:
        """The set without the articles of some stories."""
        kept = [i for i, g in enumerate(self.gold) if g is None or not left_out(g)]
        return Told(
            self.name, [self.articles[i] for i in kept], [self.traits[i] for i in kept], [self.gold[i] for i in kept]
        )


def kept_apart(story: str) -> bool:
    """Whether a story of AllSides is left out of training, to be scored: one in two."""
    return crc32(story.encode()) % 2 == 1


def read_set(data: Path | None, archive: str, pattern: str, vectors: Vectors, *, story: str = "cluster") -> Told:
    """The articles of an archive's files, one story key each. A text that is none is left out; so is a second copy."""
    told = Told(archive, [], [], [])
    seen: set[str] = set()
    for row in rows(data, archive, pattern):
        try:
            article = as_article(row)
        except InputRefused:
            continue
        if article.sha256 not in seen:
            seen.add(article.sha256)
            told.articles.append(article)
            told.traits.append(features(article, encode=vectors.encode))
            told.gold.append(row.get(story))
    vectors.keep()
    return told


def rows(data: Path | None, archive: str, pattern: str) -> Iterator[dict[str, Any]]:
    """The records of the JSON lines files that fit a pattern."""
    for _, text in texts(data, archive, pattern):
        yield from (json.loads(line) for line in text.splitlines() if line.strip())


def as_article(row: dict[str, Any]) -> Article:
    """A record of a set of stories as an article."""
    return make_article(
        row["text"],
        id=str(row["id"]),
        outlet=row.get("outlet") or "",
        url=row.get("url"),
        title=row.get("title") or None,
        published=row.get("published") or row.get("date") or None,
    )


class Vectors:
    """Vectors of texts, read from and kept in a folder where one is named."""

    def __init__(self, folder: Path | None = None) -> None:
        named = folder or (Path(os.environ["TWOSOURCE_VECTORS"]) if os.environ.get("TWOSOURCE_VECTORS") else None)
        self.path = named / f"{reader_model().name}.npz" if named else None
        self.known: dict[str, np.ndarray] = {}
        self.read = 0
        if self.path and self.path.is_file():
            with np.load(self.path) as stored:
                self.known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        self.read = len(self.known)

    def encode(self, asked: Sequence[str]) -> np.ndarray:
        """Vectors of texts, in order."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in asked]
        for key, text in zip(keys, asked, strict=True):
            if key not in self.known:
                self.known[key] = shared_encoder().encode([text])[0].astype(np.float16)
        return np.stack([self.known[key] for key in keys]).astype(np.float32)

    def keep(self) -> None:
        """Write what is new."""
        if self.path is None or len(self.known) == self.read:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        keys = sorted(self.known)
        np.savez(self.path, keys=np.array(keys), vectors=np.stack([self.known[key] for key in keys]))
        self.read = len(keys)
