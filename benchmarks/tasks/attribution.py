"""Who says what (PolNeAR): cue, source and content of each attribution, and all three of one right together.

The library's own way: the article's text through `make_article`, `annotate` and `find_attributions`. Each part is the
set of its words, without punctuation where it has others. A part is right by overlap when its words and the gold's
share at least half of their union, one to one; a part that stands in several attributions counts once. `all` is an
attribution whose cue, source and content are all right by overlap and belong together; where PolNeAR names no source,
none is right. One annotator per article, the first by name. PolNeAR also marks beliefs and intentions, the library
only what is said: its recall pays for that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from benchmarks.archives import DataMissing, texts
from benchmarks.scores import Hits, Span, exact, overlapping
from twosource.annotate import annotate
from twosource.articles.make import make_article
from twosource.statements.attribution import find_attributions

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from twosource.data import Attribution, Document

PARTS = ("cue", "source", "content")
PUBLISHED = [
    ("content_overlap_f1", 0.833, "Citron on PARC3, another corpus (newspaper text, 2021)"),
    ("content_f1", 0.593, "Citron on PARC3"),
]
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution as the words of its parts, as indices of tokens."""

    cue: Words
    source: Words
    content: Words


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score the attributions of every article of the split."""
    gold = read_split(data, split)
    articles = (make_article(text, id=name, outlet=name.split("_")[0]) for name, (text, _) in gold.items())
    total: dict[str, Hits] = defaultdict(Hits)
    cases: dict[str, str] = {}
    words = 0
    for document in annotate(articles):
        name = document.article.id
        found = score(as_words(document.doc, gold[name][1]), given_by(document))
        for figure, hits in found.items():
            total[figure] += hits
        cases[name] = " ".join(
            f"{figure} {hits.right:.0f}/{hits.gold:.0f}/{hits.given:.0f}" for figure, hits in found.items()
        )
        words += sum(not token.is_space and not token.is_punct for token in document.doc)
    figures = {f"{figure}_f1": hits.f1 for figure, hits in total.items()}
    figures |= {f"all_overlap_{name}": getattr(total["all_overlap"], name) for name in ("precision", "recall")}
    return {
        "figures": figures,
        "counts": {"articles": len(gold), "words": words, "attributions": int(total["all_overlap"].gold)},
        "cases": cases,
    }


# ---- reading


Marked = dict[str, list[Span]]  # part -> its pieces


def read_split(data: Path | None, split: str) -> dict[str, tuple[str, list[Marked]]]:
    """Article name -> its text and the attributions that its first annotator marked."""
    bodies: dict[str, str] = {}
    marks: dict[str, str] = {}
    for name, text in texts(data, "attribution-polnear", f"{split}/*"):
        path = PurePosixPath(name)
        if path.parent.name == "text":
            bodies[path.stem] = text
        elif path.suffix == ".ann":
            marks.setdefault(path.stem.rpartition("_")[0], text)
    both = {name: (bodies[name], list(read_brat(marks[name]))) for name in sorted(bodies) if name in marks}
    if not both:
        raise DataMissing(f"attribution-polnear has no annotated article in the split {split}.")
    return both


def read_brat(marks: str) -> Iterator[Marked]:
    """The attributions of a brat stand-off file, as offsets of the text."""
    spans: dict[str, list[Span]] = {}
    for line in marks.splitlines():
        cells = line.split("\t")
        if line.startswith("T"):
            spans[cells[0]] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", cells[1])]
    for line in marks.splitlines():
        if not line.startswith("E"):
            continue
        parts: Marked = {part: [] for part in PARTS}
        for role in line.split("\t")[1].split():
            name, _, target = role.partition(":")
            part = name.rstrip("0123456789").lower()
            if part in parts:
                parts[part] += spans.get(target, [])
        if parts["cue"] and parts["content"]:
            yield parts


# ---- scoring


def as_words(doc: Doc, marked: Iterable[Marked]) -> list[Said]:
    """The marked attributions by the words of their parts."""
    return [Said(*(words_of(doc, parts[part]) for part in PARTS)) for parts in marked]


def given_by(document: Document) -> list[Said]:
    """The library's attributions by the words of their parts."""
    found = find_attributions(document.article, document.doc, document.entities)
    return [Said(*(words_of(document.doc, pieces) for pieces in _pieces(a))) for a in found]


def _pieces(attribution: Attribution) -> Iterator[list[Span]]:
    for anchor in (attribution.cue, attribution.source):
        yield [(anchor.start, anchor.end)] if anchor else []
    yield [(anchor.start, anchor.end) for anchor in attribution.content]


def words_of(doc: Doc, pieces: Sequence[Span]) -> Words:
    """The tokens that the pieces touch; punctuation counts only where there is nothing else (the cue ":")."""
    touched = [
        token
        for start, end in pieces
        for token in doc.char_span(start, end, alignment_mode="expand") or ()
        if not token.is_space
    ]
    return frozenset(t.i for t in touched if not t.is_punct) or frozenset(t.i for t in touched)


def score(gold: Sequence[Said], given: Sequence[Said]) -> dict[str, Hits]:
    """Hits of each part, exact and by overlap, and of whole attributions."""
    found: dict[str, Hits] = {}
    for part in PARTS:
        want, have = _distinct(gold, part), _distinct(given, part)
        found[part] = exact(want, have)
        found[f"{part}_overlap"] = overlapping(want, have, alike)
    found["all_overlap"] = overlapping(gold, given, weakest)
    return found


def _distinct(attributions: Sequence[Said], part: str) -> list[Words]:
    return sorted({getattr(a, part) for a in attributions} - {frozenset()}, key=sorted)


def alike(a: Words, b: Words) -> float:
    """Intersection over union; two absent parts are equal."""
    return len(a & b) / len(a | b) if a or b else 1.0


def weakest(a: Said, b: Said) -> float:
    """Likeness of the part in which two attributions are least alike."""
    return min(alike(getattr(a, part), getattr(b, part)) for part in PARTS)
