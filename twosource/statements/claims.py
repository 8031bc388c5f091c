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

from twosource.data import Anchor, Attribution, BlockKind, Document, Entity, Modality, Statement, Voice
from twosource.statements.certainty import certainty
from twosource.statements.clauses import SUBJECTS, Clause, find_clauses, past_form
from twosource.statements.coordination import counted_before
from twosource.statements.implicatives import told_verb
from twosource.statements.introducing import covered, parted_subject, told_clause

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from twosource.data import Article, TimeRange

CLAIMING_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
CLAUSES_INSIDE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "advcl", "ccomp"})
ASIDE = CLAUSES_INSIDE | {"conj", "cc", "punct", "case", "nsubj", "cop", "mark"}
PLACES = frozenset({"LOC", "GPE", "FAC", "FACILITY"})
NO_EVENT = "NONE"
SEPARATORS = frozenset(",;:—–-")
LABEL_WORDS = 4
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
RAISING = frozenset(
    "expect believe say report think fear know set schedule allege suppose understand estimate due "
    "forecast project predict tip".split()
)


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
    told = told_clause(document, clause)
    if told is None or _only_labels(told, kind):
        return None
    subject = parted_subject(document, clause)
    clause, predicate = told, _anchor(article, told.predicate)
    chain = _attributions_over(document.attributions, predicate)
    start, end = _own_words(doc, clause, chain)
    anchor = _anchor(article, doc[start:end])
    polarity, modality, marks = certainty(doc, start, end, clause.predicate)
    times = tuple(t for t in document.times if anchor.covers(t.anchor) and not any(t == a.time for a in chain))
    if modality is Modality.ASSERTED and _is_fixed(clause.predicate, times, article.published):
        modality = Modality.PLANNED
    actor, recipient = (
        None if head is None else _anchor(article, _before_verb(phrase(head), clause.predicate))
        for head in _with_subject(clause.predicate, subject)
    )
    return Statement(
        id="",
        anchor=anchor,
        sentence=_anchor(article, sentence),
        predicate=predicate,
        lemma=past_form(clause.predicate) or _verb(clause.predicate).lemma_.lower(),
        voice=Voice.QUOTED if chain else Voice.NARRATOR,
        claimer=next((a.speaker or (a.source.quote if a.source else None) for a in chain), None),
        attributions=tuple(a.id for a in chain),
        event_type=event_type(doc, [i for i in clause.tokens if start <= i < end]),
        actor=actor,
        recipient=recipient,
        actor_entity=_entity_at(document.entities, actor),
        recipient_entity=_entity_at(document.entities, recipient),
        polarity=polarity,
        modality=modality,
        marks=tuple(article.anchor(a, b) for a, b in marks),
        times=times,
        places=tuple(_anchor(article, e) for e in sentence.ents if e.label_ in PLACES and _within(e, anchor)),
        quantities=tuple(q for q in document.quantities if anchor.covers(q.anchor)),
        block=kind,
    )


def _is_fixed(predicate: Token, times: Sequence[TimeRange], published: str | None) -> bool:
    """Whether a clause tells in the present what is to be on a day after the report: "the strike begins on Monday"."""
    days = [t.first for t in times if t.value and t.kind == "date"]
    present = predicate.tag_ in {"VBZ", "VBP"} and predicate.lemma_.lower() in FIXED
    return present and published is not None and bool(days) and min(days) > published[:10]


FIXED = frozenset(
    "begin start open reopen close end finish resume return meet vote convene leave arrive expire take kick launch visit travel fly".split()
)


def _verb(predicate: Token) -> Token:
    """The verb of what a clause tells: what is denied where the clause denies it, "denied hitting a waiter", or said to have
    happened or not, "refused to resign".
    """
    if predicate.lemma_.lower() != "deny":
        return told_verb(predicate)
    below = [*predicate.children, *(c for thing in predicate.children if thing.dep_ == "obj" for c in thing.children)]
    # "denied dumping waste": the parse may make "dumping" a part of a compound
    return next((c for c in below if c.dep_ in {"xcomp", "compound"} and c.tag_ == "VBG"), predicate)


def _own_words(doc: Doc, clause: Clause, chain: Sequence[Attribution]) -> tuple[int, int]:
    """The clause without what only says whose claim it is at its edges: "..., according to the ministry"."""
    dates = [a.time.anchor for a in chain if a.time is not None]
    spoken = [anchor for a in chain for anchor in (a.source, a.cue, *a.via) if anchor is not None] + dates
    at, start, end = clause.predicate.i, clause.start, clause.end
    if any(covered(doc[i], spoken) for i in range(end - 1, at, -1) if not doc[i].is_punct):
        while end - 1 > at and (covered(doc[end - 1], spoken) or _separates(doc[end - 1]) or _leads(doc, end, spoken)):
            end -= 1
    while start < at and (covered(doc[start], spoken) or _separates(doc[start])):
        start += 1
    return start, end


def _leads(doc: Doc, end: int, spoken: Sequence[Anchor]) -> bool:
    """Whether the last word before `end` is the preposition of what was cut off there: "on" of "on Monday"."""
    return doc[end - 1].pos_ == "ADP" and end < len(doc) and covered(doc[end], spoken)


def _separates(token: Token) -> bool:
    return token.is_space or token.text in SEPARATORS


def _anchor(article: Article, span: Span | Token) -> Anchor:
    start = span.idx if hasattr(span, "idx") else span.start_char
    return article.anchor(start, start + len(span.text))


def _within(span: Span, anchor: Anchor) -> bool:
    return bool(anchor.start <= span.start_char and span.end_char <= anchor.end)


def _attributions_over(attributions: Sequence[Attribution], predicate: Anchor) -> list[Attribution]:
    """Attributions whose content holds the clause's predicate, innermost first."""
    over = [a for a in attributions if any(c.covers(predicate) for c in a.content)]
    return sorted(over, key=lambda a: (sum(c.end - c.start for c in a.content), a.id))


def _only_labels(clause: Clause, kind: BlockKind) -> bool:
    """Whether the clause is a heading or a time stamp between paragraphs: a few words around no verb."""
    head = clause.predicate
    if kind is BlockKind.HEADLINE or head.pos_ in {"VERB", "AUX"} or past_form(head) or not head.has_dep():
        return False
    if head.dep_ == "conj" and counted_before(head) is not None:
        return False
    return clause.end - clause.start <= LABEL_WORDS and not any(
        c.dep_ in SUBJECTS | {"cop", "aux"} for c in head.children
    )


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
    subject, passive = _modified(predicate, subject, passive)
    if subject is None and passive is None and predicate.dep_ in {"nmod", "compound", "obl"}:
        subject = predicate.sent.root  # a verb that the parse hangs below its subject
    if subject is None and passive is None and predicate.dep_ == "conj" and counted_before(predicate) is None:
        subject, passive = _inherited(predicate)
    if passive is not None and agent is None and (inner := _raised(predicate)) is not None:
        return passive, next((c for c in inner.children if c.dep_ in {"obj", "iobj"}), None)
    if (told := _verb(predicate)).i != predicate.i:
        return _governed(told, subject if predicate.lemma_.lower() == "deny" else passive or thing or subject)
    return (agent, passive) if passive is not None else (subject, thing)


def _with_subject(predicate: Token, subject: Span | None) -> tuple[Token | None, Token | None]:
    """The participants, with a subject that a saying parts from its verb."""
    doer, thing = participants(predicate)
    if subject is None or doer is not None:
        return doer, thing
    passive = any(c.dep_ == "aux:pass" for c in predicate.children)
    return (doer, subject.root) if passive else (subject.root, thing)


def _modified(predicate: Token, subject: Token | None, passive: Token | None) -> tuple[Token | None, Token | None]:
    """Subject and passive subject, where the predicate modifies a noun that is one of them."""
    if predicate.dep_ == "acl" and any(c.dep_ == "mark" for c in predicate.children):
        return subject, passive  # "rumours that a bomb had exploded": the noun has no part in what it tells
    if predicate.dep_ == "acl" and predicate.tag_ == "VBN":
        return subject, passive or predicate.head
    if predicate.dep_ in {"acl", "acl:relcl"}:
        return _antecedent(predicate, subject), passive
    return subject, passive


def _before_verb(noun: Span, verb: Token) -> Span:
    """A noun phrase without the verb that the parse makes a part of it (`clauses.missed_verb`)."""
    return noun.doc[noun.start : verb.i] if noun.start < verb.i < noun.end else noun


def _governed(told: Token, doer: Token | None) -> tuple[Token | None, Token | None]:
    """Who does, and whom befalls, what a word of `implicatives` governs: the object of "prevented" is who did not enter."""
    doer = next((c for c in told.children if c.dep_ in SUBJECTS), doer)
    if any(c.dep_ == "aux:pass" for c in told.children):
        return None, doer
    return doer, next((c for c in told.children if c.dep_ in {"obj", "iobj"}), None)


def _raised(predicate: Token) -> Token | None:
    """The verb whose subject a passive has taken: "the toll is expected to rise"."""
    inner = next((c for c in predicate.children if c.dep_ == "xcomp"), None)
    active = inner is not None and inner.pos_ == "VERB" and not any(c.dep_ == "aux:pass" for c in inner.children)
    return inner if active and predicate.lemma_.lower() in RAISING else None


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
    """The noun phrase of a head word, without clauses, appositions and what is coordinated with it."""
    kept, pending = {head.i}, [c for c in head.children if c.dep_ not in ASIDE]
    while pending:
        token = pending.pop()
        kept.add(token.i)
        pending += [c for c in token.children if c.dep_ not in CLAUSES_INSIDE]
    left = right = head.i
    while left - 1 in kept:
        left -= 1
    while right + 1 in kept:
        right += 1
    return head.doc[left : right + 1]


def _entity_at(entities: Sequence[Entity], anchor: Anchor | None) -> str | None:
    """Entity whose mention ends where the phrase's core stands: the longest mention inside the phrase."""
    if anchor is None:
        return None
    inside = [
        (m.anchor.end - m.anchor.start, e.id)
        for e in entities
        for m in e.mentions
        if (anchor.covers(m.anchor) and not _owns(m.anchor, anchor)) or m.anchor.covers(anchor)
    ]
    return max(inside, key=lambda pair: (pair[0], pair[1]))[1] if inside else None


def _owns(mention: Anchor, phrase: Anchor) -> bool:
    """Whether a mention only says whose the thing is that a phrase names: "his wife" is not he."""
    return mention.quote.lower() in POSSESSIVE and mention.end < phrase.end


def event_type(doc: Doc, tokens: Sequence[int]) -> str:
    """PLOVER root of the words: the event whose mean log-odds over them is highest, "" when none beats NONE.

    Where the reader says how much each word tells of the event, the mean is weighted by it.
    """
    scores, labels = doc.user_data.get("twosource.event"), doc.user_data.get("twosource.event_labels")
    if scores is None or not labels or not tokens:
        return ""
    weight = doc.user_data.get("twosource.event_weight")
    shares = np.zeros(len(tokens)) if weight is None else np.asarray(weight, dtype=np.float64)[list(tokens)]
    shares = np.exp(shares - shares.max())
    mean = shares @ np.asarray(scores, dtype=np.float64)[list(tokens)] / shares.sum()
    best = labels[int(mean.argmax())]
    return "" if best == NO_EVENT else str(best)
