"""Clauses into statements: who claims what, about whom, how surely, when, where and how many.

A statement is one clause with everything the annotation says inside its words. A clause that only introduces
speech ("the minister said") makes no statement: the attribution holds it. What stands inside an attribution's
content is claimed by its speaker; everything else is in the outlet's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from twosource.data import Anchor, Attribution, BlockKind, Document, Entity, Statement, Voice
from twosource.statements.certainty import certainty
from twosource.statements.clauses import SUBJECTS, Clause, find_clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from twosource.data import Article

CLAIMING_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
MIN_OWN_WORDS = 3  # words beside speaker and cue that make a reporting clause a statement of its own
PLACES = frozenset({"LOC", "GPE", "FAC", "FACILITY"})
NO_EVENT = "NONE"


def extract_statements(document: Document) -> Document:
    """The document with its statements, in text order. Needs its attributions, entities, times and quantities."""
    found: list[Statement] = []
    for sentence, kind in claiming_sentences(document):
        for clause in find_clauses(sentence):
            statement = _statement(document, sentence, clause, kind)
            if statement is not None:
                found.append(statement)
    found.sort(key=lambda s: (s.anchor.start, s.anchor.end, s.predicate.start))
    numbered = tuple(_number(s, i) for i, s in enumerate(found, start=1))
    return replace(document, statements=numbered)


def claiming_sentences(document: Document) -> Iterator[tuple[Span, BlockKind]]:
    """Sentences that stand in a block which can make claims, each with the block's kind. Repeated blocks are left out."""
    blocks = [b for b in document.article.blocks if b.kind in CLAIMING_BLOCKS and b.repeats is None]
    at = 0
    for sentence in document.doc.sents:
        while at < len(blocks) and blocks[at].end <= sentence.start_char:
            at += 1
        if at < len(blocks) and blocks[at].start <= sentence.start_char and sentence.text.strip():
            yield sentence, blocks[at].kind


def _number(statement: Statement, number: int) -> Statement:
    import msgspec

    return msgspec.structs.replace(statement, id=f"{statement.anchor.article}/s{number}")


def _statement(document: Document, sentence: Span, clause: Clause, kind: BlockKind) -> Statement | None:
    article, doc = document.article, document.doc
    anchor = _anchor(article, doc[clause.start : clause.end])
    chain = _attributions_over(anchor, document.attributions, predicate=_anchor(article, clause.predicate))
    if _only_introduces(document, clause):
        return None
    polarity, modality, marks = certainty(doc, clause.start, clause.end, clause.predicate)
    actor, recipient = participants(clause.predicate)
    actor_anchor = None if actor is None else _anchor(article, phrase(actor))
    recipient_anchor = None if recipient is None else _anchor(article, phrase(recipient))
    return Statement(
        id="",
        anchor=anchor,
        sentence=_anchor(article, sentence),
        predicate=_anchor(article, clause.predicate),
        lemma=clause.predicate.lemma_.lower(),
        voice=Voice.QUOTED if chain else Voice.NARRATOR,
        claimer=next((a.speaker or (a.source.quote if a.source else None) for a in chain), None),
        attributions=tuple(a.id for a in chain),
        event_type=event_type(doc, clause.tokens),
        actor=actor_anchor,
        recipient=recipient_anchor,
        actor_entity=_entity_at(document.entities, actor_anchor),
        recipient_entity=_entity_at(document.entities, recipient_anchor),
        polarity=polarity,
        modality=modality,
        marks=tuple(article.anchor(a, b) for a, b in marks),
        times=tuple(t for t in document.times if anchor.covers(t.anchor)),
        places=tuple(_anchor(article, e) for e in sentence.ents if e.label_ in PLACES and _within(e, anchor)),
        quantities=tuple(q for q in document.quantities if anchor.covers(q.anchor)),
        block=kind,
    )


def _anchor(article: Article, span: Span | Token) -> Anchor:
    start = span.idx if hasattr(span, "idx") else span.start_char
    return article.anchor(start, start + len(span.text))


def _within(span: Span, anchor: Anchor) -> bool:
    return bool(anchor.start <= span.start_char and span.end_char <= anchor.end)


def _attributions_over(anchor: Anchor, attributions: Sequence[Attribution], *, predicate: Anchor) -> list[Attribution]:
    """Attributions whose content holds the clause's predicate, innermost first."""
    over = [a for a in attributions if any(c.covers(predicate) for c in a.content)]
    return sorted(over, key=lambda a: (sum(c.end - c.start for c in a.content), a.id))


def _only_introduces(document: Document, clause: Clause) -> bool:
    """Whether the clause says no more than that somebody speaks: its own words are speaker, cue and little else."""
    offset = clause.predicate.idx
    for attribution in document.attributions:
        cue = attribution.cue
        if cue is None or not cue.start <= offset < cue.end:
            continue
        spoken = [*attribution.via, cue, *([attribution.source] if attribution.source else [])]
        rest = [i for i in clause.tokens if _plain_word(document.doc[i]) and not _covered(document.doc[i], spoken)]
        return len(rest) < MIN_OWN_WORDS
    return False


def _plain_word(token: Token) -> bool:
    return bool((token.is_alpha or token.like_num) and not token.is_stop)


def _covered(token: Token, anchors: Sequence[Anchor]) -> bool:
    return any(a.start <= token.idx < a.end for a in anchors)


def participants(predicate: Token) -> tuple[Token | None, Token | None]:
    """Head words of who does it and whom it happens to. A coordinated predicate inherits the subject of the first."""
    subject = passive = agent = thing = None
    for child in predicate.children:
        if child.dep_ in {"nsubj", "csubj", "nsubj:outer"}:
            subject = subject or child
        elif child.dep_ == "nsubj:pass":
            passive = passive or child
        elif child.dep_ in {"obl:agent", "obl"} and any(c.lower_ == "by" and c.dep_ == "case" for c in child.children):
            agent = agent or child
        elif child.dep_ in {"obj", "iobj"}:
            thing = thing or child
    if predicate.dep_ == "acl" and predicate.tag_ == "VBN":
        passive = passive or predicate.head
    elif predicate.dep_ in {"acl", "acl:relcl"}:
        subject = _antecedent(predicate, subject)
    if subject is None and passive is None and predicate.dep_ == "conj":
        subject, passive = _inherited(predicate)
    return (agent, passive) if passive is not None else (subject, thing)


def _antecedent(predicate: Token, subject: Token | None) -> Token | None:
    """What "who", "which" and "that" stand for; a bare participle's subject is the noun it modifies."""
    if subject is None or subject.tag_ in {"WP", "WDT"} or subject.lower_ in {"who", "which", "that"}:
        return predicate.head
    return subject


def _inherited(predicate: Token) -> tuple[Token | None, Token | None]:
    for child in predicate.head.children:
        if child.dep_ in SUBJECTS:
            return (None, child) if child.dep_ == "nsubj:pass" else (child, None)
    return None, None


def phrase(head: Token) -> Span:
    """The noun phrase of a head word, without relative clauses, appositions and what is coordinated with it."""
    doc = head.doc
    cut = {"acl:relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "nsubj", "cop", "mark"}
    left = right = head.i
    for child in head.children:
        if child.dep_ in cut:
            continue
        left = min(left, child.left_edge.i)
        right = max(right, child.right_edge.i)
    return doc[left : right + 1]


def _entity_at(entities: Sequence[Entity], anchor: Anchor | None) -> str | None:
    """Entity whose mention ends where the phrase's core stands: the longest mention inside the phrase."""
    if anchor is None:
        return None
    inside = [
        (m.anchor.end - m.anchor.start, e.id)
        for e in entities
        for m in e.mentions
        if anchor.covers(m.anchor) or m.anchor.covers(anchor)
    ]
    return max(inside, key=lambda pair: (pair[0], pair[1]))[1] if inside else None


def event_type(doc: Doc, tokens: Sequence[int]) -> str:
    """PLOVER root of the words: the event whose mean log-odds over them is highest, "" when none beats NONE."""
    scores, labels = doc.user_data.get("twosource.event"), doc.user_data.get("twosource.event_labels")
    if scores is None or not labels or not tokens:
        return ""
    mean = np.asarray(scores)[list(tokens)].mean(axis=0)
    best = labels[int(mean.argmax())]
    return "" if best == NO_EVENT else str(best)
