"""Sentences as lines of words, and noun phrases read along them from the part-of-speech tags.

What ranks a thing ("the longest strike at the ports in 30 years") is long, and a parse breaks in it more
often than its tags do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.likeness import lemma_of
from twosource.compare.questions.evidence import TELLING
from twosource.compare.questions.parse import COMMON, NAMES, NOUNS
from twosource.data import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD"})
DETERMINERS = frozenset({"DT", "PDT", "PRP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
HYPHENS = frozenset({"-", "–", "‑"})
MARKS = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
NEARLY = frozenset("at least most almost nearly over more less than about around under well roughly just".split())
HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence, without blanks."""

    tokens: tuple[Token, ...]
    lowered: tuple[str, ...]
    tags: tuple[str, ...]

    def word(self, at: int) -> str:
        """The word at a place, in lower case; "" outside the sentence."""
        return self.lowered[at] if 0 <= at < len(self.lowered) else ""

    def tag(self, at: int) -> str:
        """Its part-of-speech tag."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def words(self, start: int, end: int) -> list[str]:
        """The words of a stretch, in lower case."""
        return list(self.lowered[max(0, start) : max(0, end)])


def lines(document: Document) -> Iterator[Line]:
    """The sentences that tell something: no questions, no words beside the report."""
    blocks = [b for b in document.article.blocks if b.kind in TELLING and b.repeats is None]
    for sentence in document.doc.sents if document.doc.has_annotation("SENT_START") else ():
        tokens = tuple(t for t in sentence if not t.is_space)
        if tokens and tokens[-1].text != "?" and any(b.start <= tokens[0].idx < b.end for b in blocks):
            yield Line(tokens, tuple(t.lower_ for t in tokens), tuple(t.tag_ for t in tokens))


def named_by(line: Line, at: int) -> tuple[int, int]:
    """(head, end) of the nouns that begin at `at` or after adjectives there; (-1, at) where no noun follows."""
    head, i = -1, at
    while i < len(line.tokens):
        tag = line.tag(i)
        if tag in NOUNS:
            # "the largest march Oslo has seen": the name begins a clause of its own
            if head >= 0 and tag in NAMES and line.tag(head) not in NAMES and not _goes_on(line, i):
                break
            head = i
        elif head < 0 and (tag in ADJECTIVES or line.word(i) in {"ever", *HYPHENS, *MARKS}):
            pass
        elif head < 0 and line.word(i) in {"and", ","} and line.tag(i + 1) in {"JJ", "JJS", "RBS", "RB"}:
            pass
        elif head < 0 and tag in {"RB", "RBS"} and line.tag(i + 1) in ADJECTIVES:
            pass
        elif line.word(i) in HYPHENS and line.tag(i + 1) in NOUNS:
            pass
        elif head < 0 and i > at and _hyphened(line, i):
            pass
        else:
            break
        i += 1
    return (head, head + 1) if head >= 0 else (-1, at)


def _hyphened(line: Line, at: int) -> bool:
    """Whether the word is part of a compound: "right-of-centre"."""
    return line.word(at - 1) in HYPHENS and line.word(at + 1) in HYPHENS


def _goes_on(line: Line, at: int) -> bool:
    """Whether a common noun follows the name: "the worst Boeing crash"."""
    while line.tag(at) in NAMES:
        at += 1
    return line.tag(at) in COMMON


def phrase_after(line: Line, at: int) -> tuple[int, int]:
    """(head, end) of the noun phrase that begins at `at`, of a bare number too; (-1, at) where none does."""
    i, head = at, -1
    while i < len(line.tokens):
        tag, word = line.tag(i), line.word(i)
        if tag in NOUNS or tag == "CD":
            head = i
        elif tag == "POS":
            pass
        elif tag in DETERMINERS or word in NEARLY:
            if head >= 0 and line.tag(i - 1) != "POS":
                break
        elif not (tag in ADJECTIVES or word in HYPHENS or word in MARKS or _hyphened(line, i)):
            break
        elif tag in ADJECTIVES and head >= 0 and line.tag(i - 1) not in {"POS", "CD", "JJ", "HYPH"}:
            break
        i += 1
    return (head, head + 1) if head >= 0 else (-1, at)


def begins(line: Line, at: int) -> int:
    """Where the noun phrase begins that ends before `at`: over adjectives, nouns, names and their possessors."""
    i = at
    while i > 0:
        tag, word = line.tag(i - 1), line.word(i - 1)
        if tag in DETERMINERS:
            i -= 1
            if not (i > 0 and line.tag(i - 1) == "POS"):
                break
        elif tag in NOUNS or tag in {"JJ", "CD", "POS"} or (word in HYPHENS and line.tag(i - 2) in NOUNS | {"JJ"}):
            i -= 1
        else:
            break
    return i


def stem(token: Token) -> str:
    """The lemma of a noun, of a name the word as it stands."""
    return lemma_of(token) if token.tag_ not in NAMES or token.text.isupper() else token.lower_
