"""Who or what somebody is said to be, report by report: one finding for each actor whom two articles describe.

Descriptions that share a role or a telling word are one answer; other answers are compatible (a general may be a
spokesman), unless closed classes exclude each other for one person at one time: two ranks of one ladder, two kinds of
kinship to the same person, an office held now and held no longer. What a report leaves out is no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.evidence import Ruled, because, several
from twosource.compare.questions.given import Given, one_time
from twosource.compare.questions.offices import (
    belongs,
    kinship_of,
    names_somebody,
    owners_of,
    parts,
    ranks_of,
    roles_of,
    tells,
)
from twosource.compare.questions.successions import CAREER, changes_hands
from twosource.compare.verdicts import Answer, Setting, Verdict
from twosource.data import Actor, Conflict, Document, Status
from twosource.models.names import name_parts, same_name
from twosource.models.roles import listed

MOST = 4  # descriptions of one actor that one article gives as evidence
ONE_NAME = 0.8
AGREED, APART = 0.3, 0.8  # scores: who somebody is stands behind what happened, but two answers do not


@dataclass(frozen=True, slots=True)
class Described:
    """A description with what it can be compared by."""

    given: Given
    roles: frozenset[str]
    words: frozenset[str]  # telling words: no names, no states, no courtesy
    ranks: frozenset[str]
    kin: tuple[str, frozenset[str]]
    held: str  # "now", "then" or "" of an office
    under: bool  # deputy or vice of the office that the roles name
    whose: frozenset[str]
    telling: int  # how many words tell something


def judge_titles(
    descriptions: Sequence[Given], actors: Sequence[Actor], documents: Sequence[Document], setting: Setting
) -> Iterator[Ruled]:
    """One verdict for each actor that two or more articles describe, with its score."""
    owners = owners_of(actors)
    of_actor: dict[str, dict[tuple[str, frozenset[str], frozenset[str]], Described]] = defaultdict(dict)
    for one in descriptions:
        described = _described(one, owners)
        if described is not None:
            of_actor[one.actor].setdefault((one.article, described.roles, described.words), described)
    for actor in actors:
        for found in _one_person_each(actor, list(of_actor[actor.id].values())):
            if several(d.given for d in found):
                verdict = _judge(actor, _most(found), documents, setting)
                if verdict.conflict is not None:
                    yield verdict, APART
                elif _tell(actor, found):
                    yield verdict, AGREED


def _one_person_each(actor: Actor, found: Sequence[Described]) -> list[list[Described]]:
    """The descriptions by name, where a name that fits two ("Ann Mary Roe") has drawn "Ann Roe" and "Mary Roe" together;
    and in an article that describes the full name no title before a short one, which may be another's.
    """
    if actor.type != "person":
        return [list(found)]
    full = {d.given.article for d in found if len(name_parts(d.given.said.name.quote)) > 1}
    groups: list[tuple[set[str], list[Described]]] = []  # names, descriptions
    for one in found:
        name = one.given.said.name.quote
        if len(name_parts(name)) < 2 and one.given.article in full and one.given.said.form == "title":
            continue
        fits = [g for g in groups if name in g[0] or all(same_name(name, n, "person")[0] >= ONE_NAME for n in g[0])]
        home = max(fits, key=lambda g: len(g[1]), default=None)
        if home is None:
            home = set(), []
            groups.append(home)
        home[0].add(name)
        home[1].append(one)
    return [described for _, described in groups]


def _tell(actor: Actor, found: Sequence[Described]) -> bool:
    """Whether the descriptions say more than a form of address: "Queen X" in all reports names and does not describe."""
    if actor.type == "person" and any(d.given.said.form != "title" for d in found):
        return True
    return any(d.telling > 1 for d in found)


def _described(one: Given, owners: Mapping[str, str]) -> Described | None:
    """What a description can be compared by; None where it tells nothing: "the man", "Mr"."""
    said = one.said
    taken = parts(said)
    every = [u for u in (*taken.first, *taken.hung) if any(tells(t) for t in u.tokens)]
    loose = listed("offices", "other") | listed("honorifics")
    named = [u for u in every if names_somebody(said, u)]
    words = {lemma_of(u.tokens[-1]) if len(u.tokens) == 1 else u.name for u in every if u not in named} - loose
    roles = set(roles_of(said)) - listed("honorifics")
    owned = any(t.tag_ == "PRP$" for t in said.words)  # "its leader"
    if len(every) < 2 and not (owned or said.role) and roles | words <= listed("empty"):
        return None
    first = {u.name for u in taken.first}
    held = "then" if first & listed("offices", "former") else "now" if first & listed("offices", "current") else ""
    return Described(
        given=one,
        roles=frozenset(roles),
        words=frozenset(words - listed("empty")),
        ranks=ranks_of(said),
        kin=kinship_of(said, owners),
        held=held or ("now" if said.now else ""),
        under=any(t.lower_ in DEPUTIES for t in said.words),
        whose=belongs(said, every, owners),
        telling=sum(len(u.tokens) for u in every),
    )


def _most(found: Sequence[Described]) -> list[Described]:
    """The first descriptions of each article."""
    kept: dict[str, int] = defaultdict(int)
    most = []
    for described in found:
        kept[described.given.article] += 1
        if kept[described.given.article] <= MOST:
            most.append(described)
    return most


def _judge(actor: Actor, found: Sequence[Described], documents: Sequence[Document], setting: Setting) -> Verdict:
    kind = "title" if actor.type == "person" else "other"
    apart = _apart(actor, found, documents, setting) if actor.type == "person" else []
    groups = _groups(found, apart)
    if apart:  # a spokeswoman may be the secretary or the deputy
        excluding = {id(d) for pair in apart for d in pair}
        groups = [g for g in groups if any(id(d) in excluding for d in g)]
    answers = tuple(_answer(group) for group in groups)
    words = dict.fromkeys(a.words.quote for a in answers)
    if apart:
        anchors = dict.fromkeys(d.given.said.anchor for pair in apart for d in pair)
        reason = because("title.excludes", words, anchors)
        return Verdict(kind, Status.CONFLICTING, answers, (reason,), Conflict.TITLE)
    rule = "title.same" if len(groups) == 1 else "title.compatible"
    reason = because(rule, words, [d.given.said.anchor for d in found])
    agreed = len(groups) == 1 or all(_independent(g, setting) for g in groups)
    status = Status.CORROBORATED if agreed else Status.REFINED
    return Verdict(kind, status, answers, (reason,))


def _independent(group: Sequence[Described], setting: Setting) -> bool:
    """Whether two origins give an answer."""
    return len({setting.origin[d.given.article] for d in group}) > 1


Pair = tuple[Described, Described]


def _groups(found: Sequence[Described], apart: Sequence[Pair]) -> list[list[Described]]:
    """Descriptions that share a role or a telling word; none together that exclude each other."""
    barred = {frozenset((id(a), id(b))) for a, b in apart}
    groups: list[tuple[set[str], list[Described]]] = []  # what its descriptions can be known by, descriptions
    for one in found:
        known = {*one.roles, *one.words, *(f"rank:{rank}" for rank in one.ranks)}
        fits = (
            g
            for g in groups
            if known & g[0] and not (barred and any(frozenset((id(one), id(d))) in barred for d in g[1]))
        )
        home = next(fits, None)
        if home is None:
            home = set(), []
            groups.append(home)
        home[0].update(known)
        home[1].append(one)
    return [described for _, described in groups]


def _answer(group: Sequence[Described]) -> Answer:
    fullest = max(group, key=lambda d: (d.telling, -len(d.given.said.words)))
    said = fullest.given.said
    first, last = said.words[0], said.words[-1]
    words = said.anchor if said.role else said.document.article.anchor(first.idx, last.idx + len(last))
    return Answer(tuple(d.given.point for d in group), words, ", ".join(sorted(fullest.roles)))


# ---- what excludes what


def _apart(actor: Actor, found: Sequence[Described], documents: Sequence[Document], setting: Setting) -> list[Pair]:
    """The pairs that exclude each other for one person at one time; none where a report gives both or tells of a change."""
    marked = [d for d in found if d.ranks or d.kin[0] or d.held or any(d.under is not other.under for other in found)]
    pairs = [
        (a, b)
        for a, b in combinations(marked, 2)
        if a.given.article != b.given.article and _exclude(a, b) and one_time(a.given, b.given, setting)
    ]
    both = any(_exclude(a, b) for a, b in combinations(marked, 2) if a.given.article == b.given.article)
    if not pairs or both or changes_hands(documents, [actor.name], CAREER):
        return []
    return pairs


def _exclude(a: Described, b: Described) -> bool:
    """Whether closed classes hold two descriptions apart: two ranks, two kinships, held now and held no longer, an office and
    its deputy's.
    """
    if a.under is not b.under and _offices(a) & _offices(b):
        return True
    if a.ranks and b.ranks and not a.ranks & b.ranks:
        return True
    if a.kin[0] and b.kin[0] and a.kin[0] != b.kin[0] and a.kin[1] == b.kin[1]:
        return True
    return {a.held, b.held} == {"now", "then"} and bool(a.roles & b.roles) and bool(a.whose) and a.whose == b.whose


def _offices(described: Described) -> set[str]:
    return {role.removeprefix("vice ").removeprefix("deputy ") for role in described.roles}


DEPUTIES = frozenset({"deputy", "vice"})
