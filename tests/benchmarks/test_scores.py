"""Counts and figures on cases whose scores are known."""

import pytest

from benchmarks.scores import (
    TOUCHING,
    Hits,
    bio_spans,
    exact,
    macro_f1,
    overlap,
    overlapping,
    pairs,
    per_class,
    union_overlap,
)


@pytest.mark.parametrize(
    ("hits", "precision", "recall", "f1"),
    [
        (Hits(2, 4, 2), 1.0, 0.5, 2 / 3),
        (Hits(0, 4, 0), 0.0, 0.0, 0.0),
        (Hits(), 0.0, 0.0, 0.0),
        (Hits(3, 3, 3), 1.0, 1.0, 1.0),
    ],
)
def test_figures(hits: Hits, precision: float, recall: float, f1: float) -> None:
    assert (hits.precision, hits.recall) == (precision, recall)
    assert hits.f1 == pytest.approx(f1)


def test_counts_add_up() -> None:
    assert sum([Hits(1, 2, 3), Hits(1, 1, 1)], Hits()) == Hits(2, 3, 4)


def test_an_item_twice_counts_twice() -> None:
    assert exact([(0, 2, "PER"), (0, 2, "PER"), (3, 4, "ORG")], [(0, 2, "PER"), (3, 4, "LOC")]) == Hits(1, 3, 2)


@pytest.mark.parametrize(
    ("a", "b", "share"), [((0, 4), (0, 4), 1.0), ((0, 4), (2, 6), 1 / 3), ((0, 4), (4, 8), 0.0), ((0, 0), (0, 0), 0.0)]
)
def test_overlap(a: tuple[int, int], b: tuple[int, int], share: float) -> None:
    assert overlap(a, b) == pytest.approx(share)


def test_spans_in_pieces() -> None:
    assert union_overlap([(0, 2), (4, 6)], [(0, 6)]) == pytest.approx(4 / 6)


def test_each_span_is_matched_once_and_the_closest_first() -> None:
    gold, given = [(0, 10), (10, 20)], [(0, 12), (0, 10), (30, 40)]
    assert pairs(gold, given, overlap, 0.5) == [(0, 1)]
    assert overlapping(gold, given, overlap) == Hits(1, 2, 3)
    assert overlapping(gold, given, overlap, TOUCHING) == Hits(2, 2, 3)


def test_classes() -> None:
    gold, given = ["A", "A", "B", "C"], ["A", "B", "B", "D"]
    assert per_class(gold, given) == {"A": Hits(1, 2, 1), "B": Hits(1, 1, 2), "C": Hits(0, 1, 0)}
    assert macro_f1(gold, given) == pytest.approx((2 / 3 + 2 / 3 + 0 + 0) / 4)
    assert macro_f1([], []) == 0.0


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["I-PER", "I-ORG"], [(0, 1, "PER"), (1, 2, "ORG")]),
        (["O", "B-X", "I-Y"], [(1, 2, "X"), (2, 3, "Y")]),
        ([], []),
    ],
)
def test_bio_spans(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert bio_spans(tags) == spans
