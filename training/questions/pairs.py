"""Pairs of statements with labels, from the labelled stories: what the teacher and the student learn from.

    python -m training.questions.pairs --data DIR --out RUN

Reads the fresh stories of the benchmark and the labelled stories of ECB+ train. Writes `RUN/statements.jsonl`, each
statement with its sentence, and `RUN/pairs.npz`: the same as words with the reader's vectors, and the pairs of two articles
that the alignment's signs do not rule out, labelled as in `training/alignment.py`. The open, unread and dev stories stay out.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import score
from benchmarks.labelled import read_labelled
from training.alignment import SINGLE, STORIES, standing_on
from twosource.articles import read_articles
from twosource.compare.actors import name_actors
from twosource.compare.align import pair_scores, weights
from twosource.compare.pairs import codes
from twosource.compare.points import Point, collect_points
from twosource.compare.sentences import window
from twosource.data import Article
from twosource.models.pair_model import KINDS
from twosource.pipeline import in_order, read_documents

FRESH = STORIES.with_name("stories-fresh")
LEAST = 0.02  # chance by the signs below which a pair is left out
ALONE, SILENT = 0.5, 0.15  # weights of pairs that have one side alone on gold
COLUMNS = ("story", "kind", "one", "two", "base", "label", "weight")
WORDS = ("meaning", "tags", "signs", "lemmas")


@dataclass(slots=True)
class Collected:
    """Statements, each once, as words and as text; and pairs of them."""

    words: list[dict[str, np.ndarray]] = field(default_factory=list)
    marks: list[np.ndarray] = field(default_factory=list)  # words x 2: of the clause, of what is given
    texts: list[dict[str, Any]] = field(default_factory=list)
    rows: list[tuple[float, ...]] = field(default_factory=list)
    _known: dict[Any, int] = field(default_factory=dict)

    def add(self, story: int, kind: str, points: Sequence[Point], gold: dict[str, Any], texts: score.Texts) -> None:
        """The pairs of one kind of point of one story."""
        single = [f["status"] == SINGLE for f in gold["findings"]]
        several = [f for f, one in zip(gold["findings"], single, strict=True) if not one]
        lone = [f for f, one in zip(gold["findings"], single, strict=True) if one]
        on = standing_on(several, points, texts)
        alone = [bool(a) and not b for a, b in zip(standing_on(lone, points, texts), on, strict=True)]
        scores, article = pair_scores(points, kind, weights()), codes([p.article for p in points])
        left, right = scores.pairs.left, scores.pairs.right
        for at in np.flatnonzero((scores.values >= LEAST) & (left < right) & (article[left] != article[right])):
            i, j = int(left[at]), int(right[at])
            weight = _weight(bool(on[i]), bool(on[j]), alone[i], alone[j])
            if weight:
                ends = self._number(points[i]), self._number(points[j])
                label = float(bool(on[i] & on[j]))
                self.rows.append((story, KINDS.index(kind), *ends, float(scores.values[at]), label, weight))

    def _number(self, point: Point) -> int:
        clause, given = point.statement.anchor, point.focus
        key = (clause, given)
        if key not in self._known:
            self._known[key] = len(self.texts)
            side, (start, end) = point.read.side(clause, given), window(point.statement)
            self.words.append({name: getattr(side, name) for name in WORDS})
            self.marks.append(np.column_stack([side.clause, side.given]))
            sentence = point.statement.sentence
            spans = [[max(0, a.start - start), max(0, min(a.end, end) - start)] for a in (clause, given) if a]
            cut = sentence.quote[start - sentence.start : end - sentence.start]
            self.texts.append({"text": cut, "clause": spans[0], "given": spans[1] if len(spans) > 1 else [0, 0]})
        return self._known[key]

    def write(self, out: Path) -> None:
        """Both files."""
        out.mkdir(parents=True, exist_ok=True)
        with (out / "statements.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in self.texts)
        lengths = np.array([len(marks) for marks in self.marks])
        words = {name: np.concatenate([w[name] for w in self.words]) for name in WORDS}
        words["meaning"] = np.round(words["meaning"] * 127).astype(np.int8)
        rows = np.array(self.rows)
        named = {name: rows[:, place] for place, name in enumerate(COLUMNS)}
        np.savez_compressed(out / "pairs.npz", **words, **named, marks=np.concatenate(self.marks), lengths=lengths)


def _weight(one: bool, two: bool, alone: bool, also: bool) -> float:
    """How much a pair counts: whether each side stands on what several reports tell, or on what its own tells alone."""
    if (one or alone) and (two or also):
        return 1.0
    return ALONE if alone or also else SILENT if one or two else 0.0


def stories(data: Path) -> Iterator[tuple[list[Article], dict[str, Any], score.Texts]]:
    """The articles of each story, in order, with its gold."""
    for folder in sorted(path.parent for path in FRESH.glob("*/gold.json")):
        gold, texts = score.read_story(folder)
        yield in_order(read_articles([folder / "articles.jsonl"])), gold, texts
    for labelled in read_labelled(data, "train"):
        yield in_order(labelled.articles), labelled.gold, labelled.texts


def main() -> None:
    """Read the stories, write their pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    collected = Collected()
    for number, (articles, gold, texts) in enumerate(stories(Path(options.data))):
        documents = list(read_documents(articles))
        actor_of = {entity: actor.id for actor in name_actors(documents) for entity in actor.entities}
        points = collect_points(documents, actor_of)
        for kind in KINDS:
            chosen = [p for p in points if p.kind == kind]
            if chosen:
                collected.add(number, kind, chosen, gold, texts)
        print(f"{number + 1} stories, {len(collected.texts)} statements, {len(collected.rows)} pairs", flush=True)
    collected.write(options.out)


if __name__ == "__main__":
    main()
