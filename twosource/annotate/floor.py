"""Who speaks where, by the reader's scores: the noun of each source, and which words each one is said to have said.

In a report the one who was said to speak last goes on speaking: "he added" is that one, and neither the one whom the
words were about nor the one named last. `statements` makes attributions of the same scores, later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from twosource.annotate.gathered import Place, Scene, phrase_top, role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAID = "twosource.said"  # where a reader leaves its scores
LEAST = 0.5  # log-odds of a cue
BASE, LAYER = 1.2, 0.5  # of the source, as `statements` weighs them


class Spoken(NamedTuple):
    """One saying: its source's noun, its cue, whether it is part of what another one says, and its words."""

    head: int  # tokens
    cue: int
    told: bool
    content: frozenset[int]


def spoken(doc: Doc) -> list[Spoken]:
    """The sayings of a Doc whose source the reader sees, in order of their sources; none from a reader without scores."""
    return sorted(found for unit in doc.user_data.get(SAID, ()) for found in _of_unit(doc, unit))


def _of_unit(doc: Doc, unit: Mapping[str, Any]) -> Iterator[Spoken]:
    words, odds, links = unit["words"], unit["odds"], unit["links"]
    sure = [(k, start) for k, (start, end) in enumerate(unit["cues"]) if float(odds[start:end, 1].max()) >= LEAST]
    for k, start in sure:
        head = _head(doc, words, LAYER * odds[:, 0] + links[k, 0] + BASE)
        if head is not None:
            told = any(float(links[other, 1, start]) > 0 for other, _ in sure if other != k)
            content = frozenset(int(words[i]) for i in np.flatnonzero(links[k, 1] > 0))
            yield Spoken(head.i, int(words[start]), told, content)


def _head(doc: Doc, words: list[int], scores: np.ndarray) -> Token | None:
    """The noun of the run of words that is likeliest the source."""
    best = int(scores.argmax())
    if scores[best] <= 0:
        return None
    start = end = best
    while start > 0 and scores[start - 1] > 0:
        start -= 1
    while end + 1 < len(words) and scores[end + 1] > 0:
        end += 1
    return phrase_top(doc[words[start] : words[end] + 1].root)


def last_speaker(scene: Scene, said: Sequence[Spoken], pronoun: Token, reach: int) -> Spoken | None:
    """The saying before that of a pronoun which speaks in the report's own words; what is told within another's words
    does not count.
    """
    if scene.quote(pronoun.idx) >= 0 or not any(s.head == pronoun.i for s in said):
        return None
    doc, first = scene.doc, scene.sentence(pronoun.idx) - reach
    before = [s for s in said if s.head < pronoun.i and not s.told and scene.quote(doc[s.head].idx) < 0]
    near = [s for s in before if scene.sentence(doc[s.head].idx) >= first]
    return near[-1] if near else None


def kept(scene: Scene, said: Sequence[Spoken], others: Iterable[Place]) -> bool:
    """Whether none of the others that were mentioned since then is a subject of what the report itself tells."""
    return not any(
        role(scene.doc[r.head]) == "subj" and scene.quote(r.start) < 0 and not any(r.head in s.content for s in said)
        for r in others
    )
