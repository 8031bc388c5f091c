"""Who copies whom: which articles go back to one act of reporting.

Two signs tie two articles together. Shared text: the share of the shorter article's word 5-grams, outside quotation
marks, that stand in the other (quoting one official verbatim is not copying). A shared credit (an agency or outlet that
both name as their source) together with likeness of content, sentence by sentence. An article joins an origin when it is
tied to one of its members, so that forty reprints and their rewrite are one origin. Thresholds were read off a plateau
on the open stories (benchmarks/LINEAGE.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from twosource.data import Anchor, Article, BlockKind, Origin
from twosource.models.encoder import shared_encoder
from twosource.stories.families import family_of

QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")
PROSE = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH})
GRAM = 5
SHARED_TEXT = 0.05  # share of 5-grams; unrelated reports of one event stay below it
ALIKE = 0.55  # mean best cosine of sentences that a shared credit needs beside it
MIN_GRAMS = 6
WORD = re.compile(r"\w+")
Grams = dict[tuple[str, ...], tuple[int, int]]


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """Each article in exactly one origin, earliest origin first; independent of the articles' order."""
    ordered = sorted(articles, key=lambda a: (a.published or "", a.id))
    grams = {a.id: prose_grams(a) for a in ordered}
    home = {a.id: a.id for a in ordered}
    reasons: dict[frozenset[str], list[str]] = {}
    passages: dict[frozenset[str], tuple[Anchor, Anchor]] = {}
    vectors: dict[str, np.ndarray] = {}
    for a, b in combinations(ordered, 2):
        why = _tie(a, b, grams, vectors)
        if why:
            reasons[frozenset((a.id, b.id))] = [why]
            shown = _passage(a, b, grams)
            if shown is not None:
                passages[frozenset((a.id, b.id))] = shown
            _join(home, a.id, b.id)
    groups: dict[str, list[Article]] = {}
    for article in ordered:
        groups.setdefault(_root(home, article.id), []).append(article)
    return tuple(_origin(i, g, reasons, passages) for i, g in enumerate(groups.values(), start=1))


def prose_grams(article: Article) -> Grams:
    """Word 5-grams of headline and paragraphs outside quotation marks, each with its first place."""
    found: Grams = {}
    for block in article.blocks:
        if block.kind not in PROSE or block.repeats is not None:
            continue
        words = article.text[block.start : block.end]
        plain = QUOTED.sub(lambda m: "\x00" * len(m.group()), words)
        places = [(m.group().lower(), block.start + m.start(), block.start + m.end()) for m in WORD.finditer(plain)]
        for i in range(len(places) - GRAM + 1):
            window = places[i : i + GRAM]
            if "\x00" not in plain[window[0][1] - block.start : window[-1][2] - block.start]:
                found.setdefault(tuple(w for w, _, _ in window), (window[0][1], window[-1][2]))
    return found


def _tie(a: Article, b: Article, grams: Mapping[str, Grams], vectors: dict[str, np.ndarray]) -> str:
    """What ties two articles to one report, in words with the figure; "" when nothing does."""
    shared = len(grams[a.id].keys() & grams[b.id].keys())
    share = shared / max(1, min(len(grams[a.id]), len(grams[b.id])))
    if share >= SHARED_TEXT and shared >= MIN_GRAMS:
        return f"text.shared: {a.id} and {b.id} share {share:.0%} of the shorter text outside quotations (threshold {SHARED_TEXT:.0%})"
    credits = {c.name for c in a.credits if c.kind != "embed"} & {c.name for c in b.credits if c.kind != "embed"}
    if credits:
        alike = _alike(a, b, vectors)
        if alike >= ALIKE:
            named = ", ".join(sorted(credits))
            return (
                f"credit.shared: {a.id} and {b.id} both credit {named} and are alike ({alike:.2f}, threshold {ALIKE})"
            )
    return ""


def _alike(a: Article, b: Article, vectors: dict[str, np.ndarray]) -> float:
    """Mean cosine of each sentence with its best match in the other article, both ways."""
    for article in (a, b):
        if article.id not in vectors:
            vectors[article.id] = shared_encoder().encode(_sentences(article))
    if not len(vectors[a.id]) or not len(vectors[b.id]):
        return 0.0
    table = vectors[a.id] @ vectors[b.id].T
    return round(float((table.max(axis=1).mean() + table.max(axis=0).mean()) / 2), 4)


def _sentences(article: Article) -> list[str]:
    texts = [article.text[b.start : b.end] for b in article.blocks if b.kind in PROSE and b.repeats is None]
    parts = [s for t in texts for s in re.split(r"(?<=[.!?])\s+", QUOTED.sub(" ", t))]
    return [s for s in parts if len(s.split()) > 4]


def _passage(a: Article, b: Article, grams: Mapping[str, Grams]) -> tuple[Anchor, Anchor] | None:
    """The longest run of shared words, in both texts."""
    mine, theirs = grams[a.id], grams[b.id]
    best: tuple[int, int, int, int] | None = None
    run: tuple[int, int, int, int] | None = None
    for gram, (start, end) in sorted(((g, p) for g, p in mine.items() if g in theirs), key=lambda x: x[1]):
        other = theirs[gram]
        if run and start <= run[1] and run[2] <= other[0] <= run[3]:
            run = (run[0], end, run[2], other[1])
        else:
            run = (start, end, *other)
        if best is None or run[1] - run[0] > best[1] - best[0]:
            best = run
    return None if best is None else (a.anchor(best[0], best[1]), b.anchor(best[2], best[3]))


def _root(home: dict[str, str], item: str) -> str:
    while home[item] != item:
        item = home[item]
    return item


def _join(home: dict[str, str], a: str, b: str) -> None:
    one, two = sorted((_root(home, a), _root(home, b)))
    home[two] = one


def _origin(
    number: int,
    group: Sequence[Article],
    reasons: Mapping[frozenset[str], list[str]],
    passages: Mapping[frozenset[str], tuple[Anchor, Anchor]],
) -> Origin:
    ids = {a.id for a in group}
    pairs = sorted(tuple(sorted(p)) for p in reasons if p <= ids)
    return Origin(
        id=f"o{number}",
        articles=tuple(a.id for a in group),
        outlets=tuple(sorted({a.outlet for a in group})),
        families=tuple(sorted({family_of(a.outlet, a.url) for a in group})),
        credited=_credited(group),
        reasons=tuple(why for p in pairs for why in reasons[frozenset(p)]),
        passages=tuple(passages[frozenset(p)] for p in pairs if frozenset(p) in passages),
    )


def _credited(group: Sequence[Article]) -> str | None:
    """The agency or outlet that most of the articles credit, when more than one does or a lone article signs with it."""
    counts: dict[str, int] = {}
    for article in group:
        kinds = {"agency"} if len(group) == 1 else {"agency", "photo", "outlet"}
        for name in sorted({c.name for c in article.credits if c.kind in kinds}):
            counts[name] = counts.get(name, 0) + 1
    needed = 1 if len(group) == 1 else 2
    ranked = sorted((n for n in counts.items() if n[1] >= needed), key=lambda n: (-n[1], n[0]))
    return ranked[0][0] if ranked else None
