"""Who is who within one article: names, titles, descriptions and pronouns, resolved by rules.

Names come from the reader's entities; a name stands for every later shorter form of it. A description
("the Syrian leader", "the ministry") stands for an entity whose title or name holds its head noun; a pronoun for the
nearest earlier fitting subject. Rules can be shown and never invent a link: a mention in doubt is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from twosource.data import Anchor, Article, BlockKind, Entity, Mention, Voice
from twosource.models.names import is_acronym, name_parts, same_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Type = Literal["person", "organisation", "place", "group", "other"]
TYPES: dict[str, Type] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FACILITY": "place", "FAC": "place",
    "NORP": "group", "PRODUCT": "other", "MISC": "other", "EVENT": "other", "WORK_OF_ART": "other",
}  # fmt: skip
NAMED_BLOCKS = frozenset(
    {BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.EMBED}
)
MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
MALE_TITLES = re.compile(r"\b(?:Mr|King|Prince|Sir|Lord|spokesman|chairman|congressman|father|husband|son|brother)\b")
FEMALE_TITLES = re.compile(
    r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Dame|spokeswoman|chairwoman|congresswoman|mother|wife|daughter|sister)\b"
)
TITLE_DEPS = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "nmod:desc"})
REACH = 3  # sentences back that a pronoun may refer to
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")


@dataclass(slots=True)
class _Entity:
    """An entity while it is gathered."""

    type: Type
    names: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, Literal["name", "nominal", "pronoun"]]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    gender: str = ""


def find_entities(article: Article, doc: Doc) -> tuple[Entity, ...]:
    """The article's entities with their mentions, in order of first mention."""
    found: list[_Entity] = []
    spans = sorted(_names(article, doc), key=lambda s: s.start_char)
    for span in sorted(spans, key=lambda s: -len(name_parts(s.text))):
        _add_name(found, span)
    for entity in found:
        entity.mentions.sort()
    if doc.has_annotation("DEP"):
        for span in spans:
            _add_title(found, span)
        _add_descriptions(article, doc, found)
        _add_pronouns(article, doc, found)
    quoted = [(m.start(), m.end()) for m in QUOTED.finditer(article.text)]
    ordered = sorted((e for e in found if e.mentions), key=lambda e: min(e.mentions))
    return tuple(_noun(article, e, i, quoted) for i, e in enumerate(ordered, start=1))


def _names(article: Article, doc: Doc) -> Iterator[Span]:
    blocks = [b for b in article.blocks if b.kind in NAMED_BLOCKS and b.repeats is None]
    for ent in doc.ents:
        if ent.label_ in TYPES and any(b.start <= ent.start_char < b.end for b in blocks):
            span = _trimmed(ent)
            if span is not None and any(c.isupper() for c in span.text) and not _adjective(span):
                yield span


def _adjective(span: Span) -> bool:
    """Whether it describes and names nobody, as "Iranian" does before a noun."""
    return (
        span.label_ == "NORP"
        and (span.root.pos_ == "ADJ" or span.root.dep_ in {"amod", "compound"})
        and span.root.tag_ != "NNPS"
    )


def _trimmed(ent: Span) -> Span | None:
    """The name without determiners, possessive s and loose punctuation at its edges."""
    start, end = ent.start, ent.end
    doc = ent.doc
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in {"'s", "’s", "'", "’"}
        or (doc[end - 1].is_punct and doc[end - 1].text != ".")
        or doc[end - 1].is_space
    ):
        end -= 1
    if end <= start:
        return None
    from spacy.tokens import Span as MakeSpan

    return MakeSpan(doc, start, end, label=ent.label_)


def _add_name(found: list[_Entity], span: Span) -> None:
    kind = TYPES[span.label_]
    place = (span.start_char, span.end_char, "name")
    for entity in found:
        if _compatible(entity.type, kind) and any(_one(span.text, n, kind) for n in entity.names):
            entity.mentions.append(place)  # type: ignore[arg-type]
            if span.text not in entity.names:
                entity.names.append(span.text)
            return
    found.append(_Entity(kind, [span.text], [place]))  # type: ignore[list-item]


def _compatible(a: Type, b: Type) -> bool:
    return a == b or {a, b} <= {"organisation", "other", "group"} or {a, b} <= {"place", "other"}


def _one(short: str, name: str, kind: Type) -> bool:
    if kind == "person":
        return same_name(short, name)[0] >= 0.8
    a, b = name_parts(short), name_parts(name)
    return (
        a == b
        or is_acronym(short, name)
        or is_acronym(name, short)
        or (len(a) > 1 and len(b) > 1 and same_name(short, name)[0] >= 0.95 and len(a) == len(b))
    )


def _add_title(found: list[_Entity], span: Span) -> None:
    """Words before a person's name in its noun phrase, or in apposition with it."""
    entity = _entity_at(found, span.start_char)
    if entity is None or entity.type != "person":
        return
    head = span.root
    phrase = [t for t in head.subtree if t.i < span.start and not _in_clause(t, head)]
    start = min((t.i for t in phrase), default=span.start)
    words = [t for t in span.doc[start : span.start] if not t.is_space]
    while words and (
        words[0].is_punct or words[0].pos_ in {"ADP", "CCONJ", "SCONJ", "AUX", "VERB"} or words[0].is_sent_start is None
    ):
        words.pop(0)
    while words and (words[-1].is_punct or words[-1].pos_ in {"ADP", "CCONJ", "VERB"}):
        words.pop()
    if words and any(w.pos_ in {"NOUN", "PROPN", "ADJ"} for w in words) and len(words) <= 10:
        entity.titles.append((words[0].idx, words[-1].idx + len(words[-1])))
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < span.start:
        noun = head.head
        left = min((t.i for t in noun.subtree if t.i <= noun.i), default=noun.i)
        if noun.i - left <= 9:
            entity.titles.append((span.doc[left].idx, noun.idx + len(noun)))
    for child in head.children:
        if child.dep_ == "appos" and child.i > span.end - 1 and child.pos_ == "NOUN":
            inside = [t for t in child.subtree if not _in_clause(t, child)]
            entity.titles.append((inside[0].idx, inside[-1].idx + len(inside[-1])))
    _gender(entity, span)


def _gender(entity: _Entity, span: Span) -> None:
    words = " ".join(span.doc.text[a:b] for a, b in entity.titles) + " " + span.text
    if MALE_TITLES.search(words):
        entity.gender = "m"
    elif FEMALE_TITLES.search(words):
        entity.gender = "f"


def _in_clause(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"acl:relcl", "acl", "advcl", "parataxis", "conj", "appos"}:
            return True
        if token.head is token:
            return True
        token = token.head
    return False


def _entity_at(found: Sequence[_Entity], start: int) -> _Entity | None:
    return next((e for e in found if any(a <= start < b for a, b, _ in e.mentions)), None)


# ---- descriptions


def _add_descriptions(article: Article, doc: Doc, found: list[_Entity]) -> None:
    """Definite noun phrases whose head noun stands in the title or name of an earlier entity."""
    named = {t.i for e in found for a, b, _ in e.mentions for t in doc.char_span(a, b, alignment_mode="expand") or ()}
    blocks = [b for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    for token in doc:
        if token.pos_ != "NOUN" or token.i in named or not any(b.start <= token.idx < b.end for b in blocks):
            continue
        left = [c for c in token.children if c.i < token.i]
        if not any(c.lower_ in {"the", "his", "her", "its"} and c.dep_ in {"det", "nmod:poss"} for c in left):
            continue
        entity = _described(doc, found, token)
        if entity is not None:
            start = min(c.left_edge.i for c in left)
            entity.mentions.append((doc[start].idx, token.idx + len(token), "nominal"))
            entity.mentions.sort()


def _described(doc: Doc, found: Sequence[_Entity], noun: Token) -> _Entity | None:
    """The latest entity before the noun that it can describe; its other modifiers must not speak against it."""
    lemma = noun.lemma_.lower()
    best: tuple[int, _Entity] | None = None
    for entity in found:
        earlier = [a for a, _, _ in entity.mentions if a < noun.idx]
        if not earlier:
            continue
        words = " ".join(
            [
                *(doc.text[a:b] for a, b in entity.titles if a < noun.idx),
                *(entity.names if entity.type == "organisation" else []),
            ]
        )
        if re.search(rf"\b{re.escape(lemma)}\b", words.lower()) and (best is None or max(earlier) > best[0]):
            best = (max(earlier), entity)
    if best is None or noun.idx - best[0] > 900:
        return None
    return best[1]


# ---- pronouns


def _add_pronouns(article: Article, doc: Doc, found: list[_Entity]) -> None:
    sentences = list(doc.sents)
    where = {t.i: n for n, s in enumerate(sentences) for t in s}
    for token in doc:
        word = token.lower_
        if token.pos_ not in {"PRON", "DET"} or word not in MALE | FEMALE | {"they", "it", "its", "their", "them"}:
            continue
        if (
            word == "it"
            and any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in token.head.children)
            and token.head.pos_ != "VERB"
        ):
            continue  # "it is unclear whether"
        entity = _antecedent(doc, found, token, sentences, where[token.i])
        if entity is not None:
            entity.mentions.append((token.idx, token.idx + len(token), "pronoun"))
            entity.mentions.sort()
            entity.gender = entity.gender or ("m" if word in MALE else "f" if word in FEMALE else "")


def _antecedent(
    doc: Doc, found: Sequence[_Entity], pronoun: Token, sentences: Sequence[Span], number: int
) -> _Entity | None:
    word = pronoun.lower_
    personal = word in MALE | FEMALE
    wanted = (
        {"person"}
        if personal
        else {"organisation", "place", "group"}
        if word in {"it", "its"}
        else {"group", "organisation"}
    )
    gender = "m" if word in MALE else "f" if word in FEMALE else ""
    first = sentences[max(0, number - REACH)].start_char
    ranked = []
    for order, entity in enumerate(found):
        if entity.type not in wanted or (gender and entity.gender and entity.gender != gender):
            continue
        for a, b, kind in entity.mentions:
            if first <= a and b <= pronoun.idx:
                token = _token_at(doc, a, b)
                if token is None:
                    continue
                same = sentences[number].start_char <= a
                subject = _is_subject(token)
                if same and subject and token.head is pronoun.head and pronoun.dep_ in {"obj", "iobj"}:
                    continue
                back = sum(1 for s in sentences[: number + 1] if a < s.start_char)
                ranked.append((back - (1.5 if subject else 0) + (0.4 if kind == "pronoun" else 0), -a, order))
    if not ranked or (not personal and min(ranked)[0] > 0.5):
        return None
    return found[min(ranked)[2]]


def _token_at(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _is_subject(token: Token) -> bool:
    top = token
    while top.dep_ in {"appos", "flat", "compound"} and top.head is not top:
        top = top.head
    return top.dep_ in {"nsubj", "nsubj:pass", "obl:agent"} or (
        top.dep_ == "nmod:poss" and top.head.dep_ in {"nsubj", "nsubj:pass"}
    )


# ---- out


def _noun(article: Article, entity: _Entity, number: int, quoted: Sequence[tuple[int, int]]) -> Entity:
    def voice(at: int) -> Voice:
        return Voice.QUOTED if any(a <= at < b for a, b in quoted) else Voice.NARRATOR

    name = max(entity.names, key=lambda n: (len(name_parts(n)), len(n), n)) if entity.names else ""
    mentions = tuple(
        Mention(anchor=article.anchor(a, b), kind=kind, voice=voice(a)) for a, b, kind in sorted(set(entity.mentions))
    )
    titles = tuple(article.anchor(a, b) for a, b in sorted(set(entity.titles)))
    return Entity(id=f"{article.id}/e{number}", name=name, type=entity.type, mentions=mentions, titles=titles)


def resolve(entities: Sequence[Entity], anchor: Anchor) -> Entity | None:
    """The entity with the mention that shares most characters with the anchor."""
    best: tuple[int, Entity] | None = None
    for entity in entities:
        for mention in entity.mentions:
            shared = min(anchor.end, mention.anchor.end) - max(anchor.start, mention.anchor.start)
            if mention.anchor.article == anchor.article and shared > 0 and (best is None or shared > best[0]):
                best = (shared, entity)
    return best[1] if best else None
