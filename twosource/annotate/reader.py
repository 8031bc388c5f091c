"""The shipped reader as a spaCy pipeline: sentence bounds first, every other layer by one pass of one network.

`load_language()` gives the pipeline; its Docs carry tags, lemmas, a dependency parse, names, attribution spans and
links, antecedents within a unit, and event scores. Units of whole sentences run alone through the network, so that what is read in one
article never depends on another. Any other spaCy pipeline may take its place (`TWOSOURCE_PIPELINE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_NUMBERS
from spacy.tokens import Doc, Span

from twosource.annotate import sentences as _sentences  # noqa: F401  registers its component
from twosource.annotate.decode import BIO, antecedents, bio_spans, label_scores, said_of, tree
from twosource.annotate.mended import mend_parse
from twosource.annotate.pieces import DEFINITE, PRONOUN, Cutter, Pieces, word_means
from twosource.annotate.tokens import set_rules
from twosource.errors import ModelError
from twosource.models.lemmas import lemma_of
from twosource.models.load import ReaderModel, known_words, reader_model
from twosource.models.words import apply_lemma_rule
from twosource.settings import setting

MAX_WORDS = 120  # a unit: as many whole sentences of one block as fit; training used the same
MAX_PIECES = 400
LAYERS = ("source", "cue", "content")
UNREAD = frozenset({"embedding", "ner3"})  # outputs that are no layer of a Doc
NOMINAL = ("NOUN", "PROPN", "NUM")
ALONE = ("dep", "ROOT", "parataxis")  # relations that are no choice of the network's
CHAIN_KINDS = np.array(["", "nominal", "definite", "pronoun"], dtype=object)
MEANING = "twosource.meaning"


@cache
def load_language(name: str | None = None) -> Language:
    """The reading pipeline: the shipped one, or the user's own by name or folder, with our sentence bounds in front."""
    chosen = name or setting("TWOSOURCE_PIPELINE")
    if chosen:
        try:
            language = spacy.load(chosen)
        except OSError as error:  # no package and no folder of that name, or a file of it is missing
            raise ModelError(
                f"no spaCy pipeline {chosen!r} can be loaded ({error}). Check TWOSOURCE_PIPELINE"
            ) from error
        if "twosource_sentences" not in language.pipe_names:
            language.add_pipe("twosource_sentences", first=True)
        return language
    language = spacy.blank("en")
    set_rules(language)
    language.max_length = 20_000_000
    language.add_pipe("twosource_sentences")
    language.add_pipe("twosource_reader")
    return language


@Language.factory(
    "twosource_reader", assigns=["token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.spans"]
)
def make_reader(nlp: Language, name: str) -> Reader:
    """Factory of the reader component."""
    return shared_reader()


class Reader:
    """spaCy component around the network."""

    def __init__(self, model: ReaderModel) -> None:
        self.model = model
        self.outputs = [o.name for o in model.session.get_outputs() if o.name not in UNREAD]
        self._cutter = Cutter(model.tokenizer)

    def __call__(self, doc: Doc) -> Doc:
        """Set all layers on the Doc."""
        pieces = self._cutter.cut(doc)
        layers = Layers(doc, pieces, self.model)
        for words, numbers, out in self.scores(doc, self.outputs, pieces=pieces):
            layers.add(words, numbers, out)
        layers.write(doc)
        mend_parse(doc)
        return doc

    def scores(
        self, doc: Doc, names: Sequence[str], *, pieces: Pieces | None = None
    ) -> Iterator[tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]]:
        """Words, their sentences' numbers and the named outputs, unit by unit; `meaning` as the mean of each word's
        pieces.
        """
        pieces = pieces or self._cutter.cut(doc)
        for unit in units(doc):
            for words in _fitting(pieces, np.array(unit)):
                numbers = sentence_numbers(doc, words)
                feed = pieces.feed(words, MAX_PIECES) | {"sentence": numbers}
                out = self.model.run(names, feed)
                if "meaning" in out:
                    out["meaning"] = word_means(out["meaning"], feed["first"])
                yield words, numbers, out

    def meaning(self, doc: Doc) -> np.ndarray:
        """The vector of each token's meaning in its sentence (tokens x dim, zero for blanks), and nothing else: for
        Docs that another pipeline has read.
        """
        rows = np.zeros((len(doc), self.model.meaning), dtype=np.float32)
        for words, _, out in self.scores(doc, ["meaning"]):
            rows[words] = out["meaning"]
        return rows


def _fitting(pieces: Pieces, words: np.ndarray) -> Iterator[np.ndarray]:
    """The unit, cut in halves as long as it has too many wordpieces for the network."""
    if pieces.size(words) <= MAX_PIECES or len(words) == 1:
        yield words
    else:
        middle = len(words) // 2
        yield from _fitting(pieces, words[:middle])
        yield from _fitting(pieces, words[middle:])


@cache
def shared_reader() -> Reader:
    """The process's reader."""
    return Reader(reader_model())


def units(doc: Doc) -> Iterator[list[int]]:
    """Word indices of whole sentences of one block, at most `MAX_WORDS` unless one sentence alone is longer."""
    edges = sorted(start for start, _, _ in doc.user_data.get("twosource.blocks", ()))
    pending: list[int] = []
    at = block = 0
    space = doc.to_array("IS_SPACE").tolist()
    for sentence in doc.sents:
        words = [i for i in range(sentence.start, sentence.end) if not space[i]]
        if not words:
            continue
        while at < len(edges) and edges[at] <= sentence.start_char:
            at += 1
        if pending and (at != block or len(pending) + len(words) > MAX_WORDS):
            yield pending
            pending = []
        block = at
        pending += words
    if pending:
        yield pending


def sentence_numbers(doc: Doc, words: Sequence[int] | np.ndarray) -> np.ndarray:
    """Number of each word's sentence within the unit."""
    begun = np.cumsum(doc.to_array("SENT_START")[words[0] : words[-1] + 1] == 1)[np.asarray(words) - words[0]]
    return np.cumsum(np.diff(begun, prepend=begun[0]) != 0)


class Layers:
    """What the units of one Doc gave, gathered until it can be written at once."""

    def __init__(self, doc: Doc, pieces: Pieces, model: ReaderModel) -> None:
        n, self.model, self.pieces = len(doc), model, pieces
        self.names = {
            "label": [*model.classes["label"], *ALONE],
            "upos": [*model.classes["upos"], "X", "SPACE"],
            "xpos": [*model.classes["xpos"], ""],
        }
        self.heads = np.arange(n)
        self.deps = np.full(n, len(model.classes["label"]))
        self.pos = np.full(n, len(model.classes["upos"]))
        self.tags = np.full(n, len(model.classes["xpos"]))
        self.rules = np.full(n, -1)
        self.ents: list[tuple[int, int, str]] = []
        self.spans: dict[str, list[tuple[int, int]]] = {layer: [] for layer in LAYERS}
        self.said: list[dict[str, Any]] = []
        self.events = np.zeros((n, len(model.classes["event"])), dtype=np.float32)
        self.weights = np.zeros(n, dtype=np.float32)
        self.coref: list[tuple[int, int, float]] = []
        self.meaning = np.zeros((n, model.meaning), dtype=np.float32)

    def add(self, words: np.ndarray, numbers: np.ndarray, out: dict[str, np.ndarray]) -> None:
        """Take in one unit's scores."""
        classes = self.model.classes
        heads, greedy = tree(out["arcs"], numbers)
        scores = label_scores(out, heads, greedy, self.model.labels)
        scores[:, classes["label"].index("root")] = -np.inf  # one word of a sentence is the root, and it is known
        above = np.array(heads)
        self.heads[words] = np.where(above < 0, words, words[above])
        self.deps[words] = np.where(above < 0, len(classes["label"]) + ALONE.index("ROOT"), scores.argmax(axis=1))
        self.pos[words], self.tags[words] = out["upos"].argmax(axis=1), out["xpos"].argmax(axis=1)
        self.rules[words] = out["lemma"].argmax(axis=1)
        self.events[words] = out["event"]
        self.meaning[words] = out["meaning"]
        self.weights[words] = out["event_weight"][:, 0]
        tokens: list[int] = words.tolist()
        self.ents += [(tokens[a], tokens[b - 1] + 1, kind) for a, b, kind in bio_spans(out["ner9"], classes["ner9"])]
        layers = out["attribution"].reshape(len(words), 3, 3)
        for k, layer in enumerate(LAYERS):
            self.spans[layer] += [(tokens[a], tokens[b - 1] + 1) for a, b, _ in bio_spans(layers[:, k], BIO)]
        self.said.append(said_of(layers, out["links"], tokens))
        found = antecedents(out["coref"], self._kinds(words, above))
        self.coref += [(tokens[a], tokens[b], share) for a, b, share in found]

    def _kinds(self, words: np.ndarray, above: np.ndarray) -> list[str]:
        """What each word can be in a chain: a pronoun, a nominal, a definite nominal, or nothing."""
        pos, names = self.pos[words], self.names["upos"]
        nominal = np.isin(pos, [names.index(name) for name in NOMINAL if name in names])
        kinds = nominal.astype(np.int64)
        determiner = (self.pieces.chain[words] == DEFINITE) & (self.deps[words] == self.names["label"].index("det"))
        fixed = above[determiner & (above >= 0)]
        kinds[fixed[nominal[fixed]]] = 2
        pronominal = np.isin(pos, [names.index(name) for name in ("PRON", "DET") if name in names])
        kinds[(self.pieces.chain[words] == PRONOUN) & pronominal] = 3
        found: list[str] = CHAIN_KINDS[kinds].tolist()
        return found

    def write(self, doc: Doc) -> None:
        """Put everything on the Doc."""
        starts = doc.to_array("SENT_START") == 1
        self._adopt_spaces(doc, starts)
        heads = (self.heads - np.arange(len(doc))).astype(np.int32).astype(np.uint64)
        strings, lemmas = doc.vocab.strings, self._lemmas()
        number = {text: strings.add(text) for text in dict.fromkeys(lemmas)}
        deps = np.array([strings.add(name) for name in self.names["label"]], dtype=np.uint64)[self.deps]
        tags = np.array([strings.add(name) for name in self.names["xpos"]], dtype=np.uint64)[self.tags]
        pos = np.array([POS_NUMBERS[name] for name in self.names["upos"]], dtype=np.uint64)[self.pos]
        columns = [heads, deps, tags, np.array([number[text] for text in lemmas], dtype=np.uint64), pos]
        table: Any = np.stack(columns, axis=1)
        doc.from_array(["HEAD", "DEP", "TAG", "LEMMA", "POS"], table)
        moved = np.flatnonzero((doc.to_array("SENT_START") == 1) != starts)
        if len(moved):
            token = doc[int(moved[0])]
            raise ValueError(f"the parse crosses a sentence bound at {token.idx}: {token.text!r}")
        doc.ents = [Span(doc, a, b, label=kind) for a, b, kind in _disjoint(self.ents)]
        for layer in LAYERS:
            doc.spans[layer] = [Span(doc, a, b, label=layer.upper()) for a, b in self.spans[layer]]
        doc.user_data["twosource.said"] = self.said
        doc.user_data["twosource.event"] = self.events
        doc.user_data["twosource.event_weight"] = self.weights
        doc.user_data["twosource.coref"] = self.coref
        doc.user_data[MEANING] = self.meaning
        doc.user_data["twosource.event_labels"] = self.model.classes["event"]

    def _lemmas(self) -> list[str]:
        """Each token's lemma; of a blank its text."""
        tags, rules = self.names["xpos"], self.model.classes["lemma"]
        rows = zip(self.pieces.texts, self.tags.tolist(), self.rules.tolist(), strict=True)
        return [text if rule < 0 else _lemma(text, tags[tag], rules[rule]) for text, tag, rule in rows]

    def _adopt_spaces(self, doc: Doc, starts: np.ndarray) -> None:
        """White-space tokens hang on the root of their sentence, and so do further roots, so that the parse keeps its
        bounds.
        """
        space, places = doc.to_array("IS_SPACE").astype(bool), np.arange(len(doc))
        starts = starts | (places == 0)
        number = np.cumsum(starts) - 1
        roots = np.flatnonzero((self.heads == places) & ~space)
        root = np.flatnonzero(starts)  # a sentence of blanks hangs on its first
        root[number[roots[::-1]]] = roots[::-1]
        dep, top, beside = (len(self.model.classes["label"]) + ALONE.index(name) for name in ALONE)
        further = roots[root[number[roots]] != roots]
        self.heads[further], self.deps[further] = root[number[further]], beside
        self.heads[space] = root[number[space]]
        self.deps[space] = np.where(self.heads[space] == places[space], top, dep)
        self.pos[space] = self.names["upos"].index("SPACE")


@lru_cache(maxsize=50_000)
def _lemma(text: str, tag: str, rule: str) -> str:
    return lemma_of(text, tag, apply_lemma_rule(text, rule), known_words())


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept
