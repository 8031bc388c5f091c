"""Documents into statements: who says what, how surely, when, where and how many."""

from __future__ import annotations

from dataclasses import replace

from twosource.data import Document
from twosource.statements.attribution import find_attributions
from twosource.statements.claims import extract_statements
from twosource.statements.dated import with_dates

__all__ = ["state"]


def state(document: Document) -> Document:
    """The document with its attributions and statements."""
    said = replace(document, attributions=find_attributions(document.article, document.doc, document.entities))
    return extract_statements(with_dates(said))
