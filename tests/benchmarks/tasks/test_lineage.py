"""The heap of reports and copies, and the arithmetic of its scores."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.tasks import lineage
from benchmarks.tasks.lineage import Heap, b_cubed, best, connected, document_keys, score
from tests.benchmarks.corpora import make_archive
from tests.stories.dam_break import AGENCY
from twosource.articles import make_article

TOWNS = ("Aster", "Velden", "Lunde", "Karst", "Orsk", "Holm", "Sund", "Berg", "Vik", "Dal")


def report(town: str) -> str:
    subjects = ("trams", "bins", "a bridge", "its beach", "the school", "old trees", "a market", "new lamps", "taxes")
    return "\n\n".join(
        f"In {town} the council of {town} spoke about {what} on Monday and {town} put {what} off until autumn, {town} says."
        for what in subjects
    )


def corpora(folder: Path) -> Path:
    rows = [
        {
            "id": f"x{i}",
            "outlet": f"Outlet {i}",
            "title": f"The week in {town}",
            "text": report(town),
            "cluster": f"c{i}",
        }
        for i, town in enumerate(TOWNS * 4)
    ]
    make_archive(folder, "stories-allsides", {"fulltext.jsonl": "\n".join(map(json.dumps, rows))})
    stream = [
        {"outlet": f"Paper {i}", "title": f"Day {i}", "text": "\n\n".join(AGENCY[i : i + 6])} for i in range(3)
    ] + [{"outlet": "Own", "title": "Another", "text": report("Sund")}]
    make_archive(folder, "stream-dev", {"articles.jsonl": "\n".join(map(json.dumps, stream))})
    return folder


def test_the_heap_holds_reports_and_copies_of_each_kind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lineage, "EACH", 1)
    heap = lineage.make_heap(corpora(tmp_path), "dev")
    assert sorted(heap.pairs.values()) == ["embedded", "half", "light", "local", "reordered", "rewrite"]
    for (first, copy), kind in heap.pairs.items():
        assert heap.origin[first] == heap.origin[copy] and not heap.kind[first] and heap.kind[copy] == kind
    again = lineage.make_heap(tmp_path, "dev")
    assert [a.sha256 for a in again.articles] == [a.sha256 for a in heap.articles]
    other = lineage.make_heap(tmp_path, "check")
    assert not {a.outlet for a in other.articles if "Outlet" in a.outlet} & {a.outlet for a in heap.articles}


def test_a_run_scores_every_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lineage, "EACH", 1)
    got = lineage.run(corpora(tmp_path), "dev")
    assert got["counts"]["stream_pairs_exact"] == got["counts"]["stream_pairs_keys"] == 3
    assert got["figures"]["stream_recall"] == 1.0
    assert set(got["cases"]) == {"keys", "exact", "document_keys", "document_minhash", "tfidf"}
    assert (got["figures"]["articles_per_cpu_second"] or 0) > 0


HEAP = Heap(
    [make_article(f"T{i}", id=str(i), outlet="O") for i in range(5)], [0, 1, 2, 0, 1], ["", "", "", "half", "light"]
)


def test_scores_of_pairs_and_kinds() -> None:
    got = score(HEAP, {(0, 3), (2, 3)})
    assert (got["pair_precision"], got["pair_recall"], got["pair_f1"]) == (0.5, 0.5, 0.5)
    assert (got["recall_half"], got["recall_light"]) == (1.0, 0.0)
    assert score(HEAP, {(0, 3), (1, 4)})["b3_f1"] == 1.0


def test_b_cubed_is_a_mean_over_articles() -> None:
    f1, precision, recall = b_cubed([0, 0, 1], [0, 0, 0])
    assert (precision, recall) == (pytest.approx(5 / 9), 1.0)
    assert f1 == pytest.approx(2 * precision / (precision + 1))
    assert connected(4, [(0, 1), (1, 3)]) == [0, 0, 2, 0]


def test_the_best_threshold() -> None:
    likeness = np.zeros((5, 5))
    likeness[0, 3] = likeness[1, 4] = 0.5
    likeness[2, 3] = 0.3
    got = best(HEAP, likeness)
    assert got["pair_f1"] == 1.0 and got["threshold"] == 0.35


def test_keys_of_whole_texts() -> None:
    least = np.arange(3 * lineage.PERMUTATIONS, dtype=np.uint32).reshape(3, -1)
    least[2, :4] = least[0, :4]
    assert document_keys(least) == {(0, 2)}
