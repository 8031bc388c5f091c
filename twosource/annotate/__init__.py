"""Articles into documents: tokens, sentences, parse, entities, times and figures, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from twosource.annotate.mentions import find_entities
from twosource.annotate.quantities import find_quantities
from twosource.annotate.reader import MEANING, load_language, shared_reader
from twosource.annotate.times import find_times
from twosource.data import Article, Document
from twosource.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["annotate"]

BLOCKS = "twosource.blocks"


def annotate(articles: Iterable[Article], *, language: Language | None = None) -> Iterator[Document]:
    """Each article as a document, in the order given. `language` replaces the shipped reader."""
    pipeline = language or load_language()
    docs = ((_doc(pipeline, article), article) for article in articles)
    for doc, article in pipeline.pipe(docs, as_tuples=True):
        if not doc.has_annotation("SENT_START"):
            raise ModelError(_unbounded(pipeline))
        times = find_times(article, [(s.start_char, s.end_char) for s in doc.sents], doc)
        yield Document(
            article=article,
            doc=doc,
            times=times,
            quantities=find_quantities(article, doc, times),
            entities=find_entities(article, doc),
            meaning=doc.user_data[MEANING] if MEANING in doc.user_data else shared_reader().meaning(doc),
        )


def _unbounded(pipeline: Language) -> str:
    name, parts = pipeline.meta.get("name") or "", ", ".join(pipeline.pipe_names) or "none"
    return (
        f"the spaCy pipeline {pipeline.lang}_{name} (components: {parts}) sets no sentence bounds, which twosource needs. Give it a"
        " parser, a senter or a sentencizer, or twosource's own bounds: language.add_pipe('twosource_sentences', first=True)"
    )


def _doc(pipeline: Language, article: Article) -> Doc:
    """The article's tokens, with its blocks, which no sentence may cross."""
    doc = pipeline.make_doc(article.text)
    doc.user_data[BLOCKS] = [(b.start, b.end, str(b.kind)) for b in article.blocks]
    return doc
