"""The office that a description gives somebody: which one, of what, whose, and whether it is held now.

"Iran's interior minister" and "the minister of the interior of Iran" are one office; "deputy governor" is another one
than "governor", and "former governor" none that is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.described import Said
from twosource.compare.questions.nounphrases import LINKS
from twosource.compare.questions.parse import NOUNS
from twosource.data import Actor, Entity
from twosource.models.roles import is_role, kin, land_of, listed, one_post, ranks, units

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a description, or the words of one role, in one spelling."""

    name: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A description taken apart: its first noun phrase, and what prepositions hang on it."""

    first: tuple[Unit, ...]
    hung: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office: `field` says of what (interior, operations), `whose` are the states, companies or bodies it belongs to."""

    role: str
    field: frozenset[str]
    whose: frozenset[str]

    def same(self, other: Office) -> bool:
        """Whether two descriptions give one office: one role, one field, and the same it belongs to."""
        if one_post(self.role) != one_post(other.role):
            return False
        if not _one_owner(self.whose, other.whose):
            return False
        narrow, wide = sorted((self.field, other.field), key=lambda f: (len(f), sorted(f)))
        return narrow == wide or bool(narrow) and narrow <= wide


def parts(said: Said) -> Parts:
    """The description's words in units, parted at its first preposition."""
    tokens = [t for t in said.words if not t.is_space]
    cut = next((i for i, t in enumerate(tokens) if i and t.lower_ in LINKS and t.tag_ in {"IN", "TO"}), len(tokens))
    of_staff = next((i for i in range(len(tokens)) if _is_of_staff(tokens[i : i + 3])), None)
    if of_staff is not None and of_staff < cut:
        cut = of_staff + 3
    return Parts(_units(tokens[:cut]), _units(tokens[cut:]))


def _is_of_staff(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 3 and is_role(" ".join(t.lower_ for t in tokens))


def _units(tokens: Sequence[Token]) -> tuple[Unit, ...]:
    words = [(word, t) for t in tokens for word in _unhyphened(t.text)]  # "ex-PM" is two words
    return tuple(Unit(name, tuple(t for _, t in words[a:b])) for a, b, name in units([w for w, _ in words]))


def _unhyphened(word: str) -> list[str]:
    before, hyphen, rest = word.partition("-")
    return [before, rest] if hyphen and before.lower() in listed("offices", "other") else [word]


def tells(token: Token) -> bool:
    """Whether a word of a description tells anything: no article, no mark; "US" is no pronoun."""
    return token.text[:1].isalnum() and (not token.is_stop or (len(token) > 1 and token.is_upper))


def roles_of(said: Said) -> tuple[str, ...]:
    """The roles that the description gives: the last noun of its first phrase, those joined to it, a rank before the name."""
    if said.role:
        return (said.role,)
    first = parts(said).first
    found = [u.name for u in first if is_role(u.name) and not _possessor(u)]
    last = next((u for u in reversed(first) if any(t.tag_ in NOUNS for t in u.tokens)), None)
    if last is not None and not is_role(last.name):
        found.append(lemma_of(last.tokens[-1]))
    return tuple(dict.fromkeys(found))


def _possessor(unit: Unit) -> bool:
    token = unit.tokens[-1]
    return token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS"


def ranks_of(said: Said) -> frozenset[str]:
    """The rank right before the name, as the ranks of which it is a kind."""
    if said.form != "title":
        return frozenset()
    first = parts(said).first
    last = first[-1] if first else None
    if last is None or not last.tokens[0].text[:1].isupper():
        return frozenset()
    return ranks().get(last.name, frozenset())


def kinship_of(said: Said, owners: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """What one is to somebody of one family ("child"), and to whom; ("", nobody) where nothing says so."""
    taken = parts(said)
    heads = [kin()[u.name] for u in taken.first[-1:] if u.name in kin()]
    whose = belongs(said, (*taken.first, *taken.hung), owners)
    return (heads[0], whose) if heads and whose else ("", frozenset())


def offices(said: Said, owners: Mapping[str, str]) -> Iterator[Office]:
    """The offices that the description says one holds now and holds alone."""
    taken = parts(said)
    every = (*taken.first, *taken.hung)
    told_of_then = said.form == "copula" or (said.role and said.anchor.start == said.name.start)  # "X, who headed"
    if told_of_then and not said.now:
        return
    if said.words[0].lower_ in {"a", "an", "another", "one"} or any(_other(said, u) for u in taken.first):
        return
    whose = belongs(said, every, owners)
    if said.role:
        found = _office(said, said.role, every, whose)
        if found is not None:
            yield found
        return
    roles = [u for u in taken.first if is_role(u.name) and not _possessor(u)]
    if not roles or roles[-1] is not _last_noun(taken):
        return
    joined = [u for u in roles[:-1] if u.tokens[-1].nbor().lower_ == "and"]
    around = tuple(u for u in every if u not in roles)
    for unit in (*joined, roles[-1]):
        found = _office(said, unit.name, around, whose)
        if found is not None:
            yield found


def _last_noun(taken: Parts) -> Unit | None:
    return next((u for u in reversed(taken.first) if any(t.tag_ in NOUNS for t in u.tokens)), None)


def _other(said: Said, unit: Unit) -> bool:
    """Whether a word makes the office another one, or one not held now; a word of a name does not."""
    return unit.name in listed("offices", "other") and _entity(said, unit.tokens[0]) is None


def shared(said: Said, owners: Mapping[str, str]) -> set[tuple[str, str]]:
    """The offices, each with whose it is, that the description says several hold: co-CEO, joint chair."""
    if not any(t.lower_ in {"co", "joint"} or t.lower_.startswith("co-") for t in said.words):
        return set()
    plain = units([t.lower_.removeprefix("co-") for t in said.words])
    taken = parts(said)
    return {
        (name, w) for _, _, name in plain if is_role(name) for w in belongs(said, (*taken.first, *taken.hung), owners)
    }


def _office(said: Said, role: str, around: Sequence[Unit], whose: frozenset[str]) -> Office | None:
    """The office, where its role, with its field and those it belongs to, is one that only one holds."""
    if not whose:
        return None
    left_out = listed("offices", "filler") | listed("offices", "current") | listed("honorifics")
    field = {
        lemma_of(u.tokens[-1]) if len(u.tokens) == 1 else u.name
        for u in around
        if u.name not in left_out and u.tokens[-1].tag_ in NOUNS | {"JJ"} and not names_somebody(said, u)
    }
    if role in listed("offices", "sole"):
        in_a_place = not field and all(w.startswith(("land:", "place:")) for w in whose)
        if role in listed("offices", "places") and not in_a_place:
            return None
        return Office(role, frozenset(field), whose)
    portfolio, _, minister = role.rpartition(" ")
    if minister == "minister" and portfolio:
        role, field = minister, field | {portfolio}
    if role not in listed("offices", "domain"):
        return None
    body = any(not w.startswith(("land:", "place:")) for w in whose)
    linked = bool(said.role) or role in listed("offices", "named") or any(t.lower_ in LINKS for t in said.words)
    return Office(role, frozenset(field), whose) if field or (body and linked) or role in TEAM else None


TEAM = frozenset({"coach", "captain"})  # of a land's team: England captain


# ---- whose


def owners_of(actors: Sequence[Actor]) -> dict[str, str]:
    """Entity id -> what an office can belong to: a state under all its names, or an actor with its type."""
    found = {}
    for actor in actors:
        lands = sorted({land for name in (actor.name, *actor.names) if (land := land_of(name))})
        for entity in actor.entities:
            found[entity] = f"land:{lands[0]}" if lands else f"{actor.type}:{actor.id}"
    return found


def belongs(said: Said, taken: Sequence[Unit], owners: Mapping[str, str]) -> frozenset[str]:
    """The states, companies, bodies and people that a description names as those it belongs to."""
    found: set[str] = set()
    for token in (t for unit in taken for t in unit.tokens):
        entity = _entity(said, token)
        if entity is not None and entity.id in owners:
            found.add(owners[entity.id])
        elif land_of(token.text):
            found.add(f"land:{land_of(token.text)}")
    return frozenset(found) or _pointed_at(said, taken, owners)


def _one_owner(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two offices belong to the same. A body has its branches, so that all that is named with it must be the
    same; a place may be told more closely: the mayor of X, and of X in Z.
    """
    if a == b:
        return bool(a)
    less, more = sorted((a, b), key=lambda w: (len(w), sorted(w)))
    all_places = all(w.startswith(("land:", "place:")) for w in more)
    return all_places and less < more and any(w.startswith("place:") for w in less)


def _pointed_at(said: Said, taken: Sequence[Unit], owners: Mapping[str, str]) -> frozenset[str]:
    """Whose "the country's minister" is: the place or body that the same sentence named last before."""
    nouns = {t.lower_ for u in taken if _possessor(u) for t in u.tokens}
    kind = next((kind for kind, words in OWNING.items() if nouns & words), "")
    start = said.words[0].sent.start_char
    before = [
        (m.anchor.start, e.id)
        for e in said.document.entities
        if e.type == kind and e is not said.entity
        for m in e.mentions
        if m.kind == "name" and start <= m.anchor.start < said.anchor.start
    ]
    nearest = max(before, default=None)
    return frozenset({owners[nearest[1]]} if nearest and nearest[1] in owners else ())


OWNING = {
    "place": frozenset("country nation kingdom republic city town state province region county".split()),
    "organisation": frozenset("company firm group agency bank club team party union operator".split()),
}


def names_somebody(said: Said, unit: Unit) -> bool:
    """Whether a word is part of a name, or says of which state something is."""
    return any(_entity(said, t) is not None or land_of(t.text) for t in unit.tokens)


def _entity(said: Said, token: Token) -> Entity | None:
    """The named entity that a word is part of."""
    for entity in said.document.entities:
        for mention in entity.mentions:
            if mention.kind == "name" and mention.anchor.start <= token.idx < mention.anchor.end:
                return entity
    return None
