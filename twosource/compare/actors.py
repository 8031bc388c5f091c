"""Who is who across the articles of a story, and by which words each outlet names them.

Entities of different articles are one actor when their names are (spelling, transliteration, acronym, another name of
one state). Two that an article keeps apart stay two, and so do the foreign ministries of two states; a name that fits two
actors alike joins neither. Titles and aliases are not linked across articles yet. Only entities that share a key of a name are
compared, so that the cost follows the likenesses and not all pairs. Those who have no name are gathered by the noun
that names them and ranked: those that several articles tell of first, then people whom one alone has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from twosource.compare.labels import Words, called_labels, entity_labels, unnamed_words
from twosource.data import Actor, Document, Entity, Label
from twosource.models.institutions import Institution, body_of, institution, lands_named, one_body
from twosource.models.names import block_keys, known_as, name_parts, same_name

FAR_MORE = 2  # times as often as the next is an actor named whom a name that fits both stands for
NOBODY = "~"  # owner of a body that nothing gives to one state
MOST_UNNAMED = 60  # groups without a name that one account lists
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"})


class Member(NamedTuple):
    """An entity with the article it stands in."""

    document: Document
    entity: Entity


class Named(NamedTuple):
    """What an entity is merged by."""

    type: str
    names: tuple[str, ...]
    body: Institution | None  # where its name is one that every state has a body of


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
    """Entities into actors: fullest names first, each joining the one group that it is one with."""
    groups: list[list[Member]] = []
    named: list[Counter[Named]] = []  # of each group, how many of its entities
    by_key: dict[str, dict[int, None]] = defaultdict(dict)
    for item, mine in sorted(_all_named(members), key=lambda m: (-len(name_parts(m[0].entity.name)), m[0].entity.id)):
        near = sorted({i for k in _keys(mine, looking=True) for i in by_key[k]})
        apart = item.document.article.id
        homes = [
            i for i in near if _one_actor(named[i], mine) and all(m.document.article.id != apart for m in groups[i])
        ]
        home = _home(homes, groups, named, mine)
        if home is None:
            home = len(groups)
            groups.append([])
            named.append(Counter())
        groups[home].append(item)
        named[home][mine] += 1
        for key in _keys(mine):
            by_key[key][home] = None
    return groups


def _home(
    homes: Sequence[int], groups: Sequence[Sequence[Member]], named: Sequence[Counter[Named]], mine: Named
) -> int | None:
    """Of the groups that fit, the only one, the one that has the very name, or the one named far more often than the next."""
    if len(homes) > 1:
        parts = {name_parts(n) for n in mine.names}
        very = [i for i in homes if any(name_parts(n) in parts for other in named[i] for n in other.names)]
        homes = very or homes
    often = sorted(((sum(len(m.entity.mentions) for m in groups[i]), -i) for i in homes), reverse=True)
    if not often or (len(often) > 1 and often[0][0] < FAR_MORE * often[1][0]):
        return None
    return -often[0][1]


def _all_named(members: Sequence[Member]) -> Iterator[tuple[Member, Named]]:
    """What each is merged by. A body of which the words do not say whose it is, is the state's that its article names most, if
    the story has a body of that state.
    """
    bodies = [_body(m) for m in members]
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for body in bodies:
        if body is not None and body.owner:
            owners[body.body].add(body.owner)
    for member, body in zip(members, bodies, strict=True):
        if body is not None and not body.owner and owners[body.body]:
            most = lands_named(member.document.article.text).most_common(2)
            sure = most and (len(most) < 2 or most[0][1] > most[1][1]) and most[0][0] in owners[body.body]
            body = body._replace(owner=most[0][0] if sure else NOBODY)
        yield member, Named(member.entity.type, _names(member.entity), body)


def _body(member: Member) -> Institution | None:
    """The institution that an entity is, with the state that any of its mentions gives."""
    if member.entity.type == "person" or body_of(member.entity.name) is None:
        return None
    text = member.document.article.text
    found = [institution(text, m.anchor.start, m.anchor.end) for m in member.entity.mentions if m.kind == "name"]
    return max((f for f in found if f is not None), key=lambda f: bool(f.owner), default=None)


def _keys(named: Named, *, looking: bool = False) -> set[str]:
    kind = "person" if named.type == "person" else "thing"
    keys = {f"{kind} {key}" for name in named.names for key in block_keys(name, kind, looking=looking)}
    return keys | ({"body " + " ".join(named.body.body)} if named.body else set())


def _one_actor(group: Counter[Named], entity: Named) -> bool:
    types: Counter[str] = Counter()
    for other, n in group.items():
        types[other.type] += n
    pair = {types.most_common(1)[0][0], entity.type}
    if "person" not in pair and any(_known(other) & _known(entity) for other in group):
        return True
    if len(pair) > 1 and not pair <= {"organisation", "other", "group"} and not pair <= {"place", "other"}:
        return False
    return any(_one_name(other, entity) for other in group)


def _known(named: Named) -> set[str]:
    return {known for n in named.names if (known := known_as(n))}


def _one_name(a: Named, b: Named) -> bool:
    if a.type == "person" and b.type == "person":
        full = [(x, y) for x in a.names for y in b.names if len(name_parts(x)) > 1 and len(name_parts(y)) > 1]
        if full:
            return any(same_name(x, y, "person")[0] >= 0.85 for x, y in full)
        return any(same_name(x, y, "person")[0] >= 0.8 for x in a.names for y in b.names)
    if a.body is not None and b.body is not None:
        return one_body(a.body, b.body)
    if any(x.casefold() == y.casefold() for x in a.names for y in b.names if x.isupper() or y.isupper()):
        return True
    written = [[n for n in named.names if not n.isupper()] for named in (a, b)]
    pairs = product(*written) if all(written) else product(a.names, b.names)
    return any(same_name(x, y, a.type)[0] >= 0.9 for x, y in pairs)


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
            ranked.append((-len(articles) - acting - loaded, head, found))
    kept = sorted(ranked, key=lambda r: r[:2])[:MOST_UNNAMED]
    return [labels for _, _, found in kept for labels in _by_owner(found)]


def _by_owner(found: Sequence[Words]) -> list[list[Label]]:
    """Labels of one noun by whose it is: "the Thai army" is not "the Cambodian army". Where the words do not tell, it is the
    only one's that its article, or else the story, names beside the noun.
    """
    told: dict[str, set[str]] = defaultdict(set)
    for word in found:
        told[word.label.article] |= {word.owner} - {""}
    owners = set().union(*told.values())
    groups: dict[str, set[Label]] = defaultdict(set)
    for word in found:
        near = told[word.label.article] or owners
        groups[word.owner or (next(iter(near)) if len(near) == 1 else "")].add(word.label)
    return [sorted(labels) for _, labels in sorted(groups.items())]


def _plain(quote: str) -> str:
    words = quote.lower().split()
    return " ".join(words[1:] if words and words[0] in ARTICLES else words)


def _unnamed(labels: Sequence[Label], number: int) -> Actor:
    shortest = min(labels, key=lambda x: (len(x.quote), x))
    return Actor(id=f"actor-{number}", name=shortest.quote, type="other", names=(), labels=tuple(labels), entities=())
