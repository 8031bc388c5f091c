"""Attributions from the dependency parse alone: frames of reporting words.

For pipelines that give a parse and no attribution scores: "X said that ...", "..., X said", "X accused Y of ...",
"according to X, ...". Works on Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.statements.cues import COMPLEMENTIZERS, FOLLOWED, SAYING
from twosource.statements.spans import Found, Range, clean, pieces

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
CLAUSES = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "ccomp"})
OBJECTS = frozenset({"obj", "xcomp", "ccomp", "obl", "iobj", "advcl"})
TIMES = frozenset({"obl:tmod", "nmod:tmod", "obl:unmarked", "advmod"})
MIN_CONTENT = 2  # words


def find_frames(sentence: Span) -> Iterator[Found]:
    """The attributions that the sentence's reporting words frame."""
    if not sentence.doc.has_annotation("DEP"):
        return
    for token in sentence:
        if token.lower_ == "according":
            yield from _according(token, sentence)
        elif token.pos_ == "VERB" or token.tag_.startswith("VB"):
            yield from _reporting(token, sentence)


def _reporting(cue: Token, sentence: Span) -> Iterator[Found]:
    lemma, doc = cue.lemma_.lower(), sentence.doc
    words = subject_words(cue)
    source = clean(doc, words[0], words[-1] + 1) if words else None
    clause = next((c for c in cue.children if c.dep_ == "ccomp"), None)
    if lemma in SAYING and clause is not None:
        inside = [i for i in subtree(clause) if i != cue.i and i not in words]
        yield Found(source, cue_range(cue), pieces(doc, without_complementizer(doc, inside)))
    elif lemma in SAYING and cue.dep_ in {"parataxis", "ccomp"} and cue.head is not cue and words:
        own = set(subtree(cue))
        yield Found(source, cue_range(cue), pieces(doc, [i for i in subtree(cue.head) if i not in own]))
    elif lemma in FOLLOWED and words and any(c.dep_ in OBJECTS and c.i > cue.i for c in cue.children):
        aside = {i for c in cue.children if c.dep_ in {"conj", "parataxis"} for i in subtree(c)}
        aside |= {c.i for c in cue.children if c.dep_ == "compound:prt"}
        after = [i for i in subtree(cue) if i > cue.i and i not in aside and not _timing(doc[i], cue)]
        if sum(doc[i].is_alpha for i in after) >= MIN_CONTENT:
            yield Found(source, cue_range(cue), pieces(doc, after))


def _timing(token: Token, cue: Token) -> bool:
    """Whether a word belongs to a trailing time adverbial of the cue itself ("condemned the strike on Sunday")."""
    while token.head is not token and token.head.i != cue.i:
        token = token.head
    return token.dep_ in TIMES and token.ent_type_ == "DATE"


def _according(token: Token, sentence: Span) -> Iterator[Found]:
    """Frame of "according to X": X is the source, the clause around it the content."""
    doc, after = sentence.doc, token.i + 2
    if after >= sentence.end or doc[token.i + 1].lower_ != "to":
        return
    noun = token.head if token.dep_ in {"case", "fixed", "mark"} else None
    if noun is None or noun.i < after:
        noun = next((t for t in doc[after : sentence.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if noun is None:
        return
    phrase = [i for i in subtree(noun) if i >= after]
    governor = noun.head if noun.head is not noun else token.head
    around = [i for i in subtree(governor) if i not in phrase and i not in {token.i, token.i + 1}]
    end = doc[token.i + 1].idx + len(doc[token.i + 1])
    yield Found(clean(doc, min(phrase), max(phrase) + 1), (token.idx, end), pieces(doc, around))


def subject_words(cue: Token) -> list[int]:
    """Words of the speaker's phrase: the subject of the cue or of the verb that it is coordinated with; the agent of
    a passive; the noun that a bare participle modifies. Relative clauses and the like are left out.
    """
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS), None)
    if subject is None and cue.dep_ in {"conj", "xcomp"}:
        subject = next((c for c in cue.head.children if c.dep_ in SUBJECTS), None)
    if subject is None and cue.dep_ == "acl" and cue.tag_ == "VBG":
        return [i for i in subtree(cue.head) if i < cue.i and not _clausal(cue.doc[i], cue.head)]
    passive = subject is not None and subject.dep_ == "nsubj:pass"
    if passive or subject is None:
        subject = next((c for c in cue.children if c.dep_.startswith("obl") and _by(c)), None)
    if subject is None or subject.tag_ == "EX":
        return []
    return [i for i in subtree(subject) if not _clausal(cue.doc[i], subject) and not (passive and i == _by(subject))]


def _by(noun: Token) -> int:
    """Index of the noun's preposition "by", 0 where it has none."""
    return next((c.i for c in noun.children if c.lower_ == "by"), 0)


def _clausal(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in CLAUSES:
            return True
        if token.head is token:
            return False
        token = token.head
    return False


def cue_range(cue: Token) -> Range:
    """The cue with its auxiliaries and particle."""
    start = end = cue.i
    for child in cue.children:
        if child.dep_ in {"aux", "aux:pass"} and child.i < cue.i:
            start = min(start, child.i)
        if child.dep_ == "compound:prt" and child.i > cue.i:
            end = max(end, child.i)
    return cue.doc[start].idx, cue.doc[end].idx + len(cue.doc[end])


def subtree(token: Token) -> list[int]:
    """Indices of the words below a token, itself included, in order."""
    return [t.i for t in token.subtree if not t.is_space]


def without_complementizer(doc: Doc, indices: Sequence[int]) -> list[int]:
    """The words without a leading "that", comma or colon, and without an "and" or "but" at the end."""
    rest = list(indices)
    while rest and (doc[rest[-1]].dep_ == "cc" or doc[rest[-1]].text == ","):
        rest.pop()
    while rest and (doc[rest[0]].lower_ in COMPLEMENTIZERS or doc[rest[0]].text in {",", ":"}):
        rest.pop(0)
    return rest
