"""B-cubed figures of a clustering, and the single-threshold baselines that the grouping of articles is held against."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from twosource.data import Article
from twosource.stories.apart import average_link
from twosource.stories.traits import Traits, words


def b_cubed(gold: Sequence[Hashable], given: Sequence[Hashable]) -> tuple[float, float, float]:
    """F1, precision and recall, averaged over the items (Bagga and Baldwin 1998); 0 where there are none."""
    of_gold, of_given = Counter(gold), Counter(given)
    both = Counter(zip(gold, given, strict=True))
    pairs = list(zip(gold, given, strict=True))
    if not pairs:
        return 0.0, 0.0, 0.0
    precision = sum(both[pair] / of_given[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / of_gold[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall), precision, recall


def best(runs: Iterator[tuple[float, list[int]]], gold: Sequence[str | None]) -> tuple[float, float]:
    """The best F1 over the labelled items and the threshold that gave it."""
    labelled = [i for i, g in enumerate(gold) if g is not None]
    known = [gold[i] for i in labelled]
    return max((b_cubed(known, [labels[i] for i in labelled])[0], -threshold) for threshold, labels in runs)


def tf_idf(articles: Sequence[Article]) -> np.ndarray:
    """Cosines of the texts: 1 + log of a word's count, times its rarity among these texts; common words left out."""
    bags = [Counter(words(f"{a.title or ''} {a.text}")) for a in articles]
    found = Counter(w for bag in bags for w in bag)
    column = {w: i for i, w in enumerate(sorted(found))}
    table = np.zeros((len(bags), len(column)))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            rare = math.log((1 + len(bags)) / (1 + found[word])) + 1  # scikit-learn's smoothed idf
            table[row, column[word]] = (1 + math.log(count)) * rare
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
    return table @ table.T


def minilm(traits: Sequence[Traits]) -> np.ndarray:
    """Cosines of the leads' sentence vectors."""
    leads = np.stack([np.frombuffer(t.lead, dtype=np.float16) for t in traits]).astype(np.float64)
    cosines: np.ndarray = leads @ leads.T
    return cosines


def linked(likeness: np.ndarray, thresholds: Sequence[float]) -> Iterator[tuple[float, list[int]]]:
    """Labels by average linkage at each threshold."""
    for threshold in thresholds:
        labels = [0] * len(likeness)
        for number, group in enumerate(average_link(likeness, threshold)):
            for item in group:
                labels[item] = number
        yield threshold, labels


def streamed(traits: Sequence[Traits], days: int, thresholds: Sequence[float]) -> Iterator[tuple[float, list[int]]]:
    """Labels of a stream in order of time: each article joins the story of the last `days` whose leads are most like its
    own on average, where that mean reaches the threshold.
    """
    order = sorted(range(len(traits)), key=lambda i: traits[i].order)
    when = np.array([traits[i].day for i in order])
    leads = np.stack([np.frombuffer(traits[i].lead, dtype=np.float16) for i in order]).astype(np.float32)
    since = np.searchsorted(when, when - days)
    likeness = [leads[since[k] : k] @ leads[k] for k in range(len(order))]
    for threshold in thresholds:
        labels = np.zeros(len(order), dtype=np.int64)
        for k, found in enumerate(likeness):
            labels[k] = k
            if len(found) and found.max() >= threshold:
                stories, at = np.unique(labels[since[k] : k], return_inverse=True)
                mean = np.bincount(at, found) / np.bincount(at)
                if mean.max() >= threshold:
                    labels[k] = stories[mean.argmax()]
        given = [0] * len(order)
        for k, i in enumerate(order):
            given[i] = int(labels[k])
        yield threshold, given


def by_story(gold: Sequence[str | None], given: Sequence[str]) -> dict[str, str]:
    """Each gold story with the sizes of the parts it came in, and how many others are in those parts."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes = Counter(g for known, g in zip(gold, given, strict=True) if known is not None)
    for known, story in zip(gold, given, strict=True):
        if known is not None:
            parts[known][story] += 1
    return {
        name: f"{'+'.join(str(n) for n in sorted(counts.values(), reverse=True))} with {sum(sizes[s] for s in counts) - sum(counts.values())}"
        for name, counts in sorted(parts.items())
    }
