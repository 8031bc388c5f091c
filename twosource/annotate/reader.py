"""The shipped reader as a spaCy pipeline: sentences by rule, every other layer by one pass of one network.

`load_language()` gives the pipeline; its Docs carry tags, lemmas, a dependency parse, names, attribution spans and
links, antecedents within a unit, and event scores. Units of whole sentences run alone through the network, so that what is read in one
article never depends on another. Any other spaCy pipeline may take its place (`TWOSOURCE_PIPELINE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from twosource.annotate import sentences as _sentences  # noqa: F401  registers its component
from twosource.annotate.decode import BIO, antecedents, bio_spans, label_scores, said_of, tree
from twosource.annotate.tokens import set_rules
from twosource.models.lemmas import lemma_of
from twosource.models.load import ReaderModel, known_words, reader_model
from twosource.models.words import PRONOUNS, apply_lemma_rule, shape_of
from twosource.settings import setting

MAX_WORDS = 120  # a unit: as many whole sentences of one block as fit; training used the same
MAX_PIECES = 400
LAYERS = ("source", "cue", "content")
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
MEANING = "twosource.meaning"


@cache
def load_language(name: str | None = None) -> Language:
    """The reading pipeline: the shipped one, or the user's own by name or folder, with our sentence bounds in front."""
    chosen = name or setting("TWOSOURCE_PIPELINE")
    if chosen:
        language = spacy.load(chosen)
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
        self.outputs = [o.name for o in model.session.get_outputs() if o.name != "embedding"]

    def __call__(self, doc: Doc) -> Doc:
        """Set all layers on the Doc."""
        layers = Layers(doc, len(self.model.classes["event"]), self.model.meaning)
        for unit in units(doc):
            for part in self._fitting(doc, unit):
                layers.add(part, doc, self._run(doc, part), self.model)
        layers.write(doc, self.model)
        return doc

    def _fitting(self, doc: Doc, words: list[int]) -> Iterator[list[int]]:
        """The unit, cut in halves as long as it has too many wordpieces for the network."""
        pieces = self.model.tokenizer.encode([doc[i].text for i in words], is_pretokenized=True)
        if len(pieces.ids) <= MAX_PIECES or len(words) == 1:
            yield words
        else:
            middle = len(words) // 2
            yield from self._fitting(doc, words[:middle])
            yield from self._fitting(doc, words[middle:])

    def meaning(self, doc: Doc) -> np.ndarray:
        """The vector of each token's meaning in its sentence (tokens x dim, zero for blanks), and nothing else: for
        Docs that another pipeline has read.
        """
        rows = np.zeros((len(doc), self.model.meaning), dtype=np.float32)
        for unit in units(doc):
            for part in self._fitting(doc, unit):
                rows[part] = self._run(doc, part, ["meaning"])["meaning"]
        return rows

    def _run(self, doc: Doc, words: list[int], names: Sequence[str] = ()) -> dict[str, np.ndarray]:
        """The named outputs for one unit, all of them when none is named; `meaning` as the mean of each word's pieces."""
        encoding = self.model.tokenizer.encode([doc[i].text for i in words], is_pretokenized=True)
        ids = encoding.ids[:MAX_PIECES]
        first: dict[int, int] = {}
        for position, word in enumerate(encoding.word_ids[:MAX_PIECES]):
            if word is not None:
                first.setdefault(word, position)
        pieces = np.array([ids], dtype=np.int64)
        feed = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "first": np.array([[first.get(i, 0) for i in range(len(words))]], dtype=np.int64),
            "shape": np.array([[shape_of(doc[i].text) for i in words]], dtype=np.int64),
            "sentence": np.array([sentence_numbers(doc, words)], dtype=np.int64),
        }
        names = names or self.outputs
        values = self.model.session.run(names, feed)
        out = {name: value[0] for name, value in zip(names, values, strict=True)}
        out["meaning"] = _word_means(out["meaning"], encoding.word_ids[:MAX_PIECES], len(words))
        return out


@cache
def shared_reader() -> Reader:
    """The process's reader."""
    return Reader(reader_model())


def units(doc: Doc) -> Iterator[list[int]]:
    """Word indices of whole sentences, at most `MAX_WORDS` unless one alone is longer; only paragraphs share a unit.

    What was said of somebody in one paragraph tells who "he" is in the next.
    """
    blocks = sorted(doc.user_data.get("twosource.blocks", ()))
    pending: list[int] = []
    at = block = 0
    for sentence in doc.sents:
        words = [t.i for t in sentence if not t.is_space]
        if not words:
            continue
        while at < len(blocks) and blocks[at][0] <= sentence.start_char:
            at += 1
        apart = at != block and {kind for _, _, kind in blocks[max(block - 1, 0) : at]} != {"paragraph"}
        if pending and (apart or len(pending) + len(words) > MAX_WORDS):
            yield pending
            pending = []
        block = at
        pending += words
    if pending:
        yield pending


def sentence_numbers(doc: Doc, words: list[int]) -> list[int]:
    """Number of each word's sentence within the unit."""
    numbers, current = [], -1
    before = -1
    for word in words:
        fresh = any(doc[i].is_sent_start for i in range(before + 1, word + 1)) or before < 0
        current += fresh
        numbers.append(current)
        before = word
    return numbers


class Layers:
    """What the units of one Doc gave, gathered until it can be written at once."""

    def __init__(self, doc: Doc, events: int, meaning: int) -> None:
        n = len(doc)
        self.heads = list(range(n))
        self.deps = ["dep"] * n
        self.pos = ["X"] * n
        self.tags = [""] * n
        self.lemmas = [t.text for t in doc]
        self.ents: list[tuple[int, int, str]] = []
        self.spans: dict[str, list[tuple[int, int]]] = {layer: [] for layer in LAYERS}
        self.said: list[dict[str, Any]] = []
        self.events = np.zeros((n, events), dtype=np.float32)
        self.weights = np.zeros(n, dtype=np.float32)
        self.coref: list[tuple[int, int, float]] = []
        self.meaning = np.zeros((n, meaning), dtype=np.float32)

    def add(self, words: list[int], doc: Doc, out: dict[str, np.ndarray], model: ReaderModel) -> None:
        """Take in one unit's scores."""
        numbers = sentence_numbers(doc, words)
        heads, greedy = tree(out["arcs"], numbers)
        scores = label_scores(out, heads, greedy, model.labels)
        for i, word in enumerate(words):
            root = heads[i] < 0
            self.heads[word] = word if root else words[heads[i]]
            self.deps[word] = "ROOT" if root else self._label(scores[i], model.classes["label"])
            self.pos[word] = model.classes["upos"][int(out["upos"][i].argmax())]
            self.tags[word] = model.classes["xpos"][int(out["xpos"][i].argmax())]
            proposed = apply_lemma_rule(doc[word].text, model.classes["lemma"][int(out["lemma"][i].argmax())])
            self.lemmas[word] = lemma_of(doc[word].text, self.tags[word], proposed, known_words())
        self.events[words] = out["event"]
        self.meaning[words] = out["meaning"]
        self.ents += [
            (words[a], words[b - 1] + 1, kind) for a, b, kind in bio_spans(out["ner9"], model.classes["ner9"])
        ]
        layers = out["attribution"].reshape(len(words), 3, 3)
        for k, layer in enumerate(LAYERS):
            self.spans[layer] += [(words[a], words[b - 1] + 1) for a, b, _ in bio_spans(layers[:, k], BIO)]
        self.said.append(said_of(layers, out["links"], words))
        self.weights[words] = out["event_weight"][:, 0]
        found = antecedents(out["coref"], self._kinds(words, doc))
        self.coref += [(words[a], words[b], share) for a, b, share in found]

    def _kinds(self, words: list[int], doc: Doc) -> list[str]:
        """What each word can be in a chain: a pronoun, a nominal, a definite nominal, or nothing."""
        kinds = ["nominal" if self.pos[w] in NOMINAL else "" for w in words]
        at = {w: i for i, w in enumerate(words)}
        for i, word in enumerate(words):
            text = doc[word].lower_
            if text in PRONOUNS and self.pos[word] in {"PRON", "DET"}:
                kinds[i] = "pronoun"
            elif text in DEFINITE and self.deps[word] == "det" and kinds[at.get(self.heads[word], i)] == "nominal":
                kinds[at[self.heads[word]]] = "definite"
        return kinds

    @staticmethod
    def _label(scores: np.ndarray, names: list[str]) -> str:
        """Best relation other than root: only one word of a sentence hangs on the root."""
        order = np.argsort(-scores, kind="stable")
        return next(names[int(k)] for k in order if names[int(k)] != "root")

    def write(self, doc: Doc, model: ReaderModel) -> None:
        """Put everything on the Doc."""
        starts = [bool(t.is_sent_start) for t in doc]
        _adopt_spaces(doc, self)
        for token, pos, tag, lemma in zip(doc, self.pos, self.tags, self.lemmas, strict=True):
            token.pos_, token.tag_, token.lemma_ = pos, tag, lemma
        numbers = [doc.vocab.strings.add(dep) for dep in self.deps]
        heads = np.array([h - i for i, h in enumerate(self.heads)], dtype=np.int32).astype(np.uint64)
        table: Any = np.stack([heads, np.array(numbers, dtype=np.uint64)], axis=1)
        doc.from_array(["HEAD", "DEP"], table)
        for token, start in zip(doc, starts, strict=True):
            if bool(token.is_sent_start) != start:
                raise ValueError(f"the parse crosses a sentence bound at {token.idx}: {token.text!r}")
        doc.ents = [Span(doc, a, b, label=kind) for a, b, kind in _disjoint(self.ents)]
        for layer in LAYERS:
            doc.spans[layer] = [Span(doc, a, b, label=layer.upper()) for a, b in self.spans[layer]]
        doc.user_data["twosource.said"] = self.said
        doc.user_data["twosource.event"] = self.events
        doc.user_data["twosource.event_weight"] = self.weights
        doc.user_data["twosource.coref"] = self.coref
        doc.user_data[MEANING] = self.meaning
        doc.user_data["twosource.event_labels"] = model.classes["event"]


def _word_means(pieces: np.ndarray, word_ids: list[int | None], words: int) -> np.ndarray:
    """Mean vector of each word's pieces; zero for a word that has none."""
    rows = np.zeros((words, pieces.shape[1]), dtype=np.float32)
    counts = np.zeros((words, 1), dtype=np.float32)
    for position, word in enumerate(word_ids):
        if word is not None:
            rows[word] += pieces[position]
            counts[word] += 1
    return rows / np.maximum(counts, 1)


def _adopt_spaces(doc: Doc, layers: Layers) -> None:
    """White-space tokens hang on the root of their sentence, so that the parse keeps its bounds."""
    for sentence in list(doc.sents):
        words = [t.i for t in sentence if not t.is_space]
        root = next((i for i in words if layers.heads[i] == i), sentence.start)
        for token in sentence:
            if token.is_space:
                layers.heads[token.i] = root if words else sentence.start
                layers.deps[token.i] = "ROOT" if layers.heads[token.i] == token.i else "dep"
                layers.pos[token.i] = "SPACE"
            elif layers.heads[token.i] == token.i and token.i != root:
                layers.heads[token.i], layers.deps[token.i] = root, "parataxis"


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept
