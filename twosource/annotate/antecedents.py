"""Which entity a pronoun stands for: signs of each candidate, weighed by weights fitted on public corpora.

A log-linear ranking (Denis and Baldridge, 2008) over the entities named near a pronoun and the answer "none of
them". The signs are those of Hobbs (1978) and Lappin and Leass (1994): distance, roles, parallel roles, binding,
gender, who has been spoken of most; `training/coref.py` fits their weights.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from twosource.annotate.floor import kept, last_speaker, spoken
from twosource.annotate.gathered import Gathered, Place, Scene, clause, phrase_top, places, role, subject, within
from twosource.models.names import name_parts

if TYPE_CHECKING:
    from spacy.tokens import Token

Signs = dict[str, float]
Candidate = tuple[Gathered | None, Signs]  # None: none of them
Choose = Callable[["Token", Sequence[Candidate]], int]  # the place of the chosen one in the sequence

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
TYPES = {
    "m": {"person", "other"}, "f": {"person", "other"}, "it": {"organisation", "place", "other", "group"},
    "they": {"organisation", "group", "place", "person"},
}  # fmt: skip
KINDS = {"person": {"person"}, "it": TYPES["it"], "they": TYPES["they"]}  # types met in the walk
REACH = 4  # sentences back that a pronoun may refer to
NONE = -1
# weight of a link of the reader's own; not fitted with the others, since the network was trained on the snippets that
# they are fitted on, and would be trusted too much (GAP validation: 1.5 .730, fitted 2.8 .714)
READER = 1.5
# weights set by hand, since what the others are fitted on is hardly news. FLOOR: having spoken last, where the pronoun
# speaks (fitted .9); CLASH: a given name of the other gender (fitted -.7, GAP validation .742, from -2 on .746)
FLOOR = 1.5
CLASH = -3.0
BY_HAND = {"reader": READER, "floor": FLOOR, "given-": CLASH}
CLASHES = frozenset({"gender-", "given-", "called otherwise"})
READ = "twosource.coref"  # where a reader with a coreference layer leaves its links


@cache
def shipped_weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights of each kind of pronoun: "person", "it", "they"."""
    text = resources.files("twosource.annotate").joinpath("antecedents.json").read_text(encoding="utf-8")
    weights: dict[str, Mapping[str, float]] = json.loads(text)["weights"]
    return weights


def best(weights: Mapping[str, Mapping[str, float]]) -> Choose:
    """A choice of the candidate with the highest sum of weights."""
    tables = {kind: {**table, **BY_HAND} for kind, table in weights.items()}

    def choose(pronoun: Token, candidates: Sequence[Candidate]) -> int:
        mine = tables[kind_of(pronoun)]
        scores = [sum(mine.get(name, 0.0) * value for name, value in signs.items()) for _, signs in candidates]
        return scores.index(max(scores))

    return choose


def kind_of(pronoun: Token) -> str:
    """Which of the fitted weights are for a pronoun."""
    group = PRONOUNS[pronoun.lower_]
    return "person" if group in {"m", "f"} else group


class Ranker:
    """Pronouns of one article in text order; each choice becomes a sign for the next."""

    def __init__(self, scene: Scene, found: Sequence[Gathered], choose: Choose, title: str = "") -> None:
        self.title = _named_in(title, found)
        self.scene, self.found, self.choose = scene, found, choose
        self.rows = places(scene, found)
        self.by_entity: dict[int, list[Place]] = {}
        for row in self.rows:
            self.by_entity.setdefault(row.entity, []).append(row)
        self.last: dict[str, Place] = {}  # gender -> the last pronoun that found its entity
        self.read: dict[int, list[tuple[int, float]]] = {}  # anaphor -> antecedents that the reader scored
        for anaphor, antecedent, score in scene.doc.user_data.get(READ, ()):
            self.read.setdefault(anaphor, []).append((antecedent, score))
        self.called: dict[int, str] = {}  # entity -> gender of the first pronoun that found it
        self.spoken = spoken(scene.doc)

    def entity_of(self, token: Token) -> int:
        """The entity that a pronoun stands for, or NONE."""
        gender = PRONOUNS[token.lower_]
        numbers = self._candidates(token, gender)
        rows = [(n, self._signs(token, gender, n, numbers)) for n in numbers]
        self._hobbs(token, rows)
        candidates: list[Candidate] = [(self.found[n], signs) for n, signs in rows]
        candidates.append((None, self._none(token, gender, rows)))
        at = self.choose(token, candidates)
        chosen = numbers[at] if at < len(numbers) else NONE
        if chosen != NONE:
            self._add(token, chosen, gender)
        return chosen

    def _add(self, token: Token, number: int, gender: str) -> None:
        row = Place(token.idx, token.idx + len(token), number, token.i, "pronoun")
        self.rows.insert(bisect_left(self.rows, row), row)
        mine = self.by_entity[number]
        mine.insert(bisect_left(mine, row), row)
        self.last[gender] = row
        self.called.setdefault(number, gender)

    def _candidates(self, token: Token, gender: str) -> list[int]:
        """Entities of fitting type in reach before the pronoun, and after it in its own sentence."""
        scene = self.scene
        number = scene.sentence(token.idx)
        first = scene.starts[max(0, number - REACH)]
        after = scene.starts[number + 1] if number + 1 < len(scene.starts) else len(scene.text)
        low = bisect_left(self.rows, (first,))
        high = bisect_left(self.rows, (after,))
        seen: dict[int, None] = {}
        for row in self.rows[low:high]:
            entity = self.found[row.entity]
            apart = row.end <= token.idx or row.start > token.idx
            if apart and entity.type in TYPES[gender] and gender in {"it", "they", entity.gender or gender}:
                seen.setdefault(row.entity)
        return list(seen)

    def _before(self, number: int, at: int) -> list[Place]:
        mine = self.by_entity[number]
        return mine[: bisect_right(mine, (at,))]

    # ---- signs

    def _signs(self, token: Token, gender: str, number: int, numbers: Sequence[int]) -> Signs:
        signs: Signs = {}
        before = [r for r in self._before(number, token.idx) if r.end <= token.idx]
        if before:
            self._anaphor(token, before, numbers, signs)
        else:
            self._cataphor(token, next(r for r in self.by_entity[number] if r.start > token.idx), signs)
        self._salience(number, before, signs)
        self._fits(number, gender, signs)
        self._speaks(token, number, signs)
        share = self.read.get(token.i)
        if share and not signs.keys() & CLASHES:  # the reader knows who acts better than who is a woman
            signs["reader"] = sum(
                score
                for i, score in share
                if any(r.start <= self.scene.doc[i].idx < r.end for r in self.by_entity[number])
            )
        last = self.last.get(gender)
        if last is not None:
            same = "chain" if last.entity == number else "unchained"
            away = min(3, self.scene.sentence(token.idx) - self.scene.sentence(last.start))
            signs[f"{same}@{away}"] = 1
            if same == "chain":
                signs[f"chain:{role(token)}<{role(self.scene.doc[last.head])}"] = 1
        return signs

    def _fits(self, number: int, gender: str, signs: Signs) -> None:
        """Gender and type of the entity against those of the pronoun."""
        entity = self.found[number]
        signs[f"type:{entity.type}"] = 1
        called = self.called.get(number)
        if called:
            signs["called" if called == gender else "called otherwise"] = 1
        if gender in {"m", "f"} and entity.type == "person":
            for sign in ("gender", "given", "guess"):
                if getattr(entity, sign):
                    signs[f"{sign}+" if getattr(entity, sign) == gender else f"{sign}-"] = 1
                    break
            else:
                signs["gender?"] = 1

    def _speaks(self, token: Token, number: int, signs: Signs) -> None:
        """Whether the entity spoke last, where the pronoun speaks, and whether it says the pronoun itself."""
        quoted = self.scene.quote(token.idx) >= 0
        last = last_speaker(self.scene, self.spoken, token, REACH)
        if last is not None:
            others = [r for r in self._rows(self.scene.doc[last.head].idx, token.idx) if r.entity != number]
            others = [r for r in others if self.found[r.entity].type == "person"]
            mine = self._is(number, last.head)
            signs["floor taken" if not mine else "floor" if kept(self.scene, self.spoken, others) else "floor lost"] = 1
        if any(token.i in s.content and self._is(number, s.head) for s in self.spoken):
            signs["quotes" if quoted else "tells"] = 1

    def _known(self, head: int) -> bool:
        return any(self._is(number, head) for number in self.by_entity)

    def _is(self, number: int, head: int) -> bool:
        return any(phrase_top(self.scene.doc[r.head]).i == head for r in self.by_entity[number])

    def _anaphor(self, token: Token, before: Sequence[Place], numbers: Sequence[int], signs: Signs) -> None:
        scene, doc = self.scene, self.scene.doc
        nearest = before[-1]
        head = doc[nearest.head]
        here = scene.sentence(token.idx)
        back = min(3, here - scene.sentence(nearest.start))
        mine = role(token)
        signs[f"back@{back}"] = 1
        signs[f"{mine}<{role(head)}@{min(back, 2)}"] = 1
        signs[f"{nearest.kind}@{min(back, 2)}"] = 1
        signs["distance"] = math.log1p(token.i - nearest.head) / 5
        between = {r.entity for r in self._rows(nearest.end, token.idx)} & set(numbers) - {nearest.entity}
        signs[f"between={min(3, len(between))}"] = 1
        sentence = [
            r for r in self._rows(scene.starts[scene.sentence(nearest.start)], token.idx) if r.entity in numbers
        ]
        if sentence and sentence[0].entity == nearest.entity:
            signs[f"first@{min(back, 2)}"] = 1
        top = phrase_top(head)
        if top.dep_ in {"nsubj", "nsubj:pass"} and top.head.dep_ == "ROOT":
            signs[f"main@{min(back, 2)}"] = 1
        if top.dep_ == "conj":
            signs["coordinated"] = 1
        if scene.quote(token.idx) != scene.quote(nearest.start):
            signs["quote"] = 1
        if "\n" in scene.text[nearest.end : token.idx]:
            signs["paragraph"] = 1
        subjects = [r for r in before if role(doc[r.head]) == "subj"]
        if subjects:
            away = min(3, here - scene.sentence(subjects[-1].start))
            signs[f"subject@{away}"] = 1
            signs[f"{mine}:subject@{away}"] = 1
        if back == 0:
            self._same_sentence(token, [r for r in before if scene.sentence(r.start) == here], signs)

    def _same_sentence(self, token: Token, before: Sequence[Place], signs: Signs) -> None:
        """Binding and clause relations to the entity's mentions in the pronoun's own sentence."""
        doc = self.scene.doc
        mine, kind = role(token), clause(token)
        actor = subject(kind)
        reflexive = token.lower_.endswith("self")
        for row in before:
            head = doc[row.head]
            top = phrase_top(head)
            if within(token, top):
                signs["relative" if _through(token, top, {"acl:relcl", "acl"}) else "inside"] = 1
            if actor is not None and phrase_top(actor).i == top.i:
                signs["reflexive" if reflexive else f"own subject:{mine}"] = 1
            elif clause(head).i == kind.i:
                signs[f"coargument:{mine}<{role(head)}"] = 1
            for relation in _above(kind):
                governor = subject(relation.head) if relation.dep_ != "acl:relcl" else None
                if governor is not None and phrase_top(governor).i == top.i:
                    signs[f"matrix:{relation.dep_}"] = 1
        if token.head.i == before[-1].head or phrase_top(doc[before[-1].head]).i == token.head.i:
            signs["governor"] = 1

    def _cataphor(self, token: Token, row: Place, signs: Signs) -> None:
        doc = self.scene.doc
        head, top = doc[row.head], phrase_top(doc[row.head])
        signs["cataphor"] = 1
        signs[f"cataphor:{role(token)}<{role(head)}"] = 1
        kind = clause(token)
        if top.i == token.head.i or within(token, top):
            signs["cataphor:inside"] = 1
        elif kind.i == clause(head).i:
            signs["cataphor:one clause"] = 1
        if any(relation.head.i == clause(head).i for relation in _above(kind)) and role(head) == "subj":
            signs["cataphor:main"] = 1
        signs["cataphor distance"] = math.log1p(max(0, row.head - token.i)) / 5

    def _salience(self, number: int, before: Sequence[Place], signs: Signs) -> None:
        entity, mine = self.found[number], self.by_entity[number]
        signs["count"] = math.log1p(len(before))
        names = [r for r in mine if r.kind == "name"]
        signs["named"] = math.log1p(len(names))
        if names and names[0].start == min(
            (r.start for r in self.rows if self.found[r.entity].type == entity.type), default=-1
        ):
            signs["opens"] = 1
        if entity.names and all(len(n.split()) == 1 for n in entity.names):
            signs["short name only"] = 1
        elif before and before[-1].kind == "name":
            quote = self.scene.text[before[-1].start : before[-1].end]
            signs["shortened" if len(quote.split()) == 1 else "full"] = 1
        if self.title:
            signs["titled" if number in self.title else "untitled"] = 1
        if len(names) == 1:
            signs["once"] = 1
        if not entity.names:
            signs["nameless"] = 1

    def _hobbs(self, token: Token, rows: Sequence[tuple[int, Signs]]) -> None:
        """In which order a walk up the tree and back through the sentences meets the candidates (Hobbs, 1978)."""
        heads = {r.head: r.entity for r in self.rows}
        wanted = dict(rows)
        met: dict[int, None] = {}
        for met_token in walk(token):
            number = heads.get(met_token.i)
            if number in wanted:
                met.setdefault(number)
            if len(met) >= 4:
                break
        persons = [n for n in met if self.found[n].type in KINDS[kind_of(token)]]
        for place, number in enumerate(persons):
            wanted[number][f"hobbs={place}"] = 1
            wanted[number][f"hobbs={place}:{role(token)}"] = 1

    def _none(self, token: Token, gender: str, rows: Sequence[tuple[int, Signs]]) -> Signs:
        it = _says_nothing(token)
        signs: Signs = {
            "none": 1,
            f"none:{role(token)}": 1,
            f"none:{token.lower_}": 1,
            "none:expletive": float(it),
            f"none:of={min(3, len(rows))}": 1,
        }
        if self.scene.sentence(token.idx) == 0:
            signs["none:opening"] = 1
        if gender not in self.last:
            signs["none:first pronoun"] = 1
        last = last_speaker(self.scene, self.spoken, token, REACH)
        if last is not None:
            signs["none:floor known" if self._known(last.head) else "none:floor"] = 1
        return signs

    def _rows(self, start: int, end: int) -> list[Place]:
        return self.rows[bisect_left(self.rows, (start,)) : bisect_left(self.rows, (end,))]


def _named_in(title: str, found: Sequence[Gathered]) -> set[int]:
    """The persons whom the title names."""
    parts = {part for part in name_parts(title) if len(part) > 2} if title else set()
    return {
        number
        for number, entity in enumerate(found)
        if entity.type == "person" and any(part in parts for n in entity.names for part in name_parts(n))
    }


def _says_nothing(token: Token) -> bool:
    """Whether "it" only opens the sentence: "it is unclear whether", "it rained"."""
    head = token.head
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubj:pass", "expl"}:
        return False
    return (
        token.dep_ == "expl"
        or any(c.dep_ in {"ccomp", "csubj", "xcomp", "csubj:pass"} for c in head.children if c.i > head.i)
        and head.pos_ != "VERB"
    )


def walk(token: Token) -> Iterator[Token]:
    """The words before a pronoun in the order of Hobbs' search: up its own sentence, left to right, then back."""
    path = token
    own = clause(token)
    reflexive = token.lower_.endswith("self")
    while path.head.i != path.i:
        above = path.head
        for word in _breadth([c for c in above.children if c.i < path.i]):
            if reflexive or role(token) in {"poss", "subj"} or path.i == own.i or clause(word).i != own.i:
                yield word
        if above.i < token.i and above.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield above
        path = above
    sentence = token.sent
    for _ in range(REACH):
        if sentence.start == 0:
            return
        sentence = token.doc[sentence.start - 1].sent
        yield from _breadth([sentence.root])


def _breadth(words: list[Token]) -> Iterator[Token]:
    while words:
        yield from words
        words = [c for w in words for c in w.children]


def _above(verb: Token) -> list[Token]:
    """The clauses above a clause, each given by the word whose relation ties it to the next."""
    found = []
    while verb.head.i != verb.i:
        if verb.dep_ in {"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "xcomp", "csubj"}:
            found.append(verb)
        verb = verb.head
    return found


def _through(token: Token, top: Token, relations: set[str]) -> bool:
    while token.i != top.i:
        if token.dep_ in relations:
            return True
        token = token.head
    return False
