"""Lists of names in a text: names joined by commas and a conjunction, with the words that say what they list.

"26 platforms, including Facebook, WhatsApp, Instagram, X and YouTube". A list is read from the marks between names, so
that it holds where the parse loses a conjunct. Two names that a comma alone joins are a place in a place, or a name with
its description, and no list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from twosource.compare.likeness import lemma_of
from twosource.compare.points import Point, by_article
from twosource.compare.questions.evidence import tokens_of, told_by, words_of
from twosource.compare.questions.nounphrases import DETERMINERS, NOMINAL
from twosource.compare.questions.parse import LIGHT
from twosource.data import Anchor, Document, Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

JOINS = frozenset({"and", "or", "&", "nor"})
LEADS = frozenset({"including", "namely"})  # words that open a list
DESCRIBED = 8  # words at most between two commas
BESIDE = 5  # words that may describe a name between the mark and the name: "and the striker Ann Roe"
HEAD = 8  # words before a list that say what it lists
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
OPENING = frozenset({"since", "after", "before", "that", "if", "of", "while", "been", "being"})
THINGS = frozenset({"organisation", "group", "other"})

Kind = Literal["person", "place", "other"]


@dataclass(frozen=True, slots=True)
class Name:
    """A member of a list: the words, whom or what they name, and their tokens."""

    words: str
    actor: str
    type: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of names, as evidence: the point's anchor is the list with its head words."""

    point: Point
    names: tuple[Name, ...]
    words: Anchor  # the names alone
    heads: frozenset[str]  # lemmas of the words that say what it lists, and of its predicate
    around: frozenset[str]  # content lemmas of its clause without the names
    rest: str  # the clause without the names
    only: frozenset[str]  # the actors that the article names nowhere else

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article

    @property
    def kind(self) -> Kind:
        """What most of its members are."""
        counts = Counter("other" if n.type in THINGS else n.type for n in self.names)
        most = max(sorted(counts), key=lambda kind: counts[kind])
        return "person" if most == "person" else "place" if most == "place" else "other"


def find_lists(documents: Sequence[Document], actor_of: Mapping[str, str], events: Sequence[Point]) -> list[Listing]:
    """All lists of two names or more that stand in a statement's sentence, in order of article and text."""
    of_article = by_article(events)
    found = []
    for document in documents:
        names = _names(document, actor_of)
        counts = Counter(n.actor for n in names)
        for run in _runs(document, names):
            only = frozenset(n.actor for n in run if counts[n.actor] == 1)
            listing = _made(document, run, of_article[document.article.id], only)
            if listing is not None:
                found.append(listing)
    return sorted(found, key=lambda x: x.point.anchor)


def _runs(document: Document, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names in a row with nothing between them but marks, conjunctions and words that describe the next one."""
    doc, run, joined = document.doc, list[Name](), False
    for name in names:
        mark = _mark(doc, run[-1], name) if run else ""
        if mark == "inside":
            run[-1] = replace(run[-1], last=name.last)
            continue
        if not mark:
            if _lists(doc, run, joined=joined):
                yield run
            run, joined = [], False
        run.append(name)
        joined |= mark == "join"
    if _lists(doc, run, joined=joined):
        yield run


def _names(document: Document, actor_of: Mapping[str, str]) -> list[Name]:
    """The names of the document in order; of names inside names the longest."""
    found: list[Name] = []
    for entity, anchor in _mentions(document):
        span = tokens_of(document, anchor)
        if entity.id not in actor_of or (found and span.start <= found[-1].last):
            continue
        found.append(Name(anchor.quote, actor_of[entity.id], entity.type, span.start, span.end - 1))
    return found


def _mentions(document: Document) -> list[tuple[Entity, Anchor]]:
    named = [(e, m.anchor) for e in document.entities for m in e.mentions if m.kind == "name"]
    return sorted(named, key=lambda n: (n[1].start, -n[1].end, n[0].id))


def _one_type(a: Name, b: Name) -> bool:
    return a.type == b.type or {a.type, b.type} <= THINGS


def _mark(doc: Doc, one: Name, two: Name) -> Literal["", "comma", "join", "inside"]:
    """How two names are joined: by a conjunction, by a comma, not at all; "inside" where the second only says who the
    first is ("Ann Roe, mayor of Leeds").
    """
    between = list(doc[one.last + 1 : two.first])
    parts: list[list[Token]] = [[]]
    for token in between:
        if token.text in {",", ";"} or token.lower_ in JOINS:
            parts.append([])
        else:
            parts[-1].append(token)
    *described, last = parts
    if not described or described[0] or any(t.is_space for t in between) or len(last) > BESIDE:
        return ""
    if any(not _describes(part) for part in described) or (any(described) and one.type != "person"):
        return ""
    if any(t.lower_ == "of" for t in last) and one.type == "person" and _describes(last):
        return "inside"
    if not all(t.tag_ in NOMINAL | DETERMINERS | {"CD"} or t.is_quote for t in last) or not _one_type(one, two):
        return ""
    return "join" if any(t.lower_ in JOINS for t in between) else "comma"


def _describes(part: Sequence[Token]) -> bool:
    """Whether words between commas can only describe the name before them: an age, a trade."""
    return len(part) <= DESCRIBED and all(t.tag_ in NOMINAL | DETERMINERS | {"CD", "IN"} for t in part)


def _lists(doc: Doc, run: Sequence[Name], *, joined: bool) -> bool:
    """Whether a row of names is a list: a conjunction joins them, or words say that they are some of several."""
    if len({n.actor for n in run}) < 2:
        return False
    several = len(run) > 2 and _opened(doc, run[0].first)
    return joined or bool(several) or bool(_closed(doc, run[-1].last))


def _opened(doc: Doc, at: int) -> int:
    """How many words before a list open it: "such as", "including", "among them"."""
    before = [t.lower_ for t in doc[max(0, at - 2) : at]]
    if before in (["such", "as"], ["among", "them"]):
        return 2
    return int(bool(before) and before[-1] in LEADS)


def _closed(doc: Doc, at: int) -> int:
    """How many words after a list close it: "among them", "among others"."""
    after = [t.lower_ for t in doc[at + 1 : at + 4] if t.text != ","]
    closes = after[:2] in (["among", "them"], ["among", "others"])
    return (2 + (doc[at + 1].text == ",")) if closes else 0


# ---- the words around a list


def _made(document: Document, names: Sequence[Name], points: Sequence[Point], only: frozenset[str]) -> Listing | None:
    doc = document.doc
    start, end = _head(doc, names[0].first), names[-1].last + _closed(doc, names[-1].last)
    words, whole = words_of(document, names[0].first, names[-1].last), words_of(document, start, end)
    point = told_by(words, points)
    if point is None:
        return None
    clause = point.statement.anchor
    rest = clause.quote[: max(0, words.start - clause.start)] + " " + clause.quote[max(0, words.end - clause.start) :]
    own = {i for n in names for i in range(n.first, n.last + 1)}
    heads = _lemmas(doc[start : names[0].first], own) | {point.statement.lemma.lower()}
    around = _lemmas(tokens_of(document, clause), own)
    told = replace(point, anchor=whole, focus=words)
    return Listing(told, tuple(names), words, heads - LIGHT, around - LIGHT, rest, only)


def _lemmas(tokens: Iterable[Token], own: Collection[int]) -> frozenset[str]:
    return frozenset(lemma_of(t) for t in tokens if t.i not in own and t.pos_ in CONTENT and not t.is_stop)


def _head(doc: Doc, at: int) -> int:
    """Where the words begin that say what a list lists: "its key plants in", "the bodyguards"."""
    start = at - _opened(doc, at)
    least = max(doc[at].sent.start if doc.has_annotation("SENT_START") else 0, at - HEAD)
    while start > least and _belongs(doc[start - 1]):
        start -= 1
    while start < at and (doc[start].is_punct or doc[start].tag_ == "CC" or doc[start].lower_ in OPENING):
        start += 1
    return start


def _belongs(token: Token) -> bool:
    """Whether a word before a list may be part of what says what it lists."""
    nominal = token.tag_ in NOMINAL | DETERMINERS | {"CD", "VBN", "IN", "VBG"}
    return nominal and not token.is_space
