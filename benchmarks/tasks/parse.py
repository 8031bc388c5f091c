"""Dependency parse of UD English EWT, from raw text and with gold words and sentences; GUM with gold words.

From raw text as the CoNLL 2018 evaluation does it: words match by their characters; a word is right when its head and
relation are; F1 over the words of both sides. Relations count without subtypes, punctuation is included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.archives import DataMissing, text
from benchmarks.scores import Hits, exact
from benchmarks.trees import Tree, Word, doc_of, read_conllu, words_of
from twosource.annotate.reader import load_language

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = [
    ("las", 0.8677, "Stanza 1.5.1 on EWT test, raw text (UAS 0.8890)"),
    ("las", 0.759, "spaCy CNN 96x4 trained on EWT train, EWT dev, raw text"),
    ("las_gold", 0.863, "prototype of the reader, EWT dev (UAS 0.892, UPOS 0.960)"),
    ("gum_las_gold", 0.8824, "Stanza 1.5.1 on all genres of GUM test, raw text"),
]
SCORES = ("las", "uas", "upos", "lemma")


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Parse each document twice, from its text and from its gold words, and compare."""
    language = load_language()
    trees = list(read_conllu(text(data, "ud-ewt", f"{split}.conllu")))
    raw = [hits_of(tree, *words_of(language(tree.text))) for tree in trees]
    gold = [gold_hits(language, tree) for tree in trees]
    figures: dict[str, float | None] = {name: _total(raw, name).f1 for name in (*SCORES, "words", "sents")}
    figures |= {f"{name}_gold": _total(gold, name).f1 for name in SCORES}
    gum = _gum(data, split)
    gum_hits = [gold_hits(language, tree) for tree in gum]
    figures |= {f"gum_{name}_gold": _total(gum_hits, name).f1 if gum else None for name in SCORES}
    return {
        "figures": figures,
        "counts": {
            "documents": len(trees),
            "sentences": sum(len(tree.starts) for tree in trees),
            "words": sum(len(tree.words) for tree in trees),
            "gum_words": sum(len(tree.words) for tree in gum),
        },
        "cases": {
            tree.name: {"las": a["las"].f1, "las_gold": b["las"].f1, "words": len(tree.words)}
            for tree, a, b in zip(trees, raw, gold, strict=True)
        },
    }


def gold_hits(language: Language, tree: Tree) -> dict[str, Hits]:
    """Counts with gold words and sentences; the words are the document's own, whatever the Doc's text is."""
    parsed, _ = words_of(doc_of(language, tree.forms, tree.starts))
    moved = [replace(word, start=own.start, end=own.end) for word, own in zip(parsed, tree.words, strict=True)]
    return hits_of(tree, moved, tree.sentences)


def hits_of(tree: Tree, given: Sequence[Word], sentences: Sequence[tuple[int, int]]) -> dict[str, Hits]:
    """Counts of the right words, sentences, heads, relations, tags and lemmas of one document."""
    counts = {"words": exact(map(_place, tree.words), map(_place, given)), "sents": exact(tree.sentences, sentences)}
    both = dict.fromkeys(SCORES, 0)
    mine = {_place(word): word for word in given}
    for word in tree.words:
        other = mine.get(_place(word))
        if other is not None:
            attached = _head(word, tree.words) == _head(other, given)
            both["uas"] += attached
            both["las"] += attached and word.label == other.label
            both["upos"] += word.upos == other.upos
            both["lemma"] += word.lemma in {other.lemma, "_"}
    return counts | {name: Hits(right, len(tree.words), len(given)) for name, right in both.items()}


def _place(word: Word) -> tuple[int, int]:
    return word.start, word.end


def _head(word: Word, words: Sequence[Word]) -> tuple[int, int] | None:
    return None if word.head < 0 else _place(words[word.head])


def _total(found: Sequence[dict[str, Hits]], name: str) -> Hits:
    return sum((hits[name] for hits in found), Hits())


def _gum(data: Path | None, split: str) -> list[Tree]:
    """GUM's documents; where they are not at hand the other figures stand alone."""
    try:
        return list(read_conllu(text(data, "ud-gum-free", f"{split}.conllu")))
    except DataMissing:
        return []
