"""The words by which a report names an actor, each in the voice that uses them.

Names, titles before and after a name, descriptions; what someone is called, described or branded as; short phrases that
the report itself puts in quotation marks; and noun phrases for those who have no name: "the gunmen", "the blast".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from twosource.compare.beings import LEAST, being
from twosource.data import Anchor, Attribution, BlockKind, Document, Entity, Label, Voice
from twosource.models.institutions import is_body, lands_named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABEL_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})
DESCRIBING = frozenset({"amod", "compound", "nmod:poss", "nmod", "acl"})
ACTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "ROOT"})
TAILS = frozenset({"of", "for", "with", "against"})  # prepositional tails that belong to what a thing is called
PLAIN = frozenset(
    "day week month year time hour minute second night morning evening afternoon decade century percent number part way thing moment "
    "point case fact end start place side result lot kind bit line term name word people person one some many most other "
    "rest half third total amount rate level sort type example question answer reason address information detail".split()
)
CALLED = frozenset(
    "call describe label brand regard characterize characterise dub term denounce condemn dismiss decry slam hail praise portray depict deem "
    "consider classify designate view see style denigrate vilify".split()
)
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})  # which, who, whose, where
OPENING = '“"«‘'
LONGEST = 14  # words of a label
SHORT_QUOTE = 8  # words that may stand in quotation marks as a label and not as speech


@dataclass(frozen=True, slots=True)
class Words:
    """A label of what has no name, with the noun that it is gathered by."""

    head: str
    label: Label
    acts: bool  # it does something or something is done to it
    loaded: bool  # the report quotes it, or says that somebody calls it so
    somebody: bool  # a person, or people who act as one
    owner: str  # the state that it names, or of a body of state the names before it: "Velden police"


class Voices:
    """Which stretches of a document somebody is quoted for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.direct = [(a, c) for a in document.attributions if a.kind != "indirect" for c in a.content]

    def label(self, anchor: Anchor, kind: Literal["name", "title", "description"], voice: Voice | None = None) -> Label:
        """The label at an anchor, with its voice and, where it is quoted, its speaker."""
        said = [a for a, c in self.direct if c.covers(anchor)]
        quoted = voice is Voice.QUOTED or any(a.kind == "direct" for a in said) or self._in_quotes(anchor)
        return Label(
            anchor.article,
            anchor.start,
            anchor.end,
            anchor.quote,
            outlet=self.document.article.outlet,
            voice=Voice.QUOTED if quoted else Voice.NARRATOR,
            kind=kind,
            speaker=_speaker(said) if quoted else None,
        )

    def _in_quotes(self, anchor: Anchor) -> bool:
        text = self.document.article.text
        return (
            anchor.start > 0
            and text[anchor.start - 1] in OPENING
            and text[anchor.end : anchor.end + 1] in set('”"»’,.')
        )


def _speaker(said: Sequence[Attribution]) -> str | None:
    for attribution in said:
        if attribution.speaker or attribution.source:
            return attribution.speaker or (attribution.source.quote if attribution.source else None)
    return None


# ---- labels of a named entity


def entity_labels(document: Document, entity: Entity) -> Iterator[Label]:
    """The words of each name mention's noun phrase, each title and each description."""
    doc, article, voices = document.doc, document.article, Voices(document)
    for mention in entity.mentions:
        if mention.kind == "pronoun":
            continue
        yield voices.label(mention.anchor, "name" if mention.kind == "name" else "description", mention.voice)
        if mention.kind == "name" and doc.has_annotation("DEP"):
            span = doc.char_span(mention.anchor.start, mention.anchor.end, alignment_mode="expand")
            if span is not None and len(span):
                start, end = phrase(span.root)
                if (start, end) != (span.start, span.end) and start <= span.start and end - start <= LONGEST:
                    yield voices.label(article.anchor(*_characters(doc, start, end)), "title", mention.voice)
    for title in entity.titles:
        yield voices.label(title, "title")


def _characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def phrase(head: Token) -> tuple[int, int]:
    """Token range of a noun phrase without clauses, what is coordinated, and tails that only say where or when."""
    top = head
    while top.dep_ in {"flat", "compound", "appos"} and top.head.pos_ in {"NOUN", "PROPN"} and top.head.i < head.i:
        top = top.head
    inside = [t.i for t in top.subtree if not _cut(t, top)]
    doc = head.doc
    start, end = min(inside), max(inside) + 1
    end = next((i for i in range(top.i + 1, end) if doc[i].tag_ in RELATIVES), end)  # a clause that the parse took in
    while start < end and (doc[start].is_punct or doc[start].dep_ in {"case", "cc", "mark"} or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in {"'s", "’s"}):
        end -= 1
    return (start, end) if end > start else (head.i, head.i + 1)


def _cut(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {
            "acl:relcl",
            "advcl",
            "parataxis",
            "conj",
            "cc",
            "nsubj",
            "cop",
            "aux",
            "mark",
            "advmod:emph",
        }:
            return True
        if (
            token.dep_ in {"obl", "advmod", "discourse", "obl:npmod", "obl:tmod"}
            and token.head.i == top.i
            and token.i > top.i
        ):
            return True
        if token.dep_ == "nmod" and token.i > token.head.i and not _tail(token):
            return True
        if token.dep_ in {"appos", "acl"} and token.head.i == top.i and token.i > top.i:
            return True
        token = token.head
    return False


def _tail(noun: Token) -> bool:
    cases = [c.lower_ for c in noun.children if c.dep_ == "case"]
    return not cases or cases[0] in TAILS


# ---- labels of what has no name


def unnamed_words(document: Document, taken: set[tuple[int, int]]) -> Iterator[Words]:
    """Noun phrases for those without a name, and what they are called; `taken` are labels of the named."""
    if not document.doc.has_annotation("DEP"):
        return
    voices = Voices(document)
    quoted = dict(quoted_phrases(document))
    for token in _tokens(document):
        if token.i in quoted:
            words = _words(document, voices, token, quoted[token.i], loaded=True)
        elif token.pos_ == "NOUN" and _may_be_actor(token):
            words = _words(document, voices, token, phrase(token), loaded=_called(token) is not None)
        else:
            continue
        if words is not None and (words.label.start, words.label.end) not in taken:
            yield words


def called_labels(document: Document) -> Iterator[tuple[Anchor, Label]]:
    """(who is called so, the label): "branded the group as terrorists", "called the demands irresponsible"."""
    if not document.doc.has_annotation("DEP"):
        return
    doc, article, voices = document.doc, document.article, Voices(document)
    for token in _tokens(document):
        if (target := _called(token)) is None:
            continue
        start, end = phrase(token)
        if not start <= target.i < end and end - start <= LONGEST:
            anchor = article.anchor(target.idx, target.idx + len(target))
            yield anchor, voices.label(article.anchor(*_characters(doc, start, end)), "description")


def _called(token: Token) -> Token | None:
    """Of whom the token is said by a verb of calling."""
    verb = token.head
    if verb.lemma_.lower() not in CALLED or verb.pos_ != "VERB" or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    as_what = token.dep_ in {"obl", "advcl"} and any(c.lower_ == "as" for c in token.children)
    objects = [c for c in verb.children if c.dep_ == "obj"]
    # "called the raid a massacre": the parse may see two objects, of which the second is said of the first
    if not as_what and token.dep_ not in {"xcomp", "obl:pred"} and token not in objects[1:]:
        return None
    return next((c for c in [*objects, *verb.children] if c.dep_ in {"obj", "nsubj:pass"}), None)


def quoted_phrases(document: Document) -> Iterator[tuple[int, tuple[int, int]]]:
    """(head, token range) of short quotations without a verb of their own: the report's own quotation marks."""
    doc = document.doc
    start = None
    for token in doc:
        if token.text in {"“", "«"} or (token.text == '"' and start is None):
            start = token.i + 1
        elif start is not None and token.text in {"”", "»", '"'}:
            span = doc[start : token.i]
            while len(span) and (span[-1].is_punct or span[-1].is_space):
                span = span[:-1]
            if 1 <= len(span) <= SHORT_QUOTE and _a_phrase(span.root) and not any(t.dep_ == "nsubj" for t in span):
                yield span.root.i, (span.start, span.end)
            start = None
        elif "\n" in token.text:
            start = None


def _a_phrase(root: Token) -> bool:
    return root.pos_ in {"NOUN", "ADJ"} or (root.pos_ == "PROPN" and root.is_lower)


def _tokens(document: Document) -> Iterator[Token]:
    blocks = [(b.start, b.end) for b in document.article.blocks if b.kind in LABEL_BLOCKS and b.repeats is None]
    at = 0
    for token in document.doc:
        while at < len(blocks) and blocks[at][1] <= token.idx:
            at += 1
        if at >= len(blocks):
            return
        if token.idx >= blocks[at][0]:
            yield token


def _may_be_actor(token: Token) -> bool:
    """Whether a noun stands for somebody or something: described, pointed at, or a bare plural that acts."""
    if token.lemma_.lower() in PLAIN or token.dep_ == "compound" or token.ent_type_ in {"DATE", "MONEY", "PERSON"}:
        return False
    left = [c for c in token.children if c.i < token.i]
    if any(c.dep_ in DESCRIBING and c.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"} for c in token.children):
        return True
    return any(c.lower_ in {"the", "this", "these", "those", "a", "an"} for c in left) or (
        token.tag_ == "NNS" and token.dep_ in ACTS
    )


def _words(document: Document, voices: Voices, token: Token, bounds: tuple[int, int], *, loaded: bool) -> Words | None:
    start, end = bounds
    if not start <= token.i < end or end - start > LONGEST:
        return None
    anchor = document.article.anchor(*_characters(document.doc, start, end))
    label = voices.label(anchor, "description")
    somebody = document.meaning is not None and being(document.meaning[token.i]) > LEAST
    return Words(token.lemma_.lower(), label, token.dep_ in ACTS, loaded, somebody, _owner(token, anchor.quote))


def _owner(token: Token, quote: str) -> str:
    lands = lands_named(quote)
    if lands or not is_body(token.lemma_.lower()):
        return next(iter(lands)) if len(lands) == 1 else ""
    return " ".join(c.lower_ for c in token.lefts if c.pos_ == "PROPN")
