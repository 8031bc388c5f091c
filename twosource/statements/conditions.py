"""Conditions and questions that a clause stands in: "if", "unless", "whether", a question mark, "had he looked"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.data import Modality
from twosource.statements.cues import ASKING
from twosource.statements.judged import KNOWING, lemma_of
from twosource.statements.negation import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONS = frozenset({"if", "unless", "provided", "lest", "case"})
ASKED = frozenset({"ROOT", "root", "conj", "parataxis", "ccomp"})
SENTENCE_ENDS = frozenset(".?!")
UNREAL = frozenset({"would", "could", "might"})
Cue = tuple[Modality, "Token"]


def conditions(predicate: Token) -> Iterator[Cue]:
    """What makes a clause depend on another, or asks whether it is so."""
    marks = [c for c in predicate.children if c.dep_ in {"mark", "advmod"} and c.lower_ in CONDITIONS]
    asked = [c for c in predicate.children if c.dep_ == "mark" and c.lower_ == "whether"]
    yield from ((Modality.HYPOTHETICAL, c) for c in marks if not if_as_whether(predicate, c))
    yield from ((Modality.UNCLEAR, c) for c in asked or _asked_before(predicate))
    for clause in predicate.children:
        if clause.dep_ == "advcl" and clause.pos_ in {"VERB", "AUX"}:
            yield from ((Modality.HYPOTHETICAL, c) for c in clause.children if _plain_if(c))
    if inverted := _inverted(predicate):
        yield Modality.HYPOTHETICAL, inverted
    if predicate.dep_ in ASKED and (end := _mark_behind(predicate)).text == "?":
        # of a quotation that the sentence's verb takes up: "did he know?" she asked
        quoted = end.i + 1 < predicate.sent.end and not any(c.dep_ == "mark" for c in predicate.children)
        yield from ((Modality.UNCLEAR, end),) if predicate.dep_ != "ccomp" or quoted else ()


def supposed(below: Token, above: Token) -> Iterator[Cue]:
    """The "if" of the clause that what is said stands in: "if we think that it will fail"."""
    if below.dep_ == "ccomp":
        marks = (c for c in above.children if c.dep_ == "mark" and c.lower_ in CONDITIONS and c.i < below.i)
        yield from ((Modality.HYPOTHETICAL, c) for c in marks if not if_as_whether(above, c))


def _asked_before(predicate: Token) -> Iterator[Token]:
    """The "whether" whose clause the predicate is in though the parse cuts it off: "whether fuel or oil had been on board"."""
    for token in reversed(predicate.doc[predicate.sent.start : predicate.i]):
        if token.lower_ == "whether":
            yield token
        own = token.head.i == predicate.i and token.pos_ == "AUX"
        if token.lower_ in {"whether", "that"} or token.is_punct or (token.pos_ in {"VERB", "AUX"} and not own):
            return


def aside(predicate: Token, start: int) -> bool:
    """Whether what begins a clause ends before its subject: "whether by luck or not, the ship left"."""
    subject = next((c for c in predicate.children if c.dep_ in SUBJECTS), predicate)
    return any(t.text == "," for t in predicate.doc[start : subject.i])


def _mark_behind(predicate: Token) -> Token:
    """The mark that ends what the predicate says: of a quotation's own sentence, the one before the closing mark."""
    sentence = predicate.sent
    ends = (t for t in predicate.doc[predicate.i + 1 : sentence.end] if t.is_quote or t.text in SENTENCE_ENDS)
    first = next(ends, None)
    return sentence[-1] if first is None or first.is_quote else first


def _plain_if(token: Token) -> bool:
    """An "if" or "unless" that makes the main clause depend on it; "even if", "as if" and "if only" do not."""
    around = {token.nbor(step).lower_ for step in (-1, 1) if 0 <= token.i + step < len(token.doc)}
    return token.dep_ in {"mark", "advmod"} and token.lower_ in {"if", "unless"} and not around & {"even", "as", "only"}


def if_as_whether(predicate: Token, mark: Token) -> bool:
    """Whether an "if" only asks: "asked if he knew"."""
    asked = predicate.dep_ == "ccomp" and predicate.head.i < mark.i  # not "If it fails, we leave," he said
    return mark.lower_ == "if" and asked and lemma_of(predicate.head) in ASKING | KNOWING


def _before_unreal(predicate: Token) -> bool:
    """Whether it stands before the first comma of a sentence that goes on with what would have been."""
    comma = next((t for t in predicate.sent if t.text == ","), None)
    root = predicate.sent.root
    would = any(c.dep_ == "aux" and c.lower_ in UNREAL for c in root.children)
    return comma is not None and predicate.i < comma.i < root.i and would


def _inverted(predicate: Token) -> Token | None:
    """The auxiliary of "had the guard looked, ..." and "should the talks fail, ...", whatever the parse makes of it."""
    first = predicate.sent[0]
    if first.lower_ == "had" and predicate.tag_ == "VBN" and _before_unreal(predicate):
        return first
    subject = next((c for c in predicate.children if c.dep_ in SUBJECTS), None)
    asked = predicate.sent[-1].text == "?"
    fits = (
        first.lower_ in {"had", "should", "were"} and first.head.i == predicate.i and first.dep_ in {"aux", "aux:pass"}
    )
    return first if fits and subject is not None and subject.i > first.i and not asked else None
