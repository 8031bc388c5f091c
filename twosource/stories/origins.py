"""Who copies whom: which articles go back to one act of reporting.

Five signs tie two articles together: shared text (`copying.py`); a source that both take their story from, or that one
takes it from while the other is it (`citing.py`), together with likeness of content; one outlet, or one owner and great
likeness; one told again in other words, with nothing of its own (`retelling.py`). The strongest ties are followed first, each article joins one origin, and two agencies' signatures keep two
origins apart unless most of the text is the same. Forty reprints and their rewrite are so one origin, and its reasons
are the ties that hold it together, one for each article after the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from twosource.data import Anchor, Article, Origin
from twosource.stories.citing import Sources, read_sources
from twosource.stories.copying import (
    HALF,
    MIN_GRAMS,
    PROSE,
    QUOTED,
    SHARED_TEXT,
    Overlap,
    Prose,
    candidates,
    overlap,
    read_prose,
)
from twosource.stories.families import family_of, outlet_key
from twosource.stories.retelling import ALIKE as ALIKE_RETOLD
from twosource.stories.retelling import Telling, encoded, own_share, read_telling, retold

ALIKE = 0.50  # mean best cosine of sentences that a common source needs beside it
ALIKE_SIGNED = 0.45  # that one agency's signature on both needs
ALIKE_FAMILY = 0.65  # that one owner needs; independent reports of one event reach .60
SAME_TEXT = 0.5  # of the longer text: no signature makes two reports of it
OWN_REPORT = 0.5  # of the names and figures beside a shared lead that the other has not
TAKEN = 16  # words in a row that nobody writes twice: they count once, in whatever reports they stand
SENTENCES = 20  # of an article that likeness looks at


class Tie(NamedTuple):
    """What ties two articles to one report."""

    strength: float
    a: str
    b: str
    why: str
    passage: tuple[Anchor, Anchor] | None
    certain: bool = False  # both texts are mostly the same


class Evidence(NamedTuple):
    """What is known of each article, by its id, and of the sentences compared so far."""

    articles: Mapping[str, Article]
    prose: Mapping[str, Prose]
    sources: Mapping[str, Sources]
    tellings: Mapping[str, Telling]
    vectors: dict[str, np.ndarray]
    shared: list[tuple[Anchor, Anchor]]  # long stretches of words


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """Each article in exactly one origin, earliest origin first; independent of the articles' order."""
    return find_lineage(articles)[0]


def find_lineage(articles: Sequence[Article]) -> tuple[tuple[Origin, ...], tuple[tuple[Anchor, Anchor], ...]]:
    """The origins, and the words that reports of two origins share."""
    ordered = sorted(articles, key=lambda a: (a.published or "", a.id))
    known = Evidence(
        {a.id: a for a in ordered},
        {a.id: read_prose(a) for a in ordered},
        {a.id: read_sources(a) for a in ordered},
        {a.id: read_telling(a) for a in ordered},
        {},
        [],
    )
    home = {a.id: a.id for a in ordered}
    used = _join(_text_ties(ordered, home, known), home, known)
    used += _join(_source_ties(ordered, home, known), home, known)
    groups: dict[str, list[Article]] = {}
    for article in ordered:
        groups.setdefault(_root(home, article.id), []).append(article)
    origins = tuple(_origin(i, g, used, known) for i, g in enumerate(groups.values(), start=1))
    return origins, tuple(sorted(p for p in known.shared if _root(home, p[0].article) != _root(home, p[1].article)))


def _join(ties: Iterator[Tie], home: dict[str, str], known: Evidence) -> list[Tie]:
    """Join groups along the ties, which come strongest first; those that joined two groups."""
    used = []
    for tie in ties:
        one, two = sorted((_root(home, tie.a), _root(home, tie.b)))
        if one != two and (tie.certain or not _rival_agencies(one, two, home, known)):
            home[two] = one
            used.append(tie)
    return used


def _rival_agencies(one: str, two: str, home: dict[str, str], known: Evidence) -> bool:
    """Whether the two groups are signed by different agencies."""
    signed: dict[str, set[str]] = {one: set(), two: set()}
    for item in home:
        root = _root(home, item)
        if root in signed and len(known.sources[item].signed) == 1:
            signed[root] |= known.sources[item].signed
    return bool(signed[one] and signed[two]) and not signed[one] & signed[two]


def _text_ties(ordered: Sequence[Article], home: dict[str, str], known: Evidence) -> Iterator[Tie]:
    """Ties by shared text, most first. `home` grows while they are followed, so that few pairs are looked at closely."""
    texts = [known.prose[a.id] for a in ordered]
    found = [(n / min(len(texts[i].grams), len(texts[j].grams)), i, j) for i, j, n in candidates(texts)]
    for _, i, j in sorted(found, key=lambda f: (-f[0], f[1:])):
        a, b = ordered[i], ordered[j]
        if _root(home, a.id) != _root(home, b.id) and (tie := _text_tie(a, b, known)):
            yield tie


def _text_tie(a: Article, b: Article, known: Evidence) -> Tie | None:
    found = overlap(a, b, known.prose)
    if found is None or found.grams < MIN_GRAMS:
        return None
    if len(found.passage[0].quote.split()) >= TAKEN:
        known.shared.append(found.passage)
    if found.copied and _lead_alone(found, known):
        return None
    if found.copied:
        why = f"text.shared: {a.id} and {b.id} share {found.share:.0%} of the shorter text outside quotations (threshold {SHARED_TEXT:.0%})"
    elif name := _quoting(found.passage, known):
        why = f"text.quoted: one of {a.id} and {b.id} gives words of the other and names {name}"
    else:
        return None
    return Tie(found.share, a.id, b.id, why, found.passage, found.mutual >= SAME_TEXT)


def _lead_alone(found: Overlap, known: Evidence) -> bool:
    """Whether all that two reports share is the lead of one of them, and most of what else both name is their own: an
    own report may open with an agency's lead.
    """
    if found.places > 1 or found.share >= HALF:
        return False
    tellings = [known.tellings[place.article] for place in found.passage]
    leads = any(p.start < t.lead for t, p in zip(tellings, found.passage, strict=True))
    one, two = tellings
    return leads and all(
        own_share(mine, theirs, place) >= OWN_REPORT
        for mine, theirs, place in ((one, two, found.passage[0]), (two, one, found.passage[1]))
    )


def _quoting(passage: tuple[Anchor, Anchor], known: Evidence) -> str:
    """The outlet named as the source in the sentence of a shared passage; "" when there is none."""
    for place in passage:
        article = known.articles[place.article]
        start = max(article.text.rfind(mark, 0, place.start) for mark in (". ", "\n")) + 1
        for credit in article.credits:
            if credit.kind == "outlet" and start <= credit.anchor.start < place.end:
                return credit.name
    return ""


def _source_ties(ordered: Sequence[Article], home: dict[str, str], known: Evidence) -> Iterator[Tie]:
    ties = []
    for a, b in combinations(ordered, 2):
        if _root(home, a.id) != _root(home, b.id):
            tie = _common_source(a, b, known) or _retelling(a, b, known) or _common_house(a, b, known)
            if tie:
                ties.append(tie)
    yield from sorted(ties, key=lambda t: (-t.strength, t.a, t.b))


def _common_source(a: Article, b: Article, known: Evidence) -> Tie | None:
    one, two = known.sources[a.id], known.sources[b.id]
    common = (one.rests_on & two.rests_on) | (one.rests_on & two.own) | (two.rests_on & one.own)
    if not common:
        return None
    needed = ALIKE_SIGNED if one.signed & two.signed else ALIKE
    alike = likeness(a, b, known.vectors)
    if alike < needed:
        return None
    key = sorted(common)[0]
    named = ", ".join(sorted({one.names.get(k) or two.names[k] for k in common}))
    shown = (one.shown[key], two.shown[key]) if key in one.shown and key in two.shown else None
    why = f"credit.shared: {a.id} and {b.id} go back to {named} and are alike ({alike:.2f}, threshold {needed})"
    return Tie(alike, a.id, b.id, why, shown)


def _common_house(a: Article, b: Article, known: Evidence) -> Tie | None:
    """One outlet's own reports, or those of one owner's outlets that are much alike."""
    if known.sources[a.id].rests_on or known.sources[b.id].rests_on:
        return None
    if outlet_key(a.outlet) == outlet_key(b.outlet):
        return Tie(0.1, a.id, b.id, f"outlet.same: {a.id} and {b.id} are reports of {a.outlet}", None)
    family = family_of(a.outlet, a.url)
    if family != family_of(b.outlet, b.url) or (alike := likeness(a, b, known.vectors)) < ALIKE_FAMILY:
        return None
    why = f"family.alike: {a.id} and {b.id} belong to {family} and are alike ({alike:.2f}, threshold {ALIKE_FAMILY})"
    return Tie(0.05, a.id, b.id, why, None)


def _retelling(a: Article, b: Article, known: Evidence) -> Tie | None:
    """One told again by the other; by that which has less of its own."""
    found = [
        (told.own, -told.likeness, one.id, two.id, told)
        for one, two in ((a, b), (b, a))
        if (told := retold(one, two, (known.tellings[one.id], known.tellings[two.id]), known.vectors))
    ]
    if not found:
        return None
    _, _, one, two, told = min(found)
    why = (
        f"text.retold: {two} tells what {one} tells, {told.in_order} of its {told.sentences} sentences in the same order "
        f"({told.likeness:.2f} alike, threshold {ALIKE_RETOLD}), with {told.own} of {told.facts} names and figures of its own"
    )
    return Tie(told.likeness, a.id, b.id, why, told.passage)


def likeness(a: Article, b: Article, vectors: dict[str, np.ndarray]) -> float:
    """Mean cosine of each sentence with its best match in the other article, both ways. `vectors` keeps what is read."""
    mine, theirs = _sentences(a), _sentences(b)
    if not mine or not theirs:
        return 0.0
    table = encoded(mine, vectors) @ encoded(theirs, vectors).T
    return round(float((table.max(axis=1).mean() + table.max(axis=0).mean()) / 2), 4)


def _sentences(article: Article) -> list[str]:
    texts = [article.text[b.start : b.end] for b in article.blocks if b.kind in PROSE and b.repeats is None]
    parts = [s for t in texts for s in re.split(r"(?<=[.!?])\s+", QUOTED.sub(" ", t))]
    return [s for s in parts if len(s.split()) > 4][:SENTENCES]


def _root(home: dict[str, str], item: str) -> str:
    while home[item] != item:
        item = home[item]
    return item


def _origin(number: int, group: Sequence[Article], used: Sequence[Tie], known: Evidence) -> Origin:
    ids = {a.id for a in group}
    ties = sorted((t for t in used if t.a in ids), key=lambda t: (t.a, t.b))
    return Origin(
        id=f"o{number}",
        articles=tuple(a.id for a in group),
        outlets=tuple(sorted({a.outlet for a in group})),
        families=tuple(sorted({family_of(a.outlet, a.url) for a in group})),
        credited=_credited(group, known),
        reasons=tuple(t.why for t in ties),
        passages=tuple(t.passage for t in ties if t.passage is not None),
    )


def _credited(group: Sequence[Article], known: Evidence) -> str | None:
    """The agency or outlet that most of the articles take their story from."""
    counts: dict[str, int] = {}
    for article in group:
        sources = known.sources[article.id]
        for key in sources.rests_on:
            counts[sources.names[key]] = counts.get(sources.names[key], 0) + 1
    ranked = sorted(counts.items(), key=lambda n: (-n[1], n[0]))
    return ranked[0][0] if ranked else None
