"""Who really speaks where one hands on what another said: "Reuters, citing two officials", "quoted him as saying", "was
quoted by the Herald as saying".

The innermost speaker is the source; the outlet or agency that hands the words on is the attribution's `via`. A
relative pronoun stands for the noun that its clause describes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.statements.cues import CITED_NOUNS, DOCUMENTS, HANDING_ON, MEDIA, SPEAKING_NOUNS
from twosource.statements.spans import Found, Range, clean, runs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEADING = frozenset({"as", "saying", "stating", "telling", "that", ","})
RELATIVE = frozenset({"who", "which", "that"})
CITING = re.compile(r"\b(?:cit|quot)(?:ing|ed|es)\b", re.IGNORECASE)
PEOPLE = frozenset({"PERSON", "PER", "ORG", "NORP"})


def antecedent(doc: Doc, source: tuple[int, int] | None) -> Range | None:
    """The noun phrase that a relative pronoun as source stands for."""
    if source is None or source[1] - source[0] != 1 or doc[source[0]].lower_ not in RELATIVE:
        return None
    verb = doc[source[0]].head
    if verb.dep_ != "acl:relcl" or verb.head.i >= source[0]:
        return None
    words = [t.i for t in verb.head.subtree if t.i < source[0] and not t.is_space and t.dep_ != "case"]
    last = [run for run in runs(doc, words) if run[0] <= verb.head.i < run[1]]
    return clean(doc, *last[0]) if last else None


def handed_on(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The attributions with the innermost speaker as source where one is cited or quoted by another."""
    kept = list(found)
    for item in found:
        cue = _cue(doc, item)
        if cue is None:
            continue
        if any(c.dep_ == "nsubj:pass" for c in cue.children):
            kept[kept.index(item)] = _was_quoted(doc, item, cue)
            continue
        cited = next((c for c in cue.children if c.dep_ == "obj" and _speaks(c)), None)
        if cited is None:
            continue
        who = clean(doc, cited.left_edge.i, cited.right_edge.i + 1)
        if who and all(who[0] <= a and b <= who[1] for a, b in item.content):
            if _hands_on(doc, item, cited):
                _cite(doc, kept, item, who)
            continue
        speaker = _short(doc, cited)
        said = _beyond(doc, item, speaker) if speaker else ()
        if speaker and said and item.source and not _touch(item.source, speaker):
            kept[kept.index(item)] = replace(item, source=speaker, via=item.source, speaker=None, content=said)
    text = doc.text  # made anew each time it is asked for
    return [_citing(doc, text, item) for item in kept] if CITING.search(text) else kept


def _was_quoted(doc: Doc, item: Found, cue: Token) -> Found:
    """Who was quoted speaks: "Sato was quoted by the Herald as saying that nobody died"."""
    quoted = [c for c in cue.children if c.dep_ == "nsubj:pass"][-1]
    speaker = _short(doc, quoted)
    by = next((words for t in (cue, *quoted_saying(cue)) if (words := _agent(t))), None)
    outlet = clean(doc, by[0], by[-1] + 1) if by else None
    if speaker is None or outlet is None:
        return item
    said = tuple(r for piece in _beyond(doc, item, speaker) if (r := _led(doc, *piece)))
    who = antecedent(doc, (quoted.i, quoted.i + 1))
    return replace(item, source=speaker, via=outlet, speaker=who, content=said)


def _agent(verb: Token) -> list[int]:
    """The words behind "by" below a verb."""
    noun = next((c for c in verb.children if c.i > verb.i and any(m.lower_ == "by" for m in c.lefts)), None)
    return [t.i for t in noun.subtree if t.lower_ != "by" and t.i <= noun.i] if noun is not None else []


def quoted_saying(cue: Token) -> list[Token]:
    """The "saying" of "was quoted as saying"."""
    return [c for c in cue.children if c.tag_ == "VBG" and any(m.lower_ == "as" for m in c.children)]


def _citing(doc: Doc, text: str, item: Found) -> Found:
    """What an outlet reports, quoting or citing somebody in a participle beside source or cue, is what that one says."""
    span = doc.char_span(*item.cue, alignment_mode="expand") if item.cue and item.source and not item.via else None
    sentence = span[0].sent if span else None
    if sentence is None or item.source is None or not CITING.search(text, sentence.start_char, sentence.end_char):
        return item
    for token in sentence:
        if token.lemma_.lower() not in HANDING_ON or not _hangs_on(text, token, item):
            continue
        cited = next((c for c in token.children if c.dep_ == "obj" and c.i > token.i and _speaks(c)), None)
        who = _short(doc, cited) if cited is not None and _hands_on(doc, item, cited) else None
        if who and not any(_touch(who, r) for r in (item.source, item.cue) if r):
            last = token.right_edge
            said = _beyond(doc, item, (token.left_edge.idx, last.idx + len(last)))
            return replace(
                item, source=who, via=item.speaker or item.source, speaker=None, content=said or item.content
            )
    return item


def _hands_on(doc: Doc, item: Found, cited: Token) -> bool:
    """Whether it is the cited one who says so: a paper has it from a report, a mayor who cites one speaks for herself."""
    if cited.lemma_.lower() not in DOCUMENTS:
        return True
    span = doc.char_span(*(item.speaker or item.source or (0, 0)), alignment_mode="expand")
    if not span:
        return False
    named = span.root.pos_ == "PROPN" and span.root.ent_type_ not in {"PERSON", "PER"}
    return named or MEDIA.search(span.text) is not None


def _hangs_on(text: str, citing: Token, item: Found) -> bool:
    """Whether a participle or relative clause is that of the source or the cue, or stands right behind them."""
    parts = [r for r in (item.source, item.cue) if r]
    if citing.dep_ not in {"acl", "acl:relcl", "advcl"}:
        return False
    if any(a <= citing.head.idx < b for a, b in parts):
        return True
    return not text[max(b for _, b in parts) : citing.idx].strip(" ,")


def _cite(doc: Doc, kept: list[Found], citing: Found, who: Range) -> None:
    """What the citing outlet reports in the same sentence is the cited one's; the citation itself says nothing."""
    outlet = citing.speaker or citing.source
    sentence = _sentence(doc, citing)
    for number, other in enumerate(kept):
        named = other.speaker or other.source
        if other is not citing and named and outlet and _touch(named, outlet) and _sentence(doc, other) == sentence:
            kept[number] = replace(other, source=who, via=named, speaker=None)
            kept.remove(citing)
            return


def _cue(doc: Doc, item: Found) -> Token | None:
    """The verb of handing on in a cue, or above the "saying" that is one."""
    if item.cue is None:
        return None
    span = doc.char_span(*item.cue, alignment_mode="expand")
    above = [t.head for t in span or () if t in quoted_saying(t.head)]
    return next((t for t in [*(span or ()), *above] if t.lemma_.lower() in HANDING_ON), None)


def _speaks(noun: Token) -> bool:
    """Whether a noun phrase names someone who can speak, not a thing that is cited ("citing the weather")."""
    return (
        noun.lemma_.lower() in SPEAKING_NOUNS | CITED_NOUNS
        or noun.lower_ in SPEAKING_NOUNS
        or noun.pos_ == "PRON"
        or noun.ent_type_ in PEOPLE
    )


def _short(doc: Doc, noun: Token) -> Range | None:
    end = next(
        (c.left_edge.i for c in noun.children if c.i > noun.i and c.dep_ in {"acl", "acl:relcl", "appos"}),
        noun.right_edge.i + 1,
    )
    return clean(doc, noun.left_edge.i, end)


def _beyond(doc: Doc, item: Found, speaker: Range) -> tuple[Range, ...]:
    """The content without the speaker's words and the "as saying that" after them."""
    kept: list[Range] = []
    for start, end in item.content:
        if _touch((start, end), speaker):
            rest = _led(doc, speaker[1], end) if speaker[1] < end else None
            kept += [rest] if rest else []
        else:
            kept.append((start, end))
    return tuple(kept)


def _led(doc: Doc, start: int, end: int) -> Range | None:
    """The words without "as saying that" in front of them."""
    span = doc.char_span(start, end, alignment_mode="contract")
    words = [t.i for t in span or () if not t.is_space]
    while words and doc[words[0]].lower_ in LEADING:
        words.pop(0)
    return clean(doc, words[0], words[-1] + 1) if words else None


def _sentence(doc: Doc, item: Found) -> int:
    span = doc.char_span(*(item.cue or item.content[0]), alignment_mode="expand")
    return span[0].sent.start if span else -1


def _touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]
