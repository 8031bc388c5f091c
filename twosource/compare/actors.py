"""Who is who across the articles of a story, and by which words each outlet names them.

Entities of different articles are one actor when their names are (spelling, transliteration, acronym, another name of
one state). Titles and aliases are not linked across articles yet. Only entities that share a key of a name are
compared, so that the cost follows the likenesses and not all pairs. Those who have no name are gathered by the noun
that names them and ranked: those that several articles tell of first, then people whom one alone has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.compare.labels import Words, called_labels, entity_labels, unnamed_words
from twosource.data import Actor, Document, Entity, Label
from twosource.models.names import block_keys, name_parts, same_name

MOST_UNNAMED = 60  # groups without a name that one account lists
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"})


class Member(NamedTuple):
    """An entity with the article it stands in."""

    document: Document
    entity: Entity


Named = tuple[str, tuple[str, ...]]  # an entity's type and its names


def name_actors(documents: Sequence[Document]) -> tuple[Actor, ...]:
    """Actors of the story, named ones first by how many articles name them, then unnamed ones."""
    groups = merge([Member(d, e) for d in documents for e in d.entities])
    said = _called_by_entity(documents)
    actors = []
    for members in groups:
        labels = {label for d, e in members for label in entity_labels(d, e)}
        labels |= {label for _, e in members for label in said.get(e.id, ())}
        actors.append((members, _one_each(labels)))
    actors.sort(key=lambda a: (-len({d.article.id for d, _ in a[0]}), -len(a[1]), a[0][0].entity.id))
    named = [_actor(members, labels, i) for i, (members, labels) in enumerate(actors, start=1)]
    taken: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for actor in named:
        for label in actor.labels:
            taken[label.article].add((label.start, label.end))
    words = [w for d in documents for w in unnamed_words(d, taken[d.article.id])]
    unnamed = [_unnamed(labels, len(named) + i) for i, labels in enumerate(_groups(words), start=1)]
    return tuple([*named, *unnamed])


def _one_each(labels: Iterable[Label]) -> list[Label]:
    """One label for each place: a name before a title before a description."""
    order = {"name": 0, "title": 1, "description": 2}
    kept: dict[tuple[str, int, int], Label] = {}
    for label in sorted(labels, key=lambda x: (order[x.kind], x)):
        kept.setdefault((label.article, label.start, label.end), label)
    return sorted(kept.values())


# ---- one actor or two


def merge(members: Sequence[Member]) -> list[list[Member]]:
    """Entities into actors: fullest names first, each joining the first group it is one with."""
    groups: list[list[Member]] = []
    named: list[Counter[Named]] = []  # of each group, how many of its entities
    by_key: dict[str, dict[int, None]] = defaultdict(dict)
    for item in sorted(members, key=lambda m: (-len(name_parts(m.entity.name)), m.entity.id)):
        mine: Named = (item.entity.type, _names(item.entity))
        near = sorted({i for k in _keys(mine, looking=True) for i in by_key[k]})
        homes = [i for i in near if _one_actor(named[i], mine)]
        if not homes:
            home = len(groups)
            groups.append([])
            named.append(Counter())
        elif len(homes) == 1 or len(name_parts(item.entity.name)) > 1:
            home = homes[0]
        else:
            home = max(homes, key=lambda i: (sum(len(m.entity.mentions) for m in groups[i]), groups[i][0].entity.id))
        groups[home].append(item)
        named[home][mine] += 1
        for key in _keys(mine):
            by_key[key][home] = None
    return groups


def _keys(named: Named, *, looking: bool = False) -> set[str]:
    kind = "person" if named[0] == "person" else "thing"
    return {f"{kind} {key}" for name in named[1] for key in block_keys(name, kind, looking=looking)}


def _one_actor(group: Counter[Named], entity: Named) -> bool:
    types: Counter[str] = Counter()
    for (kind, _), n in group.items():
        types[kind] += n
    pair = {types.most_common(1)[0][0], entity[0]}
    if len(pair) > 1 and not pair <= {"organisation", "other", "group"} and not pair <= {"place", "other"}:
        return False
    return any(_one_name(other, entity) for other in group)


def _one_name(a: Named, b: Named) -> bool:
    (type_a, names_a), (type_b, names_b) = a, b
    if type_a == "person" and type_b == "person":
        full = [(x, y) for x in names_a for y in names_b if len(name_parts(x)) > 1 and len(name_parts(y)) > 1]
        if full:
            return any(same_name(x, y, "person")[0] >= 0.85 for x, y in full)
        return any(same_name(x, y, "person")[0] >= 0.8 for x in names_a for y in names_b)
    return any(same_name(x, y, type_a)[0] >= 0.9 for x in names_a for y in names_b)


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(sorted({m.anchor.quote for m in entity.mentions if m.kind == "name"} | {entity.name}))


def _actor(members: Sequence[Member], labels: Sequence[Label], number: int) -> Actor:
    names = Counter(m.anchor.quote for _, e in members for m in e.mentions if m.kind == "name")
    fullest = max(names, key=lambda n: (len(name_parts(n)), names[n], n), default=members[0].entity.name)
    return Actor(
        id=f"actor-{number}",
        name=fullest,
        type=Counter(e.type for _, e in members).most_common(1)[0][0],
        names=tuple(sorted(names)),
        labels=tuple(labels),
        entities=tuple(sorted(e.id for _, e in members)),
    )


def _called_by_entity(documents: Sequence[Document]) -> dict[str, list[Label]]:
    """What each entity is called or described as, where the one so called is one."""
    found: dict[str, list[Label]] = defaultdict(list)
    for document in documents:
        for target, label in called_labels(document):
            for entity in document.entities:
                if any(m.anchor.overlaps(target) for m in entity.mentions):
                    found[entity.id].append(label)
    return found


# ---- those without a name


def _groups(words: Iterable[Words]) -> list[list[Label]]:
    """Words gathered by their noun: one of them is loaded, or it acts and is somebody or two articles word it apart."""
    by_head: dict[str, list[Words]] = defaultdict(list)
    for word in words:
        by_head[word.head].append(word)
    ranked = []
    for head, found in by_head.items():
        articles = {w.label.article for w in found}
        wordings = {_plain(w.label.quote) for w in found}
        loaded = any(w.loaded for w in found)
        acting = sum(w.acts for w in found) / len(found)
        told_of = acting and (
            len(articles) > 1 and len(wordings) > 1 or 2 * sum(w.somebody for w in found) > len(found)
        )
        if loaded or told_of:
            ranked.append((-len(articles) - acting - loaded, head, sorted({w.label for w in found})))
    return [labels for _, _, labels in sorted(ranked, key=lambda r: r[:2])[:MOST_UNNAMED]]


def _plain(quote: str) -> str:
    words = quote.lower().split()
    return " ".join(words[1:] if words and words[0] in ARTICLES else words)


def _unnamed(labels: Sequence[Label], number: int) -> Actor:
    shortest = min(labels, key=lambda x: (len(x.quote), x))
    return Actor(id=f"actor-{number}", name=shortest.quote, type="other", names=(), labels=tuple(labels), entities=())
