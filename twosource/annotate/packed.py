"""A document as bytes, without its article: what the archive and the workers of a job keep of a reading."""

from __future__ import annotations

import zlib
from functools import cache

import msgspec
import numpy as np
import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from twosource.data import Article, Attribution, Document, Entity, Quantity, Statement, TimeRange

LEVEL = 6  # of zlib
LAYERS = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START")


class Reading(msgspec.Struct):
    """A document without its article, as it is kept."""

    doc: bytes
    entities: tuple[Entity, ...]
    times: tuple[TimeRange, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
    meaning: bytes | None
    width: int


def pack(document: Document) -> bytes:
    """A document as bytes, without its article's text."""
    box = DocBin(attrs=list(LAYERS), store_user_data=False)
    box.add(document.doc)
    meaning = document.meaning
    reading = Reading(
        doc=box.to_bytes(),
        entities=document.entities,
        times=document.times,
        quantities=document.quantities,
        attributions=document.attributions,
        statements=document.statements,
        meaning=None if meaning is None else meaning.astype("<f4").tobytes(),
        width=0 if meaning is None else meaning.shape[1],
    )
    return zlib.compress(msgspec.msgpack.encode(reading), LEVEL)


def unpack(article: Article, data: bytes) -> Document:
    """The document that `pack` came from."""
    reading = msgspec.msgpack.decode(zlib.decompress(data), type=Reading)
    meaning = None
    if reading.meaning is not None:
        meaning = np.frombuffer(reading.meaning, dtype="<f4").astype(np.float32).reshape(-1, reading.width)
    return Document(
        article=article,
        doc=_doc(reading.doc),
        entities=reading.entities,
        times=reading.times,
        quantities=reading.quantities,
        attributions=reading.attributions,
        statements=reading.statements,
        meaning=meaning,
    )


def _doc(data: bytes) -> Doc:
    return next(iter(DocBin().from_bytes(data).get_docs(_vocabulary())))


@cache
def _vocabulary() -> Vocab:
    return spacy.blank("en").vocab
