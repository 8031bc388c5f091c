"""Of what or of whom a statement tells: the phrase, and the phrase that a pronoun right behind it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.compare.points import Point
from twosource.compare.stances import telling
from twosource.data import Anchor, Statement

FEWEST = 2  # telling words of a phrase that is not "the airport"
DEFINITE = re.compile(r"(?:the|their|his|her|its) [^\W\d_]", re.IGNORECASE)
REFLEXIVE = re.compile(r"(?:(?:him|her|it|them)sel(?:f|ves)|(?:his|her|their) own li(?:fe|ves))$", re.IGNORECASE)
POINTING = re.compile(r"(?:it|they|he|she|them|him|her)$", re.IGNORECASE)
RELATIVE = re.compile(r"(?:which|who|that|whom)$", re.IGNORECASE)
NAMED = re.compile(r"(?:[A-Z][\w’'-]+ ?)+")
ANTECEDENT = re.compile(
    r"^(?:[^,]*? )??((?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[A-Z]\S+) [^,]*?|[A-Z]\S+),? (?:which|who|that|whom)\b"
)


def whose(statement: Statement, of_the_doer: bool = False) -> Anchor | None:
    """Whom or what a statement befalls, himself too; else who does it. With `of_the_doer` who does it first."""
    recipient = statement.recipient
    if recipient is not None and not of_the_doer and not REFLEXIVE.match(recipient.quote):
        return recipient
    return statement.actor or recipient


def same_phrase(one: str, two: str) -> bool:
    """Whether two phrases are the same but for what only points, and name one thing: of two telling words, or definite."""
    words = [telling_words(x) for x in (one, two)]
    plain = all(DEFINITE.match(x) or x[:1].isupper() for x in (one, two))
    short, long = sorted(words, key=len)
    if (
        short
        and short < long
        and all(x[:1].isupper() and " " not in x.strip() for x in (one, two) if telling_words(x) == short)
    ):
        return NAMED.fullmatch(max(one, two, key=len)) is not None  # "Brandt", "Ilse Brandt"
    return bool(short) and short == long and (len(short) >= FEWEST or plain)


def telling_words(phrase: str) -> frozenset[str]:
    """The words of a phrase, in small letters, that do not only point."""
    return telling(Anchor("", 0, len(phrase), phrase))


def resolved(phrase: Anchor | None, point: Point, told: Sequence[Point]) -> str:
    """The words for what a phrase stands for: those before "which"; for "it" and "she" those of what the sentence before tells
    first. `told` are the event points of its article.
    """
    if phrase is None:
        return ""
    if RELATIVE.match(phrase.quote):
        found = ANTECEDENT.match(point.statement.anchor.quote)
        return found[1] if found else ""
    if not POINTING.match(phrase.quote):
        return phrase.quote
    before = [p for p in told if p.statement.sentence.end <= point.statement.sentence.start]
    if not before:
        return ""
    last = max(p.statement.sentence.start for p in before)
    first = min((p for p in before if p.statement.sentence.start == last), key=lambda p: p.statement.anchor.start)
    phrases = [x for x in (first.statement.actor, first.statement.recipient) if x is not None]
    words = min(phrases, key=lambda x: x.start).quote if phrases else ""
    return "" if POINTING.match(words) or RELATIVE.match(words) else words
