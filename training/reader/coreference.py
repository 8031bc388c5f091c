"""Coreference: GUM's chains on its trees, LitBank's on fiction, and GAP's pronouns with two names.

A mention is its head word. GUM's heads are those of its trees; LitBank has no trees, so the head is the last word
before what usually follows a head (a preposition, a comma, a relative), or the first word of a name, which is how
Universal Dependencies head a name.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from training.reader.units import NO_MENTION, Choice, Corpus, Unit, held_out, pack, texts
from twosource.models.words import PRONOUNS

SAME = {"coref", "ana", "cata", "appos", "pred"}  # GUM's relations between mentions of one thing
TITLES = {
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lady",
    "lord",
    "captain",
    "miss",
    "st.",
    "aunt",
    "uncle",
}
AFTER_HEAD = {
    "of", "in", "on", "at", "to", "for", "from", "with", "by", "about", "over", "under", "between", "among", "into",
    "who", "whom", "whose", "which", "that", "where", "when", "as", "and", "or", ",", ";", ":", "--", "(", "-",
}  # fmt: skip
GAP_TIMES = 2  # GAP's few units come twice per epoch of the coreference corpora


# ---- GUM


def gum_mentions(data: Path, split: str, documents: dict[str, list[Unit]], excluded: Counter[str]) -> None:
    """Set `mentions` on the GUM sentences among `documents` (keys end in GUM's document names)."""
    annotated = {Path(n).stem: t for n, t in texts(data, "coref-gum-free", ".tsv") if Path(n).parent.name == split}
    for key, sentences in documents.items():
        text = annotated.get(Path(key).name)
        if text is None:
            continue
        spans, chain = _gum(text)
        if _gum_words(text) != [u.words for u in sentences]:
            excluded["GUM document whose coreference tokens are not its trees' (trees kept)"] += 1
            continue
        by_sentence: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for mention, places in spans.items():
            number = places[0][0]
            inside = [w for n, w in places if n == number]
            by_sentence[number].append((_top(inside, sentences[number].heads or []), chain[mention]))
        for number, unit in enumerate(sentences):
            unit.mentions = _with_empty(unit.words, by_sentence[number])


def _gum_words(text: str) -> list[list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for line in text.splitlines():
        cells = line.split("\t")
        if re.fullmatch(r"\d+-\d+", cells[0]):
            found[int(cells[0].split("-")[0])].append(cells[2])
    return [found[n] for n in sorted(found)]


def _gum(text: str) -> tuple[dict[int, list[tuple[int, int]]], dict[int, int]]:
    """Mentions of a WebAnno file: id -> (sentence, word) places, and id -> chain (the smallest id in it)."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    chain: dict[int, int] = {}

    def root(mention: int) -> int:
        while chain.get(mention, mention) != mention:
            mention = chain[mention]
        return mention

    for line in text.splitlines():
        cells = line.split("\t")
        if not re.fullmatch(r"\d+-\d+", cells[0]):
            continue
        sentence, word = (int(n) - 1 for n in cells[0].split("-"))
        for mention in re.findall(r"\[(\d+)\]", cells[3]):
            spans[int(mention)].append((sentence, word))
        kinds, targets = cells[9 - 1].split("|"), cells[9].split("|")
        for kind, target in zip(kinds, targets, strict=False):
            pair = re.search(r"\[(\d+)_(\d+)\]", target)
            if kind in SAME and pair:
                a, b = root(int(pair[1])), root(int(pair[2]))
                chain[max(a, b)] = min(a, b)
    return spans, {mention: root(mention) for mention in spans}


def _top(words: Sequence[int], heads: Sequence[int]) -> int:
    inside = set(words)
    return next((w for w in words if heads[w] not in inside), words[0])


def _with_empty(words: Sequence[str], mentions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The mentions, and each pronoun that is none ("it rains") as meaning nothing."""
    taken = {w for w, _ in mentions}
    empty = [(i, NO_MENTION) for i, w in enumerate(words) if w.lower() in PRONOUNS and i not in taken]
    return sorted(set(mentions)) + empty


# ---- LitBank


def _litbank(text: str, document: str) -> list[Unit]:
    sentences = []
    for block in re.split(r"\n\s*\n", text):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [r for r in rows if len(r) > 12]
        if not rows:
            continue
        words = [r[3] for r in rows]
        unit = Unit(words=words, sentence=[0] * len(words), document=document, spaces=[True] * len(words))
        unit.mentions = [(head_of(words, a, b), chain) for a, b, chain in _conll_spans([r[12] for r in rows])]
        sentences.append(unit)
    return sentences


def _conll_spans(cells: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    opened: dict[int, list[int]] = defaultdict(list)
    for i, cell in enumerate(cells):
        for part in cell.strip().split("|"):
            number = re.sub(r"\D", "", part)
            if not number:
                continue
            if part.startswith("("):
                opened[int(number)].append(i)
            if part.endswith(")") and opened[int(number)]:
                yield opened[int(number)].pop(), i + 1, int(number)


def head_of(words: Sequence[str], start: int, end: int) -> int:
    """The head word of a span that has no tree."""
    stop = next((i for i in range(start + 1, end) if words[i].lower() in AFTER_HEAD), end)
    last = stop - 1
    if words[last][:1].isupper():
        while last > start and words[last - 1][:1].isupper() and words[last - 1].lower() not in TITLES | {"the"}:
            last -= 1
    return last


# ---- GAP


def _gap(text: str) -> Iterator[tuple[str, Unit | None]]:
    """(snippet id, unit); None where the pronoun or a name has no words."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        doc = nlp(row["Text"])
        tokens = [t for t in doc if not t.is_space]
        words = {}
        for name, offset in (("Pronoun", "Pronoun-offset"), ("A", "A-offset"), ("B", "B-offset")):
            start = int(row[offset])
            end = start + len(row[name])
            words[name] = tuple(i for i, t in enumerate(tokens) if t.idx < end and start < t.idx + len(t))
        if not all(words.values()):
            yield row["ID"], None
            continue
        right = 0 if row["A-coref"] == "TRUE" else 1 if row["B-coref"] == "TRUE" else None
        numbers, current = [], -1
        for t in tokens:
            current += bool(t.is_sent_start) or current < 0
            numbers.append(current)
        unit = Unit([t.text for t in tokens], numbers, row["ID"], [bool(t.whitespace_) for t in tokens])
        unit.choice = Choice(words["Pronoun"][0], (words["A"], words["B"]), right)
        yield row["ID"], unit


def coreference(data: Path, gum_dev: dict[str, list[Unit]], *, max_words: int, rng: random.Random) -> Corpus:
    """LitBank and GAP development; dev is a tenth of each by document, and GUM's dev documents in whole units.

    GUM's train documents carry their chains in the tree units. GAP validation is the benchmark and is not read.
    """
    corpus = Corpus()
    books: dict[str, dict[str, list[Unit]]] = {"train": {}, "dev": dict(gum_dev)}
    for name, text in texts(data, "coref-litbank", ".conll"):
        document = Path(name).stem
        books["dev" if held_out(document) else "train"][document] = _litbank(text, document)
    corpus.train = pack(books["train"], max_words=max_words, single_share=0.0, rng=rng)
    corpus.dev = pack(books["dev"], max_words=max_words, single_share=0.0, rng=random.Random(0))
    for _, text in texts(data, "coref-gap", "gap-development.tsv"):
        for document, unit in _gap(text):
            if unit is None:
                corpus.excluded["GAP row whose pronoun or name has no words"] += 1
            elif held_out(document):
                corpus.dev.append(unit)
            else:
                corpus.train += [unit] * GAP_TIMES
    return corpus
