"""The curve of costs: the articles it takes, its steps, and what it says where the data is too small."""

import json
from pathlib import Path

import pytest

from benchmarks.archives import DataMissing
from benchmarks.tasks import growth
from tests.benchmarks.corpora import make_archive
from tests.small_stories import FERRY


def stream(folder: Path, stories: list[str | None]) -> Path:
    rows = [
        {"id": f"x{i}", "outlet": row["outlet"], "title": row["text"].split("\n")[0], "published": row["published"]}
        | {"text": row["text"], "story": story}
        for i, (row, story) in enumerate(zip(FERRY, stories, strict=True))
    ]
    make_archive(folder, "stream-dev", {"articles.jsonl": "\n".join(map(json.dumps, rows))})
    return folder


def test_costs_of_each_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(growth, "SIZES", (1, 2, 40))
    got = growth.run(stream(tmp_path, [None, "s1", None]), "dev")
    assert set(got["counts"]) == {"pairs_1", "pairs_2", "mib"}
    assert 0 < got["counts"]["pairs_1"] < got["counts"]["pairs_2"]
    assert got["figures"] == {"fits_40": None, "fits_200": None, "seconds_per_pair_kept": None}
    assert [note.split(":")[0] for note in got["notes"]] == ["1 articles", "2 articles"]


def test_a_stream_without_stories(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="no article with a story"):
        growth.pooled(stream(tmp_path, [None, None, None]), 2)


def test_figures_are_ratios() -> None:
    cases = {
        "40": {"all": 10.0, "compare": 4.0, "pairs": 1000.0},
        "200": {"all": 100.0, "compare": 50.0, "pairs": 10000.0},
    }
    assert growth.figures(cases) == pytest.approx({"fits_40": 3.0, "fits_200": 2.0, "seconds_per_pair_kept": 0.8})
