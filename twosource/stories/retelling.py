"""A report told again in other words: sentence for sentence in its order, with hardly a name, figure or quotation of its own.

Two newsrooms that report one event have most facts in common, and often their order. What they do not have is nothing
of their own over a long run: each has another witness, another figure, another turn. So a report retells another where
its names and figures stand in the other, every quotation too, and its sentences have their like there, one to one and
in order. Few pairs share so many names, so that few sentences are encoded. Short reports say too little to tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from twosource.data import Anchor, Article, BlockKind
from twosource.models.encoder import shared_encoder
from twosource.stories.copying import PROSE, QUOTED, sentence_bounds
from twosource.stories.traits import term

ALIKE = 0.68  # mean best cosine of the retelling's sentences; two reports of one press release reach .67, retellings begin at .70
IN_ORDER = 7  # sentences with their like in the same order; two reports of one police notice reach five
ORDERLY = 0.5  # of the retelling's sentences: what comes from elsewhere and what was moved is less
PAIR = 0.5  # cosine of two sentences that say the same
FACTS = 12  # names and figures of a retelling; with fewer it may have none of its own by chance
OWN = 0.1  # of its names and figures
GRAM = 3  # words in a row by which a quotation is found again
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
NUMBERS = {
    word: str(number)
    for number, word in [
        *enumerate(
            "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen".split(),
            start=3,
        ),
        *zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True),
    ]
}  # one and two are articles and pronouns as often


class Sentence(NamedTuple):
    """A sentence of a report: its place, its words outside quotations, and the names and figures among them."""

    start: int
    end: int
    plain: str
    facts: frozenset[str]


class Telling(NamedTuple):
    """What a report tells: its sentences, all its words as terms, its quotations, and where its first paragraph ends."""

    sentences: tuple[Sentence, ...]
    words: frozenset[str]
    quoted: tuple[tuple[str, ...], ...]
    lead: int

    @property
    def facts(self) -> frozenset[str]:
        """All names and figures."""
        return frozenset().union(*(s.facts for s in self.sentences))


class Retelling(NamedTuple):
    """How one report tells what another tells."""

    likeness: float
    in_order: int
    sentences: int  # of the retelling
    own: int  # its names and figures that the other has not
    facts: int
    passage: tuple[Anchor, Anchor]  # the two sentences that are most alike, the retelling's last


def read_telling(article: Article) -> Telling:
    """What an article tells."""
    sentences: list[Sentence] = []
    words: set[str] = set()
    quoted: list[list[str]] = []
    lead = 0
    for block in article.blocks:
        if block.kind not in PROSE or block.repeats is not None:
            continue
        text = article.text[block.start : block.end]
        words.update(_known(text))
        quoted += [_known(m.group()) for m in QUOTED.finditer(text)]
        if block.kind is BlockKind.HEADLINE:
            continue
        lead = lead or block.end
        plain = QUOTED.sub(lambda m: " " * len(m.group()), text)
        for start, end in sentence_bounds(text):
            told = plain[start:end]
            if len(told.split()) > 4:
                sentences.append(Sentence(block.start + start, block.start + end, told.strip(), _facts(told)))
    return Telling(tuple(sentences), frozenset(words), tuple(tuple(q) for q in quoted if len(q) > GRAM), lead)


def retold(
    source: Article,
    copy: Article,
    tellings: tuple[Telling, Telling],
    vectors: dict[str, np.ndarray],
) -> Retelling | None:
    """How `copy` retells `source`; None where it does not. `vectors` keeps what is read."""
    theirs, mine = tellings
    facts = mine.facts
    if min(len(mine.sentences), len(theirs.sentences)) < IN_ORDER or len(facts) < FACTS:
        return None
    own = len(facts - theirs.words)
    if own > OWN * len(facts) or _own_quotation(mine, theirs):
        return None
    rows, columns = (encoded([s.plain for s in t.sentences], vectors) for t in (mine, theirs))
    table = rows @ columns.T
    alike = round(float(table.max(axis=1).mean()), 4)
    pairs = [
        (i, j)
        for i, j in enumerate(table.argmax(axis=1).tolist())
        if table[i, j] >= PAIR and int(table[:, j].argmax()) == i
    ]
    run = _increasing([j for _, j in pairs])
    if alike < ALIKE or run < max(IN_ORDER, ORDERLY * len(mine.sentences)):
        return None
    i, j = max(pairs, key=lambda p: (float(table[p]), -p[0]))
    one, two = theirs.sentences[j], mine.sentences[i]
    shown = (source.anchor(one.start, one.end), copy.anchor(two.start, two.end))
    return Retelling(alike, run, len(mine.sentences), own, len(facts), shown)


def encoded(texts: Sequence[str], vectors: dict[str, np.ndarray]) -> np.ndarray:
    """The texts' unit vectors, in rows; `vectors` keeps what is read."""
    new = sorted({t for t in texts if t not in vectors})
    vectors.update(zip(new, shared_encoder().encode(new), strict=True))
    return np.stack([vectors[t] for t in texts])


def own_share(mine: Telling, theirs: Telling, taken: Anchor) -> float:
    """The share of a report's names and figures outside a passage that the other report has not; 0 where it has few."""
    facts = frozenset().union(*(s.facts for s in mine.sentences if s.end <= taken.start or s.start >= taken.end))
    return len(facts - theirs.words) / len(facts) if len(facts) >= FACTS // 2 else 0.0


def _known(text: str) -> list[str]:
    return [_figure(m.group()) or term(m.group()) for m in TOKEN.finditer(text)]


def _figure(token: str) -> str:
    """A number as digits; "" for other words."""
    if token[0].isdigit():
        return token.replace(",", "").replace(":", ".")
    tens, _, ones = token.lower().partition("-")
    return NUMBERS.get(tens, "") if not ones else _joined(tens, ones)


def _joined(tens: str, ones: str) -> str:
    if not NUMBERS.get(tens, "").endswith("0"):
        return ""
    last = {"one": "1", "two": "2"}.get(ones) or NUMBERS.get(ones, "")
    return NUMBERS[tens][:-1] + last if len(last) == 1 else ""


def _facts(told: str) -> frozenset[str]:
    """Figures, and what stands with a capital inside the sentence; days and months, which every report names, are none."""
    tokens = [m.group() for m in TOKEN.finditer(told)]
    figures = {f for f in map(_figure, tokens) if f and f not in {"0", "1", "2"}}
    names = {term(t) for t in tokens[1:] if t[0].isupper() and len(t) > 1 and not _figure(t)}
    return frozenset(figures | names - CALENDAR)


def _own_quotation(mine: Telling, theirs: Telling) -> bool:
    """Whether a report quotes words of which the other has not half."""
    text = [w for q in theirs.quoted for w in (*q, "")]
    grams = set(zip(*(text[i:] for i in range(GRAM)), strict=False))
    return any(
        2 * sum(tuple(q[i : i + GRAM]) in grams for i in range(len(q) - GRAM + 1)) < len(q) - GRAM + 1
        for q in mine.quoted
    )


def _increasing(numbers: Sequence[int]) -> int:
    """Length of the longest increasing subsequence."""
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)
