"""Whom a pronoun that speaks stands for where nobody is named: "The minister came on Monday. She said the dam had failed".

Pronouns of names are resolved in `annotate`, which keeps no account of "the minister" and "the company". Here the pronoun
is the subject of what it says, or the one that spoke or acted in the sentence before, if number and kind agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.models.genders import word_gender
from twosource.models.institutions import is_body
from twosource.models.roles import is_role
from twosource.statements.claims import phrase
from twosource.statements.cues import CITED_NOUNS, DOCUMENTS, SAYING
from twosource.statements.frames import SUBJECTS
from twosource.statements.spans import Range, clean

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

REACH = 3  # sentences back, each of which a pronoun may hand on
PRONOUNS = frozenset({"he", "she", "it", "they"})
PEOPLE = (CITED_NOUNS - DOCUMENTS) | frozenset(
    "official source witness lawyer expert analyst coroner prosecutor judge victim suspect driver teacher farmer nurse "
    "spokesperson premier minister mayor governor chief leader neighbor".split()
)
BODIES = frozenset(
    "company firm bank airline union group agency court regulator operator party government opposition charity watchdog "
    "manufacturer maker retailer carrier broadcaster newspaper paper club university hospital".split()
)


def stood_for(doc: Doc, source: Range) -> Range | None:
    """The words of the noun phrase that a bare pronoun at `source` stands for."""
    span = doc.char_span(*source, alignment_mode="expand")
    if span is None or len(span) != 1 or span[0].lower_ not in PRONOUNS or span[0].dep_ not in SUBJECTS:
        return None
    pronoun, verb = span[0], span[0].head
    for subject in _subjects(doc, pronoun):
        if subject.lower_ == pronoun.lower_:
            continue
        words = phrase(subject)
        fits = subject.pos_ == "NOUN" and subject.head.i != verb.i and _fits(pronoun.lower_, subject)
        return clean(doc, words.start, words.end) if fits else None
    return None


def _subjects(doc: Doc, pronoun: Token) -> Iterator[Token]:
    """The subject of what is said before the cue, then those of the sentences before: of a verb of saying first."""
    verb = pronoun.head
    said = verb.head if verb.dep_ == "parataxis" else next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    told = (
        next((c for c in said.lefts if c.dep_ in SUBJECTS), None) if said is not None and said.i < pronoun.i else None
    )
    if told is not None and told.i < pronoun.i and pronoun.lower_ == "it" and _fits("it", told):
        yield told
    sentence: Span = pronoun.sent
    for _ in range(REACH):
        start = sentence.start - 1
        while start >= 0 and doc[start].is_space:
            start -= 1
        if start < 0:
            return
        sentence = doc[start].sent
        verbs = sorted(sentence, key=lambda t: (t.lemma_.lower() not in SAYING, t.dep_ != "ROOT", t.i))
        heads = (t for t in verbs if t.dep_ == "ROOT" or t.lemma_.lower() in SAYING)
        yield next((c for t in heads for c in t.children if c.dep_ in SUBJECTS and c.i < sentence.end), sentence[0])


def _fits(pronoun: str, noun: Token) -> bool:
    """Whether a noun is of the number and kind that a pronoun stands for."""
    lemma, plural = noun.lemma_.lower(), noun.tag_ == "NNS"
    if any(c.dep_ == "conj" for c in noun.children):
        return pronoun == "they"
    gender = word_gender(lemma)
    person = is_role(lemma) or lemma in PEOPLE or bool(gender)
    if pronoun == "they":
        return (plural and person) or noun.lower_ == "police"
    if plural or noun.lower_ == "police":
        return False
    if pronoun == "it":
        return not person and (is_body(lemma) or lemma in BODIES)
    return person and gender != ("f" if pronoun == "he" else "m")
