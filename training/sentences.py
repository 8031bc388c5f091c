"""Fit the weights by which twosource finds where sentences begin (`twosource/annotate/sentences.json`).

    python -m training.sentences --data DIR [--out FILE] [--report FILE]

The train files of UD English EWT and of GUM's free genres as raw text, with the library's own tokens. A logistic model
over the signs of `twosource.annotate.sentences`, with an L2 penalty, fitted by L-BFGS. Signs seen fewer than
`LEAST` times are left out, and weights less than `SLIGHT`. GUM counts double: it is edited text, as news are. Of every
fourth article of PolNeAR train come the places where no mark ends anything: no sentence begins there.
Deterministic: no sampling, no seed.
The report has the F1 of whole sentences by genre on the dev files.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy

from benchmarks.archives import text, texts
from benchmarks.scores import Hits, exact
from benchmarks.trees import Tree, read_conllu
from training.weights import main, minimise
from twosource.annotate.sentences import begun, lines
from twosource.annotate.tokens import set_rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PENALTY = 1.0
LEAST = 4
SLIGHT = 0.05  # weights below are left out: a fifth of the signs, and no case of parse and accounts is another
NEWS, EVERY, NEWS_WEIGHT = "attribution-polnear", 4, 1.5
CORPORA = {"ud-ewt": 1.0, "ud-gum-free": 2.0}
SMALL_LEAST = 4  # times that a word is seen in small letters, not first in its sentence
SMALL_SHARE = 0.7  # share of all times that it is not first
HERE = Path(__file__).parent
OUT = HERE.parent / "twosource" / "annotate" / "sentences.json"
REPORT = HERE / "sentences_report.json"

Weights = dict[str, float]


def read(data: Path, split: str) -> Iterator[tuple[str, float, Tree]]:
    """Genre, weight and document, of every document of a split."""
    for corpus, weight in CORPORA.items():
        for tree in read_conllu(text(data, corpus, f"{split}.conllu")):
            genre = tree.name.split("-")[0] if corpus == "ud-ewt" else tree.name.split("_")[1]
            yield f"{corpus} {genre}", weight, tree


def small_words(trees: Sequence[Tree]) -> list[str]:
    """The words that are usually written in small letters where no sentence begins."""
    seen: dict[str, Counter[bool]] = defaultdict(Counter)
    for tree in trees:
        first = set(tree.starts)
        for i, form in enumerate(tree.forms):
            if i not in first and form.isalpha() and len(form) > 1:
                seen[form.lower()][form.islower()] += 1
    return sorted(w for w, c in seen.items() if c[True] >= SMALL_LEAST and c[True] >= SMALL_SHARE * c.total())


def gold_starts(tree: Tree, doc: Doc) -> set[int]:
    """The tokens in which a sentence of the treebank begins."""
    offsets = [token.idx for token in doc]
    return {bisect_right(offsets, tree.words[start].start) - 1 for start in tree.starts}


def examples(
    language: Language, trees: Sequence[tuple[float, Tree]], small: frozenset[str]
) -> tuple[list[list[str]], list[bool], list[float]]:
    """Signs, answer and weight of every place; the sentence before is the treebank's."""
    signs: list[list[str]] = []
    answers: list[bool] = []
    weights: list[float] = []
    for weight, tree in trees:
        doc = language.make_doc(tree.text)
        starts = gold_starts(tree, doc)
        for indices, line in lines(doc, small):
            start = 0
            for at in line.places():
                while between := [k for k in range(start + 1, at) if indices[k] in starts]:
                    start = between[-1]
                signs.append(line.signs(at, start))
                answers.append(indices[at] in starts)
                weights.append(weight)
                start = at if answers[-1] else start
    return signs, answers, weights


def edited(language: Language, data: Path, small: frozenset[str]) -> tuple[list[list[str]], list[bool], list[float]]:
    """Places of news where no mark ends anything: no sentence begins there, as the treebanks' few news say too seldom."""
    signs: list[list[str]] = []
    for number, (_, news) in enumerate(texts(data, NEWS, "train/text/*")):
        for _, line in lines(language.make_doc(news), small) if number % EVERY == 0 else ():
            start = 0
            for at in line.places():
                if line.marked(at):
                    start = at
                else:
                    signs.append(line.signs(at, start))
    return signs, [False] * len(signs), [NEWS_WEIGHT] * len(signs)


def fit(signs: Sequence[Sequence[str]], answers: Sequence[bool], weights: Sequence[float]) -> Weights:
    """Logistic regression on sparse signs."""
    counts = Counter(sign for row in signs for sign in row)
    names = sorted(sign for sign, times in counts.items() if times >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[sign] for sign in row if sign in place] for row in signs]
    column = np.array([i for row in rows for i in row])
    lengths = np.array([len(row) for row in rows])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    right, weight = np.array(answers, dtype=float), np.array(weights)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.add.reduceat(theta[column], begins)
        value = weight * (np.logaddexp(0, scores) - right * scores)
        pull = weight * (1 / (1 + np.exp(-np.clip(scores, -500, 500))) - right)
        slope = np.bincount(column, weights=np.repeat(pull, lengths), minlength=len(names))
        return float(value.sum() + PENALTY / 2 * (theta**2).sum()), slope + PENALTY * theta

    theta = minimise(loss, np.zeros(len(names)))
    rounded = {name: round(float(value), 2) for name, value in zip(names, theta, strict=True)}
    return {name: value for name, value in rounded.items() if abs(value) >= SLIGHT}


def found(language: Language, tree: Tree, weights: Weights, small: frozenset[str]) -> list[tuple[int, int]]:
    """Sentences of a document as character ranges."""
    doc = language.make_doc(tree.text)
    ranges = []
    for indices, line in lines(doc, small):
        starts = list(begun(line, weights))
        for a, b in zip(starts, [*starts[1:], len(indices)], strict=True):
            last = doc[indices[b - 1]]
            ranges.append((doc[indices[a]].idx, last.idx + len(last)))
    return ranges


def train(data: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is shipped, and the report."""
    language = spacy.blank("en")
    set_rules(language)
    known = list(read(data, "train"))
    small = small_words([tree for _, _, tree in known])
    signs, answers, counted = examples(language, [(weight, tree) for _, weight, tree in known], frozenset(small))
    plain, none, light = edited(language, data, frozenset(small))
    weights = fit([*signs, *plain], [*answers, *none], [*counted, *light])
    hits: dict[str, Hits] = defaultdict(Hits)
    for genre, _, tree in read(data, "dev"):
        both = exact(tree.sentences, found(language, tree, weights, frozenset(small)))
        for name in (genre, genre.split()[0]):
            hits[name] += both
    report = {
        "penalty": PENALTY,
        "least": LEAST,
        "train": {
            "documents": len(known),
            "places": len(answers),
            "begun": sum(answers),
            "unmarked_in_news": len(plain),
        },
        "signs": len(weights),
        "small_words": len(small),
        "dev_sentences_f1": {name: round(h.f1 or 0.0, 4) for name, h in sorted(hits.items())},
    }
    return {"weights": weights, "small": small}, report


if __name__ == "__main__":
    main(__doc__, train, out=OUT, report=REPORT)
