"""Which named one "the minister", "the company", "the 43-year-old" is: by the heads of its titles, its name, its age.

A word inside a title says nothing by itself: "the police" is not the police chief, "the county" not the county judge.
Where two could be meant, the one whose title says more of the words; two of one sentence that both fit, neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.annotate.gathered import INSIDE_NAME, Gathered
from twosource.data import Article, BlockKind
from twosource.models.roles import listed, units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 900  # characters back
ARTICLES = frozenset({"the", "his", "her", "its"})
WITHIN = frozenset({"det", "nmod:poss", "amod", "compound", "nummod"})
AGED = re.compile(r"(\d{1,3})[- ]year[- ]$")  # before "old"
BEHIND = re.compile(r"\s+(?:of|for|at|in|on|from|to|with|by|who|which|that)\b|[,;(]")  # where a title's head is over
SEVERAL = re.compile(r"\s+(?:and|&)\s+")


def add_descriptions(article: Article, doc: Doc, found: list[Gathered]) -> None:
    """Definite noun phrases that describe an earlier entity, as its mentions."""
    named = {t.i for e in found for a, b, _ in e.mentions for t in doc.char_span(a, b, alignment_mode="expand") or ()}
    blocks = [b for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    for token in doc:
        if token.i in named or not _may_describe(token) or not any(b.start <= token.idx < b.end for b in blocks):
            continue
        left = [c for c in token.children if c.i < token.i and c.dep_ in WITHIN]
        if not any(c.lower_ in ARTICLES and c.dep_ in {"det", "nmod:poss"} for c in left):
            continue
        name = next((t for t in _beside(token) if t.i in named), None)
        entity = _described(article.text, found, token) if name is None else _titled(found, token, name)
        if entity is not None:
            start = min(c.left_edge.i for c in left)
            entity.mentions.append((doc[start].idx, token.idx + len(token), "nominal"))
            entity.mentions.sort()


def _may_describe(token: Token) -> bool:
    """Whether a word may stand for one named before: a noun or an age, and no predicate."""
    return (token.pos_ == "NOUN" or bool(_age(token))) and not any(c.dep_ == "cop" for c in token.children)


def _beside(noun: Token) -> list[Token]:
    """The words that a noun is one phrase with: "the mayor, Ida Brandt", "Ida Brandt, the mayor"."""
    above = [noun.head] if noun.dep_ in INSIDE_NAME else []
    return above + [c for c in noun.children if c.dep_ in INSIDE_NAME and c.i > noun.i]


def _titled(found: Sequence[Gathered], noun: Token, name: Token) -> Gathered | None:
    """The entity whose name stands beside the noun, where it was named before; no other is meant."""
    return next(
        (
            e
            for e in found
            if any(a <= name.idx < b for a, b, _ in e.mentions)
            and any(a <= noun.idx < b for a, b in e.titles)
            and min(e.mentions)[0] < noun.idx
        ),
        None,
    )


def _described(text: str, found: Sequence[Gathered], noun: Token) -> Gathered | None:
    """The entity before the noun that it describes, None where two are as likely."""
    fitting = []
    for entity in found:
        earlier = [a for a, _, _ in entity.mentions if a < noun.idx]
        if earlier and noun.idx - max(earlier) <= REACH and (shared := _fit(text, entity, noun)) is not None:
            fitting.append((shared, max(earlier), entity))
    if not fitting:
        return None
    most = max(shared for shared, _, _ in fitting)
    latest = sorted((at, n) for n, (shared, at, _) in enumerate(fitting) if shared == most)
    if len(latest) > 1 and not re.search(r"[.!?]\W*\s|\n", text[latest[-2][0] : latest[-1][0]]):
        return None
    return fitting[latest[-1][1]][2]


def _fit(text: str, entity: Gathered, noun: Token) -> int | None:
    """How many of the noun's modifiers an entity's titles or names hold; None where it does not describe it."""
    age = _age(noun)
    if age:
        behind = re.compile(rf",? (?:\(|aged )?{age}\b")
        stated = (behind.match(text, b) for _, b, kind in entity.mentions if kind == "name" and b <= noun.idx)
        return 0 if entity.type == "person" and any(stated) else None
    titles = [text[a:b] for a, b in entity.titles if b <= noun.idx]
    words = " ".join([*titles, *(entity.names if entity.type == "organisation" else [])])
    if not _heads_match(entity, titles, noun) or not _agrees(noun, words):
        return None
    mine = [c for c in noun.children if c.i < noun.i and c.dep_ in {"compound", "amod"}]
    known = set(re.findall(r"\w+", words.lower()))
    if entity.type == "person" and any(
        c.lower_ not in known and (c.dep_ == "compound" or c.lower_ in listed("offices", "other")) for c in mine
    ):
        return None
    return sum(c.lower_ in known for c in mine)


def _age(word: Token) -> str:
    """The age that a word closes, where nothing follows that it describes: "the 43-year-old said"."""
    if word.lower_ != "old" or word.dep_ in {"amod", "compound"}:
        return ""
    age = AGED.search(word.doc[max(word.sent.start, word.i - 4) : word.i].text_with_ws)
    return age[1] if age else ""


def _heads_match(entity: Gathered, titles: Sequence[str], noun: Token) -> bool:
    names = [BEHIND.split(n, maxsplit=1)[0] for n in entity.names] if entity.type == "organisation" else []
    compound = [c.text for c in noun.children if c.dep_ in {"compound", "amod"} and c.i == noun.i - 1]
    office = units([*compound, noun.text])[-1][2]
    whole = " ".join([*compound, noun.text]).lower()
    if compound and any(re.search(rf"\b{re.escape(whole)}\b", t.lower()) for t in titles):
        return True
    lemma = noun.lemma_.lower()
    return any(
        head.split()[-1].lower() in {lemma, noun.lower_} or entity.type == "person" and _office(head) == office
        for head in (*_heads(titles), *names)
        if head.split()
    )


def _office(title: str) -> str:
    return units(title.split())[-1][2]


def _heads(titles: Sequence[str]) -> Iterator[str]:
    """The titles up to their head nouns: "chief executive" of "chairman and chief executive of a bank"."""
    for title in titles:
        for part in SEVERAL.split(title):
            head = BEHIND.split(part.strip(), maxsplit=1)[0]
            if head.split():
                yield head


def _agrees(noun: Token, words: str) -> bool:
    """Whether names among the noun's modifiers ("the Qatari minister") stand in the words too, as such or as their root."""
    known = [w.lower() for w in re.findall(r"\w+", words)]
    for child in noun.children:
        if child.i < noun.i and child.dep_ in {"amod", "compound", "nmod:poss"} and child.text[:1].isupper():
            stem = child.lower_[:4]
            if not child.is_sent_start and not any(w.startswith(stem) or child.lower_.startswith(w[:4]) for w in known):
                return False
    return True
