"""Who really speaks where one hands on what another said: "Reuters, citing two officials", "quoted him as saying".

The innermost speaker is the source; the outlet or agency that hands the words on is the attribution's `via`. A
relative pronoun stands for the noun that its clause describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.statements.cues import HANDING_ON, SPEAKING_NOUNS
from twosource.statements.spans import Found, Range, clean, runs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEADING = frozenset({"as", "saying", "stating", "telling", "that", ","})
RELATIVE = frozenset({"who", "which", "that"})
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
        cited = next((c for c in cue.children if c.dep_ == "obj" and _speaks(c)), None)
        if cited is None:
            continue
        who = clean(doc, cited.left_edge.i, cited.right_edge.i + 1)
        if who and all(who[0] <= a and b <= who[1] for a, b in item.content):
            _cite(doc, kept, item, who)
            continue
        speaker = _short(doc, cited)
        said = _beyond(doc, item, speaker) if speaker else ()
        if speaker and said and item.source and not _touch(item.source, speaker):
            kept[kept.index(item)] = replace(item, source=speaker, via=item.source, speaker=None, content=said)
    return kept


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
    if item.cue is None:
        return None
    span = doc.char_span(*item.cue, alignment_mode="expand")
    return next((t for t in span or () if t.lemma_.lower() in HANDING_ON), None)


def _speaks(noun: Token) -> bool:
    """Whether a noun phrase names someone who can speak, not a thing that is cited ("citing the weather")."""
    return (
        noun.lemma_.lower() in SPEAKING_NOUNS
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
            span = doc.char_span(speaker[1], end, alignment_mode="contract") if speaker[1] < end else None
            words = [t.i for t in span or () if not t.is_space]
            while words and doc[words[0]].lower_ in LEADING:
                words.pop(0)
            rest = clean(doc, words[0], words[-1] + 1) if words else None
            kept += [rest] if rest else []
        else:
            kept.append((start, end))
    return tuple(kept)


def _sentence(doc: Doc, item: Found) -> int:
    span = doc.char_span(*(item.cue or item.content[0]), alignment_mode="expand")
    return span[0].sent.start if span else -1


def _touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]
