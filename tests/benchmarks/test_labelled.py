"""The labels of real reports: places that fit together, and no text of a corpus."""

import json
from pathlib import Path

import pytest

from benchmarks import labelled, score
from benchmarks.archives import DataMissing
from benchmarks.labelled import LABELS, SPLITS, read_labelled

PARTS = {"corpus", "split", "articles", "findings"}


@pytest.mark.parametrize("path", sorted(LABELS.glob("*.json")), ids=lambda p: p.stem)
def test_labels_hold_places_only(path: Path) -> None:
    labels = json.loads(path.read_text(encoding="utf-8"))
    assert set(labels) == PARTS
    assert labels["split"] in SPLITS
    ids = [a["id"] for a in labels["articles"]]
    for finding in labels["findings"]:
        assert set(finding) == {"kind", "status", "values"}
        places = [place for value in finding["values"] for place in value]
        assert all(a in ids and 0 <= start < end for a, start, end in places)
        told = {a for a, _, _ in places}
        assert (finding["status"] == "single-source") is (len(told) == 1)
        if finding["status"] in score.DISAGREE:
            assert len(finding["values"]) > 1


def test_a_text_that_is_not_the_labelled_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    labels = {
        "corpus": "ecbplus",
        "split": "dev",
        "articles": [{"id": "a1", "source": "1_1", "sha256": "0" * 64}],
        "findings": [],
    }
    (tmp_path / "one.json").write_text(json.dumps(labels), encoding="utf-8")
    monkeypatch.setattr(labelled, "LABELS", tmp_path)
    monkeypatch.setattr(labelled, "_rows", lambda *_: {"1_1": ("", None, "Another text.")})
    with pytest.raises(DataMissing, match="not the one that was labelled"):
        list(read_labelled(None, "dev"))
