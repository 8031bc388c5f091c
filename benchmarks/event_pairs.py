"""Event mentions of several reports, and the signs that two of them are of one event.

All signs come from what the reader puts on a Doc: lemmas, word vectors, the parse, names. A pair's score is a
logistic function of its signs, with and without the same lemma; `training/cdec.py` fits the weights. Mentions are
then joined by average linkage.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FITTED = Path(__file__).parent / "event_pairs.json"
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NEAR = ("nsubj", "obj", "obl", "nmod", "compound", "nsubj:pass", "iobj", "nmod:poss", "amod", "xcomp", "ccomp", "conj")
SIGNS = (
    "same_lemma", "same_letters", "word", "span", "lemma_word", "sentence", "sentence_words", "report_words", "like_reports",
    "near_words", "names", "days", "days_differ", "numbers", "numbers_differ", "same_report", "event_type", "often",
)  # fmt: skip
DAYS, NUMBERS = frozenset({"DATE", "TIME"}), frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Mention:
    """What is known of one event mention: its words, and those around it."""

    report: str
    lemma: str
    word: np.ndarray
    span: np.ndarray
    sentence: np.ndarray
    event_type: np.ndarray
    sentence_words: frozenset[str]
    near_words: frozenset[str]
    names: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of `SIGNS`, alone and where the lemma is the same, and where average linkage stops."""

    weights: np.ndarray
    bias: float
    least: float


@cache
def fitted() -> Fitted:
    """The committed weights."""
    plain = json.loads(FITTED.read_text(encoding="utf-8"))
    rows = [[plain["weights"][name] for name in SIGNS], [plain["with_same_lemma"][name] for name in SIGNS]]
    return Fitted(np.concatenate(rows), plain["bias"], plain["least"])


def read_mention(doc: Doc, report: str, tokens: Sequence[int]) -> Mention:
    """One mention in a Doc that the reader has read, from the numbers of its tokens."""
    head = _head(doc, tokens)
    sentence = list(head.sent)
    meaning, events = doc.user_data["twosource.meaning"], doc.user_data["twosource.event"]
    inside = set(tokens)
    telling = [t for t in sentence if t.pos_ in CONTENT and not t.is_stop and t.i not in inside]
    near = [t for t in [*head.children, *_above(head)] if t.i not in inside and t.pos_ in CONTENT]
    near += [t for child in near for t in child.children if t.dep_ in NEAR and t.pos_ in CONTENT and t.i not in inside]
    around = [t.i for t in telling] or [head.i]
    return Mention(
        report=report,
        lemma=_lemma(head),
        word=_unit(meaning[head.i]),
        span=_unit(meaning[list(tokens)].mean(axis=0)),
        sentence=_unit(meaning[around].mean(axis=0)),
        event_type=_unit(events[head.i] - events[head.i].mean()),
        sentence_words=frozenset(map(_lemma, telling)),
        near_words=frozenset(map(_lemma, near)),
        names=frozenset(_lemma(t) for t in telling if t.pos_ == "PROPN"),
        days=frozenset(e.text.lower() for e in head.sent.ents if e.label_ in DAYS),
        numbers=frozenset(t.text for t in sentence if t.like_num),
    )


def _head(doc: Doc, tokens: Sequence[int]) -> Token:
    """The word of the mention on which the others hang."""
    inside = set(tokens)
    return next((doc[i] for i in tokens if doc[i].head.i not in inside or doc[i].head.i == i), doc[tokens[0]])


def _above(head: Token) -> Iterable[Token]:
    return [head.head] if head.head.i != head.i else []


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _unit(vector: np.ndarray) -> np.ndarray:
    wide = vector.astype(np.float64)
    length = float(np.linalg.norm(wide))
    return wide / length if length else wide


def signs_of(mentions: Sequence[Mention], reports: Mapping[str, Sequence[str]]) -> np.ndarray:
    """Signs of every pair, n x n x k. `reports` has the content lemmas of each report of the topic."""
    rarity = _rarity(reports.values())
    lemmas = [m.lemma for m in mentions]
    numbers = {lemma: i for i, lemma in enumerate(sorted(set(lemmas)))}
    owner = np.array([numbers[lemma] for lemma in lemmas])
    same = (owner[:, None] == owner).astype(float)
    centres = np.stack([_unit(np.mean([m.word for m in mentions if m.lemma == lemma], axis=0)) for lemma in numbers])
    letters = np.array([[_same_letters(a, b) for b in numbers] for a in numbers])
    often = np.log(np.bincount(owner) / len(mentions))
    words, alike = _reports([m.report for m in mentions], reports, rarity)
    columns = {
        "same_lemma": same,
        "same_letters": letters[owner[:, None], owner],
        "word": _cosines([m.word for m in mentions]),
        "span": _cosines([m.span for m in mentions]),
        "lemma_word": (centres @ centres.T)[owner[:, None], owner],
        "sentence": _cosines([m.sentence for m in mentions]),
        "sentence_words": _overlap([m.sentence_words for m in mentions], rarity),
        "report_words": words,
        "like_reports": alike,
        "near_words": _overlap([m.near_words for m in mentions], rarity),
        "names": _overlap([m.names for m in mentions], rarity),
        "same_report": np.array([[float(a.report == b.report) for b in mentions] for a in mentions]),
        "event_type": _cosines([m.event_type for m in mentions]),
        "often": (often[owner][:, None] + often[owner]) / 2,
    }
    for name, sets in (("days", [m.days for m in mentions]), ("numbers", [m.numbers for m in mentions])):
        shared = np.array([[float(bool(a & b)) for b in sets] for a in sets])
        both = np.array([[float(bool(a) and bool(b)) for b in sets] for a in sets])
        columns |= {name: shared, f"{name}_differ": both - shared}
    return np.stack([columns[name] for name in SIGNS], axis=2)


def _cosines(rows: Sequence[np.ndarray]) -> np.ndarray:
    table = np.stack(rows)
    found: np.ndarray = table @ table.T
    return found


def _rarity(reports: Iterable[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency within the topic."""
    sets = [set(words) for words in reports]
    counts = Counter(word for words in sets for word in words)
    return {word: log((1 + len(sets)) / count) for word, count in sorted(counts.items())}


def _overlap(sets: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> np.ndarray:
    """Cosine of the sets of words, each weighed by its rarity."""
    words = sorted({word for s in sets for word in s})
    at = {word: i for i, word in enumerate(words)}
    table = np.zeros((len(sets), max(1, len(words))))
    for row, s in enumerate(sets):
        for word in s:
            table[row, at[word]] = rarity.get(word, 1.0)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    found: np.ndarray = table @ table.T
    return found


def _reports(
    owners: Sequence[str], reports: Mapping[str, Sequence[str]], rarity: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair of mentions how alike their reports are in words, and in which other reports they are like."""
    names = sorted(reports)
    table = _overlap([frozenset(reports[name]) for name in names], rarity)
    at = np.array([names.index(owner) for owner in owners])
    around = table - table.mean(axis=1, keepdims=True)
    around /= np.maximum(np.linalg.norm(around, axis=1, keepdims=True), 1e-9)
    return table[at[:, None], at], (around @ around.T)[at[:, None], at]


def _same_letters(a: str, b: str) -> float:
    """Share of the longer word that both begin with."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n / max(len(a), len(b), 1)


def scores_of(signs: np.ndarray, by: Fitted) -> np.ndarray:
    """Probability of one event for every pair of mentions, n x n."""
    wide = widened(signs)
    found: np.ndarray = 1 / (1 + np.exp(-(wide @ by.weights + by.bias)))
    return found


def widened(signs: np.ndarray) -> np.ndarray:
    """The signs, and once more where the lemma is the same."""
    return np.concatenate([signs, signs * signs[..., :1]], axis=-1)


def joined(scores: np.ndarray, least: float) -> list[int]:
    """Number of each mention's event: average linkage as long as the mean score of two groups is at least `least`."""
    if len(scores) < 2:
        return [0] * len(scores)
    distances = 1 - (scores + scores.T) / 2
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), method="average")
    numbers: list[int] = fcluster(tree, 1 - least, criterion="distance").tolist()
    return numbers
