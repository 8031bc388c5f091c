"""Attributions from the reader's scores: for each cue it sees, the words of its source and of its content.

The network says of every word how much it is the source and the content of each cue. Three things make spans of
these scores. A word is content of one cue only, the one that claims it most. Runs of words are smoothed: leaving and entering costs, gaps are filled when little speaks against it.
Words outside the cue's sentence count only where much speaks for them, as in a quotation that goes on. The
subject of the cue's verb is preferred as the source, and what the verb governs as the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from twosource.statements.cues import MARKING, SAYING, SAYING_MOST
from twosource.statements.frames import find_frames, subject_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# All in log-odds. All but LEAST were chosen on one half of PolNeAR dev (crc32 of the name is even) and checked on the
# other and the stories.
SWITCH = 1.5  # price of each end of a run of content
GAP = 8.0  # a gap in a run is filled when what speaks against its words is less than this
ELSEWHERE = 10.0  # what must speak for content in another sentence than the cue's
CLAIMED = -2.0  # the most a word scores for a cue when another cue claims it more
FRAMED = 1.0  # what speaks for the words that the cue's verb governs in the parse
SOURCE_SWITCH = 0.25
SOURCE_BASE, SOURCE_LAYER, SOURCE_SUBJECT = 1.2, 0.5, 1.0
PUNCTUATION = 0.2  # weight of marks against words
MOST = 6.0  # no single word weighs more
# How likely the cue has to be; other than for the commonest words of saying, doubts weigh. At 0 PolNeAR dev gains (content
# .776 -> .781) and the stories lose: somebody is then said to have said what the outlet tells (training/LOG.md, reader 3).
LEAST = 0.5
SURE, DOUBTED = 2.0, -0.5
LEAST_TOLD = 3  # words of what the parse alone frames as said


class Link(NamedTuple):
    """Token indices of the parts of one attribution, in order."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[int, ...]
    via: tuple[int, int] | None = None
    framed: bool = False  # the parse alone says so


def find_links(doc: Doc) -> Iterator[Link]:
    """The attributions that the reader's scores give, in order of their cues within each unit."""
    for unit in doc.user_data.get("twosource.said", ()):
        yield from _unit_links(doc, unit)


def _unit_links(doc: Doc, unit: Mapping[str, Any]) -> Iterator[Link]:
    words, odds, cues, links = unit["words"], unit["odds"], unit["cues"], unit["links"]
    if not cues:
        yield from (frame for frame in _frames(doc, words) if _at_the_end(doc, frame))
        return
    marks = np.array([doc[w].is_punct for w in words])
    sentences = np.array([doc[w].sent.start for w in words])
    content = _apart(links[:, 1], cues)
    frames = _frames(doc, [words[a] for a, _ in cues])
    framed = {i: set(f.content) for f in frames for i in range(*f.cue)}
    left: set[int] = set()  # words of cues that got no content
    for k, (start, end) in enumerate(cues):
        head = _head([doc[w] for w in words[start:end]])
        trust = _trust(doc, words[start:end])
        if any(w in framed for w in words[start:end]):
            trust = max(trust, LEAST)  # what the parse frames too need only be as likely as not
        if float(odds[start:end, 1].max()) + trust < LEAST:
            continue
        source = _source(words, SOURCE_LAYER * odds[:, 0] + links[k, 0] + SOURCE_BASE, cues[k], head)
        scores = content[k].copy()
        scores[[i for i, w in enumerate(words) if w in framed.get(head.i, ())]] += FRAMED
        scores = np.clip(scores, -MOST, MOST)
        scores[marks] *= PUNCTUATION
        on = _filled(scores, _smooth(scores, SWITCH), sentences, [*range(start, end), *range(*(source or (0, 0)))])
        for sentence in sorted(set(sentences.tolist())):
            here = (sentences == sentence) & on
            if sentence != head.sent.start and float(scores[here].sum()) < ELSEWHERE:
                on &= ~here
        if not (on & ~marks).any():
            left.update(words[start:end])
            continue
        spoken = tuple(words[int(i)] for i in np.flatnonzero(on))
        speaker = source and (words[source[0]], words[source[1] - 1] + 1)
        yield Link((words[start], _verb_end(doc, words[end - 1])), speaker, spoken)
    wishing = {words[a] for a, _ in cues if any(c.dep_ == "xcomp" for c in doc[words[a]].children)}
    seen = {w for start, end in cues for w in words[start:end]}
    for frame in frames:
        taken = not left.isdisjoint(range(*frame.cue)) and not wishing.isdisjoint(frame.content)  # "plans to cut jobs"
        if _beyond_doubt(doc, frame) and (taken or seen.isdisjoint(range(*frame.cue))):
            yield frame


def _frames(doc: Doc, words: Sequence[int]) -> list[Link]:
    """What the parse frames as said in the sentences of the words."""
    found = []
    for start in sorted({doc[i].sent.start for i in words}):
        for frame in find_frames(doc[start].sent):
            cue, source = (_tokens(doc, r) for r in (frame.cue, frame.source))
            said = sorted({i for r in frame.content for i in range(*(_tokens(doc, r) or (0, 0)))})
            if cue:
                found.append(Link(cue, source, tuple(said), framed=True))
    return found


def _tokens(doc: Doc, characters: tuple[int, int] | None) -> tuple[int, int] | None:
    span = doc.char_span(*characters, alignment_mode="expand") if characters else None
    return (span.start, span.end) if span else None


def _beyond_doubt(doc: Doc, frame: Link) -> bool:
    """Whether what the parse frames needs no score: the network sees one of two sayings that share a sentence."""
    cue = doc[frame.cue[1] - 1]
    beside = cue.dep_ == "parataxis" or any(c.dep_ == "ccomp" for c in cue.children)
    plain = cue.lemma_.lower() in SAYING_MOST and beside
    twice = any(doc[i].lower_ == "according" for i in frame.content)  # "..., he said according to the station"
    return plain and not twice and frame.source is not None and len(frame.content) >= LEAST_TOLD


def _verb_end(doc: Doc, last: int) -> int:
    """Where a cue ends: behind its verb, where it is a lone auxiliary right before one ("have" of "have concluded")."""
    verb = doc[last].head
    lone = doc[last].dep_ in {"aux", "aux:pass"} and verb.i == last + 1 and verb.lemma_.lower() in SAYING
    return last + 2 if lone else last + 1


def _at_the_end(doc: Doc, frame: Link) -> bool:
    """Whether who says it stands between commas behind it: "Sales fell, data showed on Tuesday"."""
    cue = doc[frame.cue[1] - 1]
    if cue.dep_ != "parataxis" or frame.source is None or len(frame.content) < LEAST_TOLD:
        return False
    behind = doc[cue.right_edge.i + 1 : cue.sent.end]
    return (
        (not len(behind) or behind[0].is_punct)
        and frame.source[1] <= frame.cue[0]
        and frame.content[-1] < frame.source[0]
    )


def _trust(doc: Doc, words: Sequence[int]) -> float:
    lemmas = {doc[w].lemma_.lower() for w in words}
    if lemmas & SAYING_MOST:
        return SURE
    return 0.0 if lemmas & MARKING else DOUBTED


def _head(cue: Sequence[Token]) -> Token:
    """The cue word that hangs on none of the others."""
    inside = {t.i for t in cue}
    return next((t for t in cue if t.head.i not in inside or t.head.i == t.i), cue[0])


def _apart(scores: np.ndarray, cues: Sequence[tuple[int, int]]) -> np.ndarray:
    """Content scores (cues x words) with each word left to the cue that claims it most; no cue is its own content."""
    best = scores.max(axis=0, keepdims=True)
    apart = np.where(scores < best, np.minimum(scores, CLAIMED), scores)
    for k, (start, end) in enumerate(cues):
        apart[k, start:end] = -MOST
    return apart


def _source(words: Sequence[int], scores: np.ndarray, cue: tuple[int, int], head: Token) -> tuple[int, int] | None:
    """The run of words that is most likely the source, as positions in the unit."""
    subject = set(subject_words(head))
    scores = scores + SOURCE_SUBJECT * np.array([w in subject for w in words])
    scores[cue[0] : cue[1]] = -MOST
    found = _runs(_smooth(scores, SOURCE_SWITCH))
    return max(found, key=lambda r: float(scores[r[0] : r[1]].sum()), default=None)


def _filled(scores: np.ndarray, on: np.ndarray, sentences: np.ndarray, taken: Sequence[int]) -> np.ndarray:
    """The runs with the gaps between them closed where little speaks against it and no other part stands."""
    parts = set(taken)
    found = _runs(on)
    for (_, left), (right, _) in zip(found, found[1:], strict=False):
        free = sentences[left - 1] == sentences[right] and not parts & set(range(left, right))
        if free and float(scores[left:right].sum()) > -GAP:
            on[left:right] = True
    return on


def _smooth(scores: np.ndarray, price: float) -> np.ndarray:
    """The words in the best runs when each end of a run costs `price` (two-state Viterbi)."""
    steps = np.empty((len(scores), 2), dtype=bool)  # whether the best way to (out, in) comes from inside
    out, inside = 0.0, -np.inf
    for i, score in enumerate(scores.tolist()):
        steps[i] = inside - price > out, inside >= out - price
        out, inside = max(out, inside - price), max(inside, out - price) + score
    state = inside - price > out
    on = np.zeros(len(scores), dtype=bool)
    for i in range(len(scores) - 1, -1, -1):
        on[i] = state
        state = steps[i, int(state)]
    return on


def _runs(on: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
