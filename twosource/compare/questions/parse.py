"""What the tags of words and the parse say: classes of tags, and steps from a word to what hangs on it.

Tags are those of the Penn Treebank (Santorini 1990), relations those of Universal Dependencies (de Marneffe et al. 2021).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

COMMON = frozenset({"NN", "NNS"})
NAMES = frozenset({"NNP", "NNPS"})
NOUNS = COMMON | NAMES
# verbs that say too little
LIGHT = frozenset("be have do say tell go come take make get give put set call see".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


def child(token: Token, *relations: str, of: tuple[str, ...] = ()) -> Token | None:
    """The first child by these relations, with one of these prepositions where any are named."""
    return next((c for c in token.children if c.dep_ in relations and (not of or has_case(c, of))), None)


def subject(token: Token) -> Token | None:
    """The subject of a predicate."""
    return next((c for c in token.children if c.dep_ in SUBJECTS), None)


def has_case(token: Token, words: tuple[str, ...]) -> bool:
    """Whether a noun or clause has one of these prepositions or marks."""
    return any(c.dep_ in {"case", "mark"} and c.lower_ in words for c in token.children)


def is_copular(token: Token) -> bool:
    """Whether a noun or adjective is what is said of a subject: "was the cause"."""
    return any(c.dep_ == "cop" for c in token.children)


def has_word(token: Token, words: Collection[str]) -> bool:
    """Whether one of these words, in small letters, hangs on it."""
    return any(c.lower_ in words for c in token.children)


def subjects_of(verb: Token) -> list[Token]:
    """Who or what a verb is said of: its subject; of a relative clause or a participle the noun before it."""
    found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    if verb.dep_.startswith("acl") and all(c.lower_ in {"which", "that", "who"} for c in found):
        return [verb.head]
    return found
