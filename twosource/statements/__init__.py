"""Documents into statements: who says what, how surely, when, where and how many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from twosource.data import Document
from twosource.models.encoder import shared_encoder
from twosource.statements.attribution import find_attributions
from twosource.statements.claims import extract_statements

__all__ = ["state"]


def state(document: Document) -> Document:
    """The document with its attributions, statements and the statements' vectors."""
    said = replace(document, attributions=find_attributions(document.article, document.doc, document.entities))
    stated = extract_statements(said)
    texts = [s.anchor.quote for s in stated.statements]
    vectors = shared_encoder().encode(texts) if texts else np.zeros((0, 1), dtype=np.float32)
    return replace(stated, vectors=vectors)
