"""Noun phrases beside a name, read from the words' tags and the commas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.questions.evidence import tokens_of
from twosource.compare.questions.parse import NOUNS
from twosource.data import Document, Entity
from twosource.models.roles import is_role, units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = NOUNS | {"JJ", "JJR", "JJS", "POS", "HYPH", "AFX"}
DETERMINERS = frozenset({"DT", "PRP$"})
POINTING = frozenset({"that", "this", "these", "those", "all", "both"})
LINKS = frozenset({"of", "for", "at", "in", "to", "with", "on", "from"})
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
LONGEST = 16  # words of a description

Stretch = tuple[int, int]  # of the tokens of a document


@dataclass(frozen=True, slots=True)
class Page:
    """A document with what its words are part of: names, times."""

    document: Document
    named: dict[int, Entity]
    timed: frozenset[int]

    @property
    def doc(self) -> Doc:
        """Its tokens."""
        return self.document.doc


def page_of(document: Document) -> Page:
    """The document with the names and times of its words."""
    named = {
        t.i: e for e in document.entities for m in e.mentions if m.kind == "name" for t in tokens_of(document, m.anchor)
    }
    return Page(document, named, frozenset(t.i for time in document.times for t in tokens_of(document, time.anchor)))


def nominal(token: Token) -> bool:
    """Whether a word may be part of a noun phrase after its article."""
    if token.tag_ in {"VBN", "VBG"}:
        return token.dep_ in {"amod", "compound"}
    joined = token.i + 1 < len(token.doc) and token.nbor().tag_ == "HYPH"  # 40-year-old, second-largest
    return token.tag_ in NOMINAL or joined


def role_at(doc: Doc, at: int, end: int) -> str:
    """The role with which the words from here on begin, "" for none: "CEO of the bank"."""
    drawn = units([t.text for t in doc[at:end]])
    return drawn[0][2] if drawn and is_role(drawn[0][2]) else ""


def role_before(doc: Doc, end: int) -> str:
    """The role with which the words up to here end, "" for none."""
    drawn = units([t.text for t in doc[max(0, end - 3) : end]])
    return drawn[-1][2] if drawn and is_role(drawn[-1][2]) else ""


def joins_roles(doc: Doc, at: int, end: int) -> bool:
    """Whether the "and" here joins two roles of one person: "chairman and CEO", not "a judge and President X"."""
    if doc[at].lower_ != "and" or at + 1 >= end or not (role_before(doc, at) and role_at(doc, at + 1, end)):
        return False
    left, right = doc[at - 1].text, doc[at + 1].text
    return right.isupper() or left[:1].isupper() == right[:1].isupper()


def phrases(doc: Doc, at: int, end: int) -> list[Stretch]:
    """The noun phrases of a chain, parted by its prepositions and before its articles."""
    cuts = [at]
    for i in range(at, end):
        if doc[i].lower_ in LINKS and doc[i].tag_ in {"IN", "TO"}:
            cuts.append(i + 1)
    return [
        (a, b - 1 if b < end else end) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if b - 1 > a or b == end > a
    ]


def definite(doc: Doc, phrase: Stretch, *, indefinite: bool) -> bool:
    """Whether a phrase points at one: "the", "his", "Spain's"; or has any article, where `indefinite` says that will do."""
    first = doc[phrase[0]]
    if first.tag_ in DETERMINERS:
        return indefinite or first.lower_ not in {"a", "an", "some", "any", "no", "every", "each"}
    return any(t.tag_ == "POS" for t in doc[slice(*phrase)])


def head_of(doc: Doc, phrase: Stretch) -> Token:
    """The last noun of a phrase."""
    return next((doc[i] for i in range(phrase[1] - 1, phrase[0] - 1, -1) if doc[i].tag_ in NOUNS), doc[phrase[1] - 1])


def past_age(doc: Doc, at: int) -> int:
    """Where an apposition goes on after an age: "X, 45, the mayor"."""
    aged = at + (doc[at].lower_ in {"aged", "age"})
    if aged + 1 < len(doc) and doc[aged].tag_ == "CD" and doc[aged + 1].text == ",":
        return aged + 2
    return at


def chain(page: Page, at: int) -> Stretch | None:
    """The noun phrase that begins here, with the phrases that prepositions hang on it."""
    doc, end = page.doc, at
    while end < len(doc) and end - at < LONGEST and not doc[end].is_space:
        token = doc[end]
        linked = token.lower_ in LINKS and end > at and end + 1 < len(doc) and _begins(doc[end + 1])
        opens = opens_phrase(token) and (end == at or doc[end - 1].lower_ in LINKS)
        both = end > at and joins_roles(doc, end, end + 4)
        if end in page.timed or not (
            nominal(token) or linked or opens or both or end in page.named or (token.lower_ == "one" and end == at)
        ):
            break
        end += 1
    while end > at and (doc[end - 1].lower_ in LINKS or doc[end - 1].tag_ in DETERMINERS):
        end -= 1
    return (at, end) if end > at else None


def _begins(token: Token) -> bool:
    return opens_phrase(token) or nominal(token)


def opens_phrase(token: Token) -> bool:
    """Whether a word is an article or a possessive."""
    return token.tag_ in DETERMINERS and token.lower_ not in POINTING


def closed(doc: Doc, at: int) -> bool:
    """Whether an apposition ends here: a comma, a stop, a relative, the end."""
    if at >= len(doc):
        return True
    token = doc[at]
    return (token.is_punct and token.tag_ != "HYPH") or token.is_space or token.tag_ in RELATIVES or token.tag_ == "CC"
