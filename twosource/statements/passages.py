"""Quotations that nothing in their own sentence explains: over several paragraphs, behind a colon, or of nobody named.

A quotation without a closing mark goes on in the next paragraph, which opens it anew: the whole of it has one speaker,
whom one of the paragraphs names. A paragraph that ends in "the judge wrote:" names who speaks in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.data import Anchor, Article, Block, BlockKind
from twosource.statements.cues import SAYING, SAYING_MOST
from twosource.statements.frames import cue_range, subject_words
from twosource.statements.quotations import PAIRS, SCARE_WORDS
from twosource.statements.spans import Found, clean, merged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAST_QUOTED = 6  # words of a quotation that counts as speech though nobody is named
READING = frozenset({"read"})  # of letters and posts
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?…:][”\"»’')]*\s+|\n)$")
SENTENCE_END = re.compile(r"[.!?…]\W?$")


def with_passages(article: Article, doc: Doc, quotations: Sequence[Anchor], found: Sequence[Found]) -> list[Found]:
    """The attributions, each with the paragraphs of its quotation, and those of the quotations that none of them covers."""
    kept = list(found)
    for passage in _passages(article, quotations):
        spoken = next((n for n, f in enumerate(kept) if f.source and any(_covered(q, [f]) for q in passage)), None)
        rest = [(q.start, q.end) for q in passage if not _covered(q, kept)]
        if spoken is not None and rest:
            kept[spoken] = replace(kept[spoken], content=merged([*kept[spoken].content, *rest]))
    kept = _gone_on(article, doc, quotations, kept)
    for passage in _passages(article, quotations):
        if _speech(article, passage) and not any(_covered(q, kept) for q in passage):
            source, cue = _introduced(article, doc, passage[0]) or (None, None)
            kept.append(Found(source, cue, tuple((q.start, q.end) for q in passage)))
    return kept


def _gone_on(article: Article, doc: Doc, quotations: Sequence[Anchor], found: Sequence[Found]) -> list[Found]:
    """The attributions, each with the paragraphs behind it that are nothing but a quotation: the one quoted last goes on."""
    kept = list(found)
    paragraphs = [b for b in article.blocks if b.kind is BlockKind.PARAGRAPH and b.repeats is None]
    for before, block in zip(paragraphs, paragraphs[1:], strict=False):
        alone = [q for q in quotations if q.quote == article.text[block.start : block.end].strip()]
        if not alone or _covered(alone[0], kept) or not _speech(article, alone):
            continue
        if article.text[: before.end].rstrip().endswith(":") or any(
            _other_mark(before, alone[0], q) for q in quotations
        ):
            continue
        last = max(
            (n for n, f in enumerate(kept) if _ends_in(before, f)), key=lambda n: kept[n].content[-1], default=None
        )
        if last is None or kept[last].source is None:
            continue
        said = (alone[0].start, alone[0].end)
        if any(
            _covered(q, [kept[last]]) and _within(before, q) and len(q.quote.split()) > SCARE_WORDS for q in quotations
        ):
            kept[last] = replace(kept[last], content=merged([*kept[last].content, said]))
        elif _to_the_end(article, doc, before, kept[last]):
            kept.append(replace(kept[last], cue=None, content=(said,)))
    return kept


def _other_mark(block: Block, quotation: Anchor, other: Anchor) -> bool:
    return _within(block, other) and other.quote[0] != quotation.quote[0]


def _to_the_end(article: Article, doc: Doc, block: Block, found: Found) -> bool:
    """Whether a paragraph ends in words that somebody is said to say."""
    end = max(
        b for _, b in (*found.content, *([found.cue] if found.cue else []), *([found.source] if found.source else []))
    )
    verbs = doc.char_span(*found.cue, alignment_mode="expand") if found.cue else None
    return any(t.lemma_.lower() in SAYING_MOST for t in verbs or ()) and not article.text[end : block.end].strip(" .\n")


def _ends_in(block: Block, found: Found) -> bool:
    return bool(found.content) and block.start <= found.content[-1][0] < block.end


def _within(block: Block, quotation: Anchor) -> bool:
    return block.start <= quotation.start and quotation.end <= block.end


def _covered(quotation: Anchor, found: Sequence[Found]) -> bool:
    return any(max(a, quotation.start) < min(b, quotation.end) for f in found for a, b in f.content)


def _passages(article: Article, quotations: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    """The quotations, those of one speech together: each but the last is left open at the end of its paragraph."""
    passage: list[Anchor] = []
    for quotation in quotations:
        if passage and not _goes_on(article, passage[-1], quotation):
            yield passage
            passage = []
        passage.append(quotation)
    if passage:
        yield passage


def _goes_on(article: Article, one: Anchor, two: Anchor) -> bool:
    mark = one.quote[0]
    between = article.text[one.end : two.start]
    return not one.quote.endswith(PAIRS[mark]) and two.quote[0] == mark and "\n" in between and not between.strip()


def _speech(article: Article, passage: Sequence[Anchor]) -> bool:
    """Whether a quotation is somebody's words and no name or title: a long one, or one that is a sentence."""
    block = next((b for b in article.blocks if b.start <= passage[0].start < b.end), None)
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    words = sum(len(q.quote.split()) for q in passage)
    alone = SENTENCE_BEFORE.search(article.text, 0, passage[0].start) and SENTENCE_END.search(passage[0].quote)
    return words >= LEAST_QUOTED or (words > SCARE_WORDS and alone is not None)


def _introduced(article: Article, doc: Doc, quotation: Anchor) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """(source, cue) of a quotation that the paragraph before introduces: "The judge wrote:"."""
    before = article.text[: quotation.start].rstrip()
    span = doc.char_span(len(before) - 1, len(before)) if before.endswith(":") else None
    for token in reversed(list(span[0].sent) if span else []):
        if _says(token):
            words = subject_words(token)
            return clean(doc, words[0], words[-1] + 1) if words else None, cue_range(token)
    return None


def _says(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in SAYING | READING
