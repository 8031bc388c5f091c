"""Names by exact span and type, with gold words and sentences: UNER on EWT (PER, ORG, LOC) and worldwide newswire.

UNER's figure is that of the reader's head for UNER's types; a pipeline without one is scored by its `doc.ents`.
The newswire (nine types, `doc.ents`) has no split of its own: dev is the tenth of its articles, by crc32 of the file's
name, that no reader was trained on.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from benchmarks.archives import text, texts
from benchmarks.scores import Hits, bio_spans, exact
from benchmarks.trees import doc_of
from twosource.annotate.decode import bio_spans as best_spans
from twosource.annotate.reader import Reader, load_language

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PUBLISHED = [
    ("f1", 0.706, "prototype of the reader, UNER EWT dev"),
    ("f1", 0.703, "MiniLM-L6 trained on UNER alone, UNER EWT dev"),
    ("f1", 0.564, "spaCy CNN trained on UNER, UNER EWT dev"),
    ("newswire_f1", 0.692, "prototype of the reader, the same tenth"),
    ("newswire_f1", 0.660, "spaCy CNN trained on the newswire, another split"),
]
UNER = ("PER", "ORG", "LOC")
# the types of other pipelines' entities, and of our own, in UNER's and the newswire's words
AS_UNER = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
AS_NEWSWIRE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "NORP": "NORP", "Date": "DATE", "Money": "MONEY",
    "Facility": "FACILITY", "Product": "PRODUCT", "Misc": "MISC",
}  # fmt: skip
Name = tuple[int, int, str]
Sentence = tuple[list[str], list[str]]


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Score both corpora; the newswire only where the split is dev."""
    language = load_language()
    uner = dict(read_uner(text(data, "ner-uner-ewt", f"{split}.iob2")))
    wire = dict(read_newswire(data)) if split == "dev" else {}
    web = {name: score(language, sentences, as_uner) for name, sentences in uner.items()}
    ents = {name: score(language, sentences, ents_as_uner) for name, sentences in uner.items()}
    news = {name: score(language, sentences, ents_as_they_are) for name, sentences in wire.items()}
    total, news_total = _total(web), _total(news)
    return {
        "figures": {
            "f1": total["all"].f1,
            "newswire_f1": news_total["all"].f1 if wire else None,
            "ents_f1": _total(ents)["all"].f1,
            **{f"f1_{kind}": hits.f1 for kind, hits in total.items() if kind != "all"},
            **{f"newswire_f1_{kind}": hits.f1 for kind, hits in news_total.items() if kind != "all"},
        },
        "counts": {
            "documents": len(uner),
            "names": int(total["all"].gold),
            "newswire_articles": len(wire),
            "newswire_names": int(news_total["all"].gold),
        },
        "cases": {
            name: "{0.right:g} of {0.gold:g}, {0.given:g} given".format(c["all"]) for name, c in (web | news).items()
        },
    }


def score(
    language: Language, sentences: Sequence[Sentence], named: Callable[[Language, Doc], list[Name]]
) -> dict[str, Hits]:
    """Counts of one document's names: of all, and of each type."""
    words: list[str] = []
    starts, gold = [], []
    for tokens, tags in sentences:
        starts.append(len(words))
        gold += [(len(words) + a, len(words) + b, kind) for a, b, kind in bio_spans(tags)]
        words += tokens
    return by_type(gold, named(language, doc_of(language, words, starts)))


def _total(cases: dict[str, dict[str, Hits]]) -> dict[str, Hits]:
    total: dict[str, Hits] = {"all": Hits()}
    for found in cases.values():
        for kind, hits in found.items():
            total[kind] = total.get(kind, Hits()) + hits
    return dict(sorted(total.items()))


def by_type(gold: Sequence[Name], given: Sequence[Name]) -> dict[str, Hits]:
    """Counts of all names and of those of each type."""
    kinds = sorted({kind for _, _, kind in [*gold, *given]})
    parts = {kind: exact([g for g in gold if g[2] == kind], [g for g in given if g[2] == kind]) for kind in kinds}
    return {"all": exact(gold, given)} | parts


def ents_as_they_are(language: Language, doc: Doc) -> list[Name]:
    """The document's entities."""
    return [(e.start, e.end, e.label_) for e in doc.ents]


def ents_as_uner(language: Language, doc: Doc) -> list[Name]:
    """The document's entities in UNER's types; the others are left out."""
    return [(e.start, e.end, AS_UNER[e.label_]) for e in doc.ents if e.label_ in AS_UNER]


def as_uner(language: Language, doc: Doc) -> list[Name]:
    """Names in UNER's types, from the reader's own head for them where the pipeline is the reader."""
    if "twosource_reader" not in language.pipe_names:
        return ents_as_uner(language, doc)
    reader = language.get_pipe("twosource_reader")
    assert isinstance(reader, Reader)
    found = []
    for words, _, out in reader.scores(doc, ["ner3"]):
        spans = best_spans(out["ner3"], reader.model.classes["ner3"])
        found += [(int(words[a]), int(words[b - 1]) + 1, AS_UNER[kind]) for a, b, kind in spans]
    return found


def read_uner(table: str) -> Iterator[tuple[str, list[Sentence]]]:
    """(document, sentences as words and BIO tags) of an IOB2 file. A type beside UNER's three, as in its draft, is O."""
    documents: dict[str, list[Sentence]] = defaultdict(list)
    name = ""
    for block in table.split("\n\n"):
        marks = [line[1:].partition("=") for line in block.splitlines() if line.startswith("#")]
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        name = next((value.strip() for key, _, value in marks if key.strip() == "newdoc id"), name)
        if rows:
            tags = [row[2] if row[2].partition("-")[2] in UNER else "O" for row in rows]
            documents[name].append(([row[1] for row in rows], tags))
    yield from documents.items()


def read_newswire(data: Path | None) -> Iterator[tuple[str, list[Sentence]]]:
    """The articles kept apart. The first line is an article's address; columns after the second hold inner names."""
    for name, table in texts(data, "ner-worldwide", "tsv/*.tsv"):
        article = PurePosixPath(name).name
        if not held_out(article):
            continue
        rows = [line.split("\t") for line in table.splitlines()]
        sentences: list[Sentence] = [([], [])]
        for row in rows:
            if len(row) < 2 or not row[0].strip():
                sentences.append(([], []))
            elif not row[0].startswith("http"):
                mark, _, kind = row[1].partition("-")
                sentences[-1][0].append(row[0])
                sentences[-1][1].append(f"{mark}-{AS_NEWSWIRE[kind]}" if kind in AS_NEWSWIRE else "O")
        yield article, [sentence for sentence in sentences if sentence[0]]


def held_out(article: str) -> bool:
    """Whether an article belongs to the tenth kept apart from training."""
    return zlib.crc32(article.encode()) % 10 == 0
