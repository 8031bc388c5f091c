"""What grouping knows of an article: its telling words, its two vectors and its day. Small, and made once per article.

A trait depends on its article alone, so it can be made in any process and stored beside the article. Words are weighed
by their rarity in a table of counts from public corpora (`rarity.safetensors`, made by `training/grouping.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from math import log
from sys import intern
from zlib import crc32

import msgspec
import numpy as np

from twosource.data import Article, BlockKind, Document
from twosource.models.encoder import shared_encoder
from twosource.models.load import reader_name
from twosource.stories.copying import PROSE

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
INSIDE = re.compile(r"(?<![.!?:]\s)(?<![.!?:]\s[\"“‘'])(?<!^)(?<!^[\"“‘'])\b[A-ZÀ-Þ][\w’'-]+", re.MULTILINE)
TOLD = frozenset({BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
CHARACTERS = 4000  # of an article; what comes later is mostly background
LEAD_WORDS = 70
LEAD_TERMS = 60
MOST_TERMS = 96
TITLE, LEAD, NAME, NUMBER = 1, 2, 4, 8  # marks of a term
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DIMENSION = 384
STEPS = 1024  # of a vector's numbers: products of such numbers add up exactly in float32, in whatever order

Encode = Callable[[list[str]], np.ndarray]


class Traits(msgspec.Struct, frozen=True):
    """What grouping knows of one article. `terms` come rarest and most used first, with their counts and marks."""

    article: str  # sha256 of its text
    published: str  # ISO, "" when nothing says
    terms: tuple[str, ...]
    counts: bytes  # how often the article uses each term, at most 255
    marks: bytes  # TITLE, LEAD, NAME and NUMBER of each term, added up
    weekdays: int  # the days its lead names, a bit each
    title: bytes  # unit vectors, float16
    lead: bytes
    model: str  # the encoder's name and version; vectors of two encoders are never compared

    @property
    def day(self) -> int:
        """Day of publication as a count of days, 0 when unknown."""
        return date.fromisoformat(self.published[:10]).toordinal() if self.published else 0

    @property
    def order(self) -> tuple[str, str]:
        """Where the article stands among all: by publication, then content."""
        return (self.published, self.article)

    def to_bytes(self) -> bytes:
        """Two kilobytes to store."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Traits:
        """The traits `to_bytes` came from; equal words of many articles are one in memory."""
        read = msgspec.msgpack.decode(stored, type=cls)
        return msgspec.structs.replace(read, terms=tuple(map(intern, read.terms)))


def features(read: Document | Article, *, encode: Encode | None = None) -> Traits:
    """The traits of an article. Its day is that of publication, else of retrieval.

    `encode` stands in for the shipped encoder, which names its vectors in `model`: give one that has kept them.
    """
    article = read.article if isinstance(read, Document) else read
    title, body = parts(article)
    short = lead(article)
    terms, counts, marks = _terms(title, body)
    vectors = np.round((encode or shared_encoder().encode)([title or short, short]) * STEPS) / STEPS
    return Traits(
        article=article.sha256,
        published=article.published or article.retrieved or "",
        terms=terms,
        counts=counts,
        marks=marks,
        weekdays=_weekdays(short),
        title=vectors[0].astype(np.float16).tobytes(),
        lead=vectors[1].astype(np.float16).tobytes(),
        model=reader_name(),
    )


def parts(article: Article) -> tuple[str, str]:
    """Title, and the start of what the article tells."""
    blocks = [b for b in article.blocks if b.repeats is None]
    told = "\n".join(article.text[b.start : b.end] for b in blocks if b.kind in TOLD) or article.text
    heads = [article.text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADLINE]
    return article.title or " ".join(heads), told[:CHARACTERS]


def lead(article: Article) -> str:
    """Headline and first paragraphs, up to `LEAD_WORDS` words."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind in PROSE and b.repeats is None]
    text = " ".join([*([article.title] if article.title else []), *told]) or article.text
    return " ".join(text.split()[:LEAD_WORDS])


def _terms(title: str, body: str) -> tuple[tuple[str, ...], bytes, bytes]:
    """The most telling words, with counts and marks. A name is what stands with a capital inside a sentence."""
    heading, told = words(title), words(body)
    counts = Counter([*heading, *told])
    names = {term(w) for w in INSIDE.findall(body)}
    titles, leads = set(heading), {*heading, *told[:LEAD_TERMS]}
    rare = dict(zip(counts, rarities(keys_of(counts)).tolist(), strict=True))
    chosen = sorted(counts, key=lambda w: (-round((1 + log(counts[w])) * rare[w], 4), w))[:MOST_TERMS]
    marks = bytes(
        TITLE * (w in titles) + LEAD * (w in leads) + NAME * (w in names) + NUMBER * any(c.isdigit() for c in w)
        for w in chosen
    )
    return tuple(chosen), bytes(min(counts[w], 255) for w in chosen), marks


def words(text: str) -> list[str]:
    """The text's words as terms, without the commonest."""
    return [t for t in map(term, WORD.findall(text)) if len(t) > 1 and t not in common_words()]


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """A word without case, possessive and plural ending."""
    plain = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("ses", "xes", "zes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        return plain[:-1]
    return plain


def _weekdays(text: str) -> int:
    named = {w.lower() for w in WORD.findall(text)}
    return sum(1 << i for i, day in enumerate(WEEKDAYS) if day in named)


# ---- how rare a word is


def rarities(keys: np.ndarray) -> np.ndarray:
    """Inverse document frequencies of keys, float32."""
    known, counts, total = _table()
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    seen = np.where(known[at] == keys, counts[at], 0)
    idf: np.ndarray = np.log((total + 1) / (seen + 1.0)).astype(np.float32)
    return idf


def key_of(word: str) -> int:
    """A term as a number that is the same everywhere."""
    return crc32(word.encode())


def keys_of(terms: Iterable[str]) -> np.ndarray:
    """Terms as numbers."""
    return np.array([key_of(t) for t in terms], dtype=np.uint32)


@cache
def common_words() -> frozenset[str]:
    """Words that tell nothing of what an article is about."""
    text = resources.files("twosource.stories").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _table() -> tuple[np.ndarray, np.ndarray, int]:
    """Keys, sorted; in how many documents each stands; how many documents there are."""
    from safetensors.numpy import load

    table = load(resources.files("twosource.stories").joinpath("rarity.safetensors").read_bytes())
    return table["keys"], table["documents"].astype(np.float64), int(table["total"][0])
