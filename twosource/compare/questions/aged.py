"""Whose ages a report gives, and by which words: what `ages` compares.

Beside the age stands a name ("X, 49", "the 39-year-old captain X", "a steward of 32 called X"), or the number is said of somebody
("she is 75"), or the words point back to the one last told of ("the 52-year-old won"). Such a pointer is `referred`: it may
miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from twosource.compare.beings import LEAST, being
from twosource.compare.likeness import lemma_of
from twosource.compare.questions.evidence import tokens_of
from twosource.compare.questions.parse import child, is_copular, subject
from twosource.data import Actor, Anchor, Document, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

AFTER = re.compile(  # between a name and the age that follows it
    r"(?:\s\([^()]*\))?(?:,\s|\s\(|\s)(?:(?:who|now|is|was|aged|age|at)\s)*"
    r"(?:(?:an?|the)\s(?:[\w’'-]+\s){0,2}?|an?\s(?:[\w’'-]+\s){1,4}of\s)?$"
)
BEFORE = re.compile(r"(?:\s[\w.’'-]+){0,4}?\s$")  # between "39-year-old" and the name: "Capt."
ENDS = re.compile(r"\s?[,;).:]|\s(?:and|when|years?|called|named|surnamed|known|who|from|with|at|on|in)\b|$")
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
CALLED = frozenset({"called", "named", "surnamed", "nicknamed", "identified", "known", "as"})
TOGETHER = frozenset(
    "crew team group party family band army staff squad cast gang class jury panel mob crowd population household unit force board "
    "cabinet committee council company community audience delegation choir orchestra platoon battalion convoy".split()
)
GROWN, OLDEST = 13, 110  # years; "an ambassador of 74", but "a winner of four"
BACK = 3  # sentences in which "the 52-year-old" has its name


class Aged(NamedTuple):
    """An age, whose it is, and whether words that only point back say so."""

    age: Quantity
    name: Anchor
    actor: str
    referred: bool = False


class Persons:
    """The persons of the story in one document."""

    def __init__(self, document: Document, actors: Sequence[Actor]) -> None:
        self.document, self.text = document, document.article.text
        of = {entity: actor.id for actor in actors if actor.type == "person" for entity in actor.entities}
        mentions = [(m.anchor, of[e.id], m.kind) for e in document.entities if e.id in of for m in e.mentions]
        self.all = [(anchor, actor) for anchor, actor, _ in sorted(mentions)]
        self.named = [(anchor, actor) for anchor, actor, kind in mentions if kind != "pronoun"]

    def aged(self, age: Quantity) -> Aged | None:
        """Whose age it is, where the words say so."""
        beside = self._beside(age.anchor) or self._said_of(age.anchor)
        return Aged(age, *beside) if beside else self._last_told_of(age)

    def _beside(self, age: Anchor) -> tuple[Anchor, str] | None:
        for name, actor in self.named:
            if name.end <= age.start and AFTER.fullmatch(self.text, name.end, age.start):
                return name, actor
            if age.end <= name.start and BEFORE.fullmatch(self.text, age.end, name.start):
                between = self.document.doc.char_span(age.end, name.start, alignment_mode="contract") or ()
                if all(t.pos_ in NAMING or t.lower_ in CALLED for t in between if t.is_alpha):
                    return name, actor
        return None

    def _said_of(self, age: Anchor) -> tuple[Anchor, str] | None:
        """The person that an age is the predicate of: "she was 75"."""
        said = subject_of_age(self.document, age)
        return next((m for m in self.all if said is not None and m[0].start <= said.idx < m[0].end), None)

    def _last_told_of(self, age: Quantity) -> Aged | None:
        """The one person of the last sentence that tells of any, or its subject, for "the 52-year-old"."""
        doc, (start, end) = self.document.doc, (age.anchor.start, age.anchor.end)
        span = tokens_of(self.document, age.anchor)
        if end - start < len("9-year-old") or span.start == 0 or doc[span.start - 1].lower_ != "the":
            return None
        sentences = [s for s in doc.sents if s.start_char <= start][-1 - BACK :]
        above = next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), span.root)
        doer = subject(above)  # in "the judge told the 52-year-old" it is not the judge
        own = [
            (name, actor)
            for name, actor in self.all
            if sentences[-1].start_char <= name.start < start and not (doer and name.start <= doer.idx < name.end)
        ]
        for sentence in [sentences[-1]] if own else reversed(sentences[:-1]):
            within = own or [m for m in self.all if sentence.start_char <= m[0].start < sentence.end_char]
            if within:
                head = subject(sentence.root)
                subjects = [m for m in within if head is not None and m[0].start <= head.idx < m[0].end]
                one = within if len({actor for _, actor in within}) == 1 else subjects
                return Aged(age, age.anchor, one[-1][1], referred=True) if one else None
        return None


def ages_of(document: Document) -> Iterator[Quantity]:
    """The ages that a document gives: figures read as such, and bare numbers that the words around make ages."""
    for quantity in document.quantities:
        if quantity.dimension == "age":
            yield quantity
        elif _may_be_age(quantity) and ENDS.match(document.article.text, quantity.anchor.end):
            if subject_of_age(document, quantity.anchor) is not None or bearer_of(document, quantity) is not None:
                yield msgspec.structs.replace(quantity, unit="a", dimension="age", rule="age")


def _may_be_age(quantity: Quantity) -> bool:
    exact = quantity.low == quantity.high and not (quantity.at_least or quantity.at_most or quantity.approximate)
    whole = quantity.low is not None and quantity.low == int(quantity.low) and GROWN <= quantity.low <= OLDEST
    return exact and whole and not (quantity.dimension or quantity.unit or quantity.ordinal or quantity.counted)


def bearer_of(document: Document, age: Quantity) -> Token | None:
    """The noun of "a steward of 32"."""
    span = tokens_of(document, age.anchor)
    if span.start < 2 or document.meaning is None or span[0].nbor(-1).lower_ != "of":
        return None
    noun = document.doc[span.start - 2]
    one = noun.tag_ == "NN" and lemma_of(noun) not in TOGETHER and any(c.lower_ in {"a", "an"} for c in noun.children)
    return noun if one and being(document.meaning[noun.i]) >= LEAST else None


def subject_of_age(document: Document, age: Anchor) -> Token | None:
    """Who an age is said of by "is": a person's pronoun or a noun for one being."""
    span = tokens_of(document, age)
    number = span.root if len(span) else None
    said = (
        subject(number) if number is not None and is_copular(number) and child(number, "nmod", "case") is None else None
    )
    if said is None or number is None or document.meaning is None:
        return None
    if said.lower_ == "who":
        said = number.head
    if said.lower_ in {"he", "she"} or said.tag_ == "NNP":
        return said
    return said if said.tag_ == "NN" and being(document.meaning[said.i]) >= LEAST else None
