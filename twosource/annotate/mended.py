"""Arcs of the reader's parse that the words themselves show to be wrong, hung where they belong.

"There was no meeting": the parse may hang the noun beside the verb, which is left without anything that there was. "There were no
survivors when the bus plunged": a clause of time with a subject of its own may be hung on the noun before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
BETWEEN = frozenset({"ADV", "PART", "AUX"})
OF_TIME = frozenset({"when", "as", "after", "before", "while"})
# "the day when it sank" is that day
MOMENTS = frozenset(
    "day night morning afternoon evening hour minute moment time week weekend month year season period date occasion case point "
    "instance situation place".split()
)


def mend_parse(doc: Doc) -> None:
    """Hang what is hung wrongly elsewhere, in place. Needs heads and labels of Universal Dependencies."""
    for token in doc:
        if token.dep_ == "expl" and token.lower_ == "there":
            _give_subject(token.head)
        elif token.dep_ == "acl":
            _free_clause(token)


def _give_subject(be: Token) -> None:
    """Make the noun phrase right behind "there is" its subject, where that has none and the phrase hangs on another word."""
    if be.lemma_.lower() != "be" or any(c.dep_ in SUBJECTS for c in be.children):
        return
    at = be.i + 1
    while at < be.sent.end and be.doc[at].pos_ in BETWEEN:
        at += 1
    noun = next((t for t in be.doc[at : be.sent.end] if t.pos_ in NOUNS and t.left_edge.i == at), None)
    while noun is not None and noun.head.i > noun.i and noun.head.left_edge.i == at and noun.head.pos_ in NOUNS:
        noun = noun.head
    beside = noun is not None and noun.i != noun.head.i and noun.head.i == be.head.i and be.i != be.head.i
    if noun is not None and beside:
        noun.head = be
        noun.dep_ = "nsubj"


def _free_clause(verb: Token) -> None:
    """Hang a clause of time that has its own subject on the verb, not on the noun before it."""
    noun = verb.head
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or noun.i > verb.i or noun.dep_ not in ARGUMENTS or noun.lemma_.lower() in MOMENTS:
        return
    if any(c.lower_ in OF_TIME and c.i < subject.i for c in verb.lefts):
        verb.head = noun.head
        verb.dep_ = "advcl"
