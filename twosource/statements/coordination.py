"""What is said once of coordinated verbs and bears on each: "will close and cut", "did not resign or apologise"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from twosource.statements.negation import SUBJECTS, infinitive, negators_on

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BARE = "VB"
WITHOUT_OWN = frozenset({"VB", "VBN", "VBG"})  # forms that need an auxiliary
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
EITHER = frozenset({"or", "nor"})
COUNTS = frozenset({"another", "others", "dozens", "scores", "hundreds", "thousands", "several", "many"})
BESIDE_COUNTS = frozenset("more than at least some about around over nearly almost up to people".split())
STATES = frozenset({"dead", "missing"})
AGAINST = frozenset({"but", "yet", "then"})


def first_of(verb: Token) -> Token:
    """The first of the coordinated verbs of one subject that this one belongs to; itself where it stands alone."""
    while verb.dep_ == "conj" and verb.head.i < verb.i and not _apart(verb):
        verb = verb.head
    return verb


def shared_before(verb: Token) -> Iterator[Token]:
    """The auxiliaries of the first verb that this one needs too, and the adverbs between subject and first verb."""
    first = first_of(verb)
    if first.i != verb.i:
        needs = _needs_auxiliary(verb, first)
        yield from (
            c for c in first.children if c.i < first.i and (c.dep_ == "advmod" or (needs and c.dep_ in AUXILIARY))
        )


def shared_negators(verb: Token) -> Iterator[Token]:
    """What negates the first verb and, by an "or" or because both need its auxiliary, this one too."""
    first = first_of(verb)
    if first.i == verb.i or any(True for _ in negators_on(verb)):
        return
    joins = _joins(verb)
    if not joins & AGAINST and (joins & EITHER or (verb.tag_ == BARE and _needs_auxiliary(verb, first))):
        subjects = {c.i for c in first.children if c.dep_ in SUBJECTS}
        yield from (n for n in negators_on(first) if n.i < first.i and (n.head.i == first.i or n.head.i in subjects))


def counted_before(word: Token) -> int | None:
    """Where the counted subject of a participle begins that has no auxiliary: "420 were killed and 3,700 wounded". The parse
    hangs it elsewhere as often as not.
    """
    if not (word.tag_ == "VBN" or word.lower_ in STATES) or any(c.dep_ in AUXILIARY for c in word.children):
        return None
    doc, start, counts = word.doc, word.i, False
    while start > word.sent.start + 1 and (_counts(doc[start - 1]) or doc[start - 1].lower_ in BESIDE_COUNTS):
        start -= 1
        counts = counts or _counts(doc[start])
    joined = doc[start - 1].dep_ == "cc" or doc[start - 1].text == ","
    return start if counts and joined else None


def _counts(token: Token) -> bool:
    return token.like_num or token.lower_ in COUNTS


def _apart(verb: Token) -> bool:
    """Whether a coordinated verb has a subject, a "to" or a connective of its own, so that nothing need be shared."""
    return infinitive(verb) or any(c.dep_ in SUBJECTS or (c.dep_ == "mark" and c.i < verb.i) for c in verb.children)


def _needs_auxiliary(verb: Token, first: Token) -> bool:
    """Whether it has no finite form of its own and is of one form with the first."""
    helpers = [c for c in verb.children if c.dep_ in AUXILIARY]
    if any(t.tag_ in FINITE for t in helpers) or (verb.tag_ not in WITHOUT_OWN and not helpers):
        return False
    alike = first.tag_ == verb.tag_ or any(c.dep_ in AUXILIARY and c.tag_ == BARE for c in (*helpers, *first.children))
    return alike and any(c.dep_ in AUXILIARY and c.tag_ in FINITE and c.i < first.i for c in first.children)


def _joins(verb: Token) -> frozenset[str]:
    """The words that join it to those before it; of a list, the last one's."""
    later = (c for c in verb.head.children if c.dep_ == "conj" and c.i >= verb.i)
    return next((found for one in later if (found := _connectives(one))), frozenset())


def _connectives(verb: Token) -> frozenset[str]:
    joining = chain(verb.children, verb.head.children)
    return frozenset(c.lower_ for c in joining if c.dep_ == "cc" and verb.head.i < c.i < verb.i)
