"""PolNeAR: who said what, as BIO layers of source, cue and content and the links between them."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import spacy

from training.reader.units import LAYERS, Corpus, Unit, texts

Span = tuple[int, int]


def attribution(data: Path, *, max_words: int, paragraph_share: float, rng: random.Random) -> Corpus:
    """PolNeAR, one annotator per article (the first by name), cut at sentence ends and at a share of the paragraphs."""
    corpus = Corpus()
    articles: dict[str, dict[str, str]] = {"train": {}, "dev": {}}
    marks: dict[str, dict[str, str]] = {"train": {}, "dev": {}}
    for name, text in texts(data, "attribution-polnear", ""):
        parts = Path(name).parts
        if len(parts) < 4 or parts[1] not in articles:
            continue
        if parts[2] == "text":
            articles[parts[1]][Path(name).stem] = text
        elif name.endswith(".ann"):
            article = Path(name).stem.rsplit("_", 1)[0]
            if article in marks[parts[1]]:
                corpus.excluded["second annotator of an article"] += 1
            else:
                marks[parts[1]][article] = text
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for split, draw in (("train", rng), ("dev", random.Random(0))):

        def cut(doc: spacy.tokens.Doc, index: dict[int, int], draw: random.Random = draw) -> list[Span]:
            return _cuts(doc, index, max_words, lambda: draw.random() < paragraph_share)

        for article in sorted(articles[split]):
            if article not in marks[split]:
                corpus.excluded["article without annotation"] += 1
                continue
            units = _attribution_units(
                nlp, article, (articles[split][article], marks[split][article]), cut, corpus.excluded
            )
            getattr(corpus, split).extend(units)
    return corpus


def _brat(text: str) -> tuple[dict[str, tuple[str, list[Span]]], list[dict[str, list[str]]]]:
    """Brat text-bound spans by id, and the attributions as role -> span ids."""
    spans: dict[str, tuple[str, list[Span]]] = {}
    events = []
    for line in text.splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) >= 2:
            kind, _, offsets = cells[1].partition(" ")
            spans[cells[0]] = (kind, [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", offsets)])
        elif line.startswith("E") and len(cells) >= 2:
            roles: dict[str, list[str]] = defaultdict(list)
            for pair in cells[1].split():
                role, _, target = pair.partition(":")
                roles[re.sub(r"\d+$", "", role)].append(target)
            events.append(roles)
    return spans, events


def _attribution_units(
    nlp: spacy.Language,
    article: str,
    source: tuple[str, str],
    cut: Callable[[spacy.tokens.Doc, dict[int, int]], list[Span]],
    excluded: Counter[str],
) -> list[Unit]:
    text, marks = source
    spans, events = _brat(marks)
    doc = nlp(text)
    tokens = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(tokens)}

    def words_of(ids: list[str]) -> list[int]:
        pieces = [piece for i in ids if i in spans for piece in spans[i][1]]
        return [index[t.i] for t in tokens if any(a < t.idx + len(t) and t.idx < b for a, b in pieces)]

    linked = [(words_of(e["Cue"]), words_of(e["Source"]), words_of(e["Content"])) for e in events]
    excluded["attribution without cue or content"] += sum(not (c and x) for c, _, x in linked)
    linked = [link for link in linked if link[0] and link[2]]
    bounds = cut(doc, index)
    return [_attribution_unit(article, tokens, linked, a, b) for a, b in bounds if b > a]


def _cuts(doc: spacy.tokens.Doc, index: dict[int, int], max_words: int, at_paragraph: Callable[[], bool]) -> list[Span]:
    """Units of whole sentences as word ranges; `at_paragraph` says of each paragraph whether a new unit begins."""
    cuts: list[Span] = []
    for sentence in doc.sents:
        words = [index[t.i] for t in sentence if t.i in index]
        if not words:
            continue
        start, end = words[0], words[-1] + 1
        new_line = "\n" in doc.text[max(0, sentence.start_char - 2) : sentence.start_char + 1]
        if cuts and end - cuts[-1][0] <= max_words and not (new_line and at_paragraph()):
            cuts[-1] = (cuts[-1][0], end)
        else:
            cuts.append((start, end))
    return cuts


def _attribution_unit(article: str, tokens: list, linked: list, start: int, end: int) -> Unit:  # type: ignore[type-arg]
    chosen = tokens[start:end]
    layers = {name: ["O"] * (end - start) for name in LAYERS}
    links = []
    for cue, source, content in linked:
        parts = [[w - start for w in part if start <= w < end] for part in (source, cue, content)]
        for name, part in zip(LAYERS, parts, strict=True):
            for at, w in enumerate(part):
                layers[name][w] = "I" if at and part[at - 1] == w - 1 else "B"
        if parts[1]:
            links.append((parts[1], parts[0], parts[2]))
    sentence, numbers = -1, []
    for token in chosen:
        sentence += bool(token.is_sent_start) or sentence < 0
        numbers.append(sentence)
    return Unit(
        words=[t.text for t in chosen],
        sentence=numbers,
        document=article,
        spaces=[bool(t.whitespace_) or (t.i + 1 < len(t.doc) and t.doc[t.i + 1].is_space) for t in chosen],
        attribution=layers,
        links=links,
    )
