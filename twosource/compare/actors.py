"""Who is who across the articles of a story, and by which words each outlet names them.

Entities of different articles are one actor when their names are (spelling, transliteration, acronym), or when one
article gives the other's name as an alias. Labels are words that stand for the actor or describe it: names, titles
with names, descriptions; for groups and events that have no name, the noun phrases the outlets use, gathered by head
noun. Each label says in whose voice it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from twosource.data import Actor, Anchor, BlockKind, Document, Entity, Label, Voice
from twosource.models.names import is_acronym, name_parts, same_name

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMED = {"person": 0.85, "organisation": 0.9, "place": 0.95, "group": 0.95, "other": 0.95}
CHUNK_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "acl", "nummod", "det"})
DESCRIBING = frozenset({"amod", "compound", "nmod:poss", "nmod", "acl"})
PLAIN = frozenset(
    "day week month year time hour minute percent number part way thing moment people person man woman morning night point case fact end "
    "start place side result lot kind bit line term name word month".split()
)
CALLED = frozenset(
    "call describe label brand regard characterize characterise name dub term know consider denounce condemn".split()
)
LONGEST = 14  # words of a label


def name_actors(documents: Sequence[Document]) -> tuple[Actor, ...]:
    """Actors of the story, named ones first by how many articles name them, then unnamed ones."""
    groups = _merge([(d, e) for d in documents for e in d.entities])
    taken: set[Anchor] = set()
    actors = []
    for members in groups:
        labels = sorted({label for d, e in members for label in _labels(d, e)})
        taken.update(Anchor(x.article, x.start, x.end, x.quote) for x in labels)
        actors.append((members, labels))
    actors.sort(key=lambda a: (-len({d.article.id for d, _ in a[0]}), -len(a[1]), a[0][0][1].id))
    named = [_actor(members, labels, i) for i, (members, labels) in enumerate(actors, start=1)]
    unnamed = [
        _unnamed(head, labels, len(named) + i)
        for i, (head, labels) in enumerate(_descriptions(documents, taken), start=1)
    ]
    return tuple([*named, *unnamed])


def _merge(entities: Sequence[tuple[Document, Entity]]) -> list[list[tuple[Document, Entity]]]:
    """Entities into actors: fullest names first, each joining the first group it is one with."""
    groups: list[list[tuple[Document, Entity]]] = []
    for item in sorted(entities, key=lambda de: (-len(name_parts(de[1].name)), de[1].id)):
        homes = [g for g in groups if _one_actor(g, item)]
        if len(homes) == 1 or (homes and len(name_parts(item[1].name)) > 1):
            homes[0].append(item)
        elif homes:
            max(homes, key=lambda g: (sum(len(e.mentions) for _, e in g), g[0][1].id)).append(item)
        else:
            groups.append([item])
    return groups


def _one_actor(group: Sequence[tuple[Document, Entity]], item: tuple[Document, Entity]) -> bool:
    _, entity = item
    kinds = Counter(e.type for _, e in group)
    main = kinds.most_common(1)[0][0]
    if (
        main != entity.type
        and not {main, entity.type} <= {"organisation", "other", "group"}
        and not {main, entity.type} <= {"place", "other"}
    ):
        return False
    return any(_one_name(e, entity) for _, e in group)


def _one_name(a: Entity, b: Entity) -> bool:
    names_a, names_b = _names(a), _names(b)
    if a.type == "person" and b.type == "person":
        full = [(x, y) for x in names_a for y in names_b if len(name_parts(x)) > 1 and len(name_parts(y)) > 1]
        if full and not any(same_name(x, y)[0] >= NAMED["person"] for x, y in full):
            return False
        return any(same_name(x, y)[0] >= (0.85 if full else 0.8) for x in names_a for y in names_b)
    return any(name_parts(x) == name_parts(y) or is_acronym(x, y) or is_acronym(y, x) for x in names_a for y in names_b)


def _names(entity: Entity) -> list[str]:
    return sorted({m.anchor.quote for m in entity.mentions if m.kind == "name"} | {entity.name})


def _actor(members: Sequence[tuple[Document, Entity]], labels: Sequence[Label], number: int) -> Actor:
    names = Counter(m.anchor.quote for _, e in members for m in e.mentions if m.kind == "name")
    fullest = max(names, key=lambda n: (len(name_parts(n)), names[n], n), default=members[0][1].name)
    return Actor(
        id=f"actor-{number}",
        name=fullest,
        type=Counter(e.type for _, e in members).most_common(1)[0][0],
        names=tuple(sorted(names)),
        labels=tuple(labels),
        entities=tuple(sorted(e.id for _, e in members)),
    )


def _labels(document: Document, entity: Entity) -> Iterator[Label]:
    """The words of each name mention's noun phrase, and each description."""
    doc, article = document.doc, document.article
    for mention in entity.mentions:
        if mention.kind == "pronoun":
            continue
        yield _label(document, mention.anchor, mention.voice, "name" if mention.kind == "name" else "description")
        if mention.kind == "name" and doc.has_annotation("DEP"):
            span = doc.char_span(mention.anchor.start, mention.anchor.end, alignment_mode="expand")
            if span is not None and len(span):
                start, end = _phrase(span.root)
                if (start, end) != (span.start, span.end) and end - start <= LONGEST:
                    anchor = article.anchor(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
                    yield _label(document, anchor, mention.voice, "title")
    for title in entity.titles:
        yield _label(document, title, Voice.NARRATOR, "title")


def _label(document: Document, anchor: Anchor, voice: Voice, kind: Literal["name", "title", "description"]) -> Label:
    return Label(
        anchor.article, anchor.start, anchor.end, anchor.quote, outlet=document.article.outlet, voice=voice, kind=kind
    )


def _phrase(head: Token) -> tuple[int, int]:
    """Token range of a noun phrase without relative clauses, what is coordinated, and prepositional tails."""
    top = head
    while top.dep_ in {"flat", "compound", "appos"} and top.head.pos_ in {"NOUN", "PROPN"} and top.head.i < head.i:
        top = top.head
    inside = [t.i for t in top.subtree if not _cut(t, top)]
    start, end = min(inside), max(inside) + 1
    doc = head.doc
    while start < end and (doc[start].is_punct or doc[start].dep_ in {"case", "cc", "mark"} or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in {"'s", "’s"}):
        end -= 1
    return (start, end) if end > start else (head.i, head.i + 1)


def _cut(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"acl:relcl", "advcl", "parataxis", "conj", "cc", "nsubj", "cop", "aux", "mark"}:
            return True
        token = token.head
    return False


# ---- actors and events without a name


def _descriptions(documents: Sequence[Document], taken: set[Anchor]) -> list[tuple[str, list[Label]]]:
    """Noun phrases that describe, gathered by head noun; only heads that two articles use."""
    by_head: dict[str, list[Label]] = {}
    for document in documents:
        for head, label in _phrases(document):
            if Anchor(label.article, label.start, label.end, label.quote) not in taken:
                by_head.setdefault(head, []).append(label)
    shared = [(h, sorted(set(x))) for h, x in by_head.items() if len({label.article for label in x}) > 1]
    return sorted(shared, key=lambda pair: (-len({x.article for x in pair[1]}), pair[0]))


def _phrases(document: Document) -> Iterator[tuple[str, Label]]:
    doc = document.doc
    if not doc.has_annotation("DEP"):
        return
    blocks = [(b.start, b.end) for b in document.article.blocks if b.kind in CHUNK_BLOCKS and b.repeats is None]
    quoted = [c for a in document.attributions if a.kind == "direct" for c in a.content]
    at = 0
    for token in doc:
        while at < len(blocks) and blocks[at][1] <= token.idx:
            at += 1
        if at >= len(blocks) or token.idx < blocks[at][0] or not _describes(token):
            continue
        start, end = _phrase(token)
        if 2 <= end - start <= LONGEST:
            anchor = document.article.anchor(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            voice = Voice.QUOTED if any(c.covers(anchor) for c in quoted) else Voice.NARRATOR
            yield token.lemma_.lower(), _label(document, anchor, voice, "description")


def _describes(token: Token) -> bool:
    """Whether a noun heads a phrase that says what kind of thing it is, and is not a measure of time or number."""
    if token.pos_ != "NOUN" or token.lemma_.lower() in PLAIN or token.ent_type_ in {"DATE", "MONEY", "PERSON"}:
        return False
    return any(c.dep_ in DESCRIBING and c.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"} for c in token.children)


def _unnamed(head: str, labels: Sequence[Label], number: int) -> Actor:
    shortest = min(labels, key=lambda x: (len(x.quote), x))
    return Actor(id=f"actor-{number}", name=shortest.quote, type="other", names=(), labels=tuple(labels), entities=())
