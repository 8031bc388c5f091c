"""Sayings put into the middle of what is said: "Ten died, said the mayor, and six were hurt", "The banker, prosecutors say, stole $4m".

The subject that follows its verb is who speaks, whatever the noun before the comma; and of "the banker, prosecutors say,"
only the second noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.statements.cues import SAYING
from twosource.statements.frames import CLAUSES, SUBJECTS
from twosource.statements.links import Link
from twosource.statements.quotations import PAIRS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Run = tuple[int, int]  # tokens
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BREAKS = frozenset({",", "–", "—", "-", *PAIRS, *PAIRS.values()})


def set_right(doc: Doc, link: Link) -> Link:
    """The link with the speaker that the order of the words gives; who was taken for the speaker is spoken of."""
    cue = doc[link.cue[0] : link.cue[1]].root
    source = _behind(doc, cue, link.source) or _right_before(doc, link) or link.source
    if source is None:
        return link
    left = link.source is not None and source != link.source and link.source[1] <= link.cue[0]
    said = {*link.content, *(range(*link.source) if left and link.source else ())} - {*range(*source)}
    return link._replace(source=source, content=tuple(sorted(said))) if source != link.source else link


def without_speaker(link: Link) -> tuple[int, ...]:
    """What is said, without the words of a speaker named right beside the cue."""
    source = link.source
    if source is None or (source[1] != link.cue[0] and source[0] != link.cue[1]):
        return link.content
    return tuple(i for i in link.content if i not in range(*source)) or link.content


def _behind(doc: Doc, cue: Token, source: Run | None) -> Run | None:
    """The subject right behind a finite verb of saying that a comma or a quotation mark parts from the words before it."""
    if (
        cue.tag_ not in FINITE
        or cue.lemma_.lower() not in SAYING
        or cue.is_sent_start
        or cue.nbor(-1).text not in BREAKS
    ):
        return None
    before = any(c.dep_ in SUBJECTS and c.i < cue.i and c.i == cue.i - 1 for c in cue.children)
    noun = next((c for c in cue.children if c.left_edge.i == cue.i + 1 and c.dep_ in SUBJECTS | {"obj"}), None)
    if noun is None or before or noun.left_edge.lower_ == "that" or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    if noun.dep_ == "obj" and (source is not None or any(c.dep_ in SUBJECTS for c in cue.children)):
        return None
    end = noun.i + 1
    while end < noun.right_edge.i + 1 and not _begins_clause(doc[end], noun):
        end += 1
    run = (cue.i + 1, end)
    known = source is not None and source[0] < end and run[0] < source[1]
    cut = source is not None and run[0] <= source[0] and source[1] < end and doc[source[1] - 1].tag_ == "DT"
    return run if cut or not known else None


def _begins_clause(token: Token, noun: Token) -> bool:
    """Whether a clause about the noun begins with the word, or the comma before it."""
    heads = [c for c in noun.children if c.dep_ in CLAUSES | {"conj"}]
    return any(token.i == c.left_edge.i or (token.text == "," and token.i + 1 == c.left_edge.i) for c in heads)


def _right_before(doc: Doc, link: Link) -> Run | None:
    """What stands between the last comma of a source and its verb, where another comma follows: the rest is spoken of."""
    if link.source is None or link.source[1] != link.cue[0] or link.cue[1] >= len(doc) or doc[link.cue[1]].text != ",":
        return None
    words = doc[slice(*link.source)]
    commas = [t.i for t in words if t.text == ","]
    listed = any(t.dep_ == "cc" for t in words)
    if len(commas) != 1 or listed or any(c.dep_ == "ccomp" and c.i < link.cue[0] for c in doc[link.cue[0]].children):
        return None
    return commas[0] + 1, link.source[1]
