"""An entity while its mentions are gathered, and the sentence facts that tell which entity a pronoun can stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from twosource.models.institutions import Institution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Type = Literal["person", "organisation", "place", "group", "other"]
Kind = Literal["name", "nominal", "pronoun"]
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")
INSIDE_NAME = frozenset({"appos", "flat", "compound", "nmod:desc", "flat:name"})
ROLES = {
    "nsubj": "subj", "nsubj:pass": "subj", "csubj": "subj", "obj": "obj", "iobj": "obj", "obl": "obl", "obl:agent": "obl",
    "nmod:poss": "poss", "nmod": "nmod", "ROOT": "root",
}  # fmt: skip
SAME_CLAUSE = frozenset({"xcomp", "aux", "aux:pass", "cop"})


@dataclass(slots=True)
class Gathered:
    """An entity of one article while it is gathered."""

    type: Type
    names: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, Kind]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)  # head words of the titles
    gender: str = ""  # "m" or "f" by a title: "Mr", "queen"
    given: str = ""  # by the given name of a full name
    guess: str = ""  # by a single name, which may be a surname
    body: Institution | None = None  # a body that every state has, with the state where the words tell it


class Place(NamedTuple):
    """A mention as the ranker sees it."""

    start: int  # characters
    end: int
    entity: int
    head: int  # token
    kind: Kind


class Scene:
    """What the parse of one Doc says about places: sentence, role, clause, quotation."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins it anew whenever it is asked
        self.starts = [s.start_char for s in doc.sents]
        self.quotes = [(m.start(), m.end()) for m in QUOTED.finditer(self.text)]
        self._quote_starts = [a for a, _ in self.quotes]

    def sentence(self, char: int) -> int:
        """Number of the sentence at a character."""
        return bisect_right(self.starts, char) - 1

    def quote(self, char: int) -> int:
        """Number of the quotation at a character, -1 outside of any."""
        at = bisect_right(self._quote_starts, char) - 1
        return at if at >= 0 and char < self.quotes[at][1] else -1

    def head(self, start: int, end: int) -> Token | None:
        """The head word of a stretch of text."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None


def phrase_top(token: Token) -> Token:
    """The head of the noun phrase that a name stands in: "minister" in "the minister, Ida Brandt"."""
    while token.dep_ in INSIDE_NAME and token.head.i != token.i:
        token = token.head
    return token


def role(token: Token) -> str:
    """subj, obj, obl, poss, nmod, root or other; of a coordinated name that of the first."""
    top = phrase_top(token)
    while top.dep_ == "conj" and top.head.i != top.i:
        top = phrase_top(top.head)
    return ROLES.get(top.dep_, "other")


def clause(token: Token) -> Token:
    """The verb (or other head) of the clause a word stands in."""
    top = phrase_top(token)
    while top.head.i != top.i:
        if top.pos_ in {"VERB", "AUX"} and top.dep_ not in SAME_CLAUSE:
            return top
        if top.dep_ in {"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"}:
            return top
        top = top.head
    return top


def subject(verb: Token) -> Token | None:
    """The subject of a clause, taken from the clause it shares one with where it has none."""
    for _ in range(6):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubj:pass"}:
                return child
        if verb.dep_ not in {"conj", "xcomp", "advcl", "acl"} or verb.head.i == verb.i:
            return None
        if verb.dep_ == "acl":
            return verb.head
        verb = verb.head
    return None


def within(token: Token, top: Token) -> bool:
    """Whether a word hangs under another, or is it."""
    while token.i != top.i:
        if token.head.i == token.i:
            return False
        token = token.head
    return True


def places(scene: Scene, found: Sequence[Gathered]) -> list[Place]:
    """All mentions of all entities, in text order."""
    rows = []
    for number, entity in enumerate(found):
        for start, end, kind in entity.mentions:
            head = scene.head(start, end)
            if head is not None:
                rows.append(Place(start, end, number, head.i, kind))
    return sorted(rows)
