"""Near-duplicates in an archive: keys of paragraphs to store and look up, and the exact check of what they find.

Each paragraph has `BANDS` keys, made of the least hashes of its word triples (MinHash, Broder 1997, by rensa). Two
paragraphs that share a share s of their triples have a key in common with chance 1 - (1 - s^ROWS)^BANDS: .97 at .7, .66
at .5, .06 at .2. A table of (key, article, paragraph) with an index on the key finds the candidates of a new article in
one lookup, however many articles there are; `verify` then compares the few texts word by word. A wire story embedded in
a longer text is found so, where keys of whole texts miss it.

A quotation is no copy, so what stands in quotation marks makes no keys. A key that very many articles share stands for
a set phrase of the house ("sign up for our newsletter"): whoever looks up leaves out keys of more than `COMMON` articles.
Keys of different `SCHEME`s are not comparable; store the scheme beside them.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rensa import RMinHash

from twosource.data import Anchor, Article
from twosource.stories.copying import (
    HALF,
    PROSE,
    QUOTED,
    RUN,
    WORD,
    Overlap,
    Prose,
    Run,
    overlap,
    read_prose,
    runs,
    sentence_bounds,
)

BANDS, ROWS = 8, 3
SEED = 20
TRIPLE = 3  # words of one hash
LEAST = 8  # words of a paragraph that gets keys
LONG, PART = 600, 200  # characters of a paragraph that is cut, and of its parts at least
COMMON = 200  # articles of one key; more of them share a phrase and no report
# Of the shorter text: reports of different events share a house's phrases, up to .19; of one event less than .05 is enough
FAR = 0.2
GAP = 60  # characters between two shared runs of one passage, in both texts
ALIKE = 0.7  # of a passage's characters, edits counted
SCHEME = f"minhash{RMinHash.ALGORITHM_VERSION}.{SEED}/{TRIPLE}w/{BANDS}x{ROWS}"


class Keyed(NamedTuple):
    """A paragraph, by its first character, its number of word triples, and its keys: signed 64-bit numbers, as databases
    hold them.
    """

    start: int
    triples: int
    keys: tuple[int, ...]


class Copy(NamedTuple):
    """What one article took from another or both from a third, with the passages that show it, longest first."""

    overlap: Overlap
    passages: tuple[tuple[Anchor, Anchor], ...]


def bands(article: Article) -> list[Keyed]:
    """The keys of each paragraph of an article's own words."""
    stretches = [part for b in article.blocks if b.kind in PROSE for part in _parts(article.text, b.start, b.end)]
    paragraphs = [(start, _triples(article.text[start:end])) for start, end in stretches]
    told = [(start, triples) for start, triples in paragraphs if len(triples) > LEAST - TRIPLE]
    digests = RMinHash.digests_from_token_sets([triples for _, triples in told], BANDS * ROWS, SEED)
    return [Keyed(start, len(triples), _keys(digest)) for (start, triples), digest in zip(told, digests, strict=True)]


def verify(a: Article, b: Article, *, least: float = FAR) -> Copy | None:
    """What both share word by word; None when it is no copy by the rules of `copying.py`, less than `least` of the shorter
    text, or one place only that is no half of it: one paragraph in common is a phrase of the house.
    """
    prose = {article.id: read_prose(article) for article in (a, b)}
    found = overlap(a, b, prose)
    if found is None or not far_copied(found, least):
        return None
    return Copy(found, tuple(passages(a, b, prose[a.id], prose[b.id])))


def far_copied(found: Overlap, least: float = FAR) -> bool:
    """Whether texts that need not tell one event share enough to go back to one."""
    return found.copied and found.share >= least and (found.places > 1 or found.share >= HALF)


def passages(a: Article, b: Article, mine: Prose, theirs: Prose) -> list[tuple[Anchor, Anchor]]:
    """The stretches that both share, with small edits inside, longest first."""
    found: list[Run] = []
    for run in runs(mine, theirs):
        if found and _one_passage(a, b, found[-1], run):
            found[-1] = _joined(found[-1], run)
        else:
            found.append(run)
    kept = [run for run in found if run.grams >= RUN]
    kept.sort(key=lambda run: (run.start - run.end, run.start))
    return [(a.anchor(run.start, run.end), b.anchor(run.other_start, run.other_end)) for run in kept]


# ---- parts


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph; one that is very long in parts of whole sentences, for other desks break it elsewhere."""
    if end - start <= LONG:
        yield start, end
        return
    first = start
    for _, stop in sentence_bounds(text[start:end]):
        if start + stop - first >= PART:
            yield first, start + stop
            first = start + stop
    if first < end:
        yield first, end


def _triples(words: str) -> list[str]:
    found = [m.group().lower() for m in WORD.finditer(QUOTED.sub(" ", words))]
    return [" ".join(found[i : i + TRIPLE]) for i in range(len(found) - TRIPLE + 1)]


def _keys(digest: Sequence[int]) -> tuple[int, ...]:
    return tuple(_key(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _key(band: int, least: Sequence[int]) -> int:
    packed = struct.pack(f"<B{len(least)}I", band, *least)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big", signed=True)


def _one_passage(a: Article, b: Article, one: Run, two: Run) -> bool:
    between = 0 <= two.start - one.end <= GAP and 0 <= two.other_start - one.other_end <= GAP
    if not between or "\n" in a.text[one.end : two.start] + b.text[one.other_end : two.other_start]:
        return False
    both = _joined(one, two)
    return (
        Levenshtein.normalized_similarity(a.text[both.start : both.end], b.text[both.other_start : both.other_end])
        >= ALIKE
    )


def _joined(one: Run, two: Run) -> Run:
    return Run(one.start, two.end, one.other_start, two.other_end, one.grams + two.grams)


def pairs_by_keys(keyed: Sequence[Sequence[Keyed]]) -> Iterator[tuple[int, int]]:
    """Pairs of articles, by their places in the sequence, that have a key in common: each with earlier ones, as they come
    into an archive.
    """
    holders: dict[int, list[int]] = {}
    for number, paragraphs in enumerate(keyed):
        mine = {key for paragraph in paragraphs for key in paragraph.keys}
        near = {other for key in mine for other in holders.get(key, ()) if len(holders[key]) <= COMMON}
        for other in sorted(near):
            yield other, number
        for key in mine:
            holders.setdefault(key, []).append(number)
