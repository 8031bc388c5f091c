"""News sentences with one word changed: a verb into its opposite, a noun into another kind of thing, any word into one that
means the same. The lists were written without a look at those the product has (`twosource/compare/contrasts.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.perturb import MAIN, Edit
from twosource.data import Anchor, Document

# of each pair one takes the place of the other, both ways
OTHER_ACT = (
    "approved rejected", "rose fell", "increased decreased", "won lost", "accepted declined", "opened closed", "raised lowered",
    "supported opposed", "gained lost", "upheld overturned", "climbed dropped", "jumped plunged", "convicted acquitted",
    "strengthened weakened", "entered left", "started ended", "bought sold", "praised criticized", "confirmed denied",
    "improved worsened", "hired fired", "allowed banned", "arrived departed", "lent borrowed", "expanded shrank",
)  # fmt: skip
OTHER_KIND = (
    "police soldiers", "man woman", "boy girl", "school hospital", "car bus", "truck train", "plane ship", "church mosque",
    "father mother", "son daughter", "brother sister", "wife husband", "students farmers", "workers students", "doctor lawyer",
    "doctors nurses", "river lake", "oil gas", "gold silver", "profit loss", "film book", "house bridge", "company university",
    "court council", "teacher driver", "gun knife", "hotel restaurant", "bank museum", "buyers sellers", "exports imports",
)  # fmt: skip
SAME_WORDS = (
    "rose climbed", "fell dropped", "truck lorry", "killed slain", "doctor physician", "film movie", "plane airplane", "bought purchased",
    "began started", "finished ended", "big large", "policemen officers", "attorney lawyer", "ship vessel", "blast explosion",
    "blaze fire", "kids children", "firm company", "criticised criticized", "aided helped", "injured hurt",
)  # fmt: skip


def _both_ways(pairs: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        one, two = pair.split()
        found.setdefault(one, two)
        found.setdefault(two, one)
    return found


def other_words(document: Document, sentence: Anchor) -> Iterator[Edit]:
    """A verb becomes its opposite (act), a noun another kind of thing (kind), any word one for the same (same-word)."""
    span = document.doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ()
    for token in span:
        at = document.article.anchor(token.idx, token.idx + len(token))
        if token.text in ACTS and token.pos_ == "VERB" and token.dep_.lower() in MAIN:
            yield Edit("act", "conflicting", at, ACTS[token.text])
        if token.text in THINGS and token.pos_ == "NOUN":
            yield Edit("kind", "conflicting", at, THINGS[token.text])
        if token.text in SAME:
            yield Edit("same-word", "agree", at, SAME[token.text])


ACTS, THINGS, SAME = map(_both_ways, (OTHER_ACT, OTHER_KIND, SAME_WORDS))
