"""The words of a statement's sentence, as the pair model takes them."""

from __future__ import annotations

from twosource.articles.make import make_article
from twosource.compare.likeness import rarity_of
from twosource.compare.sentences import LONGEST, Sentences, window
from twosource.data import Document
from twosource.pipeline import read_documents


def _read(text: str) -> Document:
    return next(iter(read_documents([make_article(text, id="a", outlet="O", published="2024-05-10")])))


def test_a_side_marks_the_clause_and_what_is_given() -> None:
    document = _read("The ferry sank off Bergen on Monday, and its owner was arrested.")
    sentences = Sentences(document, rarity_of([document]))
    statement = next(s for s in document.statements if s.predicate.quote == "sank")
    side = sentences.of(statement).side(statement.anchor, statement.times[0].anchor)
    words = [t.text for t in document.doc if not t.is_space]
    clause = [w for w, inside in zip(words, side.clause, strict=True) if inside]
    given = [w for w, inside in zip(words, side.given, strict=True) if inside]
    assert clause[:3] == ["The", "ferry", "sank"] and "arrested" not in clause
    assert "Monday" in given and "ferry" not in given
    assert side.meaning.shape == (len(words), 128) and side.signs.shape == (len(words), 5)


def test_of_a_long_sentence_the_part_around_the_clause_is_read() -> None:
    text = (
        "The council, "
        + "which met in the old hall by the river, " * 12
        + "said on Friday that a bridge had collapsed."
    )
    document = _read(text)
    statement = next(s for s in document.statements if s.predicate.quote == "collapsed")
    start, end = window(statement)
    assert end - start == LONGEST and start <= statement.anchor.start and statement.anchor.end <= end
    sentence = Sentences(document, {}).of(statement)
    assert (sentence.starts >= start).all() and (sentence.starts < end).all()


def test_equal_lemmas_have_equal_numbers_whatever_their_form() -> None:
    document = _read("Bridges fell. A bridge falls.")
    lemmas = dict(zip((t.text for t in document.doc), Sentences(document, {}).all.lemmas, strict=True))
    assert lemmas["Bridges"] == lemmas["bridge"] != lemmas["fell"]
