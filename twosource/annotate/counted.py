"""What a number counts: the noun it modifies with that noun's own modifiers, read from the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.data import Anchor, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

UPWARD = frozenset({"nummod", "compound", "advmod", "quantmod", "fixed", "goeswith", "flat", "det", "det:predet", "amod", "nmod:unmarked"})  # fmt: skip
NAMES = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ"})
FAR = 8  # tokens between a number and the noun it counts, at most
SKIPPED = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "these", "those", "this", "that", "of", "all", "such", "most", "more", "other", "s", "'s", "’s"})  # fmt: skip
STATES = frozenset({"dead", "injured", "wounded", "missing", "hurt", "killed", "arrested", "detained", "displaced", "trapped", "hospitalised", "hospitalized", "rescued", "unaccounted"})  # fmt: skip
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINED = re.compile(r"-(?P<what>[^\W\d_]+)")
TIMES = re.compile(r"[ -](?P<what>times)\b")
PER = re.compile(r"\s?/|\s(?:per|an?|each)\s|\s(?:year|quarter|month|week)[ -]o(?:n|ver)[ -]")


def counted(article: Article, doc: Doc, start: int, end: int) -> Anchor | None:
    """The words that say what the number at [start, end) counts; None where none do."""
    joined = JOINED.match(article.text, end) or TIMES.match(article.text, end)
    if joined:
        return article.anchor(joined.start("what"), joined.end("what"))
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span) or PER.match(article.text, end):
        return None
    if not span[0].dep:  # no parse; asking the whole document would cost its length each time
        return _next_words(article, doc, span.end)
    head = _head(span) or _following(doc, span.end)
    if head is None:
        return _reached(article, span)
    first = head.i
    while first > span.end and not _stops(doc[first - 1]):
        first -= 1
        if doc[first].tag_ in FINITE or (doc[first].pos_ == "ADP" and doc[first].lower_ != "of"):
            return None  # the parse went on into another phrase
    while first < head.i and _skipped(doc[first]):
        first += 1
    return article.anchor(doc[first].idx, head.idx + len(head))


def _reached(article: Article, span: Span) -> Anchor | None:
    """What a number is of that the sentence's subject names, where it rose, fell or came to the figure: "the number of measles
    cases has climbed to 31".
    """
    verb = span.root.head
    counts = [
        c for c in verb.children if c.dep_.startswith("nsubj") and c.lower_ in {"number", "total"} and c.i < span.start
    ]
    of = [c for count in counts for c in count.children if c.dep_ == "nmod" and c.pos_ in NOUNS and _has_of(c)]
    if not of or verb.lemma_ not in REACHING or any(c.dep_.startswith("acl") for c in of[0].children):
        return None  # "the number of homes sold" is not that of all homes
    return article.anchor(of[0].idx, of[0].idx + len(of[0]))


REACHING = frozenset(
    "rise climb increase grow jump surge soar fall drop decrease decline reach hit stand total exceed pass top".split()
)


def _head(span: Span) -> Token | None:
    """The noun (or "dead", "injured") that the number counts."""
    token = span.root
    while token.dep_ in UPWARD and token.head is not token:
        token = token.head
        if token.i >= span.end and token.pos_ in NAMES and not token.like_num:
            return _whole(token) if token.i - span.end <= FAR else None
        if token.i < span.start:
            return None
    return next((_whole(child) for child in _below(span)), None)


def _below(span: Span) -> list[Token]:
    """What hangs on a number that is itself the head: "dozens of people", "28 dead", "one of its oldest ships"."""
    return [
        child
        for child in span.root.children
        if span.end <= child.i <= span.end + FAR
        and (
            (child.dep_ in {"nmod", "obl"} and child.pos_ in NOUNS and _has_of(child))
            or (child.dep_ in {"amod", "acl", "dep"} and child.pos_ in NAMES and child.i == span.end)
        )
    ]


def _has_of(token: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ == "of" for c in token.children)


def _whole(token: Token) -> Token:
    """The last word of a compound: "rugby union players" is headed by "players"."""
    if token.dep_ in {"compound", "amod"} and token.head.i > token.i and token.head.i - token.i <= 3 and token.head.pos_ == "NOUN":  # fmt: skip
        return token.head
    return token


def _following(doc: Doc, at: int) -> Token | None:
    """Where the parse lost the noun: the last of the nouns right after the number."""
    found = None
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and (doc[at].lower_ in SKIPPED or doc[at].like_num):
            at += 1
    if at < len(doc) and doc[at].tag_ in {"JJ", "VBN"} and doc[at].lower_ in STATES:
        return doc[at]
    for token in doc[at : at + 5]:
        if token.pos_ not in MODIFIERS or token.like_num:
            break
        if token.pos_ == "NOUN":
            found = token
        if token.tag_ == "NNS":
            break
    return found


def _stops(token: Token) -> bool:
    """Words that what is counted never reaches across: other figures, clause bounds."""
    return token.like_num or token.text[:1].isdigit() or token.text in {",", ";", "("} or token.is_space


def _skipped(token: Token) -> bool:
    return token.lower_ in SKIPPED or token.is_punct or token.is_space or token.dep_ in {"det", "case", "advmod"}


def _next_words(article: Article, doc: Doc, at: int) -> Anchor | None:
    """Without a parse: up to two plain words right after the number ("11 civilians", "28 dead")."""
    words: list[Token] = []
    for token in doc[at : at + 4]:
        if token.lower_ == "of" and not words:
            continue
        if not token.is_alpha or token.is_stop:
            break
        words.append(token)
        if len(words) == 2 or token.lower_.endswith("s"):
            break
    return article.anchor(words[0].idx, words[-1].idx + len(words[-1])) if words else None
