"""Arcs of the reader's parse that the words themselves show to be wrong, hung where they belong.

"There was no meeting": the parse may hang the noun beside the verb, which is left without anything that there was. "There were no
survivors when the bus plunged": a clause of time with a subject of its own may be hung on the noun before it. "Abu Sayeed, the leader of the
group, escaped, an official said": two may be made to say it, or none.
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
        elif token.lower_ in SAID and token.pos_ == "VERB":
            _give_speaker(token)


def _give_speaker(said: Token) -> None:
    """Make the noun phrase between a comma and the "said" behind it who says it, and no other: whoever stands far before it does what
    was said.
    """
    first = said.i
    while first > said.sent.start and said.doc[first - 1].pos_ in IN_PHRASE:
        first -= 1
    if first == said.i or first == said.sent.start or said.doc[first - 1].text != ",":
        return
    speaker = next((t for t in said.doc[first : said.i] if t.pos_ in NOUNS and not first <= t.head.i < said.i), None)
    deeds = [
        t for t in said.doc[said.sent.start : first] if t.pos_ == "VERB" and t.head.i == said.i and t.dep_ == "ccomp"
    ]
    other = next((c for c in said.lefts if c.dep_ in SUBJECTS and c.i < first), None)
    if other is not None:
        deeds = [t for t in said.doc[other.i + 1 : first] if _deed(t)][:1]
    if speaker is None or not deeds or (other is None and speaker.head.i != deeds[0].i):
        return
    deeds[0].head, deeds[0].dep_ = said, "ccomp"
    speaker.head, speaker.dep_ = said, "nsubj"
    if other is not None:
        other.head = deeds[0]


def _deed(verb: Token) -> bool:
    """Whether a verb in the past behind a comma has no subject."""
    behind_comma = verb.doc[verb.left_edge.i - 1].text == ","
    return verb.tag_ == "VBD" and behind_comma and not any(c.dep_ in SUBJECTS for c in verb.children)


SAID = frozenset({"said", "says", "added"})
IN_PHRASE = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM", "ADP", "PART"})


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
