"""The shingle measure, and a run on pages we wrote."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.archives import DataMissing
from benchmarks.tasks import html
from tests.benchmarks.corpora import make_archive

PARAGRAPHS = [
    "The council of Brandt voted on Monday to close the old swimming pool, which loses money every summer.",
    "Nearly two hundred people had come to the hall, and most of them booed when the result was read out.",
    "The mayor promised that a new pool would be built beside the railway station before the year is over.",
]
PAGE = (
    "<html><head><title>Pool closes</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Pool closes</h1>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + "</article><footer>All rights reserved</footer></body></html>"
)


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        ("a b c d e", "a b c d e", (1, 1, 1)),
        ("a b c d e", "a b c d", (1, 1 / 2, 2 / 3)),
        ("a b c d", "a b c d e f", (1 / 3, 1, 1 / 2)),
        ("a b c d", "w x y z", (0, 0, 0)),
        ("a b c d a b c d", "a b c d", (1, 1 / 5, 1 / 3)),  # a shingle counts as often as it stands
        ("a b", "a b", (1, 1, 1)),
        ("", "", (1, 1, 1)),
        ("a b c d", "", (None, 0, 0)),
        ("", "a b c d", (0, None, 0)),
    ],
)
def test_score(gold: str, given: str, expected: tuple[float | None, ...]) -> None:
    assert html.score(gold, given) == pytest.approx(expected)


def test_figures_are_means_over_pages() -> None:
    got = html.figures([html.Score(1.0, 0.5, 2 / 3), html.Score(None, 0.0, 0.0)])
    assert got == pytest.approx({"f1": 0.4, "precision": 1.0, "recall": 0.25, "worst_decile": 0.0})


def test_run(tmp_path: Path) -> None:
    truth = {
        "one": {"articleBody": "\n".join(PARAGRAPHS), "url": "https://brandt.example/pool"},
        "two": {"articleBody": "x"},
    }
    files = {
        "ground-truth.json": json.dumps(truth),
        "html/one.html.gz": gzip.compress(PAGE.encode()),
        "html/two.html.gz": gzip.compress(b"<p>"),
    }
    make_archive(tmp_path, "html-extraction", files)
    got = html.run(tmp_path, "dev")
    assert got["cases"]["one"] > 0.9
    assert got["cases"]["two"] == 0
    assert got["counts"] == {"pages": 2, "refused": 1, "extractors disagree": 0}
    assert got["figures"]["body_precision"] == 1.0
    assert got["figures"]["alone_f1"] > 0.6


def test_one_split(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        html.run(tmp_path, "test")
