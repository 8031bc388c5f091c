"""The shipped reader as a spaCy pipeline: sentences by rule, every other layer by one pass of one network.

`load_language()` gives the pipeline; its Docs carry tags, lemmas, a dependency parse, names, attribution spans and
links, antecedents within a unit, and event scores. Units of whole sentences run alone through the network, so that what is read in one
article never depends on another. Any other spaCy pipeline may take its place (`TWOSOURCE_PIPELINE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_NUMBERS
from spacy.tokens import Doc, Span

from twosource.annotate import sentences as _sentences  # noqa: F401  registers its component
from twosource.annotate.decode import BIO, antecedents, bio_spans, label_scores, said_of, tree
from twosource.annotate.tokens import set_rules
from twosource.models.lemmas import lemma_of
from twosource.models.load import ReaderModel, known_words, reader_model
from twosource.models.words import PRONOUNS, apply_lemma_rule, shape_of
from twosource.settings import setting

if TYPE_CHECKING:
    from tokenizers import Encoding

MAX_WORDS = 120  # a unit: as many whole sentences of one block as fit; training used the same
MAX_PIECES = 400
LAYERS = ("source", "cue", "content")
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
MEANING = "twosource.meaning"
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


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
        self._last: tuple[Doc, list[int], list[str], Encoding] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set all layers on the Doc."""
        layers = Layers(doc, len(self.model.classes["event"]), self.model.meaning)
        for unit in units(doc):
            for part in self._fitting(doc, unit):
                layers.add(part, doc, self._run(doc, part), self.model)
        layers.write(doc, self.model)
        self._last = None
        return doc

    def _fitting(self, doc: Doc, words: list[int]) -> Iterator[list[int]]:
        """The unit, cut in halves as long as it has too many wordpieces for the network."""
        if len(self._pieces(doc, words)[1].ids) <= MAX_PIECES or len(words) == 1:
            yield words
        else:
            middle = len(words) // 2
            yield from self._fitting(doc, words[:middle])
            yield from self._fitting(doc, words[middle:])

    def _pieces(self, doc: Doc, words: list[int]) -> tuple[list[str], Encoding]:
        """Words and wordpieces of a unit; the last unit asked for is remembered, because it is asked for twice."""
        known = self._last
        if known is None or known[0] is not doc or known[1] is not words:
            texts = [doc[i].text for i in words]
            known = (doc, words, texts, self.model.tokenizer.encode(texts, is_pretokenized=True))
            self._last = known
        return known[2], known[3]

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
        texts, encoding = self._pieces(doc, words)
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
            "shape": np.array([[shape_of(text) for text in texts]], dtype=np.int64),
            "sentence": np.array([sentence_numbers(doc, words)], dtype=np.int64),
        }
        names = names or self.outputs
        values = self.model.session.run(names, feed)
        out = {name: value[0] for name, value in zip(names, values, strict=True)}
        if "meaning" in out:
            out["meaning"] = _word_means(out["meaning"], encoding.word_ids[:MAX_PIECES], len(words))
        return out


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


def sentence_numbers(doc: Doc, words: list[int]) -> list[int]:
    """Number of each word's sentence within the unit."""
    begun = np.cumsum(doc.to_array("SENT_START") == 1)[words]
    numbers: list[int] = np.unique(begun, return_inverse=True)[1].tolist()
    return numbers


class Layers:
    """What the units of one Doc gave, gathered until it can be written at once."""

    def __init__(self, doc: Doc, events: int, meaning: int) -> None:
        n = len(doc)
        self.heads = list(range(n))
        self.deps = ["dep"] * n
        self.pos = ["X"] * n
        self.tags = [""] * n
        self.texts = [t.text for t in doc]
        self.lemmas = list(self.texts)
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
        scores[:, model.classes["label"].index("root")] = -np.inf  # one word of a sentence is the root, and it is known
        labels = _best(scores, model.classes["label"])
        pos, tags = _best(out["upos"], model.classes["upos"]), _best(out["xpos"], model.classes["xpos"])
        rules = _best(out["lemma"], model.classes["lemma"])
        for i, word in enumerate(words):
            root = heads[i] < 0
            self.heads[word] = word if root else words[heads[i]]
            self.deps[word] = "ROOT" if root else labels[i]
            self.pos[word], self.tags[word] = pos[i], tags[i]
            self.lemmas[word] = _lemma(self.texts[word], tags[i], rules[i])
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
        found = antecedents(out["coref"], self._kinds(words))
        self.coref += [(words[a], words[b], share) for a, b, share in found]

    def _kinds(self, words: list[int]) -> list[str]:
        """What each word can be in a chain: a pronoun, a nominal, a definite nominal, or nothing."""
        kinds = ["nominal" if self.pos[w] in NOMINAL else "" for w in words]
        at = {w: i for i, w in enumerate(words)}
        for i, word in enumerate(words):
            text = self.texts[word].lower()
            if text in PRONOUNS and self.pos[word] in {"PRON", "DET"}:
                kinds[i] = "pronoun"
            elif text in DEFINITE and self.deps[word] == "det" and kinds[at.get(self.heads[word], i)] == "nominal":
                kinds[at[self.heads[word]]] = "definite"
        return kinds

    def write(self, doc: Doc, model: ReaderModel) -> None:
        """Put everything on the Doc."""
        starts = doc.to_array("SENT_START") == 1
        _adopt_spaces(doc, self)
        number = {text: doc.vocab.strings.add(text) for text in {*self.deps, *self.tags, *self.lemmas}}
        heads = np.array([h - i for i, h in enumerate(self.heads)], dtype=np.int32).astype(np.uint64)
        columns = [[number[text] for text in layer] for layer in (self.deps, self.tags, self.lemmas)]
        columns.append([POS_NUMBERS[pos] for pos in self.pos])
        table: Any = np.stack([heads, *(np.array(column, dtype=np.uint64) for column in columns)], axis=1)
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
        doc.user_data["twosource.event_labels"] = model.classes["event"]


def _word_means(pieces: np.ndarray, word_ids: Sequence[int | None], words: int) -> np.ndarray:
    """Mean vector of each word's pieces; zero for a word that has none."""
    owners = np.array([-1 if word is None else word for word in word_ids])
    real = owners >= 0
    rows = np.zeros((words, pieces.shape[1]), dtype=np.float32)
    np.add.at(rows, owners[real], pieces[real])
    counts = np.bincount(owners[real], minlength=words)[:, None]
    return (rows / np.maximum(counts, 1)).astype(np.float32)


def _best(scores: np.ndarray, names: list[str]) -> list[str]:
    return [names[i] for i in scores.argmax(axis=1).tolist()]


@lru_cache(maxsize=50_000)
def _lemma(text: str, tag: str, rule: str) -> str:
    return lemma_of(text, tag, apply_lemma_rule(text, rule), known_words())


def _adopt_spaces(doc: Doc, layers: Layers) -> None:
    """White-space tokens hang on the root of their sentence, so that the parse keeps its bounds."""
    space = doc.to_array("IS_SPACE").tolist()
    for sentence in list(doc.sents):
        whole = range(sentence.start, sentence.end)
        words = [i for i in whole if not space[i]]
        root = next((i for i in words if layers.heads[i] == i), sentence.start)
        for i in whole:
            if space[i]:
                layers.heads[i] = root if words else sentence.start
                layers.deps[i] = "ROOT" if layers.heads[i] == i else "dep"
                layers.pos[i] = "SPACE"
            elif layers.heads[i] == i and i != root:
                layers.heads[i], layers.deps[i] = root, "parataxis"


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept
