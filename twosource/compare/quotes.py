"""One quotation across outlets: verbatim, shortened, spliced or altered.

Two quoted stretches are one quotation when the shorter one's words stand, in order, almost whole in the longer
one (rapidfuzz partial token alignment on words), and their speakers do not exclude each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from twosource.data import Anchor, Attribution, Document, Quote

QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"|‘[^’]{3,}’(?!\w)|«[^»]+»")
WORDS = re.compile(r"\w+")
MIN_WORDS = 3
SAME = 0.8  # share of the shorter quotation's words found in order in the longer one


def find_quotes(documents: Sequence[Document]) -> tuple[Quote, ...]:
    """Quotations of three or more words, each with its variants across articles, in order of the first."""
    said = [(anchor, a) for d in documents for a in d.attributions for c in a.content for anchor in _quoted_in(d, c)]
    groups: list[list[tuple[Anchor, Attribution]]] = []
    for item in sorted(said, key=lambda pair: (-len(_words(pair[0])), pair[0])):
        home = next((g for g in groups if _one_quotation(g[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    quotes = [_quote(g) for g in groups]
    return tuple(sorted(quotes, key=lambda q: (-len({v.article for v in q.variants}), q.variants[0])))


def _quoted_in(document: Document, content: Anchor) -> list[Anchor]:
    found = []
    for match in QUOTED.finditer(content.quote):
        anchor = document.article.anchor(content.start + match.start(), content.start + match.end())
        if len(_words(anchor)) >= MIN_WORDS:
            found.append(anchor)
    return found


def _words(anchor: Anchor) -> tuple[str, ...]:
    return tuple(w.lower() for w in WORDS.findall(anchor.quote))


def _one_quotation(a: tuple[Anchor, Attribution], b: tuple[Anchor, Attribution]) -> bool:
    one, two = _words(a[0]), _words(b[0])
    shorter = min(len(one), len(two))
    kept = (len(one) + len(two) - Indel.distance(one, two)) / 2
    return kept / shorter >= SAME


def _quote(group: Sequence[tuple[Anchor, Attribution]]) -> Quote:
    variants = tuple(sorted({anchor for anchor, _ in group}))
    longest = max((_words(v) for v in variants), key=lambda w: (len(w), w))
    text = " ".join(longest)
    return Quote(
        speaker=next((a.speaker for _, a in group if a.speaker), None),
        variants=variants,
        attributions=tuple(sorted({a.id for _, a in group})),
        altered=any(" ".join(_words(v)) not in text for v in variants),
    )
