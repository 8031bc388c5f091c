"""Who is who within one article: names, titles, descriptions and pronouns, resolved by rules.

Names come from the reader's entities; a name stands for every later shorter form of it. A description
("the Syrian leader", "the ministry") stands for an entity whose title or name holds its head noun; a pronoun for the
nearest earlier fitting subject. Rules can be shown and never invent a link: a mention in doubt is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.annotate.antecedents import NONE, PRONOUNS, Choose, Ranker, best, shipped_weights
from twosource.annotate.descriptions import add_descriptions
from twosource.annotate.gathered import QUOTED, Gathered, Scene, Type
from twosource.data import Anchor, Article, BlockKind, Entity, Mention, Voice
from twosource.models.genders import given_name_gender, single_name_gender, word_gender
from twosource.models.institutions import body_of, institution, one_body
from twosource.models.names import generation, known_as, name_parts, one_writing, same_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TYPES: dict[str, Type] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FACILITY": "place", "FAC": "place",
    "NORP": "group", "PRODUCT": "other", "MISC": "other", "EVENT": "other", "WORK_OF_ART": "other",
}  # fmt: skip
NAMED_BLOCKS = frozenset(
    {BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.EMBED}
)
FORMS = frozenset("mr mrs ms miss sir lord lady dame mme madame herr frau".split())  # of address, before a surname
TITLE_DEPS = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "nmod:desc"})


def find_entities(article: Article, doc: Doc, *, choose: Choose | None = None) -> tuple[Entity, ...]:
    """The article's entities with their mentions, in order of first mention."""
    found: list[Gathered] = []
    spans = sorted(_names(article, doc), key=lambda s: s.start_char)
    for span in sorted(spans, key=lambda s: -len(name_parts(s.text))):
        _add_name(found, span)
    for entity in found:
        entity.mentions.sort()
    if doc.has_annotation("DEP"):
        for span in spans:
            _add_title(found, span)
        _genders(found)
        add_descriptions(article, doc, found)
        _add_pronouns(doc, found, choose or best(shipped_weights()), article.title or "")
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


def _add_name(found: list[Gathered], span: Span) -> None:
    kind = TYPES[span.label_]
    place = (span.start_char, span.end_char, "name")
    shared = kind != "person" and body_of(span.text)  # spaCy joins the text anew whenever it is asked
    body = institution(span.doc.text, span.start_char, span.end_char) if shared else None
    title = _title_gender(span) if kind == "person" else ""
    fits = [e for e in found if (one_body(e.body, body) if e.body and body else _fits(e, span.text, kind, title))]
    entity = _nearest(fits, span) if body else min(fits, key=lambda e: _less_likely(e, span.text), default=None)
    if entity is None:
        entity = Gathered(kind, body=body)
        found.append(entity)
    entity.mentions.append(place)  # type: ignore[arg-type]
    entity.gender = entity.gender or title
    if body and body.owner and entity.body and not entity.body.owner:
        entity.body = body
    if span.text not in entity.names:
        entity.names.append(span.text)


def _less_likely(entity: Gathered, name: str) -> tuple[bool, bool]:
    """Whether a surname alone is rather another's who bears it: of a "Jr.", and of one of whose name it is not the last part,
    as "Bell" is of "Ida Bell Norris" where there is a "Tom Bell".
    """
    full, short = entity.names[0], name_parts(name)
    single = entity.type == "person" and len(short) == 1
    return bool(generation(full)), single and short[-1:] != name_parts(full)[-1:]


def _nearest(fits: Sequence[Gathered], span: Span) -> Gathered | None:
    """The one last named before; the first where none is."""
    before = [
        (max(a for a, _, _ in e.mentions if a < span.start_char), e)
        for e in fits
        if min(e.mentions)[0] < span.start_char
    ]
    return max(before, key=lambda b: b[0])[1] if before else next(iter(fits), None)


def _fits(entity: Gathered, name: str, kind: Type, title: str) -> bool:
    known = known_as(name) if kind != "person" and entity.type != "person" else ""
    if known and any(known_as(n) == known for n in entity.names):
        return True
    if not _compatible(entity.type, kind) or (entity.gender and title and entity.gender != title):
        return False
    return any(_one(name, n, kind, title) for n in entity.names)


def _title_gender(span: Span) -> str:
    """Gender by the first word of a name, or by the one before it: "Mrs"."""
    before = span.doc[span.start - 1].text if span.start else ""
    return word_gender(span.text.split()[0]) or (word_gender(before) if before.lower().rstrip(".") in FORMS else "")


def _compatible(a: Type, b: Type) -> bool:
    return a == b or {a, b} <= {"organisation", "other", "group"} or {a, b} <= {"place", "other"}


def _one(short: str, name: str, kind: Type, title: str) -> bool:
    score = same_name(short, name, kind)[0]
    if kind != "person":
        return score >= 0.9
    gender = given_name_gender(name)
    return score >= 0.8 and not (gender and title and gender != title) and one_writing(short, name)


def _add_title(found: list[Gathered], span: Span) -> None:
    """The words that say what a named one is: before the name, in apposition, or after "is"."""
    entity = _entity_at(found, span.start_char)
    if entity is None:
        return
    head = span.root
    if entity.type == "person":
        before = [t for t in head.subtree if t.i < span.start and not _in_clause(t, head)]
        start = min((t.i for t in before), default=span.start)
        _title(entity, span.doc[start : span.start], span.start - 1, longest=10)
        if head.dep_ in {"appos", "flat"} and head.head.pos_ == "NOUN" and head.head.i < span.start:
            _title(entity, span.doc[_left(head.head) : span.start], head.head.i, longest=14)
    for child in head.children:
        if child.dep_ == "appos" and child.i > span.end - 1 and (child.pos_ == "NOUN" or child.lower_ == "one"):
            _title(entity, _phrase(child), child.i)
    if head.dep_ in {"nsubj", "nsubj:pass"} and head.head.pos_ == "NOUN" and head.head.i > head.i:
        noun = head.head
        if any(c.dep_ == "cop" and c.lemma_ == "be" for c in noun.children) and not _denied(noun):
            _title(entity, _phrase(noun), noun.i)


def _title(entity: Gathered, span: Span, noun: int, *, longest: int = 25) -> None:
    """Keep a title without loose words at its ends; `noun` is the word that may tell the gender."""
    words = [t for t in span if not t.is_space]
    while words and (words[0].is_punct or words[0].pos_ in {"ADP", "CCONJ", "SCONJ", "AUX", "VERB", "PUNCT"}):
        words.pop(0)
    while words and (words[-1].is_punct or words[-1].pos_ in {"ADP", "CCONJ", "VERB", "PUNCT"}):
        words.pop()
    if words and any(w.pos_ in {"NOUN", "PROPN", "ADJ"} for w in words) and len(words) <= longest:
        entity.titles.append((words[0].idx, words[-1].idx + len(words[-1])))
        if words[0].i <= noun <= words[-1].i:
            entity.nouns.append(span.doc[noun].text)


def _phrase(noun: Token) -> Span:
    """A noun with what describes it, without clauses, what is coordinated, and its own subject and verb."""
    inside = [t.i for t in noun.subtree if not _in_clause(t, noun) and not _of_sentence(t, noun)]
    return noun.doc[min(inside) : max(inside) + 1]


def _of_sentence(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if (
            token.dep_ in {"nsubj", "nsubj:pass", "cop", "aux", "advmod", "mark", "obl", "discourse"}
            and token.head.i == top.i
        ):
            return True
        token = token.head
    return False


def _denied(noun: Token) -> bool:
    return any(c.lower_ in {"not", "n't", "n’t", "no", "never"} for c in noun.children)


def _left(noun: Token) -> int:
    return min((t.i for t in noun.subtree if t.i <= noun.i), default=noun.i)


def _genders(found: Sequence[Gathered]) -> None:
    """Gender of each person by title or noun; a guess by the given name, a weaker one by a single name."""
    for entity in found:
        if entity.type == "person":
            words = [w for n in [*entity.nouns, *entity.names] for w in n.split()[:1]]
            entity.gender = next((g for g in map(word_gender, words) if g), "") or entity.gender
            entity.given = next((g for g in map(given_name_gender, entity.names) if g), "")
            entity.guess = next((g for g in map(single_name_gender, entity.names) if g), "")


def _in_clause(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"acl:relcl", "acl", "advcl", "parataxis", "conj", "appos"}:
            return True
        if token.head is token:
            return True
        token = token.head
    return False


def _entity_at(found: Sequence[Gathered], start: int) -> Gathered | None:
    return next((e for e in found if any(a <= start < b for a, b, _ in e.mentions)), None)


# ---- pronouns


def _add_pronouns(doc: Doc, found: list[Gathered], choose: Choose, title: str) -> None:
    """Each pronoun to the entity that the ranker chooses, in text order."""
    scene = Scene(doc)
    ranker = Ranker(scene, found, choose, title)
    for token in doc:
        if token.pos_ in {"PRON", "DET"} and token.lower_ in PRONOUNS:
            number = ranker.entity_of(token)
            if number != NONE:
                found[number].mentions.append((token.idx, token.idx + len(token), "pronoun"))
                found[number].mentions.sort()


# ---- out


def _noun(article: Article, entity: Gathered, number: int, quoted: Sequence[tuple[int, int]]) -> Entity:
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
