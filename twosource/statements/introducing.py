"""Clauses that say who speaks: what is said makes the statements, and the saying is held by the attribution.

"The banker, prosecutors say, stole $4m" is one clause, about the banker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.data import Anchor, Attribution, Document
from twosource.statements.clauses import SUBJECTS, Clause
from twosource.statements.cues import HANDING_ON
from twosource.statements.handed_on import quoted_saying

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

VERBS = frozenset({"VERB", "AUX"})
MIN_OWN_WORDS = 3  # words beside speaker and cue that make a reporting clause a statement of its own


def told_clause(document: Document, clause: Clause) -> Clause | None:
    """The clause as far as it tells something; None where it says no more than that somebody speaks."""
    clause = _behind_label(document, clause)
    if clause.predicate.lemma_.lower() in HANDING_ON and _cue_at(document, *quoted_saying(clause.predicate)):
        return None
    attribution = _cue_at(document, clause.predicate)
    if attribution is None:
        noun = parted_subject(document, clause)
        if noun is None or noun.start < clause.predicate.sent.start:  # what is said may go over several sentences
            return clause
        return clause._replace(start=noun.start)
    words = [document.doc[i] for i in clause.tokens if _plain_word(document.doc[i])]
    if any(covered(word, attribution.content) for word in words):
        without = _holds_subject(document, clause, attribution) or _holds_noun(document, clause, attribution)
        return None if without else clause
    return clause if _own(words, attribution) >= MIN_OWN_WORDS else None


def _cue_at(document: Document, *verbs: Token) -> Attribution | None:
    """The attribution whose cue one of the verbs is."""
    return next((a for a in document.attributions if a.cue and any(covered(v, [a.cue]) for v in verbs)), None)


def _own(words: Sequence[Token], attribution: Attribution) -> int:
    spoken = [a for a in (*attribution.via, attribution.cue, attribution.source) if a is not None]
    return sum(not covered(word, spoken) for word in words)


def _holds_subject(document: Document, clause: Clause, attribution: Attribution) -> bool:
    """Whether a clause of saying holds no more of what is said than the subject of a verb behind it."""
    first = attribution.content[0]
    if len(attribution.content) == 1 or first.start > clause.predicate.idx:
        return False
    span = document.doc.char_span(first.start, first.end, alignment_mode="contract")
    verb = document.doc.char_span(attribution.content[1].start, attribution.content[1].end, alignment_mode="contract")
    if not span or not verb or verb[0].pos_ not in VERBS:
        return False
    return not any(t.pos_ in VERBS for t in span)


def _holds_noun(document: Document, clause: Clause, attribution: Attribution) -> bool:
    """Whether the parse takes the subject of what is said for the speaker: "Hale will not appeal, his lawyer said" with "appeal" read
    as a noun.
    """
    span = document.doc.char_span(attribution.content[0].start, attribution.content[0].end, alignment_mode="contract")
    if span is None or span.start > clause.predicate.i:
        return False
    own = set(clause.tokens)
    read_as_noun = (t for t in span if t.i not in own and t.dep_ == "ccomp" and t.pos_ not in VERBS)
    told = any(c.dep_ == "aux" for t in read_as_noun for c in t.children)
    return told and not any(t.pos_ in VERBS for t in span if t.i in own)


def parted_subject(document: Document, clause: Clause) -> Span | None:
    """The subject of a clause that a saying parts from it: "the banker" of "The banker, prosecutors say, stole $4m"."""
    if any(c.dep_ in SUBJECTS for c in clause.predicate.children):
        return None
    saying = clause.predicate.head
    if clause.predicate.pos_ not in VERBS and clause.predicate.dep_ == "ccomp" and _cue_at(document, saying):
        subject = next((c for c in saying.children if c.dep_ in SUBJECTS and c.i < clause.start), None)
        return document.doc[subject.left_edge.i : clause.start] if subject is not None else None
    start = document.doc[clause.start].idx
    for attribution in document.attributions:
        pieces, cue = attribution.content, attribution.cue
        for before, after in zip(pieces, pieces[1:], strict=False):
            if (
                cue is not None
                and before.end <= cue.start < after.start == start
                and after.start <= clause.predicate.idx
            ):
                noun = document.doc.char_span(before.start, before.end, alignment_mode="contract")
                return noun if noun and not any(t.pos_ in VERBS for t in noun) else None
    return None


def _behind_label(document: Document, clause: Clause) -> Clause:
    """The clause without the label before a colon that the parse takes for its head: "Report: bank hid losses"."""
    for attribution in document.attributions:
        source, cue, content = attribution.source, attribution.cue, attribution.content
        if source is not None and cue is not None and cue.quote == ":" and covered(clause.predicate, [source]):
            said = document.doc.char_span(content[0].start, content[-1].end, alignment_mode="contract")
            if said and clause.start <= said.start < said.end <= clause.end:
                return Clause(said.root, said.start, said.end, tuple(range(said.start, said.end)))
    return clause


def _plain_word(token: Token) -> bool:
    return bool((token.is_alpha or token.like_num) and not token.is_stop)


def covered(token: Token, anchors: Sequence[Anchor]) -> bool:
    """Whether the token begins inside one of the anchors."""
    return any(a.start <= token.idx < a.end for a in anchors)
