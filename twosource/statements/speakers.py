"""Who the source of a cue is, where the words that score best are not it.

Who is accused, told or asked does not speak; a verb that has its own subject needs none from another sentence; and a
relative pronoun or a participle at the edge of a source belongs to the next clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.statements.cues import HANDING_ON
from twosource.statements.frames import SUBJECTS, subject_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Run = tuple[int, int]  # tokens
RELATIVE = frozenset({"who", "which", "that"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
PAST = frozenset({"VBN", "VBD"})
BESIDE = frozenset({"with", "at", "on"})  # before whom, or on what, something is said
ADDRESSING = frozenset("accuse blame charge suspect tell ask urge warn order advise instruct".split())


def speaking(doc: Doc, cue: Token, source: Run | None) -> Run | None:
    """The source of a cue's words, None where those that were found for it do not speak."""
    if source is None:
        return None
    inside = range(*source)
    if cue.text == ":" and any(t.dep_ == "case" and t.lower_ in BESIDE for t in _around(doc, source)):
        return None  # "in his interview with Ann Roe: ..."
    if any(t.i in inside for t in _addressed(cue)):
        return _own(cue)
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS and c.dep_ != "nsubj:pass"), None)
    elsewhere = doc[source[0]].sent.start != cue.sent.start or doc[source[0]].lower_ == "by"
    if subject is not None and subject.pos_ in {"NOUN", "PROPN"} and elsewhere:
        return _own(cue)
    return _trimmed(doc, source)


def _around(doc: Doc, source: Run) -> Iterator[Token]:
    """What the phrase of a source's words hangs on."""
    root = doc[source[0] : source[1]].root
    yield from (c for token in (root, root.head) for c in token.children if c.i < source[0])


def _own(cue: Token) -> Run | None:
    words = subject_words(cue)
    return (words[0], words[-1] + 1) if words else None


def _addressed(cue: Token) -> list[Token]:
    """Whom the cue's verb tells of or to: the subject of a passive, and whoever "asked whether ..., she said" names behind it."""
    lemma = cue.lemma_.lower()
    if lemma in HANDING_ON or cue.pos_ != "VERB":
        return []
    if cue.dep_ == "advcl" and lemma in ADDRESSING and cue.tag_ in PAST and cue.left_edge.is_sent_start:
        return [c for c in cue.head.children if c.dep_ in SUBJECTS and c.i > cue.i]
    passive = lemma in ADDRESSING or any(c.dep_ == "aux:pass" and c.lower_ not in POSSESSIVE for c in cue.children)
    return [c for c in cue.children if c.dep_ == "nsubj:pass"] if passive else []


def _trimmed(doc: Doc, source: Run) -> Run | None:
    """The source without what begins another clause at its edges, and with the owner whose "'s" it begins with."""
    start, end = source
    end = next((i for i in range(start + 1, end) if _half(doc, i, end)), end)
    if end - start == 1 and doc[start].lower_ not in POSSESSIVE:
        return start, end
    while end - start > 1 and (_opens(doc[end - 1]) or doc[end - 1].text == ","):
        end -= 1
    if end - start > 1 and doc[start].lower_ in RELATIVE and doc[start].tag_ in {"WP", "WDT"}:
        start += 1
    if doc[start].lower_ in POSSESSIVE and start and doc[start - 1].sent.start == doc[start].sent.start:
        start = doc[start].head.left_edge.i
    return start, end


def _half(doc: Doc, at: int, end: int) -> bool:
    """Whether a relative clause begins behind the comma `at` that a source holds only half of: "Ruiz, who denies"."""
    pronoun = doc[at + 1] if doc[at].text == "," and at + 1 < end else None
    if pronoun is None or pronoun.lower_ not in {"who", "which"}:
        return False
    return any(t.i >= end and not t.is_punct for t in pronoun.head.subtree)


def _opens(token: Token) -> bool:
    """Whether a word at the end of a source begins the next clause: "Reuters, which", "the paper, citing"."""
    return token.lower_ in {"who", "which"} or (token.lemma_.lower() in HANDING_ON and token.pos_ == "VERB")
